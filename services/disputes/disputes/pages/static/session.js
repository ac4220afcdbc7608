// Who is acting, and every call to the API. The secret of the link stands behind the `#` of the address: it is exchanged
// once, leaves the address bar at once, and what is kept is a session that renews a token of five minutes.
import { writeBody } from "./writing.js";

const KEPT = "parley.session";
export const KEPT_LANGUAGE = "parley.language";
export const KEPT_PERSON = "parley.person";
export const draftsOf = (participant) => `parley.draft.${participant}/`;
const RENEW_BEFORE_MS = 30_000;
const PATIENCE_MS = 20_000;
const MOST_TRIES = 4;

export class Problem extends Error {
  constructor(status, body = {}) {
    super(body.detail ?? body.code ?? String(status));
    this.status = status;
    this.code = body.code ?? "trouble";
    this.body = body;
  }
}

// No answer came: the network, or a service that is away.
export class Unreachable extends Error {}

export const session = { who: null };
let token = null;
let tokenEnds = 0;
let renewing = null;
const watchers = new Set();

// What the connection is like: "fine", "offline", "busy". Whoever watches is told of changes.
export let connection = "fine";
export function watchConnection(watcher) {
  watchers.add(watcher);
  return () => watchers.delete(watcher);
}
function setConnection(state) {
  if (connection === state) return;
  connection = state;
  for (const watcher of watchers) watcher(state);
}
// Refusals after which this session can do nothing more, whoever asks: the frame says so instead of each screen.
const ENDS = ["page_link_refused", "page_link_expired", "page_link_revoked", "platform_not_active"];
let onEnd = () => {};
export function watchEnd(watcher) {
  onEnd = watcher;
}
addEventListener("offline", () => setConnection("offline"));
addEventListener("online", () => setConnection("fine"));

const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

function keep(secret) {
  try {
    sessionStorage.setItem(KEPT, secret);
  } catch {
    session.secret = secret; // storage may be forbidden in a frame: then the page lasts as long as it is open
  }
}
function kept() {
  try {
    return sessionStorage.getItem(KEPT) ?? session.secret;
  } catch {
    return session.secret;
  }
}

export const hasLink = () => location.hash.length > 20;

// Handed over by another device: what stands in the address is a session, and no link.
const HANDED_OVER = /\/go-on$/;
export const isHandedOver = () => HANDED_OVER.test(location.pathname);

const beside = (use) => import("./beside.js").then(use).catch(() => null);
export const offerBeside = (path) => beside(({ offer }) => offer(path, handing()));

// Where another tab of this browser goes on with the session of this one, at a place of its own.
export const placeBeside = (place) => `go-on#${encodeURIComponent(`${place}~${handing()}`)}`;

// The session for a tab beside, and the language that is spoken in this one.
const handing = () => `${kept()}~${document.documentElement.lang.slice(0, 2)}`;
function goOn(handed, spoken) {
  keep(handed);
  try { if (spoken) sessionStorage.setItem(KEPT_LANGUAGE, spoken); } catch { /* it speaks the link's */ }
  return exchange("/v1/page-sessions/renew", { session: handed });
}

// Opens the session of the link in the address, or goes on with the one of this tab. Throws Problem or Unreachable.
export async function openSession() {
  if (hasLink()) {
    const secret = decodeURIComponent(location.hash.slice(1));
    if (isHandedOver()) {
      const [place, handed, spoken] = secret.includes("~") ? secret.split("~") : ["", secret];
      history.replaceState(null, "", location.pathname.replace(HANDED_OVER, `/${place}`));
      return goOn(handed, spoken);
    }
    const who = await exchange("/v1/page-sessions", { link: secret });
    history.replaceState(null, "", location.pathname);
    return who;
  }
  const secret = kept() ?? await beside(({ askBeside }) => askBeside(location.pathname));
  if (!secret) throw new Problem(403, { code: "page_link_missing" });
  return goOn(...secret.split("~"));
}

async function exchange(path, body) {
  const answer = await send("POST", path, { "Content-Type": "application/json" }, JSON.stringify(body));
  const said = await read(answer);
  if (!answer.ok) {
    const problem = new Problem(answer.status, said);
    if (session.who && ENDS.includes(problem.code)) onEnd(problem);
    throw problem;
  }
  if (said.participant !== session.who?.participant) answers.clear();
  keep(said.session);
  try { sessionStorage.setItem(KEPT_PERSON, said.participant); } catch { /* nor is anything else kept */ }
  token = said.access_token;
  tokenEnds = performance.now() + said.expires_in * 1000;
  session.who = { ...said, platform: { ...session.who?.platform, ...said.platform } };
  return session.who;
}

async function currentToken() {
  if (performance.now() < tokenEnds - RENEW_BEFORE_MS) return token;
  renewing ??= exchange("/v1/page-sessions/renew", { session: kept() }).finally(() => { renewing = null; });
  await renewing;
  return token;
}

// An address at which the reader goes on with another device, for ten minutes.
export async function handOver() {
  const answer = await send("POST", "/v1/page-sessions/hand-over", { "Content-Type": "application/json" }, JSON.stringify({ session: kept() }));
  const said = await read(answer);
  if (!answer.ok) throw new Problem(answer.status, said);
  return said;
}

// A key for one act, made when its form opens: sent again, it is still done once.
export function newKey() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

// No answer yet: the same, sent again under the same key a moment later, gets it.
export const MOMENTARY = ["idempotency_in_flight", "not_known_yet"];

// A refusal is an answer: what is sent after it is another act. Without an answer it is still the same one.
export function keyAfter(error, key) {
  const refused = error.status && error.status < 500 && !MOMENTARY.includes(error.code);
  return refused ? newKey() : key;
}

// What was read last at each address: asked again, it comes only if it has changed. The oldest goes first.
const MOST_KEPT = 40;
const answers = new Map();

function keepAnswer(place, tag, body) {
  answers.delete(place);
  if (tag) answers.set(place, { tag, body });
  if (answers.size > MOST_KEPT) answers.delete(answers.keys().next().value);
  return body;
}

// What is wanted before a refusal of an act is shown, such as words for it; it is shown without, where that takes long.
let onRefusal = null;
const WORDS_MS = 3_000;
export const beforeRefusals = (act) => { onRefusal = act; };
export const prepareRefusal = async () => { if (onRefusal) await Promise.race([onRefusal(), pause(WORDS_MS)]); };

// Asks the API. Waits and tries again where the service says it is busy or no answer comes, as long as doing it twice
// is doing it once: reads, and acts under a key. Throws Problem or Unreachable.
export async function call(method, path, { body, key, version, language, keepalive, timeout = PATIENCE_MS, headers = {} } = {}) {
  const repeatable = method === "GET" || method === "PUT" || method === "HEAD" || key !== undefined;
  const place = method === "GET" ? `${path} ${language ?? ""}` : null;
  let renewed = false;
  for (let tries = 1; ; tries += 1) {
    const before = answers.get(place);
    const fields = { Authorization: `Bearer ${await currentToken()}`, ...headers };
    if (body !== undefined) fields["Content-Type"] = "application/json";
    if (before) fields["If-None-Match"] = before.tag;
    if (key) fields["Idempotency-Key"] = key;
    if (version !== undefined) fields["If-Match"] = `"${version}"`;
    if (language) fields["Accept-Language"] = language;
    let answer;
    try {
      const sent = body === undefined ? undefined : await writeBody(body).catch(() => { throw new Unreachable(path); });
      answer = await send(method, path, fields, sent, timeout, keepalive);
    } catch (error) {
      if (!repeatable || tries >= MOST_TRIES) throw error;
      await pause(400 * 2 ** tries);
      continue;
    }
    if (answer.status === 401 && !renewed) {
      renewed = true;
      tokenEnds = 0;
      continue;
    }
    if (answer.ok || answer.status === 304) {
      setConnection("fine");
      if (answer.status === 304) return before.body;
      if (answer.status === 204) return null;
      return place ? keepAnswer(place, answer.headers.get("ETag"), await read(answer)) : read(answer);
    }
    const problem = new Problem(answer.status, await read(answer));
    const momentary = [429, 502, 503, 504].includes(answer.status) || MOMENTARY.includes(problem.code);
    if (!momentary || !repeatable || tries >= MOST_TRIES) {
      if (method !== "GET") await prepareRefusal();
      throw problem;
    }
    setConnection("busy");
    await pause(Math.min(8000, Math.max(300, 1000 * Number(answer.headers.get("Retry-After") ?? 1))));
  }
}

export const get = (path, options) => call("GET", path, options);
export const post = (path, body, options) => call("POST", path, { ...options, body });

export async function fetchBlob(path) {
  const ask = async () => send("GET", path, { Authorization: `Bearer ${await currentToken()}` });
  let answer = await ask();
  if (answer.status === 401) {
    forgetToken();
    answer = await ask();
  }
  if (!answer.ok) throw new Problem(answer.status, await read(answer));
  return answer.blob();
}

// A token that the service no longer takes: the next call asks for another.
export const forgetToken = () => { tokenEnds = 0; };

export const authorization = async () => `Bearer ${await currentToken()}`;

async function send(method, path, headers, body, timeout = PATIENCE_MS, keepalive = false) {
  try {
    return await fetch(path, {
      method, headers, body, keepalive, cache: "no-store", credentials: "omit", signal: AbortSignal.timeout(timeout),
    });
  } catch {
    setConnection(navigator.onLine ? "busy" : "offline");
    throw new Unreachable(path);
  }
}

const read = (answer) => answer.json().catch(() => ({}));

// All pages of a list, as far as `most` entries.
export async function listAll(path, most = 200) {
  const found = [];
  let cursor = null;
  do {
    const next = cursor ? `${path}${path.includes("?") ? "&" : "?"}cursor=${encodeURIComponent(cursor)}` : path;
    const page = await get(next);
    found.push(...page.data);
    cursor = page.has_more ? page.next_cursor : null;
  } while (cursor && found.length < most);
  return found;
}
