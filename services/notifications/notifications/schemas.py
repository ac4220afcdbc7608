"""Schemas of requests and answers: endpoints, deliveries and the event feed."""

from __future__ import annotations

from typing import Annotated, Any, Final, Literal

from pydantic import ConfigDict, Field

from common.kernel.ids import DeliveryId, EndpointId, EventId, MessageId
from common.persistence.paging import CommaList, Instant, PageFilters
from common.web.event_stream import StreamQuery
from common.web.schemas import ActorView, Body, Line, UtcTime, View

from .domain.delivery import DeliveryFailure, MessageState
from .domain.endpoint import TEST_EVENT_TYPE, DisabledReason, EndpointState

MAX_EVENT_TYPES: Final = 100
MAX_EVENTS: Final = 1_000
"""Of a page of the feed: whoever rebuilds everything asks a thousand times less often than there are events."""

Url = Annotated[str, Field(max_length=4096, examples=["https://shop.example.com/webhooks/parley"])]
EventType = Annotated[str, Field(min_length=1, max_length=100, pattern=r"^[\x21-\x7e]+$", examples=["dispute.*"])]
SubjectId = Annotated[str, Field(pattern=r"^[a-z]{3}_[0-9a-z]{26}$", examples=["dsp_01jbxrx0000000000000000001"])]
EventTypes = Annotated[list[EventType], Field(min_length=1, max_length=MAX_EVENT_TYPES, examples=[["*"]])]


class NewEndpointBody(Body):
    """`event_types` are names of the catalogue, families like `dispute.*`, or `*` for all that exist or will."""

    url: Url
    event_types: EventTypes
    description: Line | None = None
    secret: str | None = Field(
        None, max_length=200, description="Your own `whsec_…` of 24 to 64 bytes; left out, one is made."
    )


class EndpointChangeBody(Body):
    """Changes of an endpoint; what is left out stays as it is."""

    url: Url | None = None
    event_types: EventTypes | None = None
    description: Line | None = None
    enabled: Annotated[bool, Field(strict=True)] | None = None


class SecretBody(Body):
    secret: str | None = Field(None, max_length=200, description="Your own; left out, one is made.")


class SampleEventBody(Body):
    model_config = ConfigDict(json_schema_extra={"examples": [{"event_type": "dispute.opened"}]})

    event_type: EventType = TEST_EVENT_TYPE
    """Public type whose recorded sample is sent; left out, `webhook_endpoint.test`, which is about nothing."""


class ReplayBody(Body):
    """Range of the events' own timestamps, half open."""

    since: Instant
    until: Instant


class EndpointView(View):
    id: EndpointId
    url: str
    event_types: list[str]
    description: str | None
    state: EndpointState
    disabled_why: DisabledReason | None
    failing_since: UtcTime | None
    created_at: UtcTime
    version: int


class EndpointWithSecretView(EndpointView):
    secret: str = Field(description="Shown this once. Verify signatures with it.", examples=["whsec_MfKQ9r8GKYqrTwjU…"])


class EndpointListView(View):
    data: list[EndpointView]


class AttemptView(View):
    number: int
    at: UtcTime
    status_code: int | None
    error: DeliveryFailure | None
    duration_ms: int


class DeliveryView(View):
    id: DeliveryId
    webhook_id: MessageId
    """The `webhook-id` header: the same for every attempt, also after a redelivery."""
    endpoint: EndpointId
    event: EventId
    event_type: str
    state: MessageState
    created_at: UtcTime
    next_attempt_at: UtcTime | None
    attempts: list[AttemptView]


class ReplayView(View):
    endpoint: EndpointId
    events: int
    """Number of events that will be sent."""


class EventView(View):
    """Event, word for word what webhooks carry."""

    type: str = Field(examples=["dispute.closed"])
    timestamp: str = Field(description="When it took effect: of what happens by itself, when it was due.")
    recorded_at: str | None = Field(None, description="When it was carried out, where it had taken effect before.")
    id: str
    sequence: int | None = Field(
        description="Counts the subject's events from 1; the gaps are internal ones. Null to a party of the case."
    )
    version: int | None = Field(
        description="Version of the subject after it. Null to a party in events about cases, and where the other party "
        "was asked for it."
    )
    number: int | None = Field(
        description="Counts the subject's public events from 1, without a gap and in order; null in a test event."
    )
    subject: str
    actor: ActorView
    cause: str
    data: dict[str, Any]


class EventPage(View):
    """Page of events, oldest first. Keep `next_cursor`, also of the last page: it asks later for what came since."""

    data: list[EventView]
    has_more: bool
    next_cursor: str | None


class EventFilters(PageFilters):
    limit: int = Field(20, ge=1, le=MAX_EVENTS)
    """Events of a page, at most."""
    since: Instant | Literal["latest"] | None = None
    """Where to begin without a cursor: at the first event whose `timestamp` is at or after this instant, and with all
    that came into the feed after it; or `latest`, behind the last event there is. Left out, at the oldest."""
    type: CommaList[EventType] | None = Field(None, description="Names or families, separated by commas.")
    subject: SubjectId | None = None
    """Id of what the events are about."""

    def filter_values(self) -> dict[str, Any]:
        """Where it began is no part of where a cursor leads on."""
        return {name: value for name, value in super().filter_values().items() if name != "since"}


class StreamFilters(StreamQuery):
    since: Instant | Literal["latest"] = "latest"
    """Where to begin: as in the list, and with `latest` if left out. The header `Last-Event-ID`, which browsers send by
    themselves, goes first."""
    type: CommaList[EventType] | None = None
    """Names or families, separated by commas."""
    subject: SubjectId | None = None
    """Id of what the events are about."""


class DeliveryFilters(PageFilters):
    state: CommaList[MessageState] | None = None
    """States, separated by commas."""
