"""Evidence events of webhook events. Written by `make clients`: do not edit."""

from __future__ import annotations

from typing import Literal, NotRequired, TypedDict

from parley_client.generated.models.webhook_events.evidence_events_2 import EvidenceErasedEventData
from parley_client.generated.models.webhook_events.parts import ActorRef


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
