"""Commands on participants' standings: a penalty is undone on appeal, a suspension ends by itself."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from common.execution.commands import Command, CommandHandler, CommandHandlers, Context
from common.kernel.errors import require_version
from disputes.engine.errors import NotIndependent

from .fines import fine_reversals
from .loading import (
    PenaltyCase,
    PenaltyReversal,
    load_penalty_case,
    load_standing,
    save_ended_suspension,
    save_reversal,
)
from .model import ParticipantStanding, StandingChange


@dataclass(frozen=True, slots=True)
class ReversePenalty(Command[ParticipantStanding]):
    """Undo a penalty outside any case."""

    participant: str
    penalty_id: UUID
    reason: str


def reverse_penalty(subject: PenaltyCase, command: ReversePenalty, context: Context) -> PenaltyReversal:
    """Raises NotIndependent for whoever imposed it or is a party to its case, VersionConflict or PenaltyReversed."""
    penalty, dispute, operator, now = subject.penalty, subject.dispute, context.principal.id, context.timing.now
    if operator in (penalty.decided_by, dispute.buyer, dispute.seller):
        raise NotIndependent
    require_version(context.expected_version, subject.standing.version)
    change = subject.standing.reverse(command.penalty_id, by=operator, reason=command.reason, at=now)
    change = change.followed_by(change.standing.announce_status(subject.standing, now))
    return PenaltyReversal(change, dispute.add_events(fine_reversals(change.reversed)))


@dataclass(frozen=True, slots=True)
class EndSuspension(Command[None]):
    standing_id: UUID
    due_at: datetime


def end_suspension(
    standing: ParticipantStanding | None, command: EndSuspension, context: Context
) -> StandingChange | None:
    """Let a suspension end by itself. One that was reversed or made longer meanwhile has ended, or goes on."""
    if standing is None or standing.suspended_until != command.due_at:
        return None
    return standing.end_suspension(max(command.due_at, context.timing.now))


COMMAND_HANDLERS: Final[CommandHandlers] = {
    ReversePenalty: CommandHandler(load_penalty_case, reverse_penalty, save_reversal),
    EndSuspension: CommandHandler(load_standing, end_suspension, save_ended_suspension),
}
