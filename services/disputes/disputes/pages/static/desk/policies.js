// Programmes: every edition, drawn and in words, what differs between two, and what one would have made of past cases.
import { count, dateTime, listOf, money, moneyOf, platformTime, t } from "../language.js";
import { DayField } from "../choosing.js";
import { Button, Chip, Field, Heading, Icon, Link, Notice, Table, Trouble, Unready, go, html, useLoad, useState } from "../parts.js";
import { Problem, Unreachable, get, post, session } from "../session.js";
import { Words, loadProgramme } from "../words.js";
import { MakeCurrent } from "./current.js";
import { Diagram } from "./diagram.js";
import { number, span, termOf } from "./format.js";

export function Policies({ id, sub }) {
  return id ? html`<${Edition} key=${id} id=${id} other=${sub} />` : html`<${All} />`;
}

async function loadAll() {
  const { data } = await get("/v1/policies");
  const programmes = await Promise.all(data.map(loadProgramme));
  return data.map((each, n) => ({ ...each, programme: programmes[n] }));
}

function All() {
  const { data, error, reload } = useLoad(loadAll, []);
  const names = [...new Set(data?.map(({ name }) => name))];
  return html`<main id="main">
    <div class="lead"><${Heading}>${t("policies.title")}<//><p class="soft">${t("policies.lead")}</p></div>
    ${data ? html`<${Trouble} error=${error} retry=${reload} />` : html`<${Unready} error=${error} retry=${reload} />`}
    <div class="pair">${names.map((name) => html`<${Named} key=${name} editions=${data.filter((each) => each.name === name).reverse()} />`)}</div>
  </main>`;
}

function Named({ editions }) {
  const shown = editions.find((each) => each.current) ?? editions[0];
  return html`<section class="card"><h2>${shown.programme?.title ?? shown.name}</h2>
    ${shown.programme?.summary && html`<p class="soft">${shown.programme.summary}</p>`}
    <ul class="stack">${editions.map((each) => html`<li class="row between" key=${each.edition}><${Link} to=${`policies/${each.edition}`}>${each.edition}<//>
      <span class="row">${each.current && html`<${Chip} kind="good">${t("policy.current")}<//>`}<${Chip}>${t(`origin.${each.origin}`)}<//></span></li>`)}</ul></section>`;
}

async function loadEdition(edition) {
  const { data } = await get("/v1/policies");
  const found = data.find((each) => each.edition === edition);
  if (!found) throw new Problem(404, { code: "not_found" });
  const [detail, programme] = await Promise.all([get(`/v1/policies/${edition}`), loadProgramme(found)]);
  if (!programme) throw new Unreachable();
  return { editions: [...data].reverse(), detail, programme };
}

const isLead = () => session.who.scopes.includes("lead");

function Edition({ id, other }) {
  const { data, error, reload } = useLoad(() => loadEdition(id), [id]);
  const [isMade, setMade] = useState(false);
  const showMade = async () => { await reload(); setMade(true); };
  if (!data?.programme) return html`<main id="main"><${Unready} error=${error} retry=${reload} /></main>`;
  const { detail, programme, editions } = data;
  const before = editions.find((each) => each.name === detail.name && each.current)?.edition;
  return html`<main id="main">
    <${Link} to="policies" class="crumb"><${Icon} name="back" />${t("policies.title")}<//>
    <div class="lead"><${Heading}>${programme.title}<//><p class="row soft"><span>${detail.edition}</span>${detail.current && html`<${Chip} kind="good">${t("policy.current")}<//>`}<${Chip}>${t(`origin.${detail.origin}`)}<//></p>
      ${programme.summary && html`<p>${programme.summary}</p>`}</div>
    <${Trouble} error=${error} retry=${reload} />
    <div role="status">${isMade && detail.current && html`<${Notice} kind="good" live=${false}><p>${t("current.done", { edition: id })}</p><//>`}</div>
    ${isLead() && !detail.current && html`<${MakeCurrent} edition=${id} before=${before} onMade=${showMade} />`}
    <section class="card"><h2>${t("policy.diagram")}</h2><${Diagram} programme=${programme} /></section>
    <${Comparison} edition=${id} editions=${editions} other=${other} />
    ${isLead() && html`<${Simulation} edition=${id} words=${new Words(programme)} />`}
    <section class="card"><h2>${t("policy.stages")}</h2>${programme.stages.map((stage) => html`<${Stage} key=${stage.code} stage=${stage} programme=${programme} />`)}</section>
    <section class="card"><details><summary><${Icon} name="next" />${t("policy.text")}</summary><p class="hash">${detail.hash}</p><pre class="source" tabindex="0" role="region" aria-label=${t("policy.text")}>${detail.body}</pre></details></section>
  </main>`;
}

const who = (role, programme) => programme.roles.find(({ code }) => code === role)?.label ?? role;

// A stage in words: what is drawn, for whoever reads.
function Stage({ stage, programme }) {
  return html`<article class="stage" id=${`stage-${stage.code}`} tabindex="-1"><h3>${stage.label}</h3>${stage.help && html`<p class="soft">${stage.help}</p>`}
    <ul class="plain small">
      ${stage.evidence.map((asked, n) => html`<li key=${`e${n}`}><strong>${t("policy.asked", { who: who(asked.party, programme), kinds: listOf(asked.kinds.map(({ label }) => label)) })}</strong> (${termOf(asked.term)})${asked.on_silence && html` · ${t("policy.else")} ${asked.on_silence.text}`}</li>`)}
      ${stage.clocks.map((clock) => html`<li key=${clock.code}><strong>${clock.label}</strong> (${who(clock.owed_by, programme)}, ${termOf(clock.term)}) · ${t("policy.else")} ${clock.on_silence.text}</li>`)}
      ${stage.follow_ups.map(({ when, then }) => html`<li key=${when}><strong>${t(`trigger.${when}`)}</strong>${t("colon")}${then.text}</li>`)}
      ${stage.acts.length > 0 && html`<li class="soft">${t("policy.acts")} ${stage.acts.map((act) => `${act.label} (${who(act.by, programme)})`).join(" · ")}</li>`}
    </ul></article>`;
}

// Compares two editions

function Comparison({ edition, editions, other }) {
  const others = editions.filter((each) => each.edition !== edition);
  return html`<section class="card"><h2>${t("diff.title")}</h2>
    <${Field} label=${t("diff.with")}>${(more) => html`<select ...${more} value=${other ?? ""} onChange=${(event) => go(`policies/${edition}${event.target.value ? `/${event.target.value}` : ""}`)}>
      <option value="">${t("choose")}</option>${others.map((each) => html`<option key=${each.edition} value=${each.edition} selected=${each.edition === other}>${each.edition}</option>`)}</select>`}<//>
    ${other && html`<${Differences} key=${other} edition=${edition} other=${other} />`}
  </section>`;
}

function Differences({ edition, other }) {
  const { data, error, reload } = useLoad(() => get(`/v1/policies/${other}/diff/${edition}`), [edition, other]);
  if (!data) return html`<${Unready} error=${error} retry=${reload} />`;
  if (!data.data.length) return html`<p role="status">${t("diff.none")}</p>`;
  return html`<p role="status" class="soft">${count("diff.found", data.data.length)}</p>
    <${Table} label=${t("diff.title")}>
    <thead><tr><th scope="col">${t("diff.place")}</th><th scope="col">${other}</th><th scope="col">${edition}</th></tr></thead>
    <tbody>${data.data.map((each) => html`<tr key=${each.pointer}><th scope="row" class="place">${placeOf(each.pointer)}</th><td><${Value} value=${each.before} kind="removed" /></td><td><${Value} value=${each.after} kind="added" /></td></tr>`)}</tbody><//>`;
}

const placeOf = (pointer) => pointer.slice(1).split("/").map((part) => part.replaceAll("~1", "/").replaceAll("~0", "~")).join(" › ");

function Value({ value, kind }) {
  if (value === null) return html`<span class="soft">${t("diff.absent")}</span>`;
  const text = typeof value === "string" ? value : JSON.stringify(value, null, 1);
  return html`<code class=${`value ${kind}`}>${text.length > 1200 ? `${text.slice(0, 1200)}…` : text}</code>`;
}

// Simulates an edition

const DAY = 86_400_000;
const instantOf = (day, later = 0) => new Date(Date.parse(`${day}T00:00:00Z`) + later * DAY).toISOString().replace(".000Z", "Z");
const dayOf = (at) => new Date(at).toISOString().slice(0, 10);

function Simulation({ edition, words }) {
  const [from, setFrom] = useState(dayOf(platformTime() - 90 * DAY));
  const [to, setTo] = useState(dayOf(platformTime()));
  const [state, setState] = useState({ busy: false, error: null, data: null });
  const run = async () => {
    setState({ busy: true, error: null, data: null });
    try {
      const data = await post(`/v1/policies/${edition}/simulate`, { from: instantOf(from), to: instantOf(to, 1) }, { timeout: 60_000 });
      setState({ busy: false, error: null, data });
    } catch (error) {
      setState({ busy: false, error, data: null });
    }
  };
  return html`<section class="card"><h2>${t("simulation.title")}</h2><p class="soft">${t("simulation.lead", { edition })}</p>
    <div class="filter-fields">
      <${DayField} label=${t("analytics.from")} value=${from} onChange=${setFrom} />
      <${DayField} label=${t("analytics.to")} value=${to} onChange=${setTo} />
      <${Button} kind="primary" busy=${state.busy} disabled=${!from || !to || to < from} onClick=${run}>${t("simulation.run")}<//></div>
    <${Trouble} error=${state.error} />
    <div class="stack" aria-live="polite">${state.data && html`<${Result} result=${state.data} words=${words} />`}</div></section>`;
}

const SUMS = ["cases", "resolved_without_operator", "undecided", "operator_touches"];

function Result({ result, words }) {
  if (!result.cases) return html`<p>${t("simulation.none")}</p>`;
  const { before, after } = result;
  return html`<p><strong>${count("simulation.found", result.cases, { flips: number(result.flips) })}</strong>${result.not_admitted > 0 ? ` ${t("simulation.not_admitted", { number: number(result.not_admitted) })}` : ""}</p>
    <${Table} label=${t("simulation.title")} kind="slim">
      <thead><tr><th scope="col">${t("simulation.measure")}</th><th scope="col" class="number">${t("simulation.before")}</th><th scope="col" class="number">${t("simulation.after")}</th></tr></thead>
      <tbody>${SUMS.map((name) => html`<tr key=${name}><th scope="row">${t(`simulation.${name}`)}</th><td class="number">${before ? number(before[name]) : "–"}</td><td class="number"><strong>${number(after[name])}</strong></td></tr>`)}
        <tr><th scope="row">${t("simulation.time")}</th><td class="number">${before ? span(before.operator_minutes * 60) : "–"}</td><td class="number"><strong>${span(after.operator_minutes * 60)}</strong></td></tr>
        ${["to_buyers", "to_sellers"].map((name) => html`<tr key=${name}><th scope="row">${t(`simulation.${name}`)}</th><td class="number">${before ? sums(before[name]) : "–"}</td><td class="number"><strong>${sums(after[name])}</strong></td></tr>`)}
      </tbody><//>
    ${result.flipped.length > 0 && html`<h3>${t("simulation.flipped")}</h3><${Table} label=${t("simulation.flipped")}>
      <thead><tr><th scope="col">${t("case.one")}</th><th scope="col">${t("simulation.before")}</th><th scope="col">${t("simulation.after")}</th></tr></thead>
      <tbody>${result.flipped.map((flip, n) => html`<tr key=${n}><th scope="row">${flip.dispute ? html`<${Link} to=${`review/${flip.dispute}`}><span class="hash">${flip.dispute}</span><//>` : html`<bdi>${flip.reference}</bdi>`}</th>
        <td><${Ended} result=${flip.before} words=${words} /></td><td><${Ended} result=${flip.after} words=${words} /></td></tr>`)}</tbody><//>`}`;
}

const sums = (amounts) => amounts.map(({ amount, currency }) => money(amount, currency)).join(" · ") || "–";

function Ended({ result, words }) {
  if (!result) return html`<span class="soft">${t("simulation.refused")}</span>`;
  return html`<strong>${result.outcome ? words.outcome(result.outcome) : t("simulation.open_end")}</strong>
    ${result.to_buyer && html`<br /><span class="small">${t("role.buyer")} ${moneyOf(result.to_buyer)} · ${t("role.seller")} ${moneyOf(result.to_seller)}</span>`}
    ${result.ended_at && html`<br /><span class="small soft">${dateTime(result.ended_at)}</span>`}`;
}
