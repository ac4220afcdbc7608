"""A settlement decided anew after its money moved (K19): the difference is paid, and owed. Pure functions.

Nothing is pulled out of anybody's account: what one side was paid too much becomes a debt, seen as a receivable.
Fees follow the money: the platform gives back what it took of a share that is taken back, and takes its part of
what is paid anew.
"""

from __future__ import annotations

from dataclasses import replace
from typing import NamedTuple
from uuid import UUID

from common.kernel.money import Money, Split

from .errors import SplitDoesNotSum
from .escrow import ENDED, Change, Escrow, Purse, end_of
from .facts import Reversed
from .ledger import Kind, Movement, Party, Posting


class Settlement(NamedTuple):
    """How a settlement was posted, in minor units."""

    transaction: UUID
    instruction: UUID
    to_buyer: int
    to_seller: int
    """With the fee that came out of it."""
    fee: int
    buyer_fee_earned: int

    @property
    def whole(self) -> int:
        return self.to_buyer + self.to_seller


def reverse(escrow: Escrow, dispute: UUID, was: Settlement, shares: Split, *, instruction: UUID) -> Change:
    """Divide what was settled anew. Raises SplitDoesNotSum."""
    if shares.total != Money(was.whole, escrow.currency):
        raise SplitDoesNotSum
    more = shares.to_buyer.minor - was.to_buyer
    if not more:
        return Change(escrow)
    to_buyer = more > 0
    movements, purse = _to_buyer(escrow, was, more) if to_buyer else _to_seller(escrow, -more)
    posted = Posting(
        instruction,
        tuple(movement for movement in movements if movement.minor),
        debtor=escrow.agreement.seller if to_buyer else escrow.agreement.buyer,
        reverses=was.transaction,
    )
    amount = Money(abs(more), escrow.currency)
    fee = Money(_fee(was, movements), escrow.currency)
    fact = Reversed(dispute, instruction, was.instruction, "buyer" if to_buyer else "seller", amount, fee)
    state = end_of(purse) if escrow.state in ENDED else escrow.state
    after = replace(escrow, purse=purse, state=state, version=escrow.version + 1, facts=escrow.facts + 1)
    return Change(after, (fact,), posted)


def _fee(was: Settlement, movements: list[Movement]) -> int:
    given_back = sum(m.minor for m in movements if (m.kind, m.party) == (Kind.REVERSAL, Party.PLATFORM))
    return was.fee - given_back + sum(m.minor for m in movements if m.kind is Kind.FEE)


def _to_buyer(escrow: Escrow, was: Settlement, more: int) -> tuple[list[Movement], Purse]:
    fee, purse, price = escrow.agreement.fee, escrow.purse, escrow.price
    given_back = min(fee.from_seller(purse.released - more, more), was.fee)
    unearned = min(fee.from_buyer(price, purse.released - more, more), was.buyer_fee_earned)
    returned = min(fee.back_to_buyer(price, purse.refunded, more), purse.fee_held + unearned)
    movements = [
        Movement(Kind.REVERSAL, more - given_back, Party.SELLER),
        Movement(Kind.REVERSAL, given_back, Party.PLATFORM),
        Movement(Kind.REFUND, more),
        Movement(Kind.BUYER_FEE_REVERSAL, unearned, Party.PLATFORM),
        Movement(Kind.BUYER_FEE_RETURNED, returned),
    ]
    return movements, purse._replace(
        released=purse.released - more,
        refunded=purse.refunded + more,
        fee_held=purse.fee_held + unearned - returned,
        fee_taken=purse.fee_taken - given_back - unearned,
    )


def _to_seller(escrow: Escrow, more: int) -> tuple[list[Movement], Purse]:
    fee, purse, price = escrow.agreement.fee, escrow.purse, escrow.price
    taken = fee.from_seller(purse.released, more)
    owed = fee.back_to_buyer(price, purse.refunded - more, more)
    earned = min(fee.from_buyer(price, purse.released, more), purse.fee_held + owed)
    movements = [
        Movement(Kind.REVERSAL, more, Party.BUYER),
        Movement(Kind.RELEASE, more - taken),
        Movement(Kind.FEE, taken),
        Movement(Kind.BUYER_FEE_REVERSAL, owed, Party.BUYER),
        Movement(Kind.BUYER_FEE_EARNED, earned),
    ]
    return movements, purse._replace(
        released=purse.released + more,
        refunded=purse.refunded - more,
        fee_held=purse.fee_held + owed - earned,
        fee_taken=purse.fee_taken + taken + earned,
    )
