// Bodies and answers of pages. Written by `make clients`: do not edit.

import type { Language, Role } from "./general/choices.ts";

export type LegalText = "terms" | "privacy" | "imprint" | "help";

export type NewPageLinkRole = "buyer" | "seller" | "representative" | "operator";

export type NewPageLinkScopes = "read" | "decide" | "lead" | "clock";

/** Text of yours that people find at the foot of every page. */
export interface LegalLinkBody {
  /** What it is: pages name it in the reader's language. */
  kind: LegalText;
  /** Https, with everything that belongs to the address. */
  url: string;
}

/** Colours, logo and legal texts. What is left out is as Parley has it. */
export interface BrandingBody {
  /** Of buttons and links. Pages shade it until everything on it and in it can be read, by day and by night. */
  primary?: string | null;
  /** Of your mark and the line under the head of each page. */
  accent?: string | null;
  /** Links to your own pages of law; each kind once. */
  links?: LegalLinkBody[];
  /** PNG, JPEG or WebP in base64, 48 KiB at most; shown 34 pixels high. */
  logo?: string | null;
}

/** Person who is to open the pages, and what the link is limited to. */
export interface NewPageLinkBody {
  /** Part in which the person acts. */
  role: NewPageLinkRole;
  /** Your own id of the person. */
  participant: string;
  /**
   * `read`, `decide` and `lead` are of operators, who may read without any. With `clock` anybody moves the test
   * clock of a sandbox: for tests and demonstrations.
   */
  scopes?: NewPageLinkScopes[];
  /** The one deal that the link is for. */
  escrow?: string | null;
  /** The pages open at this case, and show no other. */
  dispute?: string | null;
  /** Of the pages; without one the browser's. The person may change it. */
  language?: Language | null;
  /** Seconds, at most thirty days. */
  expires_in?: number;
}

/** Link that opens the session. */
export interface PageSessionBody {
  /** Its secret: what stands behind the `#` of its address. */
  link: string;
}

/** Session that is to go on. */
export interface SessionRenewalBody {
  /** Its secret, as the last answer gave it. */
  session: string;
}

/** Text of the platform. */
export interface LegalLinkView {
  /** Which page of law it is. */
  kind: LegalText;
  /** Address of the page. */
  url: string;
}

/** How a platform's pages look. */
export interface BrandingView {
  /** Platform whose pages they are. */
  platform: string;
  /** Of buttons and links; null is Parley's own. */
  primary: string | null;
  /** Of the mark and the line under the head. */
  accent: string | null;
  /** Texts at the foot of every page. */
  links: LegalLinkView[];
  /** Path of the logo. Another logo has another one. */
  logo: string | null;
}

/** A link with its address. */
export interface CreatedPageLinkView {
  /** Id of the link, to read and to revoke it by. It opens nothing. */
  id: string;
  /** Part in which the person acts. */
  role: Role;
  /** Your own id of the person. */
  participant: string;
  /** Of an operator, and `clock`. */
  scopes: string[];
  /** The one deal that it is for. */
  escrow: string | null;
  /** The one case that it is for. */
  dispute: string | null;
  /** In which the pages open; without one the browser's. */
  language: Language | null;
  /** When it was made. */
  created_at: string;
  /** When it stops opening anything, by the clock on the wall. */
  expires_at: string;
  /** When it was revoked. */
  revoked_at: string | null;
  /** Address to open. What stands behind its `#` is the secret: it never reaches a server's log. */
  url: string;
  /**
   * The same for a frame in your own page: give it to `<parley-case link="…">`. Only pages of the origins you have
   * named may show it.
   */
  embed_url: string;
}

/** Address at which the same person goes on with another device. */
export interface HandOverView {
  /** What stands behind its `#` is the secret: it never reaches a server's log. */
  url: string;
  /** Until when it can be opened. */
  ends_at: string;
}

/** Whom a link lets in, and until when. */
export interface PageLinkView {
  /** Id of the link, to read and to revoke it by. It opens nothing. */
  id: string;
  /** Part in which the person acts. */
  role: Role;
  /** Your own id of the person. */
  participant: string;
  /** Of an operator, and `clock`. */
  scopes: string[];
  /** The one deal that it is for. */
  escrow: string | null;
  /** The one case that it is for. */
  dispute: string | null;
  /** In which the pages open; without one the browser's. */
  language: Language | null;
  /** When it was made. */
  created_at: string;
  /** When it stops opening anything, by the clock on the wall. */
  expires_at: string;
  /** When it was revoked. */
  revoked_at: string | null;
}

/** Marketplace in whose name the pages speak. */
export interface SessionPlatformView {
  /** Id of the platform. */
  id: string;
  /** Its name, as people know it. */
  name: string;
}

/** Who is acting, with a token for the API and the means to get the next one. */
export interface PageSessionView {
  /** Secret to renew with. Each answer gives a new one. */
  session: string;
  /** When it can no longer be renewed, unless it is before; the link opens another session then. */
  session_ends_at: string;
  /** Token for the API. */
  access_token: string;
  /** Scheme of the Authorization header. */
  token_type?: "Bearer";
  /** Seconds the token is good for. */
  expires_in: number;
  /** Link that opened the session. */
  link: string;
  /** When the link stops opening anything. */
  link_expires_at: string;
  /** The marketplace whose pages these are. */
  platform: SessionPlatformView;
  /** Part in which the person acts. */
  role: Role;
  /** The platform's own id of the person. */
  participant: string;
  /** Of an operator, and `clock`. */
  scopes: string[];
  /** The one deal that the link is for. */
  escrow: string | null;
  /** The one case that the link is for. */
  dispute: string | null;
  /** In which the pages open; without one the browser's. */
  language: Language | null;
}

/** Codes of the problems of `create_page_link`; there may be more in time. */
export type CreatePageLinkCode =
  | "malformed_json" | "bad_request" | "idempotency_key_invalid" | "unauthenticated" | "forbidden"
  | "platform_not_active" | "not_found" | "not_acceptable" | "request_timeout" | "idempotency_in_flight"
  | "payload_too_large" | "unsupported_media_type" | "validation_failed" | "amount_out_of_range"
  | "card_number_not_allowed" | "currency_unknown" | "idempotency_mismatch" | "rate_limited" | "internal_error"
  | "dependency_unavailable" | "overloaded";

/** Codes of the problems of `get_page_link`; there may be more in time. */
export type GetPageLinkCode =
  | "bad_request" | "unauthenticated" | "forbidden" | "not_found" | "not_acceptable" | "validation_failed"
  | "rate_limited" | "internal_error" | "dependency_unavailable" | "overloaded";

/** Codes of the problems of `revoke_page_link`; there may be more in time. */
export type RevokePageLinkCode =
  | "bad_request" | "idempotency_key_invalid" | "unauthenticated" | "forbidden" | "platform_not_active" | "not_found"
  | "not_acceptable" | "idempotency_in_flight" | "unsupported_media_type" | "validation_failed" | "idempotency_mismatch"
  | "rate_limited" | "internal_error" | "dependency_unavailable" | "overloaded" | "request_outdated";

/** Codes of the problems of `open_page_session`; there may be more in time. */
export type OpenPageSessionCode =
  | "malformed_json" | "bad_request" | "page_link_expired" | "page_link_refused" | "page_link_revoked"
  | "platform_not_active" | "not_found" | "not_acceptable" | "request_timeout" | "payload_too_large"
  | "unsupported_media_type" | "validation_failed" | "amount_out_of_range" | "card_number_not_allowed"
  | "currency_unknown" | "rate_limited" | "internal_error" | "dependency_unavailable" | "overloaded";

/** Codes of the problems of `renew_page_session`; there may be more in time. */
export type RenewPageSessionCode =
  | "malformed_json" | "bad_request" | "page_link_expired" | "page_link_refused" | "page_link_revoked"
  | "platform_not_active" | "not_found" | "not_acceptable" | "request_timeout" | "payload_too_large"
  | "unsupported_media_type" | "validation_failed" | "amount_out_of_range" | "card_number_not_allowed"
  | "currency_unknown" | "rate_limited" | "internal_error" | "dependency_unavailable" | "overloaded";

/** Codes of the problems of `hand_over_page_session`; there may be more in time. */
export type HandOverPageSessionCode =
  | "malformed_json" | "bad_request" | "page_link_expired" | "page_link_refused" | "page_link_revoked"
  | "platform_not_active" | "not_found" | "not_acceptable" | "request_timeout" | "payload_too_large"
  | "unsupported_media_type" | "validation_failed" | "amount_out_of_range" | "card_number_not_allowed"
  | "currency_unknown" | "rate_limited" | "internal_error" | "dependency_unavailable" | "overloaded";

/** Codes of the problems of `choose_branding`; there may be more in time. */
export type ChooseBrandingCode =
  | "malformed_json" | "bad_request" | "idempotency_key_invalid" | "unauthenticated" | "forbidden"
  | "platform_not_active" | "not_found" | "not_acceptable" | "request_timeout" | "idempotency_in_flight"
  | "payload_too_large" | "unsupported_media_type" | "validation_failed" | "amount_out_of_range"
  | "card_number_not_allowed" | "currency_unknown" | "idempotency_mismatch" | "rate_limited" | "internal_error"
  | "dependency_unavailable" | "overloaded";

/** Codes of the problems of `get_branding`; there may be more in time. */
export type GetBrandingCode =
  | "bad_request" | "not_found" | "not_acceptable" | "validation_failed" | "rate_limited" | "internal_error"
  | "dependency_unavailable" | "overloaded";

/** Codes of the problems of `get_logo`; there may be more in time. */
export type GetLogoCode =
  | "bad_request" | "not_found" | "not_acceptable" | "validation_failed" | "rate_limited" | "internal_error"
  | "dependency_unavailable" | "overloaded";
