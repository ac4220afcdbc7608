"""Loaders and savers of the commands on decisions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple, Protocol

from common.execution.commands import Context
from common.kernel.origin import Origin
from common.kernel.principal import Principal
from disputes.cases.loading import OnDispute, get_visible_dispute, load_visible_case, save_and_publish
from disputes.cases.model import Case, CaseChange
from disputes.engine.dispute import Dispute
from disputes.engine.values import Behalf
from disputes.penalties.assessment import ParticipantRecord
from disputes.penalties.loading import load_participant_records, read_participant_records
from disputes.penalties.model import PenaltyRequest
from disputes.policy.model import Policy

from .model import ApprovalsTx, Decision, DecisionChange


class OnRuling(OnDispute, Protocol):
    @property
    def penalties(self) -> Sequence[PenaltyRequest]: ...


class OnBehalf(OnDispute, Protocol):
    @property
    def behalf(self) -> Behalf | None: ...


class ActingSubject(NamedTuple):
    """Case in which somebody acts, and who could not look at it a second time where that is needed."""

    case: Case
    barred: Sequence[str] = ()
    """Operators who could not judge what is decided, whoever decides."""

    @property
    def dispute(self) -> Dispute:
        return self.case.dispute

    @property
    def policy(self) -> Policy:
        return self.case.policy


class RulingSubject(NamedTuple):
    """Case to rule on, with what penalties and approval depend on."""

    case: Case
    records: Mapping[str, ParticipantRecord]
    barred: Sequence[str]
    """Operators who could not judge what is decided, whoever decides."""

    @property
    def dispute(self) -> Dispute:
        return self.case.dispute

    @property
    def policy(self) -> Policy:
        return self.case.policy


class ApprovalSubject(NamedTuple):
    """Case with the decision that waits for a second operator, if one does."""

    case: Case
    decision: Decision | None
    opener: str
    records: Mapping[str, ParticipantRecord]

    @property
    def dispute(self) -> Dispute:
        return self.case.dispute

    @property
    def policy(self) -> Policy:
        return self.case.policy


async def load_case_to_act_in(tx: ApprovalsTx, command: OnBehalf, origin: Origin) -> ActingSubject:
    case = await load_visible_case(tx, command, origin)
    if command.behalf is None:
        return ActingSubject(case)
    return ActingSubject(case, await tx.disputes.list_barred_judges(case.dispute.id))


async def load_case_to_refuse(tx: ApprovalsTx, command: OnDispute, origin: Origin) -> ActingSubject:
    case = await load_visible_case(tx, command, origin)
    return ActingSubject(case, await tx.disputes.list_barred_judges(case.dispute.id))


async def load_case_to_rule_on(tx: ApprovalsTx, command: OnRuling, origin: Origin) -> RulingSubject:
    case = await load_visible_case(tx, command, origin)
    records = await load_participant_records(tx, case.dispute, command.penalties)
    return RulingSubject(case, records, await tx.disputes.list_barred_judges(case.dispute.id))


async def read_case_to_rule_on(tx: ApprovalsTx, principal: Principal, question: OnRuling) -> RulingSubject:
    """Read the same without a lock, where nobody decides yet. Raises NotFound."""
    dispute = await get_visible_dispute(tx, principal, question.dispute_id)
    case = Case(dispute, await tx.policies.get_for_dispute(dispute))
    records = await read_participant_records(tx, dispute, question.penalties)
    return RulingSubject(case, records, await tx.disputes.list_barred_judges(dispute.id))


async def load_case_to_approve(tx: ApprovalsTx, command: OnDispute, origin: Origin) -> ApprovalSubject:
    case = await load_visible_case(tx, command, origin)
    dispute = case.dispute
    decision = await tx.decisions.find_waiting(dispute.id) if dispute.approval is not None else None
    requests = [PenaltyRequest.from_penalty(penalty) for penalty in decision.penalties] if decision else []
    records = await load_participant_records(tx, dispute, requests)
    return ApprovalSubject(case, decision, (await tx.disputes.get_opener(dispute.id)).id, records)


async def save_weighed_act(
    tx: ApprovalsTx, subject: ActingSubject, decided: CaseChange | DecisionChange, context: Context
) -> Case:
    """Save an act, or that it waits for a second operator."""
    if isinstance(decided, CaseChange):
        return await save_and_publish(tx, subject.case, decided, context)
    await tx.decisions.add(decided.decision)
    return await save_and_publish(tx, subject.case, decided.case, context)


async def save_new_decision(tx: ApprovalsTx, subject: RulingSubject, change: DecisionChange, context: Context) -> Case:
    await tx.decisions.add(change.decision)
    return await save_and_publish(tx, subject.case, change.case, context)


async def save_judged_decision(
    tx: ApprovalsTx, subject: ApprovalSubject, change: DecisionChange, context: Context
) -> Case:
    await tx.decisions.save(change.decision)
    return await save_and_publish(tx, subject.case, change.case, context)
