"""Command of asking for evidence: an operator's act, in every stage of every programme (PRM-25)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final
from uuid import UUID

from common.execution.commands import Command, CommandHandler, CommandHandlers, Context
from disputes.cases.loading import load_visible_case, save_and_publish
from disputes.cases.model import Case, CaseChange
from disputes.cases.refusals import explain_refusals
from disputes.engine import actions
from disputes.engine.values import EvidenceAsking


@dataclass(frozen=True, slots=True)
class AskForEvidence(Command[Case]):
    dispute_id: UUID
    asking: EvidenceAsking


@explain_refusals
def ask_for_evidence(case: Case, command: AskForEvidence, context: Context) -> CaseChange:
    """Raises DeadlineNotLater, or what the case refuses."""
    role = context.principal.role
    change = actions.ask_for_evidence(case.dispute, command.asking, role, case.engine_context(context))
    return CaseChange(change, role.value)


EVIDENCE_REQUEST_HANDLERS: Final[CommandHandlers] = {
    AskForEvidence: CommandHandler(load_visible_case, ask_for_evidence, save_and_publish),
}
