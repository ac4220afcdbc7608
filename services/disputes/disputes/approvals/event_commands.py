"""Agreements that mediation has submitted: decided, unless an operator alone agrees to too much for a party."""

from __future__ import annotations

from typing import Final

from common.contracts.mediation import AgreementSubmitted
from common.execution.commands import CommandHandler, CommandHandlers, Context
from common.kernel.principal import Role
from disputes.cases.contract_mapping import agreement_from_event
from disputes.cases.event_commands import DecideAgreement, decide_agreement
from disputes.cases.model import CaseChange
from disputes.engine.agreements import refuse_unapproved

from .loading import AgreementSubject, load_case_to_agree_on, save_agreement
from .model import moves_money, weigh_decision


def decide_weighed_agreement(subject: AgreementSubject, command: DecideAgreement, context: Context) -> CaseChange:
    """Decide on it. What an operator has worded or accepted for a party moves no more than the platform's limit, nor
    does anything while another decision waits for a second operator."""
    decided, dispute = decide_agreement(subject.case, command, context), subject.case.dispute
    is_heavy = bool(weigh_decision(dispute.amount, subject.limit, ())) and _is_by_operators(subject, command.event)
    is_barred = dispute.approval is not None and command.event.on_behalf_of is not None
    if not (is_heavy or is_barred) or not moves_money(dispute, decided.change.dispute):
        return decided
    return CaseChange(refuse_unapproved(dispute, agreement_from_event(command.event)), "agreement_refused")


def _is_by_operators(subject: AgreementSubject, event: AgreementSubmitted) -> bool:
    """Tell whether an operator has worded or accepted what is agreed on, if only by opening the case for a party."""
    turn, terms = subject.case.dispute.negotiation, subject.case.policy.negotiation
    is_guided = terms is not None and terms.guide is not None
    is_opening = not is_guided and (turn is None or (turn.number, turn.proposal_version) <= (1, 1))
    return event.by_operators or (is_opening and subject.opened_by is Role.OPERATOR)


EVENT_COMMAND_HANDLERS: Final[CommandHandlers] = {
    DecideAgreement: CommandHandler(load_case_to_agree_on, decide_weighed_agreement, save_agreement),
}
