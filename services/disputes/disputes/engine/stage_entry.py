"""Entry into a stage: the evidence it requests, the clocks it starts, and who owes what from then on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from common.kernel.principal import Role
from common.kernel.terms import due_at_end_of
from disputes.policy.model import EvidenceRequestTerms, GracePeriod, Policy, Stage, StageDeadline
from disputes.policy.vocabulary import TRIGGERS_OF_ACT, ClockStart, GraceStart, Phase

from . import events
from .context import EngineContext
from .dispute import OTHER_PARTY, Change, Dispute, State
from .events import DomainEvent
from .four_eyes import PendingApproval
from .hard_cap import is_cap, is_capped
from .reopening import continue_clock, evidence_clock
from .values import (
    EVIDENCE_ACTS,
    Deadline,
    EvidenceRequest,
    GraceTime,
    MissedDeadline,
    NegotiationSnapshot,
    NegotiationState,
    Promise,
    RequestState,
    Timeout,
)


def enter_stage(
    dispute: Dispute,
    name: str,
    context: EngineContext,
    *,
    promise: Promise | None = None,
    preceding: tuple[DomainEvent, ...] = (),
    timeout: Timeout | None = None,
) -> Change:
    """Begin a stage at its effective time. Requests it has asked before and that are still open go on.

    `promise`: what is owed in it. `preceding`: events that come before those of the stage. `timeout`: the silence that
    has led to it.
    """
    stage = context.policy.stages[name]
    requested = _new_requests(dispute, name, stage, context)
    after = replace(
        dispute,
        stage=name,
        state=State.ACTIVE,
        entered_at=context.at,
        requests=(*dispute.requests, *requested),
        deadlines=_deadlines_in(dispute, name, context),
        missed_deadlines=_still_missed(dispute, name, context.policy),
        promise=promise or dispute.promise,
        negotiation=dispute.negotiation if stage.negotiates else _end_negotiation(dispute.negotiation),
        assignee=None if stage.other_operator else dispute.assignee,
        approval=_kept_ruling(dispute, stage, context.policy),
        entered_by=timeout,
    )
    return dispute.evolve(
        *preceding,
        *_events_of_entry(dispute, after, requested, promise, context.policy, timeout),
        state=after.state,
        stage=after.stage,
        entered_at=after.entered_at,
        requests=after.requests,
        deadlines=after.deadlines,
        missed_deadlines=after.missed_deadlines,
        promise=after.promise,
        negotiation=after.negotiation,
        assignee=after.assignee,
        approval=after.approval,
        entered_by=after.entered_by,
    )


def _kept_ruling(dispute: Dispute, stage: Stage, policy: Policy) -> PendingApproval | None:
    """Keep a ruling that waits for a second operator where the stage that follows is decided on as the one before: what
    was ruled is carried out, though more evidence has come or was waited for in vain (PRM-15)."""
    waiting, before = dispute.approval, dispute.running_stage(policy)
    if waiting is None or before is None or before is stage:
        return waiting
    return waiting if waiting.kind is not None and before.is_decided and stage.is_decided else None


def _end_negotiation(negotiation: NegotiationSnapshot | None) -> NegotiationSnapshot | None:
    """Nobody owes an answer any more; an offer of the later phases still stands."""
    if negotiation is None or negotiation.is_offer:
        return negotiation
    return replace(negotiation, awaiting=None, due_at=None)


def close_negotiation(negotiation: NegotiationSnapshot | None) -> NegotiationSnapshot | None:
    """Nobody can agree any more, whether mediation has heard of it or not: money is ordered, or the case has ended."""
    if negotiation is None or negotiation.state is NegotiationState.AGREED:
        return negotiation
    return replace(negotiation, state=NegotiationState.CLOSED, awaiting=None, due_at=None, allowed_acts={})


def _events_of_entry(
    before: Dispute,
    after: Dispute,
    requested: tuple[EvidenceRequest, ...],
    promise: Promise | None,
    policy: Policy,
    timeout: Timeout | None,
) -> Iterator[DomainEvent]:
    name = after.place
    stage = policy.stages[name]
    owing = tuple(request for request in _open_requests_of(after, name) if request.is_owed)
    due_at = _next_due(after, stage, owing, policy)
    if before.stage != name:
        yield events.StageEntered(name, stage.phase, stage.status, due_at, timeout)
    was_in = policy.stages[before.stage].phase if before.stage is not None else None
    if stage.phase is Phase.ESCALATED and was_in is Phase.AGREEMENT:
        yield events.Escalated(name)
    if promise is not None:
        yield from _promised_events(promise, stage, after.deadlines)
    yield from (events.EvidenceRequested(request) for request in requested)
    yield from _needed_acts(after, stage, owing, due_at)
    yield from before.tell_assignment(after.assignee)


def own_clocks(dispute: Dispute, policy: Policy) -> tuple[Deadline, ...]:
    """List the clocks that run for the sake of the stage: all but the cap, which runs for the whole case."""
    cap = policy.hard_cap
    return tuple(d for d in dispute.deadlines if cap is None or d.kind != cap.kind)


def _next_due(dispute: Dispute, stage: Stage, owing: tuple[EvidenceRequest, ...], policy: Policy) -> datetime | None:
    """Find what is due first in a stage: an answer in its negotiation, evidence, or what a clock of its own says."""
    negotiation = dispute.negotiation if stage.negotiates else None
    answers = [negotiation.due_at] if negotiation is not None and negotiation.due_at is not None else []
    clocks = [clock.due_at for clock in own_clocks(dispute, policy)]
    return min([*answers, *(request.due_at for request in owing), *clocks], default=None)


def _open_requests_of(dispute: Dispute, stage: str) -> tuple[EvidenceRequest, ...]:
    """List what the edition has asked in this stage and is open."""
    open_requests = (r for r in dispute.requests if r.stage == stage and r.state is RequestState.OPEN)
    return tuple(request for request in open_requests if not request.is_asked_by_operator)


def _new_requests(dispute: Dispute, name: str, stage: Stage, context: EngineContext) -> tuple[EvidenceRequest, ...]:
    """Ask anew for what the stage wants. While something owed is open, that goes on instead; what is only welcome, and
    open, is not asked for twice.
    """
    open_requests = _open_requests_of(dispute, name)
    if any(request.is_owed for request in open_requests) or not stage.evidence_requests:
        return ()
    group, asked = context.new_id(), {request.terms_index for request in open_requests}
    return tuple(
        _new_request(dispute, name, index, terms, group, context)
        for index, terms in enumerate(stage.evidence_requests)
        if index not in asked
    )


def _new_request(
    dispute: Dispute, stage: str, index: int, terms: EvidenceRequestTerms, group: UUID | None, context: EngineContext
) -> EvidenceRequest:
    due_at = _evidence_due_at(dispute, stage, terms, context)
    return EvidenceRequest(
        id=context.new_id(),
        stage=stage,
        party=dispute.role_of(terms.party),
        kinds=terms.kinds,
        level=terms.level,
        anchor_at=context.at,
        due_at=due_at,
        grace=_grace_time(terms.grace, due_at, context),
        clock=terms.term.clock.value,
        group=group,
        terms_index=index,
    )


def _grace_time(grace: GracePeriod | None, due_at: datetime, context: EngineContext) -> GraceTime | None:
    """Compute when a grace is decided and until when it gives time. One that gives none is not foreseen."""
    if grace is None:
        return None
    calendar = context.policy.calendar
    at = due_at_end_of(context.at, grace.at, calendar)
    until = due_at_end_of(due_at if grace.since is GraceStart.CUT_OFF else at, grace.term, calendar)
    return GraceTime(at, until) if until > due_at else None


def _evidence_due_at(dispute: Dispute, stage: str, terms: EvidenceRequestTerms, context: EngineContext) -> datetime:
    due_at, party = due_at_end_of(context.at, terms.term, context.policy.calendar), dispute.role_of(terms.party)
    asked_before = (request for request in dispute.requests if not request.is_asked_by_operator)
    if any((request.stage, request.party) == (stage, party) for request in asked_before):
        return due_at
    return continue_clock(dispute, evidence_clock(stage, party), terms.term.clock, due_at, context)


def _deadlines_in(dispute: Dispute, name: str, context: EngineContext) -> tuple[Deadline, ...]:
    """Arm the clocks of a stage. The hard cap runs through the case, some clocks through several stages."""
    policy = context.policy
    deadlines = _cap_in(dispute, name, context)
    for clock in (c for c in policy.clocks if name in c.through):
        if dispute.stage not in clock.through:
            deadlines.append(_arm_deadline(dispute, clock.deadline, context))
            continue
        deadlines += [d for d in dispute.deadlines if d.kind == clock.deadline.kind]  # one that has fired is over
    return (*deadlines, *(_arm_deadline(dispute, d, context) for d in policy.stages[name].deadlines))


def _cap_in(dispute: Dispute, name: str, context: EngineContext) -> list[Deadline]:
    """Let the hard cap run on; it begins with the case, and anew where what was decided is contested (PRM-15)."""
    policy, cap, before = context.policy, context.policy.hard_cap, dispute.stage
    if cap is None or not is_capped(policy, name):
        return []
    if before is None or not is_capped(policy, before):
        return [_arm_deadline(dispute, cap, context)]
    return [d for d in dispute.deadlines if is_cap(policy, d.kind)]


def _still_missed(dispute: Dispute, name: str, policy: Policy) -> tuple[MissedDeadline, ...]:
    """Keep what is late under clocks that run through the stage that ends and the one that begins."""
    through = {c.deadline.kind for c in policy.clocks if name in c.through and dispute.stage in c.through}
    return tuple(missed for missed in dispute.missed_deadlines if missed.kind in through)


def _arm_deadline(dispute: Dispute, clock: StageDeadline, context: EngineContext) -> Deadline:
    since = _starts_at(dispute, clock, context.at)
    due_at = due_at_end_of(since, clock.term, context.policy.calendar)
    if dispute.stage is None:
        due_at = continue_clock(dispute, clock.kind, clock.term.clock, due_at, context)
    return Deadline(clock.kind, since, due_at, clock.term.clock.value, clock.owed_by)


def _starts_at(dispute: Dispute, clock: StageDeadline, now: datetime) -> datetime:
    match clock.since:
        case ClockStart.FILING:
            return dispute.opened_at
        case ClockStart.RULING:
            return dispute.ruling.decided_at if dispute.ruling is not None else now
        case ClockStart.STAGE:
            return now


def _promised_events(promise: Promise, stage: Stage, deadlines: tuple[Deadline, ...]) -> Iterator[DomainEvent]:
    own = {d.kind for d in stage.deadlines}
    owed = next((d for d in deadlines if d.kind in own and d.owed_by in OTHER_PARTY), None)
    if owed is not None:
        yield events.Promised(promise.option.kind, owed.owed_by, owed.due_at)


def _needed_acts(
    dispute: Dispute, stage: Stage, owing: tuple[EvidenceRequest, ...], due_at: datetime | None
) -> Iterator[DomainEvent]:
    """List who owes what now: evidence, an act of the stage's own, or an operator's decision."""
    yield from (events.ActNeeded(request.party, EVIDENCE_ACTS, request.due_at) for request in owing)
    own = {d.kind for d in stage.deadlines if d.moves_case and d.owed_by in OTHER_PARTY}
    for clock in (d for d in dispute.deadlines if d.kind in own):
        yield events.ActNeeded(clock.owed_by, _moving_acts(dispute, stage, clock.owed_by), clock.due_at)
    if stage.is_operated and not owing and not own:
        yield events.ActNeeded(Role.OPERATOR, _moving_acts(dispute, stage, Role.OPERATOR), due_at)


def _moving_acts(dispute: Dispute, stage: Stage, role: Role) -> tuple[str, ...]:
    """List the acts of a role that move the case out of the stage."""
    roles = dispute.case_roles_of(role)
    permitted = {permission.act for who in roles for permission in stage.permissions.get(who, ())}
    return tuple(sorted(act.value for act in permitted if act in TRIGGERS_OF_ACT))
