// Codes of escrows. Written by `make clients`: do not edit.

/** Codes of the problems of `list_escrows`; there may be more in time. */
export type ListEscrowsCode =
  | "bad_request" | "bad_cursor" | "unauthenticated" | "forbidden" | "not_found" | "not_acceptable"
  | "validation_failed" | "rate_limited" | "internal_error" | "dependency_unavailable" | "overloaded"
  | "request_outdated";

/** Codes of the problems of `create_escrow`; there may be more in time. */
export type CreateEscrowCode =
  | "malformed_json" | "bad_request" | "idempotency_key_invalid" | "unauthenticated" | "forbidden"
  | "platform_not_active" | "participant_closed" | "participant_suspended" | "not_found" | "not_acceptable"
  | "request_timeout" | "idempotency_in_flight" | "payload_too_large" | "unsupported_media_type" | "validation_failed"
  | "amount_out_of_range" | "card_number_not_allowed" | "currency_unknown" | "idempotency_mismatch"
  | "currency_mismatch" | "fee_exceeds_price" | "policy_unknown" | "same_party" | "window_too_long" | "rate_limited"
  | "internal_error" | "dependency_unavailable" | "overloaded" | "request_outdated";

/** Codes of the problems of `get_escrow`; there may be more in time. */
export type GetEscrowCode =
  | "bad_request" | "unauthenticated" | "forbidden" | "not_found" | "not_acceptable" | "validation_failed"
  | "rate_limited" | "internal_error" | "dependency_unavailable" | "overloaded" | "request_outdated";

/** Codes of the problems of `get_postings`; there may be more in time. */
export type GetPostingsCode =
  | "bad_request" | "unauthenticated" | "forbidden" | "not_found" | "not_acceptable" | "validation_failed"
  | "rate_limited" | "internal_error" | "dependency_unavailable" | "overloaded" | "request_outdated";

/** Codes of the problems of `fund_escrow`; there may be more in time. */
export type FundEscrowCode =
  | "malformed_json" | "bad_request" | "idempotency_key_invalid" | "idempotency_key_missing" | "malformed_if_match"
  | "unauthenticated" | "forbidden" | "platform_not_active" | "not_found" | "not_acceptable" | "request_timeout"
  | "idempotency_in_flight" | "provider_reference_used" | "version_conflict" | "payload_too_large"
  | "unsupported_media_type" | "validation_failed" | "amount_out_of_range" | "card_number_not_allowed"
  | "currency_unknown" | "idempotency_mismatch" | "currency_mismatch" | "window_too_long" | "rate_limited"
  | "internal_error" | "dependency_unavailable" | "overloaded" | "request_outdated";

/** Codes of the problems of `ship_escrow`; there may be more in time. */
export type ShipEscrowCode =
  | "malformed_json" | "bad_request" | "idempotency_key_invalid" | "malformed_if_match" | "unauthenticated"
  | "forbidden" | "platform_not_active" | "not_found" | "not_acceptable" | "request_timeout" | "idempotency_in_flight"
  | "action_not_allowed_in_state" | "deadline_passed" | "escrow_frozen" | "filing_window_open" | "version_conflict"
  | "payload_too_large" | "unsupported_media_type" | "validation_failed" | "amount_out_of_range"
  | "card_number_not_allowed" | "currency_unknown" | "idempotency_mismatch" | "window_too_long" | "rate_limited"
  | "internal_error" | "dependency_unavailable" | "overloaded" | "request_outdated";

/** Codes of the problems of `correct_shipment`; there may be more in time. */
export type CorrectShipmentCode =
  | "malformed_json" | "bad_request" | "idempotency_key_invalid" | "malformed_if_match" | "unauthenticated"
  | "forbidden" | "platform_not_active" | "not_found" | "not_acceptable" | "request_timeout" | "idempotency_in_flight"
  | "action_not_allowed_in_state" | "deadline_passed" | "escrow_frozen" | "filing_window_open" | "version_conflict"
  | "payload_too_large" | "unsupported_media_type" | "validation_failed" | "amount_out_of_range"
  | "card_number_not_allowed" | "currency_unknown" | "idempotency_mismatch" | "rate_limited" | "internal_error"
  | "dependency_unavailable" | "overloaded" | "request_outdated";

/** Codes of the problems of `deliver_escrow`; there may be more in time. */
export type DeliverEscrowCode =
  | "bad_request" | "idempotency_key_invalid" | "malformed_if_match" | "unauthenticated" | "forbidden"
  | "platform_not_active" | "not_found" | "not_acceptable" | "idempotency_in_flight" | "action_not_allowed_in_state"
  | "deadline_passed" | "escrow_frozen" | "filing_window_open" | "version_conflict" | "unsupported_media_type"
  | "validation_failed" | "idempotency_mismatch" | "window_too_long" | "rate_limited" | "internal_error"
  | "dependency_unavailable" | "overloaded" | "request_outdated";

/** Codes of the problems of `accept_goods`; there may be more in time. */
export type AcceptGoodsCode =
  | "bad_request" | "idempotency_key_invalid" | "idempotency_key_missing" | "malformed_if_match" | "unauthenticated"
  | "forbidden" | "platform_not_active" | "not_found" | "not_acceptable" | "idempotency_in_flight"
  | "action_not_allowed_in_state" | "deadline_passed" | "escrow_frozen" | "filing_window_open" | "insufficient_hold"
  | "version_conflict" | "unsupported_media_type" | "validation_failed" | "idempotency_mismatch" | "currency_mismatch"
  | "rate_limited" | "internal_error" | "dependency_unavailable" | "overloaded" | "request_outdated";

/** Codes of the problems of `release_escrow`; there may be more in time. */
export type ReleaseEscrowCode =
  | "malformed_json" | "bad_request" | "idempotency_key_invalid" | "idempotency_key_missing" | "malformed_if_match"
  | "unauthenticated" | "forbidden" | "platform_not_active" | "not_found" | "not_acceptable" | "request_timeout"
  | "idempotency_in_flight" | "action_not_allowed_in_state" | "deadline_passed" | "escrow_frozen" | "filing_window_open"
  | "insufficient_hold" | "version_conflict" | "payload_too_large" | "unsupported_media_type" | "validation_failed"
  | "amount_out_of_range" | "card_number_not_allowed" | "currency_unknown" | "idempotency_mismatch"
  | "currency_mismatch" | "rate_limited" | "internal_error" | "dependency_unavailable" | "overloaded"
  | "request_outdated";

/** Codes of the problems of `refund_escrow`; there may be more in time. */
export type RefundEscrowCode =
  | "malformed_json" | "bad_request" | "idempotency_key_invalid" | "idempotency_key_missing" | "malformed_if_match"
  | "unauthenticated" | "forbidden" | "platform_not_active" | "not_found" | "not_acceptable" | "request_timeout"
  | "idempotency_in_flight" | "action_not_allowed_in_state" | "deadline_passed" | "escrow_frozen" | "filing_window_open"
  | "insufficient_hold" | "version_conflict" | "payload_too_large" | "unsupported_media_type" | "validation_failed"
  | "amount_out_of_range" | "card_number_not_allowed" | "currency_unknown" | "idempotency_mismatch"
  | "currency_mismatch" | "rate_limited" | "internal_error" | "dependency_unavailable" | "overloaded"
  | "request_outdated";

/** Codes of the problems of `cancel_escrow`; there may be more in time. */
export type CancelEscrowCode =
  | "bad_request" | "idempotency_key_invalid" | "idempotency_key_missing" | "malformed_if_match" | "unauthenticated"
  | "forbidden" | "platform_not_active" | "not_found" | "not_acceptable" | "idempotency_in_flight"
  | "action_not_allowed_in_state" | "deadline_passed" | "escrow_frozen" | "filing_window_open" | "version_conflict"
  | "unsupported_media_type" | "validation_failed" | "idempotency_mismatch" | "rate_limited" | "internal_error"
  | "dependency_unavailable" | "overloaded" | "request_outdated";

/** Codes of the problems of `carry_out_bulk`; there may be more in time. */
export type CarryOutBulkCode =
  | "malformed_json" | "bad_request" | "unauthenticated" | "forbidden" | "platform_not_active" | "not_found"
  | "not_acceptable" | "request_timeout" | "payload_too_large" | "unsupported_media_type" | "validation_failed"
  | "amount_out_of_range" | "card_number_not_allowed" | "currency_unknown" | "rate_limited" | "internal_error"
  | "dependency_unavailable" | "overloaded";
