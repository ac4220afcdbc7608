"""Listing of a case: what lists show and sort by, computed once a change and stored with it. Pure."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from common.kernel.principal import Role
from disputes.engine.dispute import Dispute
from disputes.engine.forecast import next_deadline
from disputes.engine.sla import SlaStatus, compute_sla
from disputes.policy.model import Policy
from disputes.policy.vocabulary import Status


class CaseListing(NamedTuple):
    policy_name: str
    status: Status
    awaiting: tuple[Role, ...]
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
        next_due_at=next_due_at,
        desk_due_at=dispute.overdue_since or next_due_at,
        sla=compute_sla(dispute, policy),
        offer_by=dispute.offer_by,
        is_contested=dispute.appeal is not None,
    )
