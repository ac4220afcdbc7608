"""Consumers: every event of every service has its turn in its subject's line; the public ones get a place in the feed.

Internal events are heard because they have a `sequence` too: without them nobody could tell a gap from a delay.
"""

from __future__ import annotations

from typing import Final

from common.contracts.catalogue import EVENT_OF_TOPIC
from common.contracts.envelope import Event
from common.messaging.inbox import HandlerRegistration, consumes

from .commands import PassOverEvent, PublishEvent
from .domain.errors import EventTooEarly


def on_event(event: Event) -> PublishEvent | PassOverEvent:
    return PassOverEvent(event) if event.public is None else PublishEvent(event)


EVENT_HANDLERS: Final[list[HandlerRegistration]] = [
    consumes(event, on_event, waits_for=(EventTooEarly,), in_order=True) for event in EVENT_OF_TOPIC.values()
]
