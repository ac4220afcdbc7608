// Money drawn: who gets how much, to the unit and net of fees, from the reader's side.
import { money, t } from "./language.js";
import { html } from "./parts.js";
import { session } from "./session.js";

// "You" for the reader's own side, else the role.
export function sideName(role) {
  return own(role) ? t("you") : t(`role.${role}`);
}

export function own(role) {
  const mine = session.who.role === "representative" ? "seller" : session.who.role;
  return role === mine;
}

// A division of the money: `effect` is {buyer, seller, fee, currency} in minor units.
export function Shares({ effect }) {
  const fee = effect.fee ?? 0;
  const all = effect.buyer + effect.seller + fee || 1;
  const parts = [["buyer", effect.buyer], ["seller", effect.seller], ...(fee ? [["fee", fee]] : [])];
  return html`<div class="shares">
    <div class="bar" aria-hidden="true">${parts.map(([name, part]) => part > 0 && html`<i class=${name} style=${{ width: `${(100 * part) / all}%` }}></i>`)}</div>
    <dl class="share-list">${parts.map(([name, part]) => html`<div class=${name} key=${name}>
      <dt>${name === "fee" ? t("fee") : sideName(name)}</dt><dd>${money(part, effect.currency)}</dd></div>`)}</dl>
  </div>`;
}

// The division that an option or a ruling names: {to_buyer, to_seller, fee} as money, or null where it moves none.
export function effectOf(option) {
  if (!option.to_buyer || !option.to_seller) return null;
  return {
    buyer: option.to_buyer.amount, seller: option.to_seller.amount, fee: option.fee?.amount ?? 0,
    currency: option.to_buyer.currency,
  };
}

// What the money does, in a sentence from the reader's side.
export function moneySentence(effect) {
  const fee = effect.fee ? ` ${t("effect.fee", { fee: money(effect.fee, effect.currency) })}` : "";
  const values = { buyer: money(effect.buyer, effect.currency), seller: money(effect.seller, effect.currency) };
  const mine = own("buyer") ? "buyer" : own("seller") ? "seller" : "staff";
  return `${t(`effect.${mine}`, values)}${fee}`;
}

