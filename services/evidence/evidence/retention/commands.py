"""Commands of erasure and retention: erase a person or a case, hold a case for a court, say how long evidence stays."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final, NamedTuple
from uuid import UUID

from common.execution.commands import (
    Command,
    CommandHandler,
    CommandHandlers,
    Context,
    UnversionedCommand,
    load_nothing,
)
from common.kernel.errors import NotFound
from common.kernel.principal import Actor
from evidence.cases.model import DISPUTE_OR_EVIDENCE, Case, CaseOpen, CaseState
from evidence.cases.retention import retained_until
from evidence.items.model import ErasureCause
from evidence.storage.erasure_receipt import ErasureReceipt

from . import loading
from .loading import CaseToErase, ErasurePlan, PersonToErase
from .model import ErasedCase, Erasure, LegalHold, NoLegalHold, StoredAnswer
from .transaction import RetentionTransaction


class HeldCase(NamedTuple):
    """Case and when its legal hold began, or ended."""

    dispute: UUID
    at: datetime


@dataclass(frozen=True, slots=True)
class EraseParticipant(UnversionedCommand[Erasure]):
    person: Actor
    has_deals: bool
    """Escrow knows them, of whom nothing was ever here."""
    instead: StoredAnswer
    """What stored answers that speak of it are replaced by."""


def erase_participant(
    subject: PersonToErase, command: EraseParticipant, context: Context
) -> ErasurePlan | ErasureReceipt:
    """Asked again it is the same receipt.

    Raises NotFound for somebody unheard of, CaseOpen or LegalHold; then nothing is erased.
    """
    if not (subject.is_known or command.has_deals):
        raise NotFound(DISPUTE_OR_EVIDENCE)
    match subject.hindrance:
        case CaseState.OPEN:
            raise CaseOpen
        case CaseState.CLOSED:
            raise LegalHold
    if subject.receipt is not None:
        return subject.receipt
    cause = ErasureCause.REQUEST
    return ErasurePlan(
        owner=command.person,
        cause=cause,
        items=[(item, item.erase(cause)) for item in subject.items],
        chunk_paths=subject.chunk_paths,
        cases=subject.cases,
        receipt=ErasureReceipt(context.timing.now, len(subject.items)),
        instead=command.instead,
    )


@dataclass(frozen=True, slots=True)
class EraseCase(Command[Erasure | None]):
    dispute: UUID
    instead: StoredAnswer
    """What stored answers that speak of it are replaced by."""


def erase_case(subject: CaseToErase, command: EraseCase, context: Context) -> ErasurePlan | None:
    """Erase all evidence of a case whose time is over. None: it is not, or not any more; nothing is erased then."""
    case, now, cause = subject.case, context.timing.now, ErasureCause.RETENTION
    due_at = retained_until(case, days=subject.retention_days, has_legal_hold=subject.has_legal_hold)
    if case.cleared_at is not None or due_at is None or now < due_at:
        return None
    return ErasurePlan(
        owner=case.id,
        cause=cause,
        items=[(item, item.erase(cause)) for item in subject.items],
        chunk_paths=subject.chunk_paths,
        cases=[ErasedCase(case.id, case.escrow)],
        receipt=ErasureReceipt(now, len(subject.items)),
        instead=command.instead,
        case=case.mark_cleared(now),
        due_at=due_at,
    )


@dataclass(frozen=True, slots=True)
class PlaceLegalHold(UnversionedCommand[HeldCase]):
    dispute: UUID
    reason: str


def place_legal_hold(case: Case, command: PlaceLegalHold, context: Context) -> PlaceLegalHold:
    case.side_of(context.principal)
    return command


async def save_legal_hold(tx: RetentionTransaction, case: Case, change: PlaceLegalHold, context: Context) -> HeldCase:
    await tx.erasures.place_hold(case.id, change.reason, context.principal.actor, context.timing.now)
    return HeldCase(case.id, context.timing.now)


@dataclass(frozen=True, slots=True)
class ReleaseLegalHold(UnversionedCommand[HeldCase]):
    dispute: UUID


def release_legal_hold(case: Case, command: ReleaseLegalHold, context: Context) -> ReleaseLegalHold:
    case.side_of(context.principal)
    return command


async def save_released_hold(
    tx: RetentionTransaction, case: Case, change: ReleaseLegalHold, context: Context
) -> HeldCase:
    """Raises NoLegalHold: only the row knows."""
    if not await tx.erasures.release_hold(case.id, context.timing.now):
        raise NoLegalHold
    return HeldCase(case.id, context.timing.now)


@dataclass(frozen=True, slots=True)
class SetRetention(Command[int]):
    days: int


def set_retention(subject: None, command: SetRetention, context: Context) -> int:
    return command.days


async def save_retention(tx: RetentionTransaction, subject: None, days: int, context: Context) -> int:
    await tx.retention.set_platform_days(days, context.principal.actor, context.timing.now)
    return days


@dataclass(frozen=True, slots=True)
class ForgetDeals(Command[None]):
    """Forget what is remembered of deals that escrow has erased."""

    escrows: tuple[UUID, ...]
    unfinished: Actor | None
    """Whose further deals escrow is to be asked for; None: there are none."""


def forget_deals(subject: None, command: ForgetDeals, context: Context) -> ForgetDeals:
    return command


async def save_forgotten_deals(tx: RetentionTransaction, subject: None, change: ForgetDeals, context: Context) -> None:
    await tx.erasures.forget_deals(change.escrows)
    if change.unfinished is not None:
        await loading.publish_participant_erased(tx, change.unfinished, context)


RETENTION_HANDLERS: Final[CommandHandlers] = {
    EraseParticipant: CommandHandler(loading.load_person, erase_participant, loading.save_person_erasure),
    EraseCase: CommandHandler(loading.load_case_to_erase, erase_case, loading.save_case_erasure),
    PlaceLegalHold: CommandHandler(loading.load_case, place_legal_hold, save_legal_hold),
    ReleaseLegalHold: CommandHandler(loading.load_case, release_legal_hold, save_released_hold),
    SetRetention: CommandHandler(load_nothing, set_retention, save_retention),
    ForgetDeals: CommandHandler(load_nothing, forget_deals, save_forgotten_deals),
}
