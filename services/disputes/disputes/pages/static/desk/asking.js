// What operators ask for, and how long: evidence, more time, clocks that stand still.
import { dateTime, platformTime, t } from "../language.js";
import { Field, html, useState } from "../parts.js";
import { Choices, MomentField } from "../choosing.js";
import { draftName, useDraft } from "../drafts.js";
import { sideName } from "../money.js";
import { written } from "../writing.js";
import { DeskSend, useDeskSending } from "./actsending.js";

const REASONS = ["waiting_for_carrier", "party_asked", "technical", "other"];

// As a field for date and time has it: in the reader's own time.
function localTime(at) {
  const local = new Date(at);
  local.setMinutes(local.getMinutes() - local.getTimezoneOffset(), 0, 0);
  return local.toISOString().slice(0, 16);
}

const ANSWER_MS = 3 * 86_400_000; // a usual time to answer; an operator writes another one over it
const usualEnd = (latest) => localTime(Math.min(platformTime() + ANSWER_MS, latest ? Date.parse(latest) : Infinity));

const instant = (local) => new Date(local).toISOString().replace(/\.\d+Z$/, "Z");

export function Asking(props) {
  const { action, words, case: found } = props;
  const { parties, kinds, until_at_latest: latest } = action.constraints;
  const [{ party, chosen, until = usualEnd(latest), note }, write, endDraft] = useDraft(draftName(props), { party: null, chosen: [], note: "" },
    (kept) => ({ ...kept, party: parties.includes(kept.party) ? kept.party : null, chosen: kept.chosen.filter((kind) => kinds.includes(kind)) }));
  const sending = useDeskSending(props, undefined, endDraft);
  const body = () => ({ party, kinds: chosen, until: instant(until), ...(written(note) ? { note: written(note) } : {}) });
  return html`<${Choices} legend=${t("asking.whom")} name="party" value=${party} onChoose=${(code) => write({ party: code })} options=${parties.map((code) => ({ code, label: sideName(code) }))} />
    <fieldset><legend><h2>${t("asking.what")}</h2></legend>${kinds.map((kind) => html`<label class="tick" key=${kind}><input type="checkbox" checked=${chosen.includes(kind)}
      onChange=${(event) => write({ chosen: event.target.checked ? [...chosen, kind] : chosen.filter((each) => each !== kind) })} />${words.kind(kind)}</label>`)}</fieldset>
    <${MomentField} label=${t("turn.until")} help=${latest ? t("extend.latest", { time: dateTime(latest) }) : null} value=${until} onChange=${(moment) => write({ until: moment })} />
    <${Field} label=${t("asking.note")}>${(more) => html`<textarea ...${more} rows="3" maxlength="10000" value=${note} onInput=${(event) => write({ note: event.target.value })}></textarea>`}<//>
    <${DeskSend} sending=${sending} found=${found} disabled=${!party || !chosen.length || !until} label=${words.act(action.rel)} onSend=${() => sending.send(action.href, body())} />`;
}

function ReasonCode({ value, onChange }) {
  return html`<${Field} label=${t("ruling.reason")}>${(more) => html`<select ...${more} value=${value} onChange=${(event) => onChange(event.target.value)}>
    ${REASONS.map((code) => html`<option key=${code} value=${code} selected=${code === value}>${t(`pause_reason.${code}`)}</option>`)}</select>`}<//>`;
}

export function Extending(props) {
  const { action, words, case: found } = props;
  const { latest } = action.constraints;
  // The next to end first: it is the one that is short. What ends no later than the case itself has no hour of its own here.
  const endOf = (code) => found.deadlines.filter((each) => each.deadline === code).map((each) => each.due_at).sort()[0];
  const deadlines = [...action.constraints.deadlines].sort((one, other) => (endOf(one) ?? "9").localeCompare(endOf(other) ?? "9"));
  const [{ deadline, until, reason }, write, endDraft] = useDraft(draftName(props), { deadline: deadlines[0], until: "", reason: REASONS[0] },
    (kept) => ({ ...kept, deadline: deadlines.includes(kept.deadline) ? kept.deadline : deadlines[0] }));
  const sending = useDeskSending(props, undefined, endDraft);
  const help = latest?.[deadline] ? t("extend.latest", { time: dateTime(latest[deadline]) }) : null;
  return html`<${Choices} legend=${t("extend.which")} name="deadline" value=${deadline} onChoose=${(code) => write({ deadline: code })} options=${deadlines.map((code) => ({ code, label: words.clock(code), help: endOf(code) ? `${t("turn.until")} ${dateTime(endOf(code))}` : null }))} />
    <${MomentField} label=${t("turn.until")} help=${help} value=${until} onChange=${(moment) => write({ until: moment })} />
    <${ReasonCode} value=${reason} onChange=${(code) => write({ reason: code })} />
    <${DeskSend} sending=${sending} found=${found} disabled=${!until} label=${words.act(action.rel)}
      onSend=${() => sending.send(action.href, { deadline, due_at: instant(until), reason_code: reason })} />`;
}

export function Pausing(props) {
  const { action, words, case: found } = props;
  const [reason, setReason] = useState(REASONS[0]);
  const sending = useDeskSending(props);
  return html`<${ReasonCode} value=${reason} onChange=${setReason} />
    <${DeskSend} sending=${sending} found=${found} label=${words.act(action.rel)} onSend=${() => sending.send(action.href, { reason_code: reason })} />`;
}
