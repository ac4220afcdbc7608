"""Bodies and answers of calendars. Written by `make clients`: do not edit."""

from __future__ import annotations

from typing import Literal, NotRequired, TypeAlias, TypedDict


class CalendarBody(TypedDict):
    zone: str
    """Time zone, as in `Europe/Berlin`."""
    weekdays: list[int]
    """Days of the week on which it is open: 0 is Monday, 6 is Sunday."""
    opens: NotRequired[str]
    """When the business day begins, as in `09:00`."""
    closes: NotRequired[str | None]
    """Null: open until midnight."""
    country: NotRequired[str | None]
    """Its public holidays are closed."""
    subdivision: NotRequired[str | None]
    """Part of the country whose holidays count, as in `BE`."""
    holidays: NotRequired[list[str]]
    """Days (ISO 8601) on which it is closed, beside the public holidays."""


class CalendarView(TypedDict):
    name: str
    """Name, as people read it."""
    zone: str
    """Time zone, as in `Europe/Berlin`."""
    weekdays: list[int]
    """Business days: 1 is Monday, 7 Sunday."""
    opens: str
    """When the business day begins, as in `09:00`."""
    closes: str | None
    """When it ends; null for the end of the day."""
    country: str | None
    """Country whose holidays count (ISO 3166-1); null for none."""
    subdivision: str | None
    """Part of the country whose holidays count; null for none."""
    holidays: list[str]
    """Days of your own on which nothing is due."""
    version: int
    """Number of its changes so far, from 1. Send it as `If-Match` with the act that you decide on it."""


class CalendarsView(TypedDict):
    data: list[CalendarView]
    """What was asked for, in the order that the operation describes."""


# fmt: off
ListCalendarsCode: TypeAlias = Literal[
    "bad_request", "unauthenticated", "forbidden", "not_found", "not_acceptable", "validation_failed", "rate_limited",
    "internal_error", "dependency_unavailable", "overloaded",
]
# fmt: on
"""Codes of the problems of `list_calendars`; there may be more in time."""


# fmt: off
GetCalendarCode: TypeAlias = Literal[
    "bad_request", "unauthenticated", "forbidden", "not_found", "not_acceptable", "validation_failed", "rate_limited",
    "internal_error", "dependency_unavailable", "overloaded",
]
# fmt: on
"""Codes of the problems of `get_calendar`; there may be more in time."""


# fmt: off
PutCalendarCode: TypeAlias = Literal[
    "malformed_json", "bad_request", "idempotency_key_invalid", "malformed_if_match", "unauthenticated", "forbidden",
    "platform_not_active", "not_found", "not_acceptable", "request_timeout", "idempotency_in_flight",
    "version_conflict", "payload_too_large", "unsupported_media_type", "validation_failed", "amount_out_of_range",
    "card_number_not_allowed", "currency_unknown", "idempotency_mismatch", "calendar_invalid", "rate_limited",
    "internal_error", "dependency_unavailable", "overloaded",
]
# fmt: on
"""Codes of the problems of `put_calendar`; there may be more in time."""
