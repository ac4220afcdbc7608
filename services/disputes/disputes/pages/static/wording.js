// A proposal put into words: what it is, how much, and what it gives each side while it is being written.
import { money, t } from "./language.js";
import { parseAmount, plainAmount } from "./typed.js";
import { AmountField, interpolate } from "./amount.js";
import { draftName, useDraft } from "./drafts.js";
import { Choices } from "./choosing.js";
import { Field, html } from "./parts.js";
import { Shares, effectOf } from "./money.js";
import { Send, useSending } from "./sending.js";
import { written } from "./writing.js";

export const standingOf = (talks) => talks?.proposals.at(-1);

export function Wording(props) {
  const { action, talks, words, case: found } = props;
  const { kinds, max_amount: most, currency, version } = action.constraints;
  const before = standingOf(talks)?.options[0];
  const start = before?.to_buyer && before.to_buyer.amount <= most ? before.to_buyer.amount : Math.round(most / 2);
  const [{ kind, typed = plainAmount(start, currency), note }, write, endDraft] = useDraft(draftName(props), { kind: null, note: "", version },
    (kept) => (kept.version === version && kinds.includes(kept.kind) ? kept : { kind: null, note: kept.note, version })); // words alone outlast a proposal
  const sending = useSending(props, endDraft);
  const minor = parseAmount(typed, currency);
  const fits = kind !== "refund_partial" || (minor !== null && minor >= 1 && minor <= most);
  const effect = previewOf(kind, minor, props);
  const option = { kind, ...(kind === "refund_partial" ? { amount: { amount: minor, currency } } : {}) };
  const body = { options: [option], ...(written(note) ? { note: written(note) } : {}), ...(version === undefined ? {} : { version }) };
  return html`
    <${Choices} legend=${t("offer.which")} name="kind" value=${kind} onChoose=${(code) => write({ kind: code })}
      options=${kinds.map((code) => ({ code, label: words.option(code), help: t(`option_help.${code}`) }))} />
    ${kind === "refund_partial" && html`<${AmountField} label=${t("offer.amount")} least=${1} most=${most} currency=${currency} typed=${typed} onChange=${(text) => write({ typed: text })}
      error=${fits ? null : t("amount.between", { least: money(1, currency), most: money(most, currency) })} />`}
    ${kind && html`<div class="agreed stack" aria-live="polite"><h2>${t("offer.this")}</h2><strong>${words.option(kind)}</strong>
      ${effect && fits ? html`<${Shares} effect=${effect} />` : html`<p class="soft">${t(`option_help.${kind}`)}</p>`}
      ${effect?.estimated && html`<p class="small soft">${t("offer.before_fee")}</p>`}</div>`}
    <${Field} label=${t("offer.note")} help=${t("messages.everybody")}>
      ${(more) => html`<textarea ...${more} rows="3" maxlength="10000" value=${note} onInput=${(event) => write({ note: event.target.value })}></textarea>`}<//>
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
