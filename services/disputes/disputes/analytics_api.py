"""Analytics over HTTP (O8)."""

from __future__ import annotations

from datetime import timedelta
from typing import Annotated, Any, Final, Self

from fastapi import APIRouter, Query, Response
from pydantic import BaseModel, ConfigDict, Field, model_validator
from pydantic_core import PydanticCustomError

from common.kernel.principal import Role
from common.persistence.paging import Instant
from common.web.schemas import MoneyView, UtcTime, View

from . import analytics
from .api import READ
from .deps import Calling
from .domain.settings import PlatformSettings
from .domain.vocabulary import Outcome
from .store import DisputeTx

router = APIRouter(prefix="/v1/analytics", tags=["analytics"])
LONGEST: Final = timedelta(days=3_660)


class Period(BaseModel):
    """From an instant, included, to another, excluded."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)

    since: Annotated[Instant, Field(alias="from", examples=["2026-11-01T00:00:00Z"])]
    until: Annotated[Instant, Field(alias="to", examples=["2026-12-01T00:00:00Z"])]

    @model_validator(mode="after")
    def _some_time(self) -> Self:
        if not timedelta() < self.until - self.since <= LONGEST:
            raise PydanticCustomError("period", "A period ends after it begins, within ten years.")
        return self


class PartView(View):
    policy: str
    reason: str
    outcome: Outcome
    cases: int
    disputed: MoneyView
    to_buyer: MoneyView
    to_seller: MoneyView
    """Before `fees`, which come out of it."""
    fees: MoneyView

    @classmethod
    def of(cls, row: Any) -> Self:
        def money(amount: int) -> MoneyView:
            return MoneyView(amount=amount, currency=row.currency)

        return cls(
            policy=row.policy,
            reason=row.reason,
            outcome=Outcome(row.outcome),
            cases=row.cases,
            disputed=money(row.disputed),
            to_buyer=money(row.to_buyer),
            to_seller=money(row.to_seller),
            fees=money(row.fees),
        )


class AnalyticsView(View):
    """Of the cases closed in the period. Where there are none, shares and times are null."""

    since: UtcTime
    until: UtcTime
    cases: int
    resolved_without_operator: int
    resolved_without_operator_basis_points: int | None
    """Share of the cases in which no operator acted; the aim is more than 7500 (O8)."""
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
    outcomes: list[PartView]

    @classmethod
    def of(cls, period: Period, whole: Any, parts: list[Any], settings: PlatformSettings) -> Self:
        def per(amount: int, scale: int) -> int | None:
            return (amount * scale * 2 + whole.cases) // (2 * whole.cases) if whole.cases else None

        baseline, touches = settings.baseline_touches, whole.touches
        return cls(
            since=period.since,
            until=period.until,
            cases=whole.cases,
            resolved_without_operator=whole.without_operator,
            resolved_without_operator_basis_points=per(whole.without_operator, 10_000),
            support_touches=touches,
            support_touches_per_100_cases=per(touches, 100),
            baseline_touches_per_100_cases=baseline,
            fewer_touches_factor_percent=baseline * whole.cases // touches if touches else None,
            interactions=whole.interactions,
            interactions_per_100_cases=per(whole.interactions, 100),
            median_seconds_to_resolution=whole.median_seconds,
            p90_seconds_to_resolution=whole.p90_seconds,
            sla_targets_missed=whole.targets_missed,
            sla_limits_breached=whole.limits_breached,
            outcomes=[PartView.of(row) for row in parts],
        )


@router.get("/disputes", response_model=AnalyticsView, responses=READ, operation_id="dispute_analytics",
            summary="Measure your disputes")  # fmt: skip
async def dispute_analytics(period: Annotated[Period, Query()], call: Calling) -> Response:
    """Of the cases closed from `from` until before `to`: all numbers are of these, counted from the case log.

    Share resolved without an operator, acts of the support team against your baseline, interactions, time to
    resolution, missed targets and limits, and outcomes with their money by policy and reason (O8).
    """
    call.require_role(Role.PLATFORM, Role.OPERATOR)

    async def act(tx: DisputeTx) -> AnalyticsView:
        whole, parts = await analytics.of(tx, period.since, period.until)
        return AnalyticsView.of(period, whole, parts, await tx.desk.settings())

    return await call.read(act)
