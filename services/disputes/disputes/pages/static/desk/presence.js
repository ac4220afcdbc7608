// Who else of the team has the case open. It is said while the page is looked at, and ends by itself a little later;
// where it cannot be asked, that is said, not guessed.
import { relative, t } from "../language.js";
import { Icon, html, useEffect, useRef, useState } from "../parts.js";
import { call } from "../session.js";

const AGAIN_MS = 15_000;

const placeOf = (dispute) => `/v1/disputes/${dispute}/presence`;

// One after the other: who has left is not there again because what was said before it arrives behind it.
let turn = Promise.resolve();
const inTurn = (work) => { turn = turn.then(work, work); return turn; };

const leave = (dispute) => inTurn(() => call("DELETE", placeOf(dispute), { timeout: 4_000 }).catch(() => {}));

export function usePresence(dispute, doing) {
  const [watch, setWatch] = useState(null);
  const last = useRef(0);
  useEffect(() => {
    let current = true;
    const away = () => document.hidden && doing === "reading"; // what somebody is writing goes on while they look something up
    const say = () => inTurn(async () => {
      if (!current || away()) return;
      try {
        const said = await call("PUT", placeOf(dispute), { body: { doing }, timeout: 8_000 });
        last.current = performance.now() + said.lasts_seconds * 1000;
        if (current) setWatch(said);
      } catch {
        if (current && performance.now() > last.current) setWatch({ unknown: true, others: [] });
      }
    });
    const seen = () => { if (away()) leave(dispute); else say(); };
    say();
    const timer = setInterval(say, AGAIN_MS);
    document.addEventListener("visibilitychange", seen);
    return () => {
      current = false;
      clearInterval(timer);
      document.removeEventListener("visibilitychange", seen);
    };
  }, [dispute, doing]);
  useEffect(() => {
    // A window that is closed waits for nobody's turn, and what it sends outlives it.
    const close = () => call("DELETE", placeOf(dispute), { keepalive: true }).catch(() => {});
    addEventListener("pagehide", close);
    return () => {
      removeEventListener("pagehide", close);
      // Only who goes away from the case altogether leaves it: from the case to a form of it is not away.
      setTimeout(() => { if (!location.pathname.includes(dispute)) leave(dispute); }, 0);
    };
  }, [dispute]);
  return watch;
}

export function Presence({ dispute, doing }) {
  const watch = usePresence(dispute, doing);
  return html`<div class="presence" role="status" aria-live="polite">${watch?.unknown && html`<p class="present soft small">${t("presence.unknown")}</p>`}
    ${watch?.others.map((other) => html`<p class="present notice warn" key=${other.operator}><${Icon} name="user" /><span><strong>${t(`presence.${other.doing}`, { who: other.operator })}</strong> <span class="small soft">${t("presence.seen", { time: relative(other.seen_at) })}</span></span></p>`)}</div>`;
}
