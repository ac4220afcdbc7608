"""Funds events of webhook events. Written by `make clients`: do not edit."""

from __future__ import annotations

from typing import Literal, TypedDict

from parley_client.generated.models.webhook_events.choices import (
    FundsHeldEventDataState,
    FundsParkedEventDataState,
    FundsParkedEventDataWhy,
    FundsRefundedEventDataState,
    FundsReleasedEventDataState,
    FundsReversedEventDataState,
    FundsReversedEventDataTo,
)
from parley_client.generated.models.webhook_events.parts import ActorRef, AutomaticStepRef, FeeRef, MoneyRef


class FundsHeldEventData(TypedDict):
    buyer: str
    """The buyer's user id on your platform."""
    seller: str
    """The seller's user id on your platform."""
    currency: str
    """ISO 4217 code of the currency, in three capital letters."""
    state: FundsHeldEventDataState
    policy: str
    """The edition pinned when the escrow was created."""
    policy_hash: str | None
    category: str | None
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
    next_step: AutomaticStepRef | None
    """Step by itself that is next once nothing is frozen."""
    funded_at: str | None
    delivered_at: str | None
    partner_reference: str | None
    amount: MoneyRef


class FundsHeldEvent(TypedDict):
    """Payment came in and is held. A deal can be paid in several."""

    type: Literal["funds.held"]
    """What has happened."""
    timestamp: str
    """When it took effect, by the platform's clock (UTC)."""
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
    subject: str
    """Id of what it happened to."""
    actor: ActorRef
    """Who did it; `system` for what happened by itself."""
    data: FundsHeldEventData
    """What this type tells. Empty where the event would have 20,000 bytes or more."""


class FundsParkedEventData(TypedDict):
    buyer: str
    """The buyer's user id on your platform."""
    seller: str
    """The seller's user id on your platform."""
    currency: str
    """ISO 4217 code of the currency, in three capital letters."""
    state: FundsParkedEventDataState
    policy: str
    """The edition pinned when the escrow was created."""
    policy_hash: str | None
    category: str | None
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
    next_step: AutomaticStepRef | None
    """Step by itself that is next once nothing is frozen."""
    funded_at: str | None
    delivered_at: str | None
    partner_reference: str | None
    amount: MoneyRef
    why: FundsParkedEventDataWhy


class FundsParkedEvent(TypedDict):
    """Money that could not be applied (too much, or too late) waits in suspense."""

    type: Literal["funds.parked"]
    """What has happened."""
    timestamp: str
    """When it took effect, by the platform's clock (UTC)."""
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
    subject: str
    """Id of what it happened to."""
    actor: ActorRef
    """Who did it; `system` for what happened by itself."""
    data: FundsParkedEventData
    """What this type tells. Empty where the event would have 20,000 bytes or more."""


class FundsReleasedEventData(TypedDict):
    buyer: str
    """The buyer's user id on your platform."""
    seller: str
    """The seller's user id on your platform."""
    currency: str
    """ISO 4217 code of the currency, in three capital letters."""
    state: FundsReleasedEventDataState
    policy: str
    """The edition pinned when the escrow was created."""
    policy_hash: str | None
    category: str | None
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
    next_step: AutomaticStepRef | None
    """Step by itself that is next once nothing is frozen."""
    funded_at: str | None
    delivered_at: str | None
    partner_reference: str | None
    instruction: str
    to_seller: MoneyRef
    """What the seller gets: the fee is taken off already."""
    fee: MoneyRef
    """What came out of the seller's share."""
    fee_on_top: MoneyRef | None
    """What the platform earns with it of a fee that the buyer had paid on top."""


class FundsReleasedEvent(TypedDict):
    """Money left the hold for the seller, less the platform's `fee`."""

    type: Literal["funds.released"]
    """What has happened."""
    timestamp: str
    """When it took effect, by the platform's clock (UTC)."""
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
    subject: str
    """Id of what it happened to."""
    actor: ActorRef
    """Who did it; `system` for what happened by itself."""
    data: FundsReleasedEventData
    """What this type tells. Empty where the event would have 20,000 bytes or more."""


class FundsRefundedEventData(TypedDict):
    buyer: str
    """The buyer's user id on your platform."""
    seller: str
    """The seller's user id on your platform."""
    currency: str
    """ISO 4217 code of the currency, in three capital letters."""
    state: FundsRefundedEventDataState
    policy: str
    """The edition pinned when the escrow was created."""
    policy_hash: str | None
    category: str | None
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
    next_step: AutomaticStepRef | None
    """Step by itself that is next once nothing is frozen."""
    funded_at: str | None
    delivered_at: str | None
    partner_reference: str | None
    instruction: str
    to_buyer: MoneyRef
    """What goes back of the price."""
    fee_returned: MoneyRef | None
    """What goes back of a fee that the buyer had paid on top."""


class FundsRefundedEvent(TypedDict):
    """Money left the hold for the buyer."""

    type: Literal["funds.refunded"]
    """What has happened."""
    timestamp: str
    """When it took effect, by the platform's clock (UTC)."""
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
    subject: str
    """Id of what it happened to."""
    actor: ActorRef
    """Who did it; `system` for what happened by itself."""
    data: FundsRefundedEventData
    """What this type tells. Empty where the event would have 20,000 bytes or more."""


class FundsReversedEventData(TypedDict):
    buyer: str
    """The buyer's user id on your platform."""
    seller: str
    """The seller's user id on your platform."""
    currency: str
    """ISO 4217 code of the currency, in three capital letters."""
    state: FundsReversedEventDataState
    policy: str
    """The edition pinned when the escrow was created."""
    policy_hash: str | None
    category: str | None
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
    next_step: AutomaticStepRef | None
    """Step by itself that is next once nothing is frozen."""
    funded_at: str | None
    delivered_at: str | None
    partner_reference: str | None
    dispute: str
    """Id of the dispute."""
    instruction: str
    reverses: str
    to: FundsReversedEventDataTo
    amount: MoneyRef
    """What `to` gets now of the price and the other side owes. Fees follow: the platform gives back its part of what
    is taken from the seller, and takes it of what the seller gets anew.
    """
    fee: MoneyRef | None
    """What the platform now takes of the seller's share in all."""


class FundsReversedEvent(TypedDict):
    """Settlement undone in part: one side gets more, the other owes it, as a receivable."""

    type: Literal["funds.reversed"]
    """What has happened."""
    timestamp: str
    """When it took effect, by the platform's clock (UTC)."""
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
    subject: str
    """Id of what it happened to."""
    actor: ActorRef
    """Who did it; `system` for what happened by itself."""
    data: FundsReversedEventData
    """What this type tells. Empty where the event would have 20,000 bytes or more."""
