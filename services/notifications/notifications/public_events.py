"""Public events: everybody's integration events as partners see them, and the catalogue of their types."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any, Final, NamedTuple
from uuid import UUID

import orjson

from common.contracts.catalogue import EVENT_OF_TOPIC
from common.contracts.envelope import ActorRef, Event
from common.contracts.public_form import format_instant, public_data, read_samples
from common.kernel.errors import InvariantViolated
from common.kernel.ids import format_id
from common.kernel.principal import Actor

from .domain.endpoint import TEST_EVENT_TYPE, Endpoint, resolve_types, type_matches
from .domain.errors import EventTypeUnknown
from .domain.public_event import PublicEvent
from .participants.audiences import readers_of_event

MAX_BODY_BYTES: Final = 20_000


def _topics_by_type() -> dict[str, list[str]]:
    topics: dict[str, list[str]] = defaultdict(list)
    for topic, event in EVENT_OF_TOPIC.items():
        if event.public is not None:
            topics[event.public].append(topic)
    return dict(topics)


TOPICS_BY_TYPE: Final[Mapping[str, list[str]]] = _topics_by_type()
"""Internal topics by the public type that they are sent as."""


class _Envelope(NamedTuple):
    id: UUID
    type: str
    subject: str
    sequence: int
    version: int
    number: int | None
    occurred_at: datetime
    actor: ActorRef
    cause: str
    recorded_at: datetime | None = None


def list_public_events() -> list[type[Event]]:
    return [event for event in EVENT_OF_TOPIC.values() if event.public is not None]


def expand_types(patterns: Sequence[str]) -> list[str]:
    """List the public types that at least one of the patterns covers. Raises EventTypeUnknown."""
    resolved = resolve_types(patterns, TOPICS_BY_TYPE)
    return [type for type in TOPICS_BY_TYPE if any(type_matches(pattern, type) for pattern in resolved)]


def public_event(event: Event, number: int) -> PublicEvent:
    """Map an integration event to what partners see of it; `number` counts what they see of its subject."""
    if event.public is None:
        raise InvariantViolated(f"only public events are subscribed to, not {event.topic}")
    subject = format_id(event.prefix, event.subject)
    envelope = _Envelope(
        event.id,
        event.public,
        subject,
        event.sequence,
        event.version,
        number,
        event.occurred_at,
        event.actor,
        event.cause,
        event.recorded_at,
    )
    return replace(_with_body(envelope, public_data(event)), readers=readers_of_event(event))


def make_test_event(event_id: UUID, type: str, endpoint: Endpoint, now: datetime, actor: Actor) -> PublicEvent:
    """Make an event that proves that a receiver works: about nothing, or the recorded sample of a public type. It has
    no place in the feed. Raises EventTypeUnknown."""
    subject = format_id("whe", endpoint.id)
    envelope = _Envelope(event_id, type, subject, 1, 1, None, now, ActorRef.from_actor(actor), "request")
    if type == TEST_EVENT_TYPE:
        return _with_body(envelope, {})
    if (sample := read_samples().get(type)) is None:
        raise EventTypeUnknown(0)
    recorded = {name: sample[name] for name in ("subject", "sequence", "version", "cause")}
    by_itself = None if sample["recorded_at"] is None else now
    envelope = envelope._replace(actor=ActorRef(**sample["actor"]), recorded_at=by_itself, **recorded)
    return _with_body(envelope, sample["data"])


def _with_body(envelope: _Envelope, data: dict[str, Any]) -> PublicEvent:
    body = {
        "type": envelope.type,
        "timestamp": format_instant(envelope.occurred_at),
        "recorded_at": None if envelope.recorded_at is None else format_instant(envelope.recorded_at),
        "id": format_id("evt", envelope.id),
        "sequence": envelope.sequence,
        "version": envelope.version,
        "number": envelope.number,
        "subject": envelope.subject,
        "actor": envelope.actor.model_dump(),
        "cause": envelope.cause,
        "data": data,
    }
    text = orjson.dumps(body)
    # Nothing that an event tells is without bounds, and none comes near. Receivers may refuse more than they are
    # promised, and an event lost to its size would help nobody.
    if len(text) >= MAX_BODY_BYTES:
        text = orjson.dumps({**body, "data": {}})
    return PublicEvent(
        id=envelope.id,
        type=envelope.type,
        subject=envelope.subject,
        sequence=envelope.sequence,
        number=envelope.number,
        occurred_at=envelope.occurred_at,
        body=text.decode(),
    )
