// Evidence: what is asked of whom until when, with its check list, and what has been given.
import { bytes, dateTime, language, t } from "./language.js";
import { Chip, Icon, Link, Until, html } from "./parts.js";
import { Preview } from "./files.js";
import { own, sideName } from "./money.js";

export function Evidence({ case: found, requests, words }) {
  const given = found.expanded?.evidence?.data ?? [];
  if (!requests.length && !given.length && !found.evidence_requests.length) return null;
  const may = found.allowed_actions.some((action) => action.rel === "provide_evidence" && own(action.actor));
  return html`<section class="card"><header><h2>${t("evidence.title")}</h2>
      ${may && html`<${Link} class="button no-print" to=${`case/${found.id}/provide_evidence`}>${words.act("provide_evidence")}<//>`}</header>
    ${requests.map((request) => html`<${Request} key=${request.id} request=${request} words=${words} />`)}
    <${Given} items=${given} words=${words} />
  </section>`;
}

export function Request({ request, words }) {
  const state = request.state === "satisfied" ? "good" : request.state === "open" ? "act" : "calm";
  return html`<article class="offer">
    <div class="row between"><strong>${sideName(request.party)}: ${request.kinds.map((kind) => words.kind(kind)).join(", ")}</strong>
      ${request.state && html`<${Chip} kind=${state}>${t(`request.${request.state}`)}<//>`}</div>
    ${request.state === "open" && html`<p class="small soft">${t("turn.until")} <${Until} at=${request.due_at} /></p>`}
    ${request.disclosure === "sealed" && html`<p class="small soft">${t("evidence.sealed")}</p>`}
    ${request.checklist.length > 0 && html`<ul class="small">${request.checklist.map((point) => html`<li key=${point.code}>· ${pointText(point)}${point.required ? "" : ` (${t("optional")})`}</li>`)}</ul>`}
  </article>`;
}

export const pointText = (point) => point.texts?.[language] ?? point.text;

function Given({ items, words }) {
  if (!items.length) return html`<p class="soft">${t("evidence.none")}</p>`;
  return html`<ul class="files">${items.map((item) => html`<li class="file" key=${item.id}>
    ${item.media_type && !item.erased ? html`<${Preview} item=${item.id} alt=${words.kind(item.kind)} />` : html`<${Icon} name="file" />`}
    <div><strong>${words.kind(item.kind)}</strong>
      <p class="small soft">${item.party ? sideName(item.party) : t("by_itself")} · ${dateTime(item.given_at)}${item.size ? ` · ${bytes(item.size)}` : ""}</p></div>
    ${!item.valid && html`<${Chip} kind="bad">${t("evidence.invalid")}<//>`}</li>`)}</ul>`;
}

