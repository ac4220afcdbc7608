"""Says in the published language what has happened: our own facts, and everybody's facts as partners see them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any, Final, assert_never
from uuid import UUID

import orjson

from common.contracts.catalogue import EVENT_OF_TOPIC
from common.contracts.envelope import ActorRef, Event
from common.contracts.notifications import EndpointDisabled
from common.kernel.ids import format_id

from .domain.endpoint import TEST, Disabled, Endpoint, Fact
from .domain.event import Told

MAX_BYTES: Final = 20_000
PREFIXES: Final[Mapping[str, str]] = {
    "escrow": "esc", "dispute": "dsp", "mediation": "med", "proposal": "prp", "request": "req", "item": "evd",
    "instruction": "ins", "reverses": "ins", "message": "msg", "endpoint": "whe", "platform": "plt",
    "transaction": "txn", "decision": "dec",
}  # fmt: skip
"""How an id is spelled follows from the name of the field that holds it."""
_ENVELOPE: Final = frozenset(Event.model_fields)


def _catalogue() -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for topic, event in EVENT_OF_TOPIC.items():
        if event.public is not None:
            found[event.public].append(topic)
    return dict(found)


PUBLIC: Final[Mapping[str, list[str]]] = _catalogue()
"""Public type → the internal topics that tell it."""


def event(tenant: UUID, endpoint: Endpoint, fact: Fact, now: datetime, actor: ActorRef, cause: str) -> Event:
    match fact:
        case Disabled(why=why):
            return EndpointDisabled(
                tenant=tenant,
                subject=endpoint.id,
                sequence=endpoint.facts,
                version=endpoint.version,
                occurred_at=now,
                actor=actor,
                cause=cause,
                why=why.value,
            )
        case _:
            assert_never(fact)


def told(fact: Event) -> Told:
    """A fact as partners see it."""
    assert fact.public is not None, "only public facts are subscribed to"
    subject = format_id(fact.prefix, fact.subject)
    data = {name: _spelled(name, value) for name, value in fact.model_dump().items() if name not in _ENVELOPE}
    return _told(
        fact.id,
        fact.public,
        subject,
        fact.sequence,
        fact.occurred_at,
        fact.actor.model_dump(),
        fact.cause,
        data,
    )


def test_event(id: UUID, endpoint: Endpoint, now: datetime, actor: ActorRef) -> Told:
    """Proves that a receiver works. It is about nothing and has no place in the feed."""
    return _told(id, TEST, format_id("whe", endpoint.id), 1, now, actor.model_dump(), "request", {})


def _told(
    id: UUID,
    type: str,
    subject: str,
    sequence: int,
    at: datetime,
    actor: dict[str, Any],
    cause: str,
    data: dict[str, Any],
) -> Told:
    body = {
        "type": type, "timestamp": _instant(at), "id": format_id("evt", id), "sequence": sequence, "subject": subject,
        "actor": actor, "cause": cause, "data": data,
    }  # fmt: skip
    written = orjson.dumps(body)
    if len(written) >= MAX_BYTES:  # receivers may refuse more, and an event lost to its size helps nobody
        written = orjson.dumps({**body, "data": {}})
    return Told(id, type, subject, sequence, at, written.decode())


def _spelled(name: str, value: Any) -> Any:
    match value:
        case UUID():
            return format_id(PREFIXES[name], value) if name in PREFIXES else str(value)
        case datetime():
            return _instant(value)
        case dict():
            return {key: _spelled(name if key == "id" else str(key), inner) for key, inner in value.items()}
        case list() | tuple():
            return [_spelled(name, inner) for inner in value]
        case _:
            return value


def _instant(at: datetime) -> str:
    return at.astimezone(UTC).isoformat().replace("+00:00", "Z")
