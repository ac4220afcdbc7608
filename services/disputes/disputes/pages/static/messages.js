// What the parties and the support team write to one another. Everything they write is shown as text.
import { dateTime, t } from "./language.js";
import { Button, Field, Icon, Link, Notice, ShowAll, Trouble, html, useEffect, useRef, useState } from "./parts.js";
import { useDraft } from "./drafts.js";
import { own, sideName } from "./money.js";
import { keyAfter, listAll, newKey, post, session } from "./session.js";
import { written } from "./writing.js";

const MOST = 2000;

export function Messages({ case: found, words, reload }) {
  const { data, has_more: more, unread } = found.expanded?.messages ?? { data: [], has_more: false, unread: 0 };
  const [earlier, setEarlier] = useState(null);
  const action = found.allowed_actions.find((each) => each.rel === "message" && (own(each.actor) || each.actor === session.who.role));
  useEffect(() => {
    if (unread > 0) post(`/v1/disputes/${found.id}/read`, undefined, { key: newKey() }).catch(() => {});
  }, [found.id, unread]);
  const items = found.expanded?.evidence?.data ?? [];
  const labelOf = (id) => { const item = items.find((each) => each.id === id); return item ? words.kind(item.kind) : t("evidence.title"); };
  const attachable = items.filter((item) => !item.erased && (session.who.role === "operator" || (own(item.party) && item.valid))).map((item) => [item.id, `${words.kind(item.kind)} · ${dateTime(item.given_at)}`]);
  const all = uniqueByTime([...(earlier ?? []), ...data]);
  const loadAll = () => listAll(`/v1/disputes/${found.id}/messages?limit=100`, MOST);
  return html`<section class="card"><h2>${t("messages.title")}</h2>
    ${more && !earlier && html`<${ShowAll} label=${t("messages.earlier")} load=${loadAll} onLoaded=${setEarlier} />`}
    ${all.length === 0 && html`<p class="soft">${t("messages.none")}</p>`}
    <ul class="stack" aria-live="polite">${all.map((message) => html`<li key=${message.id} class=${`message ${isOwn(message) ? "own" : ""}`}>
      <p>${message.text}</p>${message.attachments.length > 0 && html`<p class="row">${message.attachments.map((id) => html`<${Link} key=${id} to=${`piece/${id}`}>${labelOf(id)}<//>`)}</p>`}<footer>${authorOf(message)} · ${dateTime(message.at)}</footer></li>`)}</ul>
    ${action && html`<${Writing} href=${action.href} sent=${reload} label=${t("messages.write")} help=${t("messages.everybody")} sendLabel=${t("messages.send")} attachable=${attachable} />`}
  </section>`;
}

const isOwn = ({ author }) => own(author.role) || (author.role === session.who.role && author.id === session.who.participant);

function authorOf({ author, on_behalf_of: behalf }) {
  const name = author.role === session.who.role && author.id === session.who.participant ? t("you") : sideName(author.role);
  return behalf ? `${name} (${t("messages.for", { who: sideName(behalf.party) })})` : name;
}

const uniqueByTime = (messages) => [...new Map(messages.map((each) => [each.id, each])).values()].sort((a, b) => a.at.localeCompare(b.at));

// What has been written since something was sent. Who has changed what was sent keeps it as it is now.
const unsent = (draft, sent) => ({
  text: draft.text.startsWith(sent.text) ? draft.text.slice(sent.text.length).trimStart() : draft.text,
  attached: draft.attached.filter((id) => !sent.attached.includes(id)),
});

// A text and its sending; what is sent is shown where it belongs.
export function Writing({ href, sent, label, help, sendLabel, doneLabel = t("messages.sent"), attachable = [] }) {
  const [draft, write, endDraft] = useDraft(href, { text: "", attached: [] });
  const { text } = draft;
  const attached = draft.attached.filter((id) => attachable.some(([each]) => each === id)); // it may have been erased
  const [state, setState] = useState({ busy: false, error: null, done: false });
  const key = useRef(newKey());
  const field = useRef(null);
  const latest = useRef(draft);
  latest.current = draft;
  const send = async (event) => {
    event.preventDefault();
    if (!written(text) || state.busy) return;
    setState({ busy: true, error: null });
    try {
      await post(href, { text, ...(attached.length ? { attachments: attached } : {}) }, { key: key.current });
      key.current = newKey();
      const rest = unsent(latest.current, { text, attached: draft.attached });
      write(rest);
      if (!rest.text && !rest.attached.length) endDraft();
      setState({ busy: false, error: null, done: true });
      field.current?.focus(); // the button can do nothing more
      await sent();
    } catch (error) {
      key.current = keyAfter(error, key.current);
      setState({ busy: false, error });
    }
  };
  return html`<form class="stack no-print" onSubmit=${send}>
    <${Field} label=${label} help=${help}>
      ${(more) => html`<textarea ref=${field} ...${more} rows="3" maxlength="10000" value=${text} onInput=${(event) => write({ text: event.target.value })}></textarea>`}
    <//>
    ${attachable.length > 0 && html`<details class="attach"><summary><${Icon} name="file" />${t("messages.attach")}</summary>${attachable.map(([id, name]) => html`<label class="tick" key=${id}><input type="checkbox" checked=${attached.includes(id)}
      onChange=${(event) => write({ attached: event.target.checked ? [...attached, id] : attached.filter((other) => other !== id) })} />${name}</label>`)}</details>`}
    <${Trouble} error=${state.error} />
    <div role="status">${state.done && html`<${Notice} kind="good" live=${false}><p>${doneLabel}</p><//>`}</div>
    <div class="actions side"><${Button} busy=${state.busy} disabled=${!written(text)} onClick=${send}>${sendLabel}<//></div>
  </form>`;
}
