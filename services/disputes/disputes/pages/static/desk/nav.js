// What an operator can go to. A link that is limited to one case leads to that case alone.
import { t } from "../language.js";
import { Link, html, useEffect, useRef } from "../parts.js";
import { session } from "../session.js";

// What the way to an act is called: a case that somebody has is not taken but passed on.
export const nameOfAct = (rel, { assignee }, words) => (rel === "assign" && assignee !== null ? t("act.pass_on") : words.act(rel));

const PLACES = [["desk", "desk.title", null], ["analytics", "analytics.title", null], ["policies", "policies.title", null], ["webhooks", "webhooks.title", "lead"]];
const OF_CASES = ["review", "piece", "standing", "ledger"];

export function DeskNav({ place }) {
  const { role, dispute, escrow, scopes } = session.who;
  const here = place.split("/")[0];
  const marked = (name) => here === name || (name === "desk" && OF_CASES.includes(here));
  const row = useRef(null);
  // On a phone the row is wider than the screen.
  useEffect(() => row.current?.querySelector("[aria-current]")?.scrollIntoView({ block: "nearest", inline: "nearest" }), [here]);
  if (role !== "operator" || dispute || escrow) return null;
  return html`<nav class="desk-nav" aria-label=${t("desk.nav")}><ul ref=${row}>${PLACES.filter(([, , scope]) => !scope || scopes.includes(scope)).map(([name, text]) => html`<li key=${name}>
    <${Link} to=${name} aria-current=${marked(name) ? "page" : null}>${t(text)}<//></li>`)}</ul></nav>`;
}
