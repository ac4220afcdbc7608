"""Escrow events of webhook events. Written by `make clients`: do not edit."""

from __future__ import annotations

from typing import Literal, NotRequired, TypedDict

from parley_client.generated.models.webhook_events.choices import (
    EscrowAcceptedEventDataState,
    EscrowClosedEventDataState,
    EscrowFreezeRefusedEventDataState,
    EscrowFreezeRefusedEventDataWhy,
    EscrowFrozenEventDataState,
)
from parley_client.generated.models.webhook_events.escrow_events import EscrowDeliveredEventData
from parley_client.generated.models.webhook_events.parts import ActorRef, AutomaticStepRef, FeeRef, MoneyRef, TimeoutRef


class EscrowDeliveredEvent(TypedDict):
    """Goods arrived. If the buyer stays silent, the money is released at `inspection_ends_at`."""

    type: Literal["escrow.delivered"]
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
    data: EscrowDeliveredEventData
    """What this type tells."""


class EscrowAcceptedEventData(TypedDict):
    buyer: str
    """The buyer's user id on your platform."""
    seller: str
    """The seller's user id on your platform."""
    currency: str
    """ISO 4217 code of the currency, in three capital letters."""
    state: EscrowAcceptedEventDataState
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


class EscrowAcceptedEvent(TypedDict):
    """Buyer inspected and accepted; the release follows as its own fact."""

    type: Literal["escrow.accepted"]
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
    data: EscrowAcceptedEventData
    """What this type tells."""


class EscrowClosedEventData(TypedDict):
    buyer: str
    """The buyer's user id on your platform."""
    seller: str
    """The seller's user id on your platform."""
    currency: str
    """ISO 4217 code of the currency, in three capital letters."""
    state: EscrowClosedEventDataState
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
    timeout: TimeoutRef | None
    """Whose silence has ended it, where silence has."""


class EscrowClosedEvent(TypedDict):
    """End of the deal: no money is held any more; `state` says how it ended."""

    type: Literal["escrow.closed"]
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
    data: EscrowClosedEventData
    """What this type tells."""


class EscrowFrozenEventData(TypedDict):
    buyer: str
    """The buyer's user id on your platform."""
    seller: str
    """The seller's user id on your platform."""
    currency: str
    """ISO 4217 code of the currency, in three capital letters."""
    state: EscrowFrozenEventDataState
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
    amount: MoneyRef
    """How much was frozen."""


class EscrowFrozenEvent(TypedDict):
    """Disputed part cannot be released until the dispute ends. A dispute's clocks start here."""

    type: Literal["escrow.frozen"]
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
    data: EscrowFrozenEventData
    """What this type tells."""


class EscrowFreezeRefusedEventData(TypedDict):
    buyer: str
    """The buyer's user id on your platform."""
    seller: str
    """The seller's user id on your platform."""
    currency: str
    """ISO 4217 code of the currency, in three capital letters."""
    state: EscrowFreezeRefusedEventDataState
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
    why: EscrowFreezeRefusedEventDataWhy
    """Why it could not be frozen, as a code."""


class EscrowFreezeRefusedEvent(TypedDict):
    """Money that a dispute asked to hold still is not there, or no longer: the dispute is void."""

    type: Literal["escrow.freeze_refused"]
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
    data: EscrowFreezeRefusedEventData
    """What this type tells."""
