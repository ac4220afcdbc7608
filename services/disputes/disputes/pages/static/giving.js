// Evidence given: a way for each kind of it.
import { dateTime, language, t } from "./language.js";
import { useDraft } from "./drafts.js";
import { FilePicker, uploadFile } from "./files.js";
import { Choices, MomentField } from "./choosing.js";
import { Button, Field, Icon, Later, Notice, Trouble, announce, go, html, useRef, useState } from "./parts.js";
import { noteOf } from "./reading.js";
import { homeOf, postWritten } from "./sending.js";
import { keyAfter, newKey, post } from "./session.js";
import { pointText } from "./words.js";
import { written } from "./writing.js";

const loadPhone = () => import("./phone.js");

export function Giving(props) {
  const { actions, case: found, words, requests, reload } = props;
  const ways = actions.flatMap((action) => (action.constraints.kinds ?? []).map((kind) => ({ kind, action })));
  const [chosen, choose] = useState(ways.length === 1 ? "0" : null);
  const [byPhone, setByPhone] = useState(false);
  const way = chosen === null ? null : ways[Number(chosen)];
  const Way = way && ({ statement: Statement, shipment_record: ShipmentRecord, live_video: LiveVideo, external_video: ElsewhereVideo }[way.kind] ?? Upload);
  const request = requests.find((each) => each.id === (way ?? ways[0]).action.constraints.request);
  const notes = [...new Set(ways.map(({ action }) => noteOf(found.evidence_requests, action.constraints.request)))].filter(Boolean);
  return html`
    ${notes.map((note) => html`<div class="agreed" key=${note}><p class="user-text">${note}</p></div>`)}
    ${request?.checklist.length > 0 && html`<div class="stack"><h2>${t("evidence.show")}</h2><ul>${request.checklist.map((point) => html`<li key=${point.code}>· ${pointText(point)}</li>`)}</ul></div>`}
    ${ways.length > 1 && html`<${Choices} legend=${t("evidence.which")} name="way" value=${chosen} onChoose=${choose}
      options=${ways.map(({ kind }, n) => ({ code: String(n), label: words.kind(kind), help: words.help("evidence_kinds", kind) }))} />`}
    ${way && html`<${Way} key=${chosen} ...${props} way=${way} request=${request} done=${async () => { await reload(); go(homeOf(props)); announce(t("act.done", { act: words.act("provide_evidence") })); }} />`}
    ${!props.behalf && html`<details class="by-phone no-print" onToggle=${() => setByPhone(true)}><summary><${Icon} name="camera" />${t("phone.title")}</summary>${byPhone && html`<${Later} load=${loadPhone} part="Phone" place=${`case/${found.id}/provide_evidence`} />`}</details>`}`;
}

const about = ({ constraints: { dispute, request, on_behalf_of: behalf } }, kind) => ({ dispute, request, kind, ...(behalf ? { on_behalf_of: behalf } : {}) });

function Upload({ way, request, done }) {
  const [files, setFiles] = useState([]);
  const [covers, setCovers] = useState([]);
  const [state, setState] = useState({ busy: false, error: null, part: 0, n: 0 });
  const sent = useRef(new Set()); // what has arrived is not sent again with what has not
  const send = async () => {
    if (state.busy) return;
    setState({ busy: true, error: null, part: 0, n: 1 });
    try {
      for (const [n, file] of files.entries()) {
        if (sent.current.has(file)) continue;
        await uploadFile(file, { ...about(way.action, way.kind), covers: covers.join(",") }, (part) => setState({ busy: true, error: null, part, n: n + 1 }));
        sent.current.add(file);
      }
      await done();
    } catch (error) {
      setState((before) => ({ ...before, busy: false, error }));
    }
  };
  return html`<${FilePicker} files=${files} onChange=${setFiles} busy=${state.busy} />
    ${files.length > 0 && html`<${Covers} request=${request} covers=${covers} onChange=${setCovers} />`}
    ${state.n > 0 && html`<div role="status"><p class="small soft">${t("files.sending_one", { n: state.n, of: files.length })}</p><progress max="1" value=${state.part} aria-label=${t("files.progress")}></progress></div>`}
    <${Trouble} error=${state.error} retry=${state.error && !state.busy ? send : null} />
    <${Button} kind="primary wide" busy=${state.busy} disabled=${!files.length} onClick=${send}>${t("files.send")}<//>`;
}

// Which points of the check list it shows.
function Covers({ request, covers, onChange }) {
  if (!request?.checklist.length) return null;
  return html`<fieldset><legend><h3>${t("evidence.covers")}</h3></legend>
    ${request.checklist.map((point) => html`<label class="tick" key=${point.code}><input type="checkbox" checked=${covers.includes(point.code)}
      onChange=${(event) => onChange(event.target.checked ? [...covers, point.code] : covers.filter((code) => code !== point.code))} />${pointText(point)}</label>`)}</fieldset>`;
}

// What was chosen from a list holds as long as it is in it.
function takeUp(kept, fields, checklist) {
  const gone = fields.filter(({ name, choices }) => choices && !choices.some(([code]) => code === kept[name])).map(({ name }) => [name, ""]);
  return { ...kept, ...Object.fromEntries(gone), covers: kept.covers.filter((code) => checklist.some((point) => point.code === code)) };
}

function GivingText({ case: found, fields, body, way, request, done, label }) {
  const [{ covers, ...values }, write, endDraft] = useDraft(`${way.kind} ${way.action.actor} ${request?.id ?? found.id}`, { covers: [] },
    (kept) => takeUp(kept, fields, request?.checklist ?? []));
  const [state, setState] = useState({ busy: false, error: null });
  const key = useRef(newKey());
  const send = async () => {
    setState({ busy: true, error: null });
    try {
      await postWritten(way.action.href, { ...body(values), ...(covers.length ? { covers } : {}) }, { key: key.current });
      endDraft();
      await done();
    } catch (error) {
      key.current = keyAfter(error, key.current);
      setState({ busy: false, error });
    }
  };
  const ready = fields.every(({ name, needed }) => !needed || written(values[name]));
  const change = (name) => (event) => write({ [name]: event.target.value });
  return html`${fields.map(({ name, title, help, long, choices, type = "text" }) => (type === "datetime-local"
    ? html`<${MomentField} key=${name} label=${title} help=${help} value=${values[name] ?? ""} onChange=${(value) => write({ [name]: value })} />`
    : html`<${Field} key=${name} label=${title} help=${help}>
      ${(more) => (long ? html`<textarea ...${more} rows="6" maxlength="10000" value=${values[name] ?? ""} onInput=${change(name)}></textarea>`
        : choices ? html`<select ...${more} value=${values[name] ?? ""} onChange=${change(name)}><option value="">–</option>${choices.map(([code, label]) => html`<option key=${code} value=${code} selected=${code === values[name]}>${label}</option>`)}</select>`
        : html`<input ...${more} type=${type} autocomplete="off" value=${values[name] ?? ""} onInput=${change(name)} />`)}<//>`))}
    <${Covers} request=${request} covers=${covers} onChange=${(next) => write({ covers: next })} />
    <${Trouble} error=${state.error} />
    <${Button} kind="primary wide" busy=${state.busy} disabled=${!ready} onClick=${send}>${label}<//>`;
}

const Statement = (props) => html`<${GivingText} ...${props} label=${t("files.send")}
  fields=${[{ name: "text", title: t("evidence.statement"), long: true, needed: true }]}
  body=${({ text }) => ({ ...about(props.way.action, "statement"), text: written(text) })} />`;

const ShipmentRecord = (props) => html`<${GivingText} ...${props} label=${t("files.send")}
  fields=${[{ name: "carrier", title: t("parcel.carrier"), needed: true }, { name: "tracking", title: t("parcel.tracking"), needed: true }]}
  body=${({ carrier, tracking }) => ({ ...about(props.way.action, "shipment_record"), carrier: written(carrier), tracking_number: written(tracking) })} />`;

const instant = (local) => new Date(local).toISOString();

// A call on another platform: where, when, and its recording if there is one.
function ElsewhereVideo(props) {
  const { action } = props.way;
  const films = (props.case.expanded?.evidence?.data ?? []).filter((item) => item.party === action.actor && item.media_type?.startsWith("video/") && item.valid && !item.erased);
  const fields = [
    { name: "link", title: t("call.link"), help: t("call.link_help"), needed: true, type: "url" }, { name: "provider", title: t("call.provider"), needed: true },
    { name: "started_at", title: t("call.began"), needed: true, type: "datetime-local" }, { name: "ended_at", title: t("call.ended"), needed: true, type: "datetime-local" },
    ...(films.length ? [{ name: "recording", title: t("call.recording"), choices: films.map(({ id, given_at: at }) => [id, dateTime(at)]) }] : []),
  ];
  const { dispute, request, on_behalf_of: behalf } = about(action);
  const body = ({ link, provider, started_at: from, ended_at: to, recording }) => ({
    dispute, request, ...(behalf ? { on_behalf_of: behalf } : {}), link: written(link), provider: written(provider), started_at: instant(from), ended_at: instant(to), ...(recording ? { recording } : {}),
  });
  return html`<${Notice} kind="info" live=${false}><p>${t("evidence.call_help")}</p><//><${GivingText} ...${props} label=${t("files.send")} fields=${fields} body=${body} />`;
}

// The address with the language that this page is in, before the secret behind its `#`.
const inLanguage = (address) => address.replace("#", `?language=${language}#`);

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
    ${state.url ? html`<a class="button primary wide" href=${inLanguage(state.url)} target="_blank" rel="noopener noreferrer">${t("evidence.open_recorder")}</a>`
    : html`<${Button} kind="primary wide" busy=${state.busy} onClick=${open}>${t("evidence.start_video")}<//>`}`;
}
