"""Evidence events of webhook events. Written by `make clients`: do not edit."""

from __future__ import annotations

from typing import Literal, NotRequired, TypedDict

from parley_client.generated.models.webhook_events.choices_2 import (
    EvidenceAttachedEventDataParty,
    EvidenceAttachedEventDataState,
    EvidenceAttachedEventDataSufficiency,
    EvidenceErasedEventDataState,
    EvidenceErasedEventDataSufficiency,
    EvidenceErasedEventDataWhy,
    EvidenceInvalidatedEventDataState,
    EvidenceInvalidatedEventDataSufficiency,
    EvidenceReceivedEventDataParty,
    EvidenceReceivedEventDataProvenance,
    EvidenceReceivedEventDataState,
    EvidenceReceivedEventDataSufficiency,
    EvidenceRequestUpdatedEventDataParty,
    EvidenceRequestUpdatedEventDataState,
    EvidenceRevealedEventDataParty,
    EvidenceRevealedEventDataState,
    EvidenceUpdatedEventDataState,
    EvidenceUpdatedEventDataSufficiency,
)
from parley_client.generated.models.webhook_events.parts import ActorRef


class EvidenceRequestUpdatedEventData(TypedDict):
    dispute: str
    """Id of the dispute."""
    party: EvidenceRequestUpdatedEventDataParty
    """The party it is about: `buyer` or `seller`."""
    due_at: str
    """Until when, excluded (UTC); null where nothing is due."""
    state: EvidenceRequestUpdatedEventDataState | None
    """How it stands afterwards. None to the other party, whom the type tells what it may know."""
    satisfied_by: str | None
    """Piece of evidence that satisfies it; one that was there before satisfies it from the beginning."""
    paused_at: str | None
    """Since when its clock stands still."""
    stays_open: bool
    """Evidence is taken beyond `due_at`, too."""
    grace_at: str | None
    """When it gets more time, if nobody has given anything by then (K10)."""


class EvidenceRequestUpdatedEvent(TypedDict):
    """It has changed in something of which no other event tells."""

    type: Literal["evidence.request_updated"]
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
    data: EvidenceRequestUpdatedEventData
    """What this type tells."""


class EvidenceRevealedEventData(TypedDict):
    dispute: str
    """Id of the dispute."""
    party: EvidenceRevealedEventDataParty
    """The party it is about: `buyer` or `seller`."""
    due_at: str
    """Until when, excluded (UTC); null where nothing is due."""
    state: EvidenceRevealedEventDataState | None
    """How it stands afterwards. None to the other party, whom the type tells what it may know."""
    satisfied_by: str | None
    """Piece of evidence that satisfies it; one that was there before satisfies it from the beginning."""
    paused_at: str | None
    """Since when its clock stands still."""
    stays_open: bool
    """Evidence is taken beyond `due_at`, too."""
    grace_at: str | None
    """When it gets more time, if nobody has given anything by then (K10)."""


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
    """Which kind of evidence it is."""
    by: str
    """Role of whoever did it."""
    state: EvidenceReceivedEventDataState
    """`invalid`: an operator has found it so."""
    sufficiency: EvidenceReceivedEventDataSufficiency
    """Whether it can satisfy a request: what it still lacks, if anything."""
    received_at: str | None
    """When it came, or was reported in the deal: what it is judged by against a cut-off."""
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
    """Which kind of evidence it is."""
    by: str
    """Role of whoever did it."""
    state: EvidenceAttachedEventDataState
    """`invalid`: an operator has found it so."""
    sufficiency: EvidenceAttachedEventDataSufficiency
    """Whether it can satisfy a request: what it still lacks, if anything."""
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
    """Which kind of evidence it is."""
    by: str
    """Role of whoever did it."""
    state: EvidenceInvalidatedEventDataState
    """`invalid`: an operator has found it so."""
    sufficiency: EvidenceInvalidatedEventDataSufficiency
    """Whether it can satisfy a request: what it still lacks, if anything."""


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


class EvidenceUpdatedEventData(TypedDict):
    dispute: str
    """Id of the dispute."""
    kind: str
    """Which kind of evidence it is."""
    by: str
    """Role of whoever did it."""
    state: EvidenceUpdatedEventDataState
    """`invalid`: an operator has found it so."""
    sufficiency: EvidenceUpdatedEventDataSufficiency
    """Whether it can satisfy a request: what it still lacks, if anything."""


class EvidenceUpdatedEvent(TypedDict):
    """The checks of a recording, or an operator, have found whether it suffices."""

    type: Literal["evidence.updated"]
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
    data: EvidenceUpdatedEventData
    """What this type tells."""


class EvidenceErasedEventData(TypedDict):
    dispute: str
    """Id of the dispute."""
    kind: str
    """Which kind of evidence it is."""
    by: str
    """Role of whoever did it."""
    state: EvidenceErasedEventDataState
    """`invalid`: an operator has found it so."""
    sufficiency: EvidenceErasedEventDataSufficiency
    """Whether it can satisfy a request: what it still lacks, if anything."""
    why: EvidenceErasedEventDataWhy
    """Why it was erased: its time was over, or its giver asked."""
