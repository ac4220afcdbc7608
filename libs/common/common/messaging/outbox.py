"""Outbox relay: events are written beside the change that caused them, then carried to the bus."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from typing import Any, Final

from sqlalchemy import Row, func, select, update

from common.jobs.polling import PollingWorker
from common.kernel import crash_points
from common.persistence.database import Database, InfrastructureTables

from .bus import Bus, Message

BATCH_SIZE: Final = 100
IDLE_SECONDS: Final = 0.5
"""Pause of the safety net: a commit in this process wakes the relay at once."""


class OutboxRelay:
    """Carries unpublished events. Several may run at once, here or elsewhere; each row is carried by one at a time."""

    def __init__(self, database: Database, infrastructure: InfrastructureTables, bus: Bus) -> None:
        self._database, self._table, self._bus = database, infrastructure.outbox, bus
        self._schema = infrastructure.schema
        self._worker = PollingWorker(self.relay_batch, idle_seconds=IDLE_SECONDS, batch_size=BATCH_SIZE)
        self.heartbeat = self._worker.heartbeat

    def wake(self) -> None:
        """Carry at once what was just committed."""
        self._worker.wake()

    async def run(self) -> None:
        """Relay until cancelled."""
        await self._worker.run()

    async def relay_batch(self) -> int:
        """Publish one batch, then mark it. A crash in between publishes it again, never loses it."""
        table = self._table
        # In the order of their writing; a row that another relay holds is skipped, not waited for. The locks last until
        # the rows are marked: whoever marks first and publishes later loses events in a crash.
        waiting = select(table).where(table.c.published_at.is_(None)).order_by(table.c.position).limit(BATCH_SIZE)
        async with self._database.worker_transaction() as connection:
            rows = (await connection.execute(waiting.with_for_update(skip_locked=True))).all()
            if rows:
                crash_points.pass_crash_point(self._schema, "relay", "before_publish")
                carried = await self._publish_outbox_rows(rows)
                crash_points.pass_crash_point(self._schema, "relay", "after_publish")
                mark = update(table).where(table.c.position.in_(carried))
                await connection.execute(mark.values(published_at=func.clock_timestamp()))
                crash_points.pass_crash_point(self._schema, "relay", "before_commit")
        return len(rows)

    async def _publish_outbox_rows(self, rows: Sequence[Row[Any]]) -> list[int]:
        """Publish all at once; return the positions that the bus took. Raises ConnectionError if it takes nothing."""
        messages = [Message(id=row.id, topic=row.topic, body=row.body) for row in rows]
        results = await asyncio.gather(*(self._bus.publish(m) for m in messages), return_exceptions=True)
        carried = [row.position for row, result in zip(rows, results, strict=True) if result is None]
        if not carried:
            raise ConnectionError("the carrier takes nothing") from _first_publish_error(results)
        return carried


def _first_publish_error(results: Sequence[BaseException | None]) -> BaseException | None:
    return next((result for result in results if result is not None), None)
