// The guide: one question at a time with a way back, and what the answers lead to.
import { language, moneyOf, t } from "./language.js";
import { parseAmount, plainAmount } from "./typed.js";
import { AmountField } from "./amount.js";
import { draftName, useDraft } from "./drafts.js";
import { Choices } from "./choosing.js";
import { Button, Field, Link, Notice, Trouble, go, html, useRef, useState } from "./parts.js";
import { Shares, effectOf } from "./money.js";
import { Send, actPlace, homeOf, useSending } from "./sending.js";
import { Foretold } from "./wording.js";
import { get, keyAfter, newKey, post } from "./session.js";
import { written } from "./writing.js";

export function Answer(props) {
  const { talks, case: found, reload } = props;
  const [earlier, goBack] = useState(null);
  const [lost, setLost] = useState(null);
  const trace = (talks?.walk?.trace ?? []).filter((each) => !each.withdrawn);
  const question = earlier ?? talks?.walk?.question;
  const back = async (code) => {
    setLost(null);
    const { tree } = await get(`/v1/trees/${talks.walk.tree.edition}?language=${language}`).catch((error) => { setLost({ error, code }); return {}; });
    if (!tree) return;
    const asked = tree.questions[code];
    const choices = Object.entries(asked.choices ?? {}).map(([choice, text]) => ({ code: choice, text }));
    goBack({ ...asked, code, choices, currency: found.funds.currency });
  };
  if (!question) {
    return html`<${Notice} kind="good"><p>${t("answer.done")}</p><//>
      <${Link} class="button primary wide" to=${actPlace(props, "propose")}>${t("answer.see")}<//>`;
  }
  const answered = async () => {
    const data = await reload();
    goBack(null);
    if (data && !data.talks?.walk?.question) go(actPlace(props, "propose"));
  };
  return html`${trace.length > 0 && html`<dl class="facts summary">${trace.filter((each) => each.question !== earlier?.code).map((each) => html`<div key=${each.question}>
      <dt>${each.text}</dt><dd>${each.value?.currency ? moneyOf(each.value) : each.says}</dd><dd><button type="button" class="link" onClick=${() => back(each.question)}>${t("change")}<span class="unseen"> ${each.text}</span></button></dd></div>`)}</dl>`}
    <${Trouble} error=${lost?.error} retry=${() => back(lost.code)} />
    <${Question} key=${question.code} ...${props} question=${question} answered=${answered} />`;
}

function Question(props) {
  const { question, action, talks, reload, answered, behalf, incomplete } = props;
  const [{ value }, write, endDraft] = useDraft(`${draftName(props)} ${question.code}`, { value: null });
  const [state, setState] = useState({ busy: false, error: null });
  const key = useRef(newKey());
  const options = question.kind === "yes_no" ? [{ code: "true", label: t("yes") }, { code: "false", label: t("no") }]
    : question.choices.map(({ code, text }) => ({ code, label: text }));
  const typed = question.kind === "number" || question.kind === "amount";
  const meant = meaning(question, value);
  const send = async () => {
    setState({ busy: true, error: null });
    try {
      await post(action.href, { question: question.code, value: meant, ...behalf }, { key: key.current, version: talks.version });
      endDraft();
      await answered();
      setState({ busy: false, error: null });
    } catch (error) {
      key.current = keyAfter(error, key.current);
      if (error.status === 412 || error.status === 409) await reload();
      setState({ busy: false, error });
    }
  };
  return html`${typed ? html`<${Field} label=${question.text} help=${question.currency ?? null} error=${value && meant === null ? t("answer.number") : null}>
      ${(more) => html`<input ...${more} type="text" inputmode="decimal" autocomplete="off" value=${value ?? ""} onInput=${(event) => write({ value: event.target.value })} />`}<//>`
    : html`<${Choices} legend=${question.text} name=${question.code} options=${options} value=${value} onChoose=${(code) => write({ value: code })} />`}
    <${Trouble} error=${state.error} />
    <div class="actions"><${Button} kind="primary wide" busy=${state.busy} disabled=${meant === null || incomplete} onClick=${send}>${t("continue")}<//>
      <${Link} class="button wide" to=${homeOf(props)}>${t("cancel")}<//></div>`;
}

// What was typed or chosen, as the API takes it; null if it is no answer.
function meaning(question, value) {
  if (value === null || value === "") return null;
  if (question.kind === "yes_no") return value === "true";
  if (question.kind === "number") return /^-?\d{1,9}$/.test(value.trim()) ? Number(value) : null;
  if (question.kind !== "amount") return value;
  const amount = parseAmount(value, question.currency);
  return amount === null ? null : { amount, currency: question.currency };
}

// What a suggestion is, also when other answers, given in another window, have put it elsewhere in the list.
const nameOf = ({ option, text }) => `${option.kind} ${text}`;

// What the answers lead to, the best first: one or several of them are proposed, in the order in which they were chosen.
export function Suggested(props) {
  const { action, talks, words, case: found } = props;
  const { suggestions } = talks.walk;
  const most = action.constraints.max_options ?? 1;
  const [{ names, typed, note }, write, endDraft] = useDraft(`suggested ${draftName(props)}`, { names: [], typed: {}, note: "" });
  const places = new Map(suggestions.map((each, n) => [nameOf(each), n]));
  const chosen = names.filter((name) => places.has(name)).map((name) => places.get(name));
  const choose = (numbers) => write({ names: numbers.map((n) => nameOf(suggestions[n])) });
  const sending = useSending(props, endDraft);
  const toggle = (n) => choose(chosen.includes(n) ? chosen.filter((other) => other !== n) : [...chosen, n].slice(-most));
  const amountOf = (n) => (isOpen(suggestions[n]) ? parseAmount(typed[nameOf(suggestions[n])] ?? startOf(suggestions[n]), suggestions[n].least.currency) : null);
  const fits = (n) => !isOpen(suggestions[n]) || (amountOf(n) !== null && amountOf(n) >= suggestions[n].least.amount && amountOf(n) <= suggestions[n].most.amount);
  const options = chosen.map((n) => suggestedBody(suggestions[n], amountOf(n)));
  return html`<fieldset class="choices"><legend>${t("guide.suggested")}</legend>
      ${suggestions.map((each, n) => html`<div class=${`choice split ${chosen.includes(n) ? "chosen" : ""}`} data-kind=${each.option.kind} key=${nameOf(each)}>
        <label class="tick"><input type="checkbox" checked=${chosen.includes(n)} onChange=${() => toggle(n)} /><span><strong>${each.text}</strong>
          <small>${words.option(each.option.kind)}${chosen.length > 1 && chosen.includes(n) ? ` · ${t("guide.place", { number: chosen.indexOf(n) + 1 })}` : ""}</small></span></label>
        ${chosen.includes(n) && isOpen(each) && html`<${AmountField} label=${t("offer.amount")} least=${each.least.amount} most=${each.most.amount} currency=${each.least.currency}
          typed=${typed[nameOf(each)] ?? startOf(each)} onChange=${(value) => write({ typed: { ...typed, [nameOf(each)]: value } })}
          error=${fits(n) ? null : t("amount.between", { least: moneyOf(each.least), most: moneyOf(each.most) })} />`}
        ${chosen.includes(n) && (isOpen(each) ? fits(n) && html`<${Foretold} talks=${talks} option=${suggestedBody(each, amountOf(n))} />` : html`<${OptionMoney} option=${each.option} />`)}</div>`)}
    </fieldset>
    ${most > 1 && html`<p class="small soft">${t("guide.several")}</p>`}
    <${Field} label=${t("offer.note")} help=${t("messages.everybody")}>
      ${(more) => html`<textarea ...${more} rows="3" maxlength="10000" value=${note} onInput=${(event) => write({ note: event.target.value })}></textarea>`}<//>
    <${Send} sending=${sending} found=${found} disabled=${!chosen.length || !chosen.every(fits)} label=${words.act(action.rel)}
      onSend=${() => sending.send(action.href, { options, ...(written(note) ? { note: written(note) } : {}) })} />
    ${found.allowed_actions.some(({ rel }) => rel === "answer") && html`<p><${Link} to=${actPlace(props, "answer")}>${t("guide.again")}<//></p>`}`;
}

// Whether its amount can be chosen within bounds.
const isOpen = ({ least, most }) => Boolean(least && most && least.amount < most.amount);
const reckoned = ({ option }) => (option.reduction ?? (option.kind === "refund_partial" ? option.to_buyer : null));
const startOf = (each) => plainAmount(reckoned(each)?.amount ?? each.least.amount, each.least.currency);

function suggestedBody(each, chosen) {
  const amount = chosen ?? reckoned(each)?.amount ?? null;
  const { currency } = each.least ?? reckoned(each) ?? {};
  return { kind: each.option.kind, ...(amount === null ? {} : { amount: { amount, currency } }) };
}

function OptionMoney({ option }) {
  const effect = effectOf(option);
  if (!effect) return option.reduction ? html`<p class="small soft">${t("option.reduction", { amount: moneyOf(option.reduction) })}</p>` : null;
  return html`<${Shares} effect=${effect} />`;
}
