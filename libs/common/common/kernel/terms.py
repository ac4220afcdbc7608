"""Terms and calendars: when is something due? Elapsed hours, civil days, business time; holidays come in as dates."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from functools import lru_cache
from itertools import chain, islice
from typing import Final
from zoneinfo import ZoneInfo

DAY: Final = timedelta(days=1)
MONDAY_TO_FRIDAY: Final = frozenset(range(5))
LOOK_AHEAD_DAYS: Final = 8_000
LONGEST_TERM: Final = timedelta(days=3_660)
"""Ten years: what is counted in elapsed time or civil days is over by then."""
LONGEST_BUSINESS_AMOUNT: Final = 520
"""Of business days, and of business hours: ten years of one working day a week with one open hour."""
LEAST_OPEN_HOURS: Final = timedelta(hours=1)
TERM_SPELLING: Final = re.compile(r"([1-9]\d{0,4}) (second|minute|hour|day|business hour|business day)s?")


class Unit(StrEnum):
    SECOND = "second"
    MINUTE = "minute"
    HOUR = "hour"
    DAY = "day"
    BUSINESS_HOUR = "business hour"
    BUSINESS_DAY = "business day"


class Clock(StrEnum):
    NATURAL = "natural"
    BUSINESS = "business"


ELAPSED_UNITS: Final = {
    Unit.SECOND: timedelta(seconds=1),
    Unit.MINUTE: timedelta(minutes=1),
    Unit.HOUR: timedelta(hours=1),
}


@dataclass(frozen=True, slots=True)
class Term:
    """Length of time as a policy says it: "5 days", "72 hours", "24 business hours".

    Days are civil days in the calendar's zone (same wall-clock time, DST-safe); hours are elapsed time; business hours
    count open time only; business days are working days: two of them from Monday 10:00 are over on Wednesday 10:00,
    however many hours a day is open.
    """

    amount: int
    unit: Unit

    @classmethod
    @lru_cache(maxsize=1024)
    def parse(cls, text: str) -> Term:
        """Raises ValueError for anything but `<1…99999> <unit>[s]`."""
        match = TERM_SPELLING.fullmatch(text)
        if match is None:
            raise ValueError(f'not a term: {text!r} (write "5 days", "72 hours", "24 business hours")')
        return cls(int(match[1]), Unit(match[2]))

    @property
    def clock(self) -> Clock:
        return Clock.BUSINESS if self.unit in (Unit.BUSINESS_HOUR, Unit.BUSINESS_DAY) else Clock.NATURAL

    @property
    def nominal_length(self) -> timedelta:
        """Length without regard to a calendar: a civil day has 24 hours, business time has none that it can say."""
        return self.amount * (DAY if self.unit is Unit.DAY else ELAPSED_UNITS[self.unit])

    @property
    def is_ordinary(self) -> bool:
        """Tell whether it is over within ten years, whatever the calendar."""
        if self.clock is Clock.BUSINESS:
            return self.amount <= LONGEST_BUSINESS_AMOUNT
        return self.nominal_length <= LONGEST_TERM

    def __str__(self) -> str:
        return f"{self.amount} {self.unit}{'' if self.amount == 1 else 's'}"


@dataclass(frozen=True, slots=True)
class Calendar:
    """Which time counts as business time. Default: Monday to Friday, all 24 hours, no holidays, UTC."""

    zone: str = "UTC"
    weekdays: frozenset[int] = MONDAY_TO_FRIDAY
    opens: time = time(0)
    closes: time | None = None
    holidays: frozenset[date] = field(default_factory=frozenset)

    def __post_init__(self) -> None:
        ZoneInfo(self.zone)
        if not self.weekdays or not self.weekdays <= frozenset(range(7)):
            raise ValueError("a calendar needs weekdays from 0 (Monday) to 6")
        if self.closes is not None and self.closes <= self.opens:
            raise ValueError("a calendar closes after it opens")
        if self.hours_a_day() < LEAST_OPEN_HOURS:
            raise ValueError("a calendar is open for an hour a day at least")

    def hours_a_day(self) -> timedelta:
        """Nominal opening time, DST aside."""
        if self.closes is None:
            return DAY - timedelta(hours=self.opens.hour, minutes=self.opens.minute)
        anchor = date(2000, 1, 1)
        return datetime.combine(anchor, self.closes) - datetime.combine(anchor, self.opens)

    @property
    def is_open_around_the_clock(self) -> bool:
        """Tell whether a working day is a whole civil day."""
        return self.opens == time(0) and self.closes is None

    def business_days(self, first: date) -> Iterator[date]:
        """List the working days from `first` on."""
        days = (first + timedelta(days=offset) for offset in range(LOOK_AHEAD_DAYS))
        return (day for day in days if day.weekday() in self.weekdays and day not in self.holidays)

    def open_intervals(self, start: datetime) -> Iterator[tuple[datetime, datetime]]:
        """Open intervals from `start` on, in UTC, each half-open and not empty."""
        zone = ZoneInfo(self.zone)
        for day in self.business_days(start.astimezone(zone).date()):
            opens = _wall_clock_instant(day, self.opens, zone)
            ends_on, ends_at = (day + DAY, time(0)) if self.closes is None else (day, self.closes)
            closes = _wall_clock_instant(ends_on, ends_at, zone)
            if closes > start:
                yield max(opens, start), closes


def due_at_end_of(anchor: datetime, term: Term, calendar: Calendar) -> datetime:
    """Compute the instant at which `term` is over: an act at this very instant is late.

    Raises ValueError where a business term leads further than a calendar is looked ahead; an ordinary one never does.
    """
    if (unit := ELAPSED_UNITS.get(term.unit)) is not None:
        return anchor + term.amount * unit
    return _due_by_calendar(anchor, term, calendar)


@lru_cache(maxsize=4096)
def _due_by_calendar(anchor: datetime, term: Term, calendar: Calendar) -> datetime:
    """Compute it once for whoever asks again: a view of a deal asks for the same few instants a dozen times."""
    if term.unit is Unit.DAY:
        zone = ZoneInfo(calendar.zone)
        local = anchor.astimezone(zone)
        return _wall_clock_instant(local.date() + timedelta(days=term.amount), local.time(), zone, local.fold)
    if term.unit is Unit.BUSINESS_DAY:
        return _add_business_days(anchor, term.amount, calendar)
    return _add_open_time(anchor, timedelta(hours=term.amount), calendar)


def elapsed_time(start: datetime, end: datetime, clock: Clock, calendar: Calendar) -> timedelta:
    """Measure the time from `start` to `end` as a clock counts it: all of it, or open time alone. Never negative."""
    if clock is Clock.NATURAL:
        return max(end - start, timedelta())
    spent = timedelta()
    for opens, closes in calendar.open_intervals(start):
        if opens >= end:
            break
        spent += min(closes, end) - opens
    return spent


def end_of_time(start: datetime, left: timedelta, clock: Clock, calendar: Calendar) -> datetime:
    """Compute the instant at which so much time, as a clock counts it, is over: the inverse of `elapsed_time`."""
    return start + left if clock is Clock.NATURAL or not left else _add_open_time(start, left, calendar)


def _add_business_days(anchor: datetime, amount: int, calendar: Calendar) -> datetime:
    """Go to the same wall-clock time so many working days later. From a day off, count from when the next one opens."""
    zone = ZoneInfo(calendar.zone)
    local = anchor.astimezone(zone)
    following = calendar.business_days(local.date())
    first = next(following, None)
    at, fold = (local.time(), local.fold) if first == local.date() else (calendar.opens, 0)
    is_whole_days = calendar.is_open_around_the_clock and at == time(0)  # midnight ends the day before
    last = next(islice(chain((first,), following), amount - is_whole_days, None), None)
    if last is None:
        raise ValueError("the calendar has too few working days for this term")
    return _wall_clock_instant(last + DAY if is_whole_days else last, at, zone, fold)


def _add_open_time(anchor: datetime, left: timedelta, calendar: Calendar) -> datetime:
    for opens, closes in calendar.open_intervals(anchor):
        if left <= closes - opens:
            return opens + left
        left -= closes - opens
    raise ValueError("the calendar has too little open time for this term")


def _wall_clock_instant(day: date, at: time, zone: ZoneInfo, fold: int = 0) -> datetime:
    """Turn a wall-clock time into an instant. A time that a DST change skips is taken after the gap."""
    return datetime.combine(day, at.replace(fold=fold), zone).astimezone(UTC)
