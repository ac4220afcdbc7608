"""Every event there is, by topic. Readers that want them all (the feed, the documentation) start here."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from . import disputes, escrow, evidence, mediation, notifications
from .envelope import Event

PUBLISHERS: Final = {
    module.__name__.rpartition(".")[2]: module for module in (escrow, disputes, evidence, mediation, notifications)
}


def events_of(publisher: str) -> Iterator[type[Event]]:
    """Concrete events of one publisher, in the order of its module."""
    for value in vars(PUBLISHERS[publisher]).values():
        if isinstance(value, type) and issubclass(value, Event) and hasattr(value, "topic"):
            yield value


EVENT_OF_TOPIC: Final[dict[str, type[Event]]] = {
    event.topic: event for publisher in PUBLISHERS for event in events_of(publisher)
}
PUBLISHER_OF_TOPIC: Final[dict[str, str]] = {event.topic: name for name in PUBLISHERS for event in events_of(name)}
