// Evidence: what is asked of whom until when, with its check list, and what has been given.
import { bytes, dateTime, listOf, named, t } from "./language.js";
import { Chip, Icon, Link, Notice, ShowAll, Until, html, useState } from "./parts.js";
import { Preview } from "./preview.js";
import { own, sideName } from "./money.js";
import { noteOf } from "./reading.js";
import { listAll } from "./session.js";
import { pointText } from "./words.js";

const MOST = 1000;

// A piece as evidence lists it, told like one that the case has heard of.
const givenOf = ({ id, kind, party, file, state, erased, received_at: at }) => ({
  id, kind, party, media_type: file?.media_type, size: file?.size, valid: state === "valid", erased, given_at: at,
});

export function Evidence({ case: found, requests, words }) {
  const latest = found.expanded?.evidence ?? { data: [], has_more: false };
  const [earlier, setEarlier] = useState([]);
  const given = [...new Map([...earlier, ...latest.data].map((item) => [item.id, item])).values()].sort((a, b) => a.given_at.localeCompare(b.given_at));
  const loadAll = async () => (await listAll(`${latest.href}&limit=100`, MOST)).map(givenOf);
  if (!requests.length && !given.length && !found.evidence_requests.length) return null;
  const may = found.allowed_actions.some((action) => action.rel === "provide_evidence" && own(action.actor));
  return html`<section class="card"><header><h2>${t("evidence.title")}</h2>
      ${may && html`<${Link} class="button no-print" to=${`case/${found.id}/provide_evidence`}>${words.act("provide_evidence")}<//>`}</header>
    <${Requests} requests=${requests} asked=${found.evidence_requests} words=${words} />
    ${latest.has_more && !earlier.length && html`<${ShowAll} label=${t("evidence.earlier")} load=${loadAll} onLoaded=${setEarlier} />`}
    <${Given} items=${given} words=${words} />
  </section>`;
}

// What is still asked for; what is not any more stands behind it.
export function Requests({ requests, asked, words }) {
  const [open, past] = [true, false].map((wanted) => requests.filter(({ state }) => (state === "open") === wanted)
    .map((request) => html`<${Request} key=${request.id} request=${request} note=${noteOf(asked, request.id)} words=${words} />`));
  return html`${open}${past.length > 0 && html`<details><summary><${Icon} name="next" />${t("evidence.past", { number: past.length })}</summary><div class="stack">${past}</div></details>`}`;
}

// Why what the reader gave last does not do yet: who is not told waits for the end of the time.
function lackOf({ answers }) {
  const last = answers.filter(({ state }) => state === "valid").at(-1);
  return last && last.sufficiency !== "sufficient" ? last.sufficiency : null;
}

function Request({ request, note, words }) {
  const state = request.state === "satisfied" ? "good" : request.state === "open" ? "act" : "calm";
  const kinds = listOf(request.kinds.map((kind) => words.kind(kind)));
  const few = request.kinds.length <= 3; // a title; of more than that the check list says what to show
  const lacking = request.state === "open" && own(request.party) ? lackOf(request) : null;
  return html`<article class="offer">
    <div class="row between"><strong>${few ? named(sideName(request.party), kinds) : sideName(request.party)}</strong>
      ${request.state && html`<${Chip} kind=${state}>${t(`request.${request.state}`)}<//>`}</div>
    ${!few && html`<p class="small soft">${kinds}</p>`}
    ${request.state === "open" && html`<p class="small soft">${t("turn.until")} <${Until} at=${request.due_at} /></p>`}
    ${request.disclosure === "sealed" && html`<p class="small soft">${t("evidence.sealed")}</p>`}
    ${note && html`<p class="user-text small">${note}</p>`}
    ${lacking && html`<${Notice} kind="info" live=${false}><p>${t(`lacks.${lacking}`)}</p><//>`}
    ${request.state === "open" && request.checklist.length > 0 && html`<ul class="small">${request.checklist.map((point) => html`<li key=${point.code}>· ${pointText(point)}${point.required ? "" : ` (${t("optional")})`}</li>`)}</ul>`}
  </article>`;
}

// Where a piece can be read, played and looked at as a whole. Several are of one kind: the hour tells them apart.
export const PieceLink = ({ item, words }) => html`<strong><${Link} class="target" to=${`piece/${item.id}`}>${words.kind(item.kind)}<span class="unseen"> ${dateTime(item.given_at ?? item.received_at)}</span><//></strong>`;

function Given({ items, words }) {
  if (!items.length) return html`<p class="soft">${t("evidence.none")}</p>`;
  return html`<ul class="files">${items.map((item) => html`<li class="file" key=${item.id}>
    ${item.media_type && !item.erased ? html`<${Preview} item=${item.id} alt=${words.kind(item.kind)} />` : html`<${Icon} name="file" />`}
    <div><${PieceLink} item=${item} words=${words} />
      <p class="small soft">${item.party ? sideName(item.party) : t("by_itself")} · ${dateTime(item.given_at)}${item.size ? ` · ${bytes(item.size)}` : ""}</p></div>
    ${!item.valid && html`<${Chip} kind="bad">${t("evidence.invalid")}<//>`}</li>`)}</ul>`;
}

