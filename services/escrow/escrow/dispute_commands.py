"""Commands that other services order: frozen values, each with its handler. Most come of a dispute."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from common.execution.commands import Command, CommandHandler, CommandHandlers, Context, load_nothing
from common.kernel.money import Money, Split
from common.kernel.principal import Role

from . import loading
from .domain import fines, freezes, reversals
from .domain.admission import CurrentEdition, PolicyEdition
from .domain.errors import NotPosted
from .domain.escrow import Change, Escrow
from .domain.fines import Fine
from .domain.freezes import FreezeRecord, FreezeState
from .domain.standing import ParticipantStanding
from .loading import DisputeChange, DisputedEscrow, FinedEscrow


@dataclass(frozen=True, slots=True)
class FreezeFunds(Command[Escrow]):
    escrow_id: UUID
    dispute_id: UUID
    amount: Money
    opened_at: datetime
    """When the opening of the case was received."""


def freeze_funds(subject: DisputedEscrow, command: FreezeFunds, context: Context) -> DisputeChange:
    """Answer each dispute once: a repeat, or a request that its own end has overtaken, changes nothing.

    What was due by itself when the case was opened is done first; a case opened before wins over a deadline not fired.
    """
    if subject.freeze is not None:
        return DisputeChange(Change(subject.escrow))
    due_before = freezes.apply_due_deadlines(
        subject.escrow, command.opened_at, now=context.timing.now, new_id=context.new_id
    )
    escrow = due_before[-1].change.aggregate if due_before else subject.escrow
    change = freezes.freeze_funds(escrow, command.dispute_id, command.amount)
    frozen = change.aggregate.frozen_by == command.dispute_id
    state = FreezeState.OPEN if frozen else FreezeState.REFUSED
    return DisputeChange(change, FreezeRecord(command.dispute_id, state, command.amount.minor), due_before)


@dataclass(frozen=True, slots=True)
class UnfreezeFunds(Command[Escrow]):
    escrow_id: UUID
    dispute_id: UUID
    at: datetime
    """When the dispute ended: what fell due meanwhile is due then."""
    bars: frozenset[Role] = frozenset()
    """Who can open no other dispute after it."""


def unfreeze_funds(subject: DisputedEscrow, command: UnfreezeFunds, context: Context) -> DisputeChange:
    """Lift the freeze of a dispute that ended without moving money; it never begins if its request comes later."""
    change = freezes.unfreeze_funds(subject.escrow, command.dispute_id, command.at, bars=command.bars)
    if not change.events and subject.freeze is not None:
        return DisputeChange(change)
    lifted = subject.escrow.balances.frozen if change.events else 0
    return DisputeChange(change, FreezeRecord(command.dispute_id, FreezeState.LIFTED, lifted))


@dataclass(frozen=True, slots=True)
class SettleDispute(Command[Escrow]):
    escrow_id: UUID
    dispute_id: UUID
    instruction: UUID
    shares: Split


def settle_dispute(subject: DisputedEscrow, command: SettleDispute, context: Context) -> DisputeChange:
    change = freezes.settle_dispute(
        subject.escrow,
        command.dispute_id,
        command.shares,
        instruction=command.instruction,
        timing=context.timing,
        new_id=context.new_id,
    )
    if not change.events:
        return DisputeChange(change)
    amount = command.shares.total.minor
    record = FreezeRecord(command.dispute_id, FreezeState.SETTLED, amount, command.instruction)
    return DisputeChange(change, record)


@dataclass(frozen=True, slots=True)
class PayReduction(Command[Escrow]):
    escrow_id: UUID
    dispute_id: UUID
    instruction: UUID
    amount: Money


def pay_reduction(subject: DisputedEscrow, command: PayReduction, context: Context) -> DisputeChange:
    """Pay a reduction once; what is left stays frozen."""
    if subject.is_posted:
        return DisputeChange(Change(subject.escrow))
    return DisputeChange(
        freezes.pay_reduction(
            subject.escrow,
            command.dispute_id,
            command.amount,
            instruction=command.instruction,
            timing=context.timing,
            new_id=context.new_id,
        )
    )


@dataclass(frozen=True, slots=True)
class ReverseSettlement(Command[Escrow]):
    escrow_id: UUID
    dispute_id: UUID
    instruction: UUID
    reverses: UUID
    """Instruction that settled it."""
    shares: Split


def reverse_settlement(subject: DisputedEscrow, command: ReverseSettlement, context: Context) -> DisputeChange:
    """Reverse a settlement once, a reversal never. Raises NotPosted while the settlement is on its way."""
    freeze = subject.freeze
    if freeze is None or freeze.state is FreezeState.OPEN:
        raise NotPosted
    if subject.settlement is None or (freeze.state, freeze.instruction) != (FreezeState.SETTLED, command.reverses):
        return DisputeChange(Change(subject.escrow))
    change = reversals.reverse_settlement(
        subject.escrow,
        command.dispute_id,
        subject.settlement,
        command.shares,
        instruction=command.instruction,
        new_id=context.new_id,
    )
    amount = command.shares.total.minor
    record = FreezeRecord(command.dispute_id, FreezeState.REVERSED, amount, command.instruction)
    return DisputeChange(change, record)


@dataclass(frozen=True, slots=True)
class BookFine(Command[Escrow]):
    escrow_id: UUID
    fine: Fine


def book_fine(subject: FinedEscrow, command: BookFine, context: Context) -> Change:
    if subject.is_posted:
        return Change(subject.escrow)
    return fines.book_fine(subject.escrow, command.fine, new_id=context.new_id)


@dataclass(frozen=True, slots=True)
class CancelFine(Command[Escrow]):
    escrow_id: UUID
    instruction: UUID
    reverses: UUID
    """Instruction that booked it."""


def cancel_fine(subject: FinedEscrow, command: CancelFine, context: Context) -> Change:
    """Raises NotPosted while the fine itself is on its way."""
    if subject.booked is None:
        raise NotPosted
    if subject.is_posted or subject.is_cancelled:
        return Change(subject.escrow)
    return fines.cancel_fine(subject.escrow, subject.booked, instruction=command.instruction, new_id=context.new_id)


@dataclass(frozen=True, slots=True)
class RecordStanding(Command[None]):
    standing: ParticipantStanding


def record_standing(subject: None, command: RecordStanding, context: Context) -> ParticipantStanding:
    return command.standing


@dataclass(frozen=True, slots=True)
class RecordEdition(Command[None]):
    edition: PolicyEdition


def record_edition(subject: None, command: RecordEdition, context: Context) -> PolicyEdition:
    return command.edition


@dataclass(frozen=True, slots=True)
class RecordCurrentEdition(Command[None]):
    current: CurrentEdition


def record_current_edition(subject: None, command: RecordCurrentEdition, context: Context) -> CurrentEdition:
    return command.current


async def save_standing(tx: loading.Tx, subject: None, change: ParticipantStanding, context: Context) -> None:
    await tx.standings.save_if_newer(change)


async def save_edition(tx: loading.Tx, subject: None, change: PolicyEdition, context: Context) -> None:
    await tx.policies.save_if_newer(change)


async def save_current_edition(tx: loading.Tx, subject: None, change: CurrentEdition, context: Context) -> None:
    await tx.policies.choose_if_newer(change)


DISPUTE_HANDLERS: Final[CommandHandlers] = {
    FreezeFunds: CommandHandler(loading.load_disputed_escrow, freeze_funds, loading.save_dispute_change),
    UnfreezeFunds: CommandHandler(loading.load_disputed_escrow, unfreeze_funds, loading.save_dispute_change),
    SettleDispute: CommandHandler(loading.load_disputed_escrow, settle_dispute, loading.save_dispute_change),
    PayReduction: CommandHandler(loading.load_reduced_escrow, pay_reduction, loading.save_dispute_change),
    ReverseSettlement: CommandHandler(loading.load_settled_escrow, reverse_settlement, loading.save_dispute_change),
    BookFine: CommandHandler(loading.load_escrow_to_fine, book_fine, loading.save_fine_change),
    CancelFine: CommandHandler(loading.load_fined_escrow, cancel_fine, loading.save_fine_change),
    RecordStanding: CommandHandler(load_nothing, record_standing, save_standing),
    RecordEdition: CommandHandler(load_nothing, record_edition, save_edition),
    RecordCurrentEdition: CommandHandler(load_nothing, record_current_edition, save_current_edition),
}
