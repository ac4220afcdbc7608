// Codes of disputes. Written by `make clients`: do not edit.

/** Codes of the problems of `get_eligibility`; there may be more in time. */
export type GetEligibilityCode =
  | "bad_request" | "unauthenticated" | "forbidden" | "not_found" | "not_acceptable" | "already_reopened"
  | "validation_failed" | "calendar_invalid" | "reason_not_allowed" | "rate_limited" | "internal_error"
  | "dependency_unavailable" | "overloaded" | "request_outdated";

/** Codes of the problems of `list_disputes`; there may be more in time. */
export type ListDisputesCode =
  | "bad_request" | "bad_cursor" | "unauthenticated" | "forbidden" | "not_found" | "not_acceptable"
  | "validation_failed" | "calendar_invalid" | "rate_limited" | "internal_error" | "dependency_unavailable"
  | "overloaded" | "request_outdated";

/** Codes of the problems of `open_dispute`; there may be more in time. */
export type OpenDisputeCode =
  | "malformed_json" | "bad_request" | "idempotency_key_invalid" | "unauthenticated" | "forbidden"
  | "platform_not_active" | "not_found" | "not_acceptable" | "request_timeout" | "idempotency_in_flight"
  | "already_disputed" | "already_reopened" | "escrow_not_funded" | "filing_window_closed" | "filing_window_not_open"
  | "insufficient_hold" | "not_known_yet" | "payload_too_large" | "unsupported_media_type" | "validation_failed"
  | "amount_out_of_range" | "card_number_not_allowed" | "currency_unknown" | "idempotency_mismatch" | "amount_needed"
  | "calendar_invalid" | "currency_mismatch" | "opening_incomplete" | "option_not_allowed" | "reason_not_allowed"
  | "too_many_options" | "rate_limited" | "internal_error" | "dependency_unavailable" | "overloaded"
  | "request_outdated";

/** Codes of the problems of `count_disputes`; there may be more in time. */
export type CountDisputesCode =
  | "bad_request" | "unauthenticated" | "forbidden" | "not_found" | "not_acceptable" | "validation_failed"
  | "calendar_invalid" | "rate_limited" | "internal_error" | "dependency_unavailable" | "overloaded"
  | "request_outdated";

/** Codes of the problems of `get_dispute`; there may be more in time. */
export type GetDisputeCode =
  | "bad_request" | "unauthenticated" | "forbidden" | "not_found" | "not_acceptable" | "validation_failed"
  | "rate_limited" | "internal_error" | "dependency_unavailable" | "overloaded" | "request_outdated";

/** Codes of the problems of `get_story`; there may be more in time. */
export type GetStoryCode =
  | "bad_request" | "bad_cursor" | "unauthenticated" | "forbidden" | "not_found" | "not_acceptable"
  | "validation_failed" | "rate_limited" | "internal_error" | "dependency_unavailable" | "overloaded"
  | "request_outdated";

/** Codes of the problems of `stream_own_stories`; there may be more in time. */
export type StreamOwnStoriesCode =
  | "bad_request" | "bad_cursor" | "unauthenticated" | "forbidden" | "not_found" | "not_acceptable"
  | "validation_failed" | "rate_limited" | "too_many_streams" | "internal_error" | "dependency_unavailable"
  | "overloaded";

/** Codes of the problems of `create_own_stories_link`; there may be more in time. */
export type CreateOwnStoriesLinkCode =
  | "bad_request" | "bad_cursor" | "unauthenticated" | "forbidden" | "not_found" | "not_acceptable"
  | "validation_failed" | "rate_limited" | "internal_error" | "dependency_unavailable" | "overloaded";

/** Codes of the problems of `stream_story`; there may be more in time. */
export type StreamStoryCode =
  | "bad_request" | "bad_cursor" | "unauthenticated" | "forbidden" | "not_found" | "not_acceptable"
  | "validation_failed" | "rate_limited" | "too_many_streams" | "internal_error" | "dependency_unavailable"
  | "overloaded" | "request_outdated";

/** Codes of the problems of `create_story_link`; there may be more in time. */
export type CreateStoryLinkCode =
  | "bad_request" | "bad_cursor" | "unauthenticated" | "forbidden" | "not_found" | "not_acceptable"
  | "validation_failed" | "rate_limited" | "internal_error" | "dependency_unavailable" | "overloaded"
  | "request_outdated";

/** Codes of the problems of `mark_dispute_read`; there may be more in time. */
export type MarkDisputeReadCode =
  | "malformed_json" | "bad_request" | "idempotency_key_invalid" | "malformed_if_match" | "unauthenticated"
  | "forbidden" | "platform_not_active" | "not_found" | "not_acceptable" | "request_timeout" | "idempotency_in_flight"
  | "version_conflict" | "payload_too_large" | "unsupported_media_type" | "validation_failed" | "amount_out_of_range"
  | "card_number_not_allowed" | "currency_unknown" | "idempotency_mismatch" | "rate_limited" | "internal_error"
  | "dependency_unavailable" | "overloaded" | "request_outdated";

/** Codes of the problems of `get_forecast`; there may be more in time. */
export type GetForecastCode =
  | "bad_request" | "unauthenticated" | "forbidden" | "not_found" | "not_acceptable" | "validation_failed"
  | "rate_limited" | "internal_error" | "dependency_unavailable" | "overloaded" | "request_outdated";

/** Codes of the problems of `get_timeline`; there may be more in time. */
export type GetTimelineCode =
  | "bad_request" | "unauthenticated" | "forbidden" | "not_found" | "not_acceptable" | "validation_failed"
  | "rate_limited" | "internal_error" | "dependency_unavailable" | "overloaded" | "request_outdated";

/** Codes of the problems of `list_messages`; there may be more in time. */
export type ListMessagesCode =
  | "bad_request" | "bad_cursor" | "unauthenticated" | "forbidden" | "not_found" | "not_acceptable"
  | "validation_failed" | "rate_limited" | "internal_error" | "dependency_unavailable" | "overloaded"
  | "request_outdated";

/** Codes of the problems of `post_message`; there may be more in time. */
export type PostMessageCode =
  | "malformed_json" | "bad_request" | "idempotency_key_invalid" | "malformed_if_match" | "unauthenticated"
  | "forbidden" | "platform_not_active" | "not_found" | "not_acceptable" | "request_timeout" | "idempotency_in_flight"
  | "action_not_allowed_in_state" | "assigned_to_another" | "attachment_invalid" | "awaits_approval" | "case_closed"
  | "deadline_passed" | "edition_changed" | "penalty_reversed" | "version_conflict" | "payload_too_large"
  | "unsupported_media_type" | "validation_failed" | "amount_out_of_range" | "card_number_not_allowed"
  | "currency_unknown" | "idempotency_mismatch" | "attachment_unknown" | "rate_limited" | "internal_error"
  | "dependency_unavailable" | "overloaded" | "request_outdated";

/** Codes of the problems of `escalate_dispute`; there may be more in time. */
export type EscalateDisputeCode =
  | "malformed_json" | "bad_request" | "idempotency_key_invalid" | "malformed_if_match" | "unauthenticated"
  | "forbidden" | "platform_not_active" | "not_found" | "not_acceptable" | "request_timeout" | "idempotency_in_flight"
  | "action_not_allowed_in_state" | "assigned_to_another" | "awaits_approval" | "case_closed" | "deadline_passed"
  | "edition_changed" | "penalty_reversed" | "version_conflict" | "payload_too_large" | "unsupported_media_type"
  | "validation_failed" | "amount_out_of_range" | "card_number_not_allowed" | "currency_unknown"
  | "idempotency_mismatch" | "rate_limited" | "internal_error" | "dependency_unavailable" | "overloaded"
  | "request_outdated";

/** Codes of the problems of `withdraw_dispute`; there may be more in time. */
export type WithdrawDisputeCode =
  | "malformed_json" | "bad_request" | "idempotency_key_invalid" | "malformed_if_match" | "unauthenticated"
  | "forbidden" | "platform_not_active" | "not_found" | "not_acceptable" | "request_timeout" | "idempotency_in_flight"
  | "action_not_allowed_in_state" | "assigned_to_another" | "awaits_approval" | "case_closed" | "deadline_passed"
  | "edition_changed" | "penalty_reversed" | "version_conflict" | "payload_too_large" | "unsupported_media_type"
  | "validation_failed" | "amount_out_of_range" | "card_number_not_allowed" | "currency_unknown"
  | "idempotency_mismatch" | "rate_limited" | "internal_error" | "dependency_unavailable" | "overloaded"
  | "request_outdated";

/** Codes of the problems of `accept_claim`; there may be more in time. */
export type AcceptClaimCode =
  | "malformed_json" | "bad_request" | "idempotency_key_invalid" | "idempotency_key_missing" | "malformed_if_match"
  | "unauthenticated" | "forbidden" | "platform_not_active" | "not_found" | "not_acceptable" | "request_timeout"
  | "idempotency_in_flight" | "action_not_allowed_in_state" | "assigned_to_another" | "awaits_approval" | "case_closed"
  | "deadline_passed" | "edition_changed" | "penalty_reversed" | "version_conflict" | "payload_too_large"
  | "unsupported_media_type" | "validation_failed" | "amount_out_of_range" | "card_number_not_allowed"
  | "currency_unknown" | "idempotency_mismatch" | "rate_limited" | "internal_error" | "dependency_unavailable"
  | "overloaded" | "request_outdated";
