// Where somebody was on a screen when they followed a link from it: whoever comes back goes on there.
const PATIENCE_MS = 8_000;
const HANDS = ["wheel", "touchmove", "pointerdown", "keydown"];
const left = new Map();

export const leaveBy = (place, address) => left.set(place, { address, y: scrollY });

// Sent, and not followed: what comes is looked at from its beginning.
export const forget = (place) => left.delete(place);

// To the beginning of a screen; to the link by which it was left, once it is drawn, unless somebody has moved meanwhile.
export function comeBack(place) {
  scrollTo(0, 0);
  const was = left.get(place);
  if (!was) return undefined;
  left.delete(place);
  const watch = new MutationObserver(() => {
    if (!document.querySelector("main h1") || document.querySelector("main .skeleton")) return;
    stop();
    [...document.querySelectorAll("main a")].find((each) => each.getAttribute("href") === was.address)?.focus({ preventScroll: true });
    scrollTo(0, was.y);
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
