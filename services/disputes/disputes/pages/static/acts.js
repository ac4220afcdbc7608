// One act of the case: its form, what it does with the money, and its sending. Which acts there are, where they go and
// within which bounds, the API says (`allowed_actions`).
import { dateTime, money, moneyOf, parseAmount, plainAmount, t } from "./language.js";
import { AmountField, interpolate } from "./amount.js";
import { Choices, Field, Heading, Icon, Link, Notice, Until, html, useRef, useState } from "./parts.js";
import { Appeal } from "./contest.js";
import { Giving } from "./giving.js";
import { Address, Parcel, Receipt } from "./goods.js";
import { Answer, Suggested } from "./guide.js";
import { Shares, effectOf, own } from "./money.js";
import { OptionShown } from "./offers.js";
import { Effect, Send, useSending } from "./sending.js";

// A function: some of the forms are made further down.
const formOf = (rel) => ({
  accept: Accept, counter: Wording, propose: Proposing, amend: Wording, reject: Rejecting, provide_evidence: Giving,
  give_return_address: Address, correct_return_address: Address, ship_return: Parcel, fulfil: Parcel, correct_parcel: Parcel,
  acknowledge_return: Receipt, confirm: Receipt, appeal: Appeal, answer: Answer,
}[rel] ?? Confirm);

export function Act(props) {
  const { rel, case: found, words } = props;
  const seen = useRef(new Set(storyOf(found).map((entry) => entry.id)));
  const news = storyOf(found).filter((entry) => !seen.current.has(entry.id));
  const actions = found.allowed_actions.filter((each) => each.rel === rel && own(each.actor));
  const title = words.act(rel);
  const crumb = html`<${Link} to=${`case/${found.id}`} class="crumb"><${Icon} name="back" />${t("act.back")}<//>`;
  if (!actions.length) {
    return html`${crumb}<section class="card"><${Heading}>${title}<//><${Notice} kind="warn"><p>${t("act.gone")}</p><//>
      <${News} entries=${news} words=${words} /><${Link} class="button primary" to=${`case/${found.id}`}>${t("act.back")}<//></section>`;
  }
  const [action] = actions;
  const Form = formOf(rel);
  return html`${crumb}
    <div class="lead"><${Heading}>${title}<//>
      ${words.actHelp(rel) && html`<p class="soft">${words.actHelp(rel)}</p>`}
      ${action.available_until && html`<p class="row tight"><${Icon} name="clock" /><span>${t("turn.until")} <${Until} at=${action.available_until} /></span></p>`}</div>
    <${News} entries=${news} words=${words} />
    <section class="card stack loose"><${Form} ...${props} action=${action} actions=${actions} /></section>`;
}

const storyOf = (found) => found.expanded?.story?.data ?? [];

// What has happened since the form was opened: by the other side, or by the same person in another window.
function News({ entries, words }) {
  if (!entries.length) return null;
  return html`<${Notice} kind="warn" title=${t("act.meanwhile")}><ul>${entries.map((entry) => html`<li key=${entry.id}>${words.entry(entry)} <span class="soft small nowrap">${dateTime(entry.at)}</span></li>`)}</ul><//>`;
}

function Confirm(props) {
  const { action, words, case: found } = props;
  const sending = useSending(props);
  return html`<${Effect} action=${action} words=${words} />
    <${Send} sending=${sending} found=${found} label=${words.act(action.rel)} onSend=${() => sending.send(action.href, undefined)} />`;
}

const standingOf = (talks) => talks?.proposals.at(-1);

function Accept(props) {
  const { action, talks, words, case: found } = props;
  const proposal = standingOf(talks);
  const [chosen, choose] = useState(proposal?.options.length === 1 ? "0" : null);
  const sending = useSending(props);
  if (!proposal) return html`<${Notice} kind="warn"><p>${t("act.gone")}</p><//>`;
  const option = chosen === null ? null : proposal.options[Number(chosen)];
  const options = proposal.options.map((each, n) => ({
    code: String(n), label: words.option(each.kind) + (each.to_buyer ? ` · ${moneyOf(each.to_buyer)}` : ""), help: t(`option_help.${each.kind}`),
  }));
  return html`${options.length > 1 && html`<${Choices} legend=${t("accept.which")} name="option" options=${options} value=${chosen} onChoose=${choose} />`}
    ${option && html`<div class="agreed stack"><h2>${t("accept.agree")}</h2><${OptionShown} option=${option} words=${words} /><p class="small soft">${t("accept.final")}</p></div>`}
    <${Send} sending=${sending} found=${found} disabled=${!option} label=${t("accept.do")}
      onSend=${() => sending.send(action.href, { version: proposal.version, option: Number(chosen) })} />`;
}

// After a guide, what its answers lead to; else in one's own words.
const Proposing = (props) => (props.talks?.walk?.suggestions ? html`<${Suggested} ...${props} />` : html`<${Wording} ...${props} />`);

function Wording(props) {
  const { action, talks, words, case: found } = props;
  const { kinds, max_amount: most, currency, version } = action.constraints;
  const before = standingOf(talks)?.options[0];
  const [kind, choose] = useState(null);
  const start = before?.to_buyer && before.to_buyer.amount <= most ? before.to_buyer.amount : Math.round(most / 2);
  const [typed, setTyped] = useState(plainAmount(start, currency));
  const [note, setNote] = useState("");
  const sending = useSending(props);
  const minor = parseAmount(typed, currency);
  const fits = kind !== "refund_partial" || (minor !== null && minor >= 1 && minor <= most);
  const effect = previewOf(kind, minor, props);
  const option = { kind, ...(kind === "refund_partial" ? { amount: { amount: minor, currency } } : {}) };
  const body = { options: [option], ...(note.trim() ? { note: note.trim() } : {}), ...(version === undefined ? {} : { version }) };
  return html`
    <${Choices} legend=${t("offer.which")} name="kind" value=${kind} onChoose=${choose}
      options=${kinds.map((code) => ({ code, label: words.option(code), help: t(`option_help.${code}`) }))} />
    ${kind === "refund_partial" && html`<${AmountField} label=${t("offer.amount")} least=${1} most=${most} currency=${currency} typed=${typed} onChange=${setTyped}
      error=${fits ? null : t("amount.between", { least: money(1, currency), most: money(most, currency) })} />`}
    ${kind && html`<div class="agreed stack" aria-live="polite"><h2>${t("offer.this")}</h2><strong>${words.option(kind)}</strong>
      ${effect && fits ? html`<${Shares} effect=${effect} />` : html`<p class="soft">${t(`option_help.${kind}`)}</p>`}
      ${effect?.estimated && html`<p class="small soft">${t("offer.before_fee")}</p>`}</div>`}
    <${Field} label=${t("offer.note")} help=${t("messages.everybody")}>
      ${(more) => html`<textarea ...${more} rows="3" maxlength="10000" value=${note} onInput=${(event) => setNote(event.target.value)}></textarea>`}<//>
    <${Send} sending=${sending} found=${found} disabled=${!kind || !fits} label=${words.act(action.rel)} onSend=${() => sending.send(action.href, body)} />`;
}

// Both shares while the slider moves. Fees come from what the case has reckoned for its options; where it names none
// yet, the shares are shown before them, and it says so.
function previewOf(kind, minor, { case: found, action, talks }) {
  const { disputed, reduced, currency } = found.funds;
  const left = disputed - (reduced ?? 0);
  const given = (action.choices ?? []).find((choice) => choice.given.kind === kind || choice.given.option === kind);
  if (given?.money_effect) return given.money_effect;
  if (given && kind === "refund_partial") return interpolate(given, minor, left);
  const fee = feeShare(found, talks);
  const whole = { refund_full: left, refund_partial: minor ?? 0, return_and_refund: left, release: 0 }[kind];
  if (whole === undefined) return null;
  const seller = left - whole;
  const feePart = fee === null ? 0 : Math.round(seller * fee);
  return { buyer: whole, seller: seller - feePart, fee: feePart, currency, estimated: fee === null && seller > 0 };
}

// The fee's share of what a seller gets, read off any division that the case has reckoned; null if there is none.
function feeShare(found, talks) {
  const reckoned = [
    ...(talks?.proposals.flatMap((proposal) => proposal.options) ?? []).map(effectOf),
    ...found.forecast.map((step) => step.money_effect), ...found.allowed_actions.map((each) => each.money_effect),
  ].filter((effect) => effect && effect.seller + (effect.fee ?? 0) > 0);
  if (!reckoned.length) return null;
  const [{ seller, fee = 0 }] = reckoned;
  return fee / (seller + fee);
}

function Rejecting(props) {
  const { action, words, case: found } = props;
  const [reason, setReason] = useState("");
  const sending = useSending(props);
  const body = { ...(action.constraints.version ? { version: action.constraints.version } : {}), ...(reason.trim() ? { reason: reason.trim() } : {}) };
  return html`<${Effect} action=${action} words=${words} />
    <${Field} label=${t("reject.why")} help=${t("messages.everybody")}>
      ${(more) => html`<textarea ...${more} rows="4" maxlength="10000" value=${reason} onInput=${(event) => setReason(event.target.value)}></textarea>`}<//>
    <${Send} sending=${sending} found=${found} label=${words.act(action.rel)} onSend=${() => sending.send(action.href, body)} />`;
}
