"""Feed cleaner: events that nobody may read any more leave with their messages and attempts, a batch at a time."""

from __future__ import annotations

from datetime import timedelta
from typing import Final

from sqlalchemy import text

from common.jobs.polling import PollingWorker
from common.persistence.database import Database

from .domain.public_event import EVENT_RETENTION

KEPT: Final = EVENT_RETENTION + timedelta(days=1)
"""A day longer than they are shown, so that no page that is being read loses an event."""
BATCH_SIZE: Final = 500
IDLE_SECONDS: Final = 600.0

CLEAN_FEED: Final = """
-- What an endpoint still waits for stays, and what was sent, or sent again, within the time.
WITH old AS (
  SELECT e.id FROM notifications.events e
  WHERE e.stored_at < clock_timestamp() - CAST(:kept AS interval) AND NOT EXISTS (
    SELECT FROM notifications.messages m LEFT JOIN notifications.attempts a ON a.message_id = m.id
    WHERE m.event_id = e.id AND (m.state = 'pending' OR m.created_at > clock_timestamp() - CAST(:kept AS interval)
                                 OR a.at > clock_timestamp() - CAST(:kept AS interval)))
  LIMIT :batch
),
gone_messages AS (
  DELETE FROM notifications.messages m USING old WHERE m.event_id = old.id RETURNING m.id
),
gone_attempts AS (
  DELETE FROM notifications.attempts a USING gone_messages g WHERE a.message_id = g.id
)
DELETE FROM notifications.events e USING old WHERE e.id = old.id
"""


class FeedCleaner:
    def __init__(self, database: Database) -> None:
        self._database = database
        self._worker = PollingWorker(self.clean_batch, idle_seconds=IDLE_SECONDS, batch_size=BATCH_SIZE)

    async def run(self) -> None:
        """Clean until cancelled."""
        await self._worker.run()

    async def clean_batch(self) -> int:
        """Clean one batch; return how many events that were."""
        async with self._database.worker_transaction() as connection:
            return int((await connection.execute(text(CLEAN_FEED), {"kept": KEPT, "batch": BATCH_SIZE})).rowcount)
