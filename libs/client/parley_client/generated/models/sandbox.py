"""Bodies and answers of sandbox. Written by `make clients`: do not edit."""

from __future__ import annotations

from typing import Literal, NotRequired, TypeAlias, TypedDict


class AdvanceBody(TypedDict):
    """Instant or length of time, one of the two."""

    to: NotRequired[str | None]
    """Where time is to stand. An instant that has passed means now: what is due by now is done."""
    by: NotRequired[str | None]
    """Length of time, as in `3 days` or `72 hours`. Instead of `to`."""
    hold: NotRequired[bool]
    """Whether time then stands still, at exactly that instant and in every service, until the clock is advanced or
    released. Else it runs on from there.
    """


class ClockStepView(TypedDict):
    at: str
    """Time of the platform's clock at which something fell due (UTC)."""
    service: str
    """Service in which it did."""


class TestClockView(TypedDict):
    now: str
    """Time of the platform's clock (UTC)."""
    held: NotRequired[bool]
    """Time stands still until the clock is advanced or released."""
    steps: NotRequired[list[ClockStepView]]
    """What was due on the way, in order: when, and whose."""


# fmt: off
GetTestClockCode: TypeAlias = Literal[
    "bad_request", "unauthenticated", "forbidden", "not_found", "not_acceptable", "validation_failed", "rate_limited",
    "internal_error", "dependency_unavailable", "overloaded", "request_outdated",
]
# fmt: on
"""Codes of the problems of `get_test_clock`; there may be more in time."""


# fmt: off
AdvanceTestClockCode: TypeAlias = Literal[
    "malformed_json", "bad_request", "idempotency_key_invalid", "unauthenticated", "forbidden", "platform_not_active",
    "not_found", "not_acceptable", "request_timeout", "idempotency_in_flight", "payload_too_large",
    "unsupported_media_type", "validation_failed", "amount_out_of_range", "card_number_not_allowed",
    "currency_unknown", "idempotency_mismatch", "clock_too_far", "rate_limited", "internal_error",
    "dependency_unavailable", "overloaded", "clock_too_slow", "clock_unavailable",
]
# fmt: on
"""Codes of the problems of `advance_test_clock`; there may be more in time."""


# fmt: off
ReleaseTestClockCode: TypeAlias = Literal[
    "bad_request", "unauthenticated", "forbidden", "platform_not_active", "not_found", "not_acceptable",
    "unsupported_media_type", "validation_failed", "rate_limited", "internal_error", "dependency_unavailable",
    "overloaded", "clock_unavailable", "request_outdated",
]
# fmt: on
"""Codes of the problems of `release_test_clock`; there may be more in time."""
