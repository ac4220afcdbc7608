// A proposal put into words: what it is, how much, and what it gives each side while it is being written.
import { money, t } from "./language.js";
import { parseAmount, plainAmount } from "./typed.js";
import { AmountField } from "./amount.js";
import { draftName, useDraft } from "./drafts.js";
import { Choices } from "./choosing.js";
import { Field, Notice, html, problemText, useEffect, useRef, useState } from "./parts.js";
import { Shares } from "./money.js";
import { standingOf } from "./offers.js";
import { Send, useSending } from "./sending.js";
import { get } from "./session.js";
import { written } from "./writing.js";

const REST_MS = 100;
const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

export function Wording(props) {
  const { action, talks, words, case: found } = props;
  const { kinds, max_amount: most, currency, version } = action.constraints;
  const before = standingOf(talks)?.options[0];
  const start = before?.to_buyer && before.to_buyer.amount <= most ? before.to_buyer.amount : Math.round(most / 2);
  const [{ kind, typed = plainAmount(start, currency), note }, write, endDraft] = useDraft(draftName(props), { kind: null, note: "", version },
    (kept) => (kept.version === version && kinds.includes(kept.kind) ? kept : { kind: null, note: kept.note, version })); // words alone outlast a proposal
  const sending = useSending(props, endDraft);
  const minor = parseAmount(typed, currency);
  const fits = kind !== "refund_partial" || (minor !== null && minor >= 1 && minor <= most);
  const option = { kind, ...(kind === "refund_partial" ? { amount: { amount: minor, currency } } : {}) };
  const body = { options: [option], ...(written(note) ? { note: written(note) } : {}), ...(version === undefined ? {} : { version }) };
  return html`
    <${Choices} legend=${t("offer.which")} name="kind" value=${kind} onChoose=${(code) => write({ kind: code })}
      options=${kinds.map((code) => ({ code, label: words.option(code), help: t(`option_help.${code}`) }))} />
    ${kind === "refund_partial" && html`<${AmountField} label=${t("offer.amount")} least=${1} most=${most} currency=${currency} typed=${typed} onChange=${(text) => write({ typed: text })}
      error=${fits ? null : t("amount.between", { least: money(1, currency), most: money(most, currency) })} />`}
    ${kind && html`<div class="agreed stack" aria-live="polite"><h2>${t("offer.this")}</h2><strong>${words.option(kind)}</strong>
      ${fits && html`<${Foretold} talks=${talks} option=${option} />`}<p class="soft">${t(`option_help.${kind}`)}</p></div>`}
    <${Field} label=${t("offer.note")} help=${t("messages.everybody")}>
      ${(more) => html`<textarea ...${more} rows="3" maxlength="10000" value=${note} onInput=${(event) => write({ note: event.target.value })}></textarea>`}<//>
    <${Send} sending=${sending} found=${found} disabled=${!kind || !fits} label=${words.act(action.rel)} onSend=${() => sending.send(action.href, body)} />`;
}

// What an option would give each side, net of fees and to the unit, while somebody writes it: the service reckons it. What
// was reckoned for another amount stands back until this one has come; where none comes, nobody sends without being told.
export function Foretold({ talks, option }) {
  const named = option.amount ? `&amount=${option.amount.amount}` : "";
  const path = talks && `/v1/mediations/${talks.id}/option?kind=${option.kind}${named}`;
  const [told, setTold] = useState({ path: null });
  const wanted = useRef(null);
  const isAsking = useRef(false);
  const ask = async () => { // one after the other, as long as somebody slides
    if (isAsking.current) return;
    isAsking.current = true;
    for (let asked = null; asked !== wanted.current;) {
      asked = wanted.current;
      const [view] = await Promise.all([asked && get(asked).catch((error) => ({ error })), pause(REST_MS)]);
      setTold({ path: asked, effect: view?.money_effect, error: view?.error });
    }
    isAsking.current = false;
  };
  useEffect(() => {
    wanted.current = path;
    ask();
  }, [path]);
  useEffect(() => () => { wanted.current = null; }, []);
  const isOld = told.path !== path;
  if (told.error && !isOld) return html`<${Untold} error=${told.error} retry=${ask} />`;
  return told.effect && html`<div aria-busy=${isOld ? "true" : null} style=${{ opacity: isOld ? 0.6 : 1 }}><${Shares} effect=${told.effect} /></div>`;
}

const Untold = ({ error, retry }) => html`<${Notice} kind="warn" live=${false} title=${t("offer.untold")}>
  <p>${problemText(error)}</p><button type="button" class="link" onClick=${retry}>${t("try_again")}</button><//>`;
