"""Codes of disputes. Written by `make clients`: do not edit."""

from __future__ import annotations

from typing import Literal, TypeAlias

# fmt: off
GetEligibilityCode: TypeAlias = Literal[
    "bad_request", "unauthenticated", "forbidden", "not_found", "not_acceptable", "already_reopened",
    "validation_failed", "calendar_invalid", "reason_not_allowed", "rate_limited", "internal_error",
    "dependency_unavailable", "overloaded", "request_outdated",
]
# fmt: on
"""Codes of the problems of `get_eligibility`; there may be more in time."""


# fmt: off
ListDisputesCode: TypeAlias = Literal[
    "bad_request", "bad_cursor", "unauthenticated", "forbidden", "not_found", "not_acceptable", "validation_failed",
    "calendar_invalid", "rate_limited", "internal_error", "dependency_unavailable", "overloaded", "request_outdated",
]
# fmt: on
"""Codes of the problems of `list_disputes`; there may be more in time."""


# fmt: off
OpenDisputeCode: TypeAlias = Literal[
    "malformed_json", "bad_request", "idempotency_key_invalid", "unauthenticated", "forbidden", "platform_not_active",
    "not_found", "not_acceptable", "request_timeout", "idempotency_in_flight", "already_disputed", "already_reopened",
    "escrow_not_funded", "filing_window_closed", "filing_window_not_open", "insufficient_hold", "not_known_yet",
    "payload_too_large", "unsupported_media_type", "validation_failed", "amount_out_of_range",
    "card_number_not_allowed", "currency_unknown", "idempotency_mismatch", "amount_needed", "calendar_invalid",
    "currency_mismatch", "opening_incomplete", "option_not_allowed", "reason_not_allowed", "too_many_options",
    "rate_limited", "internal_error", "dependency_unavailable", "overloaded", "request_outdated",
]
# fmt: on
"""Codes of the problems of `open_dispute`; there may be more in time."""


# fmt: off
CountDisputesCode: TypeAlias = Literal[
    "bad_request", "unauthenticated", "forbidden", "not_found", "not_acceptable", "validation_failed",
    "calendar_invalid", "rate_limited", "internal_error", "dependency_unavailable", "overloaded", "request_outdated",
]
# fmt: on
"""Codes of the problems of `count_disputes`; there may be more in time."""


# fmt: off
GetDisputeCode: TypeAlias = Literal[
    "bad_request", "unauthenticated", "forbidden", "not_found", "not_acceptable", "validation_failed", "rate_limited",
    "internal_error", "dependency_unavailable", "overloaded", "request_outdated",
]
# fmt: on
"""Codes of the problems of `get_dispute`; there may be more in time."""


# fmt: off
GetStoryCode: TypeAlias = Literal[
    "bad_request", "bad_cursor", "unauthenticated", "forbidden", "not_found", "not_acceptable", "validation_failed",
    "rate_limited", "internal_error", "dependency_unavailable", "overloaded", "request_outdated",
]
# fmt: on
"""Codes of the problems of `get_story`; there may be more in time."""


# fmt: off
StreamOwnStoriesCode: TypeAlias = Literal[
    "bad_request", "bad_cursor", "unauthenticated", "forbidden", "not_found", "not_acceptable", "validation_failed",
    "rate_limited", "too_many_streams", "internal_error", "dependency_unavailable", "overloaded",
]
# fmt: on
"""Codes of the problems of `stream_own_stories`; there may be more in time."""


# fmt: off
CreateOwnStoriesLinkCode: TypeAlias = Literal[
    "bad_request", "bad_cursor", "unauthenticated", "forbidden", "not_found", "not_acceptable", "validation_failed",
    "rate_limited", "internal_error", "dependency_unavailable", "overloaded",
]
# fmt: on
"""Codes of the problems of `create_own_stories_link`; there may be more in time."""


# fmt: off
StreamStoryCode: TypeAlias = Literal[
    "bad_request", "bad_cursor", "unauthenticated", "forbidden", "not_found", "not_acceptable", "validation_failed",
    "rate_limited", "too_many_streams", "internal_error", "dependency_unavailable", "overloaded", "request_outdated",
]
# fmt: on
"""Codes of the problems of `stream_story`; there may be more in time."""


# fmt: off
CreateStoryLinkCode: TypeAlias = Literal[
    "bad_request", "bad_cursor", "unauthenticated", "forbidden", "not_found", "not_acceptable", "validation_failed",
    "rate_limited", "internal_error", "dependency_unavailable", "overloaded", "request_outdated",
]
# fmt: on
"""Codes of the problems of `create_story_link`; there may be more in time."""


# fmt: off
MarkDisputeReadCode: TypeAlias = Literal[
    "malformed_json", "bad_request", "idempotency_key_invalid", "malformed_if_match", "unauthenticated", "forbidden",
    "platform_not_active", "not_found", "not_acceptable", "request_timeout", "idempotency_in_flight",
    "version_conflict", "payload_too_large", "unsupported_media_type", "validation_failed", "amount_out_of_range",
    "card_number_not_allowed", "currency_unknown", "idempotency_mismatch", "rate_limited", "internal_error",
    "dependency_unavailable", "overloaded", "request_outdated",
]
# fmt: on
"""Codes of the problems of `mark_dispute_read`; there may be more in time."""


# fmt: off
GetForecastCode: TypeAlias = Literal[
    "bad_request", "unauthenticated", "forbidden", "not_found", "not_acceptable", "validation_failed", "rate_limited",
    "internal_error", "dependency_unavailable", "overloaded", "request_outdated",
]
# fmt: on
"""Codes of the problems of `get_forecast`; there may be more in time."""


# fmt: off
GetTimelineCode: TypeAlias = Literal[
    "bad_request", "unauthenticated", "forbidden", "not_found", "not_acceptable", "validation_failed", "rate_limited",
    "internal_error", "dependency_unavailable", "overloaded", "request_outdated",
]
# fmt: on
"""Codes of the problems of `get_timeline`; there may be more in time."""


# fmt: off
ListMessagesCode: TypeAlias = Literal[
    "bad_request", "bad_cursor", "unauthenticated", "forbidden", "not_found", "not_acceptable", "validation_failed",
    "rate_limited", "internal_error", "dependency_unavailable", "overloaded", "request_outdated",
]
# fmt: on
"""Codes of the problems of `list_messages`; there may be more in time."""


# fmt: off
PostMessageCode: TypeAlias = Literal[
    "malformed_json", "bad_request", "idempotency_key_invalid", "malformed_if_match", "unauthenticated", "forbidden",
    "platform_not_active", "not_found", "not_acceptable", "request_timeout", "idempotency_in_flight",
    "action_not_allowed_in_state", "assigned_to_another", "attachment_invalid", "awaits_approval", "case_closed",
    "deadline_passed", "edition_changed", "penalty_reversed", "version_conflict", "payload_too_large",
    "unsupported_media_type", "validation_failed", "amount_out_of_range", "card_number_not_allowed",
    "currency_unknown", "idempotency_mismatch", "attachment_unknown", "rate_limited", "internal_error",
    "dependency_unavailable", "overloaded", "request_outdated",
]
# fmt: on
"""Codes of the problems of `post_message`; there may be more in time."""


# fmt: off
EscalateDisputeCode: TypeAlias = Literal[
    "malformed_json", "bad_request", "idempotency_key_invalid", "malformed_if_match", "unauthenticated", "forbidden",
    "platform_not_active", "not_found", "not_acceptable", "request_timeout", "idempotency_in_flight",
    "action_not_allowed_in_state", "assigned_to_another", "awaits_approval", "case_closed", "deadline_passed",
    "edition_changed", "penalty_reversed", "version_conflict", "payload_too_large", "unsupported_media_type",
    "validation_failed", "amount_out_of_range", "card_number_not_allowed", "currency_unknown", "idempotency_mismatch",
    "rate_limited", "internal_error", "dependency_unavailable", "overloaded", "request_outdated",
]
# fmt: on
"""Codes of the problems of `escalate_dispute`; there may be more in time."""


# fmt: off
WithdrawDisputeCode: TypeAlias = Literal[
    "malformed_json", "bad_request", "idempotency_key_invalid", "malformed_if_match", "unauthenticated", "forbidden",
    "platform_not_active", "not_found", "not_acceptable", "request_timeout", "idempotency_in_flight",
    "action_not_allowed_in_state", "assigned_to_another", "awaits_approval", "case_closed", "deadline_passed",
    "edition_changed", "penalty_reversed", "version_conflict", "payload_too_large", "unsupported_media_type",
    "validation_failed", "amount_out_of_range", "card_number_not_allowed", "currency_unknown", "idempotency_mismatch",
    "rate_limited", "internal_error", "dependency_unavailable", "overloaded", "request_outdated",
]
# fmt: on
"""Codes of the problems of `withdraw_dispute`; there may be more in time."""


# fmt: off
AcceptClaimCode: TypeAlias = Literal[
    "malformed_json", "bad_request", "idempotency_key_invalid", "idempotency_key_missing", "malformed_if_match",
    "unauthenticated", "forbidden", "platform_not_active", "not_found", "not_acceptable", "request_timeout",
    "idempotency_in_flight", "action_not_allowed_in_state", "assigned_to_another", "awaits_approval", "case_closed",
    "deadline_passed", "edition_changed", "penalty_reversed", "version_conflict", "payload_too_large",
    "unsupported_media_type", "validation_failed", "amount_out_of_range", "card_number_not_allowed",
    "currency_unknown", "idempotency_mismatch", "rate_limited", "internal_error", "dependency_unavailable",
    "overloaded", "request_outdated",
]
# fmt: on
"""Codes of the problems of `accept_claim`; there may be more in time."""
