"""Calendars of a platform: whose days and hours count for its cases."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, time
from typing import Any, Final
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from common.kernel.terms import Calendar
from disputes.policy.files.holidays import public_holidays
from disputes.policy.model import Policy

from .model import CalendarInvalid, EditionsTx

HOLIDAY_YEARS: Final = 6
"""Of public holidays a case knows from its opening on: longer than any case lasts."""


async def find_calendar(tx: EditionsTx, policy: Policy) -> Calendar | None:
    """Find the calendar the platform has chosen, else the one the edition names, else None: the edition's own."""
    settings = await tx.desk.get_settings()
    for name in (settings.calendar_for(policy.name), policy.calendar_name):
        calendar = await tx.calendars.find(name) if name is not None else None
        if calendar is not None:
            return resolve_calendar(calendar.written, (await tx.timing()).now.year)
    return None


def resolve_calendar(written: Mapping[str, Any], year: int) -> Calendar:
    """Look up the public holidays of the years that matter to a case of `year`. Raises CalendarInvalid."""
    closes = written.get("closes")
    public = _find_public_holidays(written, range(year, year + HOLIDAY_YEARS))
    try:
        ZoneInfo(written["zone"])
    except (ValueError, ZoneInfoNotFoundError, OSError) as error:
        raise CalendarInvalid("zone_unknown") from error
    try:
        return Calendar(
            written["zone"],
            frozenset(written["weekdays"]),
            time.fromisoformat(written["opens"]),
            time.fromisoformat(closes) if closes else None,
            frozenset(date.fromisoformat(day) for day in written["holidays"]) | public,
        )
    except ValueError as error:
        raise CalendarInvalid("never_open") from error


def _find_public_holidays(written: Mapping[str, Any], years: range) -> frozenset[date]:
    country = written.get("country")
    try:
        return public_holidays(country, written.get("subdivision"), years) if country else frozenset()
    except ValueError as error:
        raise CalendarInvalid("country_unknown") from error
