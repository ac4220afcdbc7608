"""Fines: debts of a participant to the platform (K16). They never touch the money of an escrow. Pure functions."""

from __future__ import annotations

from dataclasses import replace
from typing import NamedTuple, Protocol
from uuid import UUID

from common.kernel.money import Money
from common.kernel.seams import IdFactory

from .escrow import Change, Escrow
from .events import FineBooked, FineCancelled
from .ledger import Movement, MovementKind, Party, Posting


class Fine(NamedTuple):
    instruction: UUID
    dispute: UUID
    participant: str
    party: Party
    amount: Money


class BookedFine(NamedTuple):
    fine: Fine
    transaction: UUID
    """Ledger transaction that booked it."""


class FineRepository(Protocol):
    async def find_booking(self, instruction: UUID) -> BookedFine | None: ...

    async def is_posted(self, instruction: UUID) -> bool: ...

    async def is_cancelled(self, transaction: UUID) -> bool: ...


def book_fine(escrow: Escrow, fine: Fine, *, new_id: IdFactory) -> Change:
    posting = _fine_posting(fine.instruction, fine, MovementKind.FINE, new_id)
    event = FineBooked(fine.dispute, fine.instruction, fine.participant, fine.amount)
    return Change(escrow.evolve(event), (event,), posting)


def cancel_fine(escrow: Escrow, booked: BookedFine, *, instruction: UUID, new_id: IdFactory) -> Change:
    """Take a booked fine off again."""
    fine = booked.fine
    posting = _fine_posting(instruction, fine, MovementKind.FINE_REVERSAL, new_id)
    event = FineCancelled(fine.dispute, instruction, fine.instruction, fine.participant, fine.amount)
    return Change(escrow.evolve(event), (event,), replace(posting, reverses=booked.transaction))


def _fine_posting(instruction: UUID, fine: Fine, kind: MovementKind, new_id: IdFactory) -> Posting:
    return Posting(
        new_id(),
        instruction,
        (Movement(new_id(), kind, fine.amount.minor, fine.party),),
        debtor=fine.participant,
        currency=fine.amount.currency,
        dispute=fine.dispute,
    )
