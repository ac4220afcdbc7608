"""Forecast of a case: what happens, and when, if nobody does anything more. Runs the very rules that will run."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import chain, count, islice, takewhile
from typing import Final, NamedTuple
from uuid import UUID

from common.kernel.deal_money import PaidStep
from common.kernel.fees import PayoutParts
from common.kernel.money import Split
from common.kernel.principal import Role
from common.kernel.seams import IdFactory
from common.kernel.terms import Clock, Term
from common.kernel.timing import Timing
from disputes.policy.model import Alert, ExecuteLastProposal, NegotiationTerms, Policy
from disputes.policy.options import Option
from disputes.policy.vocabulary import TRIGGERS_OF_ACT, Act, OptionKind, Outcome, SilenceRule, Trigger

from . import clocks, evidence_reactions, reactions
from .context import EngineContext
from .deal_forecast import forecast_order, forecast_unsettled
from .dispute import Change, Dispute, State
from .effects import lacks_approval, name_entry, name_execution
from .values import (
    EVIDENCE_ACTS,
    NEGOTIATION_CLOCK,
    Deadline,
    EvidenceRequest,
    NegotiationSnapshot,
    NegotiationState,
    RequestState,
    Silence,
)

MAX_STEPS: Final = 100
ENDING_PLACES: Final = frozenset({State.SETTLING, State.REVERSING, State.CLOSED})


class PendingGrace(NamedTuple):
    """Grace that is granted to a group of requests if nobody has given anything by then (K10)."""

    group: UUID | None


class PauseEnd(NamedTuple):
    """End of the longest pause there is: the clocks go on by themselves."""


class NextDeadline(NamedTuple):
    """Next time at which silence has a consequence, and whose silence it is."""

    at: datetime
    clock: str
    subject: NegotiationSnapshot | PendingGrace | PauseEnd | EvidenceRequest | Deadline


@dataclass(frozen=True, slots=True)
class ForecastStep:
    at: datetime
    clock: str
    action: str
    place: str
    split: Split | None
    outcome: Outcome | None
    prevented_by: tuple[str, ...]
    leads_on: bool = False
    """Whether the case is elsewhere after it."""
    payout: PayoutParts | None = None
    """What it pays net, where it pays."""
    then: PaidStep | None = None
    """What escrow does by itself then, where the case ends without a settlement."""


def forecast_silence(dispute: Dispute, policy: Policy) -> tuple[ForecastStep, ...]:
    return tuple(islice(_foresee_steps(dispute, policy), MAX_STEPS))


def forecast_next_step(dispute: Dispute, policy: Policy) -> ForecastStep | None:
    return find_next(_foresee_steps(dispute, policy))


def find_next(steps: Iterable[ForecastStep]) -> ForecastStep | None:
    """Find what comes next: of what falls due at one instant that which ends the case, or leads it on."""
    ahead = iter(steps)
    if (first := next(ahead, None)) is None:
        return None
    at_once = (first, *takewhile(lambda step: step.at == first.at, ahead))
    return find_end(at_once) or next((step for step in reversed(at_once) if step.leads_on), first)


def forecast_silent_end(dispute: Dispute, policy: Policy) -> ForecastStep | None:
    """Foretell the first step that ends the case, with or without a settlement. What pays a part on the way is none."""
    return find_end(forecast_silence(dispute, policy))


def find_end(steps: Iterable[ForecastStep]) -> ForecastStep | None:
    """Find the first of the steps of silence that ends the case."""
    return next((step for step in steps if step.place in ENDING_PLACES), None)


def forecast_last_proposal(dispute: Dispute, policy: Policy) -> tuple[Role, ForecastStep] | None:
    """Foretell by which step silence would end the case as a party has proposed last, had it proposed money: what that
    is, mediation knows before anybody else. None: it carries out nobody's."""
    stage = dispute.running_stage(policy)
    is_asked = stage is not None and not stage.negotiates and _executes_last_proposals(policy)
    for party in (Role.BUYER, Role.SELLER) if is_asked else ():
        step = forecast_silent_end(_with_last_proposal(dispute, party), policy)
        is_silence = step is not None and step.outcome is Outcome.TIMEOUT  # a ruling's execution has that name, too
        if step is not None and is_silence and step.action == name_execution(OptionKind.REFUND_PARTIAL, None):
            return party, step
    return None


def _executes_last_proposals(policy: Policy) -> bool:
    of_stages = chain.from_iterable(stage.effects.values() for stage in policy.stages.values())
    of_clocks = (clock.effect for clock in policy.deadlines_by_kind().values())
    return any(isinstance(effect, ExecuteLastProposal) for effect in chain(of_stages, of_clocks))


def _with_last_proposal(dispute: Dispute, party: Role) -> Dispute:
    """Let a party have asked for a part last, and nobody else."""
    negotiation, shares = dispute.negotiation, dispute.split_all_to(Role.BUYER)
    assert negotiation is not None, "asked of negotiated cases only"
    part, other = (Option(OptionKind.REFUND_PARTIAL, shares),), (Option(OptionKind.REFUND_FULL, shares),)
    of_buyer, of_seller = (part, other) if party is Role.BUYER else (other, part)
    as_if = replace(negotiation, last_of_buyer=of_buyer, last_of_seller=of_seller, operators_last=frozenset())
    return replace(dispute, negotiation=as_if)


def _foresee_steps(dispute: Dispute, policy: Policy) -> Iterator[ForecastStep]:
    ahead, new_id = dispute, counting_ids()
    while (deadline := next_deadline(ahead, policy)) is not None:
        after = apply_silence(ahead, deadline, EngineContext(policy, Timing(deadline.at, deadline.at), new_id)).dispute
        yield _describe_step(ahead, after, deadline, policy)
        ahead = after


def next_deadline(dispute: Dispute, policy: Policy) -> NextDeadline | None:
    """Find what silence brings next. The order at one instant is that of this list: other services' clocks first."""
    return min(_pending_deadlines(dispute, policy), key=lambda deadline: deadline.at, default=None)


def apply_silence(dispute: Dispute, deadline: NextDeadline, context: EngineContext) -> Change:
    """Let time pass over what nobody has done. `context` is of that time."""
    match deadline.subject:
        case NegotiationSnapshot(on_silence=SilenceRule.EXECUTE, options=options) as negotiation:
            silence = _silence_of(negotiation, deadline.at)
            agreed = reactions.on_agreement(dispute, options[0], Outcome.TIMEOUT, context, silence)
            if not lacks_approval(dispute, agreed.dispute, negotiation.worded_by_operators):
                return agreed
            failure = _silence_of_failure(negotiation, deadline.at)
            return reactions.on_negotiation_failed(dispute, Trigger.NEGOTIATION_FAILED, context, failure)
        case NegotiationSnapshot(state=NegotiationState.OPEN):
            return reactions.on_offer_withdrawn(dispute)
        case NegotiationSnapshot(state=state) as negotiation:
            how = Trigger.ABANDONED if state is NegotiationState.GUIDING else Trigger.NEGOTIATION_FAILED
            return reactions.on_negotiation_failed(dispute, how, context, _silence_of_failure(negotiation, deadline.at))
        case PauseEnd():
            return clocks.end_pause(dispute, deadline.at, context.policy)
        case PendingGrace(group=group):
            return evidence_reactions.on_grace_due(dispute, group)
        case EvidenceRequest(id=request):
            return evidence_reactions.on_request_expired(dispute, request, context)
        case Deadline(kind=kind):
            return reactions.on_deadline(dispute, kind, deadline.at, context)


def foresee_request_silence(dispute: Dispute, request: EvidenceRequest, policy: Policy) -> ForecastStep | None:
    """Foresee what follows if a request is not answered, whatever else happens before. None: it is over."""
    if dispute.state is not State.ACTIVE or request.state is not RequestState.OPEN or dispute.paused_at is not None:
        return None
    deadline = NextDeadline(request.due_at, request.clock, request)
    context = EngineContext(policy, Timing(deadline.at, deadline.at), counting_ids())
    after = apply_silence(dispute, deadline, context).dispute
    return _describe_step(dispute, after, deadline, policy)


def find_silent_end(dispute: Dispute, policy: Policy, by: datetime) -> tuple[NextDeadline, ...]:
    """List the deadlines that silence has passed until it ends the case or moves its money, `by` then at the latest.

    None where it does not: whatever those deadlines do, the case goes on.
    """
    passed, end = _pass_silence(dispute, policy, by)
    return () if end is None else passed


def foresee_silent_end(dispute: Dispute, policy: Policy, by: datetime) -> Dispute | None:
    """Foresee the case as silence has ended it `by` then, though nobody has come to that yet. None: it goes on."""
    return _pass_silence(dispute, policy, by)[1]


def _pass_silence(dispute: Dispute, policy: Policy, by: datetime) -> tuple[tuple[NextDeadline, ...], Dispute | None]:
    passed: list[NextDeadline] = []
    ahead, new_id = dispute, counting_ids()
    while (deadline := next_deadline(ahead, policy)) is not None and deadline.at <= by and len(passed) < MAX_STEPS:
        passed.append(deadline)
        ahead = apply_silence(ahead, deadline, EngineContext(policy, Timing(deadline.at, deadline.at), new_id)).dispute
        if ahead.state is not State.ACTIVE:
            return tuple(passed), ahead
    return tuple(passed), None


def _silence_of(negotiation: NegotiationSnapshot, at: datetime) -> Silence | None:
    return Silence(NEGOTIATION_CLOCK, negotiation.awaiting, at, negotiation.by) if negotiation.awaiting else None


def _silence_of_failure(negotiation: NegotiationSnapshot, at: datetime) -> Silence | None:
    """What follows then is the edition's, and no proposal that somebody has made."""
    silence = _silence_of(negotiation, at)
    return silence and replace(silence, proposer=None)


def _pending_deadlines(dispute: Dispute, policy: Policy) -> Iterator[NextDeadline]:
    stage = dispute.running_stage(policy)
    if stage is None:
        return
    if (pause_ends_at := clocks.pause_ends_at(dispute)) is not None:
        yield NextDeadline(pause_ends_at, Clock.NATURAL.value, PauseEnd())
        running_on = (d for d in dispute.deadlines if not clocks.stands_still(dispute, d, policy))
        yield from (NextDeadline(deadline.due_at, deadline.clock, deadline) for deadline in running_on)
        return
    negotiation, terms = dispute.negotiation, policy.negotiation
    is_timed = negotiation is not None and (stage.negotiates or negotiation.is_offer)
    if is_timed and terms and negotiation and negotiation.timed_roles and negotiation.due_at:
        yield NextDeadline(negotiation.due_at, _negotiation_term(negotiation, terms).clock.value, negotiation)
    yield from _pending_graces(dispute)
    yield from (
        NextDeadline(request.due_at, request.clock, request)
        for request in dispute.requests
        if request.state is RequestState.OPEN and request.is_owed
    )
    yield from (NextDeadline(deadline.due_at, deadline.clock, deadline) for deadline in dispute.deadlines)


def _pending_graces(dispute: Dispute) -> Iterator[NextDeadline]:
    """List the graces that can still be granted: of groups of which nobody has given anything that was asked for."""
    answered = {r.group for r in dispute.requests if r.state is RequestState.SATISFIED or _was_given(dispute, r)}
    for request in dispute.requests:
        if request.grace is not None and request.state is RequestState.OPEN and request.group not in answered:
            yield NextDeadline(request.grace.at, request.clock, PendingGrace(request.group))


def _was_given(dispute: Dispute, request: EvidenceRequest) -> bool:
    given = (item for item in dispute.items if item.valid and item.party is request.party)
    return any(item.kind is None or item.kind in request.kinds for item in given)


def _negotiation_term(negotiation: NegotiationSnapshot, terms: NegotiationTerms) -> Term:
    if negotiation.state is NegotiationState.GUIDING and terms.guide is not None:
        return terms.guide.term
    if negotiation.state is NegotiationState.OPEN:
        return terms.offer_term
    return terms.term if negotiation.number == 1 else terms.counter_term


def _describe_step(before: Dispute, after: Dispute, deadline: NextDeadline, policy: Policy) -> ForecastStep:
    is_unsettled = after.state is State.CLOSED and after.order is None
    return ForecastStep(
        at=deadline.at,
        clock=deadline.clock,
        action=_name_action(before, after, deadline, policy),
        place=after.place,
        split=_divided_by(before, after),
        outcome=after.outcome,
        prevented_by=_preventing_acts(before, deadline, policy),
        leads_on=after.place != before.place,
        payout=forecast_order(before, after, deadline.at),
        then=forecast_unsettled(after, deadline.at) if is_unsettled else None,
    )


def _divided_by(before: Dispute, after: Dispute) -> Split | None:
    """Find how a step divides money: a reduction goes to the buyer alone, the rest stays where it is."""
    if len(after.reductions) > len(before.reductions):
        return Split(after.reductions[-1].amount, after.amount.zero())
    return after.settlement.option.split if after.settlement else None


def _name_action(before: Dispute, after: Dispute, deadline: NextDeadline, policy: Policy) -> str:
    """Name a step for what it does to the reader: the money, the next stage, or an alarm."""
    paid = after.settlement
    if paid is not None and paid != before.settlement:
        is_silence = after.timeout is not None and after.outcome is Outcome.TIMEOUT
        return after.timeout.executed if after.timeout and is_silence else name_execution(paid.option.kind, None)
    if after.place != before.place:
        return name_entry(after.place)
    if isinstance(deadline.subject, NegotiationSnapshot) and deadline.subject.is_offer:
        return "withdraw_offer"
    if isinstance(deadline.subject, PauseEnd):
        return "resume"
    if isinstance(deadline.subject, PendingGrace):
        return "grant_grace"
    if isinstance(deadline.subject, EvidenceRequest) and deadline.subject.stage != before.stage:
        return "lapse_request"
    if isinstance(deadline.subject, EvidenceRequest) and deadline.subject.is_asked_by_operator:
        return "lapse_request"
    return "alert" if _is_alert(deadline, policy) else "none"


def _is_alert(deadline: NextDeadline, policy: Policy) -> bool:
    clocks = policy.deadlines_by_kind()
    return isinstance(deadline.subject, Deadline) and isinstance(clocks[deadline.subject.kind].effect, Alert)


def _preventing_acts(dispute: Dispute, deadline: NextDeadline, policy: Policy) -> tuple[str, ...]:
    match deadline.subject:
        case NegotiationSnapshot(timed_roles=roles, allowed_acts=allowed_acts):
            return tuple(sorted({act for role in roles for act in allowed_acts.get(role, ())}))
        case EvidenceRequest() | PendingGrace():
            return EVIDENCE_ACTS
        case PauseEnd():
            return (Act.RESUME.value,)
        case Deadline(owed_by=owed_by):
            owing = (owed_by,) if owed_by is not Role.SYSTEM else (Role.BUYER, Role.SELLER, Role.OPERATOR)
            return tuple(
                sorted({act for role in owing for act in dispute.allowed_acts(role, policy) if act in TRIGGERS_OF_ACT})
            )


def counting_ids() -> IdFactory:
    """Make ids that stand in for those of what is only foreseen."""
    numbers = count(1)
    return lambda: UUID(int=next(numbers))
