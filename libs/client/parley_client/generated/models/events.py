"""Bodies and answers of events. Written by `make clients`: do not edit."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Literal, NotRequired, TypeAlias, TypedDict

from parley_client.generated.models.general.answers import ActorView


class EventView(TypedDict):
    """Event, word for word what webhooks carry."""

    type: str
    """What happened, as in `dispute.opened`."""
    timestamp: str
    """When it took effect: of what happens by itself, when it was due."""
    recorded_at: NotRequired[str | None]
    """When it was carried out, where it had taken effect before."""
    id: str
    """Its id, given by Parley; it never changes."""
    sequence: int | None
    """Counts the subject's events from 1; the gaps are internal ones. Null to a party of the case."""
    version: int | None
    """Version of the subject after it. Null to a party in events about cases, and where the other party was asked
    for it.
    """
    number: int | None
    """Counts the subject's public events from 1, without a gap and in order; null in a test event."""
    subject: str
    """Id of what it happened to."""
    actor: ActorView
    """Role and id of whoever did it."""
    cause: str
    """What brought it about: an act, a deadline, another event."""
    data: dict[str, Any]
    """What the type tells; see the catalogue of events."""


class EventPage(TypedDict):
    """Page of events, oldest first. Keep `next_cursor`, also of the last page: it asks later for what came since."""

    data: list[EventView]
    """What was asked for, in the order that the operation describes."""
    has_more: bool
    """Whether there is another page."""
    next_cursor: str | None
    """Keep it, also of the last page: with it you ask later for what came since."""


# fmt: off
ListEventsCode: TypeAlias = Literal[
    "bad_request", "bad_cursor", "unauthenticated", "forbidden", "not_found", "not_acceptable", "validation_failed",
    "event_type_unknown", "rate_limited", "internal_error", "dependency_unavailable", "overloaded",
]
# fmt: on
"""Codes of the problems of `list_events`; there may be more in time."""


# fmt: off
StreamEventsCode: TypeAlias = Literal[
    "bad_request", "bad_cursor", "unauthenticated", "forbidden", "not_found", "not_acceptable", "validation_failed",
    "event_type_unknown", "rate_limited", "too_many_streams", "internal_error", "dependency_unavailable", "overloaded",
]
# fmt: on
"""Codes of the problems of `stream_events`; there may be more in time."""


# fmt: off
CreateEventStreamLinkCode: TypeAlias = Literal[
    "bad_request", "bad_cursor", "unauthenticated", "forbidden", "not_found", "not_acceptable", "validation_failed",
    "rate_limited", "internal_error", "dependency_unavailable", "overloaded",
]
# fmt: on
"""Codes of the problems of `create_event_stream_link`; there may be more in time."""


# fmt: off
GetEventCode: TypeAlias = Literal[
    "bad_request", "unauthenticated", "forbidden", "not_found", "not_acceptable", "validation_failed", "rate_limited",
    "internal_error", "dependency_unavailable", "overloaded",
]
# fmt: on
"""Codes of the problems of `get_event`; there may be more in time."""


class EventsFilters(TypedDict):
    """Filters of `list_events`."""

    since: NotRequired[str | Literal["latest"] | None | None]
    """Where to begin without a cursor: at the first event whose `timestamp` is at or after this instant, and with
    all that came into the feed after it; or `latest`, behind the last event there is. Left out, at the oldest.
    """
    type_: NotRequired[Sequence[str] | None]
    """Names or families, separated by commas."""
    subject: NotRequired[str | None]
    """Id of what the events are about."""
