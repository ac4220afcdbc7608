"""Effect of penalties: they count with their ruling, or once nobody can contest it. Pure."""

from __future__ import annotations

from datetime import datetime

from disputes.engine.dispute import Dispute, State
from disputes.engine.values import Ruling
from disputes.policy.model import Policy
from disputes.policy.vocabulary import RulingExecution


def instance_in_effect(dispute: Dispute, policy: Policy, now: datetime) -> int:
    """Return the instance of the ruling whose penalties have taken effect; 0: of none.

    They follow the money: at once where the edition carries out its rulings at once, else when nobody can contest the
    ruling any more. One that was contested and not judged again never takes effect.
    """
    ruling = dispute.ruling
    if ruling is None:
        return 0
    effective = policy.rulings.execution is RulingExecution.AT_ONCE or _is_final(dispute, ruling, policy, now)
    return ruling.instance if effective else 0


def effective_at(ruling: Ruling, policy: Policy) -> datetime:
    """Return from when the penalties of a ruling count, if nobody contests it."""
    waits = policy.rulings.execution is not RulingExecution.AT_ONCE
    return ruling.contest_until if waits and ruling.contest_until is not None else ruling.decided_at


def _is_final(dispute: Dispute, ruling: Ruling, policy: Policy, now: datetime) -> bool:
    if ruling.contest_until is None or policy.appeal is None:
        return True
    if dispute.appeal is not None:
        return False
    return dispute.state is State.CLOSED or (now >= ruling.contest_until and dispute.place != policy.appeal.stage)
