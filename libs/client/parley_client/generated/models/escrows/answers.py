"""Answers of escrows. Written by `make clients`: do not edit."""

from __future__ import annotations

from typing import Any, NotRequired, TypedDict

from parley_client.generated.models.escrows.choices import DeadlineKind, EndingSilenceOwedBy, Party, Undelivered
from parley_client.generated.models.general.answers import AllowedAction, MoneyView, NextAutomaticAction
from parley_client.generated.models.general.choices import Account, EscrowState, FeePayer, MovementKind, ShipmentDoubt


class AgreementView(TypedDict):
    title: str
    """What is sold."""
    terms: str
    """What was agreed beyond the title; empty if nothing was."""
    photo_hashes: list[str]
    """SHA-256 of the photos in the offer, in hexadecimal."""


class DisputeWindowView(TypedDict):
    """Window in which a problem can be reported, by the pinned edition; where it says so, a delivery prolongs it.

    Whether it can be reported at this moment, the action `dispute` says; `eligibility` says everything that it
    takes.
    """

    opens_at: str
    """From when on a problem can be reported (UTC)."""
    closes_at: str | None
    """When the policy's window is over, or before it everything is paid out by itself. None: as long as money is
    held.
    """
    eligibility: str
    """Address that says everything it takes to report one."""


class EndingSilenceView(TypedDict):
    """Silence that has ended a deal: which deadline ran out on whom, and what the deal became."""

    deadline: DeadlineKind
    """Which deadline ran out."""
    owed_by: EndingSilenceOwedBy
    """Whose silence it was."""
    due_at: str
    """When it ran out (UTC)."""
    executed: EscrowState
    """What the deal became by it."""


class FeeView(TypedDict):
    basis_points: int
    """Share of the price in basis points: 250 are 2.5 per cent."""
    fixed: MoneyView
    """Fixed amount on top of the share."""
    paid_by: FeePayer
    """`seller`: taken off what the seller gets. `buyer`: paid on top of the price."""


class FundsView(TypedDict):
    """Places of the price. `missing` is what the buyer still has to pay, a fee on top included."""

    held: MoneyView
    """In the escrow now, frozen money included."""
    frozen: MoneyView
    """Of that, what a dispute has frozen: nothing releases it until the dispute ends."""
    releasable: MoneyView
    """Of that, what can be released or refunded now."""
    missing: MoneyView
    """What the buyer still has to pay, a fee on top included."""
    released: MoneyView
    """With the fee that came out of it."""
    refunded: MoneyView
    """What has gone back to the buyer."""
    fee: MoneyView
    """What the platform has taken so far."""
    fee_held: MoneyView
    """Of a fee that the buyer pays."""


class ShipmentView(TypedDict):
    carrier: str
    """Name of the carrier, as people write it."""
    tracking_number: str
    """The carrier's number of the parcel."""
    doubts: list[ShipmentDoubt]
    """What speaks against it as proof of a shipment, should the deal be disputed."""


class WindowsView(TypedDict):
    funding_expiry: str
    """For the payment, from the creation on; then the escrow expires."""
    ship_within: str
    """For the shipment, from the payment on; then the buyer is refunded."""
    inspection: str
    """For the buyer to inspect the goods, from the delivery on; then the money is released."""
    delivery: str
    """For the delivery to be reported, from the shipment on; then what `undelivered` says."""
    undelivered: Undelivered
    """`inspect`: it counts as delivered. `refund`: everything goes back to the buyer."""


class EscrowView(TypedDict):
    id: str
    """Its id, given by Parley; it never changes."""
    status: EscrowState
    """State of the deal."""
    version: int
    """Number of its changes so far, from 1. Send it as `If-Match` with the act that you decide on it."""
    buyer: str
    """The buyer's user id on your platform."""
    seller: str
    """The seller's user id on your platform."""
    amount: MoneyView
    """The agreed price, without a fee that the buyer pays on top."""
    fee: FeeView
    """The platform's fee, as agreed."""
    agreement: AgreementView
    """What was agreed, as it will be shown if there is a dispute."""
    windows: WindowsView
    """How long each step may take."""
    policy: str
    """The dispute edition that is pinned to this deal."""
    policy_hash: str | None
    """SHA-256 of the pinned edition: what a dispute follows can be proven later."""
    category: str | None
    """Your category of the deal; it may choose the dispute policy."""
    partner_reference: str | None
    """Your own reference, given at the creation."""
    metadata: dict[str, str]
    """Your own keys and texts, as they were given; never interpreted."""
    funds: FundsView
    """How much of the price is held, released, refunded and frozen."""
    dispute: str | None
    """Id of the dispute that has frozen money; null if none has."""
    shipment: ShipmentView | None
    """Carrier and tracking number as they were reported; null before."""
    created_at: str
    """When it was created (UTC)."""
    fund_by: str
    """Until when the buyer must have paid, excluded (UTC); then it expires."""
    funded_at: str | None
    """When the price was complete (UTC); null before."""
    ship_by: str | None
    """Until when the shipment must have been reported, excluded (UTC); null before it is paid."""
    shipped_at: str | None
    """When the shipment was reported (UTC); null before."""
    deliver_by: str | None
    """Until when the delivery must have been reported, excluded (UTC); null before it is shipped."""
    delivered_at: str | None
    """When the delivery was reported or presumed (UTC); null before."""
    delivery_presumed: bool
    """Nobody reported the delivery: the time to do so was over."""
    inspection_ends_at: str | None
    """When the buyer's inspection ends and the money is released by itself (UTC); null before the delivery."""
    closed_at: str | None
    """When all its money had gone (UTC); null before."""
    cause: EndingSilenceView | None
    """Where silence has ended the deal: whose, and what was carried out for it."""
    dispute_window: DisputeWindowView | None
    """None until the price is complete."""
    allowed_actions: list[AllowedAction]
    """What you may do now, each with its address, deadline and limits. What is not listed is refused."""
    next_automatic_action: NextAutomaticAction | None
    """What happens by itself if nobody acts; null if nothing does."""
    when_unfrozen: NextAutomaticAction | None
    """What follows by itself if the dispute ends without a settlement, withdrawn for instance: at this time, or at
    once if it is over. None without a dispute. Where the delivery is presumed only then, an end after which
    nobody may open another lets the release come without the filing window; the case, which knows its ends,
    foretells each.
    """


class BulkOutcomeView(TypedDict):
    """What came of one instruction: what its own request would have been answered with."""

    key: str
    """Key of the instruction."""
    operation: str
    """Operation of the instruction."""
    status: int
    """Status that a request of its own would have had: below 400 it is carried out."""
    replayed: bool
    """Whether it had been carried out before, under the same key."""
    result: NotRequired[EscrowView | None]
    """Escrow as the instruction left it."""
    problem: NotRequired[dict[str, Any] | None]
    """Why it was not carried out: a problem, as in the answer to a request of its own."""


class BulkView(TypedDict):
    outcomes: list[BulkOutcomeView]
    """One for each instruction, in their order."""
    succeeded: int
    """How many were carried out, now or before."""
    refused: int
    """How many were not. Nothing of these has changed anything."""


class MovementView(TypedDict):
    kind: MovementKind
    """Why the money moved."""
    party: Party
    """Party whose money it is."""
    from_account: Account
    """Account it leaves."""
    to_account: Account
    """Account it arrives in."""
    amount: MoneyView
    """Money that moves."""


class EscrowViewPage(TypedDict):
    data: list[EscrowView]
    """What was asked for, in the order that the operation describes."""
    has_more: bool
    """Whether there is another page."""
    next_cursor: NotRequired[str | None]
    """Send it as `cursor` to get the next page; null on the last one."""


class PostingView(TypedDict):
    """Ledger transaction. What leaves one account arrives in another, to the last minor unit."""

    id: str
    """Its id, given by Parley; it never changes."""
    instruction: str
    """Id of the order that moved it: the same order moves it once."""
    cause: str
    """What brought it about."""
    provider_reference: str | None
    """The payment provider's id, where a payment was reported."""
    created_at: str
    """When it took effect: of what happens by itself, when it was due; of what came in time and was decided late,
    when it was received.
    """
    recorded_at: str
    """When it was written into the ledger (UTC)."""
    movements: list[MovementView]
    """What went from where to where; they add up to nothing."""


class StatementView(TypedDict):
    data: list[PostingView]
    """What was asked for, in the order that the operation describes."""
