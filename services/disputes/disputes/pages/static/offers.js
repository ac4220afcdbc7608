// Proposals side by side, the one that stands first.
import { dateTime, moneyOf, t } from "./language.js";
import { Chip, Link, html } from "./parts.js";
import { Shares, effectOf, own, sideName } from "./money.js";

const CHIP = { standing: "act", accepted: "good", executed_on_silence: "good", rejected: "bad" };

export const standingOf = (talks) => talks?.proposals.at(-1);

export function Offers({ case: found, talks, words }) {
  const newest = [...talks.proposals].reverse();
  const acts = found.allowed_actions.filter((action) => ["counter", "amend"].includes(action.rel) && own(action.actor));
  return html`<section class="card"><h2>${t("offers.title")}</h2>
    <div class="offers">${newest.map((proposal) => html`<${Offer} key=${proposal.id} proposal=${proposal} words=${words} />`)}</div>
    ${acts.length > 0 && html`<div class="actions side">${acts.map((act) => html`<${Link} key=${act.rel} class="button" to=${`case/${found.id}/${act.rel}`}>${words.act(act.rel)}<//>`)}</div>`}
  </section>`;
}

export function Offer({ proposal, words }) {
  return html`<article class=${`offer ${proposal.state === "standing" ? "standing" : "past"}`}>
    <div class="row between"><strong>${sideName(proposal.by)}</strong><${Chip} kind=${CHIP[proposal.state] ?? "calm"}>${t(`offer.${proposal.state}`)}<//></div>
    <ul>${proposal.options.map((option, n) => html`<li key=${n} class="stack"><${OptionShown} option=${option} words=${words} chosen=${proposal.chosen === n} /></li>`)}</ul>
    ${proposal.note && html`<p class="user-text small">${proposal.note}</p>`}
    ${proposal.reason && html`<p class="user-text small">${proposal.reason}</p>`}
    <p class="small soft">${dateTime(proposal.created_at)}</p>
  </article>`;
}

export function OptionShown({ option, words, chosen = false }) {
  const effect = effectOf(option);
  return html`<strong>${chosen ? "✓ " : ""}${words.option(option.kind)}</strong>
    ${effect ? html`<${Shares} effect=${effect} />` : html`<p class="small soft">${t(`option_help.${option.kind}`)}${option.reduction ? ` ${t("option.reduction", { amount: moneyOf(option.reduction) })}` : ""}</p>`}`;
}
