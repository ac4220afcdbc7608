"""Cleaning: events that are long carried and long carried out leave outbox and inbox, a batch at a time.

The inbox keeps longer than the outbox: what an outbox could still send again is known to every reader as a repeat. Of
each subject the outbox keeps the last of its old events, so that what follows is still seen to follow without a gap; an
event leaves when the one after it has become old. So what has been looked over need not be looked at again; once a day
the look begins anew, for what was carried late.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Final

from sqlalchemy import text

from common.jobs.polling import PollingWorker
from common.kernel import seams
from common.persistence.database import Database, InfrastructureTables
from common.persistence.database_clock import read_time

OUTBOX_KEPT: Final = timedelta(days=45)
INBOX_KEPT: Final = timedelta(days=60)
BATCH_SIZE: Final = 1000
LOOK_ANEW_SECONDS: Final = 86_400.0
IDLE_SECONDS: Final = 600.0

LOOK_OVER_OUTBOX: Final = """
WITH looked_over AS (
  SELECT position, subject, sequence, created_at FROM {schema}.outbox
  WHERE position > :after ORDER BY position LIMIT :batch
),
old AS (
  SELECT * FROM looked_over WHERE created_at < clock_timestamp() - CAST(:kept AS interval)
),
gone AS (
  DELETE FROM {schema}.outbox o USING old
  WHERE o.subject = old.subject AND o.sequence = old.sequence - 1 AND o.published_at IS NOT NULL
)
SELECT count(*) AS seen, max(position) AS last FROM old
"""
CLEAN_INBOX: Final = """
-- The instant stands in the text: planned for it, the index of processed_at shows that there is nothing old. A plan for
-- any instant would read all that is kept to find that out.
DELETE FROM {schema}.inbox WHERE ctid = ANY (ARRAY(
  SELECT ctid FROM {schema}.inbox WHERE state = 'done' AND processed_at < TIMESTAMPTZ '{before}'
  LIMIT {batch} FOR UPDATE SKIP LOCKED))
"""


class TrafficCleaner:
    """Cleans the outbox and the inbox of one service, from the oldest on."""

    def __init__(self, database: Database, infrastructure: InfrastructureTables) -> None:
        self._database, self._schema = database, infrastructure.schema
        self._looked_over, self._begun_at = 0, seams.monotonic()
        self._worker = PollingWorker(self.clean_batch, idle_seconds=IDLE_SECONDS, batch_size=BATCH_SIZE)

    async def run(self) -> None:
        """Clean until cancelled."""
        await self._worker.run()

    async def clean_batch(self) -> int:
        """Clean one batch of each; return the larger count of what was looked over."""
        return max(await self._clean_outbox(), await self._clean_inbox())

    async def _clean_outbox(self) -> int:
        about = {"after": self._looked_over, "kept": OUTBOX_KEPT, "batch": BATCH_SIZE}
        async with self._database.worker_transaction() as connection:
            row = (await connection.execute(text(LOOK_OVER_OUTBOX.format(schema=self._schema)), about)).one()
        self._looked_over = row.last or self._looked_over
        if row.seen < BATCH_SIZE and seams.monotonic() - self._begun_at >= LOOK_ANEW_SECONDS:
            self._looked_over, self._begun_at = 0, seams.monotonic()
        return int(row.seen)

    async def _clean_inbox(self) -> int:
        async with self._database.worker_transaction() as connection:
            # Its time, not the machine's: one whose clock was set ahead would forget what could still come again.
            before = (await read_time(connection) - INBOX_KEPT).isoformat(sep=" ")
            # No colon may be read as the name of a parameter.
            statement = CLEAN_INBOX.format(schema=self._schema, before=before.replace(":", "\\:"), batch=BATCH_SIZE)
            return int((await connection.execute(text(statement))).rowcount)
