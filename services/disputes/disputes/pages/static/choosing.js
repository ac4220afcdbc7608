// What forms have beside their fields of text: choices, days and hours, and the way to what is wrong.
import { locale, t, wholeDateTime } from "./language.js";
import { Field, html, useRef } from "./parts.js";

// What is wrong with a form gets the focus, so that a reader hears it where it is to be mended.
export const focusWrong = () => setTimeout(() => document.querySelector("main :is([aria-invalid=true], fieldset[aria-describedby] input:enabled)")?.focus(), 0);

// A whole day of UTC, such as "2026-12-01".
const wholeDay = (day) => new Intl.DateTimeFormat(locale(), {
  weekday: "long", day: "numeric", month: "long", year: "numeric", timeZone: "UTC",
}).format(new Date(`${day}T00:00:00Z`));

// A browser writes days and hours as its own language does: what was typed is said in the page's, with its zone, also to
// whoever hears the page.
function Reading({ type, value, help, hint, read, onChange, ...field }) {
  const isRead = value && Number.isFinite(Date.parse(value));
  return html`<${Field} ...${field} help=${[help, !isRead && hint].filter(Boolean).join(" ")} reading=${isRead ? `= ${read(value)}` : ""}>
    ${(more) => html`<input ...${more} type=${type} value=${value} onInput=${(event) => onChange(event.target.value)} />`}<//>`;
}

export const MomentField = (props) => html`<${Reading} type="datetime-local" hint=${t("typed.moment")} read=${wholeDateTime} ...${props} />`;
export const DayField = (props) => html`<${Reading} type="date" hint=${t("typed.day")} read=${(day) => `${wholeDay(day)} (UTC)`} ...${props} />`;

let groups = 0;

export function Choices({ legend, name, options, value, onChoose, hideLegend = false, error }) {
  const id = useRef(`choices-${(groups += 1)}`).current;
  return html`<fieldset class="choices" aria-describedby=${error ? `${id}-error` : null}><legend class=${hideLegend ? "unseen" : ""}>${legend}</legend>
    ${options.map((option) => html`<label class=${`choice ${value === option.code ? "chosen" : ""}`} key=${option.code}>
      <input type="radio" name=${name} value=${option.code} checked=${value === option.code} disabled=${option.disabled}
        onChange=${() => onChoose(option.code)} />
      <span><strong>${option.label}</strong>${option.help && html`<small>${option.help}</small>`}</span></label>`)}
    ${error && html`<p class="error" id=${`${id}-error`}>${error}</p>`}
  </fieldset>`;
}
