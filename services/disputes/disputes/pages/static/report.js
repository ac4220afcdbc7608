// Report a problem: may it be reported, why, how much, what is wished, pictures, and all of it once more before sending.
import { dateTime, language, listOf, money, moneyOf, t } from "./language.js";
import { parseAmount, plainAmount } from "./typed.js";
import { Choices, focusWrong } from "./choosing.js";
import { Button, Field, Heading, Icon, Link, Notice, Trouble, Unready, announce, go, html, problemText, useLoad, useState } from "./parts.js";
import { AmountField } from "./amount.js";
import { useDraft } from "./drafts.js";
import { FilePicker, kindOfFile, uploadFile } from "./files.js";
import { get, keyAfter, newKey, post } from "./session.js";
import { written } from "./writing.js";

const load = async (escrow) => {
  const [deal, eligibility] = await Promise.all([
    get(`/v1/escrows/${escrow}`), get(`/v1/disputes/eligibility?escrow=${escrow}&language=${language}`),
  ]);
  return { deal, eligibility };
};

export function Report({ id }) {
  const { data, error, reload } = useLoad(() => load(id), [id]);
  return html`<main id="main" class="narrow">
    <${Link} to="deals" class="crumb"><${Icon} name="back" />${t("deals.title")}<//>
    ${data ? html`<${Trouble} error=${error} retry=${reload} />` : html`<${Unready} error=${error} retry=${reload} />`}
    ${data && (data.eligibility.allowed ? html`<${Steps} ...${data} />` : html`<${NotNow} ...${data} />`)}
  </main>`;
}

// Why it cannot be reported now, and when it can or could.
function NotNow({ deal, eligibility }) {
  return html`<div class="lead"><${Heading} name=${t("deals.report")}><bdi>${deal.agreement.title}</bdi><//><p class="number">${moneyOf(deal.amount)}</p></div>
    <section class="card">
      <h2>${t("report.not_now")}</h2>
      <${Notice} kind="info"><p>${eligibility.why_not?.text}</p><//>
      <dl class="facts">
        <div><dt>${t("deal.status")}</dt><dd>${t(`deal.${deal.status}`)}</dd></div>
        ${eligibility.opens_at && html`<div><dt>${t("report.opens")}</dt><dd>${dateTime(eligibility.opens_at)}</dd></div>`}
        ${eligibility.closes_at && html`<div><dt>${t("report.closes")}</dt><dd>${dateTime(eligibility.closes_at)}</dd></div>`}
        ${deal.shipment && html`<div><dt>${t("deal.shipment")}</dt><dd>${deal.shipment.carrier} ${deal.shipment.tracking_number}</dd></div>`}
      </dl>
      ${eligibility.dispute && html`<${Link} to=${`case/${eligibility.dispute}`} class="button primary">${t("report.to_case")}<//>`}
      <${Link} to=${`ledger/${deal.id}`} class="crumb">${t("ledger.open")}<${Icon} name="next" /><//>
    </section>`;
}

const START = { step: 0, reason: null, explanation: "", amount: null, typed: "", wishes: [], need: "", terms: "", files: [] };

// A page loaded anew has no pictures any more, and what may be reported can have changed meanwhile.
function goOn(kept, asks, { reasons }) {
  const holds = reasons.some(({ code, allowed }) => code === kept.reason && allowed);
  return { ...kept, ...(holds ? {} : { reason: null, wishes: [] }), step: holds ? Math.min(kept.step, asks.indexOf("photos")) : 0 };
}

function Steps({ deal, eligibility }) {
  const demands = new Set(eligibility.must_say.map((each) => each.code));
  const asks = ["reason", "story", "amount", ...(demands.has("options") ? ["wish"] : []), "photos", "summary"];
  const [draft, write, endDraft] = useDraft(`report ${deal.id}`, {
    ...START, key: newKey(), amount: eligibility.amount.max, typed: plainAmount(eligibility.amount.max, eligibility.amount.currency),
  }, (kept) => goOn(kept, asks, eligibility));
  const [wrong, setWrong] = useState({});
  const { step } = draft;
  const setStep = (next) => write({ step: next });
  const change = (part) => { write(part); setWrong({}); };
  const next = () => {
    const found = check(asks[step], draft, demands, eligibility);
    setWrong(found);
    if (Object.keys(found).length) focusWrong();
    else setStep(step + 1);
  };
  const back = () => (step === 0 ? go("deals") : setStep(step - 1));
  const Step = STEP[asks[step]];
  return html`<div class="lead">
      <p class="soft"><bdi>${deal.agreement.title}</bdi> · <span class="number">${moneyOf(deal.amount)}</span></p>
      <${Heading} key=${asks[step]}>${t(`report.${asks[step]}`)}<//>
      <div class="steps" role="img" aria-label=${t("report.step", { step: step + 1, of: asks.length })}>${asks.map((_, n) => html`<i key=${n} class=${n <= step ? "done" : ""}></i>`)}</div>
    </div>
    <section class="card stack loose">
      <${Step} ...${{ draft, change, wrong, deal, eligibility, demands, endDraft, edit: setStep, asks }} />
      ${asks[step] !== "summary" && html`<div class="actions">
        <${Button} kind="primary wide" onClick=${next}>${t("continue")}<//>
        <${Button} kind="wide" onClick=${back}>${t("back")}<//></div>`}
    </section>
    ${eligibility.closes_at && html`<p class="soft small">${t("report.closes_note", { time: dateTime(eligibility.closes_at) })}</p>`}`;
}

function check(ask, draft, demands, { amount, reasons, options }) {
  const missing = t("field.missing");
  switch (ask) {
    case "reason": return draft.reason && reasons.find((each) => each.code === draft.reason)?.allowed ? {} : { reason: t("report.choose_reason") };
    case "story": return {
      ...(written(draft.explanation) ? {} : { explanation: missing }),
      ...(demands.has("need") && !written(draft.need) ? { need: missing } : {}),
    };
    case "amount": {
      const minor = parseAmount(draft.typed, amount.currency);
      const fits = minor !== null && minor >= amount.min && minor <= amount.max;
      return fits ? {} : { amount: t("amount.between", { least: money(amount.min, amount.currency), most: money(amount.max, amount.currency) }) };
    }
    case "wish": {
      const [wish] = draft.wishes;
      if (!wish) return { wishes: t("report.choose_wish") };
      const minor = parseAmount(wish.typed, amount.currency);
      const fits = minor !== null && minor >= 1 && minor < draft.amount;
      if (fits || !options.find((each) => each.code === wish.kind)?.names_amount) return {};
      return { wishAmount: t("amount.between", { least: money(1, amount.currency), most: money(draft.amount - 1, amount.currency) }) };
    }
    default: return {};
  }
}

function Reason({ draft, change, wrong, eligibility }) {
  const options = eligibility.reasons.map((each) => ({
    code: each.code, label: each.label, help: each.allowed ? each.help : each.why_not?.text, disabled: !each.allowed,
  }));
  const choose = (reason) => {
    const kinds = optionsOf(eligibility, reason).map((each) => each.code);
    change({ reason, wishes: draft.wishes.filter((each) => kinds.includes(each.kind)) });
  };
  return html`<${Choices} legend=${t("report.reason")} hideLegend name="reason" options=${options} value=${draft.reason} onChoose=${choose} error=${wrong.reason} />`;
}

function Story({ draft, change, wrong, demands, eligibility }) {
  const say = (code) => eligibility.must_say.find((each) => each.code === code);
  return html`<${Field} label=${t("report.explanation")} help=${t("report.explanation_help")} error=${wrong.explanation}>
      ${(more) => html`<textarea ...${more} rows="6" maxlength="10000" value=${draft.explanation} onInput=${(event) => change({ explanation: event.target.value })}></textarea>`}
    <//>
    ${demands.has("need") && html`<${Field} label=${say("need").label} help=${say("need").help} error=${wrong.need}>
      ${(more) => html`<textarea ...${more} rows="4" maxlength="10000" value=${draft.need} onInput=${(event) => change({ need: event.target.value })}></textarea>`}
    <//>`}
    ${demands.has("transaction") && html`<${Field} label=${t("report.terms")} help=${say("transaction").help}>
      ${(more) => html`<textarea ...${more} rows="3" maxlength="10000" value=${draft.terms} onInput=${(event) => change({ terms: event.target.value })}></textarea>`}
    <//>`}`;
}

function Amount({ draft, change, wrong, eligibility: { amount } }) {
  return html`<${AmountField} label=${t("report.amount_label")} help=${t("report.amount_help")} error=${wrong.amount}
    least=${amount.min} most=${amount.max} currency=${amount.currency} typed=${draft.typed}
    onChange=${(typed, minor) => change({ typed, amount: minor ?? draft.amount })} />`;
}

// Each reason has its own solutions, and each reader: which, the API says.
function optionsOf(eligibility, reason) {
  const kinds = eligibility.reasons.find((each) => each.code === reason)?.options ?? [];
  return eligibility.options.filter((each) => kinds.includes(each.code));
}

function Wish({ draft, change, wrong, eligibility }) {
  const chosen = draft.wishes[0];
  const options = optionsOf(eligibility, draft.reason);
  const choose = (kind) => change({ wishes: [{ kind, typed: draft.wishes[0]?.typed ?? "" }] });
  const option = options.find((each) => each.code === chosen?.kind);
  const { currency } = eligibility.amount;
  const most = draft.amount - 1;
  return html`<${Choices} legend=${t("report.wish")} hideLegend name="wish" options=${options} value=${chosen?.kind} onChoose=${choose} error=${wrong.wishes} />
    ${option?.names_amount && html`<${AmountField} label=${t("report.wish_amount")} error=${wrong.wishAmount} least=${1} most=${most} currency=${currency} typed=${chosen.typed}
      onChange=${(typed) => change({ wishes: [{ ...chosen, typed }] })} />`}`;
}

function Photos({ draft, change }) {
  return html`<p class="soft">${t("report.photos_help")}</p><${FilePicker} files=${draft.files} onChange=${(files) => change({ files })} />`;
}

function Summary({ draft, deal, eligibility, demands, change, endDraft, edit, asks }) {
  const [state, setState] = useState({ busy: false, error: null, sending: null });
  const { currency } = eligibility.amount;
  const reason = eligibility.reasons.find((each) => each.code === draft.reason);
  const wishes = draft.wishes.map(({ kind, typed }) => ({ option: eligibility.options.find((each) => each.code === kind), minor: parseAmount(typed, currency) }));
  const body = reportBody(draft, deal, demands, wishes, currency);
  const giveFiles = async (made, files) => {
    const refused = await sendFiles(made, files, (sending) => setState((before) => ({ ...before, busy: true, sending })));
    announce(refused.length ? t("report.files_failed") : t("act.done", { act: t("report.send") }));
    if (refused.length) setState({ busy: false, error: null, opened: made.id, refused });
    else go(`case/${made.id}`);
  };
  const send = async () => {
    setState({ busy: true, error: null });
    try {
      const made = await post("/v1/disputes", body, { key: draft.key, timeout: 60_000 });
      endDraft();
      await giveFiles(made, draft.files);
    } catch (error) {
      change({ key: keyAfter(error, draft.key) });
      setState({ busy: false, error });
    }
  };
  if (state.opened) {
    return html`<${Notice} kind="warn"><p>${t("report.files_failed")}</p>
        <ul>${state.refused.map(({ file, error }, n) => html`<li key=${n}><bdi>${file.name}</bdi><br />${problemText(error)}</li>`)}</ul><//>
      <p role="status" class="soft">${state.sending && t("files.sending_one", state.sending)}</p>
      <div class="actions"><${Button} kind="wide" busy=${state.busy} onClick=${() => giveFiles({ id: state.opened }, state.refused.map(({ file }) => file))}>${t("try_again")}<//>
        <${Link} class="button primary wide" to=${`case/${state.opened}`}>${t("report.to_case")}<//></div>`;
  }
  const row = (ask, label, value) => html`<div><dt>${label}</dt><dd>${value}</dd><dd>
    <button type="button" class="link" onClick=${() => edit(asks.indexOf(ask))}>${t("change")}<span class="unseen"> ${label}</span></button></dd></div>`;
  return html`<dl class="facts summary">
      ${row("reason", t("report.reason"), reason.label)}
      ${row("story", t("report.explanation"), html`<span class="user-text">${draft.explanation}</span>`)}
      ${row("amount", t("report.amount_label"), money(body.claimed.amount, currency))}
      ${demands.has("options") && row("wish", t("report.wish"), listOf(wishes.map(({ option, minor }) => option.label + (option.names_amount ? ` ${money(minor, currency)}` : ""))))}
      ${row("photos", t("report.photos"), draft.files.length ? String(draft.files.length) : t("report.no_photos"))}
    </dl>
    <${Notice} kind="info"><p>${t("report.what_happens")}</p><//>
    <${Trouble} error=${state.error} />
    <p role="status" class="soft">${state.sending && t("files.sending_one", state.sending)}</p>
    <div class="actions"><${Button} kind="primary wide" busy=${state.busy} onClick=${send}>${t("report.send")}<//>
      <${Button} kind="wide" disabled=${state.busy} onClick=${() => edit(asks.length - 2)}>${t("back")}<//></div>`;
}

function reportBody(draft, deal, demands, wishes, currency) {
  const claimed = { amount: parseAmount(draft.typed, currency) ?? draft.amount, currency };
  return {
    escrow: deal.id, reason: draft.reason, claimed, explanation: written(draft.explanation),
    ...(demands.has("options") ? {
      options: wishes.map(({ option, minor }) => ({ kind: option.code, ...(option.names_amount ? { amount: { amount: minor, currency } } : {}) })),
    } : {}),
    ...(demands.has("need") ? { need: written(draft.need) } : {}),
    ...(demands.has("transaction") ? {
      transaction: { item: deal.agreement.title, agreed_price: deal.amount, ...(written(draft.terms) ? { terms: written(draft.terms) } : {}) },
    } : {}),
  };
}

// The case is open: pictures follow one by one. Returns those that could not be sent, and why.
async function sendFiles(made, files, report) {
  const refused = [];
  for (const [n, file] of files.entries()) {
    report({ n: n + 1, of: files.length });
    try {
      await uploadFile(file, { dispute: made.id, kind: kindOfFile(file) });
    } catch (error) {
      refused.push({ file, error });
    }
  }
  return refused;
}

const STEP = { reason: Reason, story: Story, amount: Amount, wish: Wish, photos: Photos, summary: Summary };
