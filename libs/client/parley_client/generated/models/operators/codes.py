"""Codes of operators. Written by `make clients`: do not edit."""

from __future__ import annotations

from typing import Literal, TypeAlias

# fmt: off
AssignDisputesCode: TypeAlias = Literal[
    "malformed_json", "bad_request", "idempotency_key_invalid", "unauthenticated", "forbidden", "platform_not_active",
    "not_found", "not_acceptable", "request_timeout", "idempotency_in_flight", "edition_changed", "penalty_reversed",
    "payload_too_large", "unsupported_media_type", "validation_failed", "amount_out_of_range",
    "card_number_not_allowed", "currency_unknown", "idempotency_mismatch", "rate_limited", "internal_error",
    "dependency_unavailable", "overloaded", "request_outdated",
]
# fmt: on
"""Codes of the problems of `assign_disputes`; there may be more in time."""


# fmt: off
TakeOverCode: TypeAlias = Literal[
    "bad_request", "idempotency_key_invalid", "malformed_if_match", "unauthenticated", "forbidden",
    "platform_not_active", "not_found", "not_acceptable", "idempotency_in_flight", "action_not_allowed_in_state",
    "case_closed", "deadline_passed", "edition_changed", "not_taken_by_another", "penalty_reversed", "same_operator",
    "version_conflict", "payload_too_large", "unsupported_media_type", "validation_failed", "idempotency_mismatch",
    "rate_limited", "internal_error", "dependency_unavailable", "overloaded", "request_outdated",
]
# fmt: on
"""Codes of the problems of `take_over`; there may be more in time."""


# fmt: off
ListNotesCode: TypeAlias = Literal[
    "bad_request", "bad_cursor", "unauthenticated", "forbidden", "not_found", "not_acceptable", "validation_failed",
    "rate_limited", "internal_error", "dependency_unavailable", "overloaded", "request_outdated",
]
# fmt: on
"""Codes of the problems of `list_notes`; there may be more in time."""


# fmt: off
CreateNoteCode: TypeAlias = Literal[
    "malformed_json", "bad_request", "idempotency_key_invalid", "malformed_if_match", "unauthenticated", "forbidden",
    "platform_not_active", "not_found", "not_acceptable", "request_timeout", "idempotency_in_flight",
    "version_conflict", "payload_too_large", "unsupported_media_type", "validation_failed", "amount_out_of_range",
    "card_number_not_allowed", "currency_unknown", "idempotency_mismatch", "rate_limited", "internal_error",
    "dependency_unavailable", "overloaded", "request_outdated",
]
# fmt: on
"""Codes of the problems of `create_note`; there may be more in time."""


# fmt: off
SayPresentCode: TypeAlias = Literal[
    "malformed_json", "bad_request", "idempotency_key_invalid", "unauthenticated", "forbidden", "platform_not_active",
    "not_found", "not_acceptable", "request_timeout", "idempotency_in_flight", "payload_too_large",
    "unsupported_media_type", "validation_failed", "amount_out_of_range", "card_number_not_allowed",
    "currency_unknown", "idempotency_mismatch", "rate_limited", "internal_error", "dependency_unavailable",
    "overloaded", "request_outdated",
]
# fmt: on
"""Codes of the problems of `say_present`; there may be more in time."""


# fmt: off
LeaveCaseCode: TypeAlias = Literal[
    "bad_request", "idempotency_key_invalid", "unauthenticated", "forbidden", "platform_not_active", "not_found",
    "not_acceptable", "idempotency_in_flight", "payload_too_large", "unsupported_media_type", "validation_failed",
    "idempotency_mismatch", "rate_limited", "internal_error", "dependency_unavailable", "overloaded",
    "request_outdated",
]
# fmt: on
"""Codes of the problems of `leave_case`; there may be more in time."""


# fmt: off
ListReasonTextsCode: TypeAlias = Literal[
    "bad_request", "bad_cursor", "unauthenticated", "forbidden", "not_found", "not_acceptable", "validation_failed",
    "rate_limited", "internal_error", "dependency_unavailable", "overloaded",
]
# fmt: on
"""Codes of the problems of `list_reason_texts`; there may be more in time."""


# fmt: off
CreateReasonTextCode: TypeAlias = Literal[
    "malformed_json", "bad_request", "idempotency_key_invalid", "unauthenticated", "forbidden", "platform_not_active",
    "not_found", "not_acceptable", "request_timeout", "idempotency_in_flight", "title_taken", "payload_too_large",
    "unsupported_media_type", "validation_failed", "amount_out_of_range", "card_number_not_allowed",
    "currency_unknown", "idempotency_mismatch", "rate_limited", "internal_error", "dependency_unavailable",
    "overloaded",
]
# fmt: on
"""Codes of the problems of `create_reason_text`; there may be more in time."""


# fmt: off
ChangeReasonTextCode: TypeAlias = Literal[
    "malformed_json", "bad_request", "idempotency_key_invalid", "malformed_if_match", "unauthenticated", "forbidden",
    "platform_not_active", "not_found", "not_acceptable", "request_timeout", "idempotency_in_flight", "title_taken",
    "version_conflict", "payload_too_large", "unsupported_media_type", "validation_failed", "amount_out_of_range",
    "card_number_not_allowed", "currency_unknown", "idempotency_mismatch", "rate_limited", "internal_error",
    "dependency_unavailable", "overloaded", "request_outdated",
]
# fmt: on
"""Codes of the problems of `change_reason_text`; there may be more in time."""


# fmt: off
DeleteReasonTextCode: TypeAlias = Literal[
    "bad_request", "idempotency_key_invalid", "malformed_if_match", "unauthenticated", "forbidden",
    "platform_not_active", "not_found", "not_acceptable", "idempotency_in_flight", "version_conflict",
    "payload_too_large", "unsupported_media_type", "validation_failed", "idempotency_mismatch", "rate_limited",
    "internal_error", "dependency_unavailable", "overloaded", "request_outdated",
]
# fmt: on
"""Codes of the problems of `delete_reason_text`; there may be more in time."""


# fmt: off
GetDisputeSettingsCode: TypeAlias = Literal[
    "bad_request", "unauthenticated", "forbidden", "not_found", "not_acceptable", "validation_failed", "rate_limited",
    "internal_error", "dependency_unavailable", "overloaded",
]
# fmt: on
"""Codes of the problems of `get_dispute_settings`; there may be more in time."""


# fmt: off
PutDisputeSettingsCode: TypeAlias = Literal[
    "malformed_json", "bad_request", "idempotency_key_invalid", "malformed_if_match", "unauthenticated", "forbidden",
    "platform_not_active", "not_found", "not_acceptable", "request_timeout", "idempotency_in_flight",
    "version_conflict", "payload_too_large", "unsupported_media_type", "validation_failed", "amount_out_of_range",
    "card_number_not_allowed", "currency_unknown", "idempotency_mismatch", "calendar_unknown", "rate_limited",
    "internal_error", "dependency_unavailable", "overloaded",
]
# fmt: on
"""Codes of the problems of `put_dispute_settings`; there may be more in time."""


# fmt: off
ListDecisionsCode: TypeAlias = Literal[
    "bad_request", "unauthenticated", "forbidden", "not_found", "not_acceptable", "validation_failed", "rate_limited",
    "internal_error", "dependency_unavailable", "overloaded", "request_outdated",
]
# fmt: on
"""Codes of the problems of `list_decisions`; there may be more in time."""


# fmt: off
PreviewRulingCode: TypeAlias = Literal[
    "malformed_json", "bad_request", "malformed_if_match", "unauthenticated", "forbidden", "platform_not_active",
    "not_found", "not_acceptable", "request_timeout", "action_not_allowed_in_state", "assigned_to_another",
    "case_closed", "deadline_passed", "money_has_moved", "ruling_not_founded", "same_operator", "version_conflict",
    "payload_too_large", "unsupported_media_type", "validation_failed", "amount_out_of_range",
    "card_number_not_allowed", "currency_unknown", "amount_needed", "checklist_incomplete", "currency_mismatch",
    "fine_not_allowed", "penalty_named_twice", "penalty_unknown", "reason_code_unknown", "ruling_not_allowed",
    "rate_limited", "internal_error", "dependency_unavailable", "overloaded", "request_outdated",
]
# fmt: on
"""Codes of the problems of `preview_ruling`; there may be more in time."""


# fmt: off
RuleOnDisputeCode: TypeAlias = Literal[
    "malformed_json", "bad_request", "idempotency_key_invalid", "idempotency_key_missing", "malformed_if_match",
    "unauthenticated", "forbidden", "platform_not_active", "not_found", "not_acceptable", "request_timeout",
    "idempotency_in_flight", "action_not_allowed_in_state", "assigned_to_another", "case_closed", "deadline_passed",
    "edition_changed", "money_has_moved", "penalty_reversed", "ruling_not_founded", "same_operator",
    "version_conflict", "payload_too_large", "unsupported_media_type", "validation_failed", "amount_out_of_range",
    "card_number_not_allowed", "currency_unknown", "idempotency_mismatch", "amount_needed", "checklist_incomplete",
    "currency_mismatch", "fine_not_allowed", "penalty_named_twice", "penalty_unknown", "reason_code_unknown",
    "ruling_not_allowed", "precondition_required", "rate_limited", "internal_error", "dependency_unavailable",
    "overloaded", "request_outdated",
]
# fmt: on
"""Codes of the problems of `rule_on_dispute`; there may be more in time."""


# fmt: off
ApproveDecisionCode: TypeAlias = Literal[
    "bad_request", "idempotency_key_invalid", "idempotency_key_missing", "malformed_if_match", "unauthenticated",
    "forbidden", "platform_not_active", "not_independent", "not_found", "not_acceptable", "idempotency_in_flight",
    "action_not_allowed_in_state", "assigned_to_another", "case_closed", "deadline_passed", "edition_changed",
    "money_has_moved", "nothing_to_approve", "penalty_reversed", "ruling_not_founded", "same_operator",
    "standing_has_changed", "version_conflict", "payload_too_large", "unsupported_media_type", "validation_failed",
    "idempotency_mismatch", "amount_needed", "amount_out_of_range", "appeal_incomplete", "checklist_incomplete",
    "currency_mismatch", "nothing_differs", "penalty_named_twice", "penalty_unknown", "reason_code_unknown",
    "ruling_not_allowed", "precondition_required", "rate_limited", "internal_error", "dependency_unavailable",
    "overloaded", "request_outdated",
]
# fmt: on
"""Codes of the problems of `approve_decision`; there may be more in time."""


# fmt: off
RejectApprovalCode: TypeAlias = Literal[
    "malformed_json", "bad_request", "idempotency_key_invalid", "malformed_if_match", "unauthenticated", "forbidden",
    "platform_not_active", "not_independent", "not_found", "not_acceptable", "request_timeout",
    "idempotency_in_flight", "edition_changed", "nothing_to_approve", "penalty_reversed", "same_operator",
    "version_conflict", "payload_too_large", "unsupported_media_type", "validation_failed", "amount_out_of_range",
    "card_number_not_allowed", "currency_unknown", "idempotency_mismatch", "precondition_required", "rate_limited",
    "internal_error", "dependency_unavailable", "overloaded", "request_outdated",
]
# fmt: on
"""Codes of the problems of `reject_approval`; there may be more in time."""


# fmt: off
AssignDisputeCode: TypeAlias = Literal[
    "malformed_json", "bad_request", "idempotency_key_invalid", "malformed_if_match", "unauthenticated", "forbidden",
    "platform_not_active", "not_found", "not_acceptable", "request_timeout", "idempotency_in_flight",
    "action_not_allowed_in_state", "assigned_to_another", "case_closed", "deadline_passed", "edition_changed",
    "penalty_reversed", "same_operator", "version_conflict", "payload_too_large", "unsupported_media_type",
    "validation_failed", "amount_out_of_range", "card_number_not_allowed", "currency_unknown", "idempotency_mismatch",
    "rate_limited", "internal_error", "dependency_unavailable", "overloaded", "request_outdated",
]
# fmt: on
"""Codes of the problems of `assign_dispute`; there may be more in time."""


# fmt: off
VerifyTransactionCode: TypeAlias = Literal[
    "malformed_json", "bad_request", "idempotency_key_invalid", "idempotency_key_missing", "malformed_if_match",
    "unauthenticated", "forbidden", "platform_not_active", "not_found", "not_acceptable", "request_timeout",
    "idempotency_in_flight", "action_not_allowed_in_state", "assigned_to_another", "case_closed", "deadline_passed",
    "edition_changed", "penalty_reversed", "version_conflict", "payload_too_large", "unsupported_media_type",
    "validation_failed", "amount_out_of_range", "card_number_not_allowed", "currency_unknown", "idempotency_mismatch",
    "checklist_incomplete", "nothing_differs", "something_differs", "precondition_required", "rate_limited",
    "internal_error", "dependency_unavailable", "overloaded", "request_outdated",
]
# fmt: on
"""Codes of the problems of `verify_transaction`; there may be more in time."""


# fmt: off
RequestLiveVideoCode: TypeAlias = Literal[
    "bad_request", "idempotency_key_invalid", "malformed_if_match", "unauthenticated", "forbidden",
    "platform_not_active", "not_found", "not_acceptable", "idempotency_in_flight", "action_not_allowed_in_state",
    "assigned_to_another", "awaits_approval", "case_closed", "deadline_passed", "edition_changed", "penalty_reversed",
    "version_conflict", "payload_too_large", "unsupported_media_type", "validation_failed", "idempotency_mismatch",
    "rate_limited", "internal_error", "dependency_unavailable", "overloaded", "request_outdated",
]
# fmt: on
"""Codes of the problems of `request_live_video`; there may be more in time."""


# fmt: off
ExtendDeadlineCode: TypeAlias = Literal[
    "malformed_json", "bad_request", "idempotency_key_invalid", "malformed_if_match", "unauthenticated", "forbidden",
    "platform_not_active", "not_found", "not_acceptable", "request_timeout", "idempotency_in_flight",
    "action_not_allowed_in_state", "case_closed", "deadline_passed", "edition_changed", "penalty_reversed",
    "version_conflict", "payload_too_large", "unsupported_media_type", "validation_failed", "amount_out_of_range",
    "card_number_not_allowed", "currency_unknown", "idempotency_mismatch", "deadline_not_later", "deadline_too_far",
    "deadline_unknown", "rate_limited", "internal_error", "dependency_unavailable", "overloaded", "request_outdated",
]
# fmt: on
"""Codes of the problems of `extend_deadline`; there may be more in time."""


# fmt: off
PauseDeadlinesCode: TypeAlias = Literal[
    "malformed_json", "bad_request", "idempotency_key_invalid", "malformed_if_match", "unauthenticated", "forbidden",
    "platform_not_active", "not_found", "not_acceptable", "request_timeout", "idempotency_in_flight",
    "action_not_allowed_in_state", "case_closed", "deadline_passed", "edition_changed", "penalty_reversed",
    "version_conflict", "payload_too_large", "unsupported_media_type", "validation_failed", "amount_out_of_range",
    "card_number_not_allowed", "currency_unknown", "idempotency_mismatch", "rate_limited", "internal_error",
    "dependency_unavailable", "overloaded", "request_outdated",
]
# fmt: on
"""Codes of the problems of `pause_deadlines`; there may be more in time."""


# fmt: off
ResumeDeadlinesCode: TypeAlias = Literal[
    "bad_request", "idempotency_key_invalid", "malformed_if_match", "unauthenticated", "forbidden",
    "platform_not_active", "not_found", "not_acceptable", "idempotency_in_flight", "action_not_allowed_in_state",
    "case_closed", "deadline_passed", "edition_changed", "penalty_reversed", "version_conflict", "payload_too_large",
    "unsupported_media_type", "validation_failed", "idempotency_mismatch", "rate_limited", "internal_error",
    "dependency_unavailable", "overloaded", "request_outdated",
]
# fmt: on
"""Codes of the problems of `resume_deadlines`; there may be more in time."""


# fmt: off
RequestEvidenceCode: TypeAlias = Literal[
    "malformed_json", "bad_request", "idempotency_key_invalid", "malformed_if_match", "unauthenticated", "forbidden",
    "platform_not_active", "not_found", "not_acceptable", "request_timeout", "idempotency_in_flight",
    "action_not_allowed_in_state", "case_closed", "deadline_passed", "edition_changed", "penalty_reversed",
    "too_many_evidence_requests", "version_conflict", "payload_too_large", "unsupported_media_type",
    "validation_failed", "amount_out_of_range", "card_number_not_allowed", "currency_unknown", "idempotency_mismatch",
    "deadline_not_later", "deadline_too_far", "rate_limited", "internal_error", "dependency_unavailable",
    "overloaded", "request_outdated",
]
# fmt: on
"""Codes of the problems of `request_evidence`; there may be more in time."""
