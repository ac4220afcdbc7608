// One act of the case: its form, what it does with the money, and its sending. Which acts there are, where they go and
// within which bounds, the API says (`allowed_actions`).
import { dateTime, money, moneyOf, parseAmount, plainAmount, t } from "./language.js";
import { AmountField, interpolate } from "./amount.js";
import { Button, Choices, Field, Heading, Icon, Link, Notice, Trouble, Until, go, html, useRef, useState } from "./parts.js";
import { FilePicker, uploadFile } from "./files.js";
import { pointText } from "./evidence.js";
import { Shares, effectOf, own } from "./money.js";
import { OptionShown } from "./offers.js";
import { keyAfter, newKey, post } from "./session.js";

// A function: some of the forms are made further down.
const formOf = (rel) => ({
  accept: Accept, counter: Wording, propose: Wording, amend: Wording, reject: Rejecting, provide_evidence: Giving,
  give_return_address: Address, correct_return_address: Address, ship_return: Parcel, fulfil: Parcel, correct_parcel: Parcel,
  acknowledge_return: Receipt, confirm: Receipt, appeal: Appeal, answer: Answer,
}[rel] ?? Confirm);

export function Act(props) {
  const { rel, case: found, words } = props;
  const actions = found.allowed_actions.filter((each) => each.rel === rel && own(each.actor));
  const title = words.act(rel);
  const crumb = html`<${Link} to=${`case/${found.id}`} class="crumb"><${Icon} name="back" />${t("act.back")}<//>`;
  if (!actions.length) {
    return html`${crumb}<section class="card"><${Heading}>${title}<//><${Notice} kind="warn"><p>${t("act.gone")}</p><//></section>`;
  }
  const [action] = actions;
  const Form = formOf(rel);
  return html`${crumb}
    <div class="lead"><${Heading}>${title}<//>
      ${words.actHelp(rel) && html`<p class="soft">${words.actHelp(rel)}</p>`}
      ${action.available_until && html`<p class="row tight"><${Icon} name="clock" /><span>${t("turn.until")} <${Until} at=${action.available_until} /></span></p>`}</div>
    <section class="card stack loose"><${Form} ...${props} action=${action} actions=${actions} /></section>`;
}

// Sends an act under a key made when its form opened, against the version that was read; then back to the case.
function useSending({ case: found, talks, reload }) {
  const key = useRef(newKey());
  const [state, setState] = useState({ busy: false, error: null });
  const send = async (href, body) => {
    if (state.busy) return;
    setState({ busy: true, error: null });
    try {
      const version = href.startsWith("/v1/mediations/") ? talks?.version : found.version;
      await post(href, body, { key: key.current, timeout: 60_000, version });
      await reload();
      go(`case/${found.id}`);
    } catch (error) {
      key.current = keyAfter(error, key.current);
      if (error.status === 412 || error.status === 409) await reload();
      setState({ busy: false, error });
    }
  };
  return { ...state, send };
}

function Send({ sending, onSend, label, disabled, kind = "primary wide", found }) {
  return html`<${Trouble} error=${sending.error} />
    <div class="actions"><${Button} kind=${kind} busy=${sending.busy} disabled=${disabled} onClick=${onSend}>${label}<//>
      <${Link} class="button wide" to=${`case/${found.id}`}>${t("cancel")}<//></div>`;
}

// What the act does, as the case's own rules foretell it.
function Effect({ action, words }) {
  const steps = action.choices?.length ? action.choices : [action];
  return html`${steps.map((step, n) => html`<div class="stack" key=${n}>
    ${step.money_effect && html`<${Shares} effect=${step.money_effect} /><p>${words.automatic(step)}</p>`}
    ${!step.money_effect && step.leads_to && html`<p>${words.automatic({ action: "", leads_to: step.leads_to })}</p>`}
    ${step.then && html`<p class="soft">${t("silence.then", { time: dateTime(step.then.at) })} ${words.automatic(step.then)}</p>`}
  </div>`)}`;
}

function Confirm(props) {
  const { action, words, case: found } = props;
  const sending = useSending(props);
  return html`<${Effect} action=${action} words=${words} />
    <${Send} sending=${sending} found=${found} label=${words.act(action.rel)} onSend=${() => sending.send(action.href, undefined)} />`;
}

const standingOf = (talks) => talks?.proposals.at(-1);

function Accept(props) {
  const { action, talks, words, case: found } = props;
  const proposal = standingOf(talks);
  const [chosen, choose] = useState(proposal?.options.length === 1 ? "0" : null);
  const sending = useSending(props);
  if (!proposal) return html`<${Notice} kind="warn"><p>${t("act.gone")}</p><//>`;
  const option = chosen === null ? null : proposal.options[Number(chosen)];
  const options = proposal.options.map((each, n) => ({
    code: String(n), label: words.option(each.kind) + (each.to_buyer ? ` · ${moneyOf(each.to_buyer)}` : ""), help: t(`option_help.${each.kind}`),
  }));
  return html`${options.length > 1 && html`<${Choices} legend=${t("accept.which")} name="option" options=${options} value=${chosen} onChoose=${choose} />`}
    ${option && html`<div class="agreed stack"><h2>${t("accept.agree")}</h2><${OptionShown} option=${option} words=${words} /><p class="small soft">${t("accept.final")}</p></div>`}
    <${Send} sending=${sending} found=${found} disabled=${!option} label=${t("accept.do")}
      onSend=${() => sending.send(action.href, { version: proposal.version, option: Number(chosen) })} />`;
}

function Wording(props) {
  const { action, talks, words, case: found } = props;
  const { kinds, max_amount: most, currency, version } = action.constraints;
  const before = standingOf(talks)?.options[0];
  const [kind, choose] = useState(null);
  const start = before?.to_buyer && before.to_buyer.amount <= most ? before.to_buyer.amount : Math.round(most / 2);
  const [typed, setTyped] = useState(plainAmount(start, currency));
  const [note, setNote] = useState("");
  const sending = useSending(props);
  const minor = parseAmount(typed, currency);
  const fits = kind !== "refund_partial" || (minor !== null && minor >= 1 && minor <= most);
  const effect = previewOf(kind, minor, props);
  const option = { kind, ...(kind === "refund_partial" ? { amount: { amount: minor, currency } } : {}) };
  const body = { options: [option], ...(note.trim() ? { note: note.trim() } : {}), ...(version === undefined ? {} : { version }) };
  return html`
    <${Choices} legend=${t("offer.which")} name="kind" value=${kind} onChoose=${choose}
      options=${kinds.map((code) => ({ code, label: words.option(code), help: t(`option_help.${code}`) }))} />
    ${kind === "refund_partial" && html`<${AmountField} label=${t("offer.amount")} least=${1} most=${most} currency=${currency} typed=${typed} onChange=${setTyped}
      error=${fits ? null : t("amount.between", { least: money(1, currency), most: money(most, currency) })} />`}
    ${kind && html`<div class="agreed stack" aria-live="polite"><h2>${t("offer.this")}</h2><strong>${words.option(kind)}</strong>
      ${effect && fits ? html`<${Shares} effect=${effect} />` : html`<p class="soft">${t(`option_help.${kind}`)}</p>`}
      ${effect?.estimated && html`<p class="small soft">${t("offer.before_fee")}</p>`}</div>`}
    <${Field} label=${t("offer.note")} help=${t("messages.everybody")}>
      ${(more) => html`<textarea ...${more} rows="3" maxlength="10000" value=${note} onInput=${(event) => setNote(event.target.value)}></textarea>`}<//>
    <${Send} sending=${sending} found=${found} disabled=${!kind || !fits} label=${words.act(action.rel)} onSend=${() => sending.send(action.href, body)} />`;
}

// Both shares while the slider moves. Fees come from what the case has reckoned for its options; where it names none
// yet, the shares are shown before them, and it says so.
function previewOf(kind, minor, { case: found, action, talks }) {
  const { disputed, reduced, currency } = found.funds;
  const left = disputed - (reduced ?? 0);
  const given = (action.choices ?? []).find((choice) => choice.given.kind === kind || choice.given.option === kind);
  if (given?.money_effect) return given.money_effect;
  if (given && kind === "refund_partial") return interpolate(given, minor, left);
  const fee = feeShare(found, talks);
  const whole = { refund_full: left, refund_partial: minor ?? 0, return_and_refund: left, release: 0 }[kind];
  if (whole === undefined) return null;
  const seller = left - whole;
  const feePart = fee === null ? 0 : Math.round(seller * fee);
  return { buyer: whole, seller: seller - feePart, fee: feePart, currency, estimated: fee === null && seller > 0 };
}

// The fee's share of what a seller gets, read off any division that the case has reckoned; null if there is none.
function feeShare(found, talks) {
  const reckoned = [
    ...(talks?.proposals.flatMap((proposal) => proposal.options) ?? []).map(effectOf),
    ...found.forecast.map((step) => step.money_effect), ...found.allowed_actions.map((each) => each.money_effect),
  ].filter((effect) => effect && effect.seller + (effect.fee ?? 0) > 0);
  if (!reckoned.length) return null;
  const [{ seller, fee = 0 }] = reckoned;
  return fee / (seller + fee);
}

function Rejecting(props) {
  const { action, words, case: found } = props;
  const [reason, setReason] = useState("");
  const sending = useSending(props);
  const body = { ...(action.constraints.version ? { version: action.constraints.version } : {}), ...(reason.trim() ? { reason: reason.trim() } : {}) };
  return html`<${Effect} action=${action} words=${words} />
    <${Field} label=${t("reject.why")} help=${t("messages.everybody")}>
      ${(more) => html`<textarea ...${more} rows="4" maxlength="10000" value=${reason} onInput=${(event) => setReason(event.target.value)}></textarea>`}<//>
    <${Send} sending=${sending} found=${found} label=${words.act(action.rel)} onSend=${() => sending.send(action.href, body)} />`;
}

function Giving(props) {
  const { actions, case: found, words, requests, reload } = props;
  const ways = actions.flatMap((action) => (action.constraints.kinds ?? []).map((kind) => ({ kind, action })));
  const [chosen, choose] = useState(ways.length === 1 ? "0" : null);
  const way = chosen === null ? null : ways[Number(chosen)];
  const Way = way && ({ statement: Statement, shipment_record: ShipmentRecord, live_video: LiveVideo, external_video: ElsewhereVideo }[way.kind] ?? Upload);
  const request = requests.find((each) => each.id === (way ?? ways[0]).action.constraints.request);
  return html`
    ${request?.checklist.length > 0 && html`<div class="stack"><h2>${t("evidence.show")}</h2><ul>${request.checklist.map((point) => html`<li key=${point.code}>· ${pointText(point)}</li>`)}</ul></div>`}
    ${ways.length > 1 && html`<${Choices} legend=${t("evidence.which")} name="way" value=${chosen} onChoose=${choose}
      options=${ways.map(({ kind }, n) => ({ code: String(n), label: words.kind(kind), help: words.help("evidence_kinds", kind) }))} />`}
    ${way && html`<${Way} key=${chosen} ...${props} way=${way} request=${request} done=${async () => { await reload(); go(`case/${found.id}`); }} />`}`;
}

const about = ({ constraints }, kind) => ({ dispute: constraints.dispute, request: constraints.request, kind });

function Upload({ way, request, done }) {
  const [files, setFiles] = useState([]);
  const [covers, setCovers] = useState([]);
  const [state, setState] = useState({ busy: false, error: null, part: 0, n: 0 });
  const send = async () => {
    setState({ busy: true, error: null, part: 0, n: 1 });
    try {
      for (const [n, file] of files.entries()) {
        await uploadFile(file, { ...about(way.action, way.kind), covers: covers.join(",") }, (part) => setState({ busy: true, error: null, part, n: n + 1 }));
      }
      await done();
    } catch (error) {
      setState((before) => ({ ...before, busy: false, error }));
    }
  };
  return html`<${FilePicker} files=${files} onChange=${setFiles} busy=${state.busy} />
    ${request?.checklist.length > 0 && files.length > 0 && html`<fieldset><legend><h3>${t("evidence.covers")}</h3></legend>
      ${request.checklist.map((point) => html`<label class="tick" key=${point.code}><input type="checkbox" checked=${covers.includes(point.code)}
        onChange=${(event) => setCovers(event.target.checked ? [...covers, point.code] : covers.filter((code) => code !== point.code))} />${pointText(point)}</label>`)}</fieldset>`}
    ${state.n > 0 && html`<div role="status"><p class="small soft">${t("files.sending_one", { n: state.n, of: files.length })}</p><progress max="1" value=${state.part} aria-label=${t("files.progress")}></progress></div>`}
    <${Trouble} error=${state.error} retry=${state.error && !state.busy ? send : null} />
    <${Button} kind="primary wide" busy=${state.busy} disabled=${!files.length} onClick=${send}>${t("files.send")}<//>`;
}

function GivingText({ fields, body, way, done, label }) {
  const [values, setValues] = useState({});
  const [state, setState] = useState({ busy: false, error: null });
  const key = useRef(newKey());
  const send = async () => {
    setState({ busy: true, error: null });
    try {
      await post(way.action.href, body(values), { key: key.current });
      await done();
    } catch (error) {
      key.current = keyAfter(error, key.current);
      setState({ busy: false, error });
    }
  };
  const ready = fields.every(({ name, needed }) => !needed || values[name]?.trim());
  return html`${fields.map(({ name, title, long }) => html`<${Field} key=${name} label=${title}>
      ${(more) => (long
        ? html`<textarea ...${more} rows="6" maxlength="10000" value=${values[name] ?? ""} onInput=${(event) => setValues({ ...values, [name]: event.target.value })}></textarea>`
        : html`<input ...${more} type="text" autocomplete="off" value=${values[name] ?? ""} onInput=${(event) => setValues({ ...values, [name]: event.target.value })} />`)}<//>`)}
    <${Trouble} error=${state.error} />
    <${Button} kind="primary wide" busy=${state.busy} disabled=${!ready} onClick=${send}>${label}<//>`;
}

const Statement = (props) => html`<${GivingText} ...${props} label=${t("files.send")}
  fields=${[{ name: "text", title: t("evidence.statement"), long: true, needed: true }]}
  body=${({ text }) => ({ ...about(props.way.action, "statement"), text: text.trim() })} />`;

const ShipmentRecord = (props) => html`<${GivingText} ...${props} label=${t("files.send")}
  fields=${[{ name: "carrier", title: t("parcel.carrier"), needed: true }, { name: "tracking", title: t("parcel.tracking"), needed: true }]}
  body=${({ carrier, tracking }) => ({ ...about(props.way.action, "shipment_record"), shipment_record: { carrier: carrier.trim(), tracking_number: tracking.trim() } })} />`;

const ElsewhereVideo = () => html`<${Notice} kind="info"><p>${t("evidence.call_help")}</p><//>`;

// The recorder is a page of its own: it opens with a link that is good for this one session.
function LiveVideo({ way }) {
  const [state, setState] = useState({ busy: false, error: null, url: null });
  const key = useRef(newKey());
  const open = async () => {
    setState({ busy: true, error: null, url: null });
    try {
      const opened = await post(way.action.href, { dispute: way.action.constraints.dispute, request: way.action.constraints.request }, { key: key.current });
      setState({ busy: false, error: null, url: opened.recorder_url });
    } catch (error) {
      setState({ busy: false, error, url: null });
    }
  };
  return html`<p class="soft">${t("evidence.video_help")}</p><${Trouble} error=${state.error} />
    ${state.url ? html`<a class="button primary wide" href=${state.url} target="_blank" rel="noopener noreferrer">${t("evidence.open_recorder")}</a>`
    : html`<${Button} kind="primary wide" busy=${state.busy} onClick=${open}>${t("evidence.start_video")}<//>`}`;
}

function TextForm({ props, fields, body, label }) {
  const sending = useSending(props);
  const [values, setValues] = useState({});
  const ready = fields.every(({ name, needed = true }) => !needed || values[name]?.trim());
  return html`<${Effect} action=${props.action} words=${props.words} />
    ${fields.map(({ name, title, long, help }) => html`<${Field} key=${name} label=${title} help=${help}>
      ${(more) => (long
        ? html`<textarea ...${more} rows="6" maxlength="10000" value=${values[name] ?? ""} onInput=${(event) => setValues({ ...values, [name]: event.target.value })}></textarea>`
        : html`<input ...${more} type="text" value=${values[name] ?? ""} onInput=${(event) => setValues({ ...values, [name]: event.target.value })} />`)}<//>`)}
    <${Send} sending=${sending} found=${props.case} disabled=${!ready} label=${label} onSend=${() => sending.send(props.action.href, body(trimmed(values)))} />`;
}

const trimmed = (values) => Object.fromEntries(Object.entries(values).map(([name, value]) => [name, value.trim()]));

const ADDRESS = ["recipient", "street", "postal_code", "city", "state", "country"];
const NEEDED = new Set(["recipient", "street", "country"]); // which of the others a country has, the API says
function Address(props) {
  const fields = ADDRESS.map((name) => ({ name, title: t(`address.${name}`), needed: NEEDED.has(name), help: name === "country" ? t("address.country_help") : null }));
  const given = (values) => Object.fromEntries(Object.entries(values).filter(([, value]) => value));
  const body = (values) => ({ address: { ...given(values), country: values.country.toUpperCase() } });
  return html`<${TextForm} props=${props} fields=${fields} body=${body} label=${props.words.act(props.action.rel)} />`;
}

function Parcel(props) {
  const fields = [{ name: "carrier", title: t("parcel.carrier") }, { name: "tracking_number", title: t("parcel.tracking") }];
  const body = (values) => (props.action.rel === "ship_return" ? { parcel: values } : values);
  const address = props.case.obligation?.return_address;
  return html`${props.action.rel === "ship_return" && address && html`<div class="agreed"><h2>${t("address.send_to")}</h2>${ADDRESS.filter((name) => address[name]).map((name) => html`<p key=${name}>${address[name]}</p>`)}</div>`}
    <${TextForm} props=${props} fields=${fields} body=${body} label=${props.words.act(props.action.rel)} />`;
}

function Receipt(props) {
  const { action, words, case: found } = props;
  const [condition, choose] = useState(null);
  const [note, setNote] = useState("");
  const sending = useSending(props);
  const outcome = (action.choices ?? []).find((choice) => choice.given.condition === condition);
  return html`<${Choices} legend=${t("receipt.how")} name="condition" value=${condition} onChoose=${choose}
      options=${action.constraints.conditions.map((code) => ({ code, label: t(`condition.${code}`) }))} />
    ${outcome && html`<${Effect} action=${{ choices: [outcome] }} words=${words} />`}
    <${Field} label=${t("receipt.note")}>${(more) => html`<textarea ...${more} rows="3" maxlength="10000" value=${note} onInput=${(event) => setNote(event.target.value)}></textarea>`}<//>
    <${Send} sending=${sending} found=${found} disabled=${!condition} label=${words.act(action.rel)}
      onSend=${() => sending.send(action.href, { condition, ...(note.trim() ? { note: note.trim() } : {}) })} />`;
}

const Appeal = (props) => html`<${TextForm} props=${props} label=${props.words.act("appeal")} body=${(values) => values}
  fields=${[{ name: "explanation", title: t("appeal.explanation"), help: t("appeal.help", { number: props.words.programme?.appeal?.explanation_characters ?? 0 }), long: true }]} />`;

// One question of the guide at a time; an answer leads to the next, or to what is suggested.
function Answer(props) {
  const { talks, action, case: found, reload } = props;
  const question = talks?.walk?.question;
  const [value, setValue] = useState(null);
  const [state, setState] = useState({ busy: false, error: null });
  const key = useRef(newKey());
  if (!question) return html`<${Notice} kind="info"><p>${t("answer.done")}</p><//><${Link} class="button primary" to=${`case/${found.id}`}>${t("act.back")}<//>`;
  const options = question.kind === "yes_no" ? [{ code: "true", label: t("yes") }, { code: "false", label: t("no") }]
    : question.choices.map(({ code, text }) => ({ code, label: text }));
  const typed = question.kind === "number" || question.kind === "amount";
  const meant = () => {
    if (question.kind === "yes_no") return value === "true";
    if (question.kind === "number") return Number(value);
    return question.kind === "amount" ? { amount: parseAmount(value, question.currency), currency: question.currency } : value;
  };
  const send = async () => {
    setState({ busy: true, error: null });
    try {
      await post(action.href, { question: question.code, value: meant() }, { key: key.current, version: talks.version });
      key.current = newKey();
      setValue(null);
      await reload();
      setState({ busy: false, error: null });
    } catch (error) {
      key.current = keyAfter(error, key.current);
      if (error.status === 412 || error.status === 409) await reload();
      setState({ busy: false, error });
    }
  };
  return html`${talks.walk.trace.filter((each) => !each.withdrawn).map((each) => html`<p class="small soft" key=${each.question}>${each.text} <strong>${each.says}</strong></p>`)}
    ${typed ? html`<${Field} label=${question.text}>${(more) => html`<input ...${more} type="text" inputmode="decimal" value=${value ?? ""} onInput=${(event) => setValue(event.target.value)} />`}<//>`
    : html`<${Choices} legend=${question.text} name=${question.code} options=${options} value=${value} onChoose=${setValue} />`}
    <${Trouble} error=${state.error} />
    <div class="actions"><${Button} kind="primary wide" busy=${state.busy} disabled=${value === null || value === ""} onClick=${send}>${t("continue")}<//>
      <${Link} class="button wide" to=${`case/${found.id}`}>${t("cancel")}<//></div>`;
}
