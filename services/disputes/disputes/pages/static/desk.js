// The operators' queue: due first, by whose they are, with counts. Keys: j and k move, Enter opens.
import { dateTime, moneyOf, relative, t } from "./language.js";
import { Chip, Heading, Icon, Link, Trouble, Unready, go, html, useEffect, useLoad, usePolling, useState } from "./parts.js";
import { get, session } from "./session.js";
import { Words, loadProgramme } from "./words.js";

const VIEWS = {
  all: "open=true", free: "open=true&assignment=unassigned", mine: "open=true&mine=true", overdue: "open=true&overdue=true",
  judging: "status=awaiting_approval", ours: "open=true&awaiting=operator",
};
const KEPT = "parley.desk";

const load = async (view, cursor) => {
  const [page, counts] = await Promise.all([
    get(`/v1/disputes?${VIEWS[view]}&sort=due&limit=50${cursor ? `&cursor=${encodeURIComponent(cursor)}` : ""}`), get("/v1/disputes/counts"),
  ]);
  const programmes = new Map();
  await Promise.all(page.data.map(async ({ policy }) => programmes.set(policy.edition, new Words(await loadProgramme(policy)))));
  return { page, counts, programmes };
};

function keptView() {
  try {
    return sessionStorage.getItem(KEPT) in VIEWS ? sessionStorage.getItem(KEPT) : "all";
  } catch {
    return "all";
  }
}

export function Desk() {
  const [view, setView] = useState(keptView());
  const [cursors, setCursors] = useState([null]);
  const { data, error, reload } = useLoad(() => load(view, cursors.at(-1)), [view, cursors]);
  usePolling(reload, 15_000);
  const choose = (name) => {
    try { sessionStorage.setItem(KEPT, name); } catch { /* it is chosen again next time */ }
    setCursors([null]);
    setView(name);
  };
  return html`<main id="main">
    <div class="lead"><${Heading}>${t("desk.title")}<//><p class="soft">${t("desk.lead", { who: session.who.participant })}</p></div>
    ${data ? html`<${Trouble} error=${error} retry=${reload} />
      <${Figures} counts=${data.counts} />
      <div class="tabs" role="group" aria-label=${t("desk.views")}>${Object.keys(VIEWS).map((name) => html`<button type="button" class="tab" key=${name} aria-pressed=${String(view === name)} onClick=${() => choose(name)}>${t(`desk.${name}`)}</button>`)}</div>
      <${Queue} ...${data} />
      <div class="row between">${cursors.length > 1 ? html`<button type="button" class="link" onClick=${() => setCursors(cursors.slice(0, -1))}>${t("back")}</button>` : html`<span></span>`}
        ${data.page.has_more && html`<button type="button" class="link" onClick=${() => setCursors([...cursors, data.page.next_cursor])}>${t("desk.more")}</button>`}</div>`
    : html`<${Unready} error=${error} retry=${reload} />`}
  </main>`;
}

function Figures({ counts }) {
  const figures = [
    ["open", counts.open], ["due_within_day", counts.flags.due_within_day], ["overdue_now", counts.flags.overdue],
    ["unassigned", counts.desk?.unassigned ?? 0], ["mine_now", counts.desk?.mine ?? 0],
  ];
  return html`<ul class="figures">${figures.map(([name, number]) => html`<li class="figure" key=${name}><strong>${number}</strong><span>${t(`figure.${name}`)}</span></li>`)}</ul>`;
}

function Queue({ page, programmes }) {
  const [current, setCurrent] = useState(-1);
  const { data } = page;
  useEffect(() => {
    const onKey = (event) => {
      if (event.target.closest("input, textarea, select, button, a") || event.metaKey || event.ctrlKey || event.altKey) return;
      const step = { j: 1, ArrowDown: 1, k: -1, ArrowUp: -1 }[event.key];
      if (step) {
        event.preventDefault();
        setCurrent((n) => Math.max(0, Math.min(data.length - 1, n + step)));
      } else if (event.key === "Enter" && data[current]) go(`review/${data[current].id}`);
    };
    addEventListener("keydown", onKey);
    return () => removeEventListener("keydown", onKey);
  }, [data, current]);
  if (!data.length) return html`<div class="empty"><${Icon} name="check" /><h2>${t("desk.empty_title")}</h2><p>${t("desk.empty")}</p></div>`;
  return html`<div class="scroller" tabindex="0" role="region" aria-label=${t("desk.title")}><table>
    <thead><tr>${["due", "deal", "problem", "amount", "turn", "assignee"].map((name) => html`<th scope="col" key=${name} class=${name === "amount" ? "number" : ""}>${t(`column.${name}`)}</th>`)}</tr></thead>
    <tbody>${data.map((each, n) => html`<${Row} key=${each.id} each=${each} words=${programmes.get(each.policy.edition)} current=${n === current} />`)}</tbody>
  </table></div><p class="soft small">${t("desk.keys")}</p>`;
}

function Row({ each, words, current }) {
  const late = each.overdue || each.sla === "breached";
  return html`<tr class=${current ? "current" : ""}>
    <td class="nowrap">${each.next_due_at ? html`<${Chip} kind=${late ? "bad" : "calm"}>${late && html`<span aria-hidden="true">! </span>`}${relative(each.next_due_at)}<//><br /><span class="small soft">${dateTime(each.next_due_at)}</span>` : "–"}</td>
    <th scope="row"><${Link} to=${`review/${each.id}`}><bdi>${each.title ?? t("case.one")}</bdi><//><br /><span class="small soft">${each.buyer} / ${each.seller}</span></th>
    <td>${words.reason(each.reason)}<br /><span class="small soft">${words.stage(each.stage)}</span></td>
    <td class="number"><strong>${moneyOf(each.disputed)}</strong></td>
    <td>${each.awaiting.length ? each.awaiting.map((role) => t(`role.${role}`)).join(", ") : words.status(each.status)}${each.contested && html`<br /><${Chip} kind="warn">${t("desk.contested")}<//>`}${each.paused_at && html`<br /><${Chip}>${t("desk.paused")}<//>`}</td>
    <td>${each.assignee === session.who.participant ? html`<${Chip} kind="act">${t("you")}<//>` : each.assignee ?? html`<span class="soft">${t("desk.nobody")}</span>`}</td>
  </tr>`;
}
