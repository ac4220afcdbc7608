"""Codes of policies. Written by `make clients`: do not edit."""

from __future__ import annotations

from typing import Literal, TypeAlias

# fmt: off
SimulatePolicyCode: TypeAlias = Literal[
    "malformed_json", "bad_request", "unauthenticated", "forbidden", "platform_not_active", "not_found",
    "not_acceptable", "request_timeout", "payload_too_large", "unsupported_media_type", "validation_failed",
    "amount_out_of_range", "card_number_not_allowed", "currency_unknown", "amount_needed", "calendar_invalid",
    "currency_mismatch", "too_many_cases", "rate_limited", "internal_error", "dependency_unavailable", "overloaded",
    "request_outdated", "simulation_busy",
]
# fmt: on
"""Codes of the problems of `simulate_policy`; there may be more in time."""


# fmt: off
ExplainPolicyCode: TypeAlias = Literal[
    "bad_request", "unauthenticated", "forbidden", "not_found", "not_acceptable", "validation_failed", "rate_limited",
    "internal_error", "dependency_unavailable", "overloaded",
]
# fmt: on
"""Codes of the problems of `explain_policy`; there may be more in time."""


# fmt: off
ListPoliciesCode: TypeAlias = Literal[
    "bad_request", "unauthenticated", "forbidden", "not_found", "not_acceptable", "validation_failed", "rate_limited",
    "internal_error", "dependency_unavailable", "overloaded",
]
# fmt: on
"""Codes of the problems of `list_policies`; there may be more in time."""


# fmt: off
PublishPolicyCode: TypeAlias = Literal[
    "malformed_json", "bad_request", "idempotency_key_invalid", "unauthenticated", "forbidden", "platform_not_active",
    "not_found", "not_acceptable", "request_timeout", "idempotency_in_flight", "edition_changed", "edition_taken",
    "payload_too_large", "unsupported_media_type", "validation_failed", "amount_out_of_range",
    "card_number_not_allowed", "currency_unknown", "idempotency_mismatch", "policy_invalid", "rate_limited",
    "internal_error", "dependency_unavailable", "overloaded",
]
# fmt: on
"""Codes of the problems of `publish_policy`; there may be more in time."""


# fmt: off
MakePolicyCurrentCode: TypeAlias = Literal[
    "bad_request", "idempotency_key_invalid", "unauthenticated", "forbidden", "platform_not_active", "not_found",
    "not_acceptable", "idempotency_in_flight", "payload_too_large", "unsupported_media_type", "validation_failed",
    "idempotency_mismatch", "calendar_invalid", "rate_limited", "internal_error", "dependency_unavailable",
    "overloaded", "request_outdated",
]
# fmt: on
"""Codes of the problems of `make_policy_current`; there may be more in time."""


# fmt: off
GetPolicyCode: TypeAlias = Literal[
    "bad_request", "unauthenticated", "forbidden", "not_found", "not_acceptable", "validation_failed",
    "calendar_invalid", "rate_limited", "internal_error", "dependency_unavailable", "overloaded", "request_outdated",
]
# fmt: on
"""Codes of the problems of `get_policy`; there may be more in time."""


# fmt: off
DiffPoliciesCode: TypeAlias = Literal[
    "bad_request", "unauthenticated", "forbidden", "not_found", "not_acceptable", "validation_failed", "rate_limited",
    "internal_error", "dependency_unavailable", "overloaded",
]
# fmt: on
"""Codes of the problems of `diff_policies`; there may be more in time."""
