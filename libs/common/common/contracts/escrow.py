"""Events that escrow publishes: platforms, the life of an escrow, and every movement of its money."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar, Literal
from uuid import UUID

from pydantic import AwareDatetime

from common.kernel.deal_money import DealMoney
from common.kernel.fees import FundedPrice

from .deal_erasure import DealsErased as DealsErased
from .deal_parts import AutomaticStepRef as AutomaticStepRef
from .deal_parts import DealMoneyRef as DealMoneyRef
from .deal_parts import FeeRef as FeeRef
from .envelope import Event, EventFields, MoneyRef, Party, Record, TimeoutRef

EscrowState = Literal[
    "awaiting_funds", "partially_funded", "funded", "shipped", "delivered",
    "released", "refunded", "split_settled", "cancelled", "expired",
]  # fmt: skip


class ShipmentRef(Record):
    """Shipment as it was reported in the deal: by carrier and tracking number."""

    carrier: str
    tracking_number: str
    shipped_at: AwareDatetime


class PlatformOpened(Event):
    topic: ClassVar[str] = "platforms.opened.v1"
    prefix: ClassVar[str] = "plt"
    internal_members: ClassVar[frozenset[str]] = frozenset({"name"})

    default_policy: str
    name: str | None = None
    """What its people know it by: pages that they are sent to say on whose behalf."""


class PlatformRenamed(Event):
    topic: ClassVar[str] = "platforms.renamed.v1"
    prefix: ClassVar[str] = "plt"
    internal_members: ClassVar[frozenset[str]] = frozenset({"name"})

    name: str
    """What its people know it by from now on."""


class PlatformSuspended(Event):
    topic: ClassVar[str] = "platforms.suspended.v1"
    prefix: ClassVar[str] = "plt"


class PlatformReinstated(Event):
    topic: ClassVar[str] = "platforms.reinstated.v1"
    prefix: ClassVar[str] = "plt"


class PlatformOriginsChanged(Event):
    """From where browsers may call for this platform: the whole list, as it is from now on."""

    topic: ClassVar[str] = "platforms.origins-changed.v1"
    prefix: ClassVar[str] = "plt"

    origins: tuple[str, ...]


class EscrowEvent(Event):
    """Every fact about an escrow carries how it stands afterwards, so that one fact is enough to remember it by."""

    prefix: ClassVar[str] = "esc"
    internal_members: ClassVar[frozenset[str]] = frozenset({"title", "shipment"})

    buyer: str
    seller: str
    currency: str
    state: EscrowState
    policy: str
    """The edition pinned when the escrow was created."""
    policy_hash: str | None = None
    category: str | None = None
    price: MoneyRef
    held: MoneyRef
    """What is held of the price. A fee that the buyer pays is kept beside it and follows in proportion."""
    frozen: MoneyRef
    released: MoneyRef
    """Of the price, with the fee that came out of it."""
    refunded: MoneyRef
    """Of the price, without what went back of a fee."""
    fee_terms: FeeRef
    fee_held: MoneyRef
    """Of a fee that the buyer paid on top."""
    next_step: AutomaticStepRef | None = None
    """Step by itself that is next once nothing is frozen."""
    funded_at: AwareDatetime | None = None
    shipment: ShipmentRef | None = None
    delivered_at: AwareDatetime | None = None
    partner_reference: str | None = None
    title: str | None = None
    """What the deal is about, in the platform's words. Internal: cases show it in their lists."""

    @property
    def funds(self) -> FundedPrice:
        """What `common.kernel.fees.divide_payout` needs to foretell a payout to the unit."""
        return FundedPrice(
            price=self.price.amount,
            hold=self.held.amount,
            released=self.released.amount,
            refunded=self.refunded.amount,
            fee_hold=self.fee_held.amount,
        )

    @property
    def deal_money(self) -> DealMoney:
        """What every payout that may follow is foretold with."""
        return DealMoney(
            currency=self.currency,
            fee=self.fee_terms.to_fee(),
            funds=self.funds,
            frozen=self.frozen.amount,
            next_step=self.next_step.to_next_step() if self.next_step else None,
        )


class EscrowFields(EventFields):
    """Fields that every event about an escrow has."""

    buyer: str
    seller: str
    currency: str
    state: EscrowState
    policy: str
    policy_hash: str | None
    category: str | None
    price: MoneyRef
    held: MoneyRef
    frozen: MoneyRef
    released: MoneyRef
    refunded: MoneyRef
    fee_terms: FeeRef
    fee_held: MoneyRef
    next_step: AutomaticStepRef | None
    funded_at: datetime | None
    shipment: ShipmentRef | None
    delivered_at: datetime | None
    partner_reference: str | None
    title: str | None


class EscrowCreated(EscrowEvent):
    """Deal agreed; the buyer's money is awaited."""

    topic: ClassVar[str] = "escrow.created.v1"
    public: ClassVar[str | None] = "escrow.created"


class EscrowFunded(EscrowEvent):
    """Whole price (and the buyer's fee, if the buyer pays it) is held."""

    topic: ClassVar[str] = "escrow.funded.v1"
    public: ClassVar[str | None] = "escrow.funded"


class EscrowShipped(EscrowEvent):
    """Goods handed to a carrier by the seller."""

    topic: ClassVar[str] = "escrow.shipped.v1"
    public: ClassVar[str | None] = "escrow.shipped"


class EscrowShipmentCorrected(EscrowEvent):
    """Carrier or tracking number put right; the goods are still on their way."""

    topic: ClassVar[str] = "escrow.shipment-corrected.v1"
    public: ClassVar[str | None] = "escrow.shipment_corrected"


class EscrowDelivered(EscrowEvent):
    """Goods arrived. If the buyer stays silent, the money is released at `inspection_ends_at`."""

    topic: ClassVar[str] = "escrow.delivered.v1"
    public: ClassVar[str | None] = "escrow.delivered"

    inspection_ends_at: AwareDatetime
    presumed: bool = False
    """Nobody reported it: the time to do so was over."""


class EscrowAccepted(EscrowEvent):
    """Buyer inspected and accepted; the release follows as its own fact."""

    topic: ClassVar[str] = "escrow.accepted.v1"
    public: ClassVar[str | None] = "escrow.accepted"


class EscrowClosed(EscrowEvent):
    """End of the deal: no money is held any more; `state` says how it ended."""

    topic: ClassVar[str] = "escrow.closed.v1"
    public: ClassVar[str | None] = "escrow.closed"

    timeout: TimeoutRef | None = None
    """Whose silence has ended it, where silence has."""


class FundsHeld(EscrowEvent):
    """Payment came in and is held. A deal can be paid in several."""

    topic: ClassVar[str] = "funds.held.v1"
    public: ClassVar[str | None] = "funds.held"

    amount: MoneyRef


class FundsParked(EscrowEvent):
    """Money that could not be applied (too much, or too late) waits in suspense."""

    topic: ClassVar[str] = "funds.parked.v1"
    public: ClassVar[str | None] = "funds.parked"

    amount: MoneyRef
    why: Literal["overfunded", "late"]


class FundsReleased(EscrowEvent):
    """Money left the hold for the seller, less the platform's `fee`."""

    topic: ClassVar[str] = "funds.released.v1"
    public: ClassVar[str | None] = "funds.released"

    instruction: UUID
    to_seller: MoneyRef
    """What the seller gets: the fee is taken off already."""
    fee: MoneyRef
    """What came out of the seller's share."""
    fee_on_top: MoneyRef | None = None
    """What the platform earns with it of a fee that the buyer had paid on top."""


class FundsRefunded(EscrowEvent):
    """Money left the hold for the buyer."""

    topic: ClassVar[str] = "funds.refunded.v1"
    public: ClassVar[str | None] = "funds.refunded"

    instruction: UUID
    to_buyer: MoneyRef
    """What goes back of the price."""
    fee_returned: MoneyRef | None = None
    """What goes back of a fee that the buyer had paid on top."""


class EscrowFrozen(EscrowEvent):
    """Disputed part cannot be released until the dispute ends. A dispute's clocks start here."""

    topic: ClassVar[str] = "escrow.frozen.v1"
    public: ClassVar[str | None] = "escrow.frozen"

    dispute: UUID
    amount: MoneyRef


class FreezeRefused(EscrowEvent):
    """Money that a dispute asked to hold still is not there, or no longer: the dispute is void."""

    topic: ClassVar[str] = "escrow.freeze-refused.v1"
    public: ClassVar[str | None] = "escrow.freeze_refused"

    dispute: UUID
    why: Literal["nothing_held", "insufficient_hold", "already_frozen", "escrow_ended"]


class EscrowUnfrozen(EscrowEvent):
    """Dispute ended without a settlement: the money takes its ordinary course."""

    topic: ClassVar[str] = "escrow.unfrozen.v1"
    public: ClassVar[str | None] = "escrow.unfrozen"

    dispute: UUID
    amount: MoneyRef


class EscrowSettled(EscrowEvent):
    """Disputed part divided as ordered, in one posting: `to_buyer + to_seller + fee` is the disputed amount.

    `funds.refunded` and `funds.released` of the same `instruction` tell these movements, too: count them once.
    """

    topic: ClassVar[str] = "escrow.settled.v1"
    public: ClassVar[str | None] = "escrow.settled"

    dispute: UUID
    instruction: UUID
    to_buyer: MoneyRef
    to_seller: MoneyRef
    fee: MoneyRef
    fee_on_top: MoneyRef | None = None
    """What the platform earns with it of a fee that the buyer had paid on top."""
    fee_returned: MoneyRef | None = None
    """What goes back of that fee to the buyer, beside `to_buyer`."""


class FundsReversed(EscrowEvent):
    """Settlement undone in part: one side gets more, the other owes it, as a receivable."""

    topic: ClassVar[str] = "funds.reversed.v1"
    public: ClassVar[str | None] = "funds.reversed"

    dispute: UUID
    instruction: UUID
    reverses: UUID
    to: Party
    amount: MoneyRef
    """What `to` gets now of the price and the other side owes. Fees follow: the platform gives back its part of what
    is taken from the seller, and takes it of what the seller gets anew."""
    fee: MoneyRef | None = None
    """What the platform now takes of the seller's share in all."""
    fee_on_top: MoneyRef | None = None
    """What the platform now earns in all of a fee that the buyer had paid on top."""
    fee_returned: MoneyRef | None = None
    """What of that fee goes with `amount`: back to the buyer or, where the seller gets more, owed again."""


class FineBooked(EscrowEvent):
    """Fine in the ledger: a participant owes it to the platform."""

    topic: ClassVar[str] = "funds.fine-booked.v1"
    public: ClassVar[str | None] = "funds.fine_booked"

    dispute: UUID
    instruction: UUID
    participant: str
    amount: MoneyRef


class FineCancelled(EscrowEvent):
    """Fine taken back in the ledger, after an appeal."""

    topic: ClassVar[str] = "funds.fine-cancelled.v1"
    public: ClassVar[str | None] = "funds.fine_cancelled"

    dispute: UUID
    instruction: UUID
    reverses: UUID
    participant: str
    amount: MoneyRef
