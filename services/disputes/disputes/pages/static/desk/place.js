// Where an operator is in the queue: the view, its filters, the page, and which case comes after which. It stays while a case
// is looked at, and ends with the window.
import { session } from "../session.js";

const key = (what = "place") => `parley.desk.${what} ${session.who.platform.id} ${session.who.participant}`;
const START = { view: "all", filters: {}, cursors: [null] };

export function placeKept(views) {
  try {
    const kept = { ...START, ...JSON.parse(sessionStorage.getItem(key())) };
    return kept.view in views ? kept : START;
  } catch {
    return START;
  }
}

export function keepPlace(place) {
  try { sessionStorage.setItem(key(), JSON.stringify(place)); } catch { /* it is chosen again next time */ }
  return place;
}

export function keepOrder(ids) {
  try { sessionStorage.setItem(key("order"), JSON.stringify(ids)); } catch { /* then the queue leads to each */ }
}

// Case behind this one in the queue as it was last seen; null where none is known.
export function nextAfter(id) {
  try {
    const ids = JSON.parse(sessionStorage.getItem(key("order"))) ?? [];
    return (ids.includes(id) && ids[ids.indexOf(id) + 1]) || null;
  } catch {
    return null;
  }
}
