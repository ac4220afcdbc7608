"""Consumers: every public event of every service, each mapped to the command that puts it in the feed."""

from __future__ import annotations

from typing import Final

from common.contracts.envelope import Event
from common.messaging.inbox import HandlerRegistration, consumes

from .commands import PublishEvent
from .public_events import list_public_events, public_event


def on_public_event(event: Event) -> PublishEvent:
    return PublishEvent(public_event(event))


EVENT_HANDLERS: Final[list[HandlerRegistration]] = [consumes(event, on_public_event) for event in list_public_events()]
