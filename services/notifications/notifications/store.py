"""Stores of notifications: what is read, locked and written in Postgres."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Select, and_, delete, func, insert, select, update
from sqlalchemy.dialects.postgresql import insert as upsert

from common.kernel import tracing
from common.kernel.errors import NotFound
from common.persistence.transaction import PostgresTransaction

from .domain.delivery import Delivery, Message, MessageState
from .domain.endpoint import Endpoint, EndpointState, subscribed_topics
from .domain.errors import EventTooEarly
from .domain.public_event import FeedEntry, PublicEvent
from .public_events import TOPICS_BY_TYPE
from .rows import (
    delivery_from_row,
    endpoint_from_row,
    endpoint_to_row,
    event_to_row,
    message_from_row,
    message_to_row,
)
from .tables import attempts, endpoints, events, feeds, messages, queue, subject_lines, subscriptions


class EndpointStore:
    def __init__(self, tx: PostgresTransaction) -> None:
        self._tx = tx

    async def get_for_update(self, endpoint_id: UUID) -> Endpoint:
        row = await self._tx.get_for_update(select_endpoints().where(endpoints.c.id == endpoint_id))
        if row is None:
            raise NotFound("webhook endpoint")
        return endpoint_from_row(row)

    async def list_all(self) -> Sequence[Endpoint]:
        own = endpoints.c.tenant_id == self._tx.tenant
        rows = await self._tx.execute(select_endpoints().where(own).order_by(endpoints.c.id))
        return [endpoint_from_row(row) for row in rows]

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


class SubjectLineStore:
    def __init__(self, tx: PostgresTransaction) -> None:
        self._tx = tx

    async def take_number(self, publisher: str, subject: UUID, sequence: int) -> int:
        return await self._advance_line(publisher, subject, sequence, counted=1)

    async def pass_over(self, publisher: str, subject: UUID, sequence: int) -> None:
        await self._advance_line(publisher, subject, sequence, counted=0)

    async def _advance_line(self, publisher: str, subject: UUID, sequence: int, *, counted: int) -> int:
        """Advance from the predecessor's sequence to this one, whose row stays locked; return the events counted."""
        key = {"tenant_id": self._tx.tenant, "publisher": publisher, "subject": subject}
        if sequence == 1:
            first = upsert(subject_lines).values(**key, sequence=1, number=counted).on_conflict_do_nothing()
            taken = await self._tx.execute(first.returning(subject_lines.c.number))
        else:
            mine = and_(*(subject_lines.c[name] == value for name, value in key.items()))
            moved = update(subject_lines).where(mine, subject_lines.c.sequence == sequence - 1)
            after = moved.values(sequence=sequence, number=subject_lines.c.number + counted)
            taken = await self._tx.execute(after.returning(subject_lines.c.number))
        if (number := taken.scalar_one_or_none()) is None:
            raise EventTooEarly
        return int(number)


class FeedStore:
    def __init__(self, tx: PostgresTransaction) -> None:
        self._tx = tx

    async def take_position(self) -> int:
        return await self._move_position(1)

    async def lock_feed(self) -> None:
        await self._move_position(0)

    async def add(self, event: PublicEvent, position: int | None, now: datetime) -> None:
        row = event_to_row(self._tx.tenant, event, position, now, tracing.current_traceparent())
        await self._tx.execute(insert(events).values(row))

    async def list_between(self, since: datetime, until: datetime, limit: int) -> Sequence[FeedEntry]:
        query = (
            select(events.c.id, events.c.type)
            .where(events.c.tenant_id == self._tx.tenant, events.c.position.is_not(None))
            .where(events.c.occurred_at >= since, events.c.occurred_at < until)
            .order_by(events.c.occurred_at, events.c.position)
            .limit(limit)
        )
        return [FeedEntry(row.id, row.type) for row in await self._tx.execute(query)]

    async def _move_position(self, by: int) -> int:
        """Move the position, and lock its row: that lock keeps positions in the order of commits."""
        first = upsert(feeds).values(tenant_id=self._tx.tenant, position=by)
        moved = first.on_conflict_do_update(index_elements=["tenant_id"], set_={"position": feeds.c.position + by})
        return int((await self._tx.execute(moved.returning(feeds.c.position))).scalar_one())


class MessageStore:
    def __init__(self, tx: PostgresTransaction) -> None:
        self._tx = tx
        self.has_queued = False
        """Something was queued in this transaction."""

    async def add(self, new: Sequence[Message]) -> None:
        if not new:
            return
        rows = [{"tenant_id": self._tx.tenant, "attempts": 0, "stamp": 0, **message_to_row(message)} for message in new]
        added = upsert(messages).values(rows).on_conflict_do_nothing().returning(messages.c.id)
        ids = (await self._tx.execute(added)).scalars().all()
        await self._enqueue_messages(select(messages).where(messages.c.id.in_(ids)))

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


async def get_delivery(tx: PostgresTransaction, message_id: UUID) -> Delivery:
    """Raises NotFound."""
    row = (await tx.execute(select_deliveries().where(messages.c.id == message_id))).one_or_none()
    if row is None:
        raise NotFound("delivery")
    of_message = select(attempts).where(attempts.c.message_id == message_id).order_by(attempts.c.n)
    return delivery_from_row(row, (await tx.execute(of_message)).all())


def select_endpoints() -> Select[Any]:
    """Select those that are not deleted."""
    return select(endpoints).where(endpoints.c.state != EndpointState.DELETED)


def select_deliveries() -> Select[Any]:
    return select(messages, events.c.type).join(events, events.c.id == messages.c.event_id)
