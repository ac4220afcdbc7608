"""Instants that the product counts with: far from both ends of what a clock can hold, so that no term leads beyond."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Final

EARLIEST_INSTANT: Final = datetime(1970, 1, 1, tzinfo=UTC)
LATEST_INSTANT: Final = datetime(2500, 1, 1, tzinfo=UTC)
UTC_OFFSET: Final = "+00:00"


def spell_time(value: datetime) -> str:
    """Spell an instant as every answer does: RFC 3339, in UTC, with a Z."""
    in_utc = value if value.tzinfo is UTC else value.astimezone(UTC)
    return f"{in_utc.isoformat()[: -len(UTC_OFFSET)]}Z"


def is_ordinary(instant: datetime) -> bool:
    return EARLIEST_INSTANT <= instant <= LATEST_INSTANT


def is_ordinary_day(day: date) -> bool:
    return EARLIEST_INSTANT.date() <= day < LATEST_INSTANT.date()
