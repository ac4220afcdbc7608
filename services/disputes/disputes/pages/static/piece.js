// One piece of evidence as a whole: read, played and looked at, with what is known of it. For operators with its findings,
// signals and what they may find of it.
import { bytes, dateTime, has, language, locale, t } from "./language.js";
import { useDraft } from "./drafts.js";
import { Choices } from "./choosing.js";
import { Button, Chip, Field, Heading, Icon, Link, Notice, Trouble, Unready, html, useEffect, useLoad, useRef, useState } from "./parts.js";
import { Preview } from "./preview.js";
import { sideName } from "./money.js";
import { get, keyAfter, newKey, post, session } from "./session.js";
import { Words } from "./words.js";
import { written } from "./writing.js";

const isStaff = () => session.who.role === "operator";
const PLAYED = /^(video|audio)\//;

const LINK_MS = 9 * 60_000; // a little less than an address of a film is good for

// The address of a film is kept while it is good: looked at anew, the film stays where it stands.
async function linkOf(action, kept) {
  if (!kept.current || performance.now() - kept.current.at > LINK_MS) kept.current = { at: performance.now(), made: await post(action.href, undefined, { key: newKey() }) };
  return kept.current.made;
}

async function load(id, kept) {
  const item = await get(`/v1/evidence/items/${id}`);
  const mayOpen = item.allowed_actions.find(({ rel }) => rel === "download");
  const [link, film, call, signals] = await Promise.all([
    mayOpen && PLAYED.test(item.file.media_type) ? linkOf(mayOpen, kept) : null,
    item.examination ? get(item.examination.href).catch(() => null) : null,
    item.external_video ? get(`/v1/evidence/external-videos/${id}`).catch(() => null) : null,
    isStaff() ? get(`/v1/evidence/items/${id}/signals`).catch(() => null) : null,
  ]);
  return { item, mayOpen, link, film, call, signals };
}

export function Piece({ id }) {
  const kept = useRef(null);
  const player = useRef(null);
  const { data, error, reload } = useLoad(() => load(id, kept), [id]);
  if (!data) return html`<main id="main"><${Unready} error=${error} retry=${reload} /></main>`;
  const { item } = data;
  const words = new Words(null);
  const show = (seconds) => { player.current.pause(); player.current.currentTime = seconds; player.current.focus(); };
  return html`<main id="main">
    <${Link} to=${`${isStaff() ? "review" : "case"}/${item.dispute}`} class="crumb"><${Icon} name="back" />${t("act.back")}<//>
    <div class="lead"><${Heading}>${words.kind(item.kind)}<//>
      <p class="row soft"><span>${item.party ? sideName(item.party) : t("by_itself")}</span><span>${dateTime(item.received_at)}</span>
        ${item.state === "invalid" && html`<${Chip} kind="bad">${t("evidence.invalid")}<//>`}
        ${item.sufficiency !== "sufficient" && html`<${Chip} kind="warn">${t(`sufficiency.${item.sufficiency}`)}<//>`}
        ${item.provenance !== "given" && html`<${Chip}>${t(`provenance.${item.provenance}`)}<//>`}</p></div>
    <${Trouble} error=${error} retry=${reload} />
    <div class="columns"><${Content} ...${data} words=${words} player=${player} renew=${() => { if (performance.now() - kept.current.at > LINK_MS) reload(); }} /><div>${data.film && html`<${Findings} film=${data.film} show=${data.link ? show : null} />`}<${Facts} item=${item} />${isStaff() && item.file && html`<${Signals} signals=${data.signals} />`}<${Recheck} films=${[data.film, data.call].filter(Boolean)} reload=${reload} /><${Acts} ...${data} reload=${reload} /></div></div>
  </main>`;
}

// What it says and shows. A film stands beside what the checks have found: each finding leads to its frame.
function Content({ item, mayOpen, link, film, call, words, player, renew }) {
  const type = item.file?.media_type ?? "";
  const frames = film?.verification;
  return html`<div><section class="card"><h2 class="unseen">${t("piece.content")}</h2>
      ${item.erased && html`<${Notice} live=${false}><p>${t("piece.erased")}</p><//>`}
      ${item.text && html`<p class="user-text">${item.text}</p>`}
      ${item.shipment_record && html`<${Shipment} record=${item.shipment_record} />`}
      ${item.external_video && html`<${Call} video=${item.external_video} call=${call} />`}
      ${item.file && !item.erased && !mayOpen && html`<${Notice} kind="warn" live=${false}><p>${t(item.file.scan_state === "infected" ? "scan.infected" : "scan.quarantined")}</p><//>`}
      ${link && type.startsWith("video/") && html`<video class="film" ref=${player} onError=${renew} controls playsinline preload="metadata" src=${link.url} aria-label=${words.kind(item.kind)} tabindex="0"></video>
        <${Steps} player=${player} fps=${frames ? frames.frames / Math.max(frames.seconds, 0.1) : 25} />`}
      ${link && type.startsWith("audio/") && html`<audio controls onError=${renew} preload="metadata" src=${link.url} aria-label=${words.kind(item.kind)}></audio>`}
      ${mayOpen && !PLAYED.test(type) && html`<div class="shown whole"><${Preview} item=${item.id} alt=${item.file.filename} /></div>`}
      ${mayOpen && html`<${Download} action=${mayOpen} />`}
    </section>
    ${mayOpen && isStaff() && type.startsWith("video/") && html`<section class="card"><h2>${t("piece.sheet")}</h2><div class="shown whole"><${Preview} item=${item.id} variant="contact_sheet" alt=${t("piece.sheet")} /></div></section>`}</div>`;
}

// One frame on, one frame back: a browser's own player goes by seconds.
function Steps({ player, fps }) {
  const step = (by) => { player.current.pause(); player.current.currentTime = Math.max(0, player.current.currentTime + by / fps); };
  return html`<div class="row no-print"><${Button} onClick=${() => step(-1)}>${t("piece.frame_back")}<//><${Button} onClick=${() => step(1)}>${t("piece.frame_on")}<//></div>`;
}

// The address is good for ten minutes and in the reader's name, so it is made when it is wanted.
function Download({ action }) {
  const [state, setState] = useState({ busy: false, error: null });
  const fetchFile = async () => {
    setState({ busy: true, error: null });
    try {
      const { url } = await post(action.href, undefined, { key: newKey() });
      Object.assign(document.createElement("a"), { href: url, download: "" }).click();
      setState({ busy: false, error: null });
    } catch (error) {
      setState({ busy: false, error });
    }
  };
  return html`<${Trouble} error=${state.error} /><div class="actions side no-print"><${Button} busy=${state.busy} onClick=${fetchFile}>${t("piece.download")}<//></div>`;
}

function Shipment({ record }) {
  return html`<dl class="facts"><div><dt>${t("parcel.carrier")}</dt><dd><bdi>${record.carrier_name ?? record.carrier}</bdi></dd></div>
      <div><dt>${t("parcel.tracking")}</dt><dd><bdi>${record.tracking_number}</bdi></dd></div>
      ${record.shipped_at && html`<div><dt>${t("piece.shipped")}</dt><dd>${dateTime(record.shipped_at)}</dd></div>`}</dl>
    ${record.doubts.length > 0 && html`<${Notice} kind="warn" live=${false} title=${t("piece.doubts")}><ul>${record.doubts.map((doubt) => html`<li key=${doubt}>${t(`doubt.${doubt}`)}</li>`)}</ul><//>`}`;
}

// A call elsewhere. Its address is somebody's words: it can be read and copied, and is no link.
function Call({ video, call }) {
  return html`<dl class="facts"><div><dt>${t("call.provider")}</dt><dd><bdi>${video.provider}</bdi></dd></div>
      <div><dt>${t("call.link")}</dt><dd><bdi>${video.link}</bdi></dd></div>
      <div><dt>${t("call.began")}</dt><dd>${dateTime(video.started_at)}</dd></div><div><dt>${t("call.ended")}</dt><dd>${dateTime(video.ended_at)}</dd></div></dl>
    ${video.recording && html`<p><${Link} to=${`piece/${video.recording}`}>${t("call.recording")}<//></p>`}
    ${call?.findings.length > 0 && html`<ul class="stack">${call.findings.map((finding) => html`<${Finding} key=${finding.check} finding=${finding} />`)}</ul>`}
    ${call?.attestation && html`<${Notice} kind=${call.attestation.held === "as_stated" ? "good" : "warn"} live=${false} title=${t(`held.${call.attestation.held}`)}><p class="user-text">${call.attestation.statement}</p><p class="small soft">${dateTime(call.attestation.at)}</p><//>`}`;
}

const RESULT_KIND = { live: "good", partly_live: "warn", not_shown_live: "bad" };
const OUTCOME_KIND = { pass: "good", fail: "bad", unknown: "warn" };

function Findings({ film, show }) {
  const said = film.challenge.words[language] ?? film.challenge.words.en;
  return html`<section class="card"><header><h2>${t("piece.findings")}</h2>${film.result && html`<${Chip} kind=${RESULT_KIND[film.result]}>${t(`result.${film.result}`)}<//>`}</header>
    ${film.overruling && html`<${Notice} kind="info" live=${false} title=${t("piece.overruled", { result: t(`result.${film.overruling.result}`) })}><p class="user-text">${film.overruling.reason}</p><p class="small soft">${dateTime(film.overruling.at)}</p><//>`}
    <p>${t("piece.words")} <strong>${said.join(" · ")}</strong> <span class="soft">(${film.challenge.code})</span></p>
    ${film.verification ? html`<ul class="findings">${film.verification.checks.map((check) => html`<${Finding} key=${check.check} finding=${check} show=${show} />`)}</ul>` : html`<p class="soft">${t("sufficiency.being_checked")}</p>`}
    ${film.gaps.length > 0 && html`<h3>${t("piece.gaps")}</h3><ul class="plain small">${film.gaps.map((gap) => html`<li key=${gap.before_chunk}>${t(`gap.${gap.kind}`, { seconds: figure("seconds", gap.seconds), piece: gap.before_chunk + 1 })}</li>`)}</ul>`}
  </section>`;
}

const FIGURES = { share: { style: "percent" }, frames: {}, seconds: { maximumFractionDigits: 1 }, total: { maximumFractionDigits: 1 } };

const figure = (name, value) => (name in FIGURES ? new Intl.NumberFormat(locale(), FIGURES[name]).format(value) : value);

// By its code in the reader's language; of before there were codes, the service's own sentence, in English.
function Reason({ finding: { reason, reason_code: code, params } }) {
  if (!code || !has(`found.${code}`)) return html`<p class="small soft" lang="en" dir="ltr">${reason}</p>`;
  const figures = Object.entries(params).map(([name, value]) => [name, figure(name, value)]);
  return html`<p class="small soft">${t(`found.${code}`, Object.fromEntries(figures))}</p>`;
}

function Finding({ finding, show }) {
  const { check, outcome, frame, at_seconds: at } = finding;
  return html`<li><div class="row between"><strong>${t(`check.${check}`)}</strong><${Chip} kind=${OUTCOME_KIND[outcome]}>${t(`outcome.${outcome}`)}<//></div>
    <${Reason} finding=${finding} />
    ${show && at !== null && at !== undefined && html`<button type="button" class="link small" onClick=${() => show(at)}>${t("piece.show_frame", { time: clockOf(at), frame: frame ?? "–" })}</button>`}</li>`;
}

const clockOf = (seconds) => `${Math.floor(seconds / 60)}:${String(Math.floor(seconds % 60)).padStart(2, "0")}`;

function Facts({ item }) {
  return html`<section class="card"><h2>${t("piece.about")}</h2><dl class="facts">
      ${item.file && html`<div><dt>${t("piece.file")}</dt><dd><bdi>${item.file.filename}</bdi></dd></div>
        <div><dt>${t("piece.type")}</dt><dd>${item.file.media_type} · ${bytes(item.file.size)}</dd></div>`}
      ${item.entered_by && html`<div><dt>${t("piece.entered_by")}</dt><dd><bdi>${item.entered_by.id ?? t("role.operator")}</bdi></dd></div>`}
      ${item.retained_until && html`<div><dt>${t("piece.kept")}</dt><dd>${dateTime(item.retained_until)}</dd></div>`}
      <div><dt>${t("piece.number")}</dt><dd class="small">${item.id}</dd></div></dl>
    ${item.file && html`<p class="small soft">SHA-256</p><p class="hash">${item.file.sha256}</p>`}
    ${item.invalidation && html`<${Notice} kind="bad" live=${false} title=${t("evidence.invalid")}><p class="user-text">${item.invalidation.reason}</p><p class="small">${dateTime(item.invalidation.at)}</p><//>`}
  </section>`;
}

// Signals only: nothing follows from them by itself.
function Signals({ signals }) {
  return html`<section class="card"><h2>${t("piece.signals")}</h2>
    ${signals === null && html`<p class="soft">${t("piece.no_signals")}</p>`}
    ${signals && !signals.reused.length && !signals.taken_after_receipt && html`<p class="row tight"><${Icon} name="check" /><span>${t("piece.nothing_odd")}</span></p>`}
    ${signals?.taken_after_receipt && html`<${Notice} kind="warn" live=${false}><p>${t("piece.taken_later", { time: dateTime(signals.taken_at) })}</p><//>`}
    ${signals?.taken_at && !signals.taken_after_receipt && html`<p>${t("piece.taken", { time: dateTime(signals.taken_at) })}</p>`}
    ${signals?.reused.map((each) => html`<${Notice} kind="warn" live=${false} key=${each.item}><p>${t(`reused.${each.how}`)} <${Link} to=${`piece/${each.item}`}>${t("piece.look")}<//> · <${Link} to=${`review/${each.dispute}`}>${t("case.one")}<//></p><//>`)}
  </section>`;
}

const LOOK_MS = 3_000;

// Checks that could not be run at all: an operator has them made once more.
function Recheck({ films, reload }) {
  const key = useRef(newKey());
  const [state, setState] = useState({ busy: false, error: null, asked: false });
  const isRecheck = ({ rel }) => rel === "recheck";
  const film = films.find(({ allowed_actions: actions }) => actions.some(isRecheck));
  const action = film?.allowed_actions.find(isRecheck);
  const waits = state.asked && films.some((seen) => !seen.checked_at && !seen.verification);
  useEffect(() => {
    if (!waits) return undefined;
    const timer = setInterval(reload, LOOK_MS);
    return () => clearInterval(timer);
  }, [waits, reload]);
  const ask = async () => {
    setState({ busy: true, error: null, asked: false });
    try {
      await post(action.href, undefined, { key: key.current, version: film.version });
      key.current = newKey();
      await reload();
      setState({ busy: false, error: null, asked: true });
    } catch (error) {
      key.current = keyAfter(error, key.current);
      setState({ busy: false, error, asked: false });
    }
  };
  const lookAgain = async () => { await reload(); setState({ busy: false, error: null, asked: false }); };
  return html`<div role="status">${waits && html`<${Notice} kind="info" live=${false}><p>${t("piece.recheck_asked")}</p><//>`}</div>
    ${action && html`<section class="card no-print"><h2>${t("piece.recheck_title")}</h2><p class="soft">${t("piece.recheck_help")}</p><${Trouble} error=${state.error} retry=${again(state.error, lookAgain)} />
      <div class="actions side"><${Button} busy=${state.busy} onClick=${ask}>${t("piece.recheck")}<//></div></section>`}`;
}

// What an operator finds of it, as the service offers it.
const FORMS = {
  overrule: { field: "result", codes: ["live", "partly_live", "not_shown_live"], label: (code) => t(`result.${code}`), text: "reason" },
  attest: { field: "held", codes: ["as_stated", "otherwise", "not_at_all"], label: (code) => t(`held.${code}`), text: "statement" },
  invalidate: { field: "reason_code", codes: ["not_genuine", "not_of_this_deal", "unreadable", "tracking_number_unknown", "other"], label: (code) => t(`invalid.${code}`), text: "reason" },
};

// Each is sent against the version that was read: of the film, of the call, or of the piece itself.
const Acts = ({ item, film, call, reload }) => item.allowed_actions.filter(({ rel }) => rel in FORMS)
  .map((action) => html`<details class="card no-print" key=${action.rel}><summary><${Icon} name="next" />${t(`piece.${action.rel}`)}</summary><${Finds} action=${action} version=${{ overrule: film, attest: call, invalidate: item }[action.rel]?.version} reload=${reload} /></details>`);

// What somebody else has found meanwhile is looked at before anything is sent; other trouble is no reason to look again.
const again = (error, reload) => (error?.status === 412 ? reload : null);

function Finds({ action, version, reload }) {
  const { field, codes, label, text } = FORMS[action.rel];
  const key = useRef(newKey());
  const [{ chosen, why }, write, endDraft] = useDraft(action.href, { chosen: null, why: "" });
  const [state, setState] = useState({ busy: false, error: null });
  const send = async () => {
    setState({ busy: true, error: null });
    try {
      await post(action.href, { [field]: chosen, [text]: written(why) }, { key: key.current, version });
      await reload();
      key.current = newKey(); // what may be done once more is done anew
      write({ chosen: null, why: "" });
      endDraft();
      setState({ busy: false, error: null });
    } catch (error) {
      key.current = keyAfter(error, key.current);
      setState({ busy: false, error });
    }
  };
  const lookAgain = async () => { await reload(); setState({ busy: false, error: null }); };
  return html`<div class="stack loose"><p class="soft">${t(`piece.${action.rel}_help`)}</p>
    <${Choices} legend=${t(`piece.${action.rel}`)} hideLegend name=${action.rel} value=${chosen} onChoose=${(code) => write({ chosen: code })} options=${codes.map((code) => ({ code, label: label(code) }))} />
    <${Field} label=${t(action.rel === "attest" ? "piece.statement" : "standing.why")}>${(more) => html`<textarea ...${more} rows="4" maxlength="10000" value=${why} onInput=${(event) => write({ why: event.target.value })}></textarea>`}<//>
    <${Trouble} error=${state.error} retry=${again(state.error, lookAgain)} />
    <div class="actions side"><${Button} kind="primary" busy=${state.busy} disabled=${!chosen || !written(why)} onClick=${send}>${t(`piece.${action.rel}`)}<//></div></div>`;
}
