// Deals and cases: what needs the reader first, then what waits, then what is over.
import { count, dateOf, moneyOf, t } from "./language.js";
import { Chip, Heading, Icon, Link, ShowAll, Trouble, Unready, Until, html, useLoad, usePolling, useState } from "./parts.js";
import { get, listAll } from "./session.js";
import { Words, loadProgramme } from "./words.js";

const MOST = 5000;
const [OPEN, CLOSED, DEALS] = ["/v1/disputes?open=true&sort=due", "/v1/disputes?open=false", "/v1/escrows"];
const readAll = (path) => listAll(`${path}${path.includes("?") ? "&" : "?"}limit=100`, MOST);

// Of what is over and of deals the newest; what is under way is all there, what is due first before the rest.
async function load() {
  const [open, closed, escrows] = await Promise.all([readAll(OPEN), get(`${CLOSED}&limit=50`), get(`${DEALS}?limit=50`)]);
  return { open, closed, escrows, programmes: await readProgrammes([...open, ...closed.data]) };
}

const readProgrammes = async (cases) => new Map(await Promise.all([...new Map(cases.map(({ policy }) => [policy.edition, policy])).values()]
  .map(async (policy) => [policy.edition, new Words(await loadProgramme(policy))])));

// What was read last of each, in the order of the list: the newest first.
function newestOf(latest, earlier) {
  const ids = new Set(latest.map(({ id }) => id));
  return [...latest, ...earlier.filter(({ id }) => !ids.has(id))];
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

function Groups({ open, closed, escrows, programmes }) {
  const [earlier, setEarlier] = useState({ cases: null, words: new Map(), deals: null });
  const over = newestOf(closed.data, earlier.cases ?? []);
  const inCase = new Set(open.map((each) => each.escrow));
  const deals = newestOf(escrows.data, earlier.deals ?? []).filter((deal) => !inCase.has(deal.id));
  const wordsOf = ({ policy: { edition } }) => programmes.get(edition) ?? earlier.words.get(edition) ?? new Words(null);
  const loadCases = async () => { const cases = await readAll(CLOSED); return { cases, words: await readProgrammes(cases) }; };
  const more = { cases: closed.has_more && !earlier.cases, deals: escrows.has_more && !earlier.deals };
  if (!open.length && !over.length && !deals.length) {
    return html`<div class="empty"><${Icon} name="check" /><h2>${t("deals.empty_title")}</h2><p>${t("deals.empty")}</p></div>`;
  }
  const keep = (found) => setEarlier((before) => ({ ...before, ...found }));
  const caseItem = (each) => html`<${CaseItem} case=${each} words=${wordsOf(each)} />`;
  return html`
    <${Group} title="deals.yours" members=${open.filter((each) => each.viewer_state === "required_action")} item=${caseItem} />
    <${Group} title="deals.waiting" members=${open.filter((each) => each.viewer_state !== "required_action")} item=${caseItem} />
    <${Group} title="deals.over" members=${over} item=${caseItem} more=${more.cases && html`<${ShowAll} label=${t("deals.all_over")} load=${loadCases} onLoaded=${keep} />`} />
    <${Group} title="deals.deals" members=${deals} item=${(deal) => html`<${DealItem} deal=${deal} />`}
      more=${more.deals && html`<${ShowAll} label=${t("deals.all_deals")} load=${async () => ({ deals: await readAll(DEALS) })} onLoaded=${keep} />`} />`;
}

const Group = ({ title, members, item, more }) => (members.length > 0 || more) && html`<section class="stack">
  <h2>${t(title)} <span class="soft">${members.length}${more ? "+" : ""}</span></h2>
  <ul class="list">${members.map((each) => html`<li key=${each.id}>${item(each)}</li>`)}</ul>${more}</section>`;

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
      ${report && html`<span class="go">${t("deals.report")}</span>`}</span>
  <//>`;
}
