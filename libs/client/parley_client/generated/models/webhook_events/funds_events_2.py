"""Funds events of webhook events. Written by `make clients`: do not edit."""

from __future__ import annotations

from typing import Literal, TypedDict

from parley_client.generated.models.webhook_events.choices import (
    FundsFineBookedEventDataState,
    FundsFineCancelledEventDataState,
)
from parley_client.generated.models.webhook_events.parts import ActorRef, AutomaticStepRef, FeeRef, MoneyRef


class FundsFineBookedEventData(TypedDict):
    buyer: str
    """The buyer's user id on your platform."""
    seller: str
    """The seller's user id on your platform."""
    currency: str
    """ISO 4217 code of the currency, in three capital letters."""
    state: FundsFineBookedEventDataState
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
    participant: str
    amount: MoneyRef


class FundsFineBookedEvent(TypedDict):
    """Fine in the ledger: a participant owes it to the platform."""

    type: Literal["funds.fine_booked"]
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
    data: FundsFineBookedEventData
    """What this type tells. Empty where the event would have 20,000 bytes or more."""


class FundsFineCancelledEventData(TypedDict):
    buyer: str
    """The buyer's user id on your platform."""
    seller: str
    """The seller's user id on your platform."""
    currency: str
    """ISO 4217 code of the currency, in three capital letters."""
    state: FundsFineCancelledEventDataState
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
    participant: str
    amount: MoneyRef


class FundsFineCancelledEvent(TypedDict):
    """Fine taken back in the ledger, after an appeal."""

    type: Literal["funds.fine_cancelled"]
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
    data: FundsFineCancelledEventData
    """What this type tells. Empty where the event would have 20,000 bytes or more."""
