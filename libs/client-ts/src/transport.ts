// Transport: sends a call until it is answered, always under the same key, so that it has its effect once.

import type { Call, Caller, Content, Query } from "./calls.ts";
import { NoAnswer, Problem, readProblem, requireNoPage } from "./problems.ts";
import { readEvents } from "./streams.ts";
import { type Fetch, type Tokens, withoutSlash } from "./tokens.ts";

const ATTEMPTS = 6;
const FIRST_WAIT_MS = 250;
const LONGEST_WAIT_MS = 20_000;
/** Of what is small on both ways. How long a file takes its size says, and the network: no clock of ours ends that. */
const TIMEOUT_MS = 30_000;
const MOMENTARY_STATUSES = new Set([429, 502, 503, 504]);
/** Refusals that the same request may not meet a moment later. */
const MOMENTARY_CODES = new Set(["idempotency_in_flight", "not_known_yet"]);
/** What another attempt would meet again. */
const LASTING_ERRORS = [Problem, NoAnswer, SyntaxError];
/** Posts that change nothing: they need no key to be sent again. */
const REPEATABLE_PATHS = new Set(["/v1/participant-tokens"]);

type Read<Value> = (answer: Response) => Promise<Value>;

export class Transport implements Caller {
  readonly url: string;
  readonly send: Fetch;
  readonly #tokens: Tokens | undefined;
  readonly #language: string | undefined;

  constructor(url: string, tokens: Tokens | undefined, send: Fetch = fetch, language?: string) {
    this.url = withoutSlash(url);
    // A browser's own fetch refuses to be called as somebody's method.
    this.send = (input, init) => send(input, init);
    this.#tokens = tokens;
    this.#language = language;
  }

  async call(method: string, path: string, call: Call = {}): Promise<unknown> {
    const signal = () => (call.content === undefined ? AbortSignal.timeout(TIMEOUT_MS) : undefined);
    return this.#sendUntilAnswered(method, path, call, "application/json", readJson, signal);
  }

  async download(method: string, path: string, call: Call = {}): Promise<Uint8Array> {
    return this.#sendUntilAnswered(method, path, call, "*/*", readBytes, () => undefined);
  }

  /** Follows server-sent events, and goes on after the last one when the connection ends. `return()`, or leaving a
   * `for await`, closes it at once. */
  stream(method: string, path: string, call: Call = {}): AsyncGenerator<Record<string, unknown>> {
    const closing = new AbortController();
    const events = this.#follow(method, path, call, closing.signal);
    const end = events.return.bind(events);
    events.return = (value) => {
      closing.abort();
      return end(value);
    };
    return events;
  }

  async *#follow(
    method: string,
    path: string,
    call: Call,
    signal: AbortSignal,
  ): AsyncGenerator<Record<string, unknown>> {
    let last: string | undefined;
    for (let failures = 0; ; ) {
      let retryAfter: string | null = null;
      let hasTokenEnded = false;
      try {
        const headers = await this.#headers(call, "text/event-stream");
        if (last !== undefined) headers["Last-Event-ID"] = last;
        const answer = await this.send(this.#address(path, call.query), { method, headers, signal });
        retryAfter = answer.headers.get("Retry-After");
        hasTokenEnded = answer.status === 401 && this.#tokens !== undefined;
        if (hasTokenEnded) this.#forgetToken(headers);
        if (!answer.ok) throw await readProblem(answer);
        requireNoPage(answer);
        for await (const event of readEvents(answer, () => (failures = 0))) {
          last = event.id ?? last;
          if (event.data !== undefined) yield event.data;
        }
      } catch (error) {
        if (signal.aborted) return;
        failures += 1;
        const passes = error instanceof Problem ? MOMENTARY_STATUSES.has(error.status) : !(error instanceof NoAnswer);
        if (failures >= ATTEMPTS || !(passes || hasTokenEnded)) throw error;
      }
      await pause(failures, retryAfter, signal);
      if (signal.aborted) return;
    }
  }

  /** What may be sent twice is: whatever is no act, and acts, which carry a key. */
  async #sendUntilAnswered<Value>(
    method: string,
    path: string,
    call: Call,
    accept: string,
    read: Read<Value>,
    signal: () => AbortSignal | undefined,
  ): Promise<Value> {
    const key = call.takesKey ? (call.key ?? drawKey()) : undefined;
    const mayRepeat = method !== "POST" || key !== undefined || REPEATABLE_PATHS.has(path);
    for (let attempt = 1, hasRenewed = false; ; attempt += 1) {
      const isLast = attempt === ATTEMPTS || !mayRepeat;
      let headers: Record<string, string>;
      let answer: Response;
      try {
        headers = await this.#headers(call, accept);
        if (key !== undefined) headers["Idempotency-Key"] = key;
        const body = (bodyOf(call) ?? null) as BodyInit | null;
        const init = { method, headers, body, signal: signal() ?? null };
        answer = await this.send(this.#address(path, call.query), init);
        if (answer.ok) {
          requireNoPage(answer);
          return await read(answer);
        }
      } catch (error) {
        if (isLast || LASTING_ERRORS.some((kind) => error instanceof kind)) throw error;
        await pause(attempt, null);
        continue;
      }
      if (answer.status === 401 && !hasRenewed && attempt < ATTEMPTS && this.#tokens !== undefined) {
        hasRenewed = true;
        this.#forgetToken(headers);
        continue;
      }
      const problem = await readProblem(answer);
      if (isLast || !isMomentary(problem)) throw problem;
      await pause(attempt, answer.headers.get("Retry-After"));
    }
  }

  #forgetToken(headers: Record<string, string>): void {
    this.#tokens?.forget((headers["Authorization"] ?? "").replace("Bearer ", ""));
  }

  async #headers(call: Call, accept: string): Promise<Record<string, string>> {
    const headers: Record<string, string> = { Accept: accept };
    if (this.#tokens !== undefined) headers["Authorization"] = `Bearer ${await this.#tokens.current()}`;
    if (this.#language !== undefined) headers["Accept-Language"] = this.#language;
    if (call.body !== undefined) headers["Content-Type"] = "application/json";
    if (call.contentType !== undefined) headers["Content-Type"] = call.contentType;
    if (call.ifMatch !== undefined) headers["If-Match"] = `"${call.ifMatch}"`;
    return headers;
  }

  #address(path: string, query: Query | undefined): string {
    const spelled = new URLSearchParams();
    for (const [name, value] of Object.entries(query ?? {})) {
      if (value !== undefined && value !== null) spelled.set(name, spell(value));
    }
    const text = spelled.toString();
    return `${this.url}${path}${text ? `?${text}` : ""}`;
  }
}

async function readJson(answer: Response): Promise<unknown> {
  const text = await answer.text();
  return text && answer.headers.get("Content-Type")?.includes("json") ? JSON.parse(text) : undefined;
}

async function readBytes(answer: Response): Promise<Uint8Array> {
  return new Uint8Array(await answer.arrayBuffer());
}

/** Draws a key. `crypto.randomUUID` is not there for pages that came without TLS, as on a network at home. */
function drawKey(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

function bodyOf(call: Call): Content | string | undefined {
  return call.content ?? (call.body === undefined ? undefined : JSON.stringify(call.body));
}

function spell(value: unknown): string {
  if (Array.isArray(value)) return value.map(spell).join(",");
  return value instanceof Date ? value.toISOString() : String(value);
}

function isMomentary(problem: Problem): boolean {
  return MOMENTARY_STATUSES.has(problem.status) || (problem.status === 409 && MOMENTARY_CODES.has(problem.code));
}

/** Waits as the answer says, else twice as long each time, spread by chance; no longer than until `signal`. */
async function pause(attempt: number, retryAfter: string | null, signal?: AbortSignal): Promise<void> {
  const longest = Math.min(FIRST_WAIT_MS * 2 ** attempt, LONGEST_WAIT_MS);
  const asked = retryAfter !== null && /^\d+$/.test(retryAfter) ? Number(retryAfter) * 1000 : undefined;
  const wait = asked === undefined ? longest * (0.5 + Math.random() / 2) : Math.min(asked, LONGEST_WAIT_MS);
  if (signal?.aborted) return;
  await new Promise<void>((resolve) => {
    const timer = setTimeout(resolve, wait);
    signal?.addEventListener("abort", () => (clearTimeout(timer), resolve()), { once: true });
  });
}
