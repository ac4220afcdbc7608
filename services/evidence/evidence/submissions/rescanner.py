"""Looks again into files that are in quarantine since the scanner did not answer."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from sqlalchemy import select, tuple_

from common.execution.executor import Executor
from common.jobs.polling import PollingWorker
from common.kernel import seams
from common.persistence.database import is_unavailable
from evidence.inspection.model import ScanState
from evidence.inspection.scanner import NoScanner, Scanner
from evidence.items.model import StoredFile
from evidence.items.tables import erasures, files, verdicts
from evidence.storage.encrypted import EncryptedBlobStore
from evidence.storage.model import ContentAltered

from .commands import RecordScanResult

log = logging.getLogger(__name__)

EVERY_SECONDS: Final = 60.0


BATCH_SIZE: Final = 20


class Rescanner:
    """Looks again into what is in quarantine since the scanner did not answer."""

    def __init__(
        self,
        executor: Executor[Any],
        encrypted_blobs: EncryptedBlobStore,
        scanner: Scanner,
    ) -> None:
        self._executor, self._encrypted_blobs, self._scanner = executor, encrypted_blobs, scanner
        self._last: tuple[datetime, UUID] | None = None
        """Where to go on: what cannot be scanned must not keep the others waiting for ever."""
        self._asked_at: dict[UUID, float] = {}
        """When the scanner was last asked in the course of a test clock, by platform."""

    async def run(self) -> None:
        await PollingWorker(self.rescan, idle_seconds=EVERY_SECONDS).run()

    async def rescan(self) -> int:
        """Scan the next few again, and count the answers; after the last it begins again with the first."""
        if isinstance(self._scanner, NoScanner):
            return 0
        rows, done = await self._find_quarantined(self._last), 0
        for row in rows:
            done += await self._rescan_file(row)
            self._last = row.finished_at, row.id
        if len(rows) < BATCH_SIZE:
            self._last = None
        return done

    async def find_due(self, tenant: UUID) -> datetime | None:
        """When the first file of a platform came that is still in quarantine (`TimedWorker`). A scanner that does not
        answer does not stop the clock: it is asked once."""
        asked_at = self._asked_at.get(tenant)
        if isinstance(self._scanner, NoScanner) or (asked_at and seams.monotonic() - asked_at < EVERY_SECONDS):
            return None
        rows = await self._find_quarantined(None, tenant)
        return rows[0].finished_at if rows else None

    async def work_for(self, tenant: UUID) -> int:
        """Scan the files of one platform again."""
        if isinstance(self._scanner, NoScanner):
            return 0
        self._asked_at.pop(tenant, None)
        scanned = sum([await self._rescan_file(row) for row in await self._find_quarantined(None, tenant)])
        self._asked_at[tenant] = seams.monotonic()  # what the database breaks off leaves it unasked
        return scanned

    async def _find_quarantined(self, last: tuple[datetime, UUID] | None, tenant: UUID | None = None) -> Sequence[Any]:
        answered = select(verdicts.c.id).where(verdicts.c.id == files.c.id).exists()
        erased = select(erasures.c.id).where(erasures.c.id == files.c.id).exists()
        place = tuple_(files.c.finished_at, files.c.id)
        waiting = select(files.c.tenant_id, files.c.id, files.c.finished_at)
        waiting = waiting.where(files.c.scan_state == ScanState.QUARANTINED, ~answered, ~erased)
        if last is not None:
            waiting = waiting.where(place > tuple_(*last))
        if tenant is not None:
            waiting = waiting.where(files.c.tenant_id == tenant)
        async with self._executor.begin.database.worker_transaction() as connection:
            return (await connection.execute(waiting.order_by(files.c.finished_at, files.c.id).limit(BATCH_SIZE))).all()

    async def _rescan_file(self, row: Any) -> bool:
        """Scan one again. One that fails must not keep the others waiting; without a database nothing goes on."""
        try:
            return await self._scan_again(row)
        except Exception as failure:
            if is_unavailable(failure):
                raise
            log.exception("the file %s could not be scanned again", row.id)
            return False

    async def _scan_again(self, row: Any) -> bool:
        async with self._executor.begin(row.tenant_id) as tx:
            content = (await tx.items.get(row.id)).content
        if not isinstance(content, StoredFile):
            return False  # erased meanwhile
        try:
            async with self._encrypted_blobs.open_decrypted(content) as file:
                state = await self._scanner.scan_file(file)
        except FileNotFoundError:
            log.critical("the file %s is missing", content.path)
            return False
        except ContentAltered:
            log.critical("the key of the file %s is gone", content.path)
            return False
        if state is not ScanState.CLEAN and state is not ScanState.INFECTED:
            return False  # no answer yet
        async with self._executor.begin(row.tenant_id) as tx:
            await self._executor.execute(tx, RecordScanResult(row.id, state))
        return True
