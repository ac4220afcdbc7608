from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from common.kernel.terms import Calendar, Clock, Term, due_at_end_of, elapsed_time, end_of_time

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


def slow_business_days(start: datetime, days: int, calendar: Calendar) -> datetime:
    """The obvious reference: look at every minute; a working day is over when the wall clock shows the same time."""
    zone, now = ZoneInfo(calendar.zone), start

    def is_working(day: date) -> bool:
        return day.weekday() in calendar.weekdays and day not in calendar.holidays

    if not is_working(start.astimezone(zone).date()):
        while not (is_working((local := now.astimezone(zone)).date()) and local.time() >= calendar.opens):
            now += timedelta(minutes=1)
    sought = now.astimezone(zone).time()
    around_the_clock = calendar.opens == time(0) and calendar.closes is None
    while days:
        now += timedelta(minutes=1)
        local = now.astimezone(zone)
        ended = local - timedelta(microseconds=1) if around_the_clock and sought == time(0) else local
        days -= local.time() == sought and is_working(ended.date())
    return now


EVERY_DAY = Calendar(zone="Europe/Berlin", weekdays=frozenset(range(7)), opens=time(9), closes=time(17))


@given(
    start=st.integers(0, 260 * 24 * 4).map(lambda quarters: at("2026-02-20 04:00") + timedelta(minutes=15 * quarters)),
    days=st.integers(1, 4),
    calendar=st.sampled_from([Calendar(), BERLIN, OFFICE, EVERY_DAY]),
)
def test_prm_28_business_days_equal_a_slow_reference(start: datetime, days: int, calendar: Calendar) -> None:
    local = start.astimezone(ZoneInfo(calendar.zone))
    assume(not time(1, 45) < local.time() < time(3, 15))  # what a DST change skips or repeats is said below

    assert due_at_end_of(start, Term.parse(f"{days} business days"), calendar) == slow_business_days(
        start, days, calendar
    )


@given(start=st.integers(0, 20_000).map(lambda n: at("2026-02-20") + timedelta(minutes=17 * n)), days=st.integers(1, 9))
def test_prm_28_by_the_default_calendar_two_business_days_are_48_business_hours(start: datetime, days: int) -> None:
    of_days, of_hours = (Term.parse(t) for t in (f"{days} business days", f"{days * 24} business hours"))

    assert due_at_end_of(start, of_days, Calendar()) == due_at_end_of(start, of_hours, Calendar())


@pytest.mark.parametrize(
    ("start", "term", "end"),
    [
        ("2026-11-23 10:00", "2 business days", "2026-11-25 10:00"),  # Monday 10:00 to Wednesday 10:00
        ("2026-11-23 10:00", "2 business hours", "2026-11-23 12:00"),
        ("2026-11-23 10:00", "16 business hours", "2026-11-25 10:00"),
        ("2026-11-27 10:00", "2 business days", "2026-12-01 10:00"),  # Friday to Tuesday
        ("2026-11-23 20:00", "1 business day", "2026-11-24 20:00"),  # after hours, but a working day
        ("2026-11-28 12:00", "1 business day", "2026-12-01 09:00"),  # Saturday: from Monday's opening
        ("2026-04-30 10:00", "1 business day", "2026-05-04 10:00"),  # Friday is a holiday
        ("2026-03-27 16:00", "1 business day", "2026-03-30 16:00"),  # the clocks go forward in between
        ("2026-10-23 16:00", "1 business day", "2026-10-26 16:00"),  # and back
    ],
)
def test_prm_28_business_days_are_working_days_at_the_same_local_time(start: str, term: str, end: str) -> None:
    berlin = ZoneInfo("Europe/Berlin")
    anchor, over = (datetime.fromisoformat(text).replace(tzinfo=berlin) for text in (start, end))

    assert due_at_end_of(anchor.astimezone(UTC), Term.parse(term), OFFICE) == over.astimezone(UTC)


@pytest.mark.parametrize(
    ("start", "end"),
    [
        ("2026-03-28 01:30", "2026-03-29 01:30"),  # Saturday 2:30: Sunday has no 2:30, it is 3:30
        ("2026-10-24 00:30", "2026-10-25 00:30"),  # Saturday 2:30: of the two on Sunday the first
        ("2026-10-25 01:30", "2026-10-26 01:30"),  # from the second of them
    ],
)
def test_prm_28_a_wall_clock_time_that_a_change_skips_or_repeats(start: str, end: str) -> None:
    assert due_at_end_of(at(start), Term.parse("1 business day"), EVERY_DAY) == at(end)


def test_prm_28_a_calendar_with_too_few_working_days_is_refused() -> None:
    with pytest.raises(ValueError, match="too few working days"):
        due_at_end_of(at("2026-11-23"), Term.parse("9999 business days"), Calendar())


@given(
    st.integers(0, 28_000_000).map(lambda seconds: at("2026-01-01") + timedelta(seconds=seconds)),
    st.integers(0, 400_000),
    st.sampled_from(list(Clock)),
    st.sampled_from([Calendar(), BERLIN, OFFICE]),
)
def test_prm_22_what_is_left_of_a_clock_is_what_it_then_runs(start, seconds, clock, calendar) -> None:
    left = timedelta(seconds=seconds)

    assert elapsed_time(start, end_of_time(start, left, clock, calendar), clock, calendar) == left


def test_prm_22_closed_time_is_not_used_up() -> None:
    friday, monday = at("2026-11-27 12:00"), at("2026-11-30 12:00")

    assert elapsed_time(friday, monday, Clock.BUSINESS, Calendar()) == timedelta(hours=24)
    assert elapsed_time(friday, monday, Clock.NATURAL, Calendar()) == timedelta(hours=72)
    assert elapsed_time(monday, friday, Clock.BUSINESS, Calendar()) == timedelta()


@pytest.mark.parametrize(
    ("term", "is_ordinary"),
    [("3660 days", True), ("3661 days", False), ("5000 days", False), ("87840 hours", True), ("87841 hours", False),
     ("99999 minutes", True), ("99999 seconds", True), ("520 business days", True), ("521 business days", False),
     ("520 business hours", True), ("99999 business hours", False)],
)  # fmt: skip
def test_dor_w24_a_term_is_over_within_ten_years(term: str, is_ordinary: bool) -> None:
    assert Term.parse(term).is_ordinary is is_ordinary


@pytest.mark.parametrize("unit", ["day", "business day", "business hour"])
def test_dor_w24_an_ordinary_term_ends_whatever_the_calendar(unit: str) -> None:
    """One hour a week, and nothing but holidays for a year."""
    rare = Calendar(
        weekdays=frozenset({0}),
        opens=time(9),
        closes=time(10),
        holidays=frozenset(date(2026, 1, 1) + timedelta(days=days) for days in range(400)),
    )

    assert due_at_end_of(at("2026-01-01"), Term.parse(f"520 {unit}s"), rare) < at("2499-01-01")


def test_dor_w24_a_calendar_is_open_for_an_hour_a_day() -> None:
    with pytest.raises(ValueError, match="an hour a day"):
        Calendar(opens=time(9), closes=time(9, 30))
