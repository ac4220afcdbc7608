"""TODO."""

from __future__ import annotations

from enum import StrEnum

from disputes.engine.dispute import Dispute
from disputes.policy.model import Alert, Policy
from disputes.policy.vocabulary import AlertLevel


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
    levels = {d.kind: d.effect.level for d in clocks if isinstance(d.effect, Alert)}
    if not levels:
        return None
    given = {level for kind, level in levels.items() if kind not in {d.kind for d in dispute.deadlines}}
    if AlertLevel.LIMIT in given:
        return Sla.BREACHED
    return Sla.TARGET_MISSED if given else Sla.ON_TRACK
