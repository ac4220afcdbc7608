"""Bodies and answers of analytics. Written by `make clients`: do not edit."""

from __future__ import annotations

from typing import Literal, TypeAlias, TypedDict

from parley_client.generated.models.general.answers import MoneyView
from parley_client.generated.models.general.choices import DisputeOutcome

Interval: TypeAlias = Literal["day", "week", "month"]


class DurationView(TypedDict):
    """Number of cases that took at least `from_seconds`, and less than `up_to_seconds`."""

    from_seconds: int
    """Seconds from opening to end, at least."""
    up_to_seconds: int | None
    """Null for the last: no limit."""
    cases: int
    """Cases that took so long."""


class OutcomeView(TypedDict):
    policy: str
    """Name of the policy."""
    reason: str
    """Code of the reason."""
    outcome: DisputeOutcome
    """How the cases ended."""
    cases: int
    """How many cases ended so."""
    disputed: MoneyView
    """What was disputed in them."""
    to_buyer: MoneyView
    """With what went back beside goods."""
    to_seller: MoneyView
    """Net, as everywhere: `fees` are beside it."""
    fees: MoneyView
    """What the platform took."""


class StretchView(TypedDict):
    """Figures of one stretch of the period."""

    since: str
    """Beginning of the stretch (UTC), included."""
    until: str
    """End of the stretch (UTC), excluded."""
    opened: int
    """Cases that were opened in it."""
    closed: int
    """Cases that were closed in it."""
    resolved_without_operator: int
    """Of these, cases that were resolved and in which no operator acted."""
    median_seconds_to_resolution: int | None
    """Seconds from opening to end that half of these took at most; null without any."""


class AnalyticsView(TypedDict):
    """Figures of the cases closed in the period. Where there are none, shares and times are null."""

    since: str
    """Beginning of the period (UTC), included."""
    until: str
    """End of the period (UTC), excluded."""
    opened: int
    """Cases opened in the period, closed or not."""
    cases: int
    """Cases that were closed in it."""
    resolved_without_operator: int
    """Of those, cases that were resolved and in which no operator acted."""
    resolved_without_operator_basis_points: int | None
    """Share of the cases that were resolved and in which no operator acted; the aim is more than 7500 (O8)."""
    unresolved: int
    """Cases that ended with nothing resolved: a walk through a tree given up, a case that stayed inconclusive or did
    not match its deal, one withdrawn and opened again. They count among `cases` and never as resolved.
    """
    support_touches: int
    """Acts of operators in these cases."""
    support_touches_per_100_cases: int | None
    """The same, in a hundred cases; null without cases."""
    baseline_touches_per_100_cases: int
    """How often support acted in a hundred cases before Parley: a setting of yours."""
    fewer_touches_factor_percent: int | None
    """How many times fewer than the baseline: 500 is five times fewer. Null where there were none at all."""
    interactions: int
    """Acts of anybody in these cases."""
    interactions_per_100_cases: int | None
    """Acts of parties, representatives and operators, the opening among them."""
    median_seconds_to_resolution: int | None
    """Seconds from opening to end that half of the cases took at most; null without cases."""
    p90_seconds_to_resolution: int | None
    """Seconds from opening to end that nine of ten cases took at most; null without cases."""
    sla_targets_missed: int
    """Cases in which operators missed the policy's target."""
    sla_limits_breached: int
    """Cases in which operators broke the policy's limit."""
    durations: list[DurationView]
    """The cases by how long they took, the shortest first; together all of them."""
    over_time: list[StretchView]
    """The period in stretches of `interval`, without a gap, the earliest first."""
    outcomes: list[OutcomeView]
    """The cases by policy, reason and outcome."""


# fmt: off
DisputeAnalyticsCode: TypeAlias = Literal[
    "bad_request", "unauthenticated", "forbidden", "not_found", "not_acceptable", "validation_failed", "rate_limited",
    "internal_error", "dependency_unavailable", "overloaded",
]
# fmt: on
"""Codes of the problems of `dispute_analytics`; there may be more in time."""
