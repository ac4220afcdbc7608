"""Filters of disputes. Written by `make clients`: do not edit."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, NotRequired, TypedDict

from parley_client.generated.models.disputes.choices import Assignment, SlaStatus, Sort
from parley_client.generated.models.general.choices import Role, Status


class DisputesFilters(TypedDict):
    """Filters of `list_disputes`."""

    status: NotRequired[Sequence[Status] | None]
    """Statuses, separated by commas: `under_review,awaiting_approval`."""
    stage: NotRequired[Sequence[str] | None]
    """Stages of the policy, separated by commas: `review,second_review`. Closed cases keep the last one."""
    awaiting: NotRequired[Sequence[Role] | None]
    """Who owes the next act, separated by commas: `operator`, or `buyer,seller` for cases that wait for either."""
    reason: NotRequired[str | None]
    """Reason the case was opened for."""
    policy: NotRequired[str | None]
    """Name of a policy (`agreement_first`), or one of its editions."""
    assignee: NotRequired[str | None]
    """Operator who has the case. For operators and the platform."""
    office: NotRequired[str | None]
    """Office that has the case."""
    mine: NotRequired[bool | None]
    """`true`: cases assigned to you, `false`: all others. For operators."""
    due_before: NotRequired[str | None]
    """Something is due before this instant, or is overdue already."""
    overdue: NotRequired[bool | None]
    """`true`: the time for the next act has passed. For operators and the platform also what operators are late
    with: a service level's target or limit that was missed while the act is still owed.
    """
    contested: NotRequired[bool | None]
    """`true`: a ruling of the case was contested."""
    offer: NotRequired[bool | None]
    """`true`: an offer of one party to the other, or of a mediator to both, stands, in whatever stage the case is."""
    offer_by: NotRequired[Literal["buyer", "seller", "operator"] | None]
    """Whose offer stands; `operator`: a mediator has put it to both parties."""
    paused: NotRequired[bool | None]
    """`true`: an operator has stopped the clocks."""
    open_: NotRequired[bool | None]
    """`true`: cases that are not closed."""
    escrow: NotRequired[str | None]
    """Cases of one escrow."""
    assignment: NotRequired[Assignment | None]
    """Whether any operator has the case. For operators and the platform."""
    sla: NotRequired[SlaStatus | None]
    """How operators stand with the time the policy gives them. For operators and the platform."""
    currency: NotRequired[str | None]
    """Currency of the disputed amount."""
    amount_gte: NotRequired[int | None]
    """Disputed amount at least, in minor units; with `currency`: different currencies cannot be compared."""
    amount_lte: NotRequired[int | None]
    """Disputed amount at most, in minor units; with `currency`."""
    sort: NotRequired[Sort | None]
    """`newest`, or `due`: overdue cases first, by the instant they were due at, then what is due next. A case keeps
    its place when it becomes overdue.
    """
