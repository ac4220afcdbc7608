// An amount by slider and by field, both at once.
import { money } from "./language.js";
import { parseAmount, plainAmount } from "./typed.js";
import { Field, html } from "./parts.js";

export function AmountField({ label, help, error, least, most, currency, typed, onChange }) {
  const minor = parseAmount(typed, currency);
  const step = stepOf(least, most);
  const bound = (amount) => Math.min(most, Math.max(least, amount));
  const slide = ({ target }) => { const slid = bound(Number(target.value)); onChange(plainAmount(slid, currency), slid); };
  const type = (event) => onChange(event.target.value, parseAmount(event.target.value, currency));
  const bounded = bound(minor ?? least);
  return html`<div class="stack">
    <${Field} label=${label} help=${help} error=${error}>
      ${(more) => html`<div class="amount-field"><input ...${more} type="text" inputmode="decimal" autocomplete="off" value=${typed} onInput=${type} /><strong>${currency}</strong></div>`}
    <//>
    <input type="range" min=${Math.floor(least / step) * step} max=${Math.ceil(most / step) * step} step=${step} value=${bounded} aria-label=${label} aria-valuetext=${money(bounded, currency)} onInput=${slide} />
    <p class="row between small soft number"><span>${money(least, currency)}</span><span>${money(most, currency)}</span></p>
  </div>`;
}

// Steps that a thumb can meet: about a hundred of them, in round amounts, counted from nothing: 40.00, not 40.01.
function stepOf(least, most) {
  const raw = (most - least) / 100;
  return raw <= 1 ? 1 : 10 ** Math.floor(Math.log10(raw));
}
