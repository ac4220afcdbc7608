// Put into the recorder page before its own scripts, as somebody who controls the browser can. `CHEAT` says which.
const honest = window.fetch.bind(window);
const taken = (n) => new Response(JSON.stringify({ n, received_at: new Date().toISOString() }), { status: 200 });
const number = (url) => Number(new URL(url, location.href).searchParams.get("n"));
const later = (url, how) => honest(url, { ...how, signal: undefined });
const late = (ms, act) => new Promise((resolve) => setTimeout(() => resolve(act()), ms));
const owed = [];
let first = null;
let dropped = 0;

const CHEATS = {
  // Works on every piece for a while before it is sent.
  late: { chunks: (url, how) => { owed.push(late(25000, () => later(url, how))); return taken(number(url)); } },
  // Holds some pieces back and goes on filming; says there was a little pause.
  held: { chunks: (url, how) => {
    const n = number(url);
    if (n < 3 || n > 6) return honest(url, how);
    owed.push(late(60000, () => later(n === 5 ? url.replace("gap_ms=0", "gap_ms=40") : url, how)));
    return taken(n);
  } },
  // Leaves pieces out of the middle and closes the ranks.
  dropped: {
    chunks: (url, how) => {
      const n = number(url);
      if (n >= 4 && n < 9) { dropped += 1; return taken(n); }
      return honest(url.replace(`n=${n}&`, `n=${n - dropped}&`), how);
    },
    finish: (url, how) => honest(url, { ...how, body: JSON.stringify({ ...JSON.parse(how.body), chunks: JSON.parse(how.body).chunks - dropped }) }),
  },
  // Shows one mark for ever.
  frozen: { token: async (url, how) => {
    const answer = await honest(url, how);
    if (!answer.ok) return answer;
    const said = await answer.json();
    first ??= said;
    return new Response(JSON.stringify({ ...said, slot: first.slot, cells: first.cells }), { status: 200 });
  } },
  // Marks of its own making.
  forged: { token: async (url, how) => {
    const answer = await honest(url, how);
    if (!answer.ok) return answer;
    const said = await answer.json();
    const cells = [...crypto.getRandomValues(new Uint8Array(said.cells.length / 2))].map((b) => b.toString(16).padStart(2, "0")).join("");
    return new Response(JSON.stringify({ ...said, cells }), { status: 200 });
  } },
  // Genuine marks, but of another session.
  stolen: { token: (url, how) => honest(`${OTHER.path}/token`, { ...how, headers: { "X-Session-Secret": OTHER.secret } }) },
  // A prepared film in the camera's place, drawn while recording, under genuine marks.
  prepared: { draw: true },
};

const cheat = CHEATS[CHEAT];
window.fetch = async (url, how = {}) => {
  const path = new URL(url, location.href).pathname.split("/").pop();
  if (path === "finish") await Promise.all(owed);
  return (cheat[path] ?? honest)(url, how);
};
if (cheat.draw) {
  const real = CanvasRenderingContext2D.prototype.drawImage;
  CanvasRenderingContext2D.prototype.drawImage = function (image, x, y, wide, high) {
    real.call(this, image, x, y, wide, high);
    this.fillStyle = `hsl(${(performance.now() / 20) % 360} 60% 40%)`;
    this.fillRect(x, y, wide, high);
    this.fillStyle = "#fff";
    this.fillRect(x + ((performance.now() / 10) % wide), y + high / 3, 80, 80);
  };
}
