"""Event feed over HTTP, for partners who would rather ask than be told."""

from __future__ import annotations

from typing import Annotated, Any, Final

from fastapi import APIRouter, Query, Request, Response
from fastapi.sse import EventSourceResponse

from common.kernel.ids import EventId
from common.web.answers import answer_model
from common.web.event_stream import EventStream, StreamBatch, StreamReader, answer_stream
from common.web.links.stream_links import StreamLink

from . import queries
from .edge import (
    FEED_READER_ROLES,
    FEED_RESPONSES,
    READ_RESPONSES,
    STREAM_LINK_RESPONSES,
    STREAM_READER_ROLES,
    STREAM_RESPONSES,
    NotificationCall,
)
from .schemas import EventFilters, EventPage, EventView, StreamFilters

router = APIRouter()

FEED_TAGS: Final[list[Any]] = ["events"]
STREAM_PATH: Final = "/v1/events/stream"
STREAM_LINK_PATH: Final = f"{STREAM_PATH}/link"
OWN_EVENTS: Final = (
    f"Buyers and sellers follow the events of their own deals at GET {STREAM_PATH}, and read what has happened in a "
    "case at GET /v1/disputes/{dispute}/story."
)


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
    call.require_role(*FEED_READER_ROLES, scope="read", way_out=OWN_EVENTS)
    return await call.query(queries.list_events, filters, call.deps.pager)


@router.get(
    STREAM_PATH,
    operation_id="stream_events",
    tags=FEED_TAGS,
    summary="Stream the event feed",
    response_class=EventSourceResponse,
    responses=STREAM_RESPONSES,
)
async def stream_events(
    filters: Annotated[StreamFilters, Query()], call: NotificationCall, request: Request
) -> Response:
    """Receive events as they come (server-sent events): `id` is the event's, `event` its type, `data` the event, word
    for word what webhooks carry, in the order of the feed.

    Buyers and sellers receive the events of their own deals and cases, as they may see them: nothing of the other
    side's evidence before it is revealed, no operator by name, and no `number`, which would count what they are not
    told. What happens to one case, line by line as it is shown: `GET /v1/disputes/{dispute}/stream`.

    It begins with what comes from now on, and goes on behind the last event you have seen: send its id as
    `Last-Event-ID`. Until one has come, the id of the first lines (`at_…`) does the same. A comment
    comes every 15 seconds. When the token ends an event `end` says so
    (`{"reason": "token_expired"}`) and the stream ends: ask for a new token and come back. The `EventSource` of a
    browser, which sends no token, opens a link: `POST /v1/events/stream/link`.
    """
    call.require_role(*STREAM_READER_ROLES, scope="read")
    hub = call.deps.streams
    place_taken = hub.take_place(call.principal)
    reader = StreamReader(request, call.principal, hub.bookmarks, filters.after)
    if (bookmarked := reader.open_bookmark()) is not None:
        [place] = bookmarked
    else:
        place = await call.read(queries.find_place, reader.read_last_event(), filters.since)

    async def read_batch(after: int) -> StreamBatch:
        return await call.read(queries.read_stream, after, filters)

    first = await read_batch(place)
    bookmark = reader.write_bookmark([place])
    stream = EventStream(hub, call.tenant, place_taken, reader.read_end(), read_batch, bookmark, is_named=filters.named)
    return answer_stream(request, stream, first)


@router.post(
    STREAM_LINK_PATH,
    operation_id="create_event_stream_link",
    tags=FEED_TAGS,
    summary="Get a link to the event stream",
    response_model=StreamLink,
    responses=STREAM_LINK_RESPONSES,
)
async def create_event_stream_link(call: NotificationCall, request: Request) -> Response:
    """Good as long as your token and for this stream, in your name: for the `EventSource` of a browser, which sends no
    token. Streams opened by it end when it does, and whoever has it sees what you may see.

    It begins where it was asked for (`after`). Add what narrows the stream: `&type=…`; with `&named=false` all events
    come to `onmessage`.
    """
    call.require_role(*STREAM_READER_ROLES, scope="read")
    call.require_no_version()
    place = await call.read(queries.find_place, None, "latest")
    reader = StreamReader(request, call.principal, call.deps.streams.bookmarks)
    return answer_model(call.deps.stream_links.sign_link(reader, [place]))


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
    call.require_role(*FEED_READER_ROLES, scope="read", way_out=OWN_EVENTS)
    return await call.query(queries.read_event, event)
