"""Effects that an edition can name: enter a stage, carry out a solution, pay, close. Each makes one change of a case.

What the running stage says of a trigger is looked up here (`apply_trigger`); how a stage begins is in `stage_entry`.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import assert_never

from common.kernel.errors import InvariantViolated
from common.kernel.money import Split
from common.kernel.principal import Role
from disputes.policy.judges import find_judges
from disputes.policy.model import (
    Alert,
    Close,
    Effect,
    Enter,
    Escalate,
    Execute,
    ExecuteLastProposal,
    ExecuteRuling,
    PayAll,
    PayPromised,
    Policy,
    Proceed,
    Revisit,
)
from disputes.policy.options import Option
from disputes.policy.vocabulary import OptionKind, Outcome, RulingExecution, Trigger

from . import events
from .context import EngineContext
from .deal_forecast import moves_money
from .dispute import Change, Dispute, State
from .events import DomainEvent
from .four_eyes import is_above_limit
from .reopening import ABANDONED, measure_time_left
from .stage_entry import close_negotiation, enter_stage
from .values import EvidenceRequest, Promise, Reduction, SettlementOrder, Silence, Timeout


@dataclass(frozen=True, slots=True)
class Solution:
    """Solution that was agreed or ruled. `option` is None where the ruling is inconclusive."""

    option: Option | None
    outcome: Outcome


@dataclass(frozen=True, slots=True)
class Acceptance:
    """Act that settles the case by itself: a claim accepted, a promise fulfilled."""

    outcome: Outcome


@dataclass(frozen=True, slots=True)
class RequestChange:
    """Request for evidence that was answered, reopened, or expired."""

    request: EvidenceRequest


@dataclass(frozen=True, slots=True)
class Rejection:
    """Refusal by an operator, with the reason given."""

    reason: str | None


@dataclass(frozen=True, slots=True)
class Abandonment:
    """Walk that the claimant has not taken to its end: nothing was resolved (O8)."""


Occasion = Solution | Acceptance | RequestChange | Rejection | Abandonment


@dataclass(frozen=True, slots=True)
class EffectContext:
    """Context of an effect: that of the engine, and what has brought the effect about."""

    engine: EngineContext
    occasion: Occasion | None = None
    """None: an act that decides nothing, or time."""
    preceding: tuple[DomainEvent, ...] = ()
    """Events that come before those of the effect."""
    silence: Silence | None = None
    """Clock that has run out; None: somebody has acted."""

    @property
    def outcome(self) -> Outcome:
        """Outcome that a settlement ordered now counts as: where nobody has decided anything, time has."""
        match self.occasion:
            case Solution(outcome=outcome) | Acceptance(outcome=outcome):
                return outcome
            case _:
                return Outcome.TIMEOUT


def name_execution(kind: OptionKind, proposer: Role | None) -> str:
    """Name what silence carries out: a party's own proposal, or what the edition says."""
    return f"execute_{proposer}_solution" if proposer else f"execute_{kind}"


def name_entry(place: str) -> str:
    return f"enter_{place}"


def apply_trigger(dispute: Dispute, trigger: Trigger, context: EffectContext) -> Change:
    """Apply what the running stage says of a trigger. One it says nothing about changes nothing."""
    policy, occasion = context.engine.policy, context.occasion
    stage = dispute.running_stage(policy)
    effect = stage.effects.get(trigger) if stage else None
    if isinstance(effect, Revisit):
        effect = _revisited_effect(trigger, occasion, policy)
    elif isinstance(occasion, RequestChange) and occasion.request.stage != dispute.stage:
        return Change(dispute)  # a stage answers for what it asked itself
    elif trigger is Trigger.EVIDENCE_SATISFIED and _is_held_back(dispute, policy):
        return Change(dispute)
    return apply_effect(dispute, effect, context) if effect is not None else Change(dispute)


def _revisited_effect(trigger: Trigger, occasion: Occasion | None, policy: Policy) -> Effect:
    if not isinstance(occasion, RequestChange):
        raise InvariantViolated("an edition revisits only what evidence is about")
    stage = occasion.request.stage
    return Enter(stage) if trigger is Trigger.EVIDENCE_REOPENED else policy.stages[stage].effects[trigger]


def _is_held_back(dispute: Dispute, policy: Policy) -> bool:
    clocks = policy.deadlines_by_kind()
    return any(isinstance(clocks[d.kind].effect, Proceed) for d in dispute.deadlines)


def apply_effect(dispute: Dispute, effect: Effect, context: EffectContext) -> Change:
    policy = context.engine.policy
    match effect:
        case Enter(stage=stage):
            return _enter(dispute, stage, context)
        case Escalate():
            return _enter(dispute, policy.reasons[dispute.reason].escalates_to, context)
        case Execute():
            given = context.occasion if isinstance(context.occasion, Solution) else Solution(None, context.outcome)
            return _carry_out(dispute, given, context)
        case ExecuteRuling():
            ruling = dispute.ruling
            if ruling is None:
                raise InvariantViolated("an edition executes only a ruling that was given")
            return _carry_out(dispute, Solution(ruling.option, Outcome.DECISION), context)
        case ExecuteLastProposal(proposer=proposer):
            return _execute_last_proposal(dispute, dispute.role_of(proposer), context)
        case PayPromised():
            promise = dispute.promise
            if promise is None:
                raise InvariantViolated("an edition pays only what was promised")
            return _order_settlement(dispute, promise.option, promise.basis, context)
        case PayAll(recipient=recipient):
            option = _option_of_all(dispute, dispute.role_of(recipient))
            return _order_settlement(dispute, option, context.outcome, context)
        case Close(outcome=outcome):
            return _close_as(dispute, outcome, context)
        case Alert() | Revisit() | Proceed():
            return dispute.evolve(*context.preceding)
        case _:
            assert_never(effect)


def _execute_last_proposal(dispute: Dispute, party: Role, context: EffectContext) -> Change:
    """Carry out a party's last proposal (D6). What an operator alone has worded goes to where operators decide, if
    nobody but time carries it out."""
    option, is_by_operators = _last_proposal_of(dispute, party)
    executed = _carry_out(dispute, Solution(option, context.outcome), context)
    is_silence = context.silence is not None
    return leave_to_judges(dispute, executed, context) if is_by_operators and is_silence else executed


def leave_to_judges(dispute: Dispute, change: Change, context: EffectContext) -> Change:
    """Let silence change nothing, above the platform's limit, that an operator alone has brought about: the case goes
    to where operators decide, and stays there. Where none decide, it does."""
    judges = find_judges(context.engine.policy, dispute.stage) if dispute.stage is not None else None
    if judges is None or not lacks_approval(dispute, change.dispute, is_by_operators=True):
        return change
    return dispute.evolve(*context.preceding) if dispute.stage == judges else _enter(dispute, judges, context)


def _last_proposal_of(dispute: Dispute, party: Role) -> tuple[Option, bool]:
    """Find what a party has proposed last, and whether an operator did for it. The claimant's opening counts as one."""
    if (negotiation := dispute.negotiation) is not None:
        proposed = negotiation.last_of_buyer if party is Role.BUYER else negotiation.last_of_seller
        if proposed:
            return proposed[0], party in negotiation.operators_last
    if party is not dispute.claimant:
        raise InvariantViolated("an edition executes only a proposal that was made")
    return dispute.options[0], dispute.opened_by_operator


def lacks_approval(before: Dispute, after: Dispute, is_by_operators: bool) -> bool:
    """Tell whether silence changes nothing like this: an operator alone has worded it, above the platform's limit."""
    return is_by_operators and is_above_limit(before.amount, before.approval_limit) and moves_money(before, after)


def _close_as(dispute: Dispute, outcome: Outcome, context: EffectContext) -> Change:
    """End the case as the edition says; one that is withdrawn remembers what is left of its clocks (PRM-22)."""
    why, timeout = _why_closed(context.occasion), _timeout(context.silence, name_entry(State.CLOSED.value))
    if outcome is Outcome.WITHDRAWN:
        dispute = replace(dispute, seconds_left=measure_time_left(dispute, context.engine))
    return close_case(dispute, outcome, context.engine.at, why=why, timeout=timeout, preceding=context.preceding)


def _why_closed(occasion: Occasion | None) -> str | None:
    match occasion:
        case Rejection(reason=reason):
            return reason
        case Abandonment():
            return ABANDONED
        case _:
            return None


def _enter(dispute: Dispute, stage: str, context: EffectContext) -> Change:
    timeout = _timeout(context.silence, name_entry(stage))
    return enter_stage(dispute, stage, context.engine, preceding=context.preceding, timeout=timeout)


def close_case(
    dispute: Dispute,
    outcome: Outcome,
    at: datetime,
    *,
    why: str | None = None,
    timeout: Timeout | None = None,
    preceding: tuple[DomainEvent, ...] = (),
) -> Change:
    """End the case. Money that has moved stays where it is; what was only held is set free."""
    if dispute.order is not None and dispute.outcome is not None:
        outcome, timeout = dispute.outcome, dispute.timeout
    paid = dispute.settlement
    closed = events.Closed(outcome, why=why, timeout=timeout)
    if paid is not None:
        closed = events.Closed(outcome, paid.instruction, paid.option.split, why, timeout)
    return dispute.evolve(
        *preceding,
        closed,
        state=State.CLOSED,
        negotiation=close_negotiation(dispute.negotiation),
        outcome=outcome,
        why=why,
        timeout=timeout,
        closed_at=at,
        deadlines=(),
    )


def _carry_out(dispute: Dispute, solution: Solution, context: EffectContext) -> Change:
    """Pay at once, begin the stage in which what was promised is owed, or give up (an inconclusive ruling)."""
    policy, option = context.engine.policy, solution.option
    if option is None and (stage := _contest_stage(dispute, policy)) is not None:
        return _enter(dispute, stage, context)
    if option is None:
        return close_case(dispute, Outcome.INCONCLUSIVE, context.engine.at, preceding=context.preceding)
    option = option.fit_to(dispute.amount_left)
    if dispute.order is None and (stage := policy.obligation_stages.get(option.kind)) is not None:
        reduced, ordered = _order_reduction(dispute, option, context)
        promise = Promise(option=option, basis=solution.outcome)
        timeout = _timeout_of(dispute, option, solution.outcome, context)
        promising, preceding = replace(reduced, timeout=timeout), (*context.preceding, *ordered)
        return enter_stage(promising, stage, context.engine, promise=promise, preceding=preceding, timeout=timeout)
    return _order_settlement(dispute, option, solution.outcome, context)


def _order_reduction(
    dispute: Dispute, option: Option, context: EffectContext
) -> tuple[Dispute, tuple[DomainEvent, ...]]:
    """Order what the buyer gets back at once beside goods (O5). The case is about the rest from then on."""
    if option.reduction is None:
        return dispute, ()
    reduction = Reduction(context.engine.new_id(), option.reduction, context.engine.at)
    left = None if dispute.money is None else dispute.money.after_reduction(option.reduction.minor)
    reduced = replace(dispute, reductions=(*dispute.reductions, reduction), money=left)
    return reduced, (events.ReductionOrdered(reduction.instruction, reduction.amount, reduced.amount_left),)


def _contest_stage(dispute: Dispute, policy: Policy) -> str | None:
    """Find where a ruling that moves no money is contested: until nobody can any more, the hold stays frozen (K4)."""
    appeal = policy.appeal
    if appeal is None or dispute.appeal is not None or dispute.stage == appeal.stage:
        return None
    return appeal.stage if policy.rulings.execution is RulingExecution.AT_ONCE else None


def _order_settlement(dispute: Dispute, option: Option, outcome: Outcome, context: EffectContext) -> Change:
    split = _require_split(option)
    if dispute.order is not None:
        return _order_reversal(dispute, dispute.order, option, outcome, context)
    order = SettlementOrder(context.engine.new_id(), option, context.engine.at)
    timeout = _timeout_of(dispute, option, outcome, context)
    ordered = events.SettlementOrdered(order.instruction, split, outcome, timeout)
    return dispute.evolve(
        *context.preceding,
        ordered,
        state=State.SETTLING,
        negotiation=close_negotiation(dispute.negotiation),
        order=order,
        outcome=outcome,
        timeout=timeout,
        deadlines=(),
    )


def _timeout_of(dispute: Dispute, option: Option, outcome: Outcome, context: EffectContext) -> Timeout | None:
    """Find whose silence an outcome comes of: of what was promised by silence, that first one's."""
    if outcome is not Outcome.TIMEOUT:
        return None
    proposer = context.silence.proposer if context.silence else None
    return _timeout(context.silence, name_execution(option.kind, proposer)) or dispute.timeout


def _timeout(silence: Silence | None, executed: str) -> Timeout | None:
    return Timeout(silence.deadline, silence.owed_by, silence.due_at, executed) if silence else None


def _order_reversal(
    dispute: Dispute, paid: SettlementOrder, option: Option, outcome: Outcome, context: EffectContext
) -> Change:
    """Divide money anew that has moved: either it may stay so, or escrow books the difference."""
    split = _require_split(option)
    if split == paid.option.split:
        return close_case(dispute, outcome, context.engine.at, preceding=context.preceding)
    order = SettlementOrder(context.engine.new_id(), option, context.engine.at)
    ordered = events.ReversalOrdered(order.instruction, paid.instruction, split)
    return dispute.evolve(
        *context.preceding, ordered, state=State.REVERSING, reversal=order, outcome=outcome, deadlines=()
    )


def _require_split(option: Option) -> Split:
    """Raises InvariantViolated: what moves no money begins an obligation and is never ordered."""
    if option.split is None:
        raise InvariantViolated(f"{option.kind} divides no money")
    return option.split


def _option_of_all(dispute: Dispute, party: Role) -> Option:
    kind = OptionKind.REFUND_FULL if party is Role.BUYER else OptionKind.RELEASE
    return Option(kind, dispute.split_all_to(party))
