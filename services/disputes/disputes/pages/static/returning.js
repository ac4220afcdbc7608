// Where somebody was on a screen when they followed a link from it: whoever comes back goes on there.
const PATIENCE_MS = 8_000;
const HANDS = ["wheel", "touchmove", "pointerdown", "keydown"];
const left = new Map();
let shown = null;

// Whoever goes back by a link leaves nothing to come back to.
export function leaveBy(place, to) {
  if (!left.has(to)) left.set(place, { to, y: scrollY });
}

// Sent, and not followed: what comes is looked at from its beginning.
export const forget = (place) => left.delete(place);

// Of several links there the first that can have the focus: one in a part that is folded cannot.
function goOn({ to, y }) {
  [...document.querySelectorAll("main a[href]")].filter((each) => each.getAttribute("href").endsWith(`/${to}`)).some((each) => {
    each.focus({ preventScroll: true });
    return document.activeElement === each;
  });
  scrollTo(0, y);
}

// To the beginning of a screen; to the link by which it was left, once it is drawn, for whoever comes from where that link
// led, unless they have moved meanwhile.
export function comeBack(place) {
  const [was, from] = [left.get(place), shown ?? ""];
  shown = place;
  scrollTo(0, 0);
  left.delete(place);
  if (!was || (from !== was.to && !from.startsWith(`${was.to}/`))) return undefined;
  const watch = new MutationObserver(() => {
    if (!document.querySelector("main h1") || document.querySelector("main .skeleton")) return;
    stop();
    requestAnimationFrame(() => setTimeout(() => goOn(was))); // after the heading, which has the focus where a screen begins
  });
  const stop = () => {
    watch.disconnect();
    clearTimeout(timer);
    for (const hand of HANDS) removeEventListener(hand, stop);
  };
  const timer = setTimeout(stop, PATIENCE_MS);
  for (const hand of HANDS) addEventListener(hand, stop, { passive: true });
  watch.observe(document.body, { childList: true, subtree: true });
  return stop;
}
