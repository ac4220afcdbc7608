// One act of the case: its form, what it does with the money, and its sending. Which acts there are, where they go and
// within which bounds, the API says (`allowed_actions`).
import { dateTime, moneyOf, t } from "./language.js";
import { Choices } from "./choosing.js";
import { Field, Gone, Heading, Icon, Link, Notice, Until, html, later, useRef, useState } from "./parts.js";
import { draftName, useDraft } from "./drafts.js";
import { Effect } from "./effect.js";
import { effectOf, own } from "./money.js";
import { OptionShown, standingOf } from "./offers.js";
import { Send, TextForm, homeOf, useSending } from "./sending.js";
import { written } from "./writing.js";

// Forms that are large come once they are wanted.
const [goods, guide] = [() => import("./goods.js"), () => import("./guide.js")];
const [Address, Parcel, Receipt] = ["Address", "Parcel", "Receipt"].map((part) => later(goods, part));
const [Answer, Suggested] = ["Answer", "Suggested"].map((part) => later(guide, part));
const Appeal = later(() => import("./contest.js"), "Appeal");
const Giving = later(() => import("./giving.js"), "Giving");
const Wording = later(() => import("./wording.js"), "Wording");

// A function: some of the forms are made further down.
export const formOf = (rel) => ({
  accept: Accept, counter: Wording, propose: Proposing, amend: Wording, reject: Rejecting, provide_evidence: Giving,
  give_return_address: Address, correct_return_address: Address, ship_return: Parcel, fulfil: Parcel, correct_parcel: Parcel,
  acknowledge_return: Receipt, confirm: Receipt, appeal: Appeal, answer: Answer, message: Saying,
}[rel] ?? Confirm);

export function Act(props) {
  const { rel, case: found, words } = props;
  const seen = useRef(new Set(storyOf(found).map((entry) => entry.id)));
  const news = storyOf(found).filter((entry) => !seen.current.has(entry.id));
  const actions = found.allowed_actions.filter((each) => each.rel === rel && own(each.actor));
  const title = words.act(rel);
  const crumb = html`<${Link} to=${`case/${found.id}`} class="crumb"><${Icon} name="back" />${t("act.back")}<//>`;
  if (!actions.length) {
    return html`${crumb}<section class="card"><${Heading}>${title}<//><${Gone} home=${`case/${found.id}`}><${News} entries=${news} words=${words} /><//></section>`;
  }
  const [action] = actions;
  const Form = formOf(rel);
  return html`${crumb}
    <div class="lead"><${Heading}>${title}<//>
      ${words.actHelp(rel) && html`<p class="soft">${words.actHelp(rel)}</p>`}
      ${action.available_until && html`<p class="row tight"><${Icon} name="clock" /><span>${t("turn.until")} <${Until} at=${action.available_until} /></span></p>`}</div>
    <${News} entries=${news} words=${words} />
    <section class="card stack loose"><${Form} ...${props} action=${action} actions=${actions} /></section>`;
}

const storyOf = (found) => found.expanded?.story?.data ?? [];

// What has happened since the form was opened: by the other side, or by the same person in another window.
function News({ entries, words }) {
  if (!entries.length) return null;
  return html`<${Notice} kind="warn" title=${t("act.meanwhile")}><ul>${entries.map((entry) => html`<li key=${entry.id}>${words.entry(entry)} <span class="soft small nowrap">${dateTime(entry.at)}</span></li>`)}</ul><//>`;
}

function Confirm(props) {
  const { action, words, case: found } = props;
  const sending = useSending(props);
  return html`<${Effect} action=${action} words=${words} />
    <${Send} sending=${sending} found=${found} label=${words.act(action.rel)} onSend=${() => sending.send(action.href, undefined)} />`;
}

function Accept(props) {
  const { action, talks, words, case: found } = props;
  const proposal = standingOf(talks);
  const some = action.constraints.acceptable_options; // others would be refused
  const options = (proposal?.options ?? []).map((each, n) => ({
    code: String(n), label: words.option(each.kind) + (each.to_buyer ? ` · ${moneyOf(each.to_buyer)}` : ""), help: t(`option_help.${each.kind}`),
  })).filter((each) => !some || some.includes(Number(each.code)));
  const [picked, choose] = useState(null);
  const sending = useSending(props);
  if (!proposal) return html`<${Gone} home=${homeOf(props)} />`;
  const chosen = options.length === 1 ? options[0].code : options.find((each) => each.code === picked)?.code ?? null;
  const option = chosen === null ? null : proposal.options[Number(chosen)];
  return html`${options.length > 1 && html`<${Choices} legend=${t("accept.which")} name="option" options=${options} value=${chosen} onChoose=${choose} />`}
    ${option && html`<div class="agreed stack"><h2>${t("accept.agree")}</h2><${OptionShown} option=${option} words=${words} />
      ${effectOf(option) && html`<p class="soft">${t(`option_help.${option.kind}`)}</p>`}<p class="small soft">${t("accept.final")}</p></div>`}
    <${Send} sending=${sending} found=${found} disabled=${!option} label=${t("accept.do")}
      onSend=${() => sending.send(action.href, { version: proposal.version, option: Number(chosen) })} />`;
}

const Saying = (props) => html`<${TextForm} props=${props} fields=${[{ name: "text", title: t("messages.write"), long: true, help: t("messages.everybody") }]}
  body=${({ text }) => ({ text })} label=${t("messages.send")} />`;

// After a guide, what its answers lead to; else in one's own words.
const Proposing = (props) => (props.talks?.walk?.suggestions ? html`<${Suggested} ...${props} />` : html`<${Wording} ...${props} />`);

function Rejecting(props) {
  const { action, words, case: found } = props;
  const [{ reason }, write, endDraft] = useDraft(draftName(props), { reason: "" });
  const sending = useSending(props, endDraft);
  const body = { ...(action.constraints.version ? { version: action.constraints.version } : {}), ...(written(reason) ? { reason: written(reason) } : {}) };
  return html`<${Effect} action=${action} words=${words} />
    <${Field} label=${t("reject.why")} help=${t("messages.everybody")}>
      ${(more) => html`<textarea ...${more} rows="4" maxlength="10000" value=${reason} onInput=${(event) => write({ reason: event.target.value })}></textarea>`}<//>
    <${Send} sending=${sending} found=${found} label=${words.act(action.rel)} onSend=${() => sending.send(action.href, body)} />`;
}
