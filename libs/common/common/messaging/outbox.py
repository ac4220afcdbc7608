"""Facts are written beside the change that caused them, then carried to the bus by a relay."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from typing import Any, Final

from sqlalchemy import Row, func, select, update

from common.jobs.heartbeat import WorkerHeartbeat
from common.kernel import crash_points
from common.persistence.database import Database, InfrastructureTables

from .bus import Bus, Message

BATCH: Final = 100
IDLE_SECONDS: Final = 0.5
"""The safety net: a commit in this process wakes the relay at once."""


class OutboxRelay:
    """Several may run at once, here or in other processes; each row is carried by one of them at a time."""

    def __init__(self, database: Database, infrastructure: InfrastructureTables, bus: Bus) -> None:
        self._database, self._table, self._bus = database, infrastructure.outbox, bus
        self._schema = infrastructure.schema
        self._woken = asyncio.Event()
        self.heartbeat = WorkerHeartbeat()

    def wake(self) -> None:
        self._woken.set()

    async def run(self) -> None:
        while True:
            self._woken.clear()
            carried = await self.relay_batch()
            self.heartbeat.record_beat()
            if carried < BATCH:
                await self._idle()

    async def relay_batch(self) -> int:
        """Publish one batch, then mark it. A crash in between publishes it again, never loses it."""
        table = self._table
        waiting = select(table).where(table.c.published_at.is_(None)).order_by(table.c.position).limit(BATCH)
        async with self._database.worker_transaction() as connection:
            rows = (await connection.execute(waiting.with_for_update(skip_locked=True))).all()
            if rows:
                crash_points.pass_crash_point(self._schema, "relay", "before_publish")
                carried = await self._carry(rows)
                crash_points.pass_crash_point(self._schema, "relay", "after_publish")
                mark = update(table).where(table.c.position.in_(carried))
                await connection.execute(mark.values(published_at=func.clock_timestamp()))
                crash_points.pass_crash_point(self._schema, "relay", "before_commit")
        return len(rows)

    async def _carry(self, rows: Sequence[Row[Any]]) -> list[int]:
        """A batch of confirms in flight. What fails stays unpublished; if all fail, that is an outage to report."""
        messages = [Message(id=row.id, topic=row.topic, body=row.body) for row in rows]
        results = await asyncio.gather(*(self._bus.publish(m) for m in messages), return_exceptions=True)
        carried = [row.position for row, result in zip(rows, results, strict=True) if result is None]
        if not carried:
            raise ConnectionError("the carrier takes nothing") from _first(results)
        return carried

    async def _idle(self) -> None:
        try:
            async with asyncio.timeout(IDLE_SECONDS):
                await self._woken.wait()
        except TimeoutError:
            return


def _first(results: Sequence[BaseException | None]) -> BaseException | None:
    return next((result for result in results if result is not None), None)
