"""Postgres, and the one place where rows become domain values and back."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Row, Select, delete, func, insert, select, update
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.ext.asyncio import AsyncConnection

from common.kernel import tracing
from common.kernel.errors import NotFound
from common.kernel.origin import Origin
from common.persistence.transaction import PostgresTransaction, Transactions

from .domain.delivery import Message
from .domain.delivery import State as MessageState
from .domain.endpoint import Endpoint, Secret, State, Why, topics_of
from .domain.event import Told
from .outgoing import PUBLIC
from .tables import endpoints, events, feeds, infrastructure, messages, queue, subscriptions


class EndpointStore:
    def __init__(self, tx: NotificationTx) -> None:
        self._tx = tx

    async def for_update(self, endpoint: UUID) -> Endpoint:
        row = await self._tx.get_for_update(_kept().where(endpoints.c.id == endpoint))
        if row is None:
            raise NotFound("webhook endpoint")
        return _endpoint(row)

    async def all(self) -> Sequence[Endpoint]:
        mine = endpoints.c.tenant_id == self._tx.tenant
        rows = await self._tx.execute(_kept().where(mine).order_by(endpoints.c.id))
        return [_endpoint(row) for row in rows]

    async def add(self, endpoint: Endpoint, now: datetime) -> None:
        row = {"tenant_id": self._tx.tenant, "created_at": endpoint.created_at, **_row(endpoint)}
        await self._tx.execute(insert(endpoints).values(row))
        await self._subscribe(endpoint, now)

    async def save(self, endpoint: Endpoint, now: datetime) -> None:
        await self._tx.execute(update(endpoints).where(endpoints.c.id == endpoint.id).values(_row(endpoint)))
        await self._subscribe(endpoint, now)

    async def _subscribe(self, endpoint: Endpoint, now: datetime) -> None:
        active = (subscriptions.c.endpoint_id == endpoint.id) & subscriptions.c.active_to.is_(None)
        before = set((await self._tx.execute(select(subscriptions.c.topic).where(active))).scalars())
        wanted = topics_of(endpoint, PUBLIC)
        if ended := before - wanted:
            end = update(subscriptions).where(active, subscriptions.c.topic.in_(ended))
            await self._tx.execute(end.values(active_to=now))
        mine = {"tenant_id": self._tx.tenant, "endpoint_id": endpoint.id, "active_from": now}
        if begun := [{**mine, "topic": topic} for topic in sorted(wanted - before)]:
            # Ended and begun again at the same instant, it never ended.
            put = upsert(subscriptions).values(begun)
            again = put.on_conflict_do_update(constraint=subscriptions.primary_key, set_={"active_to": None})
            await self._tx.execute(again)


class FeedStore:
    def __init__(self, tx: NotificationTx) -> None:
        self._tx = tx

    async def next_position(self) -> int:
        return await self._move(1)

    async def hold(self) -> None:
        await self._move(0)

    async def add(self, event: Told, position: int | None, now: datetime) -> None:
        row = {
            "id": event.id,
            "tenant_id": self._tx.tenant,
            "position": position,
            "type": event.type,
            "subject": event.subject,
            "sequence": event.sequence,
            "occurred_at": event.occurred_at,
            "stored_at": now,
            "body": event.body,
            "traceparent": tracing.current_traceparent(),
        }
        await self._tx.execute(insert(events).values(row))

    async def between(self, since: datetime, until: datetime, limit: int) -> Sequence[tuple[UUID, str]]:
        query = (
            select(events.c.id, events.c.type)
            .where(events.c.tenant_id == self._tx.tenant, events.c.position.is_not(None))
            .where(events.c.occurred_at >= since, events.c.occurred_at < until)
            .order_by(events.c.occurred_at, events.c.position)
            .limit(limit)
        )
        return [(row.id, row.type) for row in await self._tx.execute(query)]

    async def _move(self, by: int) -> int:
        """The row lock is what keeps positions in the order of commits."""
        first = upsert(feeds).values(tenant_id=self._tx.tenant, position=by)
        moved = first.on_conflict_do_update(index_elements=["tenant_id"], set_={"position": feeds.c.position + by})
        return int((await self._tx.execute(moved.returning(feeds.c.position))).scalar_one())


class MessageStore:
    def __init__(self, tx: NotificationTx) -> None:
        self._tx = tx

    async def add(self, new: Sequence[Message]) -> None:
        if not new:
            return
        rows = [{"tenant_id": self._tx.tenant, "attempts": 0, "stamp": 0, **_message_row(m)} for m in new]
        added = upsert(messages).values(rows).on_conflict_do_nothing().returning(messages.c.id)
        ids = (await self._tx.execute(added)).scalars().all()
        await self._enqueue(select(messages).where(messages.c.id.in_(ids)))

    async def again(self, again: Sequence[UUID], now: datetime) -> None:
        if not again:
            return
        # The queue first: a worker that has taken a message locks the two in this order as well.
        mine = queue.c.message_id.in_(again)
        await self._tx.execute(select(queue.c.message_id).where(mine).order_by(queue.c.message_id).with_for_update())
        renewed = (
            update(messages)
            .where(messages.c.id.in_(again))
            .values(state=MessageState.PENDING, round=messages.c.round + 1, tries=0, due_at=now)
        )
        await self._tx.execute(renewed)
        await self._enqueue(select(messages).where(messages.c.id.in_(again)))

    async def of_endpoint(self, endpoint: UUID, wanted: Sequence[UUID]) -> dict[UUID, UUID]:
        mine = messages.c.event_id == func.any(list(wanted))
        query = select(messages.c.event_id, messages.c.id).where(messages.c.endpoint_id == endpoint, mine)
        return {row.event_id: row.id for row in await self._tx.execute(query)}

    async def endpoint_of(self, message: UUID) -> UUID:
        return (await self.get(message)).endpoint

    async def get(self, message: UUID) -> Message:
        row = (await self._tx.execute(select(messages).where(messages.c.id == message))).one_or_none()
        if row is None:
            raise NotFound("delivery")
        return _message(row)

    async def stop(self, endpoint: UUID) -> None:
        await self._tx.execute(delete(queue).where(queue.c.endpoint_id == endpoint))
        waiting = (messages.c.endpoint_id == endpoint) & (messages.c.state == MessageState.PENDING)
        await self._tx.execute(update(messages).where(waiting).values(state=MessageState.STOPPED, due_at=None))

    async def _enqueue(self, chosen: Select[Any]) -> None:
        due = chosen.with_only_columns(
            messages.c.id, messages.c.tenant_id, messages.c.endpoint_id, messages.c.round, messages.c.due_at
        ).order_by(messages.c.id)
        put = upsert(queue).from_select(["message_id", "tenant_id", "endpoint_id", "round", "due_at"], due)
        renewed = {"round": put.excluded.round, "due_at": put.excluded.due_at}
        await self._tx.execute(put.on_conflict_do_update(index_elements=["message_id"], set_=renewed))
        self._tx.queued = True


class NotificationTx(PostgresTransaction):
    infrastructure = infrastructure

    def __init__(self, connection: AsyncConnection, tenant: UUID) -> None:
        super().__init__(connection, tenant)
        self.endpoints = EndpointStore(self)
        self.feed = FeedStore(self)
        self.messages = MessageStore(self)
        self.queued = False
        """Something is due: whoever commits this wakes the courier."""

    async def present(self) -> datetime:
        if self.clock is not None:
            return self.clock()
        now: datetime = (await self.execute(select(func.clock_timestamp()))).scalar_one()
        return now


@dataclass
class Begin(Transactions[NotificationTx]):
    """Transactions that tell the courier, after their commit, that there is something to send."""

    queued: Callable[[], None] = lambda: None

    @asynccontextmanager
    async def claiming(self, tenant: UUID, origin: Origin | None = None) -> AsyncIterator[NotificationTx]:
        async with super().claiming(tenant, origin) as tx:
            yield tx
        if tx.queued:
            self.queued()


def _kept() -> Select[Any]:
    return select(endpoints).where(endpoints.c.state != State.DELETED)


def _row(endpoint: Endpoint) -> dict[str, Any]:
    return {
        "id": endpoint.id,
        "url": endpoint.url,
        "event_types": list(endpoint.event_types),
        "description": endpoint.description,
        "state": endpoint.state,
        "disabled_why": endpoint.disabled_why,
        "secrets": [{"sealed": s.sealed, "expires_at": s.expires_at and s.expires_at.isoformat()}
                    for s in endpoint.secrets],
        "failing_since": endpoint.failing_since,
        "version": endpoint.version,
        "facts": endpoint.facts,
    }  # fmt: skip


def _endpoint(row: Row[Any]) -> Endpoint:
    return Endpoint(
        id=row.id,
        url=row.url,
        event_types=tuple(row.event_types),
        description=row.description,
        secrets=secrets_of(row.secrets),
        created_at=row.created_at,
        state=State(row.state),
        disabled_why=None if row.disabled_why is None else Why(row.disabled_why),
        failing_since=row.failing_since,
        version=row.version,
        facts=row.facts,
    )


def secrets_of(kept: Sequence[dict[str, str | None]]) -> tuple[Secret, ...]:
    return tuple(
        Secret(str(s["sealed"]), None if s["expires_at"] is None else datetime.fromisoformat(s["expires_at"]))
        for s in kept
    )


def _message_row(message: Message) -> dict[str, Any]:
    return {
        "id": message.id,
        "endpoint_id": message.endpoint,
        "event_id": message.event,
        "state": message.state,
        "round": message.round,
        "tries": message.tries,
        "created_at": message.created_at,
        "due_at": message.due_at,
    }


def _message(row: Row[Any]) -> Message:
    return Message(
        id=row.id,
        endpoint=row.endpoint_id,
        event=row.event_id,
        created_at=row.created_at,
        state=MessageState(row.state),
        round=row.round,
        tries=row.tries,
        due_at=row.due_at,
    )
