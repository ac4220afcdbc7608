"""Commands on cases that nobody gives: events of other services, and time. They are never refused, only found stale."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final
from uuid import UUID

from common.contracts.mediation import AgreementSubmitted, TurnChanged
from common.execution.commands import Command, CommandHandler, CommandHandlers, Context, load_nothing
from common.kernel.money import Money
from disputes.engine import agreements, clocks, evidence_reactions, reactions
from disputes.engine.events import AgreementDecided
from disputes.engine.evidence import NEWEST, RequestNews
from disputes.engine.known_escrow import KnownEscrow
from disputes.engine.values import EvidenceItem, Silence, VideoFinding
from disputes.policy.vocabulary import Trigger

from .contract_mapping import agreement_from_event, negotiation_from_event
from .loading import load_active_case, load_case, save_active_case, save_and_publish, save_known_escrow
from .model import Case, CaseChange

# Events of escrow. Each says how the escrow stands, beside what has happened


@dataclass(frozen=True, slots=True)
class RecordEscrow(Command[None]):
    escrow: KnownEscrow


def record_escrow(subject: None, command: RecordEscrow, context: Context) -> KnownEscrow:
    return command.escrow


@dataclass(frozen=True, slots=True)
class ApplyFreeze(Command[Case]):
    dispute_id: UUID
    escrow: KnownEscrow
    delivered_at: datetime | None


def apply_freeze(case: Case, command: ApplyFreeze, context: Context) -> CaseChange:
    engine = case.engine_context(context)
    frozen = replace(case.dispute, money=command.escrow.money)
    change = reactions.on_frozen(frozen, command.delivered_at, engine)
    return CaseChange(change, "frozen", escrow=command.escrow)


@dataclass(frozen=True, slots=True)
class ApplyFreezeRefusal(Command[Case]):
    dispute_id: UUID
    escrow: KnownEscrow
    why: str


def apply_freeze_refusal(case: Case, command: ApplyFreezeRefusal, context: Context) -> CaseChange:
    change = reactions.on_freeze_refused(case.dispute, command.why, context.timing.effective_at)
    return CaseChange(change, "freeze_refused", escrow=command.escrow)


@dataclass(frozen=True, slots=True)
class ApplySettlement(Command[Case]):
    dispute_id: UUID
    escrow: KnownEscrow
    instruction: UUID
    fee: Money
    on_top: Money | None
    """What it took of a fee that the buyer had paid on top."""


def apply_settlement(case: Case, command: ApplySettlement, context: Context) -> CaseChange:
    engine = case.engine_context(context)
    change = reactions.on_settled(case.dispute, command.instruction, command.fee, engine, command.on_top)
    return CaseChange(change, "settled", escrow=command.escrow)


@dataclass(frozen=True, slots=True)
class ApplyReversal(Command[Case]):
    dispute_id: UUID
    escrow: KnownEscrow
    instruction: UUID
    fee: Money | None
    """What escrow takes now; None: as before."""


def apply_reversal(case: Case, command: ApplyReversal, context: Context) -> CaseChange:
    change = reactions.on_funds_reversed(
        case.dispute, command.instruction, command.fee, case.engine_context(context).at
    )
    return CaseChange(change, "moved_back", escrow=command.escrow)


@dataclass(frozen=True, slots=True)
class ApplyEscrowEnd(Command[None]):
    escrow: KnownEscrow


def apply_escrow_end(case: Case | None, command: ApplyEscrowEnd, context: Context) -> CaseChange | KnownEscrow:
    if case is None:
        return command.escrow
    change = reactions.on_escrow_ended(case.dispute, context.timing.effective_at)
    return CaseChange(change, "escrow_ended", escrow=command.escrow)


# Events of mediation


@dataclass(frozen=True, slots=True)
class ApplyTurn(Command[Case]):
    dispute_id: UUID
    event: TurnChanged


def apply_turn(case: Case, command: ApplyTurn, context: Context) -> CaseChange:
    snapshot = clocks.follow_turn(case.dispute, negotiation_from_event(command.event), command.event.paused_at)
    return CaseChange(reactions.on_negotiation_changed(case.dispute, snapshot, case.policy), "turn_changed")


@dataclass(frozen=True, slots=True)
class DecideAgreement(Command[Case]):
    """Decide on an agreement that mediation has submitted: this service owns the end of a case."""

    dispute_id: UUID
    event: AgreementSubmitted


def decide_agreement(case: Case, command: DecideAgreement, context: Context) -> CaseChange:
    """An agreement takes effect when it was submitted, silence at its deadline. Raises AgreementUndecided."""
    agreement = agreement_from_event(command.event)
    engine = case.engine_context(context)
    change = agreements.decide_agreement(case.dispute, agreement, engine)
    is_refused = any(isinstance(event, AgreementDecided) and event.why is not None for event in change.events)
    return CaseChange(change, "agreement_refused" if is_refused else "agreed")


@dataclass(frozen=True, slots=True)
class ApplyNegotiationFailure(Command[Case]):
    dispute_id: UUID
    how: Trigger
    silence: Silence | None = None


def apply_negotiation_failure(case: Case, command: ApplyNegotiationFailure, context: Context) -> CaseChange:
    change = reactions.on_negotiation_failed(case.dispute, command.how, case.engine_context(context), command.silence)
    return CaseChange(change, command.how.value)


# Events of evidence


@dataclass(frozen=True, slots=True)
class ApplyRequestSatisfied(Command[Case]):
    dispute_id: UUID
    request_id: UUID
    news: RequestNews = NEWEST


def apply_request_satisfied(case: Case, command: ApplyRequestSatisfied, context: Context) -> CaseChange:
    engine = case.engine_context(context)
    return CaseChange(
        evidence_reactions.on_request_satisfied(case.dispute, command.request_id, engine, command.news),
        "evidence_satisfied",
    )


@dataclass(frozen=True, slots=True)
class ApplyRequestReopened(Command[Case]):
    dispute_id: UUID
    request_id: UUID
    news: RequestNews = NEWEST


def apply_request_reopened(case: Case, command: ApplyRequestReopened, context: Context) -> CaseChange:
    engine = case.engine_context(context)
    return CaseChange(
        evidence_reactions.on_request_reopened(case.dispute, command.request_id, engine, command.news),
        "evidence_reopened",
    )


@dataclass(frozen=True, slots=True)
class ApplyRequestExpired(Command[Case]):
    dispute_id: UUID
    request_id: UUID
    news: RequestNews = NEWEST


def apply_request_expired(case: Case, command: ApplyRequestExpired, context: Context) -> CaseChange:
    engine = case.engine_context(context)
    change = evidence_reactions.on_request_expired(case.dispute, command.request_id, engine, command.news)
    return CaseChange(change, "evidence_lapsed")


@dataclass(frozen=True, slots=True)
class ApplyRequestExtended(Command[Case]):
    dispute_id: UUID
    request_id: UUID
    due_at: datetime


def apply_request_extended(case: Case, command: ApplyRequestExtended, context: Context) -> CaseChange:
    change = evidence_reactions.on_request_extended(case.dispute, command.request_id, command.due_at)
    return CaseChange(change, "evidence_time")


@dataclass(frozen=True, slots=True)
class ApplyGrace(Command[Case]):
    dispute_id: UUID
    request_id: UUID
    due_at: datetime


def apply_grace(case: Case, command: ApplyGrace, context: Context) -> CaseChange:
    change = evidence_reactions.on_grace_granted(case.dispute, command.request_id, command.due_at)
    return CaseChange(change, "evidence_time")


@dataclass(frozen=True, slots=True)
class ApplyItemAttached(Command[Case]):
    dispute_id: UUID
    item_id: UUID
    covers: tuple[str, ...]


def apply_item_attached(case: Case, command: ApplyItemAttached, context: Context) -> CaseChange:
    change = evidence_reactions.on_item_attached(case.dispute, command.item_id, command.covers)
    return CaseChange(change, "evidence_attached")


@dataclass(frozen=True, slots=True)
class ApplyVideoVerified(Command[Case]):
    dispute_id: UUID
    item_id: UUID
    finding: VideoFinding


def apply_video_verified(case: Case, command: ApplyVideoVerified, context: Context) -> CaseChange:
    change = evidence_reactions.on_video_verified(case.dispute, command.item_id, command.finding)
    return CaseChange(change, "evidence_examined")


@dataclass(frozen=True, slots=True)
class ApplyItemReceived(Command[Case]):
    dispute_id: UUID
    item: EvidenceItem


def apply_item_received(case: Case, command: ApplyItemReceived, context: Context) -> CaseChange:
    return CaseChange(evidence_reactions.on_item_received(case.dispute, command.item), "evidence_received")


@dataclass(frozen=True, slots=True)
class ApplyItemInvalidated(Command[Case]):
    dispute_id: UUID
    item_id: UUID
    by_operator: bool = False


def apply_item_invalidated(case: Case, command: ApplyItemInvalidated, context: Context) -> CaseChange:
    change = evidence_reactions.on_item_invalidated(case.dispute, command.item_id, by_operator=command.by_operator)
    return CaseChange(change, "evidence_invalid")


# Time


@dataclass(frozen=True, slots=True)
class ApplyDeadline(Command[Case]):
    """Deadline of this service that has passed, or a reminder before one that is due."""

    dispute_id: UUID
    kind: str
    due_at: datetime


def apply_deadline(case: Case, command: ApplyDeadline, context: Context) -> CaseChange:
    """Apply a deadline. Of a clock no longer armed, nothing follows."""
    engine = case.engine_context(context)
    if command.kind == clocks.PAUSE_CLOCK:
        change = clocks.end_pause(case.dispute, command.due_at, case.policy)
    elif command.kind.startswith(clocks.REMINDER_PREFIX):
        change = clocks.remind_of_deadline(case.dispute, command.kind, command.due_at, engine)
    else:
        change = reactions.on_deadline(case.dispute, command.kind, command.due_at, engine)
    return CaseChange(change, f"timeout:{command.kind}")


# `DecideAgreement` may be for a second operator: its row stands in `approvals/event_commands.py`, around this handler.
EVENT_COMMAND_HANDLERS: Final[CommandHandlers] = {
    RecordEscrow: CommandHandler(load_nothing, record_escrow, save_known_escrow),
    ApplyFreeze: CommandHandler(load_case, apply_freeze, save_and_publish),
    ApplyFreezeRefusal: CommandHandler(load_case, apply_freeze_refusal, save_and_publish),
    ApplySettlement: CommandHandler(load_case, apply_settlement, save_and_publish),
    ApplyReversal: CommandHandler(load_case, apply_reversal, save_and_publish),
    ApplyEscrowEnd: CommandHandler(load_active_case, apply_escrow_end, save_active_case),
    ApplyTurn: CommandHandler(load_case, apply_turn, save_and_publish),
    ApplyNegotiationFailure: CommandHandler(load_case, apply_negotiation_failure, save_and_publish),
    ApplyRequestSatisfied: CommandHandler(load_case, apply_request_satisfied, save_and_publish),
    ApplyRequestReopened: CommandHandler(load_case, apply_request_reopened, save_and_publish),
    ApplyRequestExpired: CommandHandler(load_case, apply_request_expired, save_and_publish),
    ApplyRequestExtended: CommandHandler(load_case, apply_request_extended, save_and_publish),
    ApplyGrace: CommandHandler(load_case, apply_grace, save_and_publish),
    ApplyItemAttached: CommandHandler(load_case, apply_item_attached, save_and_publish),
    ApplyVideoVerified: CommandHandler(load_case, apply_video_verified, save_and_publish),
    ApplyItemReceived: CommandHandler(load_case, apply_item_received, save_and_publish),
    ApplyItemInvalidated: CommandHandler(load_case, apply_item_invalidated, save_and_publish),
    ApplyDeadline: CommandHandler(load_case, apply_deadline, save_and_publish),
}
