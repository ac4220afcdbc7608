"""Views of analytics: counts, shares and times of the closed cases of a period."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from typing import Any, Final, NamedTuple

from common.web.schemas import MoneyView
from disputes.desk.settings import PlatformSettings
from disputes.policy.vocabulary import Outcome

from .analytics_schemas import (
    DURATION_BOUNDS,
    AnalyticsView,
    DurationView,
    Interval,
    OutcomeView,
    Period,
    StretchView,
)

ALL_BOUNDS: Final = (timedelta(), *DURATION_BOUNDS, None)


class ClosedCaseFigures(NamedTuple):
    """Rows that the queries give."""

    totals: Any
    durations: Sequence[Any]
    closed: Sequence[Any]
    opened: Sequence[Any]
    outcomes: Sequence[Any]


def outcome_view(row: Any) -> OutcomeView:
    return OutcomeView(
        policy=row.policy,
        reason=row.reason,
        outcome=Outcome(row.outcome),
        cases=row.cases,
        disputed=MoneyView(amount=int(row.disputed), currency=row.currency),
        to_buyer=MoneyView(amount=int(row.to_buyer), currency=row.currency),
        to_seller=MoneyView(amount=int(row.to_seller), currency=row.currency),
        fees=MoneyView(amount=int(row.fees), currency=row.currency),
    )


def duration_views(rows: Sequence[Any]) -> list[DurationView]:
    """Present every range between two bounds, also those that no case falls into."""
    cases = {row.bucket: row.cases for row in rows}
    return [
        DurationView(
            from_seconds=_seconds(least), up_to_seconds=None if most is None else _seconds(most), cases=cases.get(n, 0)
        )
        for n, (least, most) in enumerate(pairwise(ALL_BOUNDS))
        if least is not None
    ]


def stretch_views(period: Period, opened: Sequence[Any], closed: Sequence[Any]) -> list[StretchView]:
    """Present every stretch of the period, also those in which nothing happened."""
    opened_in = {row.stretch: row.opened for row in opened}
    closed_in = {row.stretch: row for row in closed}
    return [
        StretchView(
            since=max(start, period.since),
            until=min(end, period.until),
            opened=opened_in.get(start, 0),
            closed=row.closed if (row := closed_in.get(start)) is not None else 0,
            resolved_without_operator=row.without_operator if row is not None else 0,
            median_seconds_to_resolution=row.median_seconds if row is not None else None,
        )
        for start, end in pairwise(stretch_starts(period))
    ]


def stretch_starts(period: Period) -> Iterator[datetime]:
    """Count the beginnings of a period's stretches, from that which its first instant is in to that after its last."""
    start = _truncate(period.since.astimezone(UTC), period.interval)
    yield start
    while start < period.until:
        start = _next_start(start, period.interval)
        yield start


def _truncate(instant: datetime, interval: Interval) -> datetime:
    day = instant.replace(hour=0, minute=0, second=0, microsecond=0)
    if interval is Interval.WEEK:
        return day - timedelta(days=day.weekday())
    return day.replace(day=1) if interval is Interval.MONTH else day


def _next_start(start: datetime, interval: Interval) -> datetime:
    if interval is Interval.MONTH:
        return (start + timedelta(days=31)).replace(day=1)
    return start + timedelta(days=7 if interval is Interval.WEEK else 1)


def _seconds(span: timedelta) -> int:
    return span // timedelta(seconds=1)


def analytics_view(period: Period, figures: ClosedCaseFigures, settings: PlatformSettings) -> AnalyticsView:
    totals, baseline = figures.totals, settings.baseline_touches
    touches = totals.touches
    return AnalyticsView(
        since=period.since,
        until=period.until,
        opened=sum(row.opened for row in figures.opened),
        cases=totals.cases,
        resolved_without_operator=totals.without_operator,
        resolved_without_operator_basis_points=_round_per(totals.without_operator, 10_000, totals.cases),
        unresolved=totals.unresolved,
        support_touches=touches,
        support_touches_per_100_cases=_round_per(touches, 100, totals.cases),
        baseline_touches_per_100_cases=baseline,
        fewer_touches_factor_percent=baseline * totals.cases // touches if touches else None,
        interactions=totals.interactions,
        interactions_per_100_cases=_round_per(totals.interactions, 100, totals.cases),
        median_seconds_to_resolution=totals.median_seconds,
        p90_seconds_to_resolution=totals.p90_seconds,
        sla_targets_missed=totals.targets_missed,
        sla_limits_breached=totals.limits_breached,
        durations=duration_views(figures.durations),
        over_time=stretch_views(period, figures.opened, figures.closed),
        outcomes=[outcome_view(row) for row in figures.outcomes],
    )


def _round_per(amount: int, scale: int, cases: int) -> int | None:
    """Compute how many of `amount` come to `scale` cases, rounded half up. None where there are no cases."""
    return (amount * scale * 2 + cases) // (2 * cases) if cases else None
