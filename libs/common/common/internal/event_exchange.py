"""Event exchange: the same events that travel by the broker, asked for or handed over at once, service to service.

The broker stays the way that loses nothing. This is the way for somebody who waits: an act that rests on another
service's event asks its owner for what is still under way, and an act that another service must decide is handed to it.
Both end in the reader's inbox, so that an event that comes twice takes effect once.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Collection, Sequence
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from fastapi import APIRouter, Header, HTTPException
from pydantic import BaseModel, SecretStr
from sqlalchemy import func, select, text, true, tuple_

from common.kernel.errors import Forbidden
from common.kernel.secret_lists import is_one_of
from common.messaging.bus import Message
from common.messaging.cleaning import OUTBOX_KEPT
from common.messaging.inbox import EventConsumer
from common.persistence.database import InfrastructureTables
from common.persistence.transaction import Transactions

MAX_EVENTS: Final = 500
"""Given at once; more of them stand behind the place that the answer ends at."""


BEGINNING: Final = """(
  -- Behind the place where the last page ended; at first, from the first that can have been written since, found from
  -- the end. One value, and no table to be joined: only so the index begins there, and what is older is never read.
  SELECT CASE WHEN CAST(:after AS bigint) > 0 THEN CAST(:after AS bigint) ELSE coalesce((
    SELECT position FROM {schema}.outbox WHERE created_at < :since ORDER BY position DESC LIMIT 1
  ), 0) END
)"""
PUBLISHED_QUERY: Final = """
SELECT o.position, o.id, o.topic, o.body FROM {schema}.outbox o
WHERE o.position > {beginning} AND o.topic = ANY (:topics)
ORDER BY o.position LIMIT :batch
"""

SETTLED_SECONDS: Final = 60.0
"""So long ago the carrier has taken, or refused, what must have come by now."""
SETTLED_BATCH: Final = 2_000
SETTLED_QUERY: Final = """
-- In the order of writing, up to the first that the carrier was given just now, or not yet.
WITH looked_at AS (
  SELECT o.position, o.id, o.topic,
         coalesce(o.published_at, CASE WHEN o.refusals > 0 THEN o.created_at END, 'infinity')
           < clock_timestamp() - make_interval(secs => :settled) AS is_settled
  FROM {schema}.outbox o WHERE o.position > {beginning} ORDER BY o.position LIMIT :batch
)
SELECT position, id, topic = ANY (:topics) AS is_asked_for FROM looked_at
WHERE position < coalesce((SELECT min(position) FROM looked_at WHERE NOT is_settled), 9223372036854775807)
ORDER BY position
"""

SubjectsConcerning = Callable[[Any, Sequence[UUID]], Awaitable[Collection[UUID]]]
"""Finds, in a transaction, the service's own subjects that concern subjects of another service."""


class EventPlace(BaseModel):
    """Place in the order in which events are given: by subject, then by sequence."""

    subject: UUID
    sequence: int


class EventQuery(BaseModel):
    """Which events are asked for: those on `topics` of `subjects`, and of whatever concerns `concerning`."""

    tenant: UUID
    topics: list[str]
    subjects: list[UUID] = []
    concerning: list[UUID] = []
    """Subjects of the asker: disputes knows its cases by their escrow."""
    after: EventPlace | None = None
    """What stands behind this: the next part of an answer."""


class ExchangedEvent(BaseModel):
    id: UUID
    topic: str
    body: str

    def to_message(self) -> Message:
        return Message(self.id, self.topic, self.body.encode())


class ExchangedEvents(BaseModel):
    events: list[ExchangedEvent]
    ends_at: EventPlace | None = None
    """Where there are more than are given at once: what to ask for next is `after` this."""


class PublishedQuery(BaseModel):
    """What was written for `topics` since an instant, behind a position, whether or not it has travelled yet."""

    topics: list[str]
    since: datetime
    after: int = 0


class PublishedEvents(BaseModel):
    """Part of what was published, in the order of its writing; empty at the end."""

    events: list[ExchangedEvent]
    last_position: int = 0


class SettledEvents(BaseModel):
    """Ids of what the carrier was given a while ago, in the order of its writing; at the end the position stays."""

    ids: list[UUID]
    last_position: int


class Delivery(BaseModel):
    """Whether the event has taken effect, or waits in the inbox for an earlier one."""

    handled: bool


def event_exchange_router(
    begin: Transactions[Any],
    consumer: EventConsumer[Any],
    secret: SecretStr,
    subjects_concerning: SubjectsConcerning | None = None,
) -> APIRouter:
    router = APIRouter(prefix="/internal/events", include_in_schema=False)

    def authenticate(given: str) -> None:
        if not is_one_of(given, secret.get_secret_value()):
            raise Forbidden

    @router.post("/query")
    async def query_events(body: EventQuery, x_internal_secret: str = Header("")) -> ExchangedEvents:
        authenticate(x_internal_secret)
        if body.concerning and subjects_concerning is None:
            raise HTTPException(501)
        async with begin.read(body.tenant) as tx:
            if body.concerning and subjects_concerning is not None:
                concerned = await subjects_concerning(tx, body.concerning)
                body = body.model_copy(update={"subjects": [*body.subjects, *concerned]})
            rows = (await tx.execute(_events_of(begin.infrastructure, body))).all()
        given = rows[:MAX_EVENTS]
        is_whole = len(given) == len(rows)
        return ExchangedEvents(
            events=[ExchangedEvent(id=row.id, topic=row.topic, body=row.body.decode()) for row in given],
            ends_at=None if is_whole else EventPlace(subject=given[-1].subject, sequence=given[-1].sequence),
        )

    @router.post("/published")
    async def list_published(body: PublishedQuery, x_internal_secret: str = Header("")) -> PublishedEvents:
        """Of all platforms: what a lost queue had held."""
        authenticate(x_internal_secret)
        async with begin.database.worker_transaction() as connection:
            statement = text(spell_query(PUBLISHED_QUERY, begin.infrastructure.schema))
            rows = (await connection.execute(statement, {**body.model_dump(), "batch": MAX_EVENTS})).all()
        return PublishedEvents(
            events=[ExchangedEvent(id=row.id, topic=row.topic, body=row.body.decode()) for row in rows],
            last_position=rows[-1].position if rows else body.after,
        )

    @router.post("/settled")
    async def list_settled(body: PublishedQuery, x_internal_secret: str = Header("")) -> SettledEvents:
        """Of all platforms: what every reader should have by now."""
        authenticate(x_internal_secret)
        about = {**body.model_dump(), "batch": SETTLED_BATCH, "settled": SETTLED_SECONDS}
        async with begin.database.worker_transaction() as connection:
            statement = text(spell_query(SETTLED_QUERY, begin.infrastructure.schema))
            rows = (await connection.execute(statement, about)).all()
        ids = [row.id for row in rows if row.is_asked_for]
        return SettledEvents(ids=ids, last_position=rows[-1].position if rows else body.after)

    @router.post("/deliver")
    async def deliver_event(body: ExchangedEvent, x_internal_secret: str = Header("")) -> Delivery:
        authenticate(x_internal_secret)
        return Delivery(handled=await consumer.consume_at_once(body.to_message()))

    return router


def spell_query(query: str, schema: str) -> str:
    """Spell one of the queries above for a service's outbox."""
    return query.format(schema=schema, beginning=BEGINNING.format(schema=schema))


def _events_of(infrastructure: InfrastructureTables, query: EventQuery) -> Any:
    outbox = infrastructure.outbox
    place = tuple_(outbox.c.subject, outbox.c.sequence)
    is_next = true() if query.after is None else place > tuple_(query.after.subject, query.after.sequence)
    return (
        select(outbox.c.id, outbox.c.topic, outbox.c.subject, outbox.c.sequence, outbox.c.body)
        .where(outbox.c.tenant_id == query.tenant, outbox.c.subject.in_(query.subjects))
        .where(outbox.c.topic.in_(query.topics))
        .where(outbox.c.created_at > func.clock_timestamp() - OUTBOX_KEPT)  # readers forget what is older
        .where(is_next)
        .order_by(outbox.c.subject, outbox.c.sequence)
        .limit(MAX_EVENTS + 1)
    )
