"""Command by which the decision of disputes on a submitted agreement is taken in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final
from uuid import UUID

from common.execution.commands import Command, CommandHandler, CommandHandlers, Context

from .domain.agreements import take_decision
from .domain.mediation import Change, Mediation
from .domain.submission import Decision
from .loading import load_mediation_of_dispute, save_decision


@dataclass(frozen=True, slots=True)
class DecideAgreement(Command[None]):
    """Agree as disputes has decided, or go on after what came first."""

    dispute_id: UUID
    decision: Decision


def decide_agreement(mediation: Mediation | None, command: DecideAgreement, context: Context) -> Change | None:
    return None if mediation is None else take_decision(mediation, command.decision)


AGREEMENT_HANDLERS: Final[CommandHandlers] = {
    DecideAgreement: CommandHandler(load_mediation_of_dispute, decide_agreement, save_decision),
}
