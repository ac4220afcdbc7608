"""Public holidays by country, from a kept library. The domain only ever sees dates."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Final

import holidays

YEARS: Final = range(2024, 2041)
"""Beyond them no edition of today is still in force; a case's deadlines are stored, not counted anew."""


def of(country: str, subdivision: str | None = None, years: Iterable[int] = YEARS) -> frozenset[date]:
    """Raises ValueError for a country or subdivision nobody knows."""
    try:
        return frozenset(holidays.country_holidays(country, subdiv=subdivision, years=years))
    except NotImplementedError as error:
        raise ValueError(f"no public holidays are known for {country!r} {subdivision or ''}".rstrip()) from error
