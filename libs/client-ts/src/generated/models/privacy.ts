// Bodies and answers of privacy. Written by `make clients`: do not edit.

export type EraseRole = "buyer" | "seller" | "representative";

export type HoldState = "held" | "released";

export interface EraseBody {
  /** What the person is on your platform. */
  role: EraseRole;
  /** The person's user id on your platform. */
  participant: string;
}

export interface HoldBody {
  /** Id of the dispute. */
  dispute: string;
  /** Why nothing of the case may be erased, in words. */
  reason: string;
}

export interface LegalHoldReleaseBody {
  /** Id of the dispute. */
  dispute: string;
}

export interface RetentionBody {
  /** Days after the end of a case until its evidence is erased. */
  days: number;
}

export interface ErasureView {
  /** Pieces of evidence that were erased. */
  erased_items: number;
  /** When it was erased (UTC). */
  erased_at: string;
}

export interface HoldView {
  /** Id of the dispute. */
  dispute: string;
  /** `held`: nothing of the case is erased. */
  state: HoldState;
  /** When it happened (UTC). */
  at: string;
}

/** Days after the end of a case until its evidence is erased. */
export interface RetentionView {
  /** Days after the end of a case until its evidence is erased. */
  days: number;
  /** The platform has said nothing; it is as long as usual. */
  usual: boolean;
}

/** Codes of the problems of `erase_participant`; there may be more in time. */
export type EraseParticipantCode =
  | "malformed_json" | "bad_request" | "idempotency_key_invalid" | "unauthenticated" | "forbidden"
  | "platform_not_active" | "not_found" | "not_acceptable" | "request_timeout" | "idempotency_in_flight" | "case_open"
  | "legal_hold" | "payload_too_large" | "unsupported_media_type" | "validation_failed" | "amount_out_of_range"
  | "card_number_not_allowed" | "currency_unknown" | "idempotency_mismatch" | "rate_limited" | "internal_error"
  | "dependency_unavailable" | "overloaded" | "request_outdated";

/** Codes of the problems of `place_legal_hold`; there may be more in time. */
export type PlaceLegalHoldCode =
  | "malformed_json" | "bad_request" | "idempotency_key_invalid" | "unauthenticated" | "forbidden"
  | "platform_not_active" | "not_found" | "not_acceptable" | "request_timeout" | "idempotency_in_flight"
  | "payload_too_large" | "unsupported_media_type" | "validation_failed" | "amount_out_of_range"
  | "card_number_not_allowed" | "currency_unknown" | "idempotency_mismatch" | "rate_limited" | "internal_error"
  | "dependency_unavailable" | "overloaded" | "request_outdated";

/** Codes of the problems of `release_legal_hold`; there may be more in time. */
export type ReleaseLegalHoldCode =
  | "malformed_json" | "bad_request" | "idempotency_key_invalid" | "unauthenticated" | "forbidden"
  | "platform_not_active" | "not_found" | "not_acceptable" | "request_timeout" | "idempotency_in_flight"
  | "no_legal_hold" | "payload_too_large" | "unsupported_media_type" | "validation_failed" | "amount_out_of_range"
  | "card_number_not_allowed" | "currency_unknown" | "idempotency_mismatch" | "rate_limited" | "internal_error"
  | "dependency_unavailable" | "overloaded" | "request_outdated";

/** Codes of the problems of `get_retention`; there may be more in time. */
export type GetRetentionCode =
  | "bad_request" | "unauthenticated" | "forbidden" | "not_found" | "not_acceptable" | "validation_failed"
  | "rate_limited" | "internal_error" | "dependency_unavailable" | "overloaded";

/** Codes of the problems of `put_retention`; there may be more in time. */
export type PutRetentionCode =
  | "malformed_json" | "bad_request" | "idempotency_key_invalid" | "unauthenticated" | "forbidden"
  | "platform_not_active" | "not_found" | "not_acceptable" | "request_timeout" | "idempotency_in_flight"
  | "payload_too_large" | "unsupported_media_type" | "validation_failed" | "amount_out_of_range"
  | "card_number_not_allowed" | "currency_unknown" | "idempotency_mismatch" | "rate_limited" | "internal_error"
  | "dependency_unavailable" | "overloaded";
