"""Agreements that mediation has submitted: decided, unless an operator alone agrees to too much for a party."""

from __future__ import annotations

from typing import Final

from common.execution.commands import CommandHandler, CommandHandlers, Context
from disputes.cases.contract_mapping import agreement_from_event
from disputes.cases.event_commands import DecideAgreement, decide_agreement
from disputes.cases.loading import load_case, save_and_publish
from disputes.cases.model import Case, CaseChange
from disputes.engine.agreements import refuse_unapproved
from disputes.engine.deal_forecast import moves_money
from disputes.engine.effects import lacks_approval


def decide_weighed_agreement(case: Case, command: DecideAgreement, context: Context) -> CaseChange:
    """Decide on it. What an operator has worded or accepted for a party moves no more than the platform's limit, nor
    does anything while another decision waits for a second operator."""
    decided, dispute, event = decide_agreement(case, command, context), case.dispute, command.event
    after = decided.change.dispute
    is_barred = dispute.approval is not None and event.on_behalf_of is not None and moves_money(dispute, after)
    if not is_barred and not lacks_approval(dispute, after, event.by_operators):
        return decided
    return CaseChange(refuse_unapproved(dispute, agreement_from_event(event)), "agreement_refused")


EVENT_COMMAND_HANDLERS: Final[CommandHandlers] = {
    DecideAgreement: CommandHandler(load_case, decide_weighed_agreement, save_and_publish),
}
