"""Reversals: a settlement decided anew after its money moved (K19). The difference is paid, and owed. Pure functions.

Nothing is pulled out of anybody's account: what one side was paid too much becomes a debt, seen as a receivable.
Fees follow the money: the platform gives back what it took of a share that is taken back, and takes its part of
what is paid anew.
"""

from __future__ import annotations

from typing import NamedTuple
from uuid import UUID

from common.kernel.money import Money, Split
from common.kernel.seams import IdFactory

from .errors import SplitDoesNotSum
from .escrow import Change, Escrow
from .events import Reversed
from .ledger import Movement, MovementKind, Party, Posting
from .payouts import Balances
from .transitions import ENDED_STATES


class Settlement(NamedTuple):
    """Posting of a settlement, in minor units."""

    transaction: UUID
    instruction: UUID
    to_buyer: int
    to_seller: int
    """With the fee that came out of it."""
    fee: int
    buyer_fee_earned: int

    @property
    def total_minor(self) -> int:
        return self.to_buyer + self.to_seller


class _Shift(NamedTuple):
    """Money that changes sides: how it moves, and what the balances are afterwards."""

    movements: list[Movement]
    balances: Balances


def reverse_settlement(
    escrow: Escrow, dispute: UUID, settlement: Settlement, shares: Split, *, instruction: UUID, new_id: IdFactory
) -> Change:
    """Divide anew what was settled. Raises SplitDoesNotSum."""
    if shares.total != Money(settlement.total_minor, escrow.currency):
        raise SplitDoesNotSum
    extra = shares.to_buyer.minor - settlement.to_buyer
    if not extra:
        return Change(escrow)
    to_buyer = extra > 0
    shift = _shift_to_buyer(escrow, settlement, extra, new_id) if to_buyer else _shift_to_seller(escrow, -extra, new_id)
    posting = Posting(
        new_id(),
        instruction,
        tuple(movement for movement in shift.movements if movement.minor),
        debtor=escrow.agreement.seller if to_buyer else escrow.agreement.buyer,
        reverses=settlement.transaction,
        dispute=dispute,
    )
    amount = Money(abs(extra), escrow.currency)
    fee = Money(_fee_after(settlement, shift.movements), escrow.currency)
    event = Reversed(dispute, instruction, settlement.instruction, "buyer" if to_buyer else "seller", amount, fee)
    state = shift.balances.final_state if escrow.state in ENDED_STATES else escrow.state
    return Change(escrow.evolve(event, balances=shift.balances, state=state), (event,), posting)


def _fee_after(settlement: Settlement, movements: list[Movement]) -> int:
    given_back = sum(m.minor for m in movements if (m.kind, m.party) == (MovementKind.REVERSAL, Party.PLATFORM))
    return settlement.fee - given_back + sum(m.minor for m in movements if m.kind is MovementKind.FEE)


def _shift_to_buyer(escrow: Escrow, settlement: Settlement, extra: int, new_id: IdFactory) -> _Shift:
    fee, balances, price = escrow.agreement.fee, escrow.balances, escrow.price
    given_back = min(fee.deducted_from_seller(balances.released - extra, extra), settlement.fee)
    unearned = min(fee.earned_from_buyer(price, balances.released - extra, extra), settlement.buyer_fee_earned)
    returned = min(fee.returned_to_buyer(price, balances.refunded, extra), balances.fee_hold + unearned)
    movements = [
        Movement(new_id(), MovementKind.REVERSAL, extra - given_back, Party.SELLER),
        Movement(new_id(), MovementKind.REVERSAL, given_back, Party.PLATFORM),
        Movement(new_id(), MovementKind.REFUND, extra),
        Movement(new_id(), MovementKind.BUYER_FEE_REVERSAL, unearned, Party.PLATFORM),
        Movement(new_id(), MovementKind.BUYER_FEE_RETURNED, returned),
    ]
    after = balances._replace(
        released=balances.released - extra,
        refunded=balances.refunded + extra,
        fee_hold=balances.fee_hold + unearned - returned,
        fee_taken=balances.fee_taken - given_back - unearned,
    )
    return _Shift(movements, after)


def _shift_to_seller(escrow: Escrow, extra: int, new_id: IdFactory) -> _Shift:
    fee, balances, price = escrow.agreement.fee, escrow.balances, escrow.price
    deducted = fee.deducted_from_seller(balances.released, extra)
    returned_before = fee.returned_to_buyer(price, balances.refunded - extra, extra)
    earned = min(fee.earned_from_buyer(price, balances.released, extra), balances.fee_hold + returned_before)
    movements = [
        Movement(new_id(), MovementKind.REVERSAL, extra, Party.BUYER),
        Movement(new_id(), MovementKind.RELEASE, extra - deducted),
        Movement(new_id(), MovementKind.FEE, deducted),
        Movement(new_id(), MovementKind.BUYER_FEE_REVERSAL, returned_before, Party.BUYER),
        Movement(new_id(), MovementKind.BUYER_FEE_EARNED, earned),
    ]
    after = balances._replace(
        released=balances.released + extra,
        refunded=balances.refunded - extra,
        fee_hold=balances.fee_hold + returned_before - earned,
        fee_taken=balances.fee_taken + deducted + earned,
    )
    return _Shift(movements, after)
