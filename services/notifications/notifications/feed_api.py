"""Event feed over HTTP, for partners who would rather ask than be told."""

from __future__ import annotations

from typing import Annotated, Any, Final

from fastapi import APIRouter, Query, Response

from common.kernel.ids import EventId

from . import queries
from .edge import FEED_READER_ROLES, FEED_RESPONSES, READ_RESPONSES, NotificationCall
from .schemas import EventFilters, EventPage, EventView

router = APIRouter()

FEED_TAGS: Final[list[Any]] = ["events"]


@router.get(
    "/v1/events",
    operation_id="list_events",
    tags=FEED_TAGS,
    summary="Read the event feed",
    response_model=EventPage,
    responses=FEED_RESPONSES,
)
async def list_events(filters: Annotated[EventFilters, Query()], call: NotificationCall) -> Response:
    """List every event of the last 30 days, oldest first, in an order that never changes.

    Follow `next_cursor` to rebuild everything, and keep the last one to ask later for what came since: no event is
    ever inserted before a cursor you hold. Events of one subject stand in the order in which they happened, `number`
    1, 2, 3 and on.
    """
    call.require_role(*FEED_READER_ROLES, scope="read")
    return await call.query(queries.list_events, filters, call.deps.pager)


@router.get(
    "/v1/events/{event}",
    operation_id="get_event",
    tags=FEED_TAGS,
    summary="Read an event",
    response_model=EventView,
    responses=READ_RESPONSES,
)
async def get_event(event: EventId, call: NotificationCall) -> Response:
    """Read an event, word for word what webhooks carried."""
    call.require_role(*FEED_READER_ROLES, scope="read")
    return await call.query(queries.read_event, event)
