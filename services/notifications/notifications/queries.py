"""Reads, straight from the tables to what the client sees. They change nothing and decide nothing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import Row, Select, func, select

from common.kernel.errors import NotFound
from common.persistence.transaction import PostgresTransaction

from .domain.endpoint import State
from .tables import attempts, endpoints, events, messages

Rows = Sequence[Row[Any]]


def all_endpoints() -> Select[Any]:
    return select(endpoints).where(endpoints.c.state != State.DELETED)


async def endpoint(tx: PostgresTransaction, id: UUID) -> Row[Any]:
    row: Row[Any] | None = (await tx.execute(all_endpoints().where(endpoints.c.id == id))).one_or_none()
    if row is None:
        raise NotFound("webhook endpoint")
    return row


def deliveries(*, endpoint: UUID | None = None, id: UUID | None = None) -> Select[Any]:
    query = select(messages, events.c.type).join(events, events.c.id == messages.c.event_id)
    if endpoint is not None:
        query = query.where(messages.c.endpoint_id == endpoint)
    return query if id is None else query.where(messages.c.id == id)


async def delivery(tx: PostgresTransaction, id: UUID) -> Row[Any]:
    row: Row[Any] | None = (await tx.execute(deliveries(id=id))).one_or_none()
    if row is None:
        raise NotFound("delivery")
    return row


async def attempts_of(tx: PostgresTransaction, ids: Sequence[UUID]) -> dict[UUID, list[Row[Any]]]:
    query = select(attempts).where(attempts.c.message_id.in_(ids)).order_by(attempts.c.message_id, attempts.c.n)
    found: dict[UUID, list[Row[Any]]] = defaultdict(list)
    for row in await tx.execute(query):
        found[row.message_id].append(row)
    return found


async def feed(
    tx: PostgresTransaction,
    *,
    after: int,
    limit: int,
    types: Sequence[str] | None,
    subject: str | None,
    keep: timedelta,
) -> Rows:
    """In order. What is not committed yet has no position, so a reader who follows positions misses nothing."""
    query = (
        select(events.c.position, events.c.body)
        .where(events.c.tenant_id == tx.tenant, events.c.position > after)
        .where(events.c.stored_at > func.clock_timestamp() - keep)
        .order_by(events.c.position)
        .limit(limit)
    )
    if types is not None:
        query = query.where(events.c.type.in_(types))
    if subject is not None:
        query = query.where(events.c.subject == subject)
    rows: Rows = (await tx.execute(query)).all()
    return rows


async def event(tx: PostgresTransaction, id: UUID, *, keep: timedelta) -> str:
    query = select(events.c.body).where(events.c.id == id)
    body: str | None = (
        await tx.execute(query.where(events.c.stored_at > func.clock_timestamp() - keep))
    ).scalar_one_or_none()
    if body is None:
        raise NotFound("event")
    return body
