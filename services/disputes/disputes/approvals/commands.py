"""Commands on decisions: an operator rules, and a second one approves or rejects what weighs much."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final
from uuid import UUID

from common.execution.commands import Command, CommandHandler, CommandHandlers, Context
from disputes.cases.access import operator_from_principal
from disputes.cases.model import Case, CaseChange
from disputes.cases.refusals import explain_refusals, judge_timely_act
from disputes.engine import actions, events
from disputes.engine.rulings import Judgment
from disputes.engine.values import Operator
from disputes.penalties.assessment import (
    require_chosen_fines,
)
from disputes.penalties.model import PenaltyRequest

from .loading import (
    ApprovalSubject,
    RulingSubject,
    load_case_to_approve,
    load_case_to_rule_on,
    save_judged_decision,
    save_new_decision,
)
from .model import Decision, DecisionChange, DecisionState, NothingToApprove
from .ruling import rule_with_penalties


@dataclass(frozen=True, slots=True)
class DecideDispute(Command[Case]):
    dispute_id: UUID
    judgment: Judgment
    penalties: Sequence[PenaltyRequest]


@judge_timely_act
def decide_dispute(subject: RulingSubject, command: DecideDispute, context: Context) -> DecisionChange:
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
        limit=subject.limit,
        state=DecisionState.EFFECTIVE,
        decided_by=ruling.by,
        decided_at=ruling.decided_at,
    )
    if decision.weighs:
        event = events.ApprovalRequested(decision.id, decision.weighs)
        change = subject.dispute.evolve(event, approval=decision.id, assignee=principal.id)
        decision = replace(decision, state=DecisionState.AWAITING_APPROVAL)
    else:
        change = actions.decide_dispute(subject.dispute, ruling, engine)
    return DecisionChange(CaseChange(change, principal.role.value), decision)


@dataclass(frozen=True, slots=True)
class ApproveDecision(Command[Case]):
    dispute_id: UUID


@judge_timely_act
def approve_decision(subject: ApprovalSubject, command: ApproveDecision, context: Context) -> DecisionChange:
    """Carry the decision out, as if it were given now: its times run from here."""
    principal, engine = context.principal, subject.case.engine_context(context)
    decision = _require_waiting(subject, principal.id)
    requests = [PenaltyRequest.from_penalty(penalty) for penalty in decision.penalties]
    free = replace(subject.dispute, approval=None)
    ruling, _ = rule_with_penalties(
        free, decision.judgment, Operator(decision.decided_by, is_lead=True), requests, subject.records, engine
    )
    decision.require_unchanged(ruling)
    change = actions.decide_dispute(free, ruling, engine)
    approved = replace(
        decision,
        state=DecisionState.APPROVED,
        penalties=ruling.penalties,
        judged_by=principal.id,
        judged_at=context.timing.now,
    )
    return DecisionChange(CaseChange(change, principal.role.value), approved)


@dataclass(frozen=True, slots=True)
class RejectDecision(Command[Case]):
    dispute_id: UUID
    why: str


@explain_refusals
def reject_decision(subject: ApprovalSubject, command: RejectDecision, context: Context) -> DecisionChange:
    """Give the case back to the operators, as if nothing had been decided."""
    principal = context.principal
    decision = _require_waiting(subject, principal.id)
    rejected = replace(
        decision,
        state=DecisionState.REJECTED,
        judged_by=principal.id,
        judged_at=context.timing.now,
        why=command.why,
    )
    change = subject.dispute.evolve(events.ApprovalRejected(decision.id), approval=None)
    return DecisionChange(CaseChange(change, principal.role.value), rejected)


def _require_waiting(subject: ApprovalSubject, judge: str) -> Decision:
    """Raises NothingToApprove, NotIndependent or SameOperator."""
    dispute, decision = subject.dispute, subject.decision
    if decision is None:
        raise NothingToApprove(dispute.place)
    decision.require_independent(judge, dispute, subject.opener)
    dispute.require_impartial(judge, subject.policy)
    return decision


COMMAND_HANDLERS: Final[CommandHandlers] = {
    DecideDispute: CommandHandler(load_case_to_rule_on, decide_dispute, save_new_decision),
    ApproveDecision: CommandHandler(load_case_to_approve, approve_decision, save_judged_decision),
    RejectDecision: CommandHandler(load_case_to_approve, reject_decision, save_judged_decision),
}
