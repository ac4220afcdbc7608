// What the act does, as the case's own rules foretell it.
import { dateTime, t } from "./language.js";
import { Shares } from "./money.js";
import { html } from "./parts.js";

export function Effect({ action, words }) {
  const steps = action.choices?.length ? action.choices : [action];
  return html`${steps.map((step, n) => html`<div class="stack" key=${n}>
    ${step.money_effect && html`<${Shares} effect=${step.money_effect} /><p>${words.automatic(step)}</p>`}
    ${!step.money_effect && step.leads_to && html`<p>${words.automatic({ action: "", leads_to: step.leads_to })}</p>`}
    ${step.then && step.then.action !== "alert" && html`<p class="soft">${t("silence.then", { time: dateTime(step.then.at) })} ${words.automatic(step.then)}</p>`}
  </div>`)}`;
}
