// Bodies and answers of platforms. Written by `make clients`: do not edit.

export type PlatformStatus = "active" | "suspended";

export type SecretStatus = "valid" | "expiring" | "expired" | "revoked";

export type PlatformOpenedStatus = "active" | "suspended";

export interface NameBody {
  /** What the platform's people know it by from now on. */
  name: string;
}

export interface NewPlatformBody {
  /** What the platform's people know it by; pages that they are sent to say it. */
  name: string;
  /**
   * Policy, or edition of one, that new escrows get. It may be one that the platform publishes later: until then
   * its escrows have to name another.
   */
  default_policy?: string;
}

/** Allowed origins: scheme, host and port of pages, as browsers send them. */
export interface OriginsBody {
  /** Https, or this machine. No path, no wildcard: name each host. */
  origins: string[];
}

/** Dispute policies that new escrows get: names of policies or of editions, yours or Parley's. */
export interface PoliciesBody {
  /** What new escrows get whose category has no policy of its own. */
  default_policy: string;
  /** What new escrows of a category get, by its code. */
  by_category?: Record<string, string>;
}

export interface RotationBody {
  /**
   * For how long the secrets of before still get tokens, in seconds; 0 ends them at once. A day if left out, 30
   * days at most.
   */
  overlap_seconds?: number;
}

export interface IssuedSecretView {
  /** Id of the secret, to revoke it by. */
  id: string;
  /** Client id for `/oauth/token`. */
  client_id: string;
  /** Shown in the first answer only: a repeated request is answered without it. */
  client_secret: string | null;
}

export interface OriginsView {
  /** Platform whose pages they are. */
  platform: string;
  /** Pages of these origins may call with the tokens of this platform and its people. */
  origins: string[];
  /** Whether pages of this very machine may, on any port, without being named: in a sandbox. */
  loopback: boolean;
  /** Version of the platform, to be named in If-Match. */
  version: number;
}

export interface PlatformView {
  /** Id of the platform; its backend authenticates with it as `client_id`. */
  id: string;
  /** What the platform's people know it by. */
  name: string;
  /** Policy, or edition of one, that new escrows get. */
  default_policy: string;
  /** Policies that new escrows of a category get instead. */
  policies_by_category: Record<string, string>;
  /** A suspended platform gets no token and makes no escrow; its deadlines and disputes go on. */
  status: PlatformStatus;
  /** Number of changes of the platform: its ETag. */
  version: number;
  /** Client id for `/oauth/token`. */
  client_id: string;
}

export interface PlatformViewPage {
  /** What was asked for, in the order that the operation describes. */
  data: PlatformView[];
  /** Whether there is another page. */
  has_more: boolean;
  /** Send it as `cursor` to get the next page; null on the last one. */
  next_cursor?: string | null;
}

/** What is known of a secret. The secret itself is kept nowhere. */
export interface SecretView {
  /** Id of the secret, to revoke it by. */
  id: string;
  /** A valid or expiring secret gets tokens, the others do not. */
  status: SecretStatus;
  /** When it was made, by the real clock. */
  created_at: string;
  /** Until when it gets tokens, since another one has taken its place; null: until it is revoked. */
  expires_at: string | null;
  /** When it was revoked. */
  revoked_at: string | null;
}

export interface SecretViewPage {
  /** What was asked for, in the order that the operation describes. */
  data: SecretView[];
  /** Whether there is another page. */
  has_more: boolean;
  /** Send it as `cursor` to get the next page; null on the last one. */
  next_cursor?: string | null;
}

export interface PlatformOpenedView {
  /** Id of the platform; its backend authenticates with it as `client_id`. */
  id: string;
  /** What the platform's people know it by. */
  name: string;
  /** Policy, or edition of one, that new escrows get. */
  default_policy: string;
  /** Policies that new escrows of a category get instead. */
  policies_by_category: Record<string, string>;
  /** A suspended platform gets no token and makes no escrow; its deadlines and disputes go on. */
  status: PlatformOpenedStatus;
  /** Number of changes of the platform: its ETag. */
  version: number;
  /** Client id for `/oauth/token`. */
  client_id: string;
  /** Shown in the first answer only: a repeated request is answered without it. */
  client_secret: string | null;
  /** Id of the secret, to revoke it by. */
  secret_id: string;
}

export interface RevokedView {
  /** Id of the secret. */
  id: string;
  /** True: it gets no token any more. */
  revoked: boolean;
}

export interface RotatedSecretView {
  /** Id of the secret, to revoke it by. */
  id: string;
  /** Client id for `/oauth/token`. */
  client_id: string;
  /** Shown in the first answer only: a repeated request is answered without it. */
  client_secret: string | null;
  /** Secrets that worked until now. */
  replaced: string[];
  /** Until when they still get a token, by the real clock. */
  replaced_expire_at: string | null;
}

/** Codes of the problems of `list_platforms`; there may be more in time. */
export type ListPlatformsCode =
  | "bad_request" | "bad_cursor" | "unauthenticated" | "forbidden" | "not_found" | "not_acceptable"
  | "validation_failed" | "rate_limited" | "internal_error" | "dependency_unavailable" | "overloaded";

/** Codes of the problems of `open_platform`; there may be more in time. */
export type OpenPlatformCode =
  | "malformed_json" | "bad_request" | "idempotency_key_invalid" | "unauthenticated" | "forbidden"
  | "platform_not_active" | "not_found" | "not_acceptable" | "request_timeout" | "idempotency_in_flight"
  | "payload_too_large" | "unsupported_media_type" | "validation_failed" | "amount_out_of_range"
  | "card_number_not_allowed" | "currency_unknown" | "idempotency_mismatch" | "rate_limited" | "internal_error"
  | "dependency_unavailable" | "overloaded";

/** Codes of the problems of `get_platform`; there may be more in time. */
export type GetPlatformCode =
  | "bad_request" | "unauthenticated" | "forbidden" | "not_found" | "not_acceptable" | "validation_failed"
  | "rate_limited" | "internal_error" | "dependency_unavailable" | "overloaded";

/** Codes of the problems of `get_allowed_origins`; there may be more in time. */
export type GetAllowedOriginsCode =
  | "bad_request" | "unauthenticated" | "forbidden" | "not_found" | "not_acceptable" | "validation_failed"
  | "rate_limited" | "internal_error" | "dependency_unavailable" | "overloaded";

/** Codes of the problems of `allow_origins`; there may be more in time. */
export type AllowOriginsCode =
  | "malformed_json" | "bad_request" | "idempotency_key_invalid" | "malformed_if_match" | "unauthenticated"
  | "forbidden" | "platform_not_active" | "not_found" | "not_acceptable" | "request_timeout" | "idempotency_in_flight"
  | "version_conflict" | "payload_too_large" | "unsupported_media_type" | "validation_failed" | "amount_out_of_range"
  | "card_number_not_allowed" | "currency_unknown" | "idempotency_mismatch" | "rate_limited" | "internal_error"
  | "dependency_unavailable" | "overloaded" | "request_outdated";

/** Codes of the problems of `choose_policies`; there may be more in time. */
export type ChoosePoliciesCode =
  | "malformed_json" | "bad_request" | "idempotency_key_invalid" | "malformed_if_match" | "unauthenticated"
  | "forbidden" | "platform_not_active" | "not_found" | "not_acceptable" | "request_timeout" | "idempotency_in_flight"
  | "version_conflict" | "payload_too_large" | "unsupported_media_type" | "validation_failed" | "amount_out_of_range"
  | "card_number_not_allowed" | "currency_unknown" | "idempotency_mismatch" | "policy_unknown" | "rate_limited"
  | "internal_error" | "dependency_unavailable" | "overloaded" | "request_outdated";

/** Codes of the problems of `rename_platform`; there may be more in time. */
export type RenamePlatformCode =
  | "malformed_json" | "bad_request" | "idempotency_key_invalid" | "malformed_if_match" | "unauthenticated"
  | "forbidden" | "platform_not_active" | "not_found" | "not_acceptable" | "request_timeout" | "idempotency_in_flight"
  | "version_conflict" | "payload_too_large" | "unsupported_media_type" | "validation_failed" | "amount_out_of_range"
  | "card_number_not_allowed" | "currency_unknown" | "idempotency_mismatch" | "rate_limited" | "internal_error"
  | "dependency_unavailable" | "overloaded" | "request_outdated";

/** Codes of the problems of `suspend_platform`; there may be more in time. */
export type SuspendPlatformCode =
  | "bad_request" | "idempotency_key_invalid" | "malformed_if_match" | "unauthenticated" | "forbidden"
  | "platform_not_active" | "not_found" | "not_acceptable" | "idempotency_in_flight" | "version_conflict"
  | "unsupported_media_type" | "validation_failed" | "idempotency_mismatch" | "rate_limited" | "internal_error"
  | "dependency_unavailable" | "overloaded" | "request_outdated";

/** Codes of the problems of `reinstate_platform`; there may be more in time. */
export type ReinstatePlatformCode =
  | "bad_request" | "idempotency_key_invalid" | "malformed_if_match" | "unauthenticated" | "forbidden"
  | "platform_not_active" | "not_found" | "not_acceptable" | "idempotency_in_flight" | "version_conflict"
  | "unsupported_media_type" | "validation_failed" | "idempotency_mismatch" | "rate_limited" | "internal_error"
  | "dependency_unavailable" | "overloaded" | "request_outdated";

/** Codes of the problems of `list_secrets`; there may be more in time. */
export type ListSecretsCode =
  | "bad_request" | "bad_cursor" | "unauthenticated" | "forbidden" | "not_found" | "not_acceptable"
  | "validation_failed" | "rate_limited" | "internal_error" | "dependency_unavailable" | "overloaded";

/** Codes of the problems of `add_secret`; there may be more in time. */
export type AddSecretCode =
  | "bad_request" | "idempotency_key_invalid" | "malformed_if_match" | "unauthenticated" | "forbidden"
  | "platform_not_active" | "not_found" | "not_acceptable" | "idempotency_in_flight" | "too_many_secrets"
  | "version_conflict" | "unsupported_media_type" | "validation_failed" | "idempotency_mismatch" | "rate_limited"
  | "internal_error" | "dependency_unavailable" | "overloaded" | "request_outdated";

/** Codes of the problems of `rotate_secret`; there may be more in time. */
export type RotateSecretCode =
  | "malformed_json" | "bad_request" | "idempotency_key_invalid" | "malformed_if_match" | "unauthenticated"
  | "forbidden" | "platform_not_active" | "not_found" | "not_acceptable" | "request_timeout" | "idempotency_in_flight"
  | "too_many_secrets" | "version_conflict" | "payload_too_large" | "unsupported_media_type" | "validation_failed"
  | "amount_out_of_range" | "card_number_not_allowed" | "currency_unknown" | "idempotency_mismatch" | "rate_limited"
  | "internal_error" | "dependency_unavailable" | "overloaded" | "request_outdated";

/** Codes of the problems of `revoke_secret`; there may be more in time. */
export type RevokeSecretCode =
  | "bad_request" | "idempotency_key_invalid" | "malformed_if_match" | "unauthenticated" | "forbidden"
  | "platform_not_active" | "not_found" | "not_acceptable" | "idempotency_in_flight" | "last_secret"
  | "version_conflict" | "unsupported_media_type" | "validation_failed" | "idempotency_mismatch" | "rate_limited"
  | "internal_error" | "dependency_unavailable" | "overloaded" | "request_outdated";

/** Filters of `list_platforms`. */
export interface PlatformsFilters {
  /** Only platforms that are active, or only suspended ones. */
  status?: "active" | "suspended";
}
