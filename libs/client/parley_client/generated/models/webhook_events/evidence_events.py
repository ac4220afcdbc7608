"""Evidence events of webhook events. Written by `make clients`: do not edit."""

from __future__ import annotations

from typing import Literal, NotRequired, TypedDict

from parley_client.generated.models.webhook_events.choices_2 import (
    EvidenceGraceGrantedEventDataParty,
    EvidenceGraceGrantedEventDataState,
    EvidenceRequestedEventDataParty,
    EvidenceRequestedEventDataState,
    EvidenceRequestExtendedEventDataParty,
    EvidenceRequestExtendedEventDataState,
    EvidenceRequestLapsedEventDataParty,
    EvidenceRequestLapsedEventDataState,
    EvidenceRequestLapsedEventDataWhy,
    EvidenceRequestReopenedEventDataParty,
    EvidenceRequestReopenedEventDataState,
    EvidenceRequestSatisfiedEventDataParty,
    EvidenceRequestSatisfiedEventDataState,
)
from parley_client.generated.models.webhook_events.parts import ActorRef


class EvidenceRequestedEventData(TypedDict):
    dispute: str
    """Id of the dispute."""
    party: EvidenceRequestedEventDataParty
    """The party it is about: `buyer` or `seller`."""
    due_at: str
    """Until when, excluded (UTC); null where nothing is due."""
    state: EvidenceRequestedEventDataState | None
    """How it stands afterwards. None to the other party, whom the type tells what it may know."""
    satisfied_by: str | None
    """Piece of evidence that satisfies it; one that was there before satisfies it from the beginning."""
    paused_at: str | None
    """Since when its clock stands still."""
    stays_open: bool
    """Evidence is taken beyond `due_at`, too."""
    grace_at: str | None
    """When it gets more time, if nobody has given anything by then (K10)."""
    kinds: list[str]
    """Kinds of evidence; one of them satisfies."""


class EvidenceRequestedEvent(TypedDict):
    """Evidence of the named kinds is owed by a party until `due_at`."""

    type: Literal["evidence.requested"]
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
    data: EvidenceRequestedEventData
    """What this type tells."""


class EvidenceRequestSatisfiedEventData(TypedDict):
    dispute: str
    """Id of the dispute."""
    party: EvidenceRequestSatisfiedEventDataParty
    """The party it is about: `buyer` or `seller`."""
    due_at: str
    """Until when, excluded (UTC); null where nothing is due."""
    state: EvidenceRequestSatisfiedEventDataState | None
    """How it stands afterwards. None to the other party, whom the type tells what it may know."""
    satisfied_by: str | None
    """Piece of evidence that satisfies it; one that was there before satisfies it from the beginning."""
    paused_at: str | None
    """Since when its clock stands still."""
    stays_open: bool
    """Evidence is taken beyond `due_at`, too."""
    grace_at: str | None
    """When it gets more time, if nobody has given anything by then (K10)."""
    item: str
    """Id of the piece of evidence."""


class EvidenceRequestSatisfiedEvent(TypedDict):
    """Valid evidence of a kind asked for came in time."""

    type: Literal["evidence.request_satisfied"]
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
    data: EvidenceRequestSatisfiedEventData
    """What this type tells."""


class EvidenceRequestReopenedEventData(TypedDict):
    dispute: str
    """Id of the dispute."""
    party: EvidenceRequestReopenedEventDataParty
    """The party it is about: `buyer` or `seller`."""
    due_at: str
    """Until when, excluded (UTC); null where nothing is due."""
    state: EvidenceRequestReopenedEventDataState | None
    """How it stands afterwards. None to the other party, whom the type tells what it may know."""
    satisfied_by: str | None
    """Piece of evidence that satisfies it; one that was there before satisfies it from the beginning."""
    paused_at: str | None
    """Since when its clock stands still."""
    stays_open: bool
    """Evidence is taken beyond `due_at`, too."""
    grace_at: str | None
    """When it gets more time, if nobody has given anything by then (K10)."""


class EvidenceRequestReopenedEvent(TypedDict):
    """Evidence that satisfied it was found invalid before the cut-off; the party may replace it (D12)."""

    type: Literal["evidence.request_reopened"]
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
    data: EvidenceRequestReopenedEventData
    """What this type tells."""


class EvidenceRequestLapsedEventData(TypedDict):
    dispute: str
    """Id of the dispute."""
    party: EvidenceRequestLapsedEventDataParty
    """The party it is about: `buyer` or `seller`."""
    due_at: str
    """Until when, excluded (UTC); null where nothing is due."""
    state: EvidenceRequestLapsedEventDataState | None
    """How it stands afterwards. None to the other party, whom the type tells what it may know."""
    satisfied_by: str | None
    """Piece of evidence that satisfies it; one that was there before satisfies it from the beginning."""
    paused_at: str | None
    """Since when its clock stands still."""
    stays_open: bool
    """Evidence is taken beyond `due_at`, too."""
    grace_at: str | None
    """When it gets more time, if nobody has given anything by then (K10)."""
    why: EvidenceRequestLapsedEventDataWhy
    """Nothing came before `due_at`; or what came was found invalid, and nothing may follow."""


class EvidenceRequestLapsedEvent(TypedDict):
    """Cut-off passed without valid evidence; `due_at` is the effective time."""

    type: Literal["evidence.request_lapsed"]
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
    data: EvidenceRequestLapsedEventData
    """What this type tells."""


class EvidenceGraceGrantedEventData(TypedDict):
    dispute: str
    """Id of the dispute."""
    party: EvidenceGraceGrantedEventDataParty
    """The party it is about: `buyer` or `seller`."""
    due_at: str
    """Until when, excluded (UTC); null where nothing is due."""
    state: EvidenceGraceGrantedEventDataState | None
    """How it stands afterwards. None to the other party, whom the type tells what it may know."""
    satisfied_by: str | None
    """Piece of evidence that satisfies it; one that was there before satisfies it from the beginning."""
    paused_at: str | None
    """Since when its clock stands still."""
    stays_open: bool
    """Evidence is taken beyond `due_at`, too."""
    grace_at: str | None
    """When it gets more time, if nobody has given anything by then (K10)."""


class EvidenceGraceGrantedEvent(TypedDict):
    """Nobody's evidence had come at the checkpoint: `due_at` is the new, last cut-off (K10)."""

    type: Literal["evidence.grace_granted"]
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
    data: EvidenceGraceGrantedEventData
    """What this type tells."""


class EvidenceRequestExtendedEventData(TypedDict):
    dispute: str
    """Id of the dispute."""
    party: EvidenceRequestExtendedEventDataParty
    """The party it is about: `buyer` or `seller`."""
    due_at: str
    """Until when, excluded (UTC); null where nothing is due."""
    state: EvidenceRequestExtendedEventDataState | None
    """How it stands afterwards. None to the other party, whom the type tells what it may know."""
    satisfied_by: str | None
    """Piece of evidence that satisfies it; one that was there before satisfies it from the beginning."""
    paused_at: str | None
    """Since when its clock stands still."""
    stays_open: bool
    """Evidence is taken beyond `due_at`, too."""
    grace_at: str | None
    """When it gets more time, if nobody has given anything by then (K10)."""


class EvidenceRequestExtendedEvent(TypedDict):
    """More time by an operator, or after a pause of the case; `due_at` is the new cut-off."""

    type: Literal["evidence.request_extended"]
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
    data: EvidenceRequestExtendedEventData
    """What this type tells."""
