// Filters of the queue: programme, reason, whose turn, office, what is unusual, from which amount; and a case by its number.
import { t } from "../language.js";
import { Button, Field, Unready, go, html, useLoad, useState } from "../parts.js";
import { get } from "../session.js";
import { loadProgramme } from "../words.js";
import { amountError } from "./query.js";
import { Saving } from "./saved.js";

const UNUSUAL = ["contested", "offer", "paused"];
const NUMBER = /dsp_[0-9a-z]{26}/;

async function load() {
  const [{ data }, settings] = await Promise.all([get("/v1/policies"), get("/v1/dispute-settings").catch(() => ({ offices: [] }))]);
  const names = [...new Set(data.map(({ name }) => name))];
  const programmes = await Promise.all(names.map(async (name) => {
    const of = data.filter((each) => each.name === name);
    return [name, await loadProgramme(of.find((each) => each.current) ?? of.at(-1))];
  }));
  return { programmes, offices: settings.offices ?? [] };
}

export function Filters({ chosen, onChoose, saved, current, onSave }) {
  const { data, error, reload } = useLoad(load, []);
  const [number, setNumber] = useState("");
  if (!data) return html`<${Unready} error=${error} retry=${reload} />`;
  const { programmes, offices } = data;
  const reasons = reasonsOf(programmes.filter(([name]) => !chosen.policy || name === chosen.policy));
  const set = (name) => (event) => onChoose({ ...chosen, [name]: event.target.value, ...(name === "policy" ? { reason: "" } : {}) });
  const choice = (name, label, options) => html`<${Field} label=${label}>${(more) => html`<select ...${more} value=${chosen[name] ?? ""} onChange=${set(name)}>
    <option value="" selected=${!chosen[name]}>${t("filter.any")}</option>${options.map(([code, text]) => html`<option key=${code} value=${code} selected=${chosen[name] === code}>${text}</option>`)}</select>`}<//>`;
  const found = number.match(NUMBER)?.[0];
  const wrong = amountError(chosen);
  return html`<div class="filter-fields">
      ${choice("policy", t("analytics.programme"), programmes.map(([name, programme]) => [name, programme?.title ?? name]))}
      ${choice("reason", t("analytics.reason"), reasons)}
      ${choice("awaiting", t("column.turn"), ["buyer", "seller", "operator"].map((role) => [role, t(`role.${role}`)]))}
      ${choice("unusual", t("filter.unusual"), UNUSUAL.map((code) => [code, t(`filter.${code}`)]))}
      ${offices.length > 0 && choice("office", t("filter.office"), offices.map(({ code, name }) => [code, name]))}
      <${Field} label=${t("filter.amount")} error=${wrong === "amount" ? t("filter.no_amount") : null}>${(more) => html`<input ...${more} type="text" inputmode="decimal" autocomplete="off" value=${chosen.amount ?? ""} onInput=${set("amount")} />`}<//>
      <${Field} label=${t("filter.currency")} error=${wrong === "currency" ? t("filter.no_currency") : null}>${(more) => html`<input ...${more} type="text" maxlength="3" autocomplete="off" placeholder="EUR" value=${chosen.currency ?? ""} onInput=${(event) => onChoose({ ...chosen, currency: event.target.value.toUpperCase() })} />`}<//>
    </div>
    <${Saving} saved=${saved} current=${current} onChange=${onSave} />
    <form class="filter-fields" onSubmit=${(event) => { event.preventDefault(); if (found) go(`review/${found}`); }}>
      <${Field} label=${t("facts.number")}>${(more) => html`<input ...${more} type="text" autocomplete="off" spellcheck="false" placeholder="dsp_…" value=${number} onInput=${(event) => setNumber(event.target.value.trim())} />`}<//>
      <${Button} disabled=${!found} onClick=${() => go(`review/${found}`)}>${t("filter.open")}<//></form>`;
}

// Reasons of these programmes, each once, in their own words.
function reasonsOf(programmes) {
  const labels = new Map(programmes.flatMap(([, programme]) => programme?.reasons ?? []).map(({ code, label }) => [code, label]));
  return [...labels];
}
