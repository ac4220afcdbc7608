"""Hard cap of a case: it ends what nobody decided. What was ruled, or agreed and sent back, is carried out (PRM-15)."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from common.kernel.terms import Term, Unit, due_at_end_of
from disputes.policy.model import Effect, Enter, ExecuteRuling, PayPromised, Policy, StageDeadline
from disputes.policy.vocabulary import Outcome

from .context import EngineContext
from .dispute import Dispute
from .errors import DeadlineTooFar
from .values import Promise

LONGEST_EXTENSION: Final = Term(60, Unit.DAY)
"""[reading] Of an edition that has no cap: by so much at most one act makes a case longer."""


def longest_extension(policy: Policy) -> Term:
    """Find by how much at most one act of an operator makes a case longer: by the time that the edition gives it."""
    return policy.hard_cap.term if policy.hard_cap is not None else LONGEST_EXTENSION


def require_bounded(dispute: Dispute, deadline: str, due_at: datetime, since: datetime, context: EngineContext) -> None:
    """Refuse a time so far ahead that it holds the money for longer than the edition does, or that the case will not
    live to see. Raises DeadlineTooFar."""
    if due_at > (latest := latest_extension(dispute, deadline, since, context)):
        raise DeadlineTooFar(latest)


def latest_extension(dispute: Dispute, deadline: str, since: datetime, context: EngineContext) -> datetime:
    """Find until when at the latest a clock that is over at an instant may be extended: none outlives the cap, which
    can be extended itself."""
    policy = context.policy
    longest = due_at_end_of(max(since, context.at), longest_extension(policy), policy.calendar)
    return longest if is_cap(policy, deadline) else min(longest, cap_ends_at(dispute, policy) or longest)


def latest_asking(dispute: Dispute, context: EngineContext) -> datetime:
    """Find until when at the latest an operator may ask for evidence: until the cap ends the case."""
    unbounded = due_at_end_of(context.at, longest_extension(context.policy), context.policy.calendar)
    return cap_ends_at(dispute, context.policy) or unbounded


def cap_ends_at(dispute: Dispute, policy: Policy) -> datetime | None:
    """Find when the cap ends the case. None: it does not run."""
    return next((clock.due_at for clock in dispute.deadlines if is_cap(policy, clock.kind)), None)


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
