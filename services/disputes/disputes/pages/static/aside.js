// Where what a case is about beside its money is shown, once it has come.
import { Later, Notice, html, loadForms } from "./parts.js";
import { t } from "./language.js";
import { sideName } from "./money.js";

const load = async () => { await loadForms(); return import("./particulars.js"); };

export const Particulars = ({ case: found, words }) => html`
  ${found.obligation && html`<${Later} load=${load} part="Obligation" case=${found} words=${words} />`}
  ${found.transaction && html`<${Later} load=${load} part="Agreed" case=${found} words=${words} />`}`;

export const Grounds = ({ case: found, words }) => (found.ruling.absent.length > 0 || found.ruling.checks.length > 0)
  && html`<${Later} load=${load} part="Grounds" case=${found} words=${words} />`;

// The words of whoever does not agree with a decision.
export const Contest = ({ appeal }) => appeal && html`<${Notice} kind="warn" live=${false} title=${t("story.ruling_contested", { who: sideName(appeal.by) })}>
  <p class="user-text">${appeal.explanation}</p><//>`;
