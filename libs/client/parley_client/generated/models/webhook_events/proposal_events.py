"""Proposal events of webhook events. Written by `make clients`: do not edit."""

from __future__ import annotations

from typing import Literal, NotRequired, TypedDict

from parley_client.generated.models.webhook_events.choices_2 import (
    ProposalConsentedEventDataBy,
    ProposalExpiredEventDataAsked,
    ProposalExpiredEventDataOwedBy,
)
from parley_client.generated.models.webhook_events.parts import ActorRef, BehalfRef, NegotiationRef, ProposalRef


class ProposalCreatedEventData(TypedDict):
    dispute: str
    """Id of the dispute."""
    on_behalf_of: BehalfRef | None
    """Where the actor is an operator who did what a party asked for."""
    negotiation: NegotiationRef
    """How the negotiation stands after it."""
    proposal: ProposalRef
    """The proposal, as it stands after this."""


class ProposalCreatedEvent(TypedDict):
    """Opening proposal, counter-offer, or a new one while the case is with an operator (D14)."""

    type: Literal["proposal.created"]
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
    data: ProposalCreatedEventData
    """What this type tells."""


class ProposalAmendedEventData(TypedDict):
    dispute: str
    """Id of the dispute."""
    on_behalf_of: BehalfRef | None
    """Where the actor is an operator who did what a party asked for."""
    negotiation: NegotiationRef
    """How the negotiation stands after it."""
    proposal: ProposalRef
    """The proposal, as it stands after this."""


class ProposalAmendedEvent(TypedDict):
    """Proposal worded anew by its author; its version has risen."""

    type: Literal["proposal.amended"]
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
    data: ProposalAmendedEventData
    """What this type tells."""


class ProposalRejectedEventData(TypedDict):
    dispute: str
    """Id of the dispute."""
    on_behalf_of: BehalfRef | None
    """Where the actor is an operator who did what a party asked for."""
    negotiation: NegotiationRef
    """How the negotiation stands after it."""
    proposal: ProposalRef
    """The proposal, as it stands after this."""


class ProposalRejectedEvent(TypedDict):
    """Proposal refused."""

    type: Literal["proposal.rejected"]
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
    data: ProposalRejectedEventData
    """What this type tells."""


class ProposalAcceptedEventData(TypedDict):
    dispute: str
    """Id of the dispute."""
    on_behalf_of: BehalfRef | None
    """Where the actor is an operator who did what a party asked for."""
    negotiation: NegotiationRef
    """How the negotiation stands after it."""
    proposal: ProposalRef
    """The proposal, as it stands after this."""
    option: int
    """Index into the proposal's options."""


class ProposalAcceptedEvent(TypedDict):
    """Option of that index taken by the other party: the negotiation is over."""

    type: Literal["proposal.accepted"]
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
    data: ProposalAcceptedEventData
    """What this type tells."""


class ProposalConsentedEventData(TypedDict):
    dispute: str
    """Id of the dispute."""
    on_behalf_of: BehalfRef | None
    """Where the actor is an operator who did what a party asked for."""
    negotiation: NegotiationRef
    """How the negotiation stands after it."""
    proposal: ProposalRef
    """The proposal, as it stands after this."""
    by: ProposalConsentedEventDataBy
    """Role of whoever did it."""


class ProposalConsentedEvent(TypedDict):
    """One side consents to a mediator's proposal; it is agreed once the other does."""

    type: Literal["proposal.consented"]
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
    data: ProposalConsentedEventData
    """What this type tells."""


class ProposalExpiredEventData(TypedDict):
    dispute: str
    """Id of the dispute."""
    on_behalf_of: BehalfRef | None
    """Where the actor is an operator who did what a party asked for."""
    negotiation: NegotiationRef
    """How the negotiation stands after it."""
    proposal: ProposalRef
    """The proposal, as it stands after this."""
    owed_by: ProposalExpiredEventDataOwedBy | None
    """Whose answer did not come; None: neither side's, to a mediator's proposal, see `asked`."""
    asked: list[ProposalExpiredEventDataAsked]
    """Everybody whose answer did not come."""
    due_at: str | None
    """Until when there was time."""


class ProposalExpiredEvent(TypedDict):
    """Proposal not answered in time."""

    type: Literal["proposal.expired"]
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
    data: ProposalExpiredEventData
    """What this type tells."""
