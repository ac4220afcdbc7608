"""Escrow events of webhook events. Written by `make clients`: do not edit."""

from __future__ import annotations

from typing import Literal, NotRequired, TypedDict

from parley_client.generated.models.webhook_events.choices import (
    EscrowCreatedEventDataState,
    EscrowDeliveredEventDataState,
    EscrowFundedEventDataState,
    EscrowShipmentCorrectedEventDataState,
    EscrowShippedEventDataState,
)
from parley_client.generated.models.webhook_events.parts import ActorRef, AutomaticStepRef, FeeRef, MoneyRef


class EscrowCreatedEventData(TypedDict):
    buyer: str
    """The buyer's user id on your platform."""
    seller: str
    """The seller's user id on your platform."""
    currency: str
    """ISO 4217 code of the currency, in three capital letters."""
    state: EscrowCreatedEventDataState
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


class EscrowCreatedEvent(TypedDict):
    """Deal agreed; the buyer's money is awaited."""

    type: Literal["escrow.created"]
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
    data: EscrowCreatedEventData
    """What this type tells."""


class EscrowFundedEventData(TypedDict):
    buyer: str
    """The buyer's user id on your platform."""
    seller: str
    """The seller's user id on your platform."""
    currency: str
    """ISO 4217 code of the currency, in three capital letters."""
    state: EscrowFundedEventDataState
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


class EscrowFundedEvent(TypedDict):
    """Whole price (and the buyer's fee, if the buyer pays it) is held."""

    type: Literal["escrow.funded"]
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
    data: EscrowFundedEventData
    """What this type tells."""


class EscrowShippedEventData(TypedDict):
    buyer: str
    """The buyer's user id on your platform."""
    seller: str
    """The seller's user id on your platform."""
    currency: str
    """ISO 4217 code of the currency, in three capital letters."""
    state: EscrowShippedEventDataState
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


class EscrowShippedEvent(TypedDict):
    """Goods handed to a carrier by the seller."""

    type: Literal["escrow.shipped"]
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
    data: EscrowShippedEventData
    """What this type tells."""


class EscrowShipmentCorrectedEventData(TypedDict):
    buyer: str
    """The buyer's user id on your platform."""
    seller: str
    """The seller's user id on your platform."""
    currency: str
    """ISO 4217 code of the currency, in three capital letters."""
    state: EscrowShipmentCorrectedEventDataState
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


class EscrowShipmentCorrectedEvent(TypedDict):
    """Carrier or tracking number put right; the goods are still on their way."""

    type: Literal["escrow.shipment_corrected"]
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
    data: EscrowShipmentCorrectedEventData
    """What this type tells."""


class EscrowDeliveredEventData(TypedDict):
    buyer: str
    """The buyer's user id on your platform."""
    seller: str
    """The seller's user id on your platform."""
    currency: str
    """ISO 4217 code of the currency, in three capital letters."""
    state: EscrowDeliveredEventDataState
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
    inspection_ends_at: str
    """When the buyer's inspection ends and the money is released by itself (UTC)."""
    presumed: bool
    """Nobody reported it: the time to do so was over."""
