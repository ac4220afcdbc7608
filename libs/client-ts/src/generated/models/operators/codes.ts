// Codes of operators. Written by `make clients`: do not edit.

/** Codes of the problems of `assign_disputes`; there may be more in time. */
export type AssignDisputesCode =
  | "malformed_json" | "bad_request" | "idempotency_key_invalid" | "unauthenticated" | "forbidden"
  | "platform_not_active" | "not_found" | "not_acceptable" | "request_timeout" | "idempotency_in_flight"
  | "edition_changed" | "penalty_reversed" | "payload_too_large" | "unsupported_media_type" | "validation_failed"
  | "amount_out_of_range" | "card_number_not_allowed" | "currency_unknown" | "idempotency_mismatch" | "rate_limited"
  | "internal_error" | "dependency_unavailable" | "overloaded" | "request_outdated";

/** Codes of the problems of `take_over`; there may be more in time. */
export type TakeOverCode =
  | "bad_request" | "idempotency_key_invalid" | "malformed_if_match" | "unauthenticated" | "forbidden"
  | "platform_not_active" | "not_found" | "not_acceptable" | "idempotency_in_flight" | "action_not_allowed_in_state"
  | "case_closed" | "deadline_passed" | "edition_changed" | "not_taken_by_another" | "penalty_reversed"
  | "same_operator" | "version_conflict" | "payload_too_large" | "unsupported_media_type" | "validation_failed"
  | "idempotency_mismatch" | "rate_limited" | "internal_error" | "dependency_unavailable" | "overloaded"
  | "request_outdated";

/** Codes of the problems of `list_notes`; there may be more in time. */
export type ListNotesCode =
  | "bad_request" | "bad_cursor" | "unauthenticated" | "forbidden" | "not_found" | "not_acceptable"
  | "validation_failed" | "rate_limited" | "internal_error" | "dependency_unavailable" | "overloaded"
  | "request_outdated";

/** Codes of the problems of `create_note`; there may be more in time. */
export type CreateNoteCode =
  | "malformed_json" | "bad_request" | "idempotency_key_invalid" | "malformed_if_match" | "unauthenticated"
  | "forbidden" | "platform_not_active" | "not_found" | "not_acceptable" | "request_timeout" | "idempotency_in_flight"
  | "version_conflict" | "payload_too_large" | "unsupported_media_type" | "validation_failed" | "amount_out_of_range"
  | "card_number_not_allowed" | "currency_unknown" | "idempotency_mismatch" | "rate_limited" | "internal_error"
  | "dependency_unavailable" | "overloaded" | "request_outdated";

/** Codes of the problems of `say_present`; there may be more in time. */
export type SayPresentCode =
  | "malformed_json" | "bad_request" | "idempotency_key_invalid" | "unauthenticated" | "forbidden"
  | "platform_not_active" | "not_found" | "not_acceptable" | "request_timeout" | "idempotency_in_flight"
  | "payload_too_large" | "unsupported_media_type" | "validation_failed" | "amount_out_of_range"
  | "card_number_not_allowed" | "currency_unknown" | "idempotency_mismatch" | "rate_limited" | "internal_error"
  | "dependency_unavailable" | "overloaded" | "request_outdated";

/** Codes of the problems of `leave_case`; there may be more in time. */
export type LeaveCaseCode =
  | "bad_request" | "idempotency_key_invalid" | "unauthenticated" | "forbidden" | "platform_not_active" | "not_found"
  | "not_acceptable" | "idempotency_in_flight" | "payload_too_large" | "unsupported_media_type" | "validation_failed"
  | "idempotency_mismatch" | "rate_limited" | "internal_error" | "dependency_unavailable" | "overloaded"
  | "request_outdated";

/** Codes of the problems of `list_reason_texts`; there may be more in time. */
export type ListReasonTextsCode =
  | "bad_request" | "bad_cursor" | "unauthenticated" | "forbidden" | "not_found" | "not_acceptable"
  | "validation_failed" | "rate_limited" | "internal_error" | "dependency_unavailable" | "overloaded";

/** Codes of the problems of `create_reason_text`; there may be more in time. */
export type CreateReasonTextCode =
  | "malformed_json" | "bad_request" | "idempotency_key_invalid" | "unauthenticated" | "forbidden"
  | "platform_not_active" | "not_found" | "not_acceptable" | "request_timeout" | "idempotency_in_flight" | "title_taken"
  | "payload_too_large" | "unsupported_media_type" | "validation_failed" | "amount_out_of_range"
  | "card_number_not_allowed" | "currency_unknown" | "idempotency_mismatch" | "rate_limited" | "internal_error"
  | "dependency_unavailable" | "overloaded";

/** Codes of the problems of `change_reason_text`; there may be more in time. */
export type ChangeReasonTextCode =
  | "malformed_json" | "bad_request" | "idempotency_key_invalid" | "malformed_if_match" | "unauthenticated"
  | "forbidden" | "platform_not_active" | "not_found" | "not_acceptable" | "request_timeout" | "idempotency_in_flight"
  | "title_taken" | "version_conflict" | "payload_too_large" | "unsupported_media_type" | "validation_failed"
  | "amount_out_of_range" | "card_number_not_allowed" | "currency_unknown" | "idempotency_mismatch" | "rate_limited"
  | "internal_error" | "dependency_unavailable" | "overloaded" | "request_outdated";

/** Codes of the problems of `delete_reason_text`; there may be more in time. */
export type DeleteReasonTextCode =
  | "bad_request" | "idempotency_key_invalid" | "malformed_if_match" | "unauthenticated" | "forbidden"
  | "platform_not_active" | "not_found" | "not_acceptable" | "idempotency_in_flight" | "version_conflict"
  | "payload_too_large" | "unsupported_media_type" | "validation_failed" | "idempotency_mismatch" | "rate_limited"
  | "internal_error" | "dependency_unavailable" | "overloaded" | "request_outdated";

/** Codes of the problems of `get_dispute_settings`; there may be more in time. */
export type GetDisputeSettingsCode =
  | "bad_request" | "unauthenticated" | "forbidden" | "not_found" | "not_acceptable" | "validation_failed"
  | "rate_limited" | "internal_error" | "dependency_unavailable" | "overloaded";

/** Codes of the problems of `put_dispute_settings`; there may be more in time. */
export type PutDisputeSettingsCode =
  | "malformed_json" | "bad_request" | "idempotency_key_invalid" | "malformed_if_match" | "unauthenticated"
  | "forbidden" | "platform_not_active" | "not_found" | "not_acceptable" | "request_timeout" | "idempotency_in_flight"
  | "version_conflict" | "payload_too_large" | "unsupported_media_type" | "validation_failed" | "amount_out_of_range"
  | "card_number_not_allowed" | "currency_unknown" | "idempotency_mismatch" | "calendar_unknown" | "rate_limited"
  | "internal_error" | "dependency_unavailable" | "overloaded";

/** Codes of the problems of `list_decisions`; there may be more in time. */
export type ListDecisionsCode =
  | "bad_request" | "unauthenticated" | "forbidden" | "not_found" | "not_acceptable" | "validation_failed"
  | "rate_limited" | "internal_error" | "dependency_unavailable" | "overloaded" | "request_outdated";

/** Codes of the problems of `preview_ruling`; there may be more in time. */
export type PreviewRulingCode =
  | "malformed_json" | "bad_request" | "malformed_if_match" | "unauthenticated" | "forbidden" | "platform_not_active"
  | "not_found" | "not_acceptable" | "request_timeout" | "action_not_allowed_in_state" | "assigned_to_another"
  | "case_closed" | "deadline_passed" | "money_has_moved" | "ruling_not_founded" | "same_operator" | "version_conflict"
  | "payload_too_large" | "unsupported_media_type" | "validation_failed" | "amount_out_of_range"
  | "card_number_not_allowed" | "currency_unknown" | "amount_needed" | "checklist_incomplete" | "currency_mismatch"
  | "fine_not_allowed" | "penalty_named_twice" | "penalty_unknown" | "reason_code_unknown" | "ruling_not_allowed"
  | "rate_limited" | "internal_error" | "dependency_unavailable" | "overloaded" | "request_outdated";

/** Codes of the problems of `rule_on_dispute`; there may be more in time. */
export type RuleOnDisputeCode =
  | "malformed_json" | "bad_request" | "idempotency_key_invalid" | "idempotency_key_missing" | "malformed_if_match"
  | "unauthenticated" | "forbidden" | "platform_not_active" | "not_found" | "not_acceptable" | "request_timeout"
  | "idempotency_in_flight" | "action_not_allowed_in_state" | "assigned_to_another" | "case_closed" | "deadline_passed"
  | "edition_changed" | "money_has_moved" | "penalty_reversed" | "ruling_not_founded" | "same_operator"
  | "version_conflict" | "payload_too_large" | "unsupported_media_type" | "validation_failed" | "amount_out_of_range"
  | "card_number_not_allowed" | "currency_unknown" | "idempotency_mismatch" | "amount_needed" | "checklist_incomplete"
  | "currency_mismatch" | "fine_not_allowed" | "penalty_named_twice" | "penalty_unknown" | "reason_code_unknown"
  | "ruling_not_allowed" | "precondition_required" | "rate_limited" | "internal_error" | "dependency_unavailable"
  | "overloaded" | "request_outdated";

/** Codes of the problems of `approve_decision`; there may be more in time. */
export type ApproveDecisionCode =
  | "bad_request" | "idempotency_key_invalid" | "idempotency_key_missing" | "malformed_if_match" | "unauthenticated"
  | "forbidden" | "platform_not_active" | "not_independent" | "not_found" | "not_acceptable" | "idempotency_in_flight"
  | "action_not_allowed_in_state" | "assigned_to_another" | "case_closed" | "deadline_passed" | "edition_changed"
  | "money_has_moved" | "nothing_to_approve" | "penalty_reversed" | "ruling_not_founded" | "same_operator"
  | "standing_has_changed" | "version_conflict" | "payload_too_large" | "unsupported_media_type" | "validation_failed"
  | "idempotency_mismatch" | "amount_needed" | "amount_out_of_range" | "appeal_incomplete" | "checklist_incomplete"
  | "currency_mismatch" | "nothing_differs" | "penalty_named_twice" | "penalty_unknown" | "reason_code_unknown"
  | "ruling_not_allowed" | "precondition_required" | "rate_limited" | "internal_error" | "dependency_unavailable"
  | "overloaded" | "request_outdated";

/** Codes of the problems of `reject_approval`; there may be more in time. */
export type RejectApprovalCode =
  | "malformed_json" | "bad_request" | "idempotency_key_invalid" | "malformed_if_match" | "unauthenticated"
  | "forbidden" | "platform_not_active" | "not_independent" | "not_found" | "not_acceptable" | "request_timeout"
  | "idempotency_in_flight" | "edition_changed" | "nothing_to_approve" | "penalty_reversed" | "same_operator"
  | "version_conflict" | "payload_too_large" | "unsupported_media_type" | "validation_failed" | "amount_out_of_range"
  | "card_number_not_allowed" | "currency_unknown" | "idempotency_mismatch" | "precondition_required" | "rate_limited"
  | "internal_error" | "dependency_unavailable" | "overloaded" | "request_outdated";

/** Codes of the problems of `assign_dispute`; there may be more in time. */
export type AssignDisputeCode =
  | "malformed_json" | "bad_request" | "idempotency_key_invalid" | "malformed_if_match" | "unauthenticated"
  | "forbidden" | "platform_not_active" | "not_found" | "not_acceptable" | "request_timeout" | "idempotency_in_flight"
  | "action_not_allowed_in_state" | "assigned_to_another" | "case_closed" | "deadline_passed" | "edition_changed"
  | "penalty_reversed" | "same_operator" | "version_conflict" | "payload_too_large" | "unsupported_media_type"
  | "validation_failed" | "amount_out_of_range" | "card_number_not_allowed" | "currency_unknown"
  | "idempotency_mismatch" | "rate_limited" | "internal_error" | "dependency_unavailable" | "overloaded"
  | "request_outdated";

/** Codes of the problems of `verify_transaction`; there may be more in time. */
export type VerifyTransactionCode =
  | "malformed_json" | "bad_request" | "idempotency_key_invalid" | "idempotency_key_missing" | "malformed_if_match"
  | "unauthenticated" | "forbidden" | "platform_not_active" | "not_found" | "not_acceptable" | "request_timeout"
  | "idempotency_in_flight" | "action_not_allowed_in_state" | "assigned_to_another" | "case_closed" | "deadline_passed"
  | "edition_changed" | "penalty_reversed" | "version_conflict" | "payload_too_large" | "unsupported_media_type"
  | "validation_failed" | "amount_out_of_range" | "card_number_not_allowed" | "currency_unknown"
  | "idempotency_mismatch" | "checklist_incomplete" | "nothing_differs" | "something_differs" | "precondition_required"
  | "rate_limited" | "internal_error" | "dependency_unavailable" | "overloaded" | "request_outdated";

/** Codes of the problems of `request_live_video`; there may be more in time. */
export type RequestLiveVideoCode =
  | "bad_request" | "idempotency_key_invalid" | "malformed_if_match" | "unauthenticated" | "forbidden"
  | "platform_not_active" | "not_found" | "not_acceptable" | "idempotency_in_flight" | "action_not_allowed_in_state"
  | "assigned_to_another" | "awaits_approval" | "case_closed" | "deadline_passed" | "edition_changed"
  | "penalty_reversed" | "version_conflict" | "payload_too_large" | "unsupported_media_type" | "validation_failed"
  | "idempotency_mismatch" | "rate_limited" | "internal_error" | "dependency_unavailable" | "overloaded"
  | "request_outdated";

/** Codes of the problems of `extend_deadline`; there may be more in time. */
export type ExtendDeadlineCode =
  | "malformed_json" | "bad_request" | "idempotency_key_invalid" | "malformed_if_match" | "unauthenticated"
  | "forbidden" | "platform_not_active" | "not_found" | "not_acceptable" | "request_timeout" | "idempotency_in_flight"
  | "action_not_allowed_in_state" | "case_closed" | "deadline_passed" | "edition_changed" | "penalty_reversed"
  | "version_conflict" | "payload_too_large" | "unsupported_media_type" | "validation_failed" | "amount_out_of_range"
  | "card_number_not_allowed" | "currency_unknown" | "idempotency_mismatch" | "deadline_not_later" | "deadline_too_far"
  | "deadline_unknown" | "rate_limited" | "internal_error" | "dependency_unavailable" | "overloaded"
  | "request_outdated";

/** Codes of the problems of `pause_deadlines`; there may be more in time. */
export type PauseDeadlinesCode =
  | "malformed_json" | "bad_request" | "idempotency_key_invalid" | "malformed_if_match" | "unauthenticated"
  | "forbidden" | "platform_not_active" | "not_found" | "not_acceptable" | "request_timeout" | "idempotency_in_flight"
  | "action_not_allowed_in_state" | "case_closed" | "deadline_passed" | "edition_changed" | "penalty_reversed"
  | "version_conflict" | "payload_too_large" | "unsupported_media_type" | "validation_failed" | "amount_out_of_range"
  | "card_number_not_allowed" | "currency_unknown" | "idempotency_mismatch" | "rate_limited" | "internal_error"
  | "dependency_unavailable" | "overloaded" | "request_outdated";

/** Codes of the problems of `resume_deadlines`; there may be more in time. */
export type ResumeDeadlinesCode =
  | "bad_request" | "idempotency_key_invalid" | "malformed_if_match" | "unauthenticated" | "forbidden"
  | "platform_not_active" | "not_found" | "not_acceptable" | "idempotency_in_flight" | "action_not_allowed_in_state"
  | "case_closed" | "deadline_passed" | "edition_changed" | "penalty_reversed" | "version_conflict"
  | "payload_too_large" | "unsupported_media_type" | "validation_failed" | "idempotency_mismatch" | "rate_limited"
  | "internal_error" | "dependency_unavailable" | "overloaded" | "request_outdated";

/** Codes of the problems of `request_evidence`; there may be more in time. */
export type RequestEvidenceCode =
  | "malformed_json" | "bad_request" | "idempotency_key_invalid" | "malformed_if_match" | "unauthenticated"
  | "forbidden" | "platform_not_active" | "not_found" | "not_acceptable" | "request_timeout" | "idempotency_in_flight"
  | "action_not_allowed_in_state" | "case_closed" | "deadline_passed" | "edition_changed" | "penalty_reversed"
  | "too_many_evidence_requests" | "version_conflict" | "payload_too_large" | "unsupported_media_type"
  | "validation_failed" | "amount_out_of_range" | "card_number_not_allowed" | "currency_unknown"
  | "idempotency_mismatch" | "deadline_not_later" | "deadline_too_far" | "rate_limited" | "internal_error"
  | "dependency_unavailable" | "overloaded" | "request_outdated";
