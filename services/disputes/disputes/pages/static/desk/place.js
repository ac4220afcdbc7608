// Where an operator is in the queue: the view, its filters, and the page. It stays while a case is looked at, and ends with
// the window.
import { session } from "../session.js";

const key = () => `parley.desk.place ${session.who.platform.id} ${session.who.participant}`;
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
