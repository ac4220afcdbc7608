"""Escrow events of webhook events. Written by `make clients`: do not edit."""

from __future__ import annotations

from typing import Literal, TypedDict

from parley_client.generated.models.webhook_events.choices import (
    EscrowAcceptedEventDataState,
    EscrowClosedEventDataState,
    EscrowFreezeRefusedEventDataState,
    EscrowFreezeRefusedEventDataWhy,
    EscrowFrozenEventDataState,
    EscrowUnfrozenEventDataState,
)
from parley_client.generated.models.webhook_events.parts import ActorRef, AutomaticStepRef, FeeRef, MoneyRef, TimeoutRef


class EscrowAcceptedEventData(TypedDict):
    buyer: str
    """The buyer's user id on your platform."""
    seller: str
    """The seller's user id on your platform."""
    currency: str
    """ISO 4217 code of the currency, in three capital letters."""
    state: EscrowAcceptedEventDataState
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


class EscrowAcceptedEvent(TypedDict):
    """Buyer inspected and accepted; the release follows as its own fact."""

    type: Literal["escrow.accepted"]
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
    data: EscrowAcceptedEventData
    """What this type tells. Empty where the event would have 20,000 bytes or more."""


class EscrowClosedEventData(TypedDict):
    buyer: str
    """The buyer's user id on your platform."""
    seller: str
    """The seller's user id on your platform."""
    currency: str
    """ISO 4217 code of the currency, in three capital letters."""
    state: EscrowClosedEventDataState
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
    timeout: TimeoutRef | None
    """Whose silence has ended it, where silence has."""


class EscrowClosedEvent(TypedDict):
    """End of the deal: no money is held any more; `state` says how it ended."""

    type: Literal["escrow.closed"]
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
    data: EscrowClosedEventData
    """What this type tells. Empty where the event would have 20,000 bytes or more."""


class EscrowFrozenEventData(TypedDict):
    buyer: str
    """The buyer's user id on your platform."""
    seller: str
    """The seller's user id on your platform."""
    currency: str
    """ISO 4217 code of the currency, in three capital letters."""
    state: EscrowFrozenEventDataState
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
    amount: MoneyRef


class EscrowFrozenEvent(TypedDict):
    """Disputed part cannot be released until the dispute ends. A dispute's clocks start here."""

    type: Literal["escrow.frozen"]
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
    data: EscrowFrozenEventData
    """What this type tells. Empty where the event would have 20,000 bytes or more."""


class EscrowFreezeRefusedEventData(TypedDict):
    buyer: str
    """The buyer's user id on your platform."""
    seller: str
    """The seller's user id on your platform."""
    currency: str
    """ISO 4217 code of the currency, in three capital letters."""
    state: EscrowFreezeRefusedEventDataState
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
    why: EscrowFreezeRefusedEventDataWhy


class EscrowFreezeRefusedEvent(TypedDict):
    """Money that a dispute asked to hold still is not there, or no longer: the dispute is void."""

    type: Literal["escrow.freeze_refused"]
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
    data: EscrowFreezeRefusedEventData
    """What this type tells. Empty where the event would have 20,000 bytes or more."""


class EscrowUnfrozenEventData(TypedDict):
    buyer: str
    """The buyer's user id on your platform."""
    seller: str
    """The seller's user id on your platform."""
    currency: str
    """ISO 4217 code of the currency, in three capital letters."""
    state: EscrowUnfrozenEventDataState
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
    amount: MoneyRef


class EscrowUnfrozenEvent(TypedDict):
    """Dispute ended without a settlement: the money takes its ordinary course."""

    type: Literal["escrow.unfrozen"]
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
    data: EscrowUnfrozenEventData
    """What this type tells. Empty where the event would have 20,000 bytes or more."""
