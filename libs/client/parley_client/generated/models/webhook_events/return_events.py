"""Return events of webhook events. Written by `make clients`: do not edit."""

from __future__ import annotations

from typing import Literal, NotRequired, TypedDict

from parley_client.generated.models.webhook_events.choices_2 import ReturnAcknowledgedEventDataCondition
from parley_client.generated.models.webhook_events.parts import ActorRef, BehalfRef, CaseSnapshotRef


class ReturnAcknowledgedEventData(TypedDict):
    escrow: str
    """Id of the escrow whose money is disputed."""
    snapshot: CaseSnapshotRef | None
    """How the case stands after it."""
    on_behalf_of: BehalfRef | None
    """Where the actor is an operator who did what a party asked for."""
    condition: ReturnAcknowledgedEventDataCondition
    """How the goods arrived."""


class ReturnAcknowledgedEvent(TypedDict):
    """Return acknowledged: the seller said what came back, if anything."""

    type: Literal["return.acknowledged"]
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
    data: ReturnAcknowledgedEventData
    """What this type tells."""


class ReturnAddressCorrectedEventData(TypedDict):
    escrow: str
    """Id of the escrow whose money is disputed."""
    snapshot: CaseSnapshotRef | None
    """How the case stands after it."""
    on_behalf_of: BehalfRef | None
    """Where the actor is an operator who did what a party asked for."""


class ReturnAddressCorrectedEvent(TypedDict):
    """Return address put right by the seller, before anything was sent to it. It is read from the case."""

    type: Literal["return.address_corrected"]
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
    data: ReturnAddressCorrectedEventData
    """What this type tells."""


class ReturnAddressGivenEventData(TypedDict):
    escrow: str
    """Id of the escrow whose money is disputed."""
    snapshot: CaseSnapshotRef | None
    """How the case stands after it."""
    on_behalf_of: BehalfRef | None
    """Where the actor is an operator who did what a party asked for."""
    ship_by: str
    """Until when the parcel must have been reported, excluded (UTC)."""


class ReturnAddressGivenEvent(TypedDict):
    """Return address named by the seller (D10). The address itself is read from the case."""

    type: Literal["return.address_given"]
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
    data: ReturnAddressGivenEventData
    """What this type tells."""


class ReturnShippedEventData(TypedDict):
    escrow: str
    """Id of the escrow whose money is disputed."""
    snapshot: CaseSnapshotRef | None
    """How the case stands after it."""
    on_behalf_of: BehalfRef | None
    """Where the actor is an operator who did what a party asked for."""
    acknowledge_by: str
    """Until when its arrival can be answered for, excluded (UTC)."""


class ReturnShippedEvent(TypedDict):
    """Goods sent back by the buyer."""

    type: Literal["return.shipped"]
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
    data: ReturnShippedEventData
    """What this type tells."""
