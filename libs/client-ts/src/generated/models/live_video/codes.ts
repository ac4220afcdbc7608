// Codes of live video. Written by `make clients`: do not edit.

/** Codes of the problems of `open_video_session`; there may be more in time. */
export type OpenVideoSessionCode =
  | "malformed_json" | "bad_request" | "idempotency_key_invalid" | "unauthenticated" | "forbidden"
  | "platform_not_active" | "not_found" | "not_acceptable" | "request_timeout" | "idempotency_in_flight" | "case_closed"
  | "deadline_passed" | "request_not_open" | "too_many_sessions" | "payload_too_large" | "platform_full"
  | "unsupported_media_type" | "validation_failed" | "amount_out_of_range" | "card_number_not_allowed"
  | "currency_unknown" | "idempotency_mismatch" | "covers_unknown" | "kind_not_asked" | "rate_limited"
  | "internal_error" | "dependency_unavailable" | "overloaded" | "request_outdated";

/** Codes of the problems of `get_video_session`; there may be more in time. */
export type GetVideoSessionCode =
  | "bad_request" | "unauthenticated" | "forbidden" | "not_found" | "not_acceptable" | "validation_failed"
  | "rate_limited" | "internal_error" | "dependency_unavailable" | "overloaded";

/** Codes of the problems of `overrule_video_verification`; there may be more in time. */
export type OverruleVideoVerificationCode =
  | "malformed_json" | "bad_request" | "idempotency_key_invalid" | "malformed_if_match" | "unauthenticated"
  | "forbidden" | "platform_not_active" | "not_found" | "not_acceptable" | "request_timeout" | "idempotency_in_flight"
  | "video_not_verified" | "version_conflict" | "payload_too_large" | "unsupported_media_type" | "validation_failed"
  | "amount_out_of_range" | "card_number_not_allowed" | "currency_unknown" | "idempotency_mismatch" | "rate_limited"
  | "internal_error" | "dependency_unavailable" | "overloaded" | "request_outdated";

/** Codes of the problems of `recheck_video`; there may be more in time. */
export type RecheckVideoCode =
  | "bad_request" | "idempotency_key_invalid" | "malformed_if_match" | "unauthenticated" | "forbidden"
  | "platform_not_active" | "not_found" | "not_acceptable" | "idempotency_in_flight" | "nothing_to_repeat"
  | "version_conflict" | "payload_too_large" | "unsupported_media_type" | "validation_failed" | "idempotency_mismatch"
  | "rate_limited" | "internal_error" | "dependency_unavailable" | "overloaded" | "request_outdated";

/** Codes of the problems of `submit_external_video`; there may be more in time. */
export type SubmitExternalVideoCode =
  | "malformed_json" | "bad_request" | "idempotency_key_invalid" | "unauthenticated" | "forbidden"
  | "platform_not_active" | "not_found" | "not_acceptable" | "request_timeout" | "idempotency_in_flight" | "case_closed"
  | "deadline_passed" | "request_not_open" | "too_many_files" | "payload_too_large" | "platform_full"
  | "quota_exceeded" | "unsupported_media_type" | "validation_failed" | "amount_out_of_range"
  | "card_number_not_allowed" | "currency_unknown" | "idempotency_mismatch" | "carrier_unknown" | "content_not_of_kind"
  | "covers_unknown" | "kind_not_allowed" | "kind_not_asked" | "not_yet_held" | "recording_unknown"
  | "shipped_before_sale" | "shipped_in_future" | "rate_limited" | "internal_error" | "dependency_unavailable"
  | "overloaded" | "request_outdated";

/** Codes of the problems of `get_external_video`; there may be more in time. */
export type GetExternalVideoCode =
  | "bad_request" | "unauthenticated" | "forbidden" | "not_found" | "not_acceptable" | "validation_failed"
  | "rate_limited" | "internal_error" | "dependency_unavailable" | "overloaded" | "request_outdated";

/** Codes of the problems of `attest_external_video`; there may be more in time. */
export type AttestExternalVideoCode =
  | "malformed_json" | "bad_request" | "idempotency_key_invalid" | "malformed_if_match" | "unauthenticated"
  | "forbidden" | "platform_not_active" | "not_found" | "not_acceptable" | "request_timeout" | "idempotency_in_flight"
  | "already_attested" | "version_conflict" | "payload_too_large" | "unsupported_media_type" | "validation_failed"
  | "amount_out_of_range" | "card_number_not_allowed" | "currency_unknown" | "idempotency_mismatch" | "rate_limited"
  | "internal_error" | "dependency_unavailable" | "overloaded" | "request_outdated";

/** Codes of the problems of `recheck_external_video`; there may be more in time. */
export type RecheckExternalVideoCode =
  | "bad_request" | "idempotency_key_invalid" | "malformed_if_match" | "unauthenticated" | "forbidden"
  | "platform_not_active" | "not_found" | "not_acceptable" | "idempotency_in_flight" | "nothing_to_repeat"
  | "version_conflict" | "payload_too_large" | "unsupported_media_type" | "validation_failed" | "idempotency_mismatch"
  | "rate_limited" | "internal_error" | "dependency_unavailable" | "overloaded" | "request_outdated";
