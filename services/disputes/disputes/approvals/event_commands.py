"""Agreements that mediation has submitted: decided, unless an operator alone agrees to too much for a party."""

from __future__ import annotations

from typing import Final

from common.execution.commands import CommandHandler, CommandHandlers, Context
from disputes.cases.contract_mapping import agreement_from_event
from disputes.cases.event_commands import DecideAgreement, decide_agreement
from disputes.cases.model import CaseChange
from disputes.engine.agreements import refuse_unapproved

from .loading import AgreementSubject, load_case_to_agree_on, save_agreement
from .model import moves_money, weigh_decision


def decide_weighed_agreement(subject: AgreementSubject, command: DecideAgreement, context: Context) -> CaseChange:
    """Decide on it. What an operator has worded or accepted for a party moves no more than the platform's limit."""
    decided, dispute = decide_agreement(subject.case, command, context), subject.case.dispute
    is_light = not weigh_decision(dispute.amount, subject.limit, ())
    if is_light or not command.event.by_operators or not moves_money(dispute, decided.change.dispute):
        return decided
    return CaseChange(refuse_unapproved(dispute, agreement_from_event(command.event)), "agreement_refused")


EVENT_COMMAND_HANDLERS: Final[CommandHandlers] = {
    DecideAgreement: CommandHandler(load_case_to_agree_on, decide_weighed_agreement, save_agreement),
}
