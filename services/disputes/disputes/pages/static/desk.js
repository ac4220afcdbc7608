// The operators' queue: due first, by whose they are, with counts. Keys: j and k move, Enter opens.
import { addTexts, dateTime, listOf, moneyOf, relative, t } from "./language.js";
import { Chip, Heading, Icon, Later, Link, Table, Trouble, Unready, html, useEffect, useLoad, usePolling, useRef, useState } from "./parts.js";
import { keepOrder, keepPlace, placeKept } from "./desk/place.js";
import { queryOf } from "./desk/query.js";
import { Saved, saveChoices, savedChoices } from "./desk/saved.js";
import { get, session } from "./session.js";
import { Words, loadProgramme } from "./words.js";

const VIEWS = {
  all: "open=true", free: "open=true&assignment=unassigned", mine: "open=true&mine=true", overdue: "open=true&overdue=true",
  judging: "status=awaiting_approval", ours: "open=true&awaiting=operator", closed: "status=closed&sort=newest",
};

const load = async (view, filters, cursor) => {
  const query = new URLSearchParams({ ...queryOf(filters), sort: "due", limit: "50", ...Object.fromEntries(new URLSearchParams(VIEWS[view])), ...(cursor ? { cursor } : {}) });
  const [page, counts] = await Promise.all([get(`/v1/disputes?${query}`), get("/v1/disputes/counts")]);
  const programmes = new Map();
  await Promise.all(page.data.map(async ({ policy }) => programmes.set(policy.edition, new Words(await loadProgramme(policy)))));
  keepOrder(page.data.map(({ id }) => id));
  return { page, counts, programmes, cursor };
};

const loadFilters = async () => { await addTexts("filters"); return import("./desk/filters.js"); };

export function Desk() {
  const [{ view, filters, cursors }, setPlace] = useState(() => placeKept(VIEWS));
  const [saved, setSaved] = useState(() => savedChoices().filter((each) => each?.name && each.view in VIEWS));
  const [wide, setWide] = useState(Object.keys(queryOf(filters)).length > 0);
  const turned = useRef(false);
  const asked = JSON.stringify(queryOf(filters));
  const { data, error, reload } = useLoad(() => load(view, filters, cursors.at(-1)), [view, asked, cursors]);
  usePolling(reload, 15_000);
  const change = (part) => setPlace((before) => keepPlace({ ...before, cursors: [null], ...part }));
  const choose = (name) => change({ view: name });
  const filter = (chosen) => change({ filters: chosen });
  const turn = (to) => { turned.current = true; change({ cursors: to }); };
  useEffect(() => {
    const isFurther = cursors.length > 1;
    if (error) turned.current = false;
    // A page that cannot be had any more: the first. One whose last case has gone: the one before.
    if (isFurther && (error?.code === "bad_cursor" || error?.status === 422)) return change({ cursors: [null] });
    if (isFurther && data?.page.data.length === 0 && data.cursor === cursors.at(-1)) return change({ cursors: cursors.slice(0, -1) });
    if (data && turned.current && data.cursor === cursors.at(-1)) {
      turned.current = false;
      focusTable();
    }
  }, [data, error]);
  const number = Object.keys(queryOf(filters)).length;
  const current = { view, filters };
  return html`<main id="main">
    <div class="lead"><${Heading}>${t("desk.title")}<//><p class="soft">${t("desk.lead", { who: session.who.participant })}</p></div>
    ${data ? html`<${Trouble} error=${error} retry=${reload} />
      <${Figures} counts=${data.counts} />
      <div class="tabs" role="group" aria-label=${t("desk.views")}>${Object.keys(VIEWS).map((name) => html`<button type="button" class="tab" key=${name} aria-pressed=${String(view === name)} onClick=${() => choose(name)}>${t(`desk.${name}`)}</button>`)}</div>
      ${saved.length > 0 && html`<${Saved} saved=${saved} current=${current} onChoose=${({ view: of, filters: by }) => change({ view: of, filters: by })} />`}
      <details class="card filters no-print" open=${wide} onToggle=${(event) => setWide(event.target.open)}><summary><${Icon} name="next" />${t("filter.title")}${number > 0 && html`<${Chip} kind="act">${number}<//>`}</summary>
        ${wide && html`<${Later} load=${loadFilters} part="Filters" chosen=${filters} onChoose=${filter} saved=${saved} current=${current} onSave=${(all) => setSaved(saveChoices(all))} />`}
        ${number > 0 && html`<button type="button" class="link" onClick=${() => filter({})}>${t("filter.clear")}</button>`}</details>
      <${Queue} ...${data} label=${cursors.length > 1 ? listOf([t("desk.title"), t("desk.page", { number: cursors.length })]) : t("desk.title")} />
      <div class="row between">${cursors.length > 1 ? html`<button type="button" class="link" onClick=${() => turn(cursors.slice(0, -1))}>${t("back")}</button>` : html`<span></span>`}
        ${(cursors.length > 1 || data.page.has_more) && html`<span class="soft small">${t("desk.page", { number: cursors.length })}</span>`}
        ${data.page.has_more ? html`<button type="button" class="link" onClick=${() => turn([...cursors, data.page.next_cursor])}>${t("desk.more")}</button>` : html`<span></span>`}</div>`
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

// Whoever turns the page reads on at its beginning.
function focusTable() {
  const table = document.querySelector("main .scroller");
  table?.focus({ preventScroll: true });
  table?.scrollIntoView({ block: "nearest" });
}

function Queue({ page, programmes, label }) {
  const table = useRef(null);
  const { data } = page;
  useEffect(() => {
    // The focus itself moves, so that a screen reader says which case it is, and Enter opens it as any link.
    const onKey = (event) => {
      const step = { j: 1, k: -1 }[event.key] ?? (table.current?.contains(event.target) ? { ArrowDown: 1, ArrowUp: -1 }[event.key] : undefined);
      if (!step || event.target.closest("input, textarea, select") || event.metaKey || event.ctrlKey || event.altKey) return;
      event.preventDefault();
      const links = [...(table.current?.querySelectorAll("tbody th a") ?? [])];
      links[Math.max(0, Math.min(links.length - 1, links.indexOf(document.activeElement) + step))]?.focus();
    };
    addEventListener("keydown", onKey);
    return () => removeEventListener("keydown", onKey);
  }, []);
  if (!data.length) return html`<div class="empty"><${Icon} name="check" /><h2>${t("desk.empty_title")}</h2><p>${t("desk.empty")}</p></div>`;
  return html`<div ref=${table}><${Table} label=${label}>
    <thead><tr>${["due", "deal", "problem", "amount", "turn", "assignee"].map((name) => html`<th scope="col" key=${name} class=${name === "amount" ? "number" : ""}>${t(`column.${name}`)}</th>`)}</tr></thead>
    <tbody>${data.map((each) => html`<${Row} key=${each.id} each=${each} words=${programmes.get(each.policy.edition)} />`)}</tbody>
  <//></div><p class="soft small">${t("desk.keys")}</p>`;
}

function Row({ each, words }) {
  const late = each.overdue || each.sla === "breached";
  return html`<tr>
    <td class="nowrap">${each.next_due_at ? html`<${Chip} kind=${late ? "bad" : "calm"}>${late && html`<span aria-hidden="true">! </span>`}${relative(each.next_due_at)}<//><br /><span class="small soft">${dateTime(each.next_due_at)}</span>` : "–"}</td>
    <th scope="row"><${Link} to=${`review/${each.id}`}><bdi>${each.title ?? t("case.one")}</bdi><//><br /><span class="small soft">${each.buyer} / ${each.seller}</span></th>
    <td>${words.reason(each.reason)}<br /><span class="small soft">${words.stage(each.stage)}</span></td>
    <td class="number"><strong>${moneyOf(each.disputed)}</strong></td>
    <td>${each.awaiting.length ? listOf(each.awaiting.map((role) => t(`role.${role}`))) : each.outcome ? words.outcome(each.outcome) : words.status(each.status)}${each.contested && html`<br /><${Chip} kind="warn">${t("desk.contested")}<//>`}${each.status === "awaiting_approval" ? html`<br /><${Chip} kind="warn">${t("approval.waits")}<//>` : each.paused_at && html`<br /><${Chip}>${t("desk.paused")}<//>`}</td>
    <td>${each.assignee === session.who.participant ? html`<${Chip} kind="act">${t("you")}<//>` : each.assignee ?? html`<span class="soft">${t("desk.nobody")}</span>`}</td>
  </tr>`;
}
