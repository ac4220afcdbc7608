// Passing a case on: to a colleague, or back to the queue for whoever is free. A lead takes it like this, too.
import { t } from "../language.js";
import { Choices } from "../choosing.js";
import { draftName, useDraft } from "../drafts.js";
import { Field, html } from "../parts.js";
import { Problem, session } from "../session.js";
import { written } from "../writing.js";
import { DeskSend, useDeskSending } from "./actsending.js";

const MANY = "/v1/disputes/assignments";

// Of many cases each is assigned or refused by itself: here it is one.
function requireAssigned({ data: [{ refusal }] }) {
  if (refusal) throw new Problem(409, { code: refusal.code, detail: refusal.detail });
}

export function Handing(props) {
  const { action, case: found } = props;
  const isOwn = found.assignee === session.who.participant;
  const label = t("act.pass_on");
  const [{ to, name }, write, endDraft] = useDraft(draftName(props), { to: null, name: "" });
  const sending = useDeskSending({ ...props, label }, undefined, endDraft);
  const send = () => (to === "queue"
    ? sending.send(MANY, { operator: null, disputes: [found.id] }, requireAssigned)
    : sending.send(action.href, to === "colleague" ? { operator: written(name) } : {}));
  return html`<${Choices} legend=${t("handing.to")} name="to" value=${to} onChoose=${(code) => write({ to: code })}
      options=${["me", "colleague", "queue"].filter((code) => !(code === "me" && isOwn) && !(code === "queue" && session.who.dispute)).map((code) => ({ code, label: t(`handing.${code}`), help: code === "queue" ? t("handing.queue_help") : null }))} />
    ${to === "colleague" && html`<${Field} label=${t("handing.name")} help=${t("handing.name_help")}>${(more) => html`<input ...${more} type="text" autocomplete="off" spellcheck="false" maxlength="128" value=${name} onInput=${(event) => write({ name: event.target.value })} />`}<//>`}
    <${DeskSend} sending=${sending} found=${found} disabled=${!to || (to === "colleague" && !written(name))} label=${label} onSend=${send} />`;
}
