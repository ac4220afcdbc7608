// What a case is about beside its money: what was agreed, what goes back or is sent anew and how far it has come, and what a
// decision rests on. Only cases that have any of it load this.
import { dateTime, locale, moneyOf, t } from "./language.js";
import { Chip, Notice, html } from "./parts.js";
import { OptionShown } from "./offers.js";
import { sideName } from "./money.js";
import { session } from "./session.js";

const ADDRESS = ["recipient", "street", "postal_code", "city", "state", "country"];
const countryName = (code) => new Intl.DisplayNames(locale(), { type: "region" }).of(code);
const FINDING_KIND = { yes: "good", no: "bad", unclear: "warn" };

export const addressLines = (address) => ADDRESS.filter((name) => address[name])
  .map((name) => html`<p key=${name}><bdi>${name === "country" ? countryName(address.country) : address[name]}</bdi></p>`);

export function checkLabel(words, code) {
  const lists = words.programme?.stages.flatMap((stage) => stage.acts.flatMap((act) => act.checklist)) ?? [];
  return lists.find((point) => point.code === code)?.text ?? code.replaceAll("_", " ");
}

// A return or a replacement: where it goes, with which parcel, and how it arrived.
export function Obligation({ case: { obligation }, words }) {
  const { return_address: address, parcel, condition, note } = obligation;
  return html`<section class="card"><div class="stack"><h2 class="unseen">${words.option(obligation.kind)}</h2><${OptionShown} option=${obligation} words=${words} /></div>
    ${address && html`<div><h3>${t("obligation.address")}</h3>${addressLines(address)}</div>`}
    <dl class="facts">
      ${parcel && html`<div><dt>${t("parcel.carrier")}</dt><dd><bdi>${parcel.carrier}</bdi></dd></div><div><dt>${t("parcel.tracking")}</dt><dd><bdi>${parcel.tracking_number}</bdi></dd></div>`}
      ${condition && html`<div><dt>${t("obligation.condition")}</dt><dd>${t(`condition.${condition}`)}</dd></div>`}</dl>
    ${session.who.role === "operator" && parcel?.doubts.length > 0 && html`<${Notice} kind="warn" live=${false} title=${t("piece.doubts")}><ul>${parcel.doubts.map((doubt) => html`<li key=${doubt}>${t(`doubt.${doubt}`)}</li>`)}</ul><//>`}
    ${note && html`<p class="user-text">${note}</p>`}</section>`;
}

// What whoever has reported it says was agreed, and what the support team has found of it.
export function Agreed({ case: { transaction, verification }, words }) {
  return html`<section class="card"><h2>${t("agreed.title")}</h2>
    <dl class="facts"><div><dt>${t("agreed.item")}</dt><dd><bdi>${transaction.item}</bdi></dd></div>
      <div><dt>${t("facts.price")}</dt><dd class="number">${moneyOf(transaction.agreed_price)}</dd></div></dl>
    ${transaction.terms && html`<div><h3>${t("agreed.terms")}</h3><p class="user-text">${transaction.terms}</p></div>`}
    ${verification && html`<${Notice} kind=${verification.result === "verified" ? "good" : "warn"} live=${false}><p>${t(`agreed.${verification.result}`)}</p><p class="small soft">${dateTime(verification.at)}</p><//>
      <${Findings} checks=${verification.checks} words=${words} />`}</section>`;
}

// On whose evidence a decision rests, and what was looked at for it.
export const Grounds = ({ case: { ruling }, words }) => html`
  ${ruling.absent.map((party) => html`<p key=${party}>${t("story.evidence_request_lapsed", { party: sideName(party) })}</p>`)}
  <${Findings} checks=${ruling.checks} words=${words} />`;

function Findings({ checks, words }) {
  return checks.length > 0 && html`<ul class="findings">${checks.map(({ code, finding, note }) => html`<li key=${code}><div class="row between"><span>${checkLabel(words, code)}</span><${Chip} kind=${FINDING_KIND[finding]}>${t(`finding.${finding}`)}<//></div>
    ${note && html`<p class="user-text small">${note}</p>`}</li>`)}</ul>`;
}
