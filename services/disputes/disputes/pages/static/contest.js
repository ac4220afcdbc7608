// Contesting a decision: why, and what the contest still lacks before it is taken.
import { count, t } from "./language.js";
import { Effect } from "./effect.js";
import { Field, Icon, Link, Notice, html } from "./parts.js";
import { useDraft } from "./drafts.js";
import { Send, actPlace, useSending } from "./sending.js";
import { pointText } from "./words.js";
import { written } from "./writing.js";

export function Appeal(props) {
  const { action, words, case: found } = props;
  const { missing = [], least_characters: least = 0 } = action.constraints;
  const points = props.requests.flatMap((request) => request.checklist);
  const textOf = (code) => { const point = points.find((each) => each.code === code); return point ? pointText(point) : code.replaceAll("_", " "); };
  const [{ text }, write, endDraft] = useDraft(`contest ${action.actor} ${found.id}`, { text: "" }); // it stays while what is missing is given
  const sending = useSending(props, endDraft);
  const explanation = written(text);
  const short = Math.max(0, least - [...explanation].length);
  return html`<${Effect} action=${action} words=${words} />
    ${missing.length > 0 && html`<${Notice} kind="warn" title=${t("appeal.lacks")}>
      <ul>${missing.map((code) => html`<li key=${code}>· ${textOf(code)}</li>`)}</ul>
      <p><${Link} to=${actPlace(props, "provide_evidence")}>${words.act("provide_evidence")}<//></p><//>`}
    ${!missing.length && html`<p class="row tight"><${Icon} name="check" /><span>${t("appeal.complete")}</span></p>`}
    <${Field} label=${t("appeal.explanation")} help=${least ? t("appeal.help", { number: least }) : null}>
      ${(more) => html`<textarea ...${more} rows="8" maxlength="10000" value=${text} onInput=${(event) => write({ text: event.target.value })}></textarea>`}<//>
    ${short > 0 && html`<p class="small soft">${count("appeal.short", short)}</p>`}
    <${Send} sending=${sending} found=${found} disabled=${missing.length > 0 || short > 0 || !explanation} label=${words.act(action.rel)}
      onSend=${() => sending.send(action.href, { explanation })} />`;
}
