"""Feed cleaner: events that nobody may read any more leave with their messages and attempts, a batch at a time."""

from __future__ import annotations

from typing import Final

from sqlalchemy import text

from common.jobs.polling import PollingWorker
from common.persistence.database import Database

BATCH_SIZE: Final = 500
IDLE_SECONDS: Final = 600.0

CLEAN_FEED: Final = text("SELECT notifications.clean_feed(:batch)")
"""Function of the migration: it has the age of what may leave in it, and the service has no right to delete itself."""


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
            return int(await connection.scalar(CLEAN_FEED, {"batch": BATCH_SIZE}))
