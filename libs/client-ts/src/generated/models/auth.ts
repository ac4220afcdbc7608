// Bodies and answers of auth. Written by `make clients`: do not edit.

export type LinkRole = "buyer" | "seller" | "representative";

export type OAuthErrorError =
  | "invalid_request" | "invalid_client" | "invalid_grant" | "invalid_scope" | "unsupported_grant_type";

export type ParticipantTokenRole = "buyer" | "seller" | "representative" | "operator";

export type ParticipantTokenScopes = "read" | "decide" | "lead" | "clock";

/** Participant whom a link in an e-mail leads to one deal or one case. */
export interface LinkBody {
  /** Whose token the link gets. Operators sign in with your platform and have no links. */
  role: LinkRole;
  /** Your own id of the user. */
  participant: string;
  /** The deal that the link leads to. */
  escrow?: string | null;
  /** The case that the link leads to. Exactly one of `escrow` and `dispute` is named. */
  dispute?: string | null;
  /** For how long the link gets tokens, in seconds: a week if left out, 90 days at most. */
  ttl?: number;
}

/** Participant for whom the token is, and what it is limited to. */
export interface ParticipantTokenBody {
  /** What the person is on your platform. */
  role: ParticipantTokenRole;
  /** The person's user id on your platform. */
  participant: string;
  /**
   * `read`, `decide` and `lead` are of operators, who may read without any. With `clock` anybody moves the test
   * clock of a sandbox: for tests and demonstrations.
   */
  scopes?: ParticipantTokenScopes[];
  /** Limits the token to this escrow. */
  escrow?: string | null;
  /** Limits the token to this dispute. */
  dispute?: string | null;
  /** Seconds that it lasts, 300 at most. */
  ttl?: number;
}

export interface AuthorizationServerView {
  /** Address of this server, as clients know it: the `iss` of its access tokens. */
  issuer: string;
  /** Where tokens are got: `POST /oauth/token`. */
  token_endpoint: string;
  /** Where the keys are that verify access tokens. */
  jwks_uri: string;
  /** Client credentials for your backend, and links for the people of a case. */
  grant_types_supported: string[];
  /** `none` alone: nobody is sent through a browser to get a token. */
  response_types_supported: string[];
  /** HTTP Basic, or `client_id` and `client_secret` in the form. */
  token_endpoint_auth_methods_supported: string[];
  /** Guide to authentication. */
  service_documentation: string;
}

export interface LinkView {
  /**
   * Put it behind the `#` of the link. Your page trades it for access tokens: `POST /oauth/token` with `grant_type`
   * `urn:ietf:params:oauth:grant-type:jwt-bearer` and this as `assertion`.
   */
  link_token: string;
  /** For how many seconds it gets tokens. */
  expires_in: number;
}

export interface OAuthErrorView {
  /** Code of RFC 6749. */
  error: OAuthErrorError;
  /** The same in an English sentence. */
  error_description: string;
}

export interface AccessTokenView {
  /** Send it as `Authorization: Bearer …`. */
  access_token: string;
  /** Always `Bearer`. */
  token_type?: "Bearer";
  /** Seconds that it lasts. */
  expires_in: number;
}

/** Codes of the problems of `get_authorization_server`; there may be more in time. */
export type GetAuthorizationServerCode =
  | "bad_request" | "not_acceptable" | "validation_failed" | "rate_limited" | "internal_error"
  | "dependency_unavailable" | "overloaded";

/** Codes of the problems of `get_keys`; there may be more in time. */
export type GetKeysCode =
  | "bad_request" | "not_acceptable" | "validation_failed" | "rate_limited" | "internal_error"
  | "dependency_unavailable" | "overloaded";

/** Codes of the problems of `issue_participant_token`; there may be more in time. */
export type IssueParticipantTokenCode =
  | "malformed_json" | "bad_request" | "unauthenticated" | "forbidden" | "platform_not_active" | "not_found"
  | "not_acceptable" | "request_timeout" | "payload_too_large" | "unsupported_media_type" | "validation_failed"
  | "amount_out_of_range" | "card_number_not_allowed" | "currency_unknown" | "rate_limited" | "internal_error"
  | "dependency_unavailable" | "overloaded";

/** Codes of the problems of `issue_link_token`; there may be more in time. */
export type IssueLinkTokenCode =
  | "malformed_json" | "bad_request" | "unauthenticated" | "forbidden" | "platform_not_active" | "not_found"
  | "not_acceptable" | "request_timeout" | "payload_too_large" | "unsupported_media_type" | "validation_failed"
  | "amount_out_of_range" | "card_number_not_allowed" | "currency_unknown" | "rate_limited" | "internal_error"
  | "dependency_unavailable" | "overloaded";
