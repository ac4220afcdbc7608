// What somebody is writing. It stays when the page is loaded anew, as on a phone whose camera has pushed the page out; it
// ends once it is sent, and with the tab.
import { useState } from "./vendor/preact-htm.js";
import { draftsOf, session } from "./session.js";

const placeOf = (name) => draftsOf(session.who.participant) + name;

function read(name) {
  try {
    return JSON.parse(sessionStorage.getItem(placeOf(name))) ?? {};
  } catch {
    return {};
  }
}

function keep(name, draft) {
  try { sessionStorage.setItem(placeOf(name), JSON.stringify(draft)); } catch { /* it lasts as long as the page */ }
}

// What a form of one act is about: the same act may stand open for either side.
export const draftName = ({ action, case: found }) => `${action.rel} ${action.actor} ${found.id}`;

// A draft by its name, what changes parts of it, and what ends it. Files cannot be kept: where somebody goes on, `resume` says.
export function useDraft(name, start, resume = (kept) => kept) {
  const [draft, setDraft] = useState(() => resume({ ...start, ...read(name) }));
  const change = (part) => setDraft((before) => {
    const next = { ...before, ...part };
    const { files: _, ...kept } = next;
    keep(name, kept);
    return next;
  });
  const end = () => {
    try { sessionStorage.removeItem(placeOf(name)); } catch { /* nothing was kept */ }
  };
  return [draft, change, end];
}
