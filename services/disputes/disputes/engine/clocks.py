"""Clocks of a case: extensions, pauses and reminders."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from common.kernel.errors import DeadlinePassed
from common.kernel.principal import Role
from common.kernel.terms import Term
from common.kernel.timing import Pause, Timing
from disputes.policy.model import Alert, Policy
from disputes.policy.vocabulary import REMINDED_ROLES, Act, Trigger

from . import events
from .context import EngineContext
from .dispute import Change, Dispute, State
from .effects import EffectContext, RequestChange, apply_trigger
from .errors import DeadlineNotLater, DeadlineUnknown
from .four_eyes import PendingApproval
from .hard_cap import require_bounded
from .rulings import follow_window
from .values import (
    EVIDENCE_ACTS,
    EVIDENCE_CLOCK,
    NEGOTIATION_CLOCK,
    Deadline,
    DecisionWeight,
    EvidenceRequest,
    GraceTime,
    NegotiationSnapshot,
    RequestState,
)

REMINDER_PREFIX: Final = "reminder:"
PAUSE_CLOCK: Final = "pause_end"
LONGEST_PAUSE: Final = timedelta(days=30)
"""[reading] After it the clocks go on by themselves: no pause holds money for ever (PRM-15)."""


@dataclass(frozen=True, slots=True)
class RunningClock:
    """Clock of the case, whichever service owns it."""

    name: str
    due_at: datetime
    owed_by: Role
    remind: tuple[Term, ...] = ()
    request: UUID | None = None


def running_clocks(dispute: Dispute, policy: Policy) -> Iterator[RunningClock]:
    stage, negotiation, terms = dispute.running_stage(policy), dispute.negotiation, policy.negotiation
    if stage is None:
        return
    is_timed = negotiation is not None and (stage.negotiates or negotiation.is_offer)
    if is_timed and terms and negotiation and negotiation.due_at:
        for role in sorted(negotiation.timed_roles):
            yield RunningClock(NEGOTIATION_CLOCK, negotiation.due_at, role, terms.remind)
    for request in dispute.requests:
        if request.state is RequestState.OPEN:
            asked = request.terms_in(policy)
            remind = () if asked is None else asked.remind
            yield RunningClock(EVIDENCE_CLOCK, request.due_at, request.party, remind, request.id)
    clocks = policy.deadlines_by_kind()
    yield from (RunningClock(d.kind, d.due_at, d.owed_by, clocks[d.kind].remind) for d in dispute.deadlines)


def _moves_case(clock: RunningClock, policy: Policy) -> bool:
    """Tell whether something follows at its end. Of evidence the service says that receives it, in a pause as well."""
    terms = policy.deadlines_by_kind().get(clock.name)
    return clock.name == NEGOTIATION_CLOCK if terms is None else terms.moves_case


def date_act(dispute: Dispute, timing: Timing, policy: Policy) -> Timing:
    """Date what somebody does: what was received before a clock ended is not dated behind its end, however long it has
    waited for its turn, nor before what the case has come to meanwhile. What happens by itself has its own instant."""
    received_at = timing.received_at
    pause_end = pause_ends_at(dispute)
    ends = [clock.due_at for clock in running_clocks(dispute, policy)] if pause_end is None else [pause_end]
    due_at = min((end for end in ends if end > received_at), default=None)
    dated, turn = timing.date_act(due_at), dispute.negotiation
    if dated.acted_at is None:
        return timing
    since = (dispute.opened_at, dispute.entered_at, dispute.paused_at, turn.due_since if turn is not None else None)
    return dated._replace(acted_at=max(dated.acted_at, *(at for at in since if at is not None)))


def extend_deadline(
    dispute: Dispute,
    deadline: str,
    request: UUID | None,
    due_at: datetime,
    reason_code: str,
    by: Role,
    context: EngineContext,
) -> Change:
    """Give more time, as an operator. Clocks of other services are asked for it; they have the last word."""
    dispute.require_allowed(Act.EXTEND, by, context)
    lapsed = _find_lapsed_request(dispute, deadline, request)
    if lapsed is not None:
        return _reopen_request(dispute, lapsed, due_at, reason_code, context)
    clocks = list(running_clocks(dispute, context.policy))
    extended = [clock for clock in clocks if clock.name == deadline and request in (None, clock.request)]
    if not extended:
        raise DeadlineUnknown({clock.name for clock in clocks})
    for clock in extended:
        if dispute.paused_at is None and context.timing.received_at >= clock.due_at:
            raise DeadlinePassed(clock.due_at)
    if due_at <= (earliest := min(clock.due_at for clock in extended)):
        raise DeadlineNotLater(earliest)
    require_bounded(dispute, deadline, due_at, earliest, context)
    after = prolong_clocks(dispute, deadline, request, due_at, context.policy, context.timing.received_at)
    return dispute.evolve(
        events.DeadlineExtended(deadline, request, due_at, reason_code, context.timing.received_at),
        negotiation=after.negotiation,
        requests=after.requests,
        deadlines=after.deadlines,
        rulings=after.rulings,
    )


def prolong_clocks(
    dispute: Dispute, deadline: str, request: UUID | None, due_at: datetime, policy: Policy, at: datetime
) -> Dispute:
    """Let the clocks of a name, which run `at` that time, end at a later instant: of evidence those of one request, or
    of all. What ends later anyway stays as it is."""
    clocks = [clock for clock in running_clocks(dispute, policy) if clock.name == deadline]
    requests = {clock.request for clock in clocks if request in (None, clock.request)}
    if request is None and deadline == EVIDENCE_CLOCK:
        requests |= _find_answered_in_time(dispute, at)
    deadlines = tuple(replace(d, due_at=due_at) if d.kind == deadline else d for d in dispute.deadlines)
    negotiation = dispute.negotiation
    if negotiation is not None and deadline == NEGOTIATION_CLOCK:
        negotiation = replace(negotiation, due_at=due_at)
    return replace(
        dispute,
        negotiation=negotiation,
        requests=tuple(replace(r, due_at=max(r.due_at, due_at)) if r.id in requests else r for r in dispute.requests),
        deadlines=deadlines,
        rulings=follow_window(dispute, deadlines, policy),
    )


def _find_answered_in_time(dispute: Dispute, at: datetime) -> set[UUID]:
    """Find what is answered and whose time is not over yet: more time for all is for these as well, or their clocks
    would tell of sealed evidence (T8)."""
    instant = at if dispute.paused_at is None else min(at, dispute.paused_at)
    return {r.id for r in dispute.requests if r.state is RequestState.SATISFIED and r.due_at > instant}


def _find_lapsed_request(dispute: Dispute, deadline: str, request: UUID | None) -> EvidenceRequest | None:
    if deadline != EVIDENCE_CLOCK or request is None:
        return None
    return next((r for r in dispute.requests if r.id == request and r.state is RequestState.LAPSED), None)


def _reopen_request(
    dispute: Dispute, lapsed: EvidenceRequest, due_at: datetime, reason_code: str, context: EngineContext
) -> Change:
    """Give time again for evidence that has lapsed; the case goes back to its stage where the edition revisits it.
    Else it stays where it is, and the party is told that it is asked again.

    Raises DeadlineNotLater or DeadlineTooFar.
    """
    if due_at <= context.timing.received_at:
        raise DeadlineNotLater(context.timing.received_at)
    require_bounded(dispute, EVIDENCE_CLOCK, due_at, context.at, context)
    reopened = replace(lapsed, state=RequestState.OPEN, due_at=due_at)
    after = replace(dispute, requests=tuple(reopened if r.id == lapsed.id else r for r in dispute.requests))
    extended = events.DeadlineExtended(EVIDENCE_CLOCK, lapsed.id, due_at, reason_code)
    if reopened.moves_case:
        effect = EffectContext(context, RequestChange(reopened), (extended,))
        change = apply_trigger(after, Trigger.EVIDENCE_REOPENED, effect)
        if change.dispute.version > dispute.version:
            return change
    return after.evolve(extended, events.ActNeeded(lapsed.party, EVIDENCE_ACTS, due_at))


def pause_clocks(dispute: Dispute, by: Role, context: EngineContext) -> Change:
    """Stop all clocks, for a time that ends; people may go on. What was over before stays so, though no worker has
    come to it yet. Raises DeadlinePassed."""
    dispute.require_allowed(Act.PAUSE, by, context)
    ends = (clock.due_at for clock in running_clocks(dispute, context.policy) if _moves_case(clock, context.policy))
    if (due_at := min(ends, default=None)) is not None and context.timing.received_at >= due_at:
        raise DeadlinePassed(due_at)
    return dispute.evolve(events.Paused(), paused_at=context.at)


def resume_clocks(dispute: Dispute, by: Role, context: EngineContext) -> Change:
    """Let all clocks run on.

    What was due at `d` is now due at `d` + the pause; what began in the pause, + its part of it.
    """
    dispute.require_allowed(Act.RESUME, by, context)
    return run_clocks_on(dispute, context)


def run_clocks_on(dispute: Dispute, context: EngineContext) -> Change:
    """Resume past the guard, for whoever may or considers it."""
    assert dispute.paused_at is not None, "only a paused case can be resumed"
    return _end_pause(dispute, Pause(dispute.paused_at, context.at), context.policy)


def hold_for_approval(
    dispute: Dispute,
    pending: PendingApproval,
    weighs: tuple[DecisionWeight, ...],
    context: EngineContext,
    assignee: str | None = None,
) -> Change:
    """Let a ruling, or an act for a party, wait for a second operator while the clocks stand still: silence takes
    nothing back that was decided, or that the party has asked for in time (PRM-15, PRM-27). They go on by themselves
    like after any pause. Where they stand still already, the hold begins as that pause ends. `assignee`: who has the
    case by it."""
    requested = events.ApprovalRequested(pending.decision, weighs)
    assigned = () if assignee is None else dispute.tell_assignment(assignee)
    changes = {} if assignee is None else {"assignee": assignee}
    if dispute.paused_at is not None:
        return dispute.evolve(requested, *assigned, approval=pending, **changes)
    held = replace(pending, held_since=context.at)
    return dispute.evolve(requested, *assigned, events.Paused(), approval=held, paused_at=context.at, **changes)


def is_held_for_approval(dispute: Dispute) -> bool:
    """Tell whether the clocks stand still for what waits for a second operator, and for nothing else."""
    waiting = dispute.approval
    return waiting is not None and dispute.paused_at is not None and waiting.held_since == dispute.paused_at


def stands_still(dispute: Dispute, deadline: Deadline, policy: Policy) -> bool:
    """Tell whether a clock stands still: in a pause all do, but while operators owe a second look, not those that only
    alert them."""
    return dispute.paused_at is not None and deadline.kind not in _clocks_running_on(dispute, policy)


def _clocks_running_on(dispute: Dispute, policy: Policy) -> frozenset[str]:
    if not is_held_for_approval(dispute):
        return frozenset()
    return frozenset(kind for kind, clock in policy.deadlines_by_kind().items() if isinstance(clock.effect, Alert))


def release_held(dispute: Dispute, waited: PendingApproval | None, context: EngineContext) -> Change:
    """Let the clocks run on that stood still for an act that waits no more; not those of a pause of its own."""
    is_held = waited is not None and waited.held_since is not None and dispute.paused_at == waited.held_since
    if not is_held or dispute.paused_at is None or dispute.state is not State.ACTIVE:
        return Change(dispute)
    freed = _end_pause(replace(dispute, approval=waited), Pause(dispute.paused_at, context.at), context.policy)
    return freed._replace(dispute=replace(freed.dispute, approval=dispute.approval))


def pause_ends_at(dispute: Dispute) -> datetime | None:
    """Find when a pause ends by itself."""
    return None if dispute.paused_at is None else dispute.paused_at + LONGEST_PAUSE


def end_pause(dispute: Dispute, due_at: datetime, policy: Policy) -> Change:
    """Let all clocks run on, because the longest pause is over. Of a pause that has ended already: nothing."""
    if dispute.state is not State.ACTIVE or dispute.paused_at is None or pause_ends_at(dispute) != due_at:
        return Change(dispute)
    return _end_pause(dispute, Pause(dispute.paused_at, due_at), policy)


def _end_pause(dispute: Dispute, pause: Pause, policy: Policy) -> Change:
    """Give every clock the time back for which it stood still; none to those that were running on. For what was decided
    in the pause, and still waits for a second operator, they stand still anew: it has had no hold yet."""
    negotiation, waiting, running_on = dispute.negotiation, dispute.approval, _clocks_running_on(dispute, policy)
    deadlines = tuple(
        d if d.kind in running_on else replace(d, due_at=pause.delay(d.due_at, d.anchor_at)) for d in dispute.deadlines
    )
    if negotiation is not None and negotiation.due_at is not None:
        negotiation = replace(
            negotiation, due_at=pause.delay(negotiation.due_at, negotiation.due_since or pause.began_at)
        )
    published: tuple[events.DomainEvent, ...] = (events.Resumed(pause.began_at, pause.ended_at),)
    held_since = None
    if waiting is not None and waiting.held_since is None:
        held_since, waiting = pause.ended_at, replace(waiting, held_since=pause.ended_at)
        published = (*published, events.Paused())
    return dispute.evolve(
        *published,
        paused_at=held_since,
        approval=waiting,
        negotiation=negotiation,
        requests=tuple(_delay_request(request, pause) for request in dispute.requests),
        deadlines=deadlines,
        rulings=follow_window(dispute, deadlines, policy),
    )


def follow_turn(
    dispute: Dispute, reported: NegotiationSnapshot, reported_pause: datetime | None
) -> NegotiationSnapshot:
    """Follow a report of mediation's turn. Where it has not heard yet of a pause that is over here, its clock ends when
    the case has moved it to; one that began in that pause stands still until mediation has heard of its end."""
    before = dispute.negotiation
    is_same_clock = before is not None and reported.due_since is not None and before.due_since == reported.due_since
    if is_same_clock and before is not None and before.due_at is not None and reported.due_at is not None:
        return replace(reported, due_at=max(before.due_at, reported.due_at))
    if reported_pause is not None and reported_pause != dispute.paused_at:
        return replace(reported, due_at=None)
    return reported


def _delay_request(request: EvidenceRequest, pause: Pause) -> EvidenceRequest:
    """Delay its cut-off as evidence does, who owns it: also of one that is answered, which may be found invalid. One
    that was over before the pause stays so."""
    if request.state is RequestState.LAPSED or pause.began_at >= request.due_at:
        return request
    grace = request.grace
    if grace is not None and grace.at > pause.began_at:
        since = request.anchor_at
        grace = GraceTime(pause.delay(grace.at, since), pause.delay(grace.until, since))
    return replace(request, due_at=pause.delay(request.due_at, request.anchor_at), grace=grace)


def reminder_deadlines(dispute: Dispute, policy: Policy) -> Iterator[Deadline]:
    """List when whoever owes an act is reminded, as the edition says of each clock. Missing one loses nothing."""
    if dispute.paused_at is not None:
        return
    for clock in running_clocks(dispute, policy):
        for term in clock.remind if clock.owed_by in REMINDED_ROLES else ():
            at = _remind_at(clock, term)
            yield Deadline(f"{REMINDER_PREFIX}{clock.name}", at, at, term.clock.value, clock.owed_by)


def remind_of_deadline(dispute: Dispute, kind: str, at: datetime, context: EngineContext) -> Change:
    """Tell who owes an act that its time comes near. Of a clock that no longer runs, or is over: nothing."""
    name = kind.removeprefix(REMINDER_PREFIX)
    near = [c for c in running_clocks(dispute, context.policy) if c.name == name and c.due_at > context.timing.now]
    due = [c for c in near if c.owed_by in REMINDED_ROLES and any(_remind_at(c, term) == at for term in c.remind)]
    if dispute.paused_at is not None or not due:
        return Change(dispute)
    return dispute.evolve(*(events.DeadlineApproaching(c.owed_by, name, c.due_at) for c in due))


def _remind_at(clock: RunningClock, term: Term) -> datetime:
    return clock.due_at - term.nominal_length
