"""Service level of the operators: whether they are in the time the edition gives them."""

from __future__ import annotations

from enum import StrEnum

from disputes.engine.dispute import Dispute
from disputes.policy.model import Alert, Policy
from disputes.policy.vocabulary import AlertLevel


class SlaStatus(StrEnum):
    """Standing of the operators with the time the edition gives them."""

    ON_TRACK = "on_track"
    TARGET_MISSED = "target_missed"
    BREACHED = "breached"


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
