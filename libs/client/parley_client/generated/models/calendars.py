"""Bodies and answers of calendars. Written by `make clients`: do not edit."""

from __future__ import annotations

from typing import NotRequired, TypedDict


class CalendarBody(TypedDict):
    zone: str
    """Time zone, as in `Europe/Berlin`."""
    weekdays: list[int]
    """0 is Monday."""
    opens: NotRequired[str]
    """When the business day begins, as in `09:00`."""
    closes: NotRequired[str | None]
    """Null: open until midnight."""
    country: NotRequired[str | None]
    """Its public holidays are closed."""
    subdivision: NotRequired[str | None]
    """Part of the country whose holidays count, as in `BE`."""
    holidays: NotRequired[list[str]]
    """Closed beside them."""


class CalendarView(TypedDict):
    name: str
    """Its name."""
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
