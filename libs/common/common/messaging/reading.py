"""Reading: what a carrier delivered becomes an event, or a reason why it is none."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Final, NamedTuple
from uuid import UUID, uuid5

from pydantic import ValidationError

from common.contracts.envelope import Event

from .bus import Message
from .delivery_groups import Delivery

MAX_SEQUENCE: Final = 2**31 - 1
MALFORMED_IDS: Final = UUID("6c0f5f0e-2f0b-5f5a-9d0a-4f1f0c1f7a55")
"""Namespace of the ids that messages without one of their own are parked under."""
MAX_SHOWN: Final = 100


class ReceivedEvent(NamedTuple):
    message: Message
    event: Event


class Malformed(NamedTuple):
    """Delivery that no retry makes readable. Its bytes are kept for a person."""

    message: Message
    reason: str


def read_delivery(delivery: Delivery, events: Mapping[str, type[Event]]) -> ReceivedEvent | Malformed:
    """Read a delivery. Nothing that anybody sends makes this raise."""
    try:
        message = Message(UUID(delivery.id), delivery.topic, delivery.body)
    except ValueError:
        return Malformed(_message_without_id(delivery), f"its id is no UUID: {delivery.id[:MAX_SHOWN]!r}")
    return read_message(message, events)


def read_message(message: Message, events: Mapping[str, type[Event]]) -> ReceivedEvent | Malformed:
    if (kind := events.get(message.topic)) is None:
        return Malformed(message, "nobody here reads its topic")
    try:
        event = kind.model_validate_json(message.body)
    except ValidationError as error:
        return Malformed(message, _describe_errors(error))
    if event.id != message.id:
        return Malformed(message, "it carries the id of another event")
    if event.sequence > MAX_SEQUENCE:
        return Malformed(message, "its sequence is too large")
    return ReceivedEvent(message, event)


def sort_subjects(received: Sequence[ReceivedEvent]) -> list[ReceivedEvent]:
    """Put the events of each subject into the order of their sequence, in the places that they have in the group."""
    in_line: dict[UUID, list[ReceivedEvent]] = defaultdict(list)
    for one in sorted(received, key=lambda one: one.event.sequence, reverse=True):
        in_line[one.event.subject].append(one)
    return [in_line[one.event.subject].pop() for one in received]


def _message_without_id(delivery: Delivery) -> Message:
    """The same bytes get the same id, so that a repeat is parked once."""
    content = b"\0".join((delivery.id.encode(errors="replace"), delivery.topic.encode(errors="replace"), delivery.body))
    return Message(uuid5(MALFORMED_IDS, hashlib.sha256(content).hexdigest()), delivery.topic, delivery.body)


def _describe_errors(error: ValidationError) -> str:
    """Name what is wrong and where; never the values, which may be anybody's."""
    details = error.errors(include_url=False, include_context=False, include_input=False)
    return "; ".join(f"{'.'.join(map(str, each['loc'])) or 'body'}: {each['type']}" for each in details[:5])
