"""Replay: sends a range of events again to one endpoint. Pure functions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Final, NamedTuple
from uuid import UUID

from common.kernel.seams import IdFactory

from .delivery import Message
from .endpoint import Endpoint
from .errors import ReplayTooLarge, RetentionExceeded
from .public_event import EVENT_RETENTION, FeedEntry

MAX_REPLAY: Final = 1_000


class ReplayableEvents(NamedTuple):
    """Events of the range, one more than may be replayed at most, and the messages there are for them already."""

    endpoint: Endpoint
    events: Sequence[FeedEntry]
    messages: Mapping[UUID, UUID]


class ReplayPlan(NamedTuple):
    restarted: tuple[UUID, ...]
    """Messages to send again."""
    new: tuple[Message, ...]
    """Messages for events that the endpoint never got."""


class ReplayResult(NamedTuple):
    endpoint_id: UUID
    event_count: int


def plan_replay(subject: ReplayableEvents, since: datetime, *, now: datetime, new_id: IdFactory) -> ReplayPlan:
    """Plan to send all that the endpoint is subscribed to. Raises RetentionExceeded or ReplayTooLarge."""
    endpoint, messages = subject.endpoint, subject.messages
    endpoint.require_enabled()
    if since < now - EVENT_RETENTION:
        raise RetentionExceeded(EVENT_RETENTION.days)
    if len(subject.events) > MAX_REPLAY:
        raise ReplayTooLarge(MAX_REPLAY)
    accepted = [event.event_id for event in subject.events if endpoint.accepts_type(event.type)]
    missing = [event_id for event_id in accepted if event_id not in messages]
    return ReplayPlan(
        restarted=tuple(messages[event_id] for event_id in accepted if event_id in messages),
        new=tuple(Message.create(id=new_id(), endpoint=endpoint.id, event=event, now=now) for event in missing),
    )
