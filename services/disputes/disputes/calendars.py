"""A platform's calendars: whose days and hours count for its cases."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, time
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from common.kernel.errors import require_version
from common.kernel.terms import Calendar

from .domain.policy import Policy
from .domain.refusals import CalendarInvalid
from .policies import holidays
from .ports import NamedCalendar, Tx

YEARS_AHEAD = 6
"""Of public holidays a case knows from its opening on: longer than any case lasts."""


async def for_policy(tx: Tx, policy: Policy) -> Calendar | None:
    """The one the platform has chosen, else the one the edition names, else None: the edition's own."""
    settings = await tx.desk.settings()
    for name in (settings.calendar_for(policy.name), policy.calendar_name):
        found = await tx.desk.calendar(name) if name is not None else None
        if found is not None:
            return resolved(found.said, (await tx.timing()).now.year)
    return None


async def put(tx: Tx, calendar: NamedCalendar, *, if_match: int | None) -> NamedCalendar:
    """Raises CalendarInvalid. Cases that are open keep what was known at their opening."""
    resolved(calendar.said, (await tx.timing()).now.year)
    before = await tx.desk.calendar_locked(calendar.name)
    version = before.version if before is not None else 0
    require_version(if_match, version)
    after = replace(calendar, version=version + 1)
    await tx.desk.save_calendar(after)
    return after


def resolved(said: Mapping[str, Any], year: int) -> Calendar:
    """With the public holidays of the years that matter to a case of `year`. Raises CalendarInvalid."""
    closes = said.get("closes")
    public = _public(said, range(year, year + YEARS_AHEAD))
    try:
        ZoneInfo(said["zone"])
    except (ValueError, ZoneInfoNotFoundError, OSError) as error:
        raise CalendarInvalid("zone_unknown") from error
    try:
        return Calendar(
            said["zone"],
            frozenset(said["weekdays"]),
            time.fromisoformat(said["opens"]),
            time.fromisoformat(closes) if closes else None,
            frozenset(date.fromisoformat(day) for day in said["holidays"]) | public,
        )
    except ValueError as error:
        raise CalendarInvalid("never_open") from error


def _public(said: Mapping[str, Any], years: range) -> frozenset[date]:
    country = said.get("country")
    try:
        return holidays.of(country, said.get("subdivision"), years) if country else frozenset()
    except ValueError as error:
        raise CalendarInvalid("country_unknown") from error
