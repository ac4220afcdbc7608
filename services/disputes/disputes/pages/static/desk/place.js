// Where an operator is in the queue: the view, its filters, and the page. It stays while a case is looked at, and ends with
// the window.
const KEPT = "parley.desk.place";
const START = { view: "all", filters: {}, cursors: [null] };

export function placeKept(views) {
  try {
    const kept = { ...START, ...JSON.parse(sessionStorage.getItem(KEPT)) };
    return kept.view in views ? kept : START;
  } catch {
    return START;
  }
}

export function keepPlace(place) {
  try { sessionStorage.setItem(KEPT, JSON.stringify(place)); } catch { /* it is chosen again next time */ }
  return place;
}
