// Operations of the group 'auth'. Written by `make clients`: do not edit.

import { type Caller } from "../../calls.ts";
import type {
  AccessTokenView,
  AuthorizationServerView,
  LinkBody,
  LinkView,
  ParticipantTokenBody,
} from "../models/index.ts";

export class AuthOperations {
  protected readonly caller: Caller;

  constructor(caller: Caller) {
    this.caller = caller;
  }

  /**
   * Say where tokens and keys are, and how clients prove who they are (RFC 8414): OAuth libraries set themselves up
   * by it.
   */
  async getAuthorizationServer(): Promise<AuthorizationServerView> {
    return (await this.caller.call("GET", `/.well-known/oauth-authorization-server`)) as AuthorizationServerView;
  }

  /** List the keys that verify access tokens, as a JWK set. */
  async getKeys(): Promise<Record<string, (Record<string, string>)[]>> {
    return (await this.caller.call("GET", `/.well-known/jwks.json`)) as Record<string, (Record<string, string>)[]>;
  }

  /** Mint a token for one of the platform's users: a buyer, a seller, somebody acting for a seller, an operator. */
  async issueParticipantToken(body: ParticipantTokenBody): Promise<AccessTokenView> {
    return (await this.caller.call("POST", `/v1/participant-tokens`, { body })) as AccessTokenView;
  }

  /**
   * Make what a link in an e-mail carries: it leads one participant to one deal or case for days, and gets them
   * tokens of five minutes there. No service takes it for a token itself.
   */
  async issueLinkToken(body: LinkBody): Promise<LinkView> {
    return (await this.caller.call("POST", `/v1/participant-tokens/link`, { body })) as LinkView;
  }
}
