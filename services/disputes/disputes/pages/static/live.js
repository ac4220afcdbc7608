// What happens to a case, as it happens: the service's stream of events, read with the session's token. Where it cannot
// be had, or is cut, the screens look again every few seconds anyway.
import { useEffect } from "./vendor/preact-htm.js";
import { authorization } from "./session.js";

const AGAIN_MS = 4_000;
const LATEST_MS = 60_000;
const BOOKMARK = /^id: ?(at_.*)\n/m; // where it begins

// Calls `changed` whenever something has happened; goes on behind the last event seen, for as long as it is wanted.
export function follow(path, changed) {
  const stop = new AbortController();
  let last = null;
  const keepPlace = (id) => { last = id; };
  let pause = AGAIN_MS;
  const run = async () => {
    while (!stop.signal.aborted) {
      try {
        const headers = { Authorization: await authorization(), Accept: "text/event-stream", ...(last ? { "Last-Event-ID": last } : {}) };
        const answer = await fetch(path, { headers, cache: "no-store", credentials: "omit", signal: stop.signal });
        if (answer.status === 400) last = null;
        if (!answer.ok || !answer.body) throw new Error(String(answer.status));
        pause = AGAIN_MS;
        await read(answer.body, keepPlace, changed);
      } catch {
        pause = Math.min(LATEST_MS, pause * 2);
      }
      if (!stop.signal.aborted) await new Promise((resolve) => setTimeout(resolve, pause));
    }
  };
  run();
  return () => stop.abort();
}

// Reads events until the stream ends or breaks. An event's id counts once the event was handled.
async function read(body, keepPlace, changed) {
  const reader = body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = "";
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    const blocks = (rest + value).replaceAll("\r\n", "\n").split("\n\n");
    rest = blocks.pop();
    for (const block of blocks) {
      const fields = Object.fromEntries(block.split("\n").map((line) => [line.slice(0, line.indexOf(":")), line.slice(line.indexOf(":") + 1).trim()]));
      if (fields.event && fields.event !== "end") changed(fields.event);
      if (fields.id) keepPlace(fields.id);
    }
    const bookmark = BOOKMARK.exec(rest);
    if (bookmark) keepPlace(bookmark[1]);
  }
}

// Looks again at a case as soon as something has happened to it; several events at once are one look. Only while
// somebody is looking: a browser opens few connections to one place, and windows behind must leave them to that in front.
export function useLive(dispute, reload, wanted = true) {
  useEffect(() => {
    if (!wanted) return undefined;
    let timer = null;
    let end = null;
    const changed = () => { clearTimeout(timer); timer = setTimeout(reload, 250); };
    const watch = () => {
      if (document.hidden) {
        end?.();
        end = null;
      } else end ??= follow(`/v1/disputes/${dispute}/stream`, changed);
    };
    watch();
    document.addEventListener("visibilitychange", watch);
    return () => { clearTimeout(timer); document.removeEventListener("visibilitychange", watch); end?.(); };
  }, [dispute, reload, wanted]);
}
