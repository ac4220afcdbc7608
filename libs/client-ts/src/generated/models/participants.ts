// Bodies and answers of participants. Written by `make clients`: do not edit.

export interface ReversalBody {
  /** Why, in words; the participant's standing keeps it. */
  reason: string;
}

/** Codes of the problems of `get_standing`; there may be more in time. */
export type GetStandingCode =
  | "bad_request" | "unauthenticated" | "forbidden" | "not_found" | "not_acceptable" | "validation_failed"
  | "rate_limited" | "internal_error" | "dependency_unavailable" | "overloaded" | "request_outdated";

/** Codes of the problems of `reverse_penalty`; there may be more in time. */
export type ReversePenaltyCode =
  | "malformed_json" | "bad_request" | "idempotency_key_invalid" | "idempotency_key_missing" | "malformed_if_match"
  | "unauthenticated" | "forbidden" | "platform_not_active" | "not_independent" | "not_found" | "not_acceptable"
  | "request_timeout" | "idempotency_in_flight" | "penalty_reversed" | "version_conflict" | "payload_too_large"
  | "unsupported_media_type" | "validation_failed" | "amount_out_of_range" | "card_number_not_allowed"
  | "currency_unknown" | "idempotency_mismatch" | "rate_limited" | "internal_error" | "dependency_unavailable"
  | "overloaded" | "request_outdated";
