// How a participant stands: points, warnings, penalties with their causes, and what they owe. A lead can undo a penalty.
import { count, dateTime, moneyOf, t } from "../language.js";
import { useDraft } from "../drafts.js";
import { Button, Chip, Field, Heading, Icon, Link, Notice, Table, Trouble, Unready, go, html, useLoad, useRef, useState } from "../parts.js";
import { sideName } from "../money.js";
import { get, keyAfter, listAll, newKey, post, session } from "../session.js";
import { loadProgramme } from "../words.js";
import { written } from "../writing.js";

async function load(participant) {
  const person = encodeURIComponent(participant);
  const [standing, debts, movements, editions] = await Promise.all([
    get(`/v1/participants/${person}/standing`), get(`/v1/accounts/${person}`), listAll(`/v1/accounts/${person}/postings?limit=100`), get("/v1/policies"),
  ]);
  const programmes = standing.penalties.length ? await Promise.all(editions.data.filter((each) => each.current || each.origin === "platform").map(loadProgramme)) : [];
  const labels = new Map(programmes.flatMap((each) => each?.penalties?.acts ?? []).map(({ code, label }) => [code, label]));
  return { standing, debts: debts.data, movements, labelOf: (act) => labels.get(act) ?? act.replaceAll("_", " ") };
}

export function ParticipantStanding({ id }) {
  const participant = decodeURIComponent(id ?? "");
  const { data, error, reload } = useLoad(() => load(participant), [participant]);
  return html`<main id="main">
    <button type="button" class="link crumb" onClick=${() => (history.length > 1 ? history.back() : go("desk"))}><${Icon} name="back" />${t("back")}</button>
    ${data ? html`<${Trouble} error=${error} retry=${reload} /><${Whole} ...${data} reload=${reload} />` : html`<${Unready} error=${error} retry=${reload} />`}
  </main>`;
}

const STANDING_KIND = { active: "good", suspended: "warn", closed: "bad" };

function Whole({ standing, debts, movements, labelOf, reload }) {
  return html`<div class="lead"><${Heading} name=${t("standing.title")}><bdi>${standing.participant}</bdi><//><p class="row"><${Chip} kind=${STANDING_KIND[standing.status]}>${t(`standing.${standing.status}`)}<//>
      ${standing.suspended_until && html`<span>${t("standing.until", { time: dateTime(standing.suspended_until) })}</span>`}</p></div>
    <ul class="figures">
      <li class="figure"><strong>${standing.points}</strong><span>${t("standing.points_name")}</span></li>
      <li class="figure"><strong>${standing.warnings.reduce((sum, { count }) => sum + count, 0)}</strong><span>${t("standing.warnings")}</span></li>
      <li class="figure"><strong>${standing.fines.map(moneyOf).join(" · ") || "–"}</strong><span>${t("standing.fines")}</span></li>
      <li class="figure"><strong>${debts.filter(({ balance }) => balance.amount).map(({ balance }) => moneyOf(balance)).join(" · ") || "–"}</strong><span>${t("standing.owes")}</span></li>
    </ul>
    <section class="card"><h2>${t("standing.penalties")}</h2>
      ${standing.penalties.length === 0 && html`<p class="soft">${t("standing.clean")}</p>`}
      <ul class="stack">${standing.penalties.map((penalty) => html`<${Penalty} key=${penalty.id} penalty=${penalty} standing=${standing} labelOf=${labelOf} reload=${reload} />`)}</ul></section>
    ${movements.length > 0 && html`<section class="stack"><h2>${t("standing.statement")}</h2><${Table} label=${t("standing.statement")}>
      <thead><tr><th scope="col">${t("ledger.at")}</th><th scope="col">${t("ledger.what")}</th><th scope="col">${t("case.one")}</th><th scope="col" class="number">${t("ledger.amount")}</th></tr></thead>
      <tbody>${movements.map((each) => html`<tr key=${each.id + each.direction}><td>${dateTime(each.created_at)}</td><th scope="row">${t(`movement.${each.kind}`)}<br /><span class="small soft">${t(`debt.${each.direction}`)}</span></th>
        <td>${each.dispute ? html`<${Link} to=${`review/${each.dispute}`}><span class="hash">${each.dispute}</span><//>` : "–"}</td><td class="number"><strong>${moneyOf(each.amount)}</strong></td></tr>`)}</tbody><//></section>`}`;
}

function Penalty({ penalty, standing, labelOf, reload }) {
  const [open, setOpen] = useState(false);
  const undone = Boolean(penalty.reversed_at);
  return html`<li class=${`offer ${undone ? "past" : ""}`}>
    <div class="row between"><strong>${labelOf(penalty.act)}</strong><span class="row">${undone ? html`<${Chip}>${t("standing.reversed")}<//>` : html`<${Chip} kind="warn">${count("standing.points", penalty.points)}<//>`}${penalty.closed && html`<${Chip} kind="bad">${t("standing.closed")}<//>`}</span></div>
    <p class="small soft">${sideName(penalty.party)} · ${t("standing.warning", { number: penalty.warning })}${penalty.fine ? ` · ${t("standing.fine")} ${moneyOf(penalty.fine)}` : ""}${penalty.suspended_until ? ` · ${t("standing.until", { time: dateTime(penalty.suspended_until) })}` : ""} · ${dateTime(penalty.imposed_at)}</p>
    <p class="small"><${Link} to=${`review/${penalty.dispute}`}>${t("standing.cause")}<//></p>
    ${undone && html`<p class="small">${t("standing.reversed_at", { time: dateTime(penalty.reversed_at) })}</p>${penalty.reversal_reason && html`<p class="user-text small">${penalty.reversal_reason}</p>`}`}
    ${!undone && session.who.scopes.includes("lead") && (open ? html`<${Reversal} penalty=${penalty} standing=${standing} reload=${reload} close=${() => setOpen(false)} />`
      : html`<p><${Button} onClick=${() => setOpen(true)}>${t("standing.reverse")}<//></p>`)}
  </li>`;
}

function Reversal({ penalty, standing, reload, close }) {
  const key = useRef(newKey());
  const [{ reason }, write, endDraft] = useDraft(`reverse ${penalty.id}`, { reason: "" });
  const [state, setState] = useState({ busy: false, error: null });
  const send = async () => {
    setState({ busy: true, error: null });
    try {
      await post(`/v1/participants/${encodeURIComponent(standing.participant)}/penalties/${penalty.id}/reverse`, { reason: written(reason) }, { key: key.current, version: standing.version });
      endDraft();
      await reload();
      close();
    } catch (error) {
      key.current = keyAfter(error, key.current);
      setState({ busy: false, error });
    }
  };
  const lookAgain = async () => { await reload(); setState({ busy: false, error: null }); };
  return html`<div class="stack"><${Notice} live=${false}><p>${t("standing.reverse_help")}</p><//>
    <${Field} label=${t("standing.why")}>${(more) => html`<textarea ...${more} rows="3" maxlength="10000" value=${reason} onInput=${(event) => write({ reason: event.target.value })}></textarea>`}<//>
    <${Trouble} error=${state.error} retry=${state.error?.status === 412 ? lookAgain : null} />
    <div class="actions side"><${Button} kind="primary" busy=${state.busy} disabled=${!written(reason)} onClick=${send}>${t("standing.reverse")}<//><${Button} onClick=${close}>${t("cancel")}<//></div></div>`;
}
