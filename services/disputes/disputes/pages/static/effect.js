// What the act does, as the case's own rules foretell it.
import { dateTime, t } from "./language.js";
import { Shares } from "./money.js";
import { html } from "./parts.js";

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
