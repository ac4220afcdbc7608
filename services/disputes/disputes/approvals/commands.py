"""Commands on decisions: an operator rules, or acts for a party, and a second one approves what weighs much."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import wraps
from typing import Final, TypeVar
from uuid import UUID

from common.execution.commands import Command, CommandHandler, CommandHandlers, Context
from disputes.cases.access import operator_from_principal
from disputes.cases.commands import (
    AcknowledgeReturn,
    ConfirmObligation,
    FileAppeal,
    FulfilObligation,
    GiveReturnAddress,
    PerformAct,
    RefuseVerification,
    ShipReturn,
    acknowledge_return,
    confirm_obligation,
    file_appeal,
    fulfil_obligation,
    give_return_address,
    perform_act,
    refuse_verification,
    ship_return,
)
from disputes.cases.model import Case, CaseChange
from disputes.cases.refusals import Decide, explain_refusals, judge_timely_act
from disputes.engine import actions, clocks, events
from disputes.engine.context import EngineContext
from disputes.engine.deal_forecast import moves_money
from disputes.engine.dispute import Change, Dispute
from disputes.engine.four_eyes import PendingApproval, RequestedAct
from disputes.engine.rulings import Judgment
from disputes.engine.values import Behalf, Operator
from disputes.penalties.assessment import require_chosen_fines
from disputes.penalties.model import PenaltyRequest
from disputes.policy.vocabulary import Act

from .loading import (
    ActingSubject,
    ApprovalSubject,
    RulingSubject,
    load_case_to_act_in,
    load_case_to_approve,
    load_case_to_refuse,
    load_case_to_rule_on,
    save_judged_decision,
    save_new_decision,
    save_weighed_act,
)
from .model import Decision, DecisionChange, DecisionState, NothingToApprove
from .ruling import rule_with_penalties

PLAIN_ACTS: Final = frozenset({Act.ESCALATE, Act.WITHDRAW, Act.ACCEPT_CLAIM})
"""Acts that say no more than their name: the journal tells them by it."""
WeighedChange = CaseChange | DecisionChange
ActCommand = TypeVar(
    "ActCommand", PerformAct, GiveReturnAddress, ShipReturn, AcknowledgeReturn, FulfilObligation, ConfirmObligation,
    FileAppeal,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class DecideDispute(Command[Case]):
    dispute_id: UUID
    judgment: Judgment
    penalties: Sequence[PenaltyRequest]


@judge_timely_act
def decide_or_hold(subject: RulingSubject, command: DecideDispute, context: Context) -> DecisionChange:
    """Rule on the case; where that weighs much, the ruling waits for a second operator."""
    principal, engine = context.principal, subject.case.engine_context(context)
    operator = operator_from_principal(principal)
    ruling, assessed = rule_with_penalties(
        subject.dispute, command.judgment, operator, command.penalties, subject.records, engine
    )
    require_chosen_fines(command.penalties, assessed)
    decision = Decision(
        id=context.new_id(),
        dispute=subject.dispute.id,
        instance=ruling.instance,
        judgment=command.judgment,
        penalties=ruling.penalties,
        amount=subject.dispute.amount,
        limit=subject.dispute.approval_limit,
        state=DecisionState.EFFECTIVE,
        decided_by=ruling.by,
        decided_at=ruling.decided_at,
    )
    if decision.weighs:
        pending = PendingApproval(
            decision=decision.id, kind=ruling.kind, option=ruling.option, barred=(principal.id, *subject.barred)
        )
        change = clocks.hold_for_approval(subject.dispute, pending, decision.weighs, engine, principal.id)
        decision = replace(decision, state=DecisionState.AWAITING_APPROVAL)
    else:
        change = actions.carry_out_ruling(subject.dispute, ruling, engine)
    return DecisionChange(CaseChange(change, principal.role.value), decision)


@dataclass(frozen=True, slots=True)
class ApproveDecision(Command[Case]):
    dispute_id: UUID


@judge_timely_act
def approve_decision(subject: ApprovalSubject, command: ApproveDecision, context: Context) -> DecisionChange:
    """Carry the decision out, as if it were given now: its times run from here."""
    principal, engine = context.principal, subject.case.engine_context(context)
    decision = _require_waiting(subject, principal.id)
    if decision.act is not None:
        return _approve_act(subject, decision, decision.act, context)
    assert decision.judgment is not None, "what is no act is a ruling"
    requests = [PenaltyRequest.from_penalty(penalty) for penalty in decision.penalties]
    free = _free_dispute(subject.dispute, engine)
    operator = Operator(decision.decided_by, is_lead=True)
    ruling, _ = rule_with_penalties(free.dispute, decision.judgment, operator, requests, subject.records, engine)
    decision.require_unchanged(ruling)
    change = actions.carry_out_ruling(free.dispute, replace(ruling, approved_by=principal.id), engine)
    change = change._replace(events=(*free.events, *change.events))
    approved = replace(
        decision,
        state=DecisionState.APPROVED,
        penalties=ruling.penalties,
        judged_by=principal.id,
        judged_at=engine.at,
    )
    return DecisionChange(CaseChange(change, principal.role.value), approved)


def _approve_act(
    subject: ApprovalSubject, decision: Decision, requested: RequestedAct, context: Context
) -> DecisionChange:
    principal, engine = context.principal, subject.case.engine_context(context)
    free = _free_dispute(subject.dispute, engine)
    operator = Operator(decision.decided_by, is_lead=True)
    change = actions.perform_requested_act(free.dispute, requested, operator, engine)
    change = change._replace(events=(*free.events, *change.events))
    plain = requested.act if requested.act in PLAIN_ACTS else None
    approved = replace(decision, state=DecisionState.APPROVED, judged_by=principal.id, judged_at=engine.at)
    return DecisionChange(CaseChange(change, principal.role.value, act=plain, behalf=requested.behalf), approved)


def _free_dispute(dispute: Dispute, engine: EngineContext) -> Change:
    """Let it wait for nobody, and its clocks run on, in the same version: what follows makes the next one."""
    freed = clocks.release_held(replace(dispute, approval=None), dispute.approval, engine)
    return freed._replace(dispute=replace(freed.dispute, version=dispute.version))


@dataclass(frozen=True, slots=True)
class RejectDecision(Command[Case]):
    dispute_id: UUID
    why: str


@explain_refusals
def reject_decision(subject: ApprovalSubject, command: RejectDecision, context: Context) -> DecisionChange:
    """Give the case back to the operators, as if nothing had been decided."""
    principal, engine = context.principal, subject.case.engine_context(context)
    decision = _require_waiting(subject, principal.id)
    rejected = replace(
        decision,
        state=DecisionState.REJECTED,
        judged_by=principal.id,
        judged_at=engine.at,
        why=command.why,
    )
    free = _free_dispute(subject.dispute, engine)
    change = free.dispute.evolve(events.ApprovalRejected(decision.id))
    change = change._replace(events=(*change.events, *free.events))
    return DecisionChange(CaseChange(change, principal.role.value), rejected)


def _require_waiting(subject: ApprovalSubject, judge: str) -> Decision:
    """Raises NothingToApprove, NotIndependent or SameOperator."""
    dispute, decision = subject.dispute, subject.decision
    if decision is None:
        raise NothingToApprove(dispute.place)
    decision.require_independent(judge, dispute, subject.opener)
    dispute.require_impartial(judge, subject.policy)
    return decision


# Acts for a party


def weigh_act(decide: Decide[Case, ActCommand, CaseChange]) -> Decide[ActingSubject, ActCommand, WeighedChange]:
    """Let an act that an operator does for a party, and that would move much money, wait for a second operator."""

    @wraps(decide)
    def decide_or_wait(subject: ActingSubject, command: ActCommand, context: Context) -> WeighedChange:
        decided, before = decide(subject.case, command, context), subject.case.dispute
        requested = None if command.behalf is None else requested_act(command, command.behalf)
        if requested is None or not moves_money(before, decided.change.dispute):
            return decided
        decision, pending = _put_off(subject, requested, context)
        if not decision.weighs:
            return decided
        engine = subject.case.engine_context(context)
        waiting = clocks.hold_for_approval(before, pending, decision.weighs, engine)
        return DecisionChange(CaseChange(waiting, context.principal.role.value, behalf=requested.behalf), decision)

    return decide_or_wait


def refuse_weighed_verification(subject: ActingSubject, command: RefuseVerification, context: Context) -> WeighedChange:
    """Deny that the facts match: the case ends and lets go what was held, as a ruling may, so much waits as for one."""
    decided, before, principal = refuse_verification(subject.case, command, context), subject.dispute, context.principal
    requested = RequestedAct(act=Act.REFUSE_VERIFICATION, behalf=None, checks=command.checks, note=command.reason_code)
    decision, pending = _put_off(subject, requested, context)
    if not decision.weighs:
        return decided
    engine = subject.case.engine_context(context)
    waiting = clocks.hold_for_approval(before, pending, decision.weighs, engine, principal.id)
    return DecisionChange(CaseChange(waiting, principal.role.value), decision)


def _put_off(subject: ActingSubject, requested: RequestedAct, context: Context) -> tuple[Decision, PendingApproval]:
    """Make of an act the decision that a second operator would have to judge."""
    dispute, operator = subject.dispute, context.principal.id
    decision = Decision(
        id=context.new_id(),
        dispute=dispute.id,
        instance=len(dispute.rulings) + 1,
        judgment=None,
        act=requested,
        penalties=(),
        amount=dispute.amount,
        limit=dispute.approval_limit,
        state=DecisionState.AWAITING_APPROVAL,
        decided_by=operator,
        decided_at=subject.case.engine_context(context).at,
    )
    return decision, PendingApproval(decision=decision.id, act=requested, barred=(operator, *subject.barred))


def requested_act(command: ActCommand, behalf: Behalf) -> RequestedAct:
    """Find what a command asks to be done for a party."""
    match command:
        case PerformAct(act=act):
            return RequestedAct(act=act, behalf=behalf)
        case GiveReturnAddress(address=address):
            return RequestedAct(act=Act.GIVE_RETURN_ADDRESS, behalf=behalf, address=address)
        case ShipReturn(parcel=parcel):
            return RequestedAct(act=Act.SHIP_RETURN, behalf=behalf, parcel=parcel)
        case AcknowledgeReturn(condition=condition, note=note):
            return RequestedAct(act=Act.ACKNOWLEDGE_RETURN, behalf=behalf, condition=condition, note=note)
        case FulfilObligation(parcel=parcel):
            return RequestedAct(act=Act.FULFIL, behalf=behalf, parcel=parcel)
        case ConfirmObligation(condition=condition, note=note):
            return RequestedAct(act=Act.CONFIRM, behalf=behalf, condition=condition, note=note)
        case FileAppeal(explanation=explanation):
            return RequestedAct(act=Act.APPEAL, behalf=behalf, note=explanation)


COMMAND_HANDLERS: Final[CommandHandlers] = {
    PerformAct: CommandHandler(load_case_to_act_in, weigh_act(perform_act), save_weighed_act),
    GiveReturnAddress: CommandHandler(load_case_to_act_in, weigh_act(give_return_address), save_weighed_act),
    ShipReturn: CommandHandler(load_case_to_act_in, weigh_act(ship_return), save_weighed_act),
    AcknowledgeReturn: CommandHandler(load_case_to_act_in, weigh_act(acknowledge_return), save_weighed_act),
    FulfilObligation: CommandHandler(load_case_to_act_in, weigh_act(fulfil_obligation), save_weighed_act),
    ConfirmObligation: CommandHandler(load_case_to_act_in, weigh_act(confirm_obligation), save_weighed_act),
    FileAppeal: CommandHandler(load_case_to_act_in, weigh_act(file_appeal), save_weighed_act),
    RefuseVerification: CommandHandler(load_case_to_refuse, refuse_weighed_verification, save_weighed_act),
    DecideDispute: CommandHandler(load_case_to_rule_on, decide_or_hold, save_new_decision),
    ApproveDecision: CommandHandler(load_case_to_approve, approve_decision, save_judged_decision),
    RejectDecision: CommandHandler(load_case_to_approve, reject_decision, save_judged_decision),
}
