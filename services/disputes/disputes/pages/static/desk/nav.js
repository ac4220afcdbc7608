// What an operator can go to. A link that is limited to one case leads to that case alone.
import { t } from "../language.js";
import { Link, html } from "../parts.js";
import { session } from "../session.js";

const PLACES = [["desk", "desk.title", null], ["analytics", "analytics.title", null], ["policies", "policies.title", null], ["webhooks", "webhooks.title", "lead"]];

export function DeskNav({ place }) {
  const { role, dispute, escrow, scopes } = session.who;
  if (role !== "operator" || dispute || escrow) return null;
  const here = place.split("/")[0];
  return html`<nav class="desk-nav" aria-label=${t("desk.nav")}><ul>${PLACES.filter(([, , scope]) => !scope || scopes.includes(scope)).map(([name, text]) => html`<li key=${name}>
    <${Link} to=${name} aria-current=${here === name || (here === "review" && name === "desk") ? "page" : null}>${t(text)}<//></li>`)}</ul></nav>`;
}
