"""Video events of webhook events. Written by `make clients`: do not edit."""

from __future__ import annotations

from typing import Literal, NotRequired, TypedDict

from parley_client.generated.models.webhook_events.choices_2 import (
    VideoFinishedEventDataParty,
    VideoSessionLapsedEventDataParty,
    VideoSessionOpenedEventDataParty,
    VideoVerifiedEventDataParty,
    VideoVerifiedEventDataResult,
)
from parley_client.generated.models.webhook_events.parts import ActorRef


class VideoSessionOpenedEventData(TypedDict):
    dispute: str
    """Id of the dispute."""
    party: VideoSessionOpenedEventDataParty
    """The party it is about: `buyer` or `seller`."""
    request: str | None
    """Id of the request that it answers; null if none."""


class VideoSessionOpenedEvent(TypedDict):
    """Live video can be recorded by a party now."""

    type: Literal["video.session_opened"]
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
    data: VideoSessionOpenedEventData
    """What this type tells."""


class VideoSessionLapsedEventData(TypedDict):
    dispute: str
    """Id of the dispute."""
    party: VideoSessionLapsedEventDataParty
    """The party it is about: `buyer` or `seller`."""
    request: str | None
    """Id of the request that it answers; null if none."""


class VideoSessionLapsedEvent(TypedDict):
    """Its time is over, and nothing was recorded."""

    type: Literal["video.session_lapsed"]
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
    data: VideoSessionLapsedEventData
    """What this type tells."""


class VideoFinishedEventData(TypedDict):
    dispute: str
    """Id of the dispute."""
    party: VideoFinishedEventDataParty
    """The party it is about: `buyer` or `seller`."""
    request: str | None
    """Id of the request that it answers; null if none."""
    item: str
    """Id of the piece of evidence."""
    seconds: int
    """How long it is, in seconds."""
    gaps: int
    """How often something is missing, or the recording was stopped."""


class VideoFinishedEvent(TypedDict):
    """Recording is complete."""

    type: Literal["video.finished"]
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
    data: VideoFinishedEventData
    """What this type tells."""


class VideoVerifiedEventData(TypedDict):
    dispute: str
    """Id of the dispute."""
    party: VideoVerifiedEventDataParty
    """The party it is about: `buyer` or `seller`."""
    request: str | None
    """Id of the request that it answers; null if none."""
    item: str
    """Id of the piece of evidence."""
    result: VideoVerifiedEventDataResult
    """What the checks, or the operator, say of it."""
    overruled: bool
    """Whether an operator has decided otherwise than the checks."""


class VideoVerifiedEvent(TypedDict):
    """Result of the automatic checks, or of an operator who overruled them."""

    type: Literal["video.verified"]
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
    data: VideoVerifiedEventData
    """What this type tells."""
