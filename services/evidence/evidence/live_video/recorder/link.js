// The one session this page's address opens. The secret stands behind the `#`, so it never leaves the browser but here.
const HOME = location.pathname;
const SECRET = location.hash.slice(1).replace(/%3D/gi, "=");

export class Refused extends Error {
  constructor(status, code) {
    super(code);
    this.status = status;
    this.code = code;
  }
}

// Throws Refused when the server says no, and TypeError or AbortError when it cannot be reached.
export async function ask(path, { method = "GET", json, body, timeout = 8000 } = {}) {
  const headers = { "X-Session-Secret": SECRET };
  if (json !== undefined) headers["Content-Type"] = "application/json";
  if (body !== undefined) headers["Content-Type"] = "application/octet-stream";
  const answer = await fetch(`${HOME}/${path}`, {
    method, headers, cache: "no-store", credentials: "omit",
    body: json !== undefined ? JSON.stringify(json) : body,
    signal: AbortSignal.timeout(timeout),
  });
  const said = await answer.json().catch(() => ({}));
  if (!answer.ok) throw new Refused(answer.status, said.code ?? "trouble");
  return said;
}

export const wait = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

// Until the next try; a connection that is back ends it.
export const rest = (ms) => new Promise((resolve) => {
  const timer = setTimeout(resolve, ms);
  addEventListener("online", () => { clearTimeout(timer); setTimeout(resolve, 100); }, { once: true });
});

// Worth another try: no answer at all, or a server that is busy.
export const passing = (error) => !(error instanceof Refused) || error.status >= 500 || error.status === 429 || error.status === 408;
