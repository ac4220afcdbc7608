// Access tokens: got when they are needed, kept as long as they last, renewed before they end.

import { readProblem, requireNoPage } from "./problems.ts";

const RENEW_MS = 30_000;
const LINK_GRANT = "urn:ietf:params:oauth:grant-type:jwt-bearer";

export type Fetch = typeof fetch;

interface Granted {
  access_token: string;
  expires_in: number;
}

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
  const address = `${withoutSlash(url)}/oauth/token`;
  const answer = await send(address, { method: "POST", headers, body: new URLSearchParams(form).toString() });
  if (!answer.ok) throw await readProblem(answer);
  requireNoPage(answer);
  return (await answer.json()) as Granted;
}

export function withoutSlash(url: string): string {
  return url.replace(/\/+$/, "");
}
