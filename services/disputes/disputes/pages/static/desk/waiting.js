// Four eyes: what was decided and waits for somebody else.
import { dateTime, moneyOf, named, t } from "../language.js";
import { Chip, Notice, html } from "../parts.js";
import { sideName } from "../money.js";
import { Effect } from "../effect.js";
import { session } from "../session.js";

export function WaitingDecision({ waiting, case: found, words }) {
  const own = waiting.decided_by === session.who.participant;
  const approve = found.allowed_actions.find(({ rel }) => rel === "approve");
  return html`<section class="card"><header><h2>${t("approval.title")}</h2><${Chip} kind="warn">${t("approval.waits")}<//></header>
    ${own && html`<${Notice} kind="info" live=${false}><p>${t("waiting.yours")}</p><//>`}
    <p>${waiting.weighs.map((why) => t(`weighs.${why}`)).join(" ")}</p>
    <dl class="facts">
      ${waiting.outcome && html`<div><dt>${t("ruling.title")}</dt><dd>${words.ruling(waiting.outcome)}</dd></div>`}
      ${waiting.reason_code && html`<div><dt>${t("ruling.reason")}</dt><dd>${words.reasonCode(waiting.reason_code)}</dd></div>`}
      ${waiting.policy_reference && html`<div><dt>${t("ruling.rule")}</dt><dd><bdi>${waiting.policy_reference}</bdi></dd></div>`}
      ${waiting.act && html`<div><dt>${t("approval.act")}</dt><dd>${words.act(waiting.act)}</dd></div>`}
      <div><dt>${t("column.amount")}</dt><dd class="number">${moneyOf(waiting.amount)}</dd></div>
      <div><dt>${t("approval.by")}</dt><dd>${waiting.decided_by}, ${dateTime(waiting.decided_at)}</dd></div>
    </dl>
    ${approve && html`<${Effect} action=${approve} words=${words} />`}
    ${waiting.explanation && html`<p class="user-text">${waiting.explanation}</p>`}
    ${waiting.penalties.map((penalty) => html`<${Notice} kind="warn" live=${false} key=${penalty.party + penalty.act}><p>${named(sideName(penalty.party), words.penaltyAct(penalty.act))}${penalty.fine ? ` · ${moneyOf(penalty.fine)}` : ""}</p><//>`)}
  </section>`;
}

// Why whoever looked at it did not agree: it is decided anew.
export const SentBack = ({ decision }) => html`<${Notice} kind="warn" live=${false} title=${t("story.approval_rejected")}>
  <p class="user-text">${decision.why}</p><p class="small soft"><bdi>${decision.judged_by}</bdi> · ${dateTime(decision.judged_at)}</p><//>`;
