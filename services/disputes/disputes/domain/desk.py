"""Which cases press, and how they go from one operator to another."""

from __future__ import annotations

from enum import StrEnum

from common.kernel.principal import Role
from common.kernel.timing import Timing

from . import facts as told
from .dispute import Change, Dispute
from .policy import Alert, Policy
from .refusals import NotTakenByAnother
from .vocabulary import Act, AlertLevel


class Sla(StrEnum):
    """How the operators stand with the time the edition gives them."""

    ON_TRACK = "on_track"
    TARGET_MISSED = "target_missed"
    BREACHED = "breached"


def sla(dispute: Dispute, policy: Policy) -> Sla | None:
    """None where no clock of the operators runs. An alert that no longer runs has been given."""
    stage = dispute.standing(policy)
    through = [c.deadline for c in policy.clocks if dispute.stage in c.through]
    clocks = [*stage.deadlines, *through] if stage else []
    levels = {d.kind: d.then.level for d in clocks if isinstance(d.then, Alert)}
    if not levels:
        return None
    given = {level for kind, level in levels.items() if kind not in {d.kind for d in dispute.deadlines}}
    if AlertLevel.LIMIT in given:
        return Sla.BREACHED
    return Sla.TARGET_MISSED if given else Sla.ON_TRACK


def take_over(dispute: Dispute, *, by: str, policy: Policy, moment: Timing) -> Change:
    """Take the case of another operator, who is told."""
    dispute.permit(Act.ASSIGN, Role.OPERATOR, policy, moment)
    if dispute.assignee in (None, by):
        raise NotTakenByAnother
    dispute.require_impartial(by, policy)
    return dispute.become(told.Assigned(by, dispute.assignee), assignee=by)
