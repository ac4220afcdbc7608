// What the act does, as the case's own rules foretell it.
import { dateOf, dateTime, moneyOf, named, t } from "./language.js";
import { Shares, sideName } from "./money.js";
import { Notice, html } from "./parts.js";

// How a case has ended, and when.
export const endOf = (found, words) => `${found.outcome ? words.outcome(found.outcome) : t("turn.closed")} · ${dateOf(found.closed_at)}`;

// What a decision imposes beside its division of the money.
export const Imposed = ({ penalties, words }) => penalties.map((penalty) => html`<${Notice} kind="warn" live=${false} key=${`${penalty.party} ${penalty.act}`} title=${t("ruling.penalty")}>
  <p>${named(sideName(penalty.party), words.penaltyAct(penalty.act))}${penalty.fine ? ` · ${moneyOf(penalty.fine)}` : ""}</p><//>`);

// What then follows by itself, to the end: behind a delivery that is presumed stands who gets the money.
export function Afterwards({ step, words }) {
  return step && html`<p class="soft">${t("silence.then", { time: dateTime(step.at) })} ${words.automatic(step)}</p>
    <${Afterwards} step=${step.then} words=${words} />`;
}

export function Effect({ action, words }) {
  const steps = action.choices?.length ? action.choices : [action];
  return html`${steps.map((step, n) => html`<div class="stack" key=${n}>
    ${step.money_effect && html`<${Shares} effect=${step.money_effect} /><p>${words.automatic(step)}</p>`}
    ${!step.money_effect && step.leads_to && html`<p>${words.automatic({ action: "", leads_to: step.leads_to })}</p>`}
    ${step.then?.action !== "alert" && html`<${Afterwards} step=${step.then} words=${words} />`}
  </div>`)}`;
}
