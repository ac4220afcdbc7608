"""Reversals: a settlement decided anew after its money moved (K19). The difference is paid, and owed. Pure functions.

Nothing is pulled out of anybody's account: what one side was paid too much becomes a debt, seen as a receivable.
Fees follow the money: the platform gives back what it took of a share that is taken back, and takes its part of
what is paid anew.
"""

from __future__ import annotations

from typing import NamedTuple
from uuid import UUID

from common.kernel.fees import FundedPrice, PayoutParts, SettledPayout, divide_anew
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

    @property
    def payout(self) -> SettledPayout:
        return SettledPayout(self.to_buyer, self.to_seller, self.fee, self.buyer_fee_earned)


def reverse_settlement(
    escrow: Escrow, dispute: UUID, settlement: Settlement, shares: Split, *, instruction: UUID, new_id: IdFactory
) -> Change:
    """Divide anew what was settled. Raises SplitDoesNotSum."""
    if shares.total != Money(settlement.total_minor, escrow.currency):
        raise SplitDoesNotSum
    if shares.to_buyer.minor == settlement.to_buyer:
        return Change(escrow)
    parts = divide_anew(escrow.agreement.fee, _funds_of(escrow), settlement.payout, to_buyer=shares.to_buyer.minor)
    to_buyer = parts.buyer_net > 0
    posting = Posting(
        new_id(),
        instruction,
        tuple(movement for movement in _movements(parts, new_id) if movement.minor),
        debtor=escrow.agreement.seller if to_buyer else escrow.agreement.buyer,
        reverses=settlement.transaction,
        dispute=dispute,
    )
    event = Reversed(
        dispute,
        instruction,
        settlement.instruction,
        "buyer" if to_buyer else "seller",
        amount=Money(abs(parts.buyer_net), escrow.currency),
        fee=Money(settlement.fee + parts.fee_deducted, escrow.currency),
        fee_on_top=Money(settlement.buyer_fee_earned + parts.fee_earned, escrow.currency),
        fee_returned=Money(abs(parts.fee_returned), escrow.currency),
    )
    balances = _balances_after(escrow.balances, parts)
    state = balances.final_state if escrow.state in ENDED_STATES else escrow.state
    return Change(escrow.evolve(event, balances=balances, state=state), (event,), posting)


def _funds_of(escrow: Escrow) -> FundedPrice:
    balances = escrow.balances
    return FundedPrice(escrow.price, balances.hold, balances.released, balances.refunded, balances.fee_hold)


def _movements(parts: PayoutParts, new_id: IdFactory) -> tuple[Movement, ...]:
    """What one side was paid too much is reversed, the other is paid; fees go with it."""
    if parts.buyer_net > 0:
        return (
            Movement(new_id(), MovementKind.REVERSAL, -parts.seller_net, Party.SELLER),
            Movement(new_id(), MovementKind.REVERSAL, -parts.fee_deducted, Party.PLATFORM),
            Movement(new_id(), MovementKind.REFUND, parts.buyer_net),
            Movement(new_id(), MovementKind.BUYER_FEE_REVERSAL, -parts.fee_earned, Party.PLATFORM),
            Movement(new_id(), MovementKind.BUYER_FEE_RETURNED, parts.fee_returned),
        )
    return (
        Movement(new_id(), MovementKind.REVERSAL, -parts.buyer_net, Party.BUYER),
        Movement(new_id(), MovementKind.RELEASE, parts.seller_net),
        Movement(new_id(), MovementKind.FEE, parts.fee_deducted),
        Movement(new_id(), MovementKind.BUYER_FEE_REVERSAL, -parts.fee_returned, Party.BUYER),
        Movement(new_id(), MovementKind.BUYER_FEE_EARNED, parts.fee_earned),
    )


def _balances_after(balances: Balances, parts: PayoutParts) -> Balances:
    return balances._replace(
        released=balances.released - parts.buyer_net,
        refunded=balances.refunded + parts.buyer_net,
        fee_hold=balances.fee_hold - parts.fee_earned - parts.fee_returned,
        fee_taken=balances.fee_taken + parts.to_platform,
    )
