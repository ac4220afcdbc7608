// What the forms of acts share: sending under one key, the buttons, and forms that are only texts.
import { t } from "./language.js";
import { draftName, useDraft } from "./drafts.js";
import { Effect } from "./effect.js";
import { Button, Field, Link, Notice, Trouble, announce, go, html, useRef, useState } from "./parts.js";
import { keyAfter, newKey, post } from "./session.js";
import { written } from "./writing.js";

// Sends what was written. A carrier that is not known is named as another, as it was typed.
export async function postWritten(href, body, options) {
  try {
    return await post(href, body, options);
  } catch (error) {
    if (error.code !== "carrier_unknown") throw error;
    return post(href, body.parcel ? { ...body, parcel: asOther(body.parcel) } : asOther(body), { ...options, key: `${options.key}-other` });
  }
}

const asOther = (parcel) => ({ ...parcel, carrier: "other", carrier_name: parcel.carrier });

// Where a form was opened from, and another form of the same person: at the desk, of the party that has asked for it.
export const homeOf = ({ case: found, home }) => home ?? `case/${found.id}`;
export const actPlace = (props, rel) => `${homeOf(props)}/${rel}${props.behalf ? `@${props.action.actor}` : ""}`;

// A form sends as its party does, unless the desk gives it another way. `onSent` once it was sent.
export const useSending = (props, onSent = () => {}) => (props.useForm ?? useOwnSending)(props, onSent);

// Sends an act under a key made when its form opened, against the version that was read; then back to the case. What
// changes under a form, such as the proposal that somebody is about to accept, is read before anything is sent.
function useOwnSending({ case: found, talks, action, reload, words }, onSent) {
  const key = useRef(newKey());
  const [state, setState] = useState({ busy: false, error: null });
  const version = action.href.startsWith("/v1/mediations/") ? talks?.version : found.version;
  const [read, setRead] = useState(version);
  const accept = () => { setRead(version); setState({ busy: false, error: null }); };
  const send = async (href, body) => {
    if (state.busy) return;
    setState({ busy: true, error: null });
    try {
      await postWritten(href, body, { key: key.current, timeout: 60_000, version: read });
      onSent();
      await reload();
      go(`case/${found.id}`);
      announce(t("act.done", { act: words.act(action.rel) }));
    } catch (error) {
      key.current = keyAfter(error, key.current);
      if (error.status === 412 || error.status === 409) await reload();
      setState({ busy: false, error });
    }
  };
  return { ...state, send, accept, isChanged: version !== read && !state.busy };
}

export function Send(props) {
  const Sender = props.sending.Sender ?? OwnSend;
  return html`<${Sender} ...${props} />`;
}

function OwnSend({ sending, onSend, label, disabled, kind = "primary wide", found }) {
  return html`${sending.isChanged ? html`<${Notice} kind="warn" title=${t("trouble.changed_title")}><p>${t("act.changed")}</p>
      <${Button} onClick=${sending.accept}>${t("act.seen")}<//><//>` : null}
    <${Trouble} error=${sending.isChanged && sending.error?.status === 412 ? null : sending.error} />
    <div class="actions"><${Button} kind=${kind} busy=${sending.busy} waits=${sending.isChanged} disabled=${disabled} onClick=${onSend}>${label}<//>
      <${Link} class="button wide" to=${`case/${found.id}`}>${t("cancel")}<//></div>`;
}

export function TextForm({ props, fields, body, label, initial = {} }) {
  const [changed, write, endDraft] = useDraft(draftName(props), {});
  const values = { ...initial, ...changed };
  const sending = useSending(props, endDraft);
  const ready = fields.every(({ name, needed = true }) => !needed || written(values[name]));
  return html`<${Effect} action=${props.action} words=${props.words} />
    ${fields.map(({ name, title, long, help }) => html`<${Field} key=${name} label=${title} help=${help}>
      ${(more) => (long
        ? html`<textarea ...${more} rows="6" maxlength="10000" value=${values[name] ?? ""} onInput=${(event) => write({ [name]: event.target.value })}></textarea>`
        : html`<input ...${more} type="text" value=${values[name] ?? ""} onInput=${(event) => write({ [name]: event.target.value })} />`)}<//>`)}
    <${Send} sending=${sending} found=${props.case} disabled=${!ready} label=${label} onSend=${() => sending.send(props.action.href, body(trimmed(values)))} />`;
}

const trimmed = (values) => Object.fromEntries(Object.entries(values).map(([name, value]) => [name, written(value)]));
