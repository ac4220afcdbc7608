"""Queries of notifications: plain SQL, in the read-only transaction of the principal's platform."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import timedelta
from typing import Any, Final
from uuid import UUID

from sqlalchemy import Row, Select, func, select

from common.kernel.errors import NotFound
from common.kernel.principal import Principal
from common.persistence.paging import Pager
from common.persistence.transaction import PostgresTransaction
from common.web.schemas import Page

from .domain.delivery import Delivery
from .domain.endpoint import Endpoint
from .domain.public_event import EVENT_RETENTION
from .public_events import expand_types
from .rows import delivery_from_row, endpoint_from_row
from .schemas import DeliveryFilters, DeliveryView, EndpointListView, EndpointView, EventFilters, EventPage, EventView
from .store import get_delivery, select_deliveries, select_endpoints
from .tables import attempts, endpoints, events, messages
from .views import delivery_view, endpoint_view, event_view

FEED_LISTING: Final = "events"


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
    query = select_deliveries().where(messages.c.endpoint_id == endpoint_id)
    if filters.state is not None:
        query = query.where(messages.c.state.in_(filters.state))
    listing, tenant = f"deliveries:{endpoint_id}", principal.tenant
    narrowed = pager.narrow_query(query, messages.c.id, listing=listing, tenant=tenant, filters=filters)
    rows: Sequence[Row[Any]] = (await tx.execute(narrowed)).all()
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
    tenant = principal.tenant
    after = 0
    if filters.cursor is not None:
        after = pager.decode_cursor(filters.cursor, listing=FEED_LISTING, tenant=tenant, filters=filters).int
    query = (
        _select_retained(select(events.c.position, events.c.body), EVENT_RETENTION)
        .where(events.c.tenant_id == tx.tenant, events.c.position > after)
        .order_by(events.c.position)
        .limit(filters.limit + 1)
    )
    if filters.type is not None:
        query = query.where(events.c.type.in_(expand_types(filters.type)))
    if filters.subject is not None:
        query = query.where(events.c.subject == filters.subject)
    rows = (await tx.execute(query)).all()
    page = rows[: filters.limit]
    cursor = filters.cursor
    if page:
        last = UUID(int=page[-1].position)
        cursor = pager.encode_cursor(last, listing=FEED_LISTING, tenant=tenant, filters=filters)
    return EventPage(
        data=[event_view(row.body) for row in page], has_more=len(rows) > filters.limit, next_cursor=cursor
    )


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
