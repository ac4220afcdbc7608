"""Instants that the product counts with: far from both ends of what a clock can hold, so that no term leads beyond."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Final

EARLIEST_INSTANT: Final = datetime(1970, 1, 1, tzinfo=UTC)
LATEST_INSTANT: Final = datetime(2500, 1, 1, tzinfo=UTC)


def is_ordinary(instant: datetime) -> bool:
    return EARLIEST_INSTANT <= instant <= LATEST_INSTANT


def is_ordinary_day(day: date) -> bool:
    return EARLIEST_INSTANT.date() <= day < LATEST_INSTANT.date()
