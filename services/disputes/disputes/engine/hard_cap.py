"""Hard cap of a case: it ends what nobody decided. What was agreed or ruled is carried out, never undone (PRM-15)."""

from __future__ import annotations

from disputes.policy.model import Effect, Enter, ExecuteRuling, PayPromised, Policy, StageDeadline
from disputes.policy.vocabulary import Outcome

from .dispute import Dispute
from .values import Promise


def is_capped(policy: Policy, stage: str) -> bool:
    """Tell whether the cap runs in a stage: not where each step of carrying out has a clock of its own."""
    return policy.hard_cap is not None and not policy.stages[stage].carries_out


def is_cap(policy: Policy, deadline: str) -> bool:
    return policy.hard_cap is not None and policy.hard_cap.kind == deadline


def _is_earned(promise: Promise) -> bool:
    return promise.basis is Outcome.DECISION or promise.parcel is not None


def effect_of_cap(dispute: Dispute, policy: Policy, cap: StageDeadline) -> Effect:
    """Find what the end of the cap does: what was ruled, or was sent back and is contested, is carried out; else as the
    edition says. Silence alone pays nobody for goods that never left (O4).

    A promise of goods that move no money cannot be carried out by paying, nor be begun again without end.
    """
    promise, ruling = dispute.promise, dispute.ruling
    if isinstance(cap.effect, Enter):
        return cap.effect
    if promise is not None and promise.option.split is not None and _is_earned(promise):
        return PayPromised()
    if ruling is not None and (ruling.option is None or ruling.option.kind not in policy.obligation_stages):
        return ExecuteRuling()
    return cap.effect
