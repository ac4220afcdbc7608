"""Routes of the event feed, for partners who would rather ask than be told."""

from __future__ import annotations

from typing import Annotated, Any, Final
from uuid import UUID

from fastapi import APIRouter, Query, Response

from common.kernel.ids import EventId
from common.kernel.principal import Role
from common.web.problems import problem_responses

from . import commands, outgoing, queries
from .api import Calling
from .domain.endpoint import covers, known_types
from .schemas import EventFilters, EventPage, EventView
from .store import NotificationTx

router = APIRouter(generate_unique_id_function=lambda route: route.name)

FEED: Final[list[Any]] = ["events"]


@router.get(
    "/v1/events",
    tags=FEED,
    summary="Read the event feed",
    response_model=EventPage,
    responses=problem_responses(400, 401, 403, 422),
)
async def list_events(filters: Annotated[EventFilters, Query()], call: Calling) -> Response:
    """Every event of the last 30 days, oldest first, in an order that never changes.

    Follow `next_cursor` to rebuild everything, and keep the last one to ask later for what came since: no event is
    ever inserted before a cursor you hold.
    """
    call.require_role(Role.PLATFORM, Role.OPERATOR, scope="read")
    about: dict[str, Any] = {"listing": "events", "tenant": call.tenant, "filters": filters}
    pager = call.deps.pager
    after = 0 if filters.cursor is None else pager.decode_cursor(filters.cursor, **about).int
    types = None if filters.type is None else _expanded(filters.type)

    async def act(tx: NotificationTx) -> EventPage:
        rows = await queries.feed(
            tx,
            after=after,
            limit=filters.limit + 1,
            types=types,
            subject=filters.subject,
            keep=commands.KEEP,
        )
        shown = rows[: filters.limit]
        cursor = pager.encode_cursor(UUID(int=shown[-1].position), **about) if shown else filters.cursor
        views = [EventView.of(row.body) for row in shown]
        return EventPage(data=views, has_more=len(rows) > filters.limit, next_cursor=cursor)

    return await call.read(act)


@router.get(
    "/v1/events/{event}",
    tags=FEED,
    summary="Read an event",
    response_model=EventView,
    responses=problem_responses(401, 403, 404),
)
async def get_event(event: EventId, call: Calling) -> Response:
    """Word for word what webhooks carried."""
    call.require_role(Role.PLATFORM, Role.OPERATOR, scope="read")

    async def act(tx: NotificationTx) -> EventView:
        return EventView.of(await queries.event(tx, event, keep=commands.KEEP))

    return await call.read(act)


def _expanded(patterns: tuple[str, ...]) -> list[str]:
    known_types(patterns, outgoing.PUBLIC)
    return [type for type in outgoing.PUBLIC if any(covers(pattern, type) for pattern in patterns)]
