// What has happened, and what will by itself: one line of time, the newest first, the future above.
import { dateTime, t } from "./language.js";
import { Icon, ShowAll, html, useState } from "./parts.js";
import { listAll } from "./session.js";

const MOST = 2000;
const MONEY = new Set(["money_frozen", "money_paid", "money_unfrozen", "money_reversed", "settlement_ordered", "fine_booked"]);

export function Timeline({ case: found, words }) {
  const shown = found.expanded?.story ?? { data: [], has_more: false };
  const [earlier, setEarlier] = useState([]);
  const all = [...new Map([...shown.data, ...earlier].map((each) => [each.id, each])).values()].sort((a, b) => b.at.localeCompare(a.at));
  const loadAll = () => listAll(`/v1/disputes/${found.id}/story?limit=100`, MOST);
  return html`<section class="card"><h2>${t("timeline.title")}</h2>
    <ol class="timeline">
      ${found.forecast.filter(({ action }) => action !== "none").reverse().map((step) => html`<li class="ahead" key=${`${step.at}${step.action}`}><time datetime=${step.at}>${dateTime(step.at)}</time>
        <p><span class="soft">${t("timeline.ahead")}</span> ${words.automatic(step)}</p></li>`)}
      ${all.map((entry) => html`<li key=${entry.id} class=${MONEY.has(entry.kind) ? "money" : ""}><time datetime=${entry.at}>${dateTime(entry.at)}</time>
        <p>${words.entry(entry)}</p></li>`)}
    </ol>
    ${shown.has_more && !earlier.length && html`<${ShowAll} label=${t("timeline.earlier")} load=${loadAll} onLoaded=${setEarlier} />`}
  </section>`;
}
