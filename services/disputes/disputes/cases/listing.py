"""Listing of a case: what lists show and sort by, computed once a change and stored with it. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum
from typing import Final, NamedTuple

from common.kernel.principal import Role
from disputes.engine.clocks import is_held_for_approval
from disputes.engine.completeness import find_concealed
from disputes.engine.dispute import Dispute, State
from disputes.engine.forecast import next_deadline
from disputes.engine.values import NegotiationState
from disputes.policy.model import Alert, Policy
from disputes.policy.vocabulary import AlertLevel, Status

OFFERING_STATES: Final = frozenset({NegotiationState.NEGOTIATING, NegotiationState.PENDING, NegotiationState.OPEN})
"""While an agreement waits to be decided on, what was agreed to is still on the table."""


class SlaStatus(StrEnum):
    """Standing of the operators with the time the edition gives them."""

    ON_TRACK = "on_track"
    TARGET_MISSED = "target_missed"
    BREACHED = "breached"


class CaseListing(NamedTuple):
    policy_name: str
    status: Status
    awaiting: tuple[Role, ...]
    concealed_until: Mapping[Role, datetime]
    """Who is still awaited for all that the other party knows, and how long (T8)."""
    next_due_at: datetime | None
    desk_due_at: datetime | None
    """The same for operators: from the moment they are late, the instant at which they first were."""
    sla: SlaStatus | None
    offer_by: Role | None
    is_contested: bool


def list_case(dispute: Dispute, policy: Policy) -> CaseListing:
    deadline = next_deadline(dispute, policy)
    next_due_at = deadline.at if deadline else None
    return CaseListing(
        policy_name=policy.name,
        status=dispute.status(policy),
        awaiting=tuple(sorted(dispute.awaited_roles(policy))),
        concealed_until=find_concealed(dispute, policy),
        next_due_at=next_due_at,
        desk_due_at=find_overdue_since(dispute) or next_due_at,
        sla=compute_sla(dispute, policy),
        offer_by=find_offerer(dispute),
        is_contested=dispute.appeal is not None,
    )


def compute_sla(dispute: Dispute, policy: Policy) -> SlaStatus | None:
    """Compute the service level: None where no clock of the operators runs. An alert no longer armed has fired."""
    stage = dispute.running_stage(policy)
    through = [c.deadline for c in policy.clocks if dispute.stage in c.through]
    clocks = [*stage.deadlines, *through] if stage else []
    levels = {d.kind: d.effect.level for d in clocks if isinstance(d.effect, Alert)}
    if not levels:
        return None
    armed = {d.kind for d in dispute.deadlines}
    fired = {level for kind, level in levels.items() if kind not in armed}
    if AlertLevel.LIMIT in fired:
        return SlaStatus.BREACHED
    return SlaStatus.TARGET_MISSED if fired else SlaStatus.ON_TRACK


def find_overdue_since(dispute: Dispute) -> datetime | None:
    """Find since when operators are late with what they still owe. Nothing is overdue in a pause, but the second look
    for which a case stands still."""
    is_paused = dispute.paused_at is not None and not is_held_for_approval(dispute)
    if dispute.state is not State.ACTIVE or is_paused:
        return None
    return min((missed.due_at for missed in dispute.missed_deadlines), default=None)


def find_offerer(dispute: Dispute) -> Role | None:
    """Find whose offer stands on the table, if one does."""
    negotiation = dispute.negotiation
    if dispute.state is not State.ACTIVE or negotiation is None or negotiation.state not in OFFERING_STATES:
        return None
    return negotiation.by if negotiation.options else None
