// What moves a sandbox's time, once its clock is opened: a slider, and what falls due in the case.
import { count, dateTime, relative, setPlatformTime, t } from "./language.js";
import { Button, Notice, Trouble, html, useRef, useState } from "./parts.js";
import { sideName } from "./money.js";
import { keyAfter, newKey, post } from "./session.js";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const LEAST_REACH = 14 * DAY;
const WALK_MS = 150_000; // longer than the service gives a walk
const MOST_DUE = 6;

// What falls due in this case from now on, the next first: each instant once, with all that it brings. Of what was reached
// a moment ago the case may not have been read anew.
function dueIn(found, words, now) {
  const chain = (step) => (step ? [step, ...chain(step.then)] : []);
  const steps = found.forecast.flatMap(chain).filter(({ action }) => action !== "none");
  const due = [
    ...steps.map((step) => [step.at, words.automatic(step)]),
    ...found.deadlines.map(({ deadline, owed_by: by, due_at: at }) => [at, `${words.clock(deadline)} (${sideName(by)})`]),
  ];
  const byInstant = new Map();
  for (const [at, what] of due) byInstant.set(at, (byInstant.get(at) ?? new Set()).add(what));
  const ahead = [...byInstant].filter(([at]) => Date.parse(at) > Date.parse(now));
  return ahead.sort(([one], [other]) => Date.parse(one) - Date.parse(other)).slice(0, MOST_DUE).map(([at, whats]) => ({ at, whats: [...whats] }));
}

export function Advance({ case: found, words, reload, clock, setClock }) {
  const [hold, setHold] = useState(true);
  const [state, setState] = useState({ busy: false, error: null, steps: null });
  const sent = useRef({});
  const act = async (path, body) => {
    setState({ busy: true, error: null, steps: null });
    const what = JSON.stringify([path, body]);
    if (sent.current.what !== what) sent.current = { what, key: newKey() }; // another walk is another act
    try {
      const told = await post(`/v1/test-clock/${path}`, body, { key: sent.current.key, timeout: WALK_MS });
      sent.current = {};
      setPlatformTime(told.now);
      setClock(told);
      setState({ busy: false, error: null, steps: path === "advance" ? told.steps.length : null });
      await reload();
    } catch (error) {
      sent.current.key = keyAfter(error, sent.current.key);
      setState({ busy: false, error, steps: null });
    }
  };
  const moveTo = (to) => act("advance", { to, hold });
  const due = dueIn(found, words, clock.now);
  return html`<p class="small soft">${t("clock.lead")}</p>
    <${Slider} now=${clock.now} due=${due} busy=${state.busy} moveTo=${moveTo} />
    <label class="tick"><input type="checkbox" checked=${hold} onChange=${(event) => setHold(event.target.checked)} /><span>${t("clock.hold")}</span></label>
    ${due.length > 0 && html`<p id="due"><strong>${t("clock.due")}</strong></p><ul class="due" aria-labelledby="due">${due.map(({ at, whats }) => html`<li key=${at}><div><strong>${dateTime(at)}</strong> <span class="soft">(${relative(at)})</span>
        ${whats.map((what) => html`<p class="small" key=${what}>${what}</p>`)}</div>
      <div class="row">${Date.parse(before(at)) > Date.parse(clock.now) && html`<${Goal} label=${t("clock.before")} at=${at} busy=${state.busy} go=${() => moveTo(before(at))} />`}
        <${Goal} label=${t("clock.then")} at=${at} busy=${state.busy} go=${() => moveTo(at)} /></div></li>`)}</ul>`}
    ${clock.held && html`<div class="actions side"><${Button} busy=${state.busy} onClick=${() => act("release")}>${t("clock.release")}<//></div>`}
    <${Trouble} error=${state.error} />
    <div role="status">${state.busy && html`<p class="small soft">${t("clock.moving")}</p>`}
      ${state.steps !== null && html`<${Notice} kind="good" live=${false}><p>${t("clock.moved", { time: dateTime(clock.now) })} ${count("clock.steps", state.steps)}</p><//>`}</div>`;
}

// While time is on its way it keeps the focus of whoever has pressed it.
const Goal = ({ label, at, busy, go }) => html`<button type="button" class="link" aria-disabled=${busy ? "true" : null} onClick=${() => { if (!busy) go(); }}>${label}<span class="unseen"> ${dateTime(at)}</span></button>`;

const before = (at) => new Date(Date.parse(at) - MINUTE).toISOString();

// Hours from now; near what is due it is that very instant, to the microsecond, as the service has told it.
function Slider({ now, due, busy, moveTo }) {
  const [to, setTo] = useState(null);
  const start = Date.parse(now);
  const last = Math.max(start + LEAST_REACH, ...due.map(({ at }) => Date.parse(at) + DAY));
  const chosen = to !== null && Date.parse(to) > start ? to : null;
  const slide = (event) => {
    const about = start + Number(event.target.value) * HOUR;
    const exact = due.find(({ at }) => Math.abs(Date.parse(at) - about) <= HOUR / 2 && Date.parse(at) > start);
    setTo(exact?.at ?? new Date(about).toISOString());
  };
  const text = chosen ? `${dateTime(chosen)} (${relative(chosen)})` : t("clock.now");
  return html`<label class="stack">${t("clock.slider")}
      <input type="range" min="0" max=${Math.ceil((last - start) / HOUR)} step="1" value=${chosen ? Math.round((Date.parse(chosen) - start) / HOUR) : 0} aria-valuetext=${text} onInput=${slide} /></label>
    <div class="row between"><output>${text}</output><${Button} kind="primary" busy=${busy} disabled=${!chosen} onClick=${() => moveTo(chosen)}>${t("clock.move")}<//></div>`;
}
