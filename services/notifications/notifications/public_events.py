"""Public events: everybody's integration events as partners see them, and the catalogue of their types."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any, Final, NamedTuple
from uuid import UUID

import orjson

from common.contracts.catalogue import EVENT_OF_TOPIC
from common.contracts.envelope import ActorRef, Event
from common.kernel.errors import InvariantViolated
from common.kernel.ids import format_id
from common.kernel.principal import Actor

from .domain.endpoint import TEST_EVENT_TYPE, Endpoint, resolve_types, type_matches
from .domain.public_event import PublicEvent

MAX_BODY_BYTES: Final = 20_000
ID_PREFIXES: Final[Mapping[str, str]] = {
    "escrow": "esc", "dispute": "dsp", "mediation": "med", "proposal": "prp", "request": "req", "item": "evd",
    "satisfied_by": "evd", "instruction": "ins", "reverses": "ins", "message": "msg", "endpoint": "whe",
    "platform": "plt", "transaction": "txn", "decision": "dec",
}  # fmt: skip
"""Prefix of an id by the name of the field that has it."""
_ENVELOPE_FIELDS: Final = frozenset(Event.model_fields)


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
    fields = event.model_dump()
    hidden = _ENVELOPE_FIELDS | event.internal_members
    data = {name: _to_public(name, value) for name, value in fields.items() if name not in hidden}
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
    )
    return _with_body(envelope, data)


def make_test_event(event_id: UUID, endpoint: Endpoint, now: datetime, actor: Actor) -> PublicEvent:
    """Make an event that proves that a receiver works. It is about nothing and has no place in the feed."""
    subject = format_id("whe", endpoint.id)
    who = ActorRef.from_actor(actor)
    return _with_body(_Envelope(event_id, TEST_EVENT_TYPE, subject, 1, 1, None, now, who, "request"), {})


def _with_body(envelope: _Envelope, data: dict[str, Any]) -> PublicEvent:
    body = {
        "type": envelope.type,
        "timestamp": _format_instant(envelope.occurred_at),
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
    if len(text) >= MAX_BODY_BYTES:  # receivers may refuse more, and an event lost to its size helps nobody
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


def _to_public(name: str, value: Any) -> Any:
    match value:
        case UUID():
            return format_id(ID_PREFIXES[name], value) if name in ID_PREFIXES else str(value)
        case datetime():
            return _format_instant(value)
        case dict():
            return {key: _to_public(name if key == "id" else str(key), inner) for key, inner in value.items()}
        case list() | tuple():
            return [_to_public(name, inner) for inner in value]
        case _:
            return value


def _format_instant(at: datetime) -> str:
    return at.astimezone(UTC).isoformat().replace("+00:00", "Z")
