"""Purge of past deadlines: what fired or was cancelled long ago is deleted, a stretch of the table at a time."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from sqlalchemy import text

from common.persistence.database import Database, InfrastructureTables
from common.persistence.database_clock import read_time

from .polling import PollingWorker

RETENTION: Final = timedelta(days=180)
"""After they were due: longer than any case lasts, so that whoever verifies it finds its deadlines. That one has fired
stands in the audit log for ever."""
IDLE_SECONDS: Final = 600.0
STRETCH: Final = 2_000
"""Rows looked at in one transaction: some ten milliseconds."""
FIRST: Final = UUID(int=0)

PURGE_STATEMENT: Final = """
-- One stretch of the primary key, whose ids begin with the time when they were made: no index is needed that every
-- deadline would pay for. Those that are old and still armed are few, and passed over.
WITH stretch AS MATERIALIZED (
  SELECT id, state, due_at FROM {schema}.deadlines WHERE id > :after AND id < :before ORDER BY id LIMIT {stretch}
), purged AS (
  DELETE FROM {schema}.deadlines d
  WHERE d.id = ANY (ARRAY (SELECT s.id FROM stretch s WHERE s.state IN ('fired', 'cancelled') AND s.due_at < :until))
  RETURNING 1
)
SELECT (SELECT id FROM stretch ORDER BY id DESC LIMIT 1) AS last, (SELECT count(*) FROM stretch) AS seen,
       (SELECT count(*) FROM purged) AS purged
"""
TIME_BITS_BEHIND: Final = 80


class PastDeadlinePurge:
    """Walks through the deadlines that were made long ago, and begins anew when it has come to the end."""

    def __init__(self, database: Database, infrastructure: InfrastructureTables) -> None:
        self._database = database
        self._statement = text(PURGE_STATEMENT.format(schema=infrastructure.schema, stretch=STRETCH))
        self._after = FIRST
        self._worker = PollingWorker(self._walk_on, idle_seconds=IDLE_SECONDS, batch_size=STRETCH)

    async def run(self) -> None:
        """Purge until cancelled."""
        await self._worker.run()

    async def _walk_on(self) -> int:
        seen, _ = await self.purge_stretch()
        return seen

    async def purge_stretch(self) -> tuple[int, int]:
        """Look at one stretch; return how many there were, and how many of them are gone."""
        async with self._database.worker_transaction() as connection:
            until = await read_time(connection) - RETENTION
            asked = {"after": self._after, "before": _first_id_of(until), "until": until}
            row = (await connection.execute(self._statement, asked)).one()
        self._after = row.last if row.seen == STRETCH else FIRST
        return int(row.seen), int(row.purged)


def _first_id_of(time: datetime) -> UUID:
    """Smallest id that can have been made then (version 7: milliseconds first)."""
    return UUID(int=int(time.timestamp() * 1_000) << TIME_BITS_BEHIND)
