// How cases went: opened and closed, how they ended, how long they took, how many needed nobody of the team.
import { count, moneyOf, t } from "../language.js";
import { DayField } from "../choosing.js";
import { Button, Field, Heading, Link, Table, Trouble, Unready, html, useLoad, useState } from "../parts.js";
import { get } from "../session.js";
import { Words, loadProgramme } from "../words.js";
import { Bars, Columns } from "./charts.js";
import { between, dayOf, number, percent, span, sumsByCurrency } from "./format.js";

const DAY = 86_400_000;
const RANGES = { days_30: [30, "day"], weeks_13: [91, "week"], year: [365, "month"] };
const AIM = 0.75;
const LABELS = { day: { day: "numeric", month: "short" }, week: { day: "numeric", month: "short" }, month: { month: "short", year: "2-digit" } };

// A day that was typed, from its first instant; the end of a period is the day after its last.
const instantOf = (day, later = 0) => new Date(Date.parse(`${day}T00:00:00Z`) + later * DAY).toISOString().replace(".000Z", "Z");

function queryOf(range, policy, asOf) {
  const end = range.to ? instantOf(range.to, 1) : new Date(Math.ceil(Date.parse(asOf) / 1000) * 1000).toISOString().replace(".000Z", "Z");
  const [days, interval] = RANGES[range.name] ?? [];
  const start = range.from ? instantOf(range.from) : new Date(Date.parse(end) - days * DAY).toISOString().replace(".000Z", "Z");
  const length = (Date.parse(end) - Date.parse(start)) / DAY;
  const fitting = interval ?? (length <= 45 ? "day" : length <= 200 ? "week" : "month");
  return { interval: fitting, path: `/v1/analytics/disputes?from=${start}&to=${end}&interval=${fitting}${policy ? `&policy=${policy}` : ""}` };
}

async function load(range, policy) {
  const [counts, listed] = await Promise.all([get("/v1/disputes/counts"), get("/v1/policies")]);
  const { interval, path } = queryOf(range, policy, counts.as_of);
  const figures = await get(path);
  const names = [...new Set([...listed.data, ...figures.outcomes.map((each) => ({ name: each.policy }))].map(({ name }) => name))];
  const programmes = new Map(await Promise.all(names.map(async (name) => [name, new Words(await programmeOf(name, listed.data))])));
  return { counts, figures, interval, programmes };
}

// What new escrows of a name get; of a name that only a platform has, its last edition.
async function programmeOf(name, editions) {
  const of = editions.filter((each) => each.name === name);
  const chosen = of.find((each) => each.current) ?? of.at(-1);
  return chosen ? loadProgramme(chosen) : null;
}

const titleOf = (name, programmes) => programmes.get(name)?.programme?.title ?? name.replaceAll("_", " ");

export function Analytics() {
  const [range, setRange] = useState({ name: "weeks_13" });
  const [policy, setPolicy] = useState("");
  const { data, error, loading, reload } = useLoad(() => load(range, policy), [range, policy]);
  return html`<main id="main">
    <div class="lead"><${Heading}>${t("analytics.title")}<//><p class="soft">${t("analytics.lead")}</p></div>
    ${data ? html`<${Ranges} range=${range} setRange=${setRange} policy=${policy} setPolicy=${setPolicy} programmes=${data.programmes} />
      <${Trouble} error=${error} retry=${reload} />
      <div class="stack loose" aria-busy=${String(loading)}><${Figures} ...${data} /></div>`
    : html`<${Unready} error=${error} retry=${reload} />`}
  </main>`;
}

function Ranges({ range, setRange, policy, setPolicy, programmes }) {
  const [from, setFrom] = useState("");
  const [to, setTo] = useState("");
  return html`<section class="card filters" aria-label=${t("analytics.period")}>
    <div class="tabs" role="group" aria-label=${t("analytics.period")}>${Object.keys(RANGES).map((name) => html`<button type="button" class="tab" key=${name} aria-pressed=${String(range.name === name)} onClick=${() => setRange({ name })}>${t(`range.${name}`)}</button>`)}</div>
    <div class="filter-fields">
      <${Field} label=${t("analytics.programme")}>${(more) => html`<select ...${more} value=${policy} onChange=${(event) => setPolicy(event.target.value)}>
        <option value="" selected=${policy === ""}>${t("analytics.every_programme")}</option>
        ${[...programmes.keys()].map((name) => html`<option key=${name} value=${name} selected=${policy === name}>${titleOf(name, programmes)}</option>`)}</select>`}<//>
      <${DayField} label=${t("analytics.from")} value=${from} onChange=${setFrom} />
      <${DayField} label=${t("analytics.to")} value=${to} onChange=${setTo} />
      <${Button} disabled=${!from || !to || to < from} onClick=${() => setRange({ name: "own", from, to })}>${t("analytics.show")}<//>
    </div></section>`;
}

function Figures({ counts, figures, interval, programmes }) {
  return html`<p class="soft">${t("analytics.shown", { from: dayOf(figures.since), to: dayOf(Date.parse(figures.until) - 1) })}</p>
    <${Headline} counts=${counts} figures=${figures} />
    ${figures.cases + figures.opened === 0 ? html`<div class="empty"><h2>${t("analytics.nothing_title")}</h2><p>${t("analytics.nothing")}</p></div>` : html`
      <div class="pair"><${OverTime} figures=${figures} interval=${interval} /><${WithoutOperator} figures=${figures} interval=${interval} /></div>
      <div class="pair"><${Durations} figures=${figures} /><${Outcomes} figures=${figures} programmes=${programmes} /></div>
      <div class="pair"><${Reasons} figures=${figures} programmes=${programmes} /><${Programmes} figures=${figures} programmes=${programmes} /></div>
      <${MoneyTable} figures=${figures} programmes=${programmes} />`}`;
}

function Headline({ counts, figures }) {
  const share = figures.resolved_without_operator_basis_points;
  const rows = [
    ["opened", number(figures.opened)], ["closed", number(figures.cases)],
    ["alone", share === null ? "–" : percent(share / 10_000)], ["median", span(figures.median_seconds_to_resolution, "short")],
    ["nine_of_ten", span(figures.p90_seconds_to_resolution, "short")], ["overdue", number(counts.flags.overdue)],
    ["missed", `${number(figures.sla_targets_missed)} / ${number(figures.sla_limits_breached)}`],
  ];
  return html`<ul class="figures">${rows.map(([name, value]) => html`<li class="figure" key=${name}><strong>${value}</strong><span>${t(`measure.${name}`)}</span></li>`)}</ul>`;
}

const labelOf = (stretch, interval) => dayOf(stretch.since, LABELS[interval]);

function OverTime({ figures, interval }) {
  const data = figures.over_time.map((each) => ({ label: labelOf(each, interval), values: [each.opened, each.closed] }));
  return html`<section class="card"><h2>${t("analytics.over_time")}</h2><${Columns} title=${t("analytics.over_time")} data=${data} names=${[t("measure.opened"), t("measure.closed")]} /></section>`;
}

function WithoutOperator({ figures, interval }) {
  const data = figures.over_time.map((each) => ({ label: labelOf(each, interval), values: [each.closed ? each.resolved_without_operator / each.closed : null] }));
  return html`<section class="card"><h2>${t("analytics.alone")}</h2>
    <${Columns} title=${t("analytics.alone")} data=${data} names=${[t("measure.alone")]} format=${percent} most=${1} aim=${AIM} />
    <p class="soft small">${t("analytics.aim", { share: percent(AIM) })} ${count("analytics.unresolved", figures.unresolved)}</p></section>`;
}

function Durations({ figures }) {
  const rows = figures.durations.map((each) => ({ key: String(each.from_seconds), label: between(each.from_seconds, each.up_to_seconds), value: each.cases }));
  return html`<section class="card"><h2>${t("analytics.durations")}</h2><${Bars} rows=${rows} />
    ${figures.median_seconds_to_resolution !== null && html`<p class="soft small">${t("analytics.median", { span: span(figures.median_seconds_to_resolution), most: span(figures.p90_seconds_to_resolution) })}</p>`}</section>`;
}

// Cases of the outcomes that are alike in `keyOf`, the most first.
function countBy(outcomes, keyOf, labelOf_) {
  const counted = new Map();
  for (const each of outcomes) counted.set(keyOf(each), { key: keyOf(each), label: labelOf_(each), value: (counted.get(keyOf(each))?.value ?? 0) + each.cases });
  const whole = outcomes.reduce((sum, { cases }) => sum + cases, 0);
  return [...counted.values()].sort((a, b) => b.value - a.value).map((row) => ({ ...row, note: percent(row.value / whole) }));
}

const wordsOf = (each, programmes) => programmes.get(each.policy);
const Counted = ({ rows }) => (rows.length ? html`<${Bars} rows=${rows} />` : html`<p class="soft">${t("analytics.none")}</p>`);

const Outcomes = ({ figures, programmes }) => html`<section class="card"><h2>${t("analytics.outcomes")}</h2>
  <${Counted} rows=${countBy(figures.outcomes, (each) => each.outcome, (each) => wordsOf(each, programmes).outcome(each.outcome))} /></section>`;

const Reasons = ({ figures, programmes }) => html`<section class="card"><h2>${t("analytics.reasons")}</h2>
  <${Counted} rows=${countBy(figures.outcomes, (each) => each.reason, (each) => wordsOf(each, programmes).reason(each.reason))} /></section>`;

const Programmes = ({ figures, programmes }) => html`<section class="card"><h2>${t("analytics.programmes")}</h2>
  <${Counted} rows=${countBy(figures.outcomes, (each) => each.policy, (each) => titleOf(each.policy, programmes))} />
  <p><${Link} class="target" to="policies">${t("policies.title")}<//></p></section>`;

const COLUMNS = ["disputed", "to_buyer", "to_seller", "fees"];

function MoneyTable({ figures, programmes }) {
  if (!figures.outcomes.length) return null;
  return html`<section class="stack"><h2>${t("analytics.money")}</h2><${Table} label=${t("analytics.money")}>
    <thead><tr><th scope="col">${t("analytics.programme")}</th><th scope="col">${t("analytics.reason")}</th><th scope="col">${t("analytics.outcome")}</th><th scope="col" class="number">${t("analytics.cases")}</th>
      ${COLUMNS.map((name) => html`<th scope="col" class="number" key=${name}>${t(`money.${name}`)}</th>`)}</tr></thead>
    <tbody>${figures.outcomes.map((each, n) => html`<tr key=${n}><th scope="row">${titleOf(each.policy, programmes)}</th><td>${wordsOf(each, programmes).reason(each.reason)}</td><td>${wordsOf(each, programmes).outcome(each.outcome)}</td><td class="number">${number(each.cases)}</td>
      ${COLUMNS.map((name) => html`<td class="number" key=${name}>${moneyOf(each[name])}</td>`)}</tr>`)}</tbody>
    <tfoot>${sumsByCurrency(figures.outcomes.map((each) => each.disputed)).map(({ currency }) => html`<tr key=${currency}><th scope="row" colspan="4">${t("money.together", { currency })}</th>
      ${COLUMNS.map((name) => html`<td class="number" key=${name}><strong>${moneyOf(sumsByCurrency(figures.outcomes.map((each) => each[name])).find((sum) => sum.currency === currency))}</strong></td>`)}</tr>`)}</tfoot>
  <//></section>`;
}
