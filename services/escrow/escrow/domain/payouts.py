"""Payouts: how much of the hold goes where, and what that leaves. Pure arithmetic in minor units."""

from __future__ import annotations

from typing import Final, NamedTuple
from uuid import UUID

from common.kernel.fees import FundedPrice, PayoutParts, divide_payout
from common.kernel.money import Money
from common.kernel.seams import IdFactory

from .agreement import Agreement
from .events import EscrowEvent, Refunded, Released
from .ledger import MovementKind, Posting, create_posting
from .transitions import DeadlineKind, EscrowState

REFUNDING_DEADLINES: Final = (DeadlineKind.AUTO_REFUND_UNSHIPPED, DeadlineKind.AUTO_REFUND_UNDELIVERED)


class Balances(NamedTuple):
    """Places of the price, in minor units, and of the buyer's fee beside it."""

    hold: int = 0
    frozen: int = 0
    released: int = 0
    """With the fee that came out of it."""
    refunded: int = 0
    fee_hold: int = 0
    fee_taken: int = 0
    """By the platform, from either side."""

    @property
    def available(self) -> int:
        return self.hold - self.frozen

    @property
    def final_state(self) -> EscrowState:
        """State of an escrow whose hold is empty."""
        if not self.refunded:
            return EscrowState.RELEASED
        return EscrowState.SPLIT_SETTLED if self.released else EscrowState.REFUNDED

    def state_after(self, deadline: DeadlineKind) -> EscrowState | None:
        """Find how a deadline that pays out what is held ends the escrow. None: it does not."""
        if self.frozen or deadline not in (*REFUNDING_DEADLINES, DeadlineKind.AUTO_RELEASE):
            return None
        if deadline in REFUNDING_DEADLINES:
            return self._replace(hold=0, refunded=self.refunded + self.hold).final_state
        return self._replace(hold=0, released=self.released + self.hold).final_state


class Payout(NamedTuple):
    balances: Balances
    """After it."""
    posting: Posting | None

    def list_events(self, currency: str) -> tuple[EscrowEvent, ...]:
        """List what has happened once it is posted: whom it has paid, fees named beside."""
        posting = self.posting
        if posting is None:
            return ()
        events: tuple[EscrowEvent, ...] = ()
        net, fee = posting.total_of(MovementKind.RELEASE), posting.total_of(MovementKind.FEE)
        earned = posting.total_of(MovementKind.BUYER_FEE_EARNED)
        if net or fee or earned:
            released = Money(net, currency), Money(fee, currency), Money(earned, currency)
            events += (Released(posting.instruction, *released),)
        refund, returned = posting.total_of(MovementKind.REFUND), posting.total_of(MovementKind.BUYER_FEE_RETURNED)
        if refund or returned:
            events += (Refunded(posting.instruction, Money(refund, currency), Money(returned, currency)),)
        return events


def divide_hold(agreement: Agreement, balances: Balances, *, to_seller: int = 0, to_buyer: int = 0) -> PayoutParts:
    """Divide that much of the price, fees in proportion: what a payout posts, and what is foretold of it."""
    funds = FundedPrice(agreement.price.minor, balances.hold, balances.released, balances.refunded, balances.fee_hold)
    return divide_payout(agreement.fee, funds, to_seller=to_seller, to_buyer=to_buyer)


def plan_payout(
    agreement: Agreement,
    balances: Balances,
    *,
    to_seller: int = 0,
    to_buyer: int = 0,
    instruction: UUID,
    new_id: IdFactory,
) -> Payout:
    """Plan to move that much of the price out of the hold, fees in proportion."""
    parts = divide_hold(agreement, balances, to_seller=to_seller, to_buyer=to_buyer)
    posting = create_posting(
        instruction,
        {
            MovementKind.RELEASE: parts.seller_net,
            MovementKind.FEE: parts.fee_deducted,
            MovementKind.BUYER_FEE_EARNED: parts.fee_earned,
            MovementKind.REFUND: parts.buyer_net,
            MovementKind.BUYER_FEE_RETURNED: parts.fee_returned,
        },
        new_id=new_id,
    )
    after = balances._replace(
        hold=balances.hold - to_seller - to_buyer,
        released=balances.released + to_seller,
        refunded=balances.refunded + to_buyer,
        fee_hold=balances.fee_hold - parts.fee_earned - parts.fee_returned,
        fee_taken=balances.fee_taken + parts.to_platform,
    )
    return Payout(after, posting)


def plan_return(agreement: Agreement, balances: Balances, *, instruction: UUID, new_id: IdFactory) -> Payout:
    """Plan to give everything back, the fee as well: the price was never complete."""
    amounts = {MovementKind.REFUND: balances.hold, MovementKind.BUYER_FEE_RETURNED: balances.fee_hold}
    posting = create_posting(instruction, amounts, new_id=new_id)
    return Payout(Balances(refunded=balances.hold), posting)


class Shares(NamedTuple):
    """Parts of the price that leave the hold, fees still in them."""

    to_seller: int = 0
    to_buyer: int = 0


def shares_of_deadline(kind: DeadlineKind, balances: Balances) -> Shares | None:
    """Find how a deadline divides what is held. None: it pays nobody, or gives everything back."""
    match kind:
        case DeadlineKind.PRESUME_DELIVERY | DeadlineKind.FUNDING_EXPIRY:
            return None
        case DeadlineKind.AUTO_RELEASE:
            return Shares(to_seller=balances.available)
        case DeadlineKind.AUTO_REFUND_UNSHIPPED | DeadlineKind.AUTO_REFUND_UNDELIVERED:
            return Shares(to_buyer=balances.available)


def plan_deadline(kind: DeadlineKind, agreement: Agreement, balances: Balances, *, new_id: IdFactory) -> Payout | None:
    """Plan what a deadline pays when it is due. None: it pays nobody."""
    if kind is DeadlineKind.FUNDING_EXPIRY:
        return plan_return(agreement, balances, instruction=new_id(), new_id=new_id)
    if (shares := shares_of_deadline(kind, balances)) is None:
        return None
    return plan_payout(agreement, balances, **shares._asdict(), instruction=new_id(), new_id=new_id)
