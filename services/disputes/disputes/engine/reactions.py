"""Reactions of a case to events of other services and to silence. People are refused, events only found stale."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Any
from uuid import UUID

from common.kernel.errors import InvariantViolated
from common.kernel.money import Money
from common.kernel.principal import Role
from common.kernel.terms import due_at_end_of
from disputes.policy.model import Alert, Enter, Policy, Proceed
from disputes.policy.options import Option
from disputes.policy.vocabulary import AlertLevel, EvidenceLevel, Outcome, RulingExecution, Trigger

from . import effects, events
from .clocks import stands_still
from .completeness import was_struck
from .context import EngineContext
from .dispute import Change, Dispute, State
from .effects import Abandonment, EffectContext, RequestChange, Solution, apply_effect, apply_trigger, close_case
from .evidence import NEWEST, RequestNews
from .hard_cap import effect_of_cap, is_cap, is_capped
from .reopening import ANSWER_CLOCK, GUIDE_CLOCK, continue_clock
from .stage_entry import close_negotiation, enter_stage
from .values import (
    EVIDENCE_CLOCK,
    EvidenceItem,
    EvidenceRequest,
    MissedDeadline,
    NegotiationSnapshot,
    NegotiationState,
    RequestState,
    Silence,
    VideoFinding,
)

# Events of escrow


def on_frozen(dispute: Dispute, delivered_at: datetime | None, context: EngineContext) -> Change:
    """Begin the first stage and its clocks: the money is held still. Escrow knows best whether the goods came."""
    if dispute.state is not State.OPENING:
        return Change(dispute)
    policy, first = context.policy, context.policy.first_stage
    negotiation = _first_negotiation(dispute, context) if policy.stages[first].negotiates else None
    frozen = replace(
        dispute,
        delivered_at=dispute.delivered_at or delivered_at,
        frozen_at=context.at,
        negotiation=negotiation,
    )
    return enter_stage(frozen, first, context, preceding=(events.Opened(first, negotiation),))


def _first_negotiation(dispute: Dispute, context: EngineContext) -> NegotiationSnapshot:
    """Foresee what mediation will make of the opening, so that the case can foresee its end at once."""
    policy, terms = context.policy, context.policy.negotiation
    assert terms is not None, "an edition that negotiates has terms"
    if terms.guide is not None:
        until = due_at_end_of(context.at, terms.guide.term, policy.calendar)
        until = continue_clock(dispute, GUIDE_CLOCK, terms.guide.term.clock, until, context)
        walk = NegotiationSnapshot(state=NegotiationState.GUIDING, number=0, awaiting=dispute.claimant, due_at=until)
        return replace(walk, due_since=context.at)
    due_at = due_at_end_of(context.at, terms.term, policy.calendar)
    return NegotiationSnapshot(
        by=dispute.claimant,
        options=dispute.options,
        awaiting=dispute.role_of(terms.first_to_answer),
        due_at=continue_clock(dispute, ANSWER_CLOCK, terms.term.clock, due_at, context),
        due_since=context.at,
        on_silence=terms.on_silence,
        last_of_buyer=dispute.options if dispute.claimant is Role.BUYER else (),
        last_of_seller=dispute.options if dispute.claimant is Role.SELLER else (),
        worded_by_operators=dispute.opened_by_operator,
        operators_last=frozenset({dispute.claimant} if dispute.opened_by_operator else ()),
    )


def on_freeze_refused(dispute: Dispute, why: str, at: datetime) -> Change:
    return close_case(dispute, Outcome.VOID, at, why=why) if dispute.state is State.OPENING else Change(dispute)


def on_escrow_ended(dispute: Dispute, at: datetime) -> Change:
    """Close the case: the escrow ended by other means than our settlement."""
    if dispute.state is not State.ACTIVE or dispute.order is not None:
        return Change(dispute)
    return close_case(dispute, Outcome.ESCROW_ENDED, at)


def on_settled(dispute: Dispute, instruction: UUID, fee: Money, context: EngineContext, on_top: Money | None) -> Change:
    """Close the case: the money has moved. A ruling carried out at once can still be contested if there are appeals."""
    if dispute.state is not State.SETTLING or dispute.order is None or dispute.order.instruction != instruction:
        return Change(dispute)
    paid, policy = replace(dispute, fee=fee, fee_on_top=on_top), context.policy
    if policy.appeal is not None and contestable_until(dispute, policy) is not None:
        return enter_stage(paid, policy.appeal.stage, context)
    return close_case(paid, _require_outcome(dispute), context.at, why=dispute.why)


def contestable_until(dispute: Dispute, policy: Policy) -> datetime | None:
    """Find until when the ruling that its order carries out can be contested, though the money moves at once."""
    ruled = dispute.outcome is Outcome.DECISION and dispute.appeal is None and dispute.ruling is not None
    if not ruled or policy.rulings.execution is not RulingExecution.AT_ONCE:
        return None
    return dispute.ruling.contest_until if dispute.ruling is not None else None


def on_funds_reversed(dispute: Dispute, instruction: UUID, fee: Money | None, at: datetime) -> Change:
    """Close the case: escrow has booked the difference. `fee` is what it takes now; None: as before."""
    reversal = dispute.reversal
    if dispute.state is not State.REVERSING or reversal is None or reversal.instruction != instruction:
        return Change(dispute)
    booked = replace(dispute, reversal=replace(reversal, fee=fee))
    return close_case(booked, _require_outcome(dispute), at, why=dispute.why)


def _require_outcome(dispute: Dispute) -> Outcome:
    if dispute.outcome is None:
        raise InvariantViolated(f"dispute {dispute.id}: an order has an outcome")
    return dispute.outcome


# Events of mediation


def on_negotiation_changed(dispute: Dispute, snapshot: NegotiationSnapshot, policy: Policy) -> Change:
    """Remember how the negotiation stands. An older report changes nothing."""
    before = dispute.negotiation
    is_first = before is None or before.mediation is None
    if dispute.state is not State.ACTIVE or (before and not is_first and snapshot.version <= before.version):
        return Change(dispute)
    if before is not None and not snapshot.last_of_seller:
        last_of_seller = snapshot.options if snapshot.by is Role.SELLER else before.last_of_seller
        snapshot = replace(snapshot, last_of_seller=last_of_seller)
    needed = (
        events.ActNeeded(role, snapshot.allowed_acts.get(role, ()), snapshot.due_at)
        for role in sorted(_newly_asked(dispute, snapshot, policy))
    )
    return dispute.evolve(*needed, negotiation=snapshot if dispute.order is None else close_negotiation(snapshot))


def _newly_asked(dispute: Dispute, snapshot: NegotiationSnapshot, policy: Policy) -> frozenset[Role]:
    """Find who has to be told that an answer is awaited: each new offer asks anew."""
    stage, before = dispute.running_stage(policy), dispute.negotiation
    if stage is None or dispute.order is not None or not (stage.negotiates or snapshot.is_offer):
        return frozenset()
    if before is None or before.mediation is None or (snapshot.is_offer and before.number != snapshot.number):
        return snapshot.asked_roles
    return snapshot.asked_roles - before.asked_roles


def on_offer_withdrawn(dispute: Dispute) -> Change:
    """Foresee the end of an offer that nobody has answered: it is off the table, and nothing else has changed."""
    if (offer := dispute.negotiation) is None:
        return Change(dispute)
    nothing = replace(offer, number=0, proposal_version=0, by=None, options=(), awaiting=None, due_at=None)
    return dispute.evolve(negotiation=nothing)


def on_agreement(
    dispute: Dispute,
    option: Option,
    basis: Outcome,
    context: EngineContext,
    silence: Silence | None = None,
    preceding: tuple[events.DomainEvent, ...] = (),
) -> Change:
    """Carry out an agreement in any phase until money is ordered (D14). `basis`: silence taken as one is a timeout."""
    effect = EffectContext(context, Solution(option, basis), preceding, silence)
    return apply_trigger(dispute, Trigger.AGREED, effect)


def on_negotiation_failed(
    dispute: Dispute, how: Trigger, context: EngineContext, silence: Silence | None = None
) -> Change:
    """Go on without a solution. `how` is `abandoned` where the claimant has not walked the tree to its end."""
    abandoned = Abandonment() if how is Trigger.ABANDONED else None
    return apply_trigger(dispute, how, EffectContext(context, abandoned, silence=silence))


# Events of evidence


def on_request_satisfied(dispute: Dispute, request: UUID, context: EngineContext, news: RequestNews = NEWEST) -> Change:
    """Go on with the evidence; one that has lapsed counts as answered all the same, but moves nothing any more."""
    return _change_request(dispute, request, RequestState.SATISFIED, context, news)


def on_request_reopened(dispute: Dispute, request: UUID, context: EngineContext, news: RequestNews = NEWEST) -> Change:
    return _change_request(dispute, request, RequestState.OPEN, context, news)


def on_request_expired(dispute: Dispute, request: UUID, context: EngineContext, news: RequestNews = NEWEST) -> Change:
    """Go on without the evidence. It takes effect at the cut-off itself, however late the event arrives; one that an
    operator has moved meanwhile is none."""
    moved = next((r for r in dispute.requests if r.id == request and r.state is RequestState.OPEN), None)
    if moved is not None and news.silent_until is not None and news.silent_until < moved.due_at:
        return Change(dispute)
    return _change_request(dispute, request, RequestState.LAPSED, context, news)


def on_request_extended(dispute: Dispute, request: UUID, due_at: datetime) -> Change:
    """Remember the time that evidence, who owns the clock, has given."""
    return _change_asked_request(dispute, request, due_at=due_at)


def on_grace_granted(dispute: Dispute, request: UUID, due_at: datetime) -> Change:
    """Remember the time of a grace: there is none after it."""
    return _change_asked_request(dispute, request, due_at=due_at, grace=None)


def on_grace_due(dispute: Dispute, group: UUID | None) -> Change:
    """Foresee that a grace is granted to the whole group, since nobody has given anything (K10)."""
    granted = tuple(
        replace(r, due_at=max(r.grace.until, r.due_at), grace=None) if r.group == group and r.grace is not None else r
        for r in dispute.requests
    )
    return _with_requests(dispute, granted)


def _change_asked_request(dispute: Dispute, request: UUID, **changes: Any) -> Change:
    meant = {r.id for r in dispute.requests if r.id == request and r.state is not RequestState.LAPSED}
    return _with_requests(dispute, tuple(replace(r, **changes) if r.id in meant else r for r in dispute.requests))


def _with_requests(dispute: Dispute, requests: tuple[EvidenceRequest, ...]) -> Change:
    if dispute.state is not State.ACTIVE or requests == dispute.requests:
        return Change(dispute)
    return dispute.evolve(requests=requests)


def on_item_received(dispute: Dispute, item: EvidenceItem) -> Change:
    if dispute.state is State.CLOSED or any(earlier.id == item.id for earlier in dispute.items):
        return Change(dispute)
    return dispute.evolve(items=(*dispute.items, item))


def on_item_attached(dispute: Dispute, item: UUID, covers: tuple[str, ...]) -> Change:
    """Remember what an item covers by now: its points add up."""
    items = tuple(
        replace(i, covers=tuple(dict.fromkeys((*i.covers, *covers)))) if i.id == item else i for i in dispute.items
    )
    return _with_items(dispute, items)


def on_video_verified(dispute: Dispute, item: UUID, finding: VideoFinding) -> Change:
    """Remember what was found of a recording. An older finding changes nothing."""
    items = tuple(
        replace(i, video=finding) if i.id == item and finding.is_newer_than(i.video) else i for i in dispute.items
    )
    return _with_items(dispute, items)


def _with_items(dispute: Dispute, items: tuple[EvidenceItem, ...]) -> Change:
    if dispute.state is State.CLOSED or items == dispute.items:
        return Change(dispute)
    return dispute.evolve(items=items)


def on_item_invalidated(dispute: Dispute, item: UUID, *, by_operator: bool = False) -> Change:
    items = tuple(i.strike(by_operator=by_operator) if i.id == item else i for i in dispute.items)
    return _with_items(dispute, items)


def _change_request(
    dispute: Dispute, id: UUID, state: RequestState, context: EngineContext, news: RequestNews
) -> Change:
    """Move a request to a state, and the case with it where the stage says so. What is older changes nothing."""
    request = next((r for r in dispute.requests if r.id == id), None)
    is_older = news.sequence is not None and request is not None and news.sequence <= request.sequence
    if dispute.state is not State.ACTIVE or request is None or request.state is state or is_older:
        return Change(dispute)
    changed = request.with_news(state, news)
    after = replace(dispute, requests=tuple(changed if r.id == id else r for r in dispute.requests))
    trigger = _evidence_trigger(after, request.stage, state) if _moves_case(request, changed) else None
    if trigger is not None:
        is_silence = state is RequestState.LAPSED
        silence = Silence(EVIDENCE_CLOCK, changed.party, changed.due_at) if is_silence else None
        effect = EffectContext(context, RequestChange(changed), silence=silence)
        change = apply_trigger(after, trigger, effect)
        if is_silence and (news.is_by_operator or was_struck(dispute, request)):
            change = effects.leave_to_judges(after, change, effect)
        if change.dispute.version > dispute.version:
            return change
    return after.evolve()


def _moves_case(before: EvidenceRequest, after: EvidenceRequest) -> bool:
    """Tell whether the case follows: what has lapsed moved it already, and only an operator's act moves it back."""
    return after.moves_case and before.state is not RequestState.LAPSED


def _evidence_trigger(dispute: Dispute, stage: str, state: RequestState) -> Trigger | None:
    """Find what a change of a request means for its stage, which goes on while others that it needs are open."""
    if state is RequestState.OPEN:
        return Trigger.EVIDENCE_REOPENED
    owed = [r for r in dispute.requests if r.stage == stage and r.moves_case]
    alternatives = [r for r in owed if r.level is EvidenceLevel.ONE_OF]
    is_answered = any(r.state is RequestState.SATISFIED for r in alternatives)
    left = [r for r in owed if r.level is EvidenceLevel.REQUIRED or not is_answered]
    if any(r.state is RequestState.OPEN for r in left):
        return None
    if any(r.state is RequestState.LAPSED for r in left):
        return Trigger.EVIDENCE_LAPSED
    return Trigger.EVIDENCE_SATISFIED


# Silence


def on_deadline(dispute: Dispute, kind: str, due_at: datetime, context: EngineContext) -> Change:
    """Apply what the edition says a clock of this service means. Of a clock no longer armed: nothing."""
    armed = next((d for d in dispute.deadlines if (d.kind, d.due_at) == (kind, due_at)), None)
    if armed is None or stands_still(dispute, armed, context.policy):
        return Change(dispute)
    context = context.effective_at(due_at)
    after = replace(dispute, deadlines=tuple(d for d in dispute.deadlines if d != armed))
    clock = context.policy.deadlines_by_kind()[kind]
    if is_cap(context.policy, kind) and not is_capped(context.policy, dispute.stage or ""):
        return after.evolve()
    effect = effect_of_cap(dispute, context.policy, clock) if is_cap(context.policy, kind) else clock.effect
    if isinstance(effect, Alert):
        return _breach_deadline(after, events.DeadlineBreached(kind, effect.level, due_at))
    if isinstance(effect, Proceed):
        return _proceed_if_satisfied(after, context)
    expired = events.DeadlineExpired(kind, due_at, armed.owed_by)
    if isinstance(effect, Enter) and effect.stage == dispute.stage:
        return after.evolve(expired)
    silence = Silence(kind, armed.owed_by, due_at)
    return apply_effect(after, effect, EffectContext(context, preceding=(expired,), silence=silence))


def _breach_deadline(dispute: Dispute, breached: events.DeadlineBreached) -> Change:
    """Alert operators. Past the limit the case goes back into the queue, for anybody to take (K2). No money moves."""
    missed = MissedDeadline(breached.deadline, breached.level, breached.due_at)
    dispute = replace(dispute, missed_deadlines=(*dispute.missed_deadlines, missed))
    if breached.level is not AlertLevel.LIMIT or dispute.assignee is None:
        return dispute.evolve(breached)
    return dispute.evolve(breached, events.Assigned(None, dispute.assignee), assignee=None)


def _proceed_if_satisfied(dispute: Dispute, context: EngineContext) -> Change:
    """Let happen what was held back until now; where evidence is still open, the stage just goes on (K3)."""
    assert dispute.stage is not None, "clocks run in stages"
    if _evidence_trigger(dispute, dispute.stage, RequestState.SATISFIED) is Trigger.EVIDENCE_SATISFIED:
        return apply_trigger(dispute, Trigger.EVIDENCE_SATISFIED, EffectContext(context))
    return dispute.evolve()
