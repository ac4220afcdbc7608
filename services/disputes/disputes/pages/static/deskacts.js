// An operator's act: its form and its sending, against the version that was read.
import { dateTime, money, named, platformTime, t } from "./language.js";
import { Choices, MomentField } from "./choosing.js";
import { Button, Field, Gone, Heading, Icon, Link, Notice, Trouble, announce, go, html, useRef, useState } from "./parts.js";
import { draftName, useDraft } from "./drafts.js";
import { Effect } from "./effect.js";
import { sideName } from "./money.js";
import { Ruling } from "./ruling.js";
import { Wording } from "./wording.js";
import { postWritten } from "./sending.js";
import { keyAfter, newKey } from "./session.js";
import { written } from "./writing.js";

const formOf = (rel) => ({
  decide: Ruling, propose: Proposing, "reject-approval": Refusal, ask_for_evidence: Asking, extend: Extending, pause: Pausing, verify: Verifying, refuse_verification: Verifying,
}[rel] ?? Confirm);

const BODIES = { assign: {} };
const REASONS = ["waiting_for_carrier", "party_asked", "technical", "other"];

export function DeskAct(props) {
  const { rel, case: found, words } = props;
  const action = found.allowed_actions.find((each) => each.rel === rel && each.actor === "operator");
  const crumb = html`<${Link} to=${`review/${found.id}`} class="crumb"><${Icon} name="back" />${t("act.back")}<//>`;
  if (!action) return html`${crumb}<section class="card"><${Heading}>${words.act(rel)}<//><${Gone} home=${`review/${found.id}`} /></section>`;
  const Form = formOf(rel);
  return html`${crumb}<div class="lead"><${Heading}>${words.act(rel)}<//>
      <p class="soft"><bdi>${found.expanded?.escrow?.title ?? t("case.one")}</bdi> · <span class="number">${money(found.funds.disputed, found.funds.currency)}</span></p></div>
    <section class="card stack loose"><${Form} ...${props} action=${action} /></section>`;
}

// What has happened since the form was opened, until the operator says that it was read. An act is sent against the
// version that somebody has read, not against whatever came meanwhile: what is new is shown, what was written stays.
// `onNews` once what came meanwhile was read: what was foretold before it holds no more. `onSent` once it was sent.
export function useDeskSending({ case: found, talks, words, action, reload }, onNews = () => {}, onSent = () => {}) {
  const key = useRef(newKey());
  const [state, setState] = useState({ busy: false, error: null });
  const [read, setRead] = useState({ version: found.version, talks: talks?.version, lines: linesOf(found) });
  const lines = linesOf(found).filter(({ id }) => !read.lines.some((line) => line.id === id));
  const news = lines.length || found.version !== read.version ? lines : null; // not every line, such as a message, makes a new version
  const send = async (href, body) => {
    if (state.busy) return;
    setState({ busy: true, error: null });
    try {
      const version = href.startsWith("/v1/mediations/") ? read.talks : read.version;
      await postWritten(href, body, { key: key.current, version, timeout: 60_000 });
      onSent();
      await reload();
      go(`review/${found.id}`);
      announce(t("act.done", { act: words.act(action.rel) }));
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

// As a field for date and time has it: in the reader's own time.
function localTime(at) {
  const local = new Date(at);
  local.setMinutes(local.getMinutes() - local.getTimezoneOffset(), 0, 0);
  return local.toISOString().slice(0, 16);
}

const ANSWER_MS = 3 * 86_400_000; // a usual time to answer; an operator writes another one over it
const usualEnd = (latest) => localTime(Math.min(platformTime() + ANSWER_MS, latest ? Date.parse(latest) : Infinity));

const instant = (local) => new Date(local).toISOString().replace(/\.\d+Z$/, "Z");

function Asking(props) {
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

function Extending(props) {
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

function Pausing(props) {
  const { action, words, case: found } = props;
  const [reason, setReason] = useState(REASONS[0]);
  const sending = useDeskSending(props);
  return html`<${ReasonCode} value=${reason} onChange=${setReason} />
    <${DeskSend} sending=${sending} found=${found} label=${words.act(action.rel)} onSend=${() => sending.send(action.href, { reason_code: reason })} />`;
}

export function Checks({ codes, findings, onChange, labels }) {
  if (!codes?.length) return null;
  return html`<fieldset class="stack"><legend><h2>${t("checks.title")}</h2></legend>${codes.map((code) => html`<div class="check" key=${code}><span id=${`check-${code}`}>${labels(code)}</span>
    <span class="row" role="radiogroup" aria-labelledby=${`check-${code}`}>${["yes", "no", "unclear"].map((finding) => html`<label class="row" key=${finding}><input type="radio" name=${`check-${code}`} value=${finding} checked=${findings[code] === finding}
      onChange=${() => onChange({ ...findings, [code]: finding })} />${t(`finding.${finding}`)}</label>`)}</span></div>`)}</fieldset>`;
}

export const checkList = (findings) => Object.entries(findings).map(([code, finding]) => ({ code, finding }));

function Verifying(props) {
  const { action, words, case: found } = props;
  const [findings, write, endDraft] = useDraft(draftName(props), {});
  const sending = useDeskSending(props, undefined, endDraft);
  const codes = action.constraints.checks ?? [];
  const refuses = action.rel === "refuse_verification";
  const differs = ["no", "unclear"].map((finding) => codes.find((code) => findings[code] === finding)).find(Boolean); // what a refusal rests on
  const body = { result: refuses ? "not_verified" : "verified", checks: checkList(findings), ...(refuses ? { reason_code: differs } : {}) };
  const isMissing = codes.some((code) => !findings[code]) || (refuses && !differs);
  return html`<${Checks} codes=${codes} findings=${findings} onChange=${write} labels=${(code) => checkLabel(words, code)} />
    ${refuses && html`<p class="soft small">${t("checks.differs")}</p>`}
    <${DeskSend} sending=${sending} found=${found} disabled=${isMissing} label=${words.act(action.rel)} onSend=${() => sending.send(action.href, body)} />`;
}

export function checkLabel(words, code) {
  const lists = words.programme?.stages.flatMap((stage) => stage.acts.flatMap((act) => act.checklist)) ?? [];
  return lists.find((point) => point.code === code)?.text ?? code.replaceAll("_", " ");
}
