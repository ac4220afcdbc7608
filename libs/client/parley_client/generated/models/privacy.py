"""Bodies and answers of privacy. Written by `make clients`: do not edit."""

from __future__ import annotations

from typing import Literal, TypeAlias, TypedDict

EraseRole: TypeAlias = Literal["buyer", "seller", "representative"]


HoldState: TypeAlias = Literal["held", "released"]


class EraseBody(TypedDict):
    role: EraseRole
    """What the person is on your platform."""
    participant: str
    """The person's user id on your platform."""


class HoldBody(TypedDict):
    dispute: str
    """Id of the dispute."""
    reason: str
    """Why nothing of the case may be erased, in words."""


class LegalHoldReleaseBody(TypedDict):
    dispute: str
    """Id of the dispute."""


class RetentionBody(TypedDict):
    days: int
    """Days after the end of a case until its evidence is erased."""


class ErasureView(TypedDict):
    erased_items: int
    """Pieces of evidence that were erased."""
    erased_at: str
    """When it was erased (UTC)."""


class HoldView(TypedDict):
    dispute: str
    """Id of the dispute."""
    state: HoldState
    """`held`: nothing of the case is erased."""
    at: str
    """When it happened (UTC)."""


class RetentionView(TypedDict):
    """Days after the end of a case until its evidence is erased."""

    days: int
    """Days after the end of a case until its evidence is erased."""
    usual: bool
    """The platform has said nothing; it is as long as usual."""


# fmt: off
EraseParticipantCode: TypeAlias = Literal[
    "malformed_json", "bad_request", "idempotency_key_invalid", "unauthenticated", "forbidden", "platform_not_active",
    "not_found", "not_acceptable", "request_timeout", "idempotency_in_flight", "case_open", "legal_hold",
    "payload_too_large", "unsupported_media_type", "validation_failed", "amount_out_of_range",
    "card_number_not_allowed", "currency_unknown", "idempotency_mismatch", "rate_limited", "internal_error",
    "dependency_unavailable", "overloaded", "request_outdated",
]
# fmt: on
"""Codes of the problems of `erase_participant`; there may be more in time."""


# fmt: off
PlaceLegalHoldCode: TypeAlias = Literal[
    "malformed_json", "bad_request", "idempotency_key_invalid", "unauthenticated", "forbidden", "platform_not_active",
    "not_found", "not_acceptable", "request_timeout", "idempotency_in_flight", "payload_too_large",
    "unsupported_media_type", "validation_failed", "amount_out_of_range", "card_number_not_allowed",
    "currency_unknown", "idempotency_mismatch", "rate_limited", "internal_error", "dependency_unavailable",
    "overloaded", "request_outdated",
]
# fmt: on
"""Codes of the problems of `place_legal_hold`; there may be more in time."""


# fmt: off
ReleaseLegalHoldCode: TypeAlias = Literal[
    "malformed_json", "bad_request", "idempotency_key_invalid", "unauthenticated", "forbidden", "platform_not_active",
    "not_found", "not_acceptable", "request_timeout", "idempotency_in_flight", "no_legal_hold", "payload_too_large",
    "unsupported_media_type", "validation_failed", "amount_out_of_range", "card_number_not_allowed",
    "currency_unknown", "idempotency_mismatch", "rate_limited", "internal_error", "dependency_unavailable",
    "overloaded", "request_outdated",
]
# fmt: on
"""Codes of the problems of `release_legal_hold`; there may be more in time."""


# fmt: off
GetRetentionCode: TypeAlias = Literal[
    "bad_request", "unauthenticated", "forbidden", "not_found", "not_acceptable", "validation_failed", "rate_limited",
    "internal_error", "dependency_unavailable", "overloaded",
]
# fmt: on
"""Codes of the problems of `get_retention`; there may be more in time."""


# fmt: off
PutRetentionCode: TypeAlias = Literal[
    "malformed_json", "bad_request", "idempotency_key_invalid", "unauthenticated", "forbidden", "platform_not_active",
    "not_found", "not_acceptable", "request_timeout", "idempotency_in_flight", "payload_too_large",
    "unsupported_media_type", "validation_failed", "amount_out_of_range", "card_number_not_allowed",
    "currency_unknown", "idempotency_mismatch", "rate_limited", "internal_error", "dependency_unavailable",
    "overloaded",
]
# fmt: on
"""Codes of the problems of `put_retention`; there may be more in time."""
