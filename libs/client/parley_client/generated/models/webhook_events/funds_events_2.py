"""Funds events of webhook events. Written by `make clients`: do not edit."""

from __future__ import annotations

from typing import Literal, NotRequired, TypedDict

from parley_client.generated.models.webhook_events.choices import (
    FundsFineBookedEventDataState,
    FundsFineCancelledEventDataState,
    FundsReversedEventDataState,
    FundsReversedEventDataTo,
)
from parley_client.generated.models.webhook_events.parts import ActorRef, AutomaticStepRef, FeeRef, MoneyRef


class FundsReversedEventData(TypedDict):
    buyer: str
    """The buyer's user id on your platform."""
    seller: str
    """The seller's user id on your platform."""
    currency: str
    """ISO 4217 code of the currency, in three capital letters."""
    state: FundsReversedEventDataState
    """How far the escrow is after this."""
    policy: str
    """The edition pinned when the escrow was created."""
    policy_hash: str | None
    """SHA-256 of the pinned edition: what a dispute follows can be proven later."""
    category: str | None
    """Your category of the deal; null if you gave none."""
    price: MoneyRef
    """The agreed price."""
    held: MoneyRef
    """What is held of the price. A fee that the buyer pays is kept beside it and follows in proportion."""
    frozen: MoneyRef
    """What of the money is frozen by a dispute now."""
    released: MoneyRef
    """Of the price, with the fee that came out of it."""
    refunded: MoneyRef
    """Of the price, without what went back of a fee."""
    fee_terms: FeeRef
    """The fee, as agreed."""
    fee_held: MoneyRef
    """Of a fee that the buyer paid on top."""
    next_step: AutomaticStepRef | None
    """Step by itself that is next once nothing is frozen."""
    funded_at: str | None
    """When the price was complete (UTC); null before."""
    delivered_at: str | None
    """When the delivery was reported or presumed (UTC); null before."""
    partner_reference: str | None
    """Your own reference, given at the creation; null if you gave none."""
    dispute: str
    """Id of the dispute."""
    instruction: str
    """Id of the order that moves the money: the same one moves it once. Null where none does."""
    reverses: str
    """Id of the order of the settlement that is undone."""
    to: FundsReversedEventDataTo
    """Who gets the money now."""
    amount: MoneyRef
    """What `to` gets now of the price and the other side owes. Fees follow: the platform gives back its part of what
    is taken from the seller, and takes it of what the seller gets anew.
    """
    fee: MoneyRef | None
    """What the platform now takes of the seller's share in all."""
    fee_on_top: MoneyRef | None
    """What the platform now earns in all of a fee that the buyer had paid on top."""
    fee_returned: MoneyRef | None
    """What of that fee goes with `amount`: back to the buyer or, where the seller gets more, owed again."""


class FundsReversedEvent(TypedDict):
    """Settlement undone in part: one side gets more, the other owes it, as a receivable."""

    type: Literal["funds.reversed"]
    """What has happened."""
    timestamp: str
    """When it took effect (UTC, the platform's clock): when due or, decided late, when received."""
    id: str
    """Id of the event: the same in every delivery, and the `webhook-id`."""
    sequence: int
    """Number among all facts about its subject, internal ones included."""
    version: int
    """Version of its subject after it: what is older than what you know changes nothing."""
    number: int | None
    """Number among the events that you are sent about its subject, without a gap; null in a test."""
    cause: str
    """What brought it about: an act, a deadline, another event."""
    recorded_at: NotRequired[str | None]
    """When it was carried out, where it had taken effect before; else null."""
    subject: str
    """Id of what it happened to."""
    actor: ActorRef
    """Who did it; `system` for what happened by itself."""
    data: FundsReversedEventData
    """What this type tells."""


class FundsFineBookedEventData(TypedDict):
    buyer: str
    """The buyer's user id on your platform."""
    seller: str
    """The seller's user id on your platform."""
    currency: str
    """ISO 4217 code of the currency, in three capital letters."""
    state: FundsFineBookedEventDataState
    """How far the escrow is after this."""
    policy: str
    """The edition pinned when the escrow was created."""
    policy_hash: str | None
    """SHA-256 of the pinned edition: what a dispute follows can be proven later."""
    category: str | None
    """Your category of the deal; null if you gave none."""
    price: MoneyRef
    """The agreed price."""
    held: MoneyRef
    """What is held of the price. A fee that the buyer pays is kept beside it and follows in proportion."""
    frozen: MoneyRef
    """What of the money is frozen by a dispute now."""
    released: MoneyRef
    """Of the price, with the fee that came out of it."""
    refunded: MoneyRef
    """Of the price, without what went back of a fee."""
    fee_terms: FeeRef
    """The fee, as agreed."""
    fee_held: MoneyRef
    """Of a fee that the buyer paid on top."""
    next_step: AutomaticStepRef | None
    """Step by itself that is next once nothing is frozen."""
    funded_at: str | None
    """When the price was complete (UTC); null before."""
    delivered_at: str | None
    """When the delivery was reported or presumed (UTC); null before."""
    partner_reference: str | None
    """Your own reference, given at the creation; null if you gave none."""
    dispute: str
    """Id of the dispute."""
    instruction: str
    """Id of the order that booked it."""
    participant: str
    """Your own id of the person."""
    amount: MoneyRef
    """The fine that was booked."""


class FundsFineBookedEvent(TypedDict):
    """Fine in the ledger: a participant owes it to the platform."""

    type: Literal["funds.fine_booked"]
    """What has happened."""
    timestamp: str
    """When it took effect (UTC, the platform's clock): when due or, decided late, when received."""
    id: str
    """Id of the event: the same in every delivery, and the `webhook-id`."""
    sequence: int
    """Number among all facts about its subject, internal ones included."""
    version: int
    """Version of its subject after it: what is older than what you know changes nothing."""
    number: int | None
    """Number among the events that you are sent about its subject, without a gap; null in a test."""
    cause: str
    """What brought it about: an act, a deadline, another event."""
    recorded_at: NotRequired[str | None]
    """When it was carried out, where it had taken effect before; else null."""
    subject: str
    """Id of what it happened to."""
    actor: ActorRef
    """Who did it; `system` for what happened by itself."""
    data: FundsFineBookedEventData
    """What this type tells."""


class FundsFineCancelledEventData(TypedDict):
    buyer: str
    """The buyer's user id on your platform."""
    seller: str
    """The seller's user id on your platform."""
    currency: str
    """ISO 4217 code of the currency, in three capital letters."""
    state: FundsFineCancelledEventDataState
    """How far the escrow is after this."""
    policy: str
    """The edition pinned when the escrow was created."""
    policy_hash: str | None
    """SHA-256 of the pinned edition: what a dispute follows can be proven later."""
    category: str | None
    """Your category of the deal; null if you gave none."""
    price: MoneyRef
    """The agreed price."""
    held: MoneyRef
    """What is held of the price. A fee that the buyer pays is kept beside it and follows in proportion."""
    frozen: MoneyRef
    """What of the money is frozen by a dispute now."""
    released: MoneyRef
    """Of the price, with the fee that came out of it."""
    refunded: MoneyRef
    """Of the price, without what went back of a fee."""
    fee_terms: FeeRef
    """The fee, as agreed."""
    fee_held: MoneyRef
    """Of a fee that the buyer paid on top."""
    next_step: AutomaticStepRef | None
    """Step by itself that is next once nothing is frozen."""
    funded_at: str | None
    """When the price was complete (UTC); null before."""
    delivered_at: str | None
    """When the delivery was reported or presumed (UTC); null before."""
    partner_reference: str | None
    """Your own reference, given at the creation; null if you gave none."""
    dispute: str
    """Id of the dispute."""
    instruction: str
    """Id of the order that cancelled it."""
    reverses: str
    """Id of the order that had booked it."""
    participant: str
    """Your own id of the person."""
    amount: MoneyRef
    """The fine that was cancelled."""


class FundsFineCancelledEvent(TypedDict):
    """Fine taken back in the ledger, after an appeal."""

    type: Literal["funds.fine_cancelled"]
    """What has happened."""
    timestamp: str
    """When it took effect (UTC, the platform's clock): when due or, decided late, when received."""
    id: str
    """Id of the event: the same in every delivery, and the `webhook-id`."""
    sequence: int
    """Number among all facts about its subject, internal ones included."""
    version: int
    """Version of its subject after it: what is older than what you know changes nothing."""
    number: int | None
    """Number among the events that you are sent about its subject, without a gap; null in a test."""
    cause: str
    """What brought it about: an act, a deadline, another event."""
    recorded_at: NotRequired[str | None]
    """When it was carried out, where it had taken effect before; else null."""
    subject: str
    """Id of what it happened to."""
    actor: ActorRef
    """Who did it; `system` for what happened by itself."""
    data: FundsFineCancelledEventData
    """What this type tells."""
