// Goods that go back or are sent anew: the address, the parcel, how it arrived.
import { locale, t } from "./language.js";
import { draftName, useDraft } from "./drafts.js";
import { Effect } from "./effect.js";
import { Choices } from "./choosing.js";
import { addressLines } from "./particulars.js";
import { Field, html } from "./parts.js";
import { Send, TextForm, useSending } from "./sending.js";
import { written } from "./writing.js";

const ADDRESS = ["recipient", "street", "postal_code", "city", "state", "country"];
const NEEDED = new Set(["recipient", "street", "country"]); // which of the others a country has, the API says
const LETTERS = [..."ABCDEFGHIJKLMNOPQRSTUVWXYZ"];
const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").trim().toLowerCase();

// The code of a country that was typed as such, or by its name in the page's language or in English. What is none, the
// API refuses.
export function countryCode(typed) {
  if (/^[a-z]{2}$/i.test(typed)) return typed.toUpperCase();
  const names = [locale(), "en"].map((spoken) => new Intl.DisplayNames(spoken, { type: "region" }));
  const codes = LETTERS.flatMap((one) => LETTERS.map((other) => one + other));
  const code = codes.find((each) => names.some((spelled) => plain(spelled.of(each)) === plain(typed)));
  return code ? new Intl.Locale(`und-${code}`).region : typed; // a country of old is the one that it has become
}

export function Address(props) {
  const fields = ADDRESS.map((name) => ({ name, title: t(`address.${name}`), needed: NEEDED.has(name), help: name === "country" ? t("address.country_help") : null }));
  const given = (values) => Object.fromEntries(Object.entries(values).filter(([, value]) => value));
  const body = (values) => ({ address: { ...given(values), country: countryCode(values.country) } });
  const initial = props.action.rel === "correct_return_address" ? given(props.case.obligation?.return_address ?? {}) : {};
  return html`<${TextForm} props=${props} fields=${fields} body=${body} initial=${initial} label=${props.words.act(props.action.rel)} />`;
}

export function Parcel(props) {
  const fields = [{ name: "carrier", title: t("parcel.carrier") }, { name: "tracking_number", title: t("parcel.tracking") }];
  const body = (values) => (props.action.rel === "ship_return" ? { parcel: values } : values);
  const { return_address: address, parcel } = props.case.obligation ?? {};
  const initial = props.action.rel === "correct_parcel" && parcel ? { carrier: parcel.carrier, tracking_number: parcel.tracking_number } : {};
  return html`${props.action.rel === "ship_return" && address && html`<div class="agreed"><h2>${t("address.send_to")}</h2>${addressLines(address)}</div>`}
    <${TextForm} props=${props} fields=${fields} body=${body} initial=${initial} label=${props.words.act(props.action.rel)} />`;
}

export function Receipt(props) {
  const { action, words, case: found } = props;
  const [{ condition, note }, write, endDraft] = useDraft(draftName(props), { condition: null, note: "" });
  const sending = useSending(props, endDraft);
  const outcome = (action.choices ?? []).find((choice) => choice.given.condition === condition);
  return html`<${Choices} legend=${t("receipt.how")} name="condition" value=${condition} onChoose=${(code) => write({ condition: code })}
      options=${action.constraints.conditions.map((code) => ({ code, label: t(`condition.${code}`) }))} />
    ${outcome && html`<${Effect} action=${{ choices: [outcome] }} words=${words} />`}
    <${Field} label=${t("receipt.note")}>${(more) => html`<textarea ...${more} rows="3" maxlength="10000" value=${note} onInput=${(event) => write({ note: event.target.value })}></textarea>`}<//>
    <${Send} sending=${sending} found=${found} disabled=${!condition} label=${words.act(action.rel)}
      onSend=${() => sending.send(action.href, { condition, ...(written(note) ? { note: written(note) } : {}) })} />`;
}
