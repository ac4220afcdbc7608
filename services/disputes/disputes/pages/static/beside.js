// A link that somebody opens in another tab from its menu: that tab has no session, and asks the others. The one in which
// the menu was opened, on this very link and a moment ago, gives it its own, to the one who asked first; no other does.
const OFFER_MS = 60_000;
const ANSWER_MS = 1_500;
let offered = null;

function openChannel() {
  try {
    return new BroadcastChannel("parley.beside");
  } catch {
    return null; // a frame may have none
  }
}
const channel = openChannel();

channel?.addEventListener("message", ({ data }) => {
  if (!data.wanted || data.wanted !== offered?.path || Date.now() > offered.until) return;
  channel.postMessage({ to: data.by, secret: offered.secret });
  offered = null;
});

export const offer = (path, secret) => { offered = { path, secret, until: Date.now() + OFFER_MS }; };

// The session for this address, or null where no tab offers one.
export function askBeside(path) {
  if (!channel) return null;
  const by = String(crypto.getRandomValues(new Uint32Array(2)));
  return new Promise((resolve) => {
    const timer = setTimeout(() => resolve(null), ANSWER_MS);
    channel.addEventListener("message", ({ data }) => {
      if (data.to !== by) return;
      clearTimeout(timer);
      resolve(data.secret);
    });
    channel.postMessage({ wanted: path, by });
  });
}
