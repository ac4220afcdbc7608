// Transport: sends a call until it is answered, always under the same key, so that it has its effect once.

import type { Call, Caller, Content, Query } from "./calls.ts";

const ATTEMPTS = 6;
const FIRST_WAIT_MS = 250;
const LONGEST_WAIT_MS = 20_000;
const TIMEOUT_MS = 30_000;
const RENEW_MS = 30_000;
const LINK_GRANT = "urn:ietf:params:oauth:grant-type:jwt-bearer";
const MOMENTARY_STATUSES = new Set([429, 502, 503, 504]);
/** Refusals that the same request may not meet a moment later. */
const MOMENTARY_CODES = new Set(["idempotency_in_flight", "not_known_yet"]);
/** Posts that change nothing: they need no key to be sent again. */
const REPEATABLE_PATHS = new Set(["/v1/participant-tokens"]);

export type Fetch = typeof fetch;

/** Refusal of a request (RFC 9457). `code` is stable, `message` is for people. */
export class Problem extends Error {
  readonly status: number;
  readonly code: string;
  readonly members: Record<string, unknown>;

  constructor(status: number, members: Record<string, unknown>) {
    const code = String(members["code"] ?? members["error"] ?? "unreadable");
    super(`${code}: ${String(members["detail"] ?? members["error_description"] ?? `HTTP ${status}`)}`);
    this.name = "Problem";
    this.status = status;
    this.code = code;
    this.members = members;
  }
}

interface Granted {
  access_token: string;
  expires_in: number;
}

/** Access tokens: got when they are needed, kept as long as they last, renewed before they end. */
export class Tokens {
  readonly #request: () => Promise<Granted>;
  #token = "";
  #renewAt = 0;
  #renewing: Promise<string> | undefined;

  constructor(request: () => Promise<Granted>) {
    this.#request = request;
  }

  async current(): Promise<string> {
    if (performance.now() < this.#renewAt) return this.#token;
    this.#renewing ??= this.#renew().finally(() => (this.#renewing = undefined));
    return this.#renewing;
  }

  forget(token: string): void {
    if (token === this.#token) this.#renewAt = 0;
  }

  async #renew(): Promise<string> {
    const granted = await this.#request();
    this.#token = granted.access_token;
    this.#renewAt = performance.now() + Math.max(granted.expires_in * 1000 - RENEW_MS, 1000);
    return this.#token;
  }
}

/** For a backend alone: a browser must never have a client secret. */
export function clientTokens(url: string, clientId: string, clientSecret: string, send: Fetch): Tokens {
  const basic = btoa(`${encodeURIComponent(clientId)}:${encodeURIComponent(clientSecret)}`);
  return new Tokens(() => requestToken(url, send, { grant_type: "client_credentials" }, `Basic ${basic}`));
}

/** For a page that a link in an e-mail has opened. */
export function linkTokens(url: string, linkToken: string, send: Fetch): Tokens {
  return new Tokens(() => requestToken(url, send, { grant_type: LINK_GRANT, assertion: linkToken }));
}

async function requestToken(
  url: string,
  send: Fetch,
  form: Record<string, string>,
  authorization?: string,
): Promise<Granted> {
  const headers: Record<string, string> = { "Content-Type": "application/x-www-form-urlencoded" };
  if (authorization !== undefined) headers["Authorization"] = authorization;
  const answer = await send(`${url}/oauth/token`, { method: "POST", headers, body: new URLSearchParams(form).toString() });
  if (!answer.ok) throw await readProblem(answer);
  return (await answer.json()) as Granted;
}

export class Transport implements Caller {
  readonly url: string;
  readonly send: Fetch;
  readonly #tokens: Tokens | undefined;
  readonly #language: string | undefined;

  constructor(url: string, tokens: Tokens | undefined, send: Fetch = fetch, language?: string) {
    this.url = url.replace(/\/+$/, "");
    this.send = send;
    this.#tokens = tokens;
    this.#language = language;
  }

  async call(method: string, path: string, call: Call = {}): Promise<unknown> {
    const answer = await this.#sendUntilAnswered(method, path, call, "application/json");
    const text = await answer.text();
    return text && answer.headers.get("Content-Type")?.includes("json") ? JSON.parse(text) : undefined;
  }

  async download(method: string, path: string, call: Call = {}): Promise<Uint8Array> {
    const answer = await this.#sendUntilAnswered(method, path, call, "*/*");
    return new Uint8Array(await answer.arrayBuffer());
  }

  /** Follows server-sent events, and goes on after the last one when the connection ends. */
  async *stream(method: string, path: string, call: Call = {}): AsyncGenerator<Record<string, unknown>> {
    let last: string | undefined;
    for (let failures = 0; ; failures += 1) {
      try {
        const headers = await this.#headers(call, "text/event-stream");
        if (last !== undefined) headers["Last-Event-ID"] = last;
        const answer = await this.send(this.#address(path, call.query), { method, headers });
        if (!answer.ok) throw await readProblem(answer);
        for await (const event of readEvents(answer)) {
          failures = 0;
          last = event.id ?? last;
          yield event.data;
        }
      } catch (error) {
        if (error instanceof Problem || failures >= ATTEMPTS) throw error;
      }
      await pause(failures + 1, null);
    }
  }

  async #sendUntilAnswered(method: string, path: string, call: Call, accept: string): Promise<Response> {
    const key = call.takesKey ? (call.key ?? crypto.randomUUID()) : undefined;
    const mayRepeat = method !== "POST" || key !== undefined || REPEATABLE_PATHS.has(path);
    for (let attempt = 1; ; attempt += 1) {
      const isLast = attempt === ATTEMPTS || !mayRepeat;
      const headers = await this.#headers(call, accept);
      if (key !== undefined) headers["Idempotency-Key"] = key;
      let answer: Response;
      try {
        answer = await this.send(this.#address(path, call.query), {
          method,
          headers,
          body: (bodyOf(call) ?? null) as BodyInit | null,
          signal: AbortSignal.timeout(TIMEOUT_MS),
        });
      } catch (error) {
        if (isLast) throw error;
        await pause(attempt, null);
        continue;
      }
      if (answer.ok) return answer;
      if (answer.status === 401 && attempt === 1 && this.#tokens !== undefined) {
        this.#tokens.forget((headers["Authorization"] ?? "").replace("Bearer ", ""));
        continue;
      }
      const problem = await readProblem(answer);
      if (isLast || !isMomentary(problem)) throw problem;
      await pause(attempt, answer.headers.get("Retry-After"));
    }
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
    return `${this.url}${path}${spelled.size > 0 ? `?${spelled}` : ""}`;
  }
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

/** Waits as the answer says, else twice as long each time, spread by chance. */
async function pause(attempt: number, retryAfter: string | null): Promise<void> {
  const longest = Math.min(FIRST_WAIT_MS * 2 ** attempt, LONGEST_WAIT_MS);
  const asked = retryAfter !== null && /^\d+$/.test(retryAfter) ? Number(retryAfter) * 1000 : undefined;
  const wait = asked === undefined ? longest * (0.5 + Math.random() / 2) : Math.min(asked, LONGEST_WAIT_MS);
  await new Promise((resolve) => setTimeout(resolve, wait));
}

async function readProblem(answer: Response): Promise<Problem> {
  const members = await answer.json().catch(() => ({}));
  return new Problem(answer.status, members as Record<string, unknown>);
}

async function* readEvents(answer: Response): AsyncGenerator<{ id?: string; data: Record<string, unknown> }> {
  let id: string | undefined;
  let data: string[] = [];
  let rest = "";
  const decoder = new TextDecoder();
  for await (const piece of answer.body as unknown as AsyncIterable<Uint8Array>) {
    const lines = (rest + decoder.decode(piece, { stream: true })).split("\n");
    rest = lines.pop() ?? "";
    for (const line of lines) {
      if (line.startsWith("id:")) id = line.slice(3).trim();
      else if (line.startsWith("data:")) data.push(line.slice(5).replace(/^ /, ""));
      else if (line.trim() === "" && data.length > 0) {
        yield { ...(id === undefined ? {} : { id }), data: JSON.parse(data.join("\n")) as Record<string, unknown> };
        data = [];
      }
    }
  }
}
