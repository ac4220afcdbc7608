"""A fine is a debt of a participant to the platform (K16). It never touches the money of an escrow. Pure functions."""

from __future__ import annotations

from dataclasses import replace
from typing import NamedTuple
from uuid import UUID

from common.kernel.money import Money

from .escrow import Change, Escrow
from .facts import Fact, FineBooked, FineCancelled
from .ledger import Kind, Movement, Party, Posting


class Fine(NamedTuple):
    instruction: UUID
    dispute: UUID
    participant: str
    party: Party
    amount: Money


def book(escrow: Escrow, fine: Fine) -> Change:
    posted = _posting(fine.instruction, fine, Kind.FINE)
    return _told(escrow, FineBooked(fine.dispute, fine.instruction, fine.participant, fine.amount), posted)


def cancel(escrow: Escrow, fine: Fine, transaction: UUID, *, instruction: UUID) -> Change:
    """`transaction` booked it."""
    posted = replace(_posting(instruction, fine, Kind.FINE_REVERSAL), reverses=transaction)
    fact = FineCancelled(fine.dispute, instruction, fine.instruction, fine.participant, fine.amount)
    return _told(escrow, fact, posted)


def _posting(instruction: UUID, fine: Fine, kind: Kind) -> Posting:
    movement = Movement(kind, fine.amount.minor, fine.party)
    return Posting(instruction, (movement,), debtor=fine.participant, currency=fine.amount.currency)


def _told(escrow: Escrow, fact: Fact, posted: Posting) -> Change:
    after = replace(escrow, version=escrow.version + 1, facts=escrow.facts + 1)
    return Change(after, (fact,), posted)
