"""Penalty events of webhook events. Written by `make clients`: do not edit."""

from __future__ import annotations

from typing import Literal, NotRequired, TypedDict

from parley_client.generated.models.webhook_events.parts import ActorRef, PenaltyRef


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
