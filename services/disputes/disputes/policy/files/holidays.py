"""Public holidays by country, from a maintained library. The domain only ever sees dates."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Final

import holidays

HOLIDAY_YEARS: Final = range(2024, 2041)
"""Years that are looked up. Beyond them no edition of today is still in force; deadlines of cases are stored."""


def public_holidays(
    country: str, subdivision: str | None = None, years: Iterable[int] = HOLIDAY_YEARS
) -> frozenset[date]:
    """Look up the public holidays. Raises ValueError for a country or subdivision nobody knows."""
    try:
        return frozenset(holidays.country_holidays(country, subdiv=subdivision, years=years))
    except NotImplementedError as error:
        raise ValueError(f"no public holidays are known for {country!r} {subdivision or ''}".rstrip()) from error
