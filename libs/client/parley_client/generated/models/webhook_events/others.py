"""Others of webhook events. Written by `make clients`: do not edit."""

from __future__ import annotations

from typing import Literal, NotRequired, TypedDict

from parley_client.generated.models.webhook_events.choices import SlaBreachedEventDataLevel
from parley_client.generated.models.webhook_events.choices_2 import (
    ParcelCorrectedEventDataObligation,
    ParticipantStandingChangedEventDataStatus,
)
from parley_client.generated.models.webhook_events.parts import (
    ActorRef,
    BehalfRef,
    CaseSnapshotRef,
    NegotiationRef,
    PenaltyRef,
    ProposalRef,
)


class NegotiationUpdatedEventData(TypedDict):
    dispute: str
    """Id of the dispute."""
    on_behalf_of: BehalfRef | None
    """Where the actor is an operator who did what a party asked for."""
    negotiation: NegotiationRef
    """How the negotiation stands after it."""
    proposal: ProposalRef | None
    """What stands: it can be answered, or its acceptance is `pending`."""


class NegotiationUpdatedEvent(TypedDict):
    """It has changed in something of which no proposal's event tells: `negotiation` says how it stands now."""

    type: Literal["negotiation.updated"]
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
    data: NegotiationUpdatedEventData
    """What this type tells."""


class ParcelCorrectedEventData(TypedDict):
    escrow: str
    """Id of the escrow whose money is disputed."""
    snapshot: CaseSnapshotRef | None
    """How the case stands after it."""
    on_behalf_of: BehalfRef | None
    """Where the actor is an operator who did what a party asked for."""
    obligation: ParcelCorrectedEventDataObligation
    """What was promised in goods."""


class ParcelCorrectedEvent(TypedDict):
    """Carrier or tracking number put right by whoever sent the goods, before the other side received them."""

    type: Literal["parcel.corrected"]
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
    data: ParcelCorrectedEventData
    """What this type tells."""


class ParticipantStandingChangedEventData(TypedDict):
    participant: str
    """Your own id of the person."""
    status: ParticipantStandingChangedEventDataStatus
    """How the person stands now."""
    until: str | None
    """When a suspension ends by itself."""
    points: int
    """Penalty points that count now."""


class ParticipantStandingChangedEvent(TypedDict):
    """Escrow starts no new deal with a suspended or closed participant. Deals under way go on."""

    type: Literal["participant.standing_changed"]
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
    data: ParticipantStandingChangedEventData
    """What this type tells."""


class PenaltyImposedEventData(TypedDict):
    participant: str
    """Your own id of the person."""
    dispute: str
    """Id of the dispute."""
    penalty: PenaltyRef
    """The penalty, and what it brings about."""


class PenaltyImposedEvent(TypedDict):
    """Penalty imposed by a ruling on a participant; `penalty` says which, and for what."""

    type: Literal["penalty.imposed"]
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
    data: PenaltyImposedEventData
    """What this type tells."""


class PenaltyReversedEventData(TypedDict):
    participant: str
    """Your own id of the person."""
    dispute: str
    """Id of the dispute."""
    act: str
    """Code of the act that it was for."""


class PenaltyReversedEvent(TypedDict):
    """Penalty undone by an appeal."""

    type: Literal["penalty.reversed"]
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
    data: PenaltyReversedEventData
    """What this type tells."""


class SlaBreachedEventData(TypedDict):
    escrow: str
    """Id of the escrow whose money is disputed."""
    snapshot: CaseSnapshotRef | None
    """How the case stands after it."""
    on_behalf_of: BehalfRef | None
    """Where the actor is an operator who did what a party asked for."""
    deadline: str
    """Name of the clock, as in `deadlines` of the case."""
    level: SlaBreachedEventDataLevel
    """`target` was aimed at, `limit` must be kept."""
    due_at: str
    """When it was due (UTC)."""


class SlaBreachedEvent(TypedDict):
    """Target or limit of an operator has passed. Alerts only; never moves money (K2)."""

    type: Literal["sla.breached"]
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
    data: SlaBreachedEventData
    """What this type tells."""


class WebhookEndpointDisabledEventData(TypedDict):
    why: str
    """Why, as in `disabled_why` of the endpoint."""


class WebhookEndpointDisabledEvent(TypedDict):
    """Endpoint answered 410, or nothing but failures for 120 hours."""

    type: Literal["webhook_endpoint.disabled"]
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
    data: WebhookEndpointDisabledEventData
    """What this type tells."""
