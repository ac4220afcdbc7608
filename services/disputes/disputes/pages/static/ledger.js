// The ledger of an escrow: every movement between its accounts, with what is on each afterwards.
import { dateTime, money, moneyOf, t } from "./language.js";
import { Chip, Heading, Icon, Link, Table, Trouble, Unready, html, useLoad, usePolling } from "./parts.js";
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

export function Ledger({ id, sub }) {
  const { data, error, reload } = useLoad(() => load(id), [id]);
  usePolling(reload, 15_000);
  const dispute = sub ?? data?.deal.dispute; // a deal names its case while it is open
  const isStaff = session.who.role === "operator";
  const back = dispute ? `${isStaff ? "review" : "case"}/${dispute}` : isStaff ? "desk" : "deals";
  return html`<main id="main">
    <${Link} to=${back} class="crumb"><${Icon} name="back" />${t(dispute ? "act.back" : isStaff ? "desk.title" : "deals.title")}<//>
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
    ${movements.length > 0 && html`<section class="card"><h2>${t("ledger.flow")}</h2><${Flow} movements=${movements} accounts=${["external", ...accounts]} currency=${currency} /></section>`}
    ${movements.length > 0 && html`<${Table} label=${t("ledger.movements")} kind="movements">
      <caption class="unseen">${t("ledger.movements")}</caption>
      <thead><tr><th scope="col">${t("ledger.at")}</th><th scope="col">${t("ledger.what")}</th><th scope="col" class="number">${t("ledger.amount")}</th><th scope="col">${t("ledger.from_to")}</th>
        ${accounts.map((name) => html`<th scope="col" class="number" key=${name}>${t(`account.${name}`)}</th>`)}</tr></thead>
      <tbody>${movements.map((each) => html`<tr key=${each.key}>
        <td>${each.first ? dateTime(each.at) : ""}</td><th scope="row">${t(`movement.${each.kind}`)}</th>
        <td class="number"><strong>${moneyOf(each.amount)}</strong></td>
        <td>${t(`account.${each.from_account}`)} → ${t(`account.${each.to_account}`)}</td>
        ${accounts.map((name) => html`<td class="number" key=${name}>${each.from_account === name || each.to_account === name ? money(each.balances[name] ?? 0, currency) : html`<span class="soft">${money(each.balances[name] ?? 0, currency)}</span>`}</td>`)}
      </tr>`)}</tbody><//>`}`;
}

const WIDE = { times: 92, column: 114, row: 66, head: 46, stagger: 0, edge: 0 };
const NAMES = 30; // as high as the two lines of a name
const BESIDE = 70; // what a phone has left and right of the drawing
const EDGE = 14; // how far a name may reach beyond its column, on either side
const ROOM = matchMedia("(max-width: 560px)");

// On a phone the hour stands above its arrow, and where accounts stand close their names take turns in height.
function measure(accounts) {
  if (!ROOM.matches) return WIDE;
  const column = Math.max(56, Math.min(160, Math.floor((innerWidth - BESIDE - 2 * EDGE) / accounts)));
  const stagger = column < 90 ? NAMES : 0;
  return { times: 0, column, row: 84, head: WIDE.head + stagger, stagger, edge: EDGE };
}

// Drawn: an account is a line from top to bottom, a movement an arrow from one to another, with what each holds after it.
// For whoever reads, the table below says the same.
function Flow({ movements, accounts, currency }) {
  const measures = measure(accounts.length);
  const { times, column, row, head, stagger, edge } = measures;
  const place = (name) => times + (accounts.indexOf(name) + 0.5) * column;
  const [width, height] = [times + accounts.length * column + 2 * edge, head + movements.length * row + 10];
  return html`<div class="flow" tabindex="0" role="group" aria-label=${t("ledger.flow")}><svg width=${width} height=${height} viewBox=${`${-edge} 0 ${width} ${height}`} aria-hidden="true">
    ${accounts.map((name, nth) => html`<g key=${name}><line class="life" x1=${place(name)} x2=${place(name)} y1=${head - 4} y2=${height} />
      ${twoLines(t(`account.${name}`), edge ? 12 : 15).map((line, n) => html`<text key=${n} class="name" x=${place(name)} y=${14 + 15 * n + (nth % 2) * stagger} text-anchor="middle">${line}</text>`)}</g>`)}
    ${movements.map((each, n) => html`<${Arrow} key=${each.key} each=${each} y=${head + n * row + row - 22} measures=${measures} from=${place(each.from_account)} to=${place(each.to_account)} currency=${currency} />`)}
  </svg></div>`;
}

function Arrow({ each, y, measures, from, to, currency }) {
  const [left, way] = [Math.min(from, to), to > from ? 1 : -1];
  const holds = (name, x) => name !== "external" && html`<text class="after" x=${x} y=${y + 15} text-anchor="middle">= ${money(each.balances[name] ?? 0, currency)}</text>`;
  const hour = measures.times ? twoLines(dateTime(each.at)) : [dateTime(each.at)];
  return html`<g>${each.first && hour.map((line, n) => html`<text key=${n} x=${measures.times ? 0 : left + 8} y=${(measures.times ? y - 7 : y - 37) + 15 * n}>${line}</text>`)}
    <text x=${left + 8} y=${y - 22}>${t(`movement.${each.kind}`)}</text><text class="sum" x=${left + 8} y=${y - 7}>${moneyOf(each.amount)}</text>
    <path class="arrow" d=${`M${from} ${y}H${to - 3 * way}`} /><path class="tip" d=${`M${to} ${y}l${-9 * way} -5v10z`} />
    ${holds(each.from_account, from)}${holds(each.to_account, to)}</g>`;
}

// A name that is too long for its column goes on below.
function twoLines(name, most = 15) {
  const middle = name.length > most ? name.lastIndexOf(" ", most) : -1;
  return middle > 0 ? [name.slice(0, middle), name.slice(middle + 1)] : [name];
}
