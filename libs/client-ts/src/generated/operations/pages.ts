// Operations of the group 'pages'. Written by `make clients`: do not edit.

import { type Caller } from "../../calls.ts";
import type {
  BrandingBody,
  BrandingView,
  CreatedPageLinkView,
  HandOverView,
  NewPageLinkBody,
  PageLinkView,
  PageSessionBody,
  PageSessionView,
  SessionRenewalBody,
} from "../models/index.ts";

export class PagesOperations {
  protected readonly caller: Caller;

  constructor(caller: Caller) {
    this.caller = caller;
  }

  /**
   * Make a link that lets one of the platform's users, or an operator, settle disputes in the browser. Whoever has
   * the link acts as this person: hand it to nobody else. It can be opened as often as wished until it expires or is
   * revoked.
   */
  async createPageLink(body: NewPageLinkBody, options: { idempotencyKey?: string } = {}): Promise<CreatedPageLinkView> {
    return (await this.caller.call(
      "POST",
      `/v1/page-links`,
      { body, key: options.idempotencyKey, takesKey: true },
    )) as CreatedPageLinkView;
  }

  /** Read whom a link is for, and whether it was revoked. Its address was shown when it was made. */
  async getPageLink(link: string): Promise<PageLinkView> {
    return (await this.caller.call("GET", `/v1/page-links/${encodeURIComponent(link)}`)) as PageLinkView;
  }

  /**
   * Revoke it: it opens nothing any more, and open pages can do nothing once their token has run out, within five
   * minutes.
   */
  async revokePageLink(link: string, options: { idempotencyKey?: string } = {}): Promise<PageLinkView> {
    return (await this.caller.call(
      "POST",
      `/v1/page-links/${encodeURIComponent(link)}/revoke`,
      { key: options.idempotencyKey, takesKey: true },
    )) as PageLinkView;
  }

  /** Exchange the secret of a link for a token and a session that renews it. No token is needed. */
  async openPageSession(body: PageSessionBody): Promise<PageSessionView> {
    return (await this.caller.call("POST", `/v1/page-sessions`, { body })) as PageSessionView;
  }

  /** Get the next token while the link is good. No token is needed: the last may have run out. */
  async renewPageSession(body: SessionRenewalBody): Promise<PageSessionView> {
    return (await this.caller.call("POST", `/v1/page-sessions/renew`, { body })) as PageSessionView;
  }

  /**
   * Make an address at which the same person goes on elsewhere, on a phone that reads it off the screen, say. It can
   * be opened for ten minutes, while the link is good; what it opens lasts like any session. No token is needed.
   */
  async handOverPageSession(body: SessionRenewalBody): Promise<HandOverView> {
    return (await this.caller.call("POST", `/v1/page-sessions/hand-over`, { body })) as HandOverView;
  }

  /**
   * Replace colours, logo and legal texts as a whole. Pages, frames and the recorder show them from the next time
   * they are opened; anybody may read them, so keep nothing in them that is not public.
   */
  async chooseBranding(
    platform: string,
    body: BrandingBody,
    options: { idempotencyKey?: string } = {},
  ): Promise<BrandingView> {
    return (await this.caller.call(
      "PUT",
      `/v1/platforms/${encodeURIComponent(platform)}/branding`,
      { body, key: options.idempotencyKey, takesKey: true },
    )) as BrandingView;
  }

  /** Read a platform's colours, logo and legal texts. No token is needed: its pages show them to everybody. */
  async getBranding(platform: string): Promise<BrandingView> {
    return (await this.caller.call("GET", `/v1/branding/${encodeURIComponent(platform)}`)) as BrandingView;
  }

  /**
   * Read the picture itself. No token is needed. The path that `get_branding` names is good for ever: another logo
   * has another one.
   */
  async getLogo(platform: string): Promise<Uint8Array> {
    return (await this.caller.download("GET", `/v1/branding/${encodeURIComponent(platform)}/logo`)) as Uint8Array;
  }
}
