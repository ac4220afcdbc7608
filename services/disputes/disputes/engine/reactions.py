"""Reactions of a case to events of escrow and mediation, and to silence. People are refused, events only found stale.

Those to events of evidence are in `evidence_reactions`.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from uuid import UUID

from common.kernel.errors import InvariantViolated
from common.kernel.money import Money
from common.kernel.principal import Role
from common.kernel.terms import due_at_end_of
from disputes.policy.model import Alert, Enter, Policy, Proceed
from disputes.policy.options import Option
from disputes.policy.vocabulary import AlertLevel, Outcome, RulingExecution, Trigger

from . import events
from .clocks import stands_still
from .context import EngineContext
from .dispute import Change, Dispute, State
from .effects import Abandonment, EffectContext, Solution, apply_effect, apply_trigger, close_case
from .evidence import RequestState
from .evidence_reactions import evidence_trigger
from .hard_cap import effect_of_cap, is_cap, is_capped
from .reopening import ANSWER_CLOCK, GUIDE_CLOCK, continue_clock
from .stage_entry import close_negotiation, enter_stage
from .values import MissedDeadline, NegotiationSnapshot, NegotiationState, Silence

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
    if evidence_trigger(dispute, dispute.stage, RequestState.SATISFIED) is Trigger.EVIDENCE_SATISFIED:
        return apply_trigger(dispute, Trigger.EVIDENCE_SATISFIED, EffectContext(context))
    return dispute.evolve()
