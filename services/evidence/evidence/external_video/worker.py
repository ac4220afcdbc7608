"""Checks the uploaded recordings of conversations that were held elsewhere."""

from __future__ import annotations

import logging
from collections.abc import Collection, Sequence
from datetime import UTC, datetime
from typing import Any, Final
from uuid import UUID

from sqlalchemy import text

from common.execution.executor import Executor
from common.jobs.polling import PollingWorker
from common.kernel.errors import InvariantViolated
from common.kernel.origin import Origin
from evidence.items.model import ExternalVideo, StoredFile
from evidence.live_video.confined_reading import read_marks, reading_from_answer
from evidence.storage.encrypted import EncryptedBlobStore

from .commands import RecordFindings
from .model import check_recording

log = logging.getLogger(__name__)

IDLE_SECONDS: Final = 2.0
LONG_AGO: Final = datetime(1970, 1, 1, tzinfo=UTC)

# `tenant` narrows to one sandbox.
_UNCHECKED_RECORDINGS: Final = text("""
SELECT tenant_id, item AS id FROM evidence.external_videos
WHERE checked_at IS NULL AND recording IS NOT NULL AND (CAST(:tenant AS uuid) IS NULL OR tenant_id = :tenant)
  AND item <> ALL (CAST(:given_up AS uuid[]))
  AND NOT EXISTS (SELECT 1 FROM evidence.erasures e WHERE e.id IN (item, recording)) ORDER BY item LIMIT 10
""")


class ExternalVideoWorker:
    """Polls for recordings that nobody has looked into."""

    def __init__(self, executor: Executor[Any], encrypted_blobs: EncryptedBlobStore) -> None:
        self._executor, self._encrypted_blobs = executor, encrypted_blobs
        self._given_up: set[UUID] = set()
        """Recordings that could not be checked: the test clock does not wait for them."""

    async def run(self) -> None:
        await PollingWorker(self.check_recordings, idle_seconds=IDLE_SECONDS).run()

    async def check_recordings(self) -> int:
        """Check everything that can be checked now."""
        rows = await self._find_unchecked(None, ())
        for row in rows:
            await self._check_recording(row.tenant_id, row.id)
        return len(rows)

    async def find_due(self, tenant: UUID) -> datetime | None:
        """An instant long past while something of the platform is unchecked (`TimedWorker`)."""
        return LONG_AGO if await self._find_unchecked(tenant, self._given_up) else None

    async def work_for(self, tenant: UUID) -> int:
        """Check what of one platform can be; nothing that is due later depends on how many that were."""
        for row in await self._find_unchecked(tenant, self._given_up):
            try:
                await self._check_recording(row.tenant_id, row.id)
            except Exception:
                self._given_up.add(row.id)
                log.exception("the recording of %s could not be checked", row.id)
        return 0

    async def _find_unchecked(self, tenant: UUID | None, given_up: Collection[UUID]) -> Sequence[Any]:
        values = {"tenant": tenant, "given_up": list(given_up)}
        async with self._executor.begin.database.worker_transaction() as connection:
            return (await connection.execute(_UNCHECKED_RECORDINGS, values)).all()

    async def _check_recording(self, tenant: UUID, id: UUID) -> None:
        """Find what the uploaded recording of a conversation elsewhere shows by itself. Doing it twice ends the
        same."""
        async with self._executor.begin.read(tenant) as tx:
            content, record = (await tx.items.get(id)).content, await tx.external_videos.get(id)
            if record.recording is None:
                raise InvariantViolated("only recordings are checked")
            film = (await tx.items.get(record.recording)).content
        if not isinstance(content, ExternalVideo) or not isinstance(film, StoredFile):
            raise InvariantViolated("its item is what its giver stated of it, and a recording is a file")
        async with self._encrypted_blobs.open_decrypted(film) as file:
            answer = await read_marks(file, {"segments": [[0, film.size]], "chunks": [0]})
        findings = check_recording(content, reading_from_answer(answer))
        async with self._executor.begin(tenant, Origin.system(tenant, "verification")) as tx:
            await self._executor.execute(tx, RecordFindings(id, findings))
