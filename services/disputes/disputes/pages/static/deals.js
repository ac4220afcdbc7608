// Deals and cases: what needs the reader first, then what waits, then what is over.
import { count, dateOf, moneyOf, t } from "./language.js";
import { Chip, Heading, Icon, Link, Trouble, Unready, Until, html, useLoad, usePolling } from "./parts.js";
import { listAll } from "./session.js";
import { Words, loadProgramme } from "./words.js";

async function load() {
  const [cases, escrows] = await Promise.all([listAll("/v1/disputes?limit=100"), listAll("/v1/escrows?limit=100")]);
  const programmes = new Map();
  await Promise.all(cases.map(async ({ policy }) => {
    programmes.set(policy.edition, new Words(await loadProgramme(policy)));
  }));
  const inCase = new Set(cases.filter((each) => each.status !== "closed").map((each) => each.escrow));
  return { cases, deals: escrows.filter((escrow) => !inCase.has(escrow.id)), programmes };
}

export function Deals() {
  const { data, error, reload } = useLoad(load, []);
  usePolling(reload, 20_000);
  return html`<main id="main" class="narrow">
    <div class="lead"><${Heading}>${t("deals.title")}<//><p class="soft">${t("deals.lead")}</p></div>
    ${data ? html`<${Trouble} error=${error} retry=${reload} />` : html`<${Unready} error=${error} retry=${reload} />`}
    ${data && html`<${Groups} ...${data} />`}
  </main>`;
}

function Groups({ cases, deals, programmes }) {
  const groups = [
    ["deals.yours", cases.filter((each) => each.viewer_state === "required_action")],
    ["deals.waiting", cases.filter((each) => each.viewer_state === "waiting")],
    ["deals.over", cases.filter((each) => each.viewer_state === "closed")],
  ];
  if (!cases.length && !deals.length) {
    return html`<div class="empty"><${Icon} name="check" /><h2>${t("deals.empty_title")}</h2><p>${t("deals.empty")}</p></div>`;
  }
  return html`${groups.map(([key, members]) => members.length > 0 && html`<section class="stack" key=${key}>
      <h2>${t(key)} <span class="soft">${members.length}</span></h2>
      <ul class="list">${members.map((each) => html`<li key=${each.id}><${CaseItem} case=${each} words=${programmes.get(each.policy.edition)} /></li>`)}</ul>
    </section>`)}
    ${deals.length > 0 && html`<section class="stack"><h2>${t("deals.deals")} <span class="soft">${deals.length}</span></h2>
      <ul class="list">${deals.map((deal) => html`<li key=${deal.id}><${DealItem} deal=${deal} /></li>`)}</ul></section>`}`;
}

function CaseItem({ case: each, words }) {
  const turn = each.viewer_state === "required_action";
  return html`<${Link} to=${`case/${each.id}`} class="item">
    <strong><bdi>${each.title ?? t("case.one")}</bdi></strong><span class="amount number">${moneyOf(each.disputed)}</span>
    <span class="meta">
      <${Chip} kind=${turn ? "act" : each.viewer_state === "closed" ? "good" : "calm"}>${turn ? t("turn.yours_short") : each.outcome ? words.outcome(each.outcome) : words.status(each.status)}<//>
      <span>${words.reason(each.reason)}</span>
      ${each.next_due_at && html`<span>${t("turn.until")} <${Until} at=${each.next_due_at} /></span>`}
      ${each.unread.messages > 0 && html`<${Chip} kind="warn">${count("deals.unread", each.unread.messages)}<//>`}
    </span>
  <//>`;
}

function DealItem({ deal }) {
  const report = deal.allowed_actions.find((action) => action.href === "/v1/disputes" || action.rel === "open_dispute");
  return html`<${Link} to=${`report/${deal.id}`} class="item">
    <strong><bdi>${deal.agreement.title}</bdi></strong><span class="amount number">${moneyOf(deal.amount)}</span>
    <span class="meta"><${Chip}>${t(`deal.${deal.status}`)}<//>
      <span>${dateOf(deal.created_at)}</span>
      ${report && html`<span>${t("deals.report")}</span>`}</span>
  <//>`;
}
