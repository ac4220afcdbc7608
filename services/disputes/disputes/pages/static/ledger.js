// The ledger of an escrow: every movement between its accounts, with what is on each afterwards.
import { dateTime, money, moneyOf, t } from "./language.js";
import { Chip, Heading, Icon, Link, Trouble, Unready, html, useLoad, usePolling } from "./parts.js";
import { get, session } from "./session.js";

const load = async (id) => {
  const [deal, postings] = await Promise.all([get(`/v1/escrows/${id}`), get(`/v1/escrows/${id}/postings`)]);
  return { deal, postings: postings.data };
};

// Movements in order, each with the balances that it leaves behind.
export function withBalances(postings) {
  const balances = {};
  return [...postings].sort((a, b) => a.recorded_at.localeCompare(b.recorded_at)).flatMap((posting) => posting.movements.map((movement, n) => {
    const { amount } = movement.amount;
    balances[movement.from_account] = (balances[movement.from_account] ?? 0) - amount;
    balances[movement.to_account] = (balances[movement.to_account] ?? 0) + amount;
    return { ...movement, key: `${posting.id}${n}`, at: posting.created_at, first: n === 0, balances: { ...balances } };
  }));
}

export function Ledger({ id }) {
  const { data, error, reload } = useLoad(() => load(id), [id]);
  usePolling(reload, 15_000);
  const back = data?.deal.dispute ? `${session.who.role === "operator" ? "review" : "case"}/${data.deal.dispute}` : "deals";
  return html`<main id="main">
    <${Link} to=${back} class="crumb"><${Icon} name="back" />${t(data?.deal.dispute ? "act.back" : "deals.title")}<//>
    ${data ? html`<${Trouble} error=${error} retry=${reload} />` : html`<${Unready} error=${error} retry=${reload} />`}
    ${data && html`<${Book} ...${data} />`}
  </main>`;
}

function Book({ deal, postings }) {
  const movements = withBalances(postings);
  const { currency } = deal.amount;
  const accounts = [...new Set(movements.flatMap((each) => [each.from_account, each.to_account]))].filter((name) => name !== "external");
  const end = movements.at(-1)?.balances ?? {};
  const whole = Math.max(1, accounts.reduce((sum, name) => sum + Math.max(0, end[name] ?? 0), 0));
  return html`<div class="lead"><${Heading}>${t("ledger.title")}<//><p class="row soft"><bdi>${deal.agreement.title}</bdi><span class="number">${moneyOf(deal.amount)}</span><${Chip}>${t(`deal.${deal.status}`)}<//></p></div>
    <section class="card"><h2>${t("ledger.now")}</h2>
      <dl class="facts">${accounts.map((name) => html`<div key=${name}><dt>${t(`account.${name}`)}</dt><dd class="number">${money(end[name] ?? 0, currency)}
        <span class="bar" aria-hidden="true"><i class="buyer" style=${{ width: `${(100 * Math.max(0, end[name] ?? 0)) / whole}%` }}></i></span></dd></div>`)}</dl>
      ${movements.length === 0 && html`<p class="soft">${t("ledger.none")}</p>`}
    </section>
    ${movements.length > 0 && html`<section class="scroller movements" tabindex="0" aria-label=${t("ledger.movements")}><table>
      <caption class="unseen">${t("ledger.movements")}</caption>
      <thead><tr><th scope="col">${t("ledger.at")}</th><th scope="col">${t("ledger.what")}</th><th scope="col" class="number">${t("ledger.amount")}</th><th scope="col">${t("ledger.from_to")}</th>
        ${accounts.map((name) => html`<th scope="col" class="number" key=${name}>${t(`account.${name}`)}</th>`)}</tr></thead>
      <tbody>${movements.map((each) => html`<tr key=${each.key}>
        <td>${each.first ? dateTime(each.at) : ""}</td><th scope="row">${t(`movement.${each.kind}`)}</th>
        <td class="number"><strong>${moneyOf(each.amount)}</strong></td>
        <td>${t(`account.${each.from_account}`)} → ${t(`account.${each.to_account}`)}</td>
        ${accounts.map((name) => html`<td class="number" key=${name}>${each.from_account === name || each.to_account === name ? money(each.balances[name] ?? 0, currency) : html`<span class="soft">${money(each.balances[name] ?? 0, currency)}</span>`}</td>`)}
      </tr>`)}</tbody></table></section>`}`;
}
