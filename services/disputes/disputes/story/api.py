"""Story of a case over HTTP."""

from __future__ import annotations

from functools import partial
from typing import Annotated

from fastapi import APIRouter, Query, Request, Response
from fastapi.sse import EventSourceResponse

from common.kernel.ids import DisputeId
from common.kernel.principal import Role
from common.web.answers import answer_model
from common.web.event_stream import EventStream, StreamBatch, StreamQuery, StreamReader, answer_stream
from common.web.links.stream_links import StreamLink
from common.web.schemas import Page
from disputes.cases.edge import CasesCall, StreamedCase
from disputes.edge import ACT_RESPONSES, READ_RESPONSES, READER_ROLES, STAFF_ROLES

from . import queries
from .commands import MarkRead
from .model import LineRef, SubjectKind
from .schemas import ReadBody, ReadMarkView, StoryEntryView, StoryFilters
from .views import read_mark_view

router = APIRouter(prefix="/v1/disputes", tags=["disputes"])


@router.get(
    "/{dispute}/story",
    response_model=Page[StoryEntryView],
    responses=READ_RESPONSES,
    operation_id="get_story",
    summary="Read the story of a case",
)
async def get_story(dispute: DisputeId, filters: Annotated[StoryFilters, Query()], call: CasesCall) -> Response:
    """Everything that has happened to the case, in order, the first first: stages, offers, evidence, messages,
    rulings, penalties, deadlines that passed and money that moved.

    You see what you may see: parties neither how operators share their work nor the other's evidence while it is
    sealed. What another service tells a moment late stands where it happened.
    """
    call.require_role(*READER_ROLES)
    return await call.query(queries.read_story, dispute, filters, call.deps.pager)


@router.get(
    "/stream",
    response_class=EventSourceResponse,
    responses=READ_RESPONSES,
    operation_id="stream_own_stories",
    summary="Stream the stories of your cases",
)
async def stream_own_stories(filters: Annotated[StreamQuery, Query()], call: CasesCall, request: Request) -> Response:
    """Receive what happens to all your cases as it happens, as in the stream of one: `data` has the `dispute` beside
    the entry. A buyer's or a seller's are those they are a party of, the platform's and its operators' are all."""
    call.require_role(Role.BUYER, Role.SELLER, *STAFF_ROLES, scope="read")
    hub = call.deps.streams
    held = hub.take_place(call.principal)
    reader = StreamReader(request, call.principal, hub.bookmarks, filters.after)
    if (bookmarked := reader.open_bookmark()) is not None:
        place = queries.StreamPlace(*bookmarked)
    else:
        place = await call.read(queries.find_own_place, reader.read_last_event())

    async def read_batch(after: queries.StreamPlace) -> StreamBatch:
        return await call.read(queries.read_own_stream, after)

    case, bookmark = StreamedCase(call.tenant, None), reader.write_bookmark(place)
    stream = EventStream(hub, case, held, reader.read_end(), read_batch, bookmark, is_named=filters.named)
    return answer_stream(request, stream, await read_batch(place))


@router.post(
    "/stream/link",
    response_model=StreamLink,
    responses=READ_RESPONSES,
    operation_id="create_own_stories_link",
    summary="Get a link to the stream of your cases",
)
async def create_own_stories_link(call: CasesCall, request: Request) -> Response:
    """As of one case: good as long as your token and for the stream of all your cases, in your name."""
    call.require_role(Role.BUYER, Role.SELLER, *STAFF_ROLES, scope="read")
    call.require_no_version()
    place = await call.read(queries.find_own_place, None)
    reader = StreamReader(request, call.principal, call.deps.streams.bookmarks)
    return answer_model(call.deps.stream_links.sign_link(reader, place))


@router.get(
    "/{dispute}/stream",
    response_class=EventSourceResponse,
    responses=READ_RESPONSES,
    operation_id="stream_story",
    summary="Stream the story of a case",
)
async def stream_story(
    dispute: DisputeId, filters: Annotated[StreamQuery, Query()], call: CasesCall, request: Request
) -> Response:
    """Receive what happens to the case as it happens (server-sent events): `id` is the entry's, `event` its kind,
    `data` the entry as in the story, of which you see what you may see.

    It begins with what comes from now on, and goes on behind the last entry you have seen: send its id as
    `Last-Event-ID`. Until one has come, the id of the first lines (`at_…`) does the same. `evidence_revealed` means
    that you may now see more of what has been: read the story again. A comment comes every 15 seconds. When the token
    ends an event `end` says so (`{"reason": "token_expired"}`) and the stream ends: ask for a new token and come back.
    The `EventSource` of a browser, which sends no token, opens a link: `POST /v1/disputes/{dispute}/stream/link`.
    """
    call.require_role(*READER_ROLES)
    hub = call.deps.streams
    held = hub.take_place(call.principal)
    reader = StreamReader(request, call.principal, hub.bookmarks, filters.after)
    if (bookmarked := reader.open_bookmark()) is not None:
        place = queries.StreamPlace(*bookmarked)
    else:
        place = await call.read(queries.find_place, dispute, reader.read_last_event())

    async def read_batch(after: queries.StreamPlace) -> StreamBatch:
        return await call.read(queries.read_stream, dispute, after)

    case, bookmark = StreamedCase(call.tenant, dispute), reader.write_bookmark(place)
    stream = EventStream(hub, case, held, reader.read_end(), read_batch, bookmark, is_named=filters.named)
    return answer_stream(request, stream, await read_batch(place))


@router.post(
    "/{dispute}/stream/link",
    response_model=StreamLink,
    responses=READ_RESPONSES,
    operation_id="create_story_link",
    summary="Get a link to the stream of a case",
)
async def create_story_link(dispute: DisputeId, call: CasesCall, request: Request) -> Response:
    """Good as long as your token and for this stream, in your name: for the `EventSource` of a browser, which sends no
    token. Streams opened by it end when it does, and whoever has it sees what you may see of the case. It begins where
    it was asked for (`after`). Add `&named=false` so that all entries come to `onmessage`.
    """
    call.require_role(*READER_ROLES)
    call.require_no_version()
    place = await call.run_caught_up(partial(call.read, queries.find_place, dispute, None))
    reader = StreamReader(request, call.principal, call.deps.streams.bookmarks)
    return answer_model(call.deps.stream_links.sign_link(reader, place))


@router.post(
    "/{dispute}/read",
    response_model=ReadMarkView,
    responses=ACT_RESPONSES,
    operation_id="mark_read",
    summary="Mark a case as read",
)
async def mark_read(dispute: DisputeId, call: CasesCall, body: ReadBody | None = None) -> Response:
    """Say how far you have read: up to a message, up to an entry of the story, or everything. Lists and `expand` then
    count as `unread` what others have done since. It never goes back, changes nothing in the case, and is told nobody.
    """
    call.require_role(*READER_ROLES)
    return await call.execute(MarkRead(dispute, _line_of(body or ReadBody())), read_mark_view)


def _line_of(body: ReadBody) -> LineRef | None:
    if body.message is not None:
        return LineRef(SubjectKind.MESSAGE, body.message)
    return None if body.entry is None else LineRef(None, body.entry)
