// Parts that every screen is made of.
import { html, useCallback, useEffect, useRef, useState } from "./vendor/preact-htm.js";
import { addTexts, bytes, dateTime, has, listOf, relative, t, wholeDateTime } from "./language.js";
import { forget, leaveBy } from "./returning.js";
import { Problem, Unreachable, offerBeside, placeBeside, session } from "./session.js";

export { html, useCallback, useEffect, useRef, useState };

// In a frame the address names the platform, whose pages alone may show it.
export const ROOT = location.pathname.match(/^\/pages\/in\/[^/]+/)?.[0] ?? "/pages";
const movers = new Set();

function move(place) {
  history.pushState(null, "", `${ROOT}/${place}`);
  for (const mover of movers) mover();
}

// Goes to another screen without loading a page.
export function go(place) {
  forget(place);
  move(place);
}

export const placeNow = () => location.pathname.slice(ROOT.length + 1);

export function usePlace() {
  const [place, setPlace] = useState(placeNow());
  useEffect(() => {
    const mover = () => setPlace(placeNow());
    movers.add(mover);
    addEventListener("popstate", mover);
    return () => { movers.delete(mover); removeEventListener("popstate", mover); };
  }, []);
  return place;
}

// Whoever wants it beside what they read gets it in a tab of its own, which has the session with it.
export function Link({ to, children, ...more }) {
  const follow = (event) => {
    if (event.button > 1 || event.altKey) return;
    event.preventDefault();
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.button) return open(`${ROOT}/${placeBeside(to)}`, "_blank", "noopener");
    leaveBy(placeNow(), to);
    move(to);
  };
  return html`<a href=${`${ROOT}/${to}`} onClick=${follow} onAuxClick=${follow} onContextMenu=${() => offerBeside(`${ROOT}/${to}`)} ...${more}>${children}</a>`;
}

// Loads once and whenever `deps` change; `reload` loads again and keeps what is shown until it has come.
export function useLoad(load, deps) {
  const [state, setState] = useState({ data: null, error: null, loading: true });
  const round = useRef(0);
  const reload = useCallback(async () => {
    const mine = (round.current += 1);
    try {
      const data = await load();
      if (mine === round.current) setState({ data, error: null, loading: false });
      return data;
    } catch (error) {
      if (mine === round.current) setState((before) => ({ data: before.data, error, loading: false }));
      return null;
    }
  }, deps);
  useEffect(() => {
    setState((before) => ({ ...before, loading: true }));
    reload();
    return () => { round.current += 1; };
  }, [reload]);
  return { ...state, reload };
}

// Looks again every now and then while somebody is looking, and at once when the page is looked at again.
export function usePolling(reload, ms = 15_000) {
  useEffect(() => {
    const timer = setInterval(() => { if (!document.hidden) reload(); }, ms);
    const back = () => { if (!document.hidden) reload(); };
    document.addEventListener("visibilitychange", back);
    addEventListener("online", back);
    return () => {
      clearInterval(timer);
      document.removeEventListener("visibilitychange", back);
      removeEventListener("online", back);
    };
  }, [reload, ms]);
}

// Where what had the focus is gone, such as an act that somebody else has made impossible, it goes to the heading: whoever
// uses the keyboard is not sent back to the beginning.
export function keepFocus(within) {
  let last = null;
  within.addEventListener("focusin", (event) => { last = event.target; });
  within.addEventListener("focusout", ({ target }) => queueMicrotask(() => { if (target.isConnected && last === target) last = null; }));
  new MutationObserver(() => {
    if (last === null || last.isConnected || document.activeElement !== document.body) return;
    last = null;
    within.querySelector("main h1")?.focus({ preventScroll: true });
  }).observe(within, { childList: true, subtree: true });
}

// What was done, for whoever does not see that the screen is another one.
const ANNOUNCED_MS = 8_000;
export function announce(text) {
  const place = document.getElementById("announcements");
  if (!place) return;
  place.textContent = text;
  setTimeout(() => { if (place.textContent === text) place.textContent = ""; }, ANNOUNCED_MS);
}

// Whose turn it is. Where somebody else's act changes it, that is said to whoever does not see it.
export function TurnTitle({ text }) {
  const said = useRef(text);
  useEffect(() => { if (said.current !== text) announce(text); said.current = text; }, [text]);
  return html`<h2 id="turn">${text}</h2>`;
}

// The heading that a screen begins with: it gets the focus, so that a reader hears where it is, and names the window. What
// people have written does not stand there, but `name`: the browser's history keeps it.
export function Heading({ children, name }) {
  const ref = useRef(null);
  useEffect(() => { document.title = `${name ?? ref.current.textContent} · ${session.who?.platform.name ?? t("title")}`; });
  useEffect(() => ref.current.focus({ preventScroll: true }), []);
  return html`<h1 ref=${ref} tabindex="-1" class="heading">${children}</h1>`;
}

const PATHS = {
  back: "M15 5l-7 7 7 7", next: "M9 5l7 7-7 7", clock: "M12 7v5l3 2M12 3a9 9 0 100 18 9 9 0 000-18z", check: "M5 12.5l4.5 4.5L19 7.5",
  alert: "M12 8v5m0 3.2v.1M12 3.5L2.8 19.5h18.4L12 3.5z", info: "M12 11v6m0-9.2v.1M12 3a9 9 0 100 18 9 9 0 000-18z",
  lock: "M7 11V8a5 5 0 0110 0v3m-12 0h14v9H5z", file: "M6 3h8l4 4v14H6z M14 3v4h4",
  message: "M4 5h16v11H9l-5 4z", scale: "M12 4v16m-6 0h12M5 8h14M5 8l-3 6a3 3 0 006 0L5 8zm14 0l-3 6a3 3 0 006 0l-3-6z",
  money: "M3 7h18v10H3z M12 9.5a2.5 2.5 0 100 5 2.5 2.5 0 000-5z", camera: "M4 8h3l2-3h6l2 3h3v11H4z M12 10a3.5 3.5 0 100 7 3.5 3.5 0 000-7z",
  user: "M12 4a4 4 0 100 8 4 4 0 000-8zM4 21a8 8 0 0116 0", close: "M6 6l12 12M18 6L6 18",
};

export const Icon = ({ name }) => html`<svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false"><path d=${PATHS[name] ?? PATHS.info} /></svg>`;

export function Notice({ kind = "info", title, children, live = true }) {
  const icon = { info: "info", good: "check", warn: "alert", bad: "alert" }[kind];
  return html`<div class=${`notice ${kind}`} role=${live ? (kind === "bad" ? "alert" : "status") : null}>
    <${Icon} name=${icon} /><div>${title && html`<p class="notice-title">${title}</p>`}${children}</div></div>`;
}

// Fields of a form by the last part of where the service found something wrong with them.
const FIELD_TEXTS = ["address", "parcel", "call"];
const FIELD_NAMES = { tracking_number: "parcel.tracking", started_at: "call.began", ended_at: "call.ended", until: "turn.until", due_at: "turn.until", explanation: "report.explanation", amount: "ledger.amount" };

function fieldsOf({ body }) {
  const names = (body.errors ?? []).map(({ pointer = "" }) => pointer.split("/").filter((part) => !/^\d*$/.test(part)).at(-1));
  const keys = names.map((name) => FIELD_NAMES[name] ?? FIELD_TEXTS.map((family) => `${family}.${name}`).find(has)).filter((key) => key && has(key));
  return keys.length ? ` (${listOf([...new Set(keys)].map((key) => t(key)))})` : "";
}

// What went wrong, in the reader's language where we have words for it.
export function problemText(error) {
  if (error instanceof Unreachable) return navigator.onLine ? t("trouble.unreachable") : t("trouble.offline");
  if (error instanceof Problem) {
    const key = [`${error.code}.${error.body.why}`, `problem.${error.code}`].find(has);
    if (key) return t(key, { fields: fieldsOf(error), limit: bytes(error.body.limit_bytes ?? 0) });
    if (has(`shut.${error.code}`)) return t(`shut.${error.code}`);
    if (error.status === 429) return t("trouble.too_fast");
    if (error.status === 503) return t("trouble.busy");
    return error.body.errors?.map((each) => each.message).join(" ") || error.body.detail || t("trouble.unknown");
  }
  return t("trouble.unknown");
}

export function Trouble({ error, retry }) {
  if (!error) return null;
  const changed = error instanceof Problem && error.status === 412;
  return html`<${Notice} kind=${changed ? "warn" : "bad"} title=${changed ? t("trouble.changed_title") : null}>
    <p>${changed ? t("trouble.changed") : problemText(error)}</p>
    ${retry && html`<button type="button" class="link" onClick=${retry}>${t(changed ? "look_again" : "try_again")}</button>`}
  <//>`;
}

// A screen that has nothing to show yet: because it is on its way, or because it cannot be had. From what is not there a way
// leads to where the reader's link does.
export function Unready({ error, retry }) {
  if (!error) return html`<${Waiting} />`;
  const isMissing = error.status === 404;
  return html`<section class="card"><${Heading}>${t(isMissing ? "trouble.missing_title" : "shut.trouble")}<//><${Trouble} error=${error} retry=${retry} />
    ${isMissing && html`<${Link} class="button" to="">${t("back")}<//>`}</section>`;
}

export function Waiting() {
  return html`<div class="skeleton" role="status"><span class="unseen">${t("loading")}</span><i></i><i></i><i></i></div>`;
}

// All of a list of which only the newest part was shown: a button, and what hinders it. Where it stood goes on the focus. On
// paper it says that there is more.
export function ShowAll({ label, load, onLoaded }) {
  const [state, setState] = useState({ busy: false, error: null });
  const button = useRef(null);
  const show = async () => {
    if (state.busy) return;
    const title = button.current.closest("section")?.querySelector("h2");
    setState({ busy: true, error: null });
    try {
      onLoaded(await load());
      title?.setAttribute("tabindex", "-1");
      title?.focus({ preventScroll: true });
    } catch (error) {
      setState({ busy: false, error });
    }
  };
  return html`<${Trouble} error=${state.error} /><button type="button" class="link" ref=${button} aria-disabled=${state.busy ? "true" : null} onClick=${show}>${label}</button>`;
}

// A part whose module is loaded when it is first shown.
export function Later({ load, part, ...props }) {
  const { data, error, reload } = useLoad(() => loadModule(load, part), [load, part]);
  return data ? html`<${data.Part} ...${props} />` : html`<${Unready} error=${error} retry=${reload} />`;
}

// A sheet of style that only some screens need, loaded once.
export function loadLook(path) {
  const { href } = new URL(path, import.meta.url);
  if ([...document.styleSheets].some((sheet) => sheet.href === href)) return undefined;
  const look = document.createElement("link");
  const drawn = new Promise((resolve) => { look.onload = look.onerror = resolve; });
  Object.assign(look, { rel: "stylesheet", href });
  document.head.append(look);
  return drawn;
}

// What forms need beside their modules.
export const loadForms = () => Promise.all([addTexts("acts"), loadLook("./forms.css")]);

// Asks for a module at once that is shown once what it shows has come.
export const useEarly = (load) => useEffect(() => { load().catch(() => {}); }, []);

// A part that is a component of its own module.
export const later = (load, part) => (props) => html`<${Later} load=${load} part=${part} ...${props} />`;

// A module that does not come over a poor line is a page that cannot be reached.
export async function loadModule(load, part) {
  try {
    return { Part: (await load())[part] };
  } catch {
    throw new Unreachable();
  }
}

// An act that cannot be done at the moment: it says so, and leads back.
export const Gone = ({ home, children }) => html`<${Notice} kind="warn"><p>${t("act.gone")}</p><//>${children}
  <${Link} class="button primary" to=${home}>${t("act.back")}<//>`;

// A table. On a phone each row stands by itself, and each of its cells says what it is.
export function Table({ label, kind = "", children }) {
  const table = useRef(null);
  useEffect(() => nameCells(table.current));
  return html`<div class="scroller" tabindex="0" role="region" aria-label=${label}><table ref=${table} class=${kind} aria-label=${label}>${children}</table></div>`;
}

function nameCells(table) {
  const heads = [...table.tHead.rows[0].cells].map((cell) => cell.textContent);
  for (const row of [...table.rows].slice(1)) {
    let at = 0;
    for (const cell of row.cells) {
      if (cell.tagName === "TD") cell.dataset.label = heads[at];
      at += cell.colSpan;
    }
  }
}

export const Chip = ({ kind = "calm", children }) => html`<span class=${`chip ${kind}`}>${children}</span>`;

// A clock that counts towards an instant, and says so at most once a minute.
export function Until({ at }) {
  const [, tick] = useState(0);
  useEffect(() => {
    const timer = setInterval(() => tick((n) => n + 1), 30_000);
    return () => clearInterval(timer);
  }, []);
  return html`<time datetime=${at} title=${wholeDateTime(at)}>${dateTime(at)}</time> <span class="soft nowrap" role="timer">(${relative(at)})</span>`;
}

// While it is busy, or waits for something to be read, it keeps the focus of whoever has pressed it.
export function Button({ kind = "plain", busy = false, waits = false, disabled = false, onClick, children, ...more }) {
  const idle = busy || waits;
  return html`<button type="button" class=${`button ${kind}`} ...${more} disabled=${disabled && !idle} aria-disabled=${idle ? "true" : null} aria-busy=${busy ? "true" : null}
    onClick=${(event) => { if (!idle) onClick?.(event); }}>
    ${busy && html`<span class="spinner" aria-hidden="true"></span>`}${children}</button>`;
}

let fields = 0;

// A label, its field, help, how what was typed is read (told as it changes) and what is wrong with it, tied together.
export function Field({ label, help, reading, error, children }) {
  const id = useRef(`field-${(fields += 1)}`).current;
  const describedBy = [help && `${id}-help`, reading && `${id}-reading`, error && `${id}-error`].filter(Boolean).join(" ") || null;
  return html`<div class=${`field ${error ? "wrong" : ""}`}>
    <label for=${id}>${label}</label>
    ${help && html`<p class="help" id=${`${id}-help`}>${help}</p>`}
    ${reading !== undefined && html`<p class="help" id=${`${id}-reading`} aria-live="polite">${reading}</p>`}
    ${children({ id, "aria-describedby": describedBy, "aria-invalid": error ? "true" : null })}
    ${error && html`<p class="error" id=${`${id}-error`}>${error}</p>`}
  </div>`;
}
