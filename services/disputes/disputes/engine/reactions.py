"""Reactions of a case to events of other services and to silence. People may be refused, events are only found stale."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from uuid import UUID

from common.kernel.money import Money
from common.kernel.principal import Role
from common.kernel.terms import due_at_end_of
from disputes.policy.model import Alert, Enter, Policy, Proceed, Revisit
from disputes.policy.options import Option
from disputes.policy.vocabulary import AlertLevel, EvidenceLevel, Outcome, RulingExecution, Trigger

from . import events
from .context import EngineContext
from .dispute import Change, Dispute, State
from .effects import EffectContext, apply_effect, close_case, enter_stage
from .values import Asked, Item, Negotiating, Turn

# Events of escrow


def on_frozen(dispute: Dispute, delivered_at: datetime | None, context: EngineContext) -> Change:
    """Begin the first stage and its clocks: the money is held still. Escrow knows best whether the goods came."""
    if dispute.state is not State.OPENING:
        return Change(dispute)
    policy = context.policy
    dispute = replace(dispute, delivered_at=dispute.delivered_at or delivered_at)
    turn = _first_turn(dispute, context) if policy.stages[policy.first_stage].negotiates else None
    effect = EffectContext(context, published=(events.Opened(policy.first_stage, turn),))
    return enter_stage(dispute, policy.first_stage, effect, frozen_at=context.at, turn=turn)


def _first_turn(dispute: Dispute, context: EngineContext) -> Turn:
    """What mediation will make of the opening, so that the case can foresee its end at once."""
    policy, terms = context.policy, context.policy.negotiation
    assert terms is not None, "an edition that negotiates has terms"
    if terms.guide is not None:
        until = due_at_end_of(context.at, terms.guide.term, policy.calendar)
        return Turn(state=Negotiating.GUIDING, number=0, awaiting=dispute.claimant, due_at=until)
    return Turn(
        by=dispute.claimant,
        options=dispute.options,
        awaiting=dispute.role_of(terms.first_to_answer),
        due_at=due_at_end_of(context.at, terms.term, policy.calendar),
        on_silence=terms.on_silence,
        last_of_buyer=dispute.options if dispute.claimant is Role.BUYER else (),
        last_of_seller=dispute.options if dispute.claimant is Role.SELLER else (),
    )


def on_freeze_refused(dispute: Dispute, why: str, at: datetime) -> Change:
    return close_case(dispute, Outcome.VOID, at, why=why) if dispute.state is State.OPENING else Change(dispute)


def on_escrow_ended(dispute: Dispute, at: datetime) -> Change:
    """Close the case: the escrow ended by other means than our settlement."""
    if dispute.state is not State.ACTIVE or dispute.order is not None:
        return Change(dispute)
    return close_case(dispute, Outcome.ESCROW_ENDED, at)


def on_settled(dispute: Dispute, instruction: UUID, fee: Money, context: EngineContext) -> Change:
    """Close the case: the money has moved. A ruling carried out at once can still be contested if there are appeals."""
    if dispute.state is not State.SETTLING or dispute.order is None or dispute.order.instruction != instruction:
        return Change(dispute)
    paid, policy = replace(dispute, fee=fee), context.policy
    if policy.appeal is not None and contestable_until(dispute, policy) is not None:
        return enter_stage(paid, policy.appeal.stage, EffectContext(context))
    assert dispute.outcome is not None
    return close_case(paid, dispute.outcome, context.at, why=dispute.why)


def contestable_until(dispute: Dispute, policy: Policy) -> datetime | None:
    """Until when the ruling that its order carries out can be contested, though the money moves at once."""
    ruled = dispute.outcome is Outcome.DECISION and dispute.appeal is None and dispute.ruling is not None
    if not ruled or policy.rulings.execution is not RulingExecution.AT_ONCE:
        return None
    return dispute.ruling.contest_until if dispute.ruling is not None else None


def on_funds_reversed(dispute: Dispute, instruction: UUID, fee: Money | None, at: datetime) -> Change:
    """Close the case: escrow has booked the difference. `fee` is what it takes now; None: as before."""
    reversal = dispute.reversal
    if dispute.state is not State.REVERSING or reversal is None or reversal.instruction != instruction:
        return Change(dispute)
    assert dispute.outcome is not None
    return close_case(replace(dispute, reversal=replace(reversal, fee=fee)), dispute.outcome, at, why=dispute.why)


# Events of mediation


def on_turn_changed(dispute: Dispute, turn: Turn, policy: Policy) -> Change:
    """Remember how the negotiation stands. An older telling changes nothing."""
    before = dispute.turn
    if dispute.state is not State.ACTIVE or (before is not None and turn.version < before.version):
        return Change(dispute)
    stage = dispute.standing(policy)
    now_owing = turn.awaiting is not None and (before is None or before.awaiting is not turn.awaiting)
    is_first = before is None or before.mediation is None
    if before is not None and not turn.last_of_seller:
        turn = replace(turn, last_of_seller=turn.options if turn.by is Role.SELLER else before.last_of_seller)
    if turn.awaiting is None or stage is None or not stage.negotiates or not (now_owing or is_first):
        return dispute.become(turn=turn)
    acts = turn.may.get(turn.awaiting, ())
    return dispute.become(events.ActNeeded(turn.awaiting, acts, turn.due_at), turn=turn)


def on_agreement(dispute: Dispute, option: Option, basis: Outcome, context: EngineContext) -> Change:
    """Carry out an agreement in any phase until money is ordered (D14). `basis`: silence taken as one is a timeout."""
    return trigger(dispute, Trigger.AGREED, EffectContext(context, basis=basis, option=option))


def on_negotiation_failed(dispute: Dispute, how: Trigger, context: EngineContext) -> Change:
    """Go on without a solution. `how` is `abandoned` where the claimant has not walked the tree to its end."""
    return trigger(dispute, how, EffectContext(context))


# Events of evidence


def on_request_satisfied(dispute: Dispute, request: UUID, context: EngineContext) -> Change:
    return _on_request(dispute, request, Asked.SATISFIED, EffectContext(context))


def on_request_reopened(dispute: Dispute, request: UUID, context: EngineContext) -> Change:
    return _on_request(dispute, request, Asked.OPEN, EffectContext(context))


def on_request_expired(dispute: Dispute, request: UUID, context: EngineContext) -> Change:
    """Go on without the evidence. It takes effect at the cut-off itself, however late the event arrives."""
    return _on_request(dispute, request, Asked.LAPSED, EffectContext(context))


def on_request_extended(dispute: Dispute, request: UUID, due_at: datetime) -> Change:
    """Remember the time that evidence, who owns the clock, has given."""
    meant = {r.id for r in dispute.requests if r.id == request and r.state is Asked.OPEN and r.due_at != due_at}
    if dispute.state is not State.ACTIVE or not meant:
        return Change(dispute)
    return dispute.become(requests=tuple(replace(r, due_at=due_at) if r.id in meant else r for r in dispute.requests))


def on_item_received(dispute: Dispute, item: Item) -> Change:
    if dispute.state is State.CLOSED or any(known.id == item.id for known in dispute.items):
        return Change(dispute)
    return dispute.become(items=(*dispute.items, item))


def on_item_invalidated(dispute: Dispute, item: UUID) -> Change:
    if dispute.state is State.CLOSED or not any(known.id == item and known.valid for known in dispute.items):
        return Change(dispute)
    return dispute.become(
        items=tuple(replace(known, valid=False) if known.id == item else known for known in dispute.items)
    )


def _on_request(dispute: Dispute, id: UUID, state: Asked, context: EffectContext) -> Change:
    request = next((r for r in dispute.requests if r.id == id), None)
    if dispute.state is not State.ACTIVE or request is None or request.state in (state, Asked.LAPSED):
        return Change(dispute)
    changed = replace(request, state=state)
    after = replace(dispute, requests=tuple(changed if r.id == id else r for r in dispute.requests))
    news = _evidence_trigger(after, request.stage, state) if changed.owed else None
    change = trigger(after, news, replace(context, request=changed)) if news else Change(after)
    return change if change.dispute.version > dispute.version else after.become()


def _evidence_trigger(dispute: Dispute, stage: str, news: Asked) -> Trigger | None:
    """A request that is over may leave others open; then the stage goes on."""
    if news is Asked.OPEN:
        return Trigger.EVIDENCE_REOPENED
    owed = [r for r in dispute.requests if r.stage == stage and r.owed]
    alternatives = [r for r in owed if r.level is EvidenceLevel.ONE_OF]
    is_answered = any(r.state is Asked.SATISFIED for r in alternatives)
    left = [r for r in owed if r.level is EvidenceLevel.REQUIRED or not is_answered]
    if any(r.state is Asked.OPEN for r in left):
        return None
    if any(r.state is Asked.LAPSED for r in left):
        return Trigger.EVIDENCE_LAPSED
    return Trigger.EVIDENCE_SATISFIED


# Silence


def on_deadline(dispute: Dispute, kind: str, due_at: datetime, context: EngineContext) -> Change:
    """Apply what the edition says a clock of this service means. Of a clock no longer armed: nothing."""
    over = next((d for d in dispute.deadlines if (d.kind, d.due_at) == (kind, due_at)), None)
    if over is None or dispute.paused_at is not None:
        return Change(dispute)
    context = context.effective_at(due_at)
    left = replace(dispute, deadlines=tuple(d for d in dispute.deadlines if d != over))
    effect = context.policy.deadlines_by_kind()[kind].effect
    if isinstance(effect, Alert):
        return _alerted(left, events.Breached(kind, effect.level, due_at))
    if isinstance(effect, Proceed):
        return _proceed(left, EffectContext(context))
    expired = events.Expired(kind, due_at)
    if isinstance(effect, Enter) and effect.stage == dispute.stage:
        return left.become(expired)
    return apply_effect(left, effect, EffectContext(context, basis=Outcome.TIMEOUT, published=(expired,)))


def _alerted(dispute: Dispute, breached: events.Breached) -> Change:
    """Past the limit the case goes back into the queue, for anybody to take (K2). No money moves."""
    if breached.level is not AlertLevel.LIMIT or dispute.assignee is None:
        return dispute.become(breached)
    return dispute.become(breached, events.Assigned(None, dispute.assignee), assignee=None)


def _proceed(dispute: Dispute, context: EffectContext) -> Change:
    """What was held back until now happens; where evidence is still open, the stage just goes on (K3)."""
    assert dispute.stage is not None, "clocks run in stages"
    if _evidence_trigger(dispute, dispute.stage, Asked.SATISFIED) is Trigger.EVIDENCE_SATISFIED:
        return trigger(dispute, Trigger.EVIDENCE_SATISFIED, context)
    return dispute.become()


# What the running stage says


def trigger(dispute: Dispute, what: Trigger, context: EffectContext) -> Change:
    """Apply what the running stage says of a trigger. One it says nothing about changes nothing."""
    policy = context.engine.policy
    stage = dispute.standing(policy)
    effect = stage.effects.get(what) if stage else None
    if isinstance(effect, Revisit):
        assert context.request is not None, "an edition revisits only what evidence is about"
        if what is Trigger.EVIDENCE_REOPENED:
            effect = Enter(context.request.stage)
        else:
            effect = policy.stages[context.request.stage].effects[what]
    elif context.request is not None and context.request.stage != dispute.stage:
        return Change(dispute)  # a stage answers for what it asked itself
    elif what is Trigger.EVIDENCE_SATISFIED and _is_held_back(dispute, policy):
        return Change(dispute)
    return apply_effect(dispute, effect, context) if effect is not None else Change(dispute)


def _is_held_back(dispute: Dispute, policy: Policy) -> bool:
    known = policy.deadlines_by_kind()
    return any(isinstance(known[d.kind].effect, Proceed) for d in dispute.deadlines)
