// A case before its party: whose turn, until when, what happens by itself; then everything said and shown.
import { dateOf, dateTime, listOf, money, moneyOf, t } from "./language.js";
import { Chip, Heading, Icon, Link, Notice, TurnTitle, Until, html } from "./parts.js";
import { Afterwards, Imposed, endOf } from "./effect.js";
import { Contest, Grounds, Particulars } from "./aside.js";
import { Evidence } from "./evidence.js";
import { Messages } from "./messages.js";
import { Shares, effectOf, own, sideName } from "./money.js";
import { Offers } from "./offers.js";
import { dueOf, nextStep, stepsBehind } from "./reading.js";
import { session } from "./session.js";
import { Timeline } from "./timeline.js";
import { officeName } from "./words.js";

// The order in which an act is the next thing to do, where several may be done. What may be done, the API says.
const FIRST = [
  "answer", "accept", "provide_evidence", "give_return_address", "ship_return", "acknowledge_return", "fulfil", "confirm",
  "counter", "propose", "amend", "appeal", "reject", "escalate", "accept_claim", "withdraw",
];

export function Overview(props) {
  const { case: found, words } = props;
  const title = found.expanded?.escrow?.title ?? found.transaction?.item ?? t("case.one");
  const other = own("buyer") ? "seller" : "buyer";
  return html`
    ${!session.who.dispute && html`<${Link} to="deals" class="crumb"><${Icon} name="back" />${t("deals.title")}<//>`}
    <div class="lead"><${Heading} name=${t("case.one")}><bdi>${title}</bdi><//>
      <p class="row soft"><${Chip}>${found.viewer_state === "required_action" ? t("turn.yours_short") : words.status(found.status)}<//><span>${words.reason(found.reason)}</span>
        <span>${t("case.with", { role: t(`role.${other}`), who: found[other] })}</span></p></div>
    <div class="columns">
      <div>
        <${Turn} ...${props} />
        <${Claim} ...${props} />
        <${Particulars} ...${props} />
        ${found.ruling && html`<${Ruling} ...${props} />`}
        ${props.talks?.proposals.length > 0 && html`<${Offers} ...${props} />`}
        <${Evidence} ...${props} />
        <${Messages} ...${props} />
      </div>
      <div>
        <${Facts} ...${props} />
        <${Timeline} ...${props} />
      </div>
    </div>`;
}

// Acts of the reader, each once, the next thing first.
function actsOf(found) {
  const byRel = new Map();
  for (const action of found.allowed_actions) {
    if (action.rel !== "message" && !byRel.has(action.rel)) byRel.set(action.rel, action);
  }
  const rank = (rel) => (FIRST.includes(rel) ? FIRST.indexOf(rel) : FIRST.length);
  return [...byRel.values()].sort((one, other) => rank(one.rel) - rank(other.rel));
}

// Until when it is the reader's turn.
export const dueAt = (found) => dueOf(found, own) ?? nextStep(found)?.at;

function Turn({ case: found, words }) {
  const mine = found.viewer_state === "required_action";
  const done = found.viewer_state === "closed";
  const acts = actsOf(found);
  const primary = mine ? acts[0] : null;
  const rest = acts.filter((act) => act !== primary);
  const step = nextStep(found);
  const due = dueAt(found);
  return html`<section class=${`card turn ${mine ? "mine" : ""} ${done ? "done" : ""}`} aria-labelledby="turn">
    <div class="turn-head"><span class="badge"><${Icon} name=${done ? "check" : mine ? "user" : "clock"} /></span>
      <div><${TurnTitle} text=${turnTitle(found)} />
        <p>${done ? endOf(found, words) : mine && due ? html`${t("turn.until")} <${Until} at=${due} />` : waitingFor(found, words)}</p></div></div>
    ${found.pending && html`<${Notice} kind="info"><p>${t(`pending.${found.pending.what}`)}</p><//>`}
    ${(done || found.pending?.what === "settlement") && found.settlement && html`<${Shares} effect=${effectOf(found.settlement)} />`}
    ${step && !done && html`<${Silence} step=${step} found=${found} words=${words} />`}
    ${primary && html`<div class="actions"><${ActLink} act=${primary} found=${found} words=${words} kind="primary wide" /></div>`}
    ${rest.length > 0 && html`<details class="no-print"><summary><${Icon} name="next" />${t(primary ? "acts.others" : "acts.possible")}</summary>
      <div class="actions">${rest.map((act) => html`<${ActLink} key=${act.rel} act=${act} found=${found} words=${words} kind="wide" />`)}</div></details>`}
  </section>`;
}

const ActLink = ({ act, found, words, kind }) => html`<${Link} to=${`case/${found.id}/${act.rel}`} class=${`button ${kind}`}>${words.act(act.rel)}<//>`;

function turnTitle(found) {
  if (found.viewer_state === "closed") return t("turn.closed");
  if (found.viewer_state === "required_action") return t("turn.yours");
  const [awaited] = found.awaiting;
  return awaited ? t("turn.theirs", { who: sideName(awaited) }) : t("turn.nobody");
}

function waitingFor(found, words) {
  if (!found.awaiting.length) return words.help("statuses", found.status) ?? words.status(found.status);
  const by = found.next_automatic_action?.at ?? found.negotiation?.due_at;
  return by ? html`${t("turn.they_have_until")} <${Until} at=${by} />` : words.help("statuses", found.status) ?? words.status(found.status);
}

// What happens by itself if nobody acts: when, and with the money, to the unit and net of fees. Where a step leads on, those
// behind it follow, until the money has moved.
function Silence({ step, found, words }) {
  return html`<div class="silence">
    <h3>${t("silence.title")}</h3>
    <p><strong><${Until} at=${step.at} /></strong></p>
    <p>${words.automatic(step)}</p>
    <${Outcome} step=${step} words=${words} />
    ${stepsBehind(found, step).map((next) => html`<p key=${`${next.at}${next.action}`}>${t("silence.then", { time: dateTime(next.at) })} ${words.automatic(next)}</p>
      <${Outcome} step=${next} words=${words} />`)}
  </div>`;
}

const Outcome = ({ step, words }) => html`${step.money_effect && html`<${Shares} effect=${step.money_effect} />`}
  <${Afterwards} step=${step.then} words=${words} />`;

function Ruling({ case: found, words }) {
  const { ruling } = found;
  const effect = effectOf(ruling);
  const contest = actsOf(found).find(({ rel }) => rel === "appeal");
  return html`<section class="card"><header><h2>${t("ruling.title")}</h2><${Chip} kind="act">${words.ruling(ruling.outcome)}<//></header>
    ${effect && html`<${Shares} effect=${effect} />`}
    <dl class="facts">
      <div><dt>${t("ruling.reason")}</dt><dd>${words.reasonCode(ruling.reason_code)}</dd></div>
      <div><dt>${t("ruling.rule")}</dt><dd><bdi>${ruling.policy_reference}</bdi></dd></div>
      <div><dt>${t("ruling.at")}</dt><dd>${dateTime(ruling.decided_at)}</dd></div>
      ${ruling.contest_until && html`<div><dt>${t("ruling.contest_until")}</dt><dd><${Until} at=${ruling.contest_until} /></dd></div>`}
    </dl>
    <p class="user-text">${ruling.explanation}</p>
    <${Grounds} case=${found} words=${words} />
    <${Imposed} penalties=${ruling.penalties} words=${words} />
    <${Contest} appeal=${found.appeal} />
    ${contest && html`<div class="actions"><${ActLink} act=${contest} found=${found} words=${words} kind="wide" /></div>`}
  </section>`;
}

// What was reported, in the words of whoever did: the other side reads it before they answer.
function Claim({ case: found }) {
  return html`<section class="card"><h2>${t("report.story")}</h2>
    <p class="user-text">${found.explanation}</p>
    ${found.need && html`<p class="user-text">${found.need}</p>`}
    <p class="small soft">${sideName(found.claimant)} · ${dateTime(found.opened_at)}</p></section>`;
}

function Facts({ case: found, words }) {
  const deal = found.expanded?.escrow;
  return html`<section class="card"><h2>${t("facts.title")}</h2>
    <dl class="facts">
      <div><dt>${t("facts.disputed")}</dt><dd class="number">${money(found.funds.disputed, found.funds.currency)}</dd></div>
      ${deal?.price && html`<div><dt>${t("facts.price")}</dt><dd class="number">${moneyOf(deal.price)}</dd></div>`}
      <div><dt>${t("facts.money")}</dt><dd>${t(`funds.${found.funds.state}`)}</dd></div>
      <div><dt>${t("facts.opened")}</dt><dd>${dateOf(found.opened_at)} · ${sideName(found.claimant)}</dd></div>
      ${found.stage && found.status !== "closed" && html`<div><dt>${t("facts.stage")}</dt><dd>${words.stage(found.stage)}</dd></div>`}
      ${found.options.length > 0 && html`<div><dt>${t("facts.wish")}</dt><dd>${listOf(found.options.map((option) => words.option(option.kind)))}</dd></div>`}
      ${found.office && html`<div><dt>${t("facts.office")}</dt><dd>${officeName(found.office)}</dd></div>`}
      <div><dt>${t("facts.number")}</dt><dd class="small">${found.id}</dd></div>
    </dl>
    <p class="no-print"><${Link} class="target" to=${`ledger/${found.escrow}/${found.id}`}>${t("ledger.open")}<//></p>
  </section>`;
}
