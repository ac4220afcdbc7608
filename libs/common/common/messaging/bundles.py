"""Bundles: events that leave at once for the same readers travel in one message, and each of them arrives by itself.

What a message costs its broker and its readers hardly depends on its size. A bundle says first what it holds, then come
the bodies, one behind the other, byte by byte as they are stored.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from typing import Final, NamedTuple, TypeVar
from uuid import UUID

import orjson
from pydantic import TypeAdapter

from common.contracts.catalogue import PUBLISHER_OF_TOPIC
from common.contracts.readers import EVENTS_READ_BY, topics_of

from .bus import Message
from .delivery_groups import Delivery

T = TypeVar("T")

BUNDLE_TYPE: Final = "application/vnd.parley.events"
"""Content type of a message that holds several events."""
MOST_EVENTS: Final = 20
MOST_BYTES: Final = 65_536
"""So much waits at a reader for each message that its broker has brought."""


class _Part(NamedTuple):
    """What stands in front of a bundle of each event that it holds."""

    id: str
    topic: str
    platform: str
    length: int


PARTS: Final = TypeAdapter(list[_Part])


class MalformedBundle(ValueError):
    """Bytes that are no bundle, or one that holds what its publisher may not tell."""


def sort_into_bundles(leaving: Sequence[T], message_of: Callable[[T], Message]) -> list[list[T]]:
    """Sort what leaves by the readers of its messages, in their order; of a subject none before an earlier one."""
    bundles: list[list[T]] = []
    open_for: dict[frozenset[str], int] = {}
    latest_of: dict[UUID, int] = {}
    for one in leaving:
        message = message_of(one)
        readers = _readers_of(message.topic)
        place = open_for.get(readers)
        earliest = -1 if message.subject is None else latest_of.get(message.subject, -1)
        if place is None or place < earliest or _is_full([*map(message_of, bundles[place])], message):
            open_for[readers] = place = len(bundles)
            bundles.append([])
        bundles[place].append(one)
        if message.subject is not None:
            latest_of[message.subject] = place
    return bundles


def write_bundle(messages: Sequence[Message]) -> bytes:
    """Write messages into the body of one."""
    parts = [(str(one.id), one.topic, str(one.platform or ""), len(one.body)) for one in messages]
    return b"".join((orjson.dumps(parts), b"\n", *(one.body for one in messages)))


def read_bundle(body: bytes, publisher: str) -> list[Delivery]:
    """Read what a service's bundle holds, each as if it had come alone. Raises MalformedBundle.

    The broker sees the topic of a message and who may tell it; what is in a bundle, it does not see.
    """
    head, _, bodies = body.partition(b"\n")
    try:
        parts = PARTS.validate_json(head)
    except ValueError as error:
        raise MalformedBundle("its head says nothing") from error
    if not parts or any(part.length < 0 for part in parts) or sum(part.length for part in parts) != len(bodies):
        raise MalformedBundle("it holds something else than its head says")
    if any(PUBLISHER_OF_TOPIC.get(part.topic, publisher) != publisher for part in parts):
        raise MalformedBundle("it tells what only another service may")
    return list(_read_parts(parts, bodies))


def _read_parts(parts: Sequence[_Part], bodies: bytes) -> Iterator[Delivery]:
    start = 0
    for part in parts:
        end = start + part.length
        yield Delivery(part.id, part.topic, bodies[start:end], part.platform)
        start = end


def _is_full(bundle: Sequence[Message], message: Message) -> bool:
    return len(bundle) >= MOST_EVENTS or sum(len(one.body) for one in bundle) + len(message.body) > MOST_BYTES


@lru_cache(maxsize=512)
def _readers_of(topic: str) -> frozenset[str]:
    return frozenset(reader for reader in EVENTS_READ_BY if topic in topics_of(reader))
