"""Refusals of people's acts, answered with how the case stands and what may be done in it instead."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import wraps
from typing import Final, Protocol, TypeVar
from uuid import UUID

from common.execution.commands import Context
from common.kernel.errors import DeadlinePassed, DomainError, Predecessor, require_version
from disputes.engine import values
from disputes.engine.completeness import as_known_to
from disputes.engine.dispute import Dispute, State
from disputes.engine.errors import ActionNotAllowedInState, DeadlineNotLater, DeadlineUnknown, RulingNotFounded
from disputes.engine.forecast import NextDeadline, find_silent_end, foresee_silent_end
from disputes.engine.values import EvidenceRequest, NegotiationSnapshot, NegotiationState, Timeout
from disputes.policy.model import Policy, Stage

from .allowed_actions import allowed_actions
from .model import ActRefused, CaseEnd


class JudgedCase(Protocol):
    @property
    def dispute(self) -> Dispute: ...

    @property
    def policy(self) -> Policy: ...


RESTING_ON_PROGRESS: Final = (
    ActionNotAllowedInState,
    DeadlineNotLater,
    DeadlinePassed,
    DeadlineUnknown,
    RulingNotFounded,
)
"""Refusals of what the case may have come to allow a moment ago, in another service."""
AWAITED_STATES: Final = frozenset({State.OPENING, State.SETTLING, State.REVERSING})
"""The case goes on when escrow has answered."""
UNFINISHED_TALKS: Final = frozenset({NegotiationState.GUIDING, NegotiationState.NEGOTIATING, NegotiationState.PENDING})
SubjectT = TypeVar("SubjectT", bound=JudgedCase)
CommandT = TypeVar("CommandT")
ChangeT = TypeVar("ChangeT")
Decide = Callable[[SubjectT, CommandT, Context], ChangeT]


def refuse_after_the_end(decide: Decide[SubjectT, CommandT, ChangeT]) -> Decide[SubjectT, CommandT, ChangeT]:
    """Let a handler decide only on what was received before silence ended the case, though nobody has come to that yet.

    Raises DeadlinePassed. Where the clock is another service's, the refusal rests on what that service knows.
    """

    @wraps(decide)
    def decide_in_time(case: SubjectT, command: CommandT, context: Context) -> ChangeT:
        change = decide(case, command, context)
        passed = find_silent_end(case.dispute, case.policy, context.timing.received_at)
        if passed:
            owners = {owner: None for deadline in passed for owner in _owners_of(case.dispute, deadline)}
            raise DeadlinePassed(passed[-1].at).resting_on(*owners)
        return change

    return decide_in_time


def _owners_of(dispute: Dispute, deadline: NextDeadline) -> Iterator[Predecessor]:
    match deadline.subject:
        case NegotiationSnapshot(mediation=UUID() as mediation):
            yield Predecessor("mediation", mediation)
        case EvidenceRequest():
            yield Predecessor("evidence", dispute.id, is_of_asker=True)


def owners_of_progress(dispute: Dispute) -> Iterator[Predecessor]:
    """List who could have moved the case on: whoever carries out its money, its talks, its requests for evidence."""
    if dispute.state in AWAITED_STATES:
        yield Predecessor("escrow", dispute.escrow)
    if dispute.negotiation is not None and dispute.negotiation.state in UNFINISHED_TALKS:
        yield Predecessor("mediation", dispute.id, is_of_asker=True)
    if dispute.open_requests():
        yield Predecessor("evidence", dispute.id, is_of_asker=True)


def describe_end(dispute: Dispute, refusal: DomainError, policy: Policy) -> CaseEnd | None:
    """Find how the case has ended, or how the silence has ended it that nobody has noticed yet."""
    if dispute.outcome is not None:
        timeout = dispute.timeout
        ended_at = dispute.order.at if dispute.order is not None else dispute.closed_at
        return CaseEnd(dispute.outcome, ended_at, timeout.due_at if timeout else None, timeout)
    if not isinstance(refusal, DeadlinePassed):
        return None
    ahead = foresee_silent_end(dispute, policy, refusal.due_at)
    if ahead is None or ahead.outcome is None:
        return None
    return CaseEnd(ahead.outcome, refusal.due_at, refusal.due_at, ahead.timeout)


def _describe_silence(case: JudgedCase, refusal: DomainError, context: Context) -> CaseEnd | None:
    """Find the silence by which the stage has ended in which the caller could have acted in time (PRM-35)."""
    missed, side = case.dispute.entered_by, case.dispute.side_of(context.principal.role, case.policy)
    if not isinstance(refusal, ActionNotAllowedInState) or missed is None or missed.owed_by is not side:
        return None
    if not _was_asked_for(refusal.action, missed, case):
        return None
    return CaseEnd(None, None, missed.due_at, missed)


def _was_asked_for(act: str, missed: Timeout, case: JudgedCase) -> bool:
    """Tell whether whoever was silent could have acted so in a stage in which that deadline ran."""
    roles = case.dispute.case_roles_of(missed.owed_by)
    return any(
        permission.act == act
        for stage in case.policy.stages.values()
        if _has_clock(stage, missed.deadline)
        for role in roles
        for permission in stage.permissions.get(role, ())
    )


def _has_clock(stage: Stage, kind: str) -> bool:
    match kind:
        case values.NEGOTIATION_CLOCK:
            return stage.negotiates
        case values.EVIDENCE_CLOCK:
            return stage.waits_for_evidence
        case _:
            return any(clock.kind == kind for clock in stage.deadlines)


def explain_refusals(decide: Decide[SubjectT, CommandT, ChangeT]) -> Decide[SubjectT, CommandT, ChangeT]:
    """Let a handler decide on the version that the caller has read. Raises VersionConflict or ActRefused."""

    @wraps(decide)
    def decide_and_explain(case: SubjectT, command: CommandT, context: Context) -> ChangeT:
        known = _as_known(case, context)
        require_version(context.expected_version, known.version)
        try:
            return decide(case, command, context)
        except DomainError as refusal:
            if isinstance(refusal, RESTING_ON_PROGRESS) and not refusal.rests_on:
                refusal.resting_on(*owners_of_progress(case.dispute))
            offered = {
                action.rel for action in allowed_actions(known, context.principal, case.policy, context.timing.now)
            }
            end = describe_end(case.dispute, refusal, case.policy) or _describe_silence(case, refusal, context)
            raise ActRefused(refusal, state=case.dispute.place, allowed_actions=sorted(offered), end=end) from refusal

    return decide_and_explain


def _as_known(case: JudgedCase, context: Context) -> Dispute:
    role = context.principal.role
    viewer = case.dispute.side_of(role, case.policy) or role
    return as_known_to(case.dispute, viewer, case.policy, context.timing.now)


def judge_timely_act(decide: Decide[SubjectT, CommandT, ChangeT]) -> Decide[SubjectT, CommandT, ChangeT]:
    """Let a handler decide on an act that can still count. Raises VersionConflict or ActRefused."""
    return explain_refusals(refuse_after_the_end(decide))
