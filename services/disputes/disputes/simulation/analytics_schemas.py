"""Bodies and answers of analytics."""

from __future__ import annotations

from datetime import timedelta
from enum import StrEnum
from typing import Annotated, Final, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator
from pydantic_core import PydanticCustomError

from common.persistence.paging import Instant
from common.web.schemas import MoneyView, UtcTime, View
from disputes.policy.vocabulary import Outcome

LONGEST_PERIOD: Final = timedelta(days=3_660)
DURATION_BOUNDS: Final = tuple(timedelta(days=days) for days in (1, 3, 7, 14, 30))
"""Between them the times to resolution are counted."""


class Interval(StrEnum):
    DAY = "day"
    WEEK = "week"
    """From Monday to Sunday."""
    MONTH = "month"


class Period(BaseModel):
    """Period from an instant, included, to another, excluded."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True, use_attribute_docstrings=True)

    since: Annotated[Instant, Field(alias="from", examples=["2026-11-01T00:00:00Z"])]
    until: Annotated[Instant, Field(alias="to", examples=["2026-12-01T00:00:00Z"])]
    interval: Interval = Interval.MONTH
    """Stretches of `over_time`, in UTC; the first and the last are cut off where the period begins and ends."""
    policy: Annotated[str, Field(max_length=64)] | None = None
    """Only cases of this policy (`agreement_first`), or of one of its editions."""

    @model_validator(mode="after")
    def _require_order(self) -> Self:
        if not timedelta() < self.until - self.since <= LONGEST_PERIOD:
            raise PydanticCustomError("period", "A period ends after it begins, within ten years.")
        return self


class OutcomeView(View):
    policy: str
    reason: str
    outcome: Outcome
    cases: int
    disputed: MoneyView
    to_buyer: MoneyView
    """With what went back beside goods."""
    to_seller: MoneyView
    """Net, as everywhere: `fees` are beside it."""
    fees: MoneyView


class DurationView(View):
    """Number of cases that took at least `from_seconds`, and less than `up_to_seconds`."""

    from_seconds: int
    up_to_seconds: int | None
    """Null for the last: no limit."""
    cases: int


class StretchView(View):
    """Figures of one stretch of the period."""

    since: UtcTime
    until: UtcTime
    opened: int
    closed: int
    resolved_without_operator: int
    median_seconds_to_resolution: int | None


class AnalyticsView(View):
    """Figures of the cases closed in the period. Where there are none, shares and times are null."""

    since: UtcTime
    until: UtcTime
    opened: int
    """Cases opened in the period, closed or not."""
    cases: int
    resolved_without_operator: int
    resolved_without_operator_basis_points: int | None
    """Share of the cases that were resolved and in which no operator acted; the aim is more than 7500 (O8)."""
    unresolved: int
    """Cases that ended with nothing resolved: a walk through a tree given up, a case that stayed inconclusive or did
    not match its deal, one withdrawn and opened again. They count among `cases` and never as resolved."""
    support_touches: int
    support_touches_per_100_cases: int | None
    baseline_touches_per_100_cases: int
    fewer_touches_factor_percent: int | None
    """How many times fewer than the baseline: 500 is five times fewer. Null where there were none at all."""
    interactions: int
    interactions_per_100_cases: int | None
    """Acts of parties, representatives and operators, the opening among them."""
    median_seconds_to_resolution: int | None
    p90_seconds_to_resolution: int | None
    sla_targets_missed: int
    sla_limits_breached: int
    durations: list[DurationView]
    """The cases by how long they took, the shortest first; together all of them."""
    over_time: list[StretchView]
    """The period in stretches of `interval`, without a gap, the earliest first."""
    outcomes: list[OutcomeView]
