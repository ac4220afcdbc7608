// A ruling: written, then looked at with its money, then given. What is shown is what would be carried out.
import { count, dateTime, moneyOf, t } from "./language.js";
import { parseAmount, plainAmount } from "./typed.js";
import { AmountField } from "./amount.js";
import { Choices } from "./choosing.js";
import { Button, Field, Icon, Notice, Trouble, html, useEffect, useRef, useState } from "./parts.js";
import { DeskSend, News, useDeskSending } from "./desk/actsending.js";
import { Checks, checkList } from "./desk/checking.js";
import { checkLabel } from "./particulars.js";
import { Afterwards } from "./effect.js";
import { useDraft } from "./drafts.js";
import { Shares, sideName } from "./money.js";
import { get, post } from "./session.js";
import { written } from "./writing.js";

const START = { outcome: null, typed: "", responsible: null, reason: "", rule: "", explanation: "", findings: {}, penalties: [] };

// The programme by its name and the day of its edition: both sides read it.
const ruleOf = (words, { name, edition }) => (words.programme?.title ? `${words.programme.title}, ${edition.replace(`${name}-`, "")}` : edition);

export function Ruling(props) {
  const { action, words, case: found } = props;
  const limits = action.constraints;
  const { currency, max_amount: most } = limits;
  const [draft, write, endDraft] = useDraft(`ruling ${found.id}`, { ...START, typed: plainAmount(Math.round(most / 2), currency), rule: ruleOf(words, found.policy) },
    (kept) => ({ ...kept, outcome: limits.outcomes.includes(kept.outcome) ? kept.outcome : null }));
  const [preview, setPreview] = useState({ busy: false, error: null, data: null });
  const [bounds, setBounds] = useState({}); // between which a fine may be chosen: known once it was foretold
  const sending = useDeskSending(props, () => setPreview({ busy: false, error: null, data: null }), endDraft);
  const change = (part) => { write(part); setPreview({ busy: false, error: null, data: null }); };
  const body = bodyOf(draft, currency);
  const ready = isReady(draft, limits, most, currency) && draft.penalties.every((each) => fitsFine(each, bounds));
  const look = async () => {
    setPreview({ busy: true, error: null, data: null });
    try {
      const data = await post(limits.preview, body);
      setBounds((before) => ({ ...before, ...Object.fromEntries(data.penalties.map(({ penalty, fine_bounds: fine }) => [nameOf(penalty), fine])) }));
      setPreview({ busy: false, error: null, data });
    } catch (error) {
      setPreview({ busy: false, error, data: null });
    }
  };
  return html`
    <${Choices} legend=${t("ruling.outcome")} name="outcome" value=${draft.outcome} onChoose=${(outcome) => change({ outcome })}
      options=${limits.outcomes.map((code) => ({ code, label: words.ruling(code), help: t(`option_help.${code}`) }))} />
    ${draft.outcome === "refund_partial" && html`<${AmountField} label=${t("offer.amount")} least=${1} most=${most} currency=${currency} typed=${draft.typed} onChange=${(typed) => change({ typed })} />`}
    <${Choices} legend=${t("ruling.responsible")} name="responsible" value=${draft.responsible} onChoose=${(responsible) => change({ responsible })}
      options=${["buyer", "seller", "both", "none"].map((code) => ({ code, label: t(`responsible.${code}`) }))} />
    <${Checks} codes=${limits.checks} findings=${draft.findings} onChange=${(findings) => change({ findings })} labels=${(code) => checkLabel(words, code)} />
    <${Reasoning} draft=${draft} change=${change} codes=${limits.reason_codes} words=${words} />
    <${Penalties} draft=${draft} change=${change} acts=${limits.penalties ?? []} bounds=${bounds} words=${words} />
    <${Trouble} error=${preview.error} />
    ${preview.data ? html`<${Foretold} preview=${preview.data} words=${words} />
      <${DeskSend} sending=${sending} found=${found} label=${t("ruling.give")} onSend=${() => sending.send(action.href, body)} />`
    : html`<${News} sending=${sending} /><${Button} kind="primary" busy=${preview.busy} disabled=${!ready || sending.news !== null} onClick=${look}>${t("ruling.look")}<//>
      ${!ready && html`<p class="soft small">${t("ruling.incomplete")}</p>`}`}`;
}

function bodyOf(draft, currency) {
  return {
    outcome: draft.outcome, responsible: draft.responsible, reason_code: draft.reason, policy_reference: written(draft.rule), explanation: written(draft.explanation),
    checks: checkList(draft.findings), penalties: draft.penalties.map(penaltyBody),
    ...(draft.outcome === "refund_partial" ? { amount: { amount: parseAmount(draft.typed, currency), currency } } : {}),
  };
}

function isReady(draft, limits, most, currency) {
  const minor = parseAmount(draft.typed, currency);
  const fits = draft.outcome !== "refund_partial" || (minor !== null && minor >= 1 && minor <= most);
  return fits && draft.outcome && draft.responsible && draft.reason && written(draft.rule) && written(draft.explanation)
    && (limits.checks ?? []).every((code) => draft.findings[code]);
}

// The reason, with the platform's ready-made texts for it.
function Reasoning({ draft, change, codes, words }) {
  const [texts, setTexts] = useState([]);
  useEffect(() => {
    if (!draft.reason) return;
    get(`/v1/reason-texts?reason_code=${draft.reason}`).then((page) => setTexts(page.data), () => setTexts([]));
  }, [draft.reason]);
  return html`
    <${Field} label=${t("ruling.reason")}>${(more) => html`<select ...${more} value=${draft.reason} onChange=${(event) => change({ reason: event.target.value })}>
      <option value="">${t("choose")}</option>${codes.map((code) => html`<option key=${code} value=${code} selected=${code === draft.reason}>${words.reasonCode(code)}</option>`)}</select>`}<//>
    <${Field} label=${t("ruling.rule")} help=${t("ruling.rule_help")}>${(more) => html`<input ...${more} type="text" maxlength="200" value=${draft.rule} onInput=${(event) => change({ rule: event.target.value })} />`}<//>
    ${texts.length > 0 && html`<div class="actions">${texts.map((text) => html`<${Button} key=${text.id} onClick=${() => change({ explanation: text.text })}>${t("ruling.use_text", { title: text.title })}<//>`)}</div>`}
    <${Field} label=${t("ruling.explanation")} help=${t("ruling.explanation_help")}>${(more) => html`<textarea ...${more} rows="6" maxlength="10000" value=${draft.explanation} onInput=${(event) => change({ explanation: event.target.value })}></textarea>`}<//>`;
}

const nameOf = ({ party, act }) => `${party} ${act}`;
const fineOf = ({ typed }, { usual: { currency } }) => parseAmount(typed, currency);

function fitsFine(each, bounds) {
  const fine = bounds[nameOf(each)];
  if (each.typed === undefined || !fine) return true;
  const minor = fineOf(each, fine);
  return minor !== null && minor >= fine.least.amount && minor <= fine.most.amount;
}

// Without a fine of the operator's own it is the programme's.
function penaltyBody({ party, act, typed, currency }) {
  const minor = typed === undefined ? null : parseAmount(typed, currency);
  return { party, act, ...(minor === null ? {} : { fine: { amount: minor, currency } }) };
}

function Penalties({ draft, change, acts, bounds, words }) {
  if (!acts.length) return null;
  const fine = (penalty, typed) => change({ penalties: draft.penalties.map((each) => (each === penalty ? { ...each, typed, currency: bounds[nameOf(each)].usual.currency } : each)) });
  const chosen = (party, act) => draft.penalties.find((each) => each.party === party && each.act === act);
  const has = (party, act) => draft.penalties.some((each) => each.party === party && each.act === act);
  const toggle = (party, act) => change({ penalties: has(party, act) ? draft.penalties.filter((each) => each.party !== party || each.act !== act) : [...draft.penalties, { party, act }] });
  return html`<details><summary><${Icon} name="next" />${t("ruling.penalties")}</summary>${["buyer", "seller"].map((party) => html`<fieldset key=${party}><legend><strong>${sideName(party)}</strong></legend>
    ${acts.map((act) => html`<label class="tick" key=${act}><input type="checkbox" checked=${has(party, act)} onChange=${() => toggle(party, act)} />${words.penaltyAct(act)}</label>
      ${chosen(party, act) && bounds[nameOf({ party, act })] && html`<${Fine} penalty=${chosen(party, act)} bounds=${bounds[nameOf({ party, act })]} onChange=${fine} />`}`)}</fieldset>`)}</details>`;
}

// Between the bounds of the programme, for this person and this act, the operator chooses.
function Fine({ penalty, bounds: { least, usual, most }, onChange }) {
  const typed = penalty.typed ?? plainAmount(usual.amount, usual.currency);
  const fits = fitsFine(penalty, { [nameOf(penalty)]: { least, usual, most } });
  return html`<${AmountField} label=${t("ruling.fine")} help=${t("ruling.fine_usual", { amount: moneyOf(usual) })} least=${least.amount} most=${most.amount} currency=${usual.currency} typed=${typed}
    onChange=${(value) => onChange(penalty, value)} error=${fits ? null : t("amount.between", { least: moneyOf(least), most: moneyOf(most) })} />`;
}

// What the ruling would do, as the case's own rules reckon it: nothing is sent yet.
function Foretold({ preview, words }) {
  const title = useRef(null);
  const paid = preview.money_effect ?? (preview.executed_at && preview.then.money_effect);
  useEffect(() => title.current.focus(), [preview]); // the button that has brought it is gone
  return html`<div class="agreed stack"><h2 ref=${title} tabindex="-1">${t("ruling.foretold")}</h2><strong>${words.ruling(preview.ruling.outcome)}</strong>
    ${paid && html`<${Shares} effect=${paid} /><p>${words.automatic({ money_effect: paid, action: "" })}</p>`}
    ${preview.executed_at && html`<p class="soft">${t("ruling.executed", { time: dateTime(preview.executed_at) })}</p>`}
    ${preview.obligation && html`<p>${t(`option_help.${preview.obligation.kind}`)}</p>`}
    ${preview.ruling.contest_until && html`<p class="soft">${t("ruling.contest_until")} ${dateTime(preview.ruling.contest_until)}</p>`}
    ${preview.then?.at !== preview.executed_at && html`<${Afterwards} step=${preview.then} words=${words} />`}
    ${preview.penalties.map(({ penalty, participant, points_before: before, points_after: after, status_after: status }) => html`<${Notice} kind="warn" live=${false} key=${participant + penalty.act}>
      <p><bdi>${participant}</bdi>${t("colon")}${words.penaltyAct(penalty.act)}, ${`${before} → ${count("standing.points", after)}`}${penalty.fine ? `, ${moneyOf(penalty.fine)}` : ""} · ${t(`standing.${status}`)}</p><//>`)}
    ${preview.approval?.needed && html`<${Notice} kind="info" live=${false}><p>${t("approval.needed")}</p><//>`}
  </div>`;
}

