"""Evidence events of webhook events. Written by `make clients`: do not edit."""

from __future__ import annotations

from typing import Literal, NotRequired, TypedDict

from parley_client.generated.models.webhook_events.choices_2 import (
    EvidenceAttachedEventDataParty,
    EvidenceErasedEventDataWhy,
    EvidenceReceivedEventDataParty,
    EvidenceReceivedEventDataProvenance,
)
from parley_client.generated.models.webhook_events.evidence_events import EvidenceRevealedEventData
from parley_client.generated.models.webhook_events.parts import ActorRef


class EvidenceRevealedEvent(TypedDict):
    """Sealed evidence may be seen by the other side now: all are in, or the window is over (T8)."""

    type: Literal["evidence.revealed"]
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
    data: EvidenceRevealedEventData
    """What this type tells."""


class EvidenceReceivedEventData(TypedDict):
    dispute: str
    """Id of the dispute."""
    kind: str
    """Which kind it is."""
    by: str
    """Who did it."""
    sha256: str | None
    """SHA-256 of the bytes, in hexadecimal."""
    media_type: str | None
    """What its content is; null for what is no file."""
    size: int
    """Bytes of the file; 0 for what is none."""
    party: EvidenceReceivedEventDataParty | None
    """Whose side it was given for; None for the platform's and its operators' own."""
    request: str | None
    """Id of the request that it answers; null if none."""
    covers: list[str]
    """Codes of the request's checklist that it shows (K8, T6, T7)."""
    sealed: bool
    """The other side must not learn of it before `RequestRevealed` (T8)."""
    provenance: EvidenceReceivedEventDataProvenance
    """Handed in by its party; reported in the deal; or mailed to support, who entered it for its party."""


class EvidenceReceivedEvent(TypedDict):
    """Evidence arrived, whole and in time for the case."""

    type: Literal["evidence.received"]
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
    data: EvidenceReceivedEventData
    """What this type tells."""


class EvidenceAttachedEventData(TypedDict):
    dispute: str
    """Id of the dispute."""
    kind: str
    """Which kind it is."""
    by: str
    """Who did it."""
    party: EvidenceAttachedEventDataParty | None
    """The party it is about: `buyer` or `seller`."""
    request: str
    """Id of the request that it answers; null if none."""
    covers: list[str]
    """All the codes of checklists that it shows."""
    sealed: bool
    """The other side must not learn of it before `RequestRevealed` (T8)."""


class EvidenceAttachedEvent(TypedDict):
    """Evidence that is there already was given for a request, or for more points of its checklist."""

    type: Literal["evidence.attached"]
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
    data: EvidenceAttachedEventData
    """What this type tells."""


class EvidenceInvalidatedEventData(TypedDict):
    dispute: str
    """Id of the dispute."""
    kind: str
    """Which kind it is."""
    by: str
    """Who did it."""


class EvidenceInvalidatedEvent(TypedDict):
    """Evidence found invalid by an operator; it counts as none (D12)."""

    type: Literal["evidence.invalidated"]
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
    data: EvidenceInvalidatedEventData
    """What this type tells."""


class EvidenceErasedEventData(TypedDict):
    dispute: str
    """Id of the dispute."""
    kind: str
    """Which kind it is."""
    by: str
    """Who did it."""
    why: EvidenceErasedEventDataWhy
    """Why it was erased: its time was over, or its giver asked."""


class EvidenceErasedEvent(TypedDict):
    """Content gone for good: its giver asked for it (`request`), or its time was over (`retention`)."""

    type: Literal["evidence.erased"]
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
    data: EvidenceErasedEventData
    """What this type tells."""
