from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from common.kernel.terms import Calendar, Clock, Term, due_at_end_of

BERLIN = Calendar(zone="Europe/Berlin")
OFFICE = Calendar(zone="Europe/Berlin", opens=time(9), closes=time(17), holidays=frozenset({date(2026, 5, 1)}))


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("start", "term", "calendar", "end"),
    [
        ("2026-03-01 12:00", "72 hours", Calendar(), "2026-03-04 12:00"),
        ("2026-03-01 12:00", "5 days", Calendar(), "2026-03-06 12:00"),
        # the clocks go forward on 29 March 2026 in Berlin: the wall-clock time stays, the elapsed time is an hour less
        ("2026-03-28 12:00", "1 day", BERLIN, "2026-03-29 11:00"),
        ("2026-03-28 12:00", "24 hours", BERLIN, "2026-03-29 12:00"),
        ("2026-10-24 12:00", "1 day", BERLIN, "2026-10-25 13:00"),
        # Friday 23:59 plus two minutes of business time ends on Monday
        ("2026-03-06 23:59", "2 business hours", Calendar(), "2026-03-09 01:59"),
        ("2026-03-06 12:00", "2 business days", Calendar(), "2026-03-10 12:00"),
        ("2026-03-07 12:00", "24 business hours", Calendar(), "2026-03-10 00:00"),
        # Thursday 16:00 in Berlin, Friday is a holiday, Monday 9:00 to 10:00
        ("2026-04-30 14:00", "2 business hours", OFFICE, "2026-05-04 08:00"),
    ],
)
def test_when_a_term_is_over(start: str, term: str, calendar: Calendar, end: str) -> None:
    assert due_at_end_of(at(start), Term.parse(term), calendar) == at(end)


@pytest.mark.parametrize("text", ["", "5", "days", "0 days", "-1 days", "5 weeks", "5  days", "1.5 hours", "P5D"])
def test_a_malformed_term_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="not a term"):
        Term.parse(text)


@given(amount=st.integers(1, 200), unit=st.sampled_from(["hour", "day", "business hour", "business day"]))
def test_a_term_reads_back_as_written(amount: int, unit: str) -> None:
    term = Term.parse(f"{amount} {unit}s")

    assert Term.parse(str(term)) == term
    assert (term.clock is Clock.BUSINESS) == unit.startswith("business")


def slow_business(start: datetime, hours: int, calendar: Calendar) -> datetime:
    """The obvious reference: walk minute by minute and count the open ones."""
    left, now, zone = hours * 60, start, ZoneInfo(calendar.zone)
    while left:
        local = now.astimezone(zone)
        closes = calendar.closes or time(23, 59, 59, 999999)
        open_now = calendar.opens <= local.time() < closes or (
            calendar.closes is None and local.time() >= calendar.opens
        )
        if local.weekday() in calendar.weekdays and local.date() not in calendar.holidays and open_now:
            left -= 1
        now += timedelta(minutes=1)
    return now


@given(
    start=st.integers(0, 260 * 24 * 60).map(lambda minutes: at("2026-02-20") + timedelta(minutes=minutes)),
    hours=st.integers(1, 30),
    calendar=st.sampled_from([Calendar(), BERLIN, OFFICE]),
)
def test_business_time_equals_a_slow_reference(start: datetime, hours: int, calendar: Calendar) -> None:
    assert due_at_end_of(start, Term.parse(f"{hours} business hours"), calendar) == slow_business(
        start, hours, calendar
    )
