"""Stores of notifications: what is read, locked and written in Postgres."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from sqlalchemy import Select, delete, func, insert, select, update
from sqlalchemy.dialects.postgresql import insert as upsert

from common.kernel.errors import NotFound
from common.persistence.direct_statements import DirectStatement
from common.persistence.tenant_connection import TenantConnection
from common.persistence.transaction import PostgresTransaction

from .domain.delivery import Delivery, Message, MessageState
from .domain.endpoint import Endpoint, EndpointState, subscribed_topics
from .public_events import TOPICS_BY_TYPE
from .rows import (
    delivery_from_row,
    endpoint_from_row,
    endpoint_to_row,
    message_from_row,
    message_to_row,
)
from .tables import attempts, endpoints, events, messages, queue, subscriptions


class EndpointStore:
    def __init__(self, tx: PostgresTransaction) -> None:
        self._tx = tx

    async def get_for_update(self, endpoint_id: UUID) -> Endpoint:
        row = await self._tx.get_for_update(select_endpoints().where(endpoints.c.id == endpoint_id))
        if row is None:
            raise NotFound("webhook endpoint")
        return endpoint_from_row(row)

    async def list_all(self) -> Sequence[Endpoint]:
        listed: Sequence[Endpoint] = await self._tx.together(list_endpoints, None)
        return listed

    async def add(self, endpoint: Endpoint, now: datetime) -> None:
        row = {"tenant_id": self._tx.tenant, "created_at": endpoint.created_at, **endpoint_to_row(endpoint)}
        await self._tx.execute(insert(endpoints).values(row))
        await self._save_subscriptions(endpoint, now)

    async def save(self, endpoint: Endpoint, now: datetime) -> None:
        row = endpoint_to_row(endpoint)
        await self._tx.execute(update(endpoints).where(endpoints.c.id == endpoint.id).values(row))
        await self._save_subscriptions(endpoint, now)

    async def _save_subscriptions(self, endpoint: Endpoint, now: datetime) -> None:
        active = (subscriptions.c.endpoint_id == endpoint.id) & subscriptions.c.active_to.is_(None)
        before = set((await self._tx.execute(select(subscriptions.c.topic).where(active))).scalars())
        after = subscribed_topics(endpoint, TOPICS_BY_TYPE)
        if ended := before - after:
            end = update(subscriptions).where(active, subscriptions.c.topic.in_(ended))
            await self._tx.execute(end.values(active_to=now))
        row = {"tenant_id": self._tx.tenant, "endpoint_id": endpoint.id, "active_from": now}
        if begun := [{**row, "topic": topic} for topic in sorted(after - before)]:
            # Ended and begun again at the same instant, it never ended.
            added = upsert(subscriptions).values(begun)
            again = added.on_conflict_do_update(constraint=subscriptions.primary_key, set_={"active_to": None})
            await self._tx.execute(again)


class MessageStore:
    def __init__(self, tx: PostgresTransaction) -> None:
        self._tx = tx
        self.has_queued = False
        """Something was queued in this transaction."""

    async def add(self, new: Sequence[Message]) -> None:
        if new:
            await self._tx.together(add_messages, new)
            self.has_queued = True

    async def restart_rounds(self, message_ids: Sequence[UUID], now: datetime) -> None:
        if not message_ids:
            return
        # The queue first: a worker that has taken a message locks the two in this order as well.
        queued = queue.c.message_id.in_(message_ids)
        await self._tx.execute(select(queue.c.message_id).where(queued).order_by(queue.c.message_id).with_for_update())
        restarted = (
            update(messages)
            .where(messages.c.id.in_(message_ids))
            .values(state=MessageState.PENDING, round=messages.c.round + 1, tries=0, due_at=now)
        )
        await self._tx.execute(restarted)
        await self._enqueue_messages(select(messages).where(messages.c.id.in_(message_ids)))

    async def find_for_events(self, endpoint_id: UUID, event_ids: Sequence[UUID]) -> dict[UUID, UUID]:
        of_events = messages.c.event_id == func.any(list(event_ids))
        query = select(messages.c.event_id, messages.c.id).where(messages.c.endpoint_id == endpoint_id, of_events)
        return {row.event_id: row.id for row in await self._tx.execute(query)}

    async def get(self, message_id: UUID) -> Message:
        row = (await self._tx.execute(select(messages).where(messages.c.id == message_id))).one_or_none()
        if row is None:
            raise NotFound("delivery")
        return message_from_row(row)

    async def get_delivery(self, message_id: UUID) -> Delivery:
        return await get_delivery(self._tx, message_id)

    async def stop_waiting(self, endpoint_id: UUID) -> None:
        await self._tx.execute(delete(queue).where(queue.c.endpoint_id == endpoint_id))
        waiting = (messages.c.endpoint_id == endpoint_id) & (messages.c.state == MessageState.PENDING)
        await self._tx.execute(update(messages).where(waiting).values(state=MessageState.STOPPED, due_at=None))

    async def _enqueue_messages(self, chosen: Select[Any]) -> None:
        columns = ("id", "tenant_id", "endpoint_id", "round", "due_at")
        due = (
            chosen.join(events, events.c.id == messages.c.event_id)
            .with_only_columns(*(messages.c[name] for name in columns), events.c.subject, events.c.number)
            .order_by(messages.c.id)
        )
        queued = upsert(queue).from_select(["message_id", *columns[1:], "subject", "number"], due)
        changed = {"round": queued.excluded.round, "due_at": queued.excluded.due_at, "is_tried": False}
        await self._tx.execute(queued.on_conflict_do_update(index_elements=["message_id"], set_=changed))
        self.has_queued = True


ADD_MESSAGES: Final = DirectStatement("""
-- One message for an event and an endpoint, and its place in the queue; one that is there already stays as it is.
WITH added AS (
  INSERT INTO notifications.messages (id, tenant_id, endpoint_id, event_id, state, round, tries, attempts, stamp,
                                      created_at, due_at)
  SELECT id, tenant_id, endpoint_id, event_id, state, round, tries, 0, 0, created_at, due_at
  FROM unnest(CAST(:id AS uuid[]), CAST(:tenant_id AS uuid[]), CAST(:endpoint_id AS uuid[]), CAST(:event_id AS uuid[]),
              CAST(:state AS text[]), CAST(:round AS int[]), CAST(:tries AS int[]), CAST(:created_at AS timestamptz[]),
              CAST(:due_at AS timestamptz[]))
    AS m(id, tenant_id, endpoint_id, event_id, state, round, tries, created_at, due_at)
  ON CONFLICT DO NOTHING RETURNING id, tenant_id, endpoint_id, event_id, round, due_at
)
INSERT INTO notifications.queue (message_id, tenant_id, endpoint_id, round, due_at, subject, number)
SELECT a.id, a.tenant_id, a.endpoint_id, a.round, a.due_at, e.subject, e.number
FROM added a JOIN notifications.events e ON e.id = a.event_id
ORDER BY a.id
""")


LIST_ENDPOINTS: Final = DirectStatement("""
SELECT * FROM notifications.endpoints
WHERE tenant_id = ANY (CAST(:tenants AS uuid[])) AND state <> 'deleted' ORDER BY id
""")


async def list_endpoints(
    lane: TenantConnection, requests: Sequence[tuple[PostgresTransaction, None]]
) -> Sequence[Sequence[Endpoint]]:
    """List each platform's endpoints, without deleted ones."""
    tenants = {tx.tenant for tx, _ in requests}
    await lane.name_at_least(tenants)
    by_tenant: dict[UUID, list[Endpoint]] = defaultdict(list)
    for row in await lane.fetch(LIST_ENDPOINTS, {"tenants": list(tenants)}):
        by_tenant[row.tenant_id].append(endpoint_from_row(row))
    return [by_tenant[tx.tenant] for tx, _ in requests]


async def add_messages(
    lane: TenantConnection, requests: Sequence[tuple[PostgresTransaction, Sequence[Message]]]
) -> Sequence[None]:
    """Add messages and queue them."""
    await lane.name({tx.tenant for tx, _ in requests})
    columns: dict[str, list[Any]] = defaultdict(list)
    for tx, new in requests:
        tx.has_written = True
        for message in new:
            for name, value in {"tenant_id": tx.tenant, **message_to_row(message)}.items():
                columns[name].append(value)
    await lane.fetch(ADD_MESSAGES, columns)
    return [None] * len(requests)


async def get_delivery(tx: PostgresTransaction, message_id: UUID) -> Delivery:
    """Raises NotFound."""
    row = (await tx.execute(select_deliveries(select(messages).where(messages.c.id == message_id)))).one_or_none()
    if row is None:
        raise NotFound("delivery")
    of_message = select(attempts).where(attempts.c.message_id == message_id).order_by(attempts.c.n)
    return delivery_from_row(row, (await tx.execute(of_message)).all())


def select_endpoints() -> Select[Any]:
    """Select those that are not deleted."""
    return select(endpoints).where(endpoints.c.state != EndpointState.DELETED)


def select_deliveries(chosen: Select[Any]) -> Select[Any]:
    """Select messages, the newest first, each with the type of its event: looked up of those chosen alone."""
    page = chosen.subquery("page")
    return select(page, events.c.type).join(events, events.c.id == page.c.event_id).order_by(page.c.id.desc())
