"""Queries of notifications: plain SQL, in the read-only transaction of the principal's platform."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any, Final
from uuid import UUID

from sqlalchemy import Row, Select, func, select

from common.kernel.errors import NotFound
from common.kernel.ids import format_id
from common.kernel.principal import Principal, Role
from common.persistence.database import Database
from common.persistence.paging import InvalidCursor, Pager
from common.persistence.read_connections import ReadLane
from common.persistence.transaction import PostgresTransaction
from common.web.event_stream import BATCH_SIZE, StreamBatch, StreamedEvent
from common.web.schemas import Page

from .domain.delivery import Delivery
from .domain.endpoint import Endpoint
from .domain.public_event import EVENT_RETENTION
from .participants.queries import readable_by
from .participants.redaction import redact_event
from .public_events import expand_types
from .rows import delivery_from_row, endpoint_from_row
from .schemas import (
    DeliveryFilters,
    DeliveryView,
    EndpointListView,
    EndpointView,
    EventFilters,
    EventPage,
    EventView,
    StreamFilters,
)
from .store import get_delivery, select_deliveries, select_endpoints
from .tables import attempts, endpoints, events, feeds, messages
from .views import delivery_view, endpoint_view, event_view

FEED_LISTING: Final = "events"
PARTY_ROLES: Final = (Role.BUYER, Role.SELLER)


async def list_endpoints(tx: PostgresTransaction, principal: Principal) -> EndpointListView:
    rows = await tx.execute(select_endpoints().order_by(endpoints.c.id))
    return EndpointListView(data=[endpoint_view(endpoint_from_row(row)) for row in rows])


async def read_endpoint(tx: PostgresTransaction, principal: Principal, endpoint_id: UUID) -> EndpointView:
    """Raises NotFound."""
    return endpoint_view(await get_endpoint(tx, endpoint_id))


async def list_deliveries(
    tx: PostgresTransaction, principal: Principal, endpoint_id: UUID, filters: DeliveryFilters, pager: Pager
) -> Page[DeliveryView]:
    """Raises NotFound."""
    await get_endpoint(tx, endpoint_id)
    query = select(messages).where(messages.c.endpoint_id == endpoint_id)
    if filters.state is not None:
        query = query.where(messages.c.state.in_(filters.state))
    listing, tenant = f"deliveries:{endpoint_id}", principal.tenant
    narrowed = pager.narrow_query(query, messages.c.id, listing=listing, tenant=tenant, filters=filters)
    rows: Sequence[Row[Any]] = (await tx.execute(select_deliveries(narrowed))).all()
    page, next_cursor = pager.split_page(rows, row_id, listing=listing, tenant=tenant, filters=filters)
    views = [delivery_view(delivery) for delivery in await _with_attempts(tx, page)]
    return Page[DeliveryView](data=views, has_more=next_cursor is not None, next_cursor=next_cursor)


async def read_delivery(tx: PostgresTransaction, principal: Principal, message_id: UUID) -> DeliveryView:
    """Raises NotFound."""
    return delivery_view(await get_delivery(tx, message_id))


async def list_events(tx: PostgresTransaction, principal: Principal, filters: EventFilters, pager: Pager) -> EventPage:
    """List in order. What is not committed yet has no position, so a reader who follows positions misses nothing.

    Raises InvalidCursor or EventTypeUnknown.
    """
    scope: dict[str, Any] = {"listing": FEED_LISTING, "tenant": principal.tenant, "filters": filters}
    cursor, after = filters.cursor, 0
    if cursor is not None:
        after = pager.decode_cursor(cursor, **scope).int
    elif filters.since is not None:
        after = await find_beginning(tx, filters.since)
        cursor = pager.encode_cursor(UUID(int=after), **scope)
    rows = (await tx.execute(_select_events_after(tx.tenant, after, filters, filters.limit + 1))).all()
    page = rows[: filters.limit]
    if page:
        cursor = pager.encode_cursor(UUID(int=page[-1].position), **scope)
    return EventPage(
        data=[event_view(row.body) for row in page], has_more=len(rows) > filters.limit, next_cursor=cursor
    )


async def find_beginning(tx: PostgresTransaction, since: datetime | str) -> int:
    """Find the position before the first event of an instant or later; without one, or for `latest`, the last."""
    if isinstance(since, datetime):
        first = select(func.min(events.c.position)).where(
            events.c.tenant_id == tx.tenant, events.c.occurred_at >= since, events.c.position.is_not(None)
        )
        position: int | None = (await tx.execute(first)).scalar_one()
        if position is not None:
            return position - 1
    return int((await _read_positions(tx, [tx.tenant])).get(tx.tenant, 0))


async def find_place(tx: PostgresTransaction, principal: Principal, last: UUID | None, since: datetime | str) -> int:
    """Find where a stream goes on: behind the event that was seen last, else where it is to begin.

    Raises InvalidCursor for an event that is not in the feed, or not the reader's to see.
    """
    if last is None:
        return await find_beginning(tx, since)
    own = _of_reader(select(events.c.position).where(events.c.tenant_id == tx.tenant, events.c.id == last), principal)
    position: int | None = (await tx.execute(own)).scalar_one_or_none()
    if position is None:
        raise InvalidCursor
    return position


async def read_stream(tx: PostgresTransaction, principal: Principal, after: int, filters: StreamFilters) -> StreamBatch:
    """Read what follows a position; parties of cases, of their own and as they may see it. Raises EventTypeUnknown."""
    position = int((await _read_positions(tx, [tx.tenant])).get(tx.tenant, 0))
    query = _of_reader(_select_events_after(tx.tenant, after, filters, BATCH_SIZE), principal)
    rows = (await tx.execute(query)).all()
    streamed = [StreamedEvent(format_id("evt", row.id), row.type, _body_for(row.body, principal)) for row in rows]
    has_more = len(rows) == BATCH_SIZE
    last = rows[-1].position if rows else after
    return StreamBatch(streamed, last if has_more else max(last, position), has_more)


def _of_reader(query: Select[Any], principal: Principal) -> Select[Any]:
    return query.where(readable_by(principal)) if principal.role in PARTY_ROLES else query


def _body_for(body: str, principal: Principal) -> str:
    return redact_event(body, principal) if principal.role in PARTY_ROLES else body


async def read_feed_positions(database: Database, tenants: Collection[UUID]) -> Mapping[UUID, int]:
    """Read how far the feeds of several platforms have come."""
    lane = ReadLane(database.read_engine)
    await lane.name(tenants)
    return await _read_positions(lane, tenants)


async def _read_positions(reader: PostgresTransaction | ReadLane, tenants: Collection[UUID]) -> Mapping[UUID, int]:
    query = select(feeds.c.tenant_id, feeds.c.position).where(feeds.c.tenant_id.in_(tenants))
    return {row.tenant_id: row.position for row in await reader.execute(query)}


def _select_events_after(tenant: UUID, after: int, filters: EventFilters | StreamFilters, limit: int) -> Select[Any]:
    columns = select(events.c.id, events.c.type, events.c.position, events.c.body)
    query = (
        _select_retained(columns, EVENT_RETENTION)
        .where(events.c.tenant_id == tenant, events.c.position > after)
        .order_by(events.c.position)
        .limit(limit)
    )
    if filters.type is not None:
        query = query.where(events.c.type.in_(expand_types(filters.type)))
    if filters.subject is not None:
        query = query.where(events.c.subject == filters.subject)
    return query


async def read_event(tx: PostgresTransaction, principal: Principal, event_id: UUID) -> EventView:
    """Raises NotFound."""
    query = _select_retained(select(events.c.body), EVENT_RETENTION).where(events.c.id == event_id)
    body: str | None = (await tx.execute(query)).scalar_one_or_none()
    if body is None:
        raise NotFound("event")
    return event_view(body)


async def get_endpoint(tx: PostgresTransaction, endpoint_id: UUID) -> Endpoint:
    """Raises NotFound."""
    row = (await tx.execute(select_endpoints().where(endpoints.c.id == endpoint_id))).one_or_none()
    if row is None:
        raise NotFound("webhook endpoint")
    return endpoint_from_row(row)


async def _with_attempts(tx: PostgresTransaction, rows: Sequence[Row[Any]]) -> list[Delivery]:
    of_messages = attempts.c.message_id.in_([row.id for row in rows])
    query = select(attempts).where(of_messages).order_by(attempts.c.message_id, attempts.c.n)
    by_message: dict[UUID, list[Row[Any]]] = defaultdict(list)
    for attempt in await tx.execute(query):
        by_message[attempt.message_id].append(attempt)
    return [delivery_from_row(row, by_message[row.id]) for row in rows]


def _select_retained(query: Select[Any], retention: timedelta) -> Select[Any]:
    return query.where(events.c.stored_at > func.clock_timestamp() - retention)


def row_id(row: Row[Any]) -> UUID:
    key: UUID = row.id
    return key
