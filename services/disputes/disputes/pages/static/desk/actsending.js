// How an act of the desk is sent: against the version that somebody has read, and what came meanwhile before it.
import { dateTime, named, t } from "../language.js";
import { Button, Link, Notice, Trouble, announce, go, html, useRef, useState } from "../parts.js";
import { postWritten } from "../sending.js";
import { keyAfter, newKey } from "../session.js";

// What has happened since the form was opened, until the operator says that it was read. An act is sent against the
// version that somebody has read, not against whatever came meanwhile: what is new is shown, what was written stays.
// `onNews` once what came meanwhile was read: what was foretold before it holds no more. `onSent` once it was sent. `label`
// where the act is called otherwise than the programme calls it; `check` throws where an answer says that it was refused.
export function useDeskSending({ case: found, talks, words, action, reload, label }, onNews = () => {}, onSent = () => {}) {
  const key = useRef(newKey());
  const [state, setState] = useState({ busy: false, error: null });
  const [read, setRead] = useState({ version: found.version, talks: talks?.version, lines: linesOf(found) });
  const lines = linesOf(found).filter(({ id }) => !read.lines.some((line) => line.id === id));
  const news = lines.length || found.version !== read.version ? lines : null; // not every line, such as a message, makes a new version
  const send = async (href, body, check = () => {}) => {
    if (state.busy) return;
    setState({ busy: true, error: null });
    try {
      const version = href.startsWith("/v1/mediations/") ? read.talks : read.version;
      check(await postWritten(href, body, { key: key.current, version, timeout: 60_000 }));
      onSent();
      await reload();
      go(`review/${found.id}`);
      announce(t("act.done", { act: label ?? words.act(action.rel) }));
    } catch (error) {
      key.current = keyAfter(error, key.current);
      if (error.status === 412 || error.status === 409) await reload();
      setState({ busy: false, error });
    }
  };
  const accept = () => { setRead({ version: found.version, talks: talks?.version, lines: linesOf(found) }); setState({ busy: false, error: null }); onNews(); };
  return { ...state, send, news: state.busy ? null : news, accept, words };
}

const linesOf = (found) => found.expanded?.story?.data ?? [];

export function News({ sending }) {
  if (sending.news === null) return null;
  const { news, words, accept } = sending;
  return html`<${Notice} kind="warn" title=${t("changed.title")}><p>${t("changed.lead")}</p>
    <ul class="changes">${news.length ? news.map((entry) => html`<li key=${entry.id}>${named(dateTime(entry.at), words.entry(entry))}${entry.text && html` <q class="user-text">${entry.text}</q>`}</li>`) : html`<li>${t("changed.unnamed")}</li>`}</ul>
    <${Button} onClick=${accept}>${t("act.seen")}<//><//>`;
}

export function DeskSend({ sending, found, label, disabled, onSend }) {
  const stale = sending.news !== null;
  return html`<${News} sending=${sending} /><${Trouble} error=${stale && sending.error?.status === 412 ? null : sending.error} />
    <div class="actions side"><${Button} kind="primary" busy=${sending.busy} waits=${stale} disabled=${disabled || sending.incomplete} onClick=${onSend}>${label}<//>
      <${Link} class="button" to=${`review/${found.id}`}>${t("cancel")}<//></div>`;
}
