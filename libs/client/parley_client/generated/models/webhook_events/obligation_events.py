"""Obligation events of webhook events. Written by `make clients`: do not edit."""

from __future__ import annotations

from typing import Literal, NotRequired, TypedDict

from parley_client.generated.models.webhook_events.choices_2 import (
    ObligationConfirmedEventDataCondition,
    ObligationConfirmedEventDataObligation,
    ObligationFulfilledEventDataObligation,
    ObligationStartedEventDataObligation,
    ObligationStartedEventDataOwedBy,
)
from parley_client.generated.models.webhook_events.parts import ActorRef, BehalfRef, CaseSnapshotRef


class ObligationConfirmedEventData(TypedDict):
    escrow: str
    """Id of the escrow whose money is disputed."""
    snapshot: CaseSnapshotRef | None
    """How the case stands after it."""
    on_behalf_of: BehalfRef | None
    """Where the actor is an operator who did what a party asked for."""
    obligation: ObligationConfirmedEventDataObligation
    """What was promised in goods."""
    condition: ObligationConfirmedEventDataCondition
    """How the goods arrived."""


class ObligationConfirmedEvent(TypedDict):
    """Whom it was owed said how it arrived. Anything but `received` brings the case to an operator."""

    type: Literal["obligation.confirmed"]
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
    data: ObligationConfirmedEventData
    """What this type tells."""


class ObligationFulfilledEventData(TypedDict):
    escrow: str
    """Id of the escrow whose money is disputed."""
    snapshot: CaseSnapshotRef | None
    """How the case stands after it."""
    on_behalf_of: BehalfRef | None
    """Where the actor is an operator who did what a party asked for."""
    obligation: ObligationFulfilledEventDataObligation
    """What was promised in goods."""


class ObligationFulfilledEvent(TypedDict):
    """Promise of a party is done."""

    type: Literal["obligation.fulfilled"]
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
    data: ObligationFulfilledEventData
    """What this type tells."""


class ObligationStartedEventData(TypedDict):
    escrow: str
    """Id of the escrow whose money is disputed."""
    snapshot: CaseSnapshotRef | None
    """How the case stands after it."""
    on_behalf_of: BehalfRef | None
    """Where the actor is an operator who did what a party asked for."""
    obligation: ObligationStartedEventDataObligation
    """What was promised in goods."""
    owed_by: ObligationStartedEventDataOwedBy
    """Party that owes what was agreed or ruled."""
    due_at: str
    """Until when, excluded (UTC); null where nothing is due."""


class ObligationStartedEvent(TypedDict):
    """Something other than money is owed: a return, a replacement."""

    type: Literal["obligation.started"]
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
    data: ObligationStartedEventData
    """What this type tells."""
