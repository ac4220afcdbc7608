// Choices of the queue that an operator has named, to be made again. They stay in the browser: nobody else has a use for them.
import { t } from "../language.js";
import { Button, Field, html, useState } from "../parts.js";
import { session } from "../session.js";
import { written } from "../writing.js";

const place = () => `parley.desk.saved ${session.who.platform.id} ${session.who.participant}`;

export function savedChoices() {
  try {
    const stored = JSON.parse(localStorage.getItem(place()));
    return Array.isArray(stored) ? stored.filter((each) => each?.name && each.filters) : [];
  } catch {
    return [];
  }
}

export function saveChoices(saved) {
  try { localStorage.setItem(place(), JSON.stringify(saved)); } catch { /* they last as long as the page */ }
  return saved;
}

const same = (one, other) => one.view === other.view && JSON.stringify(one.filters) === JSON.stringify(other.filters);

// A button for each, beside the views that all have.
export const Saved = ({ saved, current, onChoose }) => html`<div class="tabs" role="group" aria-label=${t("saved.title")}>${saved.map((each) => html`<button type="button" class="tab" key=${each.name} aria-pressed=${String(same(each, current))} onClick=${() => onChoose(each)}><bdi>${each.name}</bdi></button>`)}</div>`;

export function Saving({ saved, current, onChange }) {
  const [typed, setTyped] = useState("");
  const name = written(typed);
  const save = () => {
    if (!name) return;
    onChange([...saved.filter((each) => each.name !== name), { name, ...current }]);
    setTyped("");
  };
  return html`<form class="filter-fields" onSubmit=${(event) => { event.preventDefault(); save(); }}>
      <${Field} label=${t("saved.name")} help=${t("saved.help")}>${(more) => html`<input ...${more} type="text" maxlength="40" autocomplete="off" value=${typed} onInput=${(event) => setTyped(event.target.value)} />`}<//>
      <${Button} disabled=${!name} onClick=${save}>${t("saved.save")}<//></form>
    ${saved.length > 0 && html`<ul class="row">${saved.map((each) => html`<li key=${each.name}><button type="button" class="link" onClick=${() => onChange(saved.filter((other) => other !== each))}>${t("saved.remove", { name: each.name })}</button></li>`)}</ul>`}`;
}
