// A case before an operator, on one screen: money and facts, what each side has shown, and what may be done.
import { bytes, count, dateTime, listOf, money, moneyOf, named, t } from "../language.js";
import { Chip, Heading, Icon, Later, Link, Notice, TurnTitle, Until, html } from "../parts.js";
import { Contest, Grounds, Particulars } from "../aside.js";
import { Afterwards, Imposed, endOf } from "../effect.js";
import { PieceLink, Requests } from "../evidence.js";
import { Messages, Writing } from "../messages.js";
import { Shares, effectOf, sideName } from "../money.js";
import { Offers } from "../offers.js";
import { Preview } from "../preview.js";
import { dueOf, nextStep } from "../reading.js";
import { nameOfAct } from "./nav.js";
import { nextAfter } from "./place.js";
import { session } from "../session.js";
import { Timeline } from "../timeline.js";

const loadWaiting = () => import("./waiting.js");

// Sent back by a colleague, and not decided anew since.
function sentBack({ expanded, ruling, status }) {
  const newest = status === "closed" ? null : expanded?.decisions?.data.at(-1);
  return newest?.state === "rejected" && !(ruling && Date.parse(ruling.decided_at) > Date.parse(newest.judged_at)) ? newest : null;
}

const waits = (found) => found.expanded?.decisions?.data.find((each) => each.state === "awaiting_approval");

export function Whole(props) {
  const { case: found, words } = props;
  return html`
    <${Crumbs} case=${found} />
    <div class="lead"><${Heading} name=${t("case.one")}><bdi>${found.expanded?.escrow?.title ?? found.transaction?.item ?? t("case.one")}</bdi><//>
      <p class="row soft"><${Chip} kind=${found.status === "closed" ? "good" : "act"}>${words.status(found.status)}<//><span>${words.reason(found.reason)}</span>
        <span>${t("role.buyer")}${t("colon")}<bdi>${found.buyer}</bdi></span><span>${t("role.seller")}${t("colon")}<bdi>${found.seller}</bdi></span>
        <span>${named(t("desk.with"), found.assignee === session.who.participant ? t("you") : found.assignee ?? t("desk.nobody"))}</span></p></div>
    <div class="columns">
      <div>
        <${Acts} ...${props} />
        ${waits(found) && html`<${Later} load=${loadWaiting} part="WaitingDecision" waiting=${waits(found)} ...${props} />`}
        ${sentBack(found) && html`<${Later} load=${loadWaiting} part="SentBack" decision=${sentBack(found)} />`}
        ${found.ruling && html`<${Given} ...${props} />`}
        <${Facts} ...${props} />
        <${Particulars} ...${props} />
        <${EvidenceViewer} ...${props} />
        ${props.talks?.proposals.length > 0 && html`<${Offers} ...${props} />`}
        <${Messages} ...${props} />
      </div>
      <div><${Standing} ...${props} /><${Notes} ...${props} /><${Timeline} ...${props} /></div>
    </div>`;
}

// Back to the queue, and on to its next case.
function Crumbs({ case: { id } }) {
  const next = nextAfter(id);
  return html`<div class="row between no-print"><${Link} to="desk" class="crumb"><${Icon} name="back" />${t("desk.title")}<//>
    ${next && html`<${Link} to=${`review/${next}`} class="crumb">${t("desk.next_case")}<${Icon} name="next" /><//>`}</div>`;
}

const FIRST = ["approve", "reject-approval", "decide", "verify", "refuse_verification", "request_video", "take_over", "assign", "ask_for_evidence", "propose", "extend", "pause", "resume"];
const isMine = (action) => action.actor === "operator" && action.rel !== "message";

function Acts({ case: found, words }) {
  const isTaken = found.assignee === session.who.participant;
  const rank = ({ rel }) => (FIRST.includes(rel) && !(isTaken && rel === "assign") ? FIRST.indexOf(rel) : FIRST.length);
  const acts = found.allowed_actions.filter(isMine).sort((a, b) => rank(a) - rank(b));
  const [first, more] = [acts.slice(0, 3), acts.slice(3)];
  const step = nextStep(found);
  const ours = found.awaiting.includes("operator");
  const due = ours ? null : dueOf(found, (role) => found.awaiting.includes(role)); // the team's own is not the end of the case
  return html`<section class=${`card turn ${ours ? "mine" : ""}`} aria-labelledby="turn">
    <div class="turn-head"><span class="badge"><${Icon} name=${found.status === "closed" ? "check" : ours ? "scale" : "clock"} /></span><div>
      <${TurnTitle} text=${found.status === "closed" ? t("turn.closed") : ours ? t("desk.our_turn") : found.awaiting.length ? t("turn.theirs", { who: listOf(found.awaiting.map(sideName)) }) : t("turn.nobody")} />
      ${found.status === "closed" ? html`<p>${endOf(found, words)}</p>` : due && html`<p>${t("turn.until")} <${Until} at=${due} /></p>`}
      ${found.overdue_since && html`<p><${Chip} kind="bad">${t("desk.overdue_since", { time: dateTime(found.overdue_since) })}<//></p>`}</div></div>
    ${found.pending && html`<${Notice} kind="info"><p>${t(`pending.${found.pending.what}`)}</p><//>`}
    ${found.status === "closed" && found.settlement && html`<${Shares} effect=${effectOf(found.settlement)} />`}
    ${step && html`<div class="silence"><h3>${t("silence.title")}</h3><p><strong><${Until} at=${step.at} /></strong></p><p>${words.automatic(step)}</p>${step.money_effect && html`<${Shares} effect=${step.money_effect} />`}
      <${Afterwards} step=${step.then} words=${words} /></div>`}
    ${first.length > 0 && html`<div class="actions side">${first.map((act, n) => html`<${Link} key=${act.rel} class=${`button ${ours && n === 0 ? "primary" : ""}`} to=${`review/${found.id}/${act.rel}`}>${nameOfAct(act.rel, found, words)}<//>`)}</div>`}
    ${more.length > 0 && html`<details class="no-print"><summary><${Icon} name="next" />${t("acts.others")}</summary><div class="actions">
      ${more.map((act) => html`<${Link} key=${act.rel} class="button wide" to=${`review/${found.id}/${act.rel}`}>${nameOfAct(act.rel, found, words)}<//>`)}</div></details>`}
    <${ForParties} case=${found} words=${words} />
  </section>`;
}

// What an operator may do for a party that has phoned or written: each act once.
function ForParties({ case: found, words }) {
  const offered = found.allowed_actions.filter(({ constraints }) => constraints.on_behalf_of);
  if (!offered.length) return null;
  return html`<details class="no-print"><summary><${Icon} name="message" />${t("behalf.title")}</summary><div class="pair">${["buyer", "seller"].map((party) => {
    const rels = [...new Set(offered.filter(({ actor }) => actor === party).map(({ rel }) => rel))];
    return rels.length > 0 && html`<section class="stack" key=${party}><h3>${t("behalf.for", { who: sideName(party) })}</h3>
      ${rels.map((rel) => html`<${Link} key=${rel} class="button wide" to=${`review/${found.id}/${rel}@${party}`}>${words.act(rel)}<//>`)}</section>`;
  })}</div></details>`;
}

function Given({ case: found, words }) {
  const { ruling } = found;
  const effect = effectOf(ruling);
  return html`<section class="card"><header><h2>${t("ruling.title")}</h2><${Chip} kind="act">${words.ruling(ruling.outcome)}<//></header>
    ${effect && html`<${Shares} effect=${effect} />`}
    <p>${words.reasonCode(ruling.reason_code)} · <bdi>${ruling.policy_reference}</bdi> · ${dateTime(ruling.decided_at)}</p>
    <p class="user-text">${ruling.explanation}</p>
    <${Grounds} case=${found} words=${words} />
    <${Imposed} penalties=${ruling.penalties} words=${words} />
    <${Contest} appeal=${found.appeal} />
  </section>`;
}

function Facts({ case: found, words }) {
  const deal = found.expanded?.escrow;
  return html`<section class="card"><h2>${t("facts.title")}</h2>
    <dl class="facts">
      <div><dt>${t("facts.disputed")}</dt><dd class="number">${money(found.funds.disputed, found.funds.currency)}</dd></div>
      ${deal && html`<div><dt>${t("account.hold")}</dt><dd class="number">${moneyOf(deal.held)} · ${named(t("funds.frozen"), moneyOf(deal.frozen))}</dd></div>
        ${deal.price && html`<div><dt>${t("facts.price")}</dt><dd class="number">${moneyOf(deal.price)}</dd></div>`}
        <div><dt>${t("deal.status")}</dt><dd>${t(`deal.${deal.state}`)}</dd></div>`}
      <div><dt>${t("facts.opened")}</dt><dd>${dateTime(found.opened_at)} · ${sideName(found.claimant)}</dd></div>
      ${found.stage && html`<div><dt>${t("facts.stage")}</dt><dd>${words.stage(found.stage)}</dd></div>`}
      ${found.options.length > 0 && html`<div><dt>${t("facts.wish")}</dt><dd>${listOf(found.options.map((option) => words.option(option.kind)))}</dd></div>`}
      ${found.credibility.map((each) => html`<div key=${each.party}><dt>${t("desk.completeness", { who: sideName(each.party) })}</dt><dd>${each.score} %</dd></div>`)}
      <div><dt>${t("facts.number")}</dt><dd class="small">${found.id}</dd></div>
    </dl>
    <h3>${t("report.story")}</h3><p class="user-text">${found.explanation}</p>
    ${found.need && html`<p class="user-text">${found.need}</p>`}
    <p class="no-print"><${Link} class="target" to=${`ledger/${found.escrow}/${found.id}`}>${t("ledger.open")}<//></p>
  </section>`;
}

function EvidenceViewer({ case: { evidence_requests: asked }, items, requests, words }) {
  return html`<section class="card"><h2>${t("evidence.title")}</h2>
    <${Requests} requests=${requests} asked=${asked} words=${words} />
    ${items.length === 0 && html`<p class="soft">${t("evidence.none")}</p>`}
    <ul class="offers">${items.map((item) => html`<li class="offer" key=${item.id}>
      ${item.file && !item.erased && html`<div class="shown"><${Preview} item=${item.id} alt=${words.kind(item.kind)} /></div>`}
      <div class="row between"><${PieceLink} item=${item} words=${words} /><${Chip}>${item.party ? sideName(item.party) : t("by_itself")}<//></div>
      <p class="small soft">${dateTime(item.received_at)}${item.file ? ` · ${item.file.media_type} · ${bytes(item.file.size)}` : ""}</p>
      ${item.file && html`<p class="hash" title="SHA-256">${item.file.sha256}</p>
        ${item.file.scan_state === "infected" || item.file.scan_state === "quarantined" ? html`<${Chip} kind="bad">${t(`scan.${item.file.scan_state}`)}<//>` : null}`}
      ${(item.state === "invalid" || item.sufficiency !== "sufficient" || item.entered_by) && html`<p class="row">${item.state === "invalid" && html`<${Chip} kind="bad">${t("evidence.invalid")}<//>`}
        ${item.sufficiency !== "sufficient" && html`<${Chip} kind="warn">${t(`sufficiency.${item.sufficiency}`)}<//>`}${item.entered_by && html`<${Chip}>${t("provenance.mailed")}<//>`}</p>`}
    </li>`)}</ul>
  </section>`;
}

function Standing({ case: found, words }) {
  const standing = found.expanded?.standing;
  if (!standing?.length) return null;
  return html`<section class="card"><h2>${t("standing.title")}</h2>
    <dl class="facts">${standing.map((each) => html`<div key=${each.participant}><dt><${Link} class="target" to=${`standing/${encodeURIComponent(each.participant)}`} aria-label=${t("standing.open", { who: each.participant })}><bdi>${each.participant}</bdi><//></dt>
      <dd><${Chip} kind=${each.status === "active" ? "good" : "bad"}>${t(`standing.${each.status}`)}<//> ${count("standing.points", each.points)}
        ${each.warnings.map((warning) => html`<br key=${warning.act} /><span class="small soft">${named(words.penaltyAct(warning.act), warning.count)}</span>`)}</dd></div>`)}</dl>
  </section>`;
}

function Notes({ case: found, reload }) {
  const notes = found.expanded?.notes?.data ?? [];
  const may = session.who.scopes.includes("decide");
  if (!notes.length && !may) return null;
  return html`<section class=${`card ${notes.length ? "" : "no-print"}`}><h2>${t("notes.title")}</h2>
    <ul class="stack">${notes.map((note) => html`<li key=${note.id}><p class="user-text">${note.text}</p><p class="small soft"><bdi>${note.author}</bdi> · ${dateTime(note.at)}</p></li>`)}</ul>
    ${may && html`<${Writing} href=${`/v1/disputes/${found.id}/notes`} sent=${reload} label=${t("notes.write")} help=${t("notes.team")} sendLabel=${t("notes.keep")} doneLabel=${t("notes.kept")} />`}</section>`;
}
