// The page: from the link to the finished video. Recording stops by itself while it could not be shown to be live.
import { Look } from "./look.js";
import { ask, passing, wait, Refused } from "./link.js";
import { BITS, Picture } from "./picture.js";
import { Sending } from "./sending.js";
import { LANGUAGES, TEXTS } from "./texts.js";
import { Tokens } from "./tokens.js";

const SLICE = 1500;
const STALE = 5000;
const FRESH = 2600;
const BACKLOG = 5000;
// Well before a piece comes too late to be shown to be live.
const AGED = 7000;
// A shorter film cannot be shown to be live.
const SHORTEST = 10;
// Seconds before the longest film: what is recorded until then has arrived in time, and it is said that the end is near.
const SENT_IN = 6;
const NEARLY = 60;
const KINDS = ["video/webm;codecs=vp8,opus", "video/webm;codecs=vp9,opus", "video/webm", "video/mp4"];
// What is said when recording is over, by the code of the refusal.
const ENDS = {
  video_too_long: "full", video_ended: "ended", chunk_conflict: "elsewhere", segment_unknown: "elsewhere",
  deadline_passed: "late", request_not_open: "late", case_closed: "late", secret_refused: "badlink", not_found: "badlink",
};
const element = (id) => document.getElementById(id);

const wantedLanguage = new URLSearchParams(location.search).get("language");
let language = [wantedLanguage, document.documentElement.lang].find((each) => LANGUAGES.includes(each)) ?? "en";
let session = null;
let picture = null;
let camera = null;
let sending = null;
let recorder = null;
let shownNotice = null;
const tokens = new Tokens();
const look = new Look();
const film = { phase: "loading", segment: 0, since: 0, recorded: 0, pausedAt: null, why: null, gap: 0, shown: 0, hint: null, mute: false, began: 0, held: new Blob() };

const say = (key, values = {}) => Object.entries(values).reduce(
  (text, [name, value]) => text.replace(`{${name}}`, value), TEXTS[language][key] ?? TEXTS.en[key] ?? key);

function notice(key, bad = false) {
  shownNotice = key && [key, bad];
  element("notice").hidden = !key;
  if (!key) return;
  element("notice").textContent = say(key);
  element("notice").classList.toggle("bad", bad);
}

function show(...ids) {
  for (const id of ["stage", "challenge", "show", "about", "done", "bar"]) element(id).hidden = !ids.includes(id);
  document.body.classList.toggle("filming", ids.includes("stage"));
}

function translate() {
  document.documentElement.lang = language === "zh" ? "zh-Hans" : language;
  document.title = say("title");
  for (const found of document.querySelectorAll("[data-text]")) found.textContent = say(found.dataset.text);
  element("language").value = language;
  if (shownNotice) notice(...shownNotice);
  if (session === null) return;
  element("words").textContent = session.challenge.words[language].join(" · ");
  element("code").textContent = session.challenge.code;
  const until = new Date(session.expires_at).toLocaleString(language, { dateStyle: "medium", timeStyle: "short" });
  element("until").textContent = say("until", { time: until });
  element("who").textContent = say(`as_${session.party}`);
  element("case").textContent = say("case", { dispute: session.dispute });
  name("marketplace", session.marketplace);
  element("mark").textContent = [...(session.marketplace ?? "Parley")][0].toUpperCase();
  look.listLegal(say);
  name("deal", session.deal);
  if (session.marketplace) document.title = `${say("title")} · ${session.marketplace}`;
  element("advice").textContent = say("advice", { minutes: Math.floor(session.max_seconds / 60) });
  for (const found of document.querySelectorAll("#checklist [data-code]")) {
    found.textContent = found.dataset.policy ? policyText(found.dataset) : say(found.dataset.code);
  }
}

// In the marketplace's own words, whatever language the page is in.
function name(id, text) {
  element(id).hidden = !text;
  element(id).textContent = text ?? "";
}

// A point of a programme of ours is there in each language; one of a platform's own stays as the platform wrote it.
function policyText({ code, policy }) {
  const key = `${session.party}_${code}`;
  return TEXTS.en[key] === policy ? say(key) : policy;
}

function listChecks() {
  element("checklist").replaceChildren(...session.checklist.map((entry) => {
    const [row, label, box, text] = ["li", "label", "input", "span"].map((kind) => document.createElement(kind));
    box.type = "checkbox";
    box.value = entry.text === null ? "" : entry.code;
    text.dataset.code = entry.code;
    text.dataset.policy = entry.text ?? "";
    label.append(box, text);
    row.append(label);
    return row;
  }));
}

async function load() {
  for (;;) {
    try {
      return await ask("session");
    } catch (error) {
      if (!passing(error)) throw error;
      notice("offline");
      await wait(2000);
    }
  }
}

async function turnOn() {
  notice(null);
  button("allow", false, true); // while it is asked whether the camera may be used
  const wanted = { width: { ideal: 1280 }, height: { ideal: 960 }, facingMode: { ideal: "environment" } };
  try {
    camera = await navigator.mediaDevices.getUserMedia({ video: wanted, audio: { echoCancellation: true } });
  } catch {
    try {
      camera = await navigator.mediaDevices.getUserMedia({ video: wanted });
      film.mute = true;
      notice("nosound");
    } catch (refusal) {
      button("allow", false);
      return notice(refusal.name === "NotFoundError" ? "nocamera" : "denied", true);
    }
  }
  const video = document.createElement("video");
  Object.assign(video, { muted: true, playsInline: true, srcObject: camera, className: "speck" });
  video.setAttribute("aria-hidden", "true");
  document.querySelector("main").append(video);
  await video.play();
  tokens.keep(end);
  picture = new Picture(element("picture"), session.mark, session.challenge.code);
  picture.show(video, tokens);
  film.phase = "ready";
  show("stage", "challenge", "show", "bar");
  button("start", false);
  status(say("ready"));
}

async function start() {
  button("start", false, true);
  const kind = KINDS.find((known) => MediaRecorder.isTypeSupported(known));
  try {
    while (tokens.age > FRESH) await wait(100);
    const said = await ask("segments", { method: "POST", json: { code: session.challenge.code, media_type: kind } });
    film.segment = said.segment;
    sending = new Sending(said.next_chunk);
  } catch (error) {
    if (!passing(error)) return end(error);
    notice("offline");
    return button("start", false);
  }
  notice(film.mute ? "nosound" : null);
  const stream = picture.stream;
  for (const track of camera.getAudioTracks()) stream.addTrack(track);
  recorder = new MediaRecorder(stream, { mimeType: kind, videoBitsPerSecond: BITS, audioBitsPerSecond: 32000 });
  recorder.ondataavailable = ({ data }) => {
    film.held = new Blob([film.held, data]);
    // Browsers hand over single bytes now and then; they go with what follows.
    if (film.held.size < 1024 && recorder.state !== "inactive") return;
    if (film.held.size) sending.add(film.held, film.segment, film.gap, film.shown);
    Object.assign(film, { held: new Blob(), gap: 0, shown: tokens.issued });
  };
  for (const track of camera.getVideoTracks()) track.onended = () => finish();
  sending.run();
  recorder.start(SLICE);
  Object.assign(film, { phase: "recording", began: performance.now(), since: performance.now(), recorded: 0, pausedAt: null, gap: 0, shown: tokens.issued });
  navigator.wakeLock?.request("screen").catch(() => {});
  button("finish", true);
  watch();
}

// Why recording cannot go on just now, if so: what is recorded without a fresh mark could not be shown to be live.
function obstacle() {
  if (document.hidden) return "hidden";
  if (!navigator.onLine || tokens.age > STALE) return "lost";
  if (sending.waiting > BACKLOG || sending.age > AGED) return tokens.age > FRESH * 1.5 ? "lost" : "slow";
  return null;
}

async function watch() {
  while (film.phase === "recording") {
    const now = performance.now();
    if (sending.failed?.code === "video_too_long") return finish(sending.queue[0].n);
    if (sending.failed !== null) return end(sending.failed);
    if (film.pausedAt === null && (film.why = obstacle()) !== null) {
      recorder.requestData();
      recorder.pause();
      film.recorded += now - film.since;
      film.pausedAt = now;
    } else if (film.pausedAt !== null && !document.hidden && navigator.onLine && !sending.queue.length && tokens.age < FRESH) {
      film.gap += now - film.pausedAt;
      recorder.resume();
      Object.assign(sending, { age: 0 });
      Object.assign(film, { shown: tokens.issued, pausedAt: null, since: now, why: null });
    }
    const left = session.max_seconds - (now - film.began) / 1000;
    if (left < SENT_IN) return finish();
    if (recorded(now) >= SHORTEST) film.hint = left < NEARLY ? "nearly" : null;
    notice(film.why ?? film.hint ?? (film.mute ? "nosound" : null));
    progress(now);
    await wait(250);
  }
}

function recorded(now) {
  return (film.recorded + (film.pausedAt === null ? now - film.since : 0)) / 1000;
}

// Not at once by a slip of the thumb.
function wantToFinish() {
  if (film.segment === 0 && recorded(performance.now()) < SHORTEST) film.hint = "short";
  else finish();
}

function progress(now) {
  const seconds = Math.floor(recorded(now));
  const badge = element("badge");
  badge.hidden = false;
  badge.classList.toggle("paused", film.pausedAt !== null);
  badge.textContent = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
  const left = sending.bytes > 1e6 ? `${(sending.bytes / 1e6).toFixed(1)} MB` : `${Math.ceil(sending.bytes / 1e3)} kB`;
  status(sending.queue.length > 1 ? say("sending", { seconds, left }) : say("sent", { seconds }));
}

// `received`: how many pieces there are, where it could not take more.
async function finish(received = null) {
  if (film.phase !== "recording") return;
  film.phase = "finishing";
  if (film.pausedAt !== null) film.gap += performance.now() - film.pausedAt;
  button("finishing", true, true);
  await new Promise((resolve) => {
    recorder.onstop = resolve;
    recorder.stop();
  });
  for (const track of camera.getTracks()) track.stop();
  picture.stop();
  tokens.stop();
  const covers = [...document.querySelectorAll("#checklist input:checked")].map((box) => box.value).filter(Boolean);
  for (;;) {
    try {
      if (received === null) await sending.empty();
      await ask("finish", { method: "POST", json: { chunks: received ?? sending.next, covers }, timeout: 60000 });
      return done();
    } catch (error) {
      if (error.code === "video_too_long" && received === null) received = sending.queue[0].n;
      else if (!passing(error)) return end(error);
      else {
        notice("offline");
        await wait(1500);
      }
    }
  }
}

async function done() {
  film.phase = "done";
  notice(null);
  show("done");
  element("received").focus(); // the button that has the focus is gone
  for (let tries = 0; tries < 90; tries += 1) {
    const said = await ask("session").catch(() => null);
    if (said?.result) {
      element("verdict").dataset.text = said.result;
      return translate();
    }
    await wait(2000);
  }
}

async function end(error) {
  film.phase = "over";
  tokens.stop();
  picture?.stop();
  for (const track of camera?.getTracks() ?? []) track.stop();
  show();
  element("title").focus();
  if (error?.code === "video_ended") {
    // It may have been finished meanwhile with what had come.
    const said = await ask("session").catch(() => null);
    if (["finished", "verified"].includes(said?.state)) return done();
    if (said && Date.parse(said.server_time) >= Date.parse(said.expires_at)) return notice("late", true);
  }
  const badLink = error instanceof Refused && [400, 403, 404, 422].includes(error.status) && session === null;
  notice(badLink ? "badlink" : ENDS[error?.code] ?? "trouble", true);
}

// While it is busy it keeps the focus of whoever has pressed it.
function button(text, stop, busy = false) {
  const main = element("main");
  main.dataset.text = text;
  main.textContent = say(text);
  main.classList.toggle("stop", stop);
  main.setAttribute("aria-disabled", String(busy));
}

function status(text) {
  element("status").textContent = text;
}

element("language").onchange = ({ target }) => {
  language = target.value;
  history.replaceState(null, "", `?language=${language}${location.hash}`); // for a page that is loaded anew
  translate();
};
element("main").onclick = ({ target }) => target.getAttribute("aria-disabled") !== "true" && ({ asking: turnOn, ready: start, recording: wantToFinish })[film.phase]?.();
addEventListener("beforeunload", (event) => {
  if (film.phase === "recording" || film.phase === "finishing") event.preventDefault();
});
addEventListener("hashchange", () => location.reload());

translate();
element("late").remove();
load().then((said) => {
  session = said;
  look.load(said.platform, say);
  listChecks();
  translate();
  if (said.state === "finished" || said.state === "verified") return done();
  if (said.state === "abandoned") return end(new Refused(409, "video_ended"));
  if (!globalThis.MediaRecorder || !navigator.mediaDevices) return notice("unsupported", true);
  notice(said.chunks > 0 ? "resumed" : null);
  film.phase = "asking";
  show("about", "challenge", "show", "bar");
}, end);
