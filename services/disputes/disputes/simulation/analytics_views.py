"""Views of analytics: counts, shares and times of the closed cases of a period."""

from __future__ import annotations

from typing import Any

from common.web.schemas import MoneyView
from disputes.desk.settings import PlatformSettings
from disputes.policy.vocabulary import Outcome

from .analytics_schemas import AnalyticsView, OutcomeView, Period


def outcome_view(row: Any) -> OutcomeView:
    return OutcomeView(
        policy=row.policy,
        reason=row.reason,
        outcome=Outcome(row.outcome),
        cases=row.cases,
        disputed=MoneyView(amount=row.disputed, currency=row.currency),
        to_buyer=MoneyView(amount=row.to_buyer, currency=row.currency),
        to_seller=MoneyView(amount=row.to_seller, currency=row.currency),
        fees=MoneyView(amount=row.fees, currency=row.currency),
    )


def analytics_view(period: Period, totals: Any, parts: list[Any], settings: PlatformSettings) -> AnalyticsView:
    baseline, touches = settings.baseline_touches, totals.touches
    return AnalyticsView(
        since=period.since,
        until=period.until,
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
        outcomes=[outcome_view(row) for row in parts],
    )


def _round_per(amount: int, scale: int, cases: int) -> int | None:
    """Compute how many of `amount` come to `scale` cases, rounded half up. None where there are no cases."""
    return (amount * scale * 2 + cases) // (2 * cases) if cases else None
