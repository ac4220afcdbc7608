// What has happened, and what will by itself: one line of time, the newest first, the future above.
import { dateOf, dateTime, platformTime, t } from "./language.js";
import { ShowAll, html, useState } from "./parts.js";
import { listAll } from "./session.js";

const MOST = 2000;
const MONEY = new Set(["money_frozen", "money_paid", "money_unfrozen", "money_reversed", "settlement_ordered", "fine_booked"]);

export function Timeline({ case: found, words }) {
  const shown = found.expanded?.story ?? { data: [], has_more: false };
  const [earlier, setEarlier] = useState([]);
  // Of one instant as well, the last is the first: what is sent comes in the order in which it happened.
  const all = [...new Map([...earlier, ...shown.data].map((each) => [each.id, each])).values()].reverse().sort((a, b) => b.at.localeCompare(a.at));
  const loadAll = () => listAll(`/v1/disputes/${found.id}/story?limit=100`, MOST);
  return html`<section class="card"><h2>${t("timeline.title")}</h2>
    <${Strip} found=${found} entries=${all} words=${words} />
    <ol class="timeline">
      ${found.forecast.filter(({ action }) => action !== "none").reverse().map((step) => html`<li class="ahead" key=${`${step.at}${step.action}`}><time datetime=${step.at}>${dateTime(step.at)}</time>
        <p><span class="soft">${t("timeline.ahead")}</span> ${words.automatic(step)}</p></li>`)}
      ${all.map((entry) => html`<li key=${entry.id} class=${MONEY.has(entry.kind) ? "money" : ""}><time datetime=${entry.at}>${dateTime(entry.at)}</time>
        <p>${words.entry(entry)}</p></li>`)}
    </ol>
    ${shown.has_more && !earlier.length && html`<${ShowAll} label=${t("timeline.earlier")} load=${loadAll} onLoaded=${setEarlier} />`}
  </section>`;
}

const DOT = [["money", MONEY], ["ruled", new Set(["ruled", "ruling_contested", "contest_decided", "closed"])], ["given", new Set(["evidence_received", "evidence_attached", "video_recorded"])]];

// The case as one line: its steps one behind the other, what happened in them, and what is still to come. The list says the
// same in words.
function Strip({ found, entries, words }) {
  const now = platformTime();
  const [start, ahead] = [Date.parse(found.opened_at), found.closed_at ? [] : found.forecast.filter(({ action }) => action !== "none").map(({ at }) => Date.parse(at))];
  const end = found.closed_at ? Date.parse(found.closed_at) : Math.max(now, ...ahead);
  const today = ahead.length ? 70 : 98; // what is far ahead leaves room for what has happened
  const share = (at, from, to) => Math.min(1, Math.max(0, (at - from) / Math.max(to - from, 1)));
  const past = Math.min(now, end);
  const place = (at) => (at <= past ? 2 + (today - 2) * share(at, start, past) : today + (98 - today) * share(at, past, end));
  const steps = entries.filter(({ kind }) => kind === "stage_entered").reverse();
  const spans = steps.map((entry, n) => ({ id: entry.id, stage: entry.params.stage, from: place(Date.parse(entry.at)), to: steps[n + 1] ? place(Date.parse(steps[n + 1].at)) : today }));
  return html`<div class="strip" aria-hidden="true"><svg width="100%" height="46">
      <line class="ahead" x1=${`${today}%`} x2="98%" y1="30" y2="30" />
      ${spans.map(({ id, stage, from, to }, n) => html`<g key=${id}><rect class=${n % 2 ? "odd" : ""} x=${`${from}%`} y="24" width=${`${Math.max(to - from, 0.4)}%`} height="12" rx="3"><title>${words.stage(stage)}</title></rect>
        ${to - from > 24 && html`<foreignObject x=${`${from}%`} y="0" width=${`${to - from - 1}%`} height="22"><div class="step">${words.stage(stage)}</div></foreignObject>`}</g>`)}
      ${entries.map((entry) => html`<circle key=${entry.id} class=${DOT.find(([, kinds]) => kinds.has(entry.kind))?.[0] ?? ""} cx=${`${place(Date.parse(entry.at))}%`} cy="30" r="4"><title>${words.entry(entry)}</title></circle>`)}
      ${ahead.map((at) => html`<circle key=${at} class="to-come" cx=${`${place(at)}%`} cy="30" r="5" />`)}
    </svg><p class="row between small soft"><span>${dateOf(found.opened_at)}</span><span>${dateOf(new Date(end))}</span></p></div>`;
}
