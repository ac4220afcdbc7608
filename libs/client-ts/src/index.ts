// Client of one Parley, for one caller: a platform's backend, or one of its people in a browser.

import { Operations } from "./generated/operations/index.ts";
import { type Fetch, Tokens, clientTokens, linkTokens } from "./tokens.ts";
import { Transport } from "./transport.ts";

export type * from "./generated/models/index.ts";
export * from "./generated/operations/index.ts";
export { NoAnswer, Problem } from "./problems.ts";
export { Tokens } from "./tokens.ts";
export { Transport } from "./transport.ts";
export { verifyWebhook } from "./webhooks.ts";

export interface Options {
  /** Language of what is said to people: en, fr, pt, zh. */
  language?: string;
  fetch?: Fetch;
}

export interface Participant {
  role: "buyer" | "seller" | "representative" | "operator";
  participant: string;
  scopes?: ("read" | "decide" | "lead" | "clock")[];
  escrow?: string;
  dispute?: string;
}

export class Parley extends Operations {
  readonly transport: Transport;

  constructor(transport: Transport) {
    super(transport);
    this.transport = transport;
  }

  /** Connects as a platform's backend. Never do this in a browser: it would have your secret. */
  static connect(url: string, clientId: string, clientSecret: string, options: Options = {}): Parley {
    const send = options.fetch ?? fetch;
    return new Parley(new Transport(url, clientTokens(url, clientId, clientSecret, send), send, options.language));
  }

  /** Connects as whoever a link in an e-mail was sent to. */
  static followLink(url: string, linkToken: string, options: Options = {}): Parley {
    const send = options.fetch ?? fetch;
    return new Parley(new Transport(url, linkTokens(url, linkToken, send), send, options.language));
  }

  /** Connects with tokens that `mint` gets, from your own backend for example. */
  static withTokens(
    url: string,
    mint: () => Promise<{ access_token: string; expires_in: number }>,
    options: Options = {},
  ): Parley {
    return new Parley(new Transport(url, new Tokens(mint), options.fetch ?? fetch, options.language));
  }

  /** Acts as one of the platform's people, with tokens that this backend mints as they are needed. */
  asParticipant(participant: Participant, options: Options = {}): Parley {
    const { url, send } = this.transport;
    const mint = async () =>
      (await this.transport.call("POST", "/v1/participant-tokens", { body: participant })) as {
        access_token: string;
        expires_in: number;
      };
    return Parley.withTokens(url, mint, { fetch: send, ...options });
  }
}
