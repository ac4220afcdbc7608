from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Any, Self

import orjson
from pydantic import Field
from sqlalchemy import Row

from common.kernel.ids import DeliveryId, EndpointId, EventId, MessageId
from common.persistence.paging import CommaList, Instant, PageFilters
from common.web.schemas import ActorView, Body, Line, UtcTime, View

from .domain.delivery import Failure
from .domain.delivery import State as DeliveryState
from .domain.endpoint import Endpoint, State, Why

MAX_TYPES = 100

Url = Annotated[str, Field(max_length=4096, examples=["https://shop.example.com/webhooks/parley"])]
EventType = Annotated[str, Field(min_length=1, max_length=100, examples=["dispute.*"])]
EventTypes = Annotated[list[EventType], Field(min_length=1, max_length=MAX_TYPES, examples=[["*"]])]


class CreateEndpoint(Body):
    """`event_types` are names of the catalogue, families like `dispute.*`, or `*` for all that exist or will."""

    url: Url
    event_types: EventTypes
    description: Line | None = None
    secret: str | None = Field(
        None, max_length=200, description="Your own `whsec_…` of 24 to 64 bytes; left out, one is made."
    )


class ChangeEndpoint(Body):
    """What is left out stays as it is."""

    url: Url | None = None
    event_types: EventTypes | None = None
    description: Line | None = None
    enabled: Annotated[bool, Field(strict=True)] | None = None


class RotateSecret(Body):
    secret: str | None = Field(None, max_length=200, description="Your own; left out, one is made.")


class Replay(Body):
    """A half-open range of the events' own timestamps."""

    since: Instant
    until: Instant


class EndpointView(View):
    id: EndpointId
    url: str
    event_types: list[str]
    description: str | None
    state: State
    disabled_why: Why | None
    failing_since: UtcTime | None
    created_at: UtcTime
    version: int

    @classmethod
    def of(cls, endpoint: Endpoint | Row[Any]) -> Self:
        return cls(**_fields(endpoint))


class NewEndpointView(EndpointView):
    secret: str = Field(description="Shown this once. Verify signatures with it.", examples=["whsec_MfKQ9r8GKYqrTwjU…"])

    @classmethod
    def sealed(cls, endpoint: Endpoint, secret: str) -> Self:
        """Still sealed, so that the answer kept for repeats of the request is of no use to a thief."""
        return cls(**_fields(endpoint), secret=secret)


class EndpointList(View):
    data: list[EndpointView]


class AttemptView(View):
    number: int
    at: UtcTime
    status_code: int | None
    error: Failure | None
    duration_ms: int


class DeliveryView(View):
    id: DeliveryId
    webhook_id: MessageId
    """The `webhook-id` header: the same for every attempt, also after a redelivery."""
    endpoint: EndpointId
    event: EventId
    event_type: str
    state: DeliveryState
    created_at: UtcTime
    next_attempt_at: UtcTime | None
    attempts: list[AttemptView]

    @classmethod
    def of(cls, row: Row[Any], attempts: Sequence[Row[Any]]) -> Self:
        return cls(
            id=row.id,
            webhook_id=row.id,
            endpoint=row.endpoint_id,
            event=row.event_id,
            event_type=row.type,
            state=DeliveryState(row.state),
            created_at=row.created_at,
            next_attempt_at=row.due_at,
            attempts=[
                AttemptView(
                    number=a.n,
                    at=a.at,
                    status_code=a.status_code,
                    error=a.failure and Failure(a.failure),
                    duration_ms=a.duration_ms,
                )
                for a in attempts
            ],
        )


class ReplayView(View):
    endpoint: EndpointId
    events: int
    """How many will be sent."""


class EventView(View):
    """Word for word what webhooks carry."""

    type: str = Field(examples=["dispute.closed"])
    timestamp: str
    id: str
    sequence: int = Field(description="Counts the subject's events from 1; the gaps are internal ones.")
    subject: str
    actor: ActorView
    cause: str
    data: dict[str, Any]

    @classmethod
    def of(cls, body: str) -> Self:
        return cls.model_validate(orjson.loads(body))


class EventPage(View):
    """Oldest first. Keep `next_cursor`: it is there also on the last page, to ask later for what came since."""

    data: list[EventView]
    has_more: bool
    next_cursor: str | None


class EventFilters(PageFilters):
    type: CommaList[EventType] | None = Field(None, description="Names or families, separated by commas.")
    subject: str | None = Field(None, pattern=r"^[a-z]{3}_[0-9a-z]{26}$", examples=["dsp_01jbxrx0000000000000000001"])


class DeliveryFilters(PageFilters):
    state: CommaList[DeliveryState] | None = None


def _fields(endpoint: Endpoint | Row[Any]) -> dict[str, Any]:
    return {
        "id": endpoint.id,
        "url": endpoint.url,
        "event_types": list(endpoint.event_types),
        "description": endpoint.description,
        "state": State(endpoint.state),
        "disabled_why": endpoint.disabled_why and Why(endpoint.disabled_why),
        "failing_since": endpoint.failing_since,
        "created_at": endpoint.created_at,
        "version": endpoint.version,
    }
