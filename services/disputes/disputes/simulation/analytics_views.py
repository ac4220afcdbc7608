"""Views of analytics: counts, shares and times of the closed cases of a period."""

from __future__ import annotations

from typing import Any

from common.web.schemas import MoneyView
from disputes.desk.settings import PlatformSettings
from disputes.policy.vocabulary import Outcome

from .analytics_schemas import AnalyticsView, PartView, Period


def part_view(row: Any) -> PartView:
    def money(amount: int) -> MoneyView:
        return MoneyView(amount=amount, currency=row.currency)

    return PartView(
        policy=row.policy,
        reason=row.reason,
        outcome=Outcome(row.outcome),
        cases=row.cases,
        disputed=money(row.disputed),
        to_buyer=money(row.to_buyer),
        to_seller=money(row.to_seller),
        fees=money(row.fees),
    )


def analytics_view(period: Period, whole: Any, parts: list[Any], settings: PlatformSettings) -> AnalyticsView:
    def per(amount: int, scale: int) -> int | None:
        return (amount * scale * 2 + whole.cases) // (2 * whole.cases) if whole.cases else None

    baseline, touches = settings.baseline_touches, whole.touches
    return AnalyticsView(
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
        outcomes=[part_view(row) for row in parts],
    )
