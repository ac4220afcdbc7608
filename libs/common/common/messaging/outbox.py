"""Outbox relay: events are written beside the change that caused them, then carried to the bus."""

from __future__ import annotations

import asyncio
import logging
import re
from collections.abc import Sequence
from typing import Any, Final, NamedTuple

from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncConnection

from common.jobs.polling import PollingWorker
from common.jobs.resting import Rests
from common.kernel import crash_points, tracing
from common.persistence.database import Database, InfrastructureTables
from common.persistence.direct_statements import build_direct, fetch_directly

from .bus import Bus, Message, MessageRefused

log = logging.getLogger(__name__)

BATCH_SIZE: Final = 200
REFUSED_BATCH: Final = 50
"""How many of those that were refused before have a place beside the new ones."""
IDLE_SECONDS: Final = 0.5
"""A commit in this process wakes the relay at once. Where API and workers run apart, this is what an event waits for at
most: a process that only answers wakes none."""
LOCK_NOT_AVAILABLE: Final = "55P03"
TRACEPARENT_MEMBER: Final = re.compile(rb'"traceparent":"([0-9a-f-]+)"')

AWAIT_TURN: Final = "SELECT pg_advisory_xact_lock(hashtextextended('relay of {schema}', 0))"
SELECT_WAITING: Final = f"""
-- Becomes a worker, and takes the turn if it is free, in the same round trip. What reads a row refers to that from a
-- LATERAL: it comes first, under every plan. Its commit waits for no disk: a mark that is lost with the machine has its
-- event carried again, as does a relay that dies before its commit (decision 0095).
WITH turn AS MATERIALIZED (
  SELECT set_config('app.worker', 'on', true), set_config('synchronous_commit', 'off', true),
         pg_try_advisory_xact_lock(hashtextextended('relay of {{schema}}', 0)) AS is_ours
)
SELECT turn.is_ours, waiting.* FROM turn LEFT JOIN LATERAL (
  SELECT * FROM (
    -- New ones in the order of their writing; those that the carrier has refused when they are due again, so that
    -- however many of them there are, they hold up nobody. Both ends read the one index of what is not published.
    (SELECT position, id, tenant_id, topic, subject, body FROM {{schema}}.outbox
     WHERE published_at IS NULL AND retry_at IS NULL ORDER BY retry_at, position LIMIT {BATCH_SIZE})
    UNION ALL
    (SELECT position, id, tenant_id, topic, subject, body FROM {{schema}}.outbox
     WHERE published_at IS NULL AND retry_at <= clock_timestamp() ORDER BY retry_at, position LIMIT {REFUSED_BATCH})
  ) AS unpublished WHERE turn.is_ours OFFSET 0
) AS waiting ON true
"""  # noqa: S608 (numbers of ours)
IS_WAITING: Final = """
SELECT EXISTS (SELECT FROM {schema}.outbox WHERE published_at IS NULL AND retry_at IS NULL)
    OR EXISTS (SELECT FROM {schema}.outbox WHERE published_at IS NULL AND retry_at <= clock_timestamp()) AS is_waiting
"""
MARK_CARRIED: Final = """
UPDATE {schema}.outbox SET published_at = clock_timestamp() WHERE position = ANY (CAST(:positions AS bigint[]))
"""
MARK_REFUSED: Final = """
UPDATE {schema}.outbox SET refusals = refusals + 1,
  retry_at = clock_timestamp() + make_interval(secs => least(0.5 * power(2, least(refusals, 10)), 30))
WHERE position = ANY (CAST(:positions AS bigint[]))
"""


class _Published(NamedTuple):
    carried: list[int]
    refused: list[int]


class OutboxRelay:
    """Carries unpublished events. Several may run, here or elsewhere; they take turns, so that the events of a subject
    leave in their order. What the other has just committed may go out once more: readers know what they have had."""

    def __init__(self, database: Database, infrastructure: InfrastructureTables, bus: Bus) -> None:
        self._database, self._bus = database, bus
        self._schema = infrastructure.schema
        self._worker = PollingWorker(self.relay_batch, idle_seconds=IDLE_SECONDS, batch_size=BATCH_SIZE, rests=Rests())
        self.heartbeat = self._worker.heartbeat
        self._has_news = True

    def wake(self) -> None:
        """Carry at once what was just committed."""
        self._has_news = True
        self._worker.wake()

    async def run(self) -> None:
        """Relay until cancelled."""
        await self._worker.run()

    async def relay_batch(self) -> int:
        """Publish one batch, then mark it. A crash in between publishes it again, never loses it."""
        if not self._has_news and not await self._is_anything_waiting():
            return 0
        self._has_news = False  # before the look: what is committed during it says so again
        try:
            async with self._database.worker_engine.begin() as connection:
                return await self._relay_next(connection)
        except DBAPIError as error:
            if getattr(error.orig, "sqlstate", None) == LOCK_NOT_AVAILABLE:  # another relay is at it
                return 0
            raise

    async def _is_anything_waiting(self) -> bool:
        [row] = await self._database.look(build_direct(IS_WAITING, self._schema))
        return bool(row.is_waiting)

    async def _relay_next(self, connection: AsyncConnection) -> int:
        rows = await self._take_waiting(connection)
        if not rows:
            return 0
        # Whoever marks first and publishes later loses events in a crash.
        crash_points.pass_crash_point(self._schema, "relay", "before_publish")
        published = await self._publish_outbox_rows(rows)
        crash_points.pass_crash_point(self._schema, "relay", "after_publish")
        for statement, positions in ((MARK_CARRIED, published.carried), (MARK_REFUSED, published.refused)):
            if positions:
                await fetch_directly(connection, build_direct(statement, self._schema), {"positions": positions})
        crash_points.pass_crash_point(self._schema, "relay", "before_commit")
        return len(rows)

    async def _take_waiting(self, connection: AsyncConnection) -> list[Any]:
        """Take the turn, which may have to be waited for, and read what waits."""
        waiting = build_direct(SELECT_WAITING, self._schema)
        rows = await fetch_directly(connection, waiting, {})
        if not rows[0].is_ours:
            await fetch_directly(connection, build_direct(AWAIT_TURN, self._schema), {})
            rows = await fetch_directly(connection, waiting, {})
        return [row for row in rows if row.id is not None]

    async def _publish_outbox_rows(self, rows: Sequence[Any]) -> _Published:
        """Publish all at once, every confirm in flight. Raises ConnectionError if the bus answers for none of them."""
        messages = [Message(row.id, row.topic, row.body, row.tenant_id, row.subject) for row in rows]
        publish = self._publish_in_trace if tracing.are_spans_kept() else self._bus.publish
        results = await asyncio.gather(*(publish(m) for m in messages), return_exceptions=True)
        answered = list(zip(rows, results, strict=True))
        carried = [row.position for row, result in answered if result is None]
        refused = [row for row, result in answered if isinstance(result, MessageRefused)]
        if not carried and not refused:
            raise ConnectionError("the carrier takes nothing") from _first_publish_error(results)
        if refused:
            topics = sorted({row.topic for row in refused})
            log.warning("%s: the carrier refused %d events: %s", self._schema, len(refused), ", ".join(topics))
        return _Published(carried, [row.position for row in refused])

    async def _publish_in_trace(self, message: Message) -> None:
        """Publish it as work of the act that it tells of."""
        stated = TRACEPARENT_MEMBER.search(message.body)
        work = tracing.Work(
            f"publish {message.topic}",
            tracing.WorkKind.PRODUCER,
            {"messaging.destination.name": f"{self._schema}.events", "messaging.message.id": str(message.id)},
        )
        with tracing.follow_trace(None if stated is None else stated[1].decode(), work=work):
            await self._bus.publish(message)


def _first_publish_error(results: Sequence[BaseException | None]) -> BaseException | None:
    return next((result for result in results if result is not None), None)
