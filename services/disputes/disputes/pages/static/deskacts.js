// An operator's act: its form. Those that are large come once they are wanted.
import { money, t } from "./language.js";
import { Field, Gone, Heading, Icon, Link, html, later } from "./parts.js";
import { draftName, useDraft } from "./drafts.js";
import { Effect } from "./effect.js";
import { DeskSend, useDeskSending } from "./desk/actsending.js";
import { nameOfAct } from "./desk/nav.js";
import { written } from "./writing.js";

const [asking, checking] = [() => import("./desk/asking.js"), () => import("./desk/checking.js")];
const [Asking, Extending, Pausing] = ["Asking", "Extending", "Pausing"].map((part) => later(asking, part));
const Verifying = later(checking, "Verifying");
const Ruling = later(() => import("./ruling.js"), "Ruling");
const Handing = later(() => import("./desk/handing.js"), "Handing");
const Wording = later(() => import("./wording.js"), "Wording");

const formOf = (rel, { assignee }) => ({
  assign: assignee === null ? Confirm : Handing, decide: Ruling, propose: Proposing, "reject-approval": Refusal, ask_for_evidence: Asking, extend: Extending, pause: Pausing, verify: Verifying, refuse_verification: Verifying,
}[rel] ?? Confirm);

const BODIES = { assign: {} };

export function DeskAct(props) {
  const { rel, case: found, words } = props;
  const action = found.allowed_actions.find((each) => each.rel === rel && each.actor === "operator");
  const crumb = html`<${Link} to=${`review/${found.id}`} class="crumb"><${Icon} name="back" />${t("act.back")}<//>`;
  if (!action) return html`${crumb}<section class="card"><${Heading}>${words.act(rel)}<//><${Gone} home=${`review/${found.id}`} /></section>`;
  const Form = formOf(rel, found);
  return html`${crumb}<div class="lead"><${Heading}>${nameOfAct(rel, found, words)}<//>
      <p class="soft"><bdi>${found.expanded?.escrow?.title ?? t("case.one")}</bdi> · <span class="number">${money(found.funds.disputed, found.funds.currency)}</span></p></div>
    <section class="card stack loose"><${Form} ...${props} action=${action} /></section>`;
}

function Confirm(props) {
  const { action, words, case: found } = props;
  const sending = useDeskSending(props);
  return html`${words.actHelp(action.rel) && html`<p>${words.actHelp(action.rel)}</p>`}
    ${action.rel === "approve" && html`<${Effect} action=${action} words=${words} />`}
    <${DeskSend} sending=${sending} found=${found} label=${words.act(action.rel)} onSend=${() => sending.send(action.href, BODIES[action.rel])} />`;
}

function useOperatorSending(props, onSent) {
  return { ...useDeskSending(props, undefined, onSent), Sender: DeskSend };
}

const Proposing = (props) => html`<${Wording} ...${props} useForm=${useOperatorSending} />`;

function Refusal(props) {
  const { action, words, case: found } = props;
  const [{ why }, write, endDraft] = useDraft(draftName(props), { why: "" });
  const sending = useDeskSending(props, undefined, endDraft);
  return html`<${Field} label=${t("approval.why")}>${(more) => html`<textarea ...${more} rows="4" maxlength="10000" value=${why} onInput=${(event) => write({ why: event.target.value })}></textarea>`}<//>
    <${DeskSend} sending=${sending} found=${found} disabled=${!written(why)} label=${words.act(action.rel)} onSend=${() => sending.send(action.href, { why: written(why) })} />`;
}
