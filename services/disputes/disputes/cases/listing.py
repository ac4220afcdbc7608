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
    sla: SlaStatus | None


def list_case(dispute: Dispute, policy: Policy) -> CaseListing:
    deadline = next_deadline(dispute, policy)
    return CaseListing(
        policy_name=policy.name,
        status=dispute.status(policy),
        awaiting=tuple(sorted(dispute.awaited_roles(policy))),
        next_due_at=deadline.at if deadline else None,
        sla=compute_sla(dispute, policy),
    )
