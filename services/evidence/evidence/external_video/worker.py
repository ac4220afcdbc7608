"""Checks the uploaded recordings of conversations that were held elsewhere."""

from __future__ import annotations

import logging
from datetime import UTC, datetime
from typing import Any, Final
from uuid import UUID

from sqlalchemy import text

from common.execution.executor import Executor
from common.jobs.polling import PollingWorker, run_together
from common.kernel import seams
from common.kernel.errors import InvariantViolated
from common.kernel.origin import Origin
from common.persistence.database import is_unavailable
from evidence.items.model import ExternalVideo, StoredFile
from evidence.live_video.confined_reading import read_marks, reading_from_answer, reading_recording
from evidence.live_video.domain.check_lease import PAUSE_AFTER_FAILURE
from evidence.live_video.domain.check_turns import CHECKS_AT_ONCE, CheckTurns, WaitingRecording
from evidence.storage.encrypted import EncryptedBlobStore

from .commands import RecordFindings
from .model import check_recording

log = logging.getLogger(__name__)

IDLE_SECONDS: Final = 2.0
LONG_AGO: Final = datetime(1970, 1, 1, tzinfo=UTC)

# The oldest of each platform; `tenant` narrows to one sandbox.
_UNCHECKED_RECORDINGS: Final = text("""
SELECT tenant_id, id FROM (
  SELECT DISTINCT ON (tenant_id) tenant_id, item AS id FROM evidence.external_videos
  WHERE checked_at IS NULL AND recording IS NOT NULL AND (CAST(:tenant AS uuid) IS NULL OR tenant_id = :tenant)
    AND item <> ALL (CAST(:put_off AS uuid[]))
    AND NOT EXISTS (SELECT 1 FROM evidence.erasures e WHERE e.id IN (item, recording)) ORDER BY tenant_id, item
) AS oldest ORDER BY id
""")


class ExternalVideoWorker:
    """Polls for recordings that nobody has looked into."""

    def __init__(self, executor: Executor[Any], encrypted_blobs: EncryptedBlobStore) -> None:
        self._executor, self._encrypted_blobs = executor, encrypted_blobs
        self._failed_at: dict[UUID, float] = {}
        """Recordings that could not be checked are put off: neither the test clock nor another waits for them."""
        self._turns = CheckTurns()

    async def run(self) -> None:
        """Run until cancelled. What a check takes holds up no other platform's."""
        lanes = [PollingWorker(self._work_lane, idle_seconds=IDLE_SECONDS, batch_size=1) for _ in range(CHECKS_AT_ONCE)]
        await run_together(*lanes)

    async def check_recordings(self) -> int:
        """Check everything that can be checked now, and count what is."""
        return await self._check_all(None)

    async def find_due(self, tenant: UUID) -> datetime | None:
        """An instant long past while something of the platform is unchecked (`TimedWorker`)."""
        return LONG_AGO if await self._find_unchecked(tenant) else None

    async def work_for(self, tenant: UUID) -> int:
        """Check what of one platform can be; nothing that is due later depends on how many that were."""
        await self._check_all(tenant)
        return 0

    async def _check_all(self, tenant: UUID | None) -> int:
        checked = 0
        while (done := await self._check_next(tenant)) is not None:
            checked += done
        return checked

    async def _work_lane(self) -> int:
        return 0 if await self._check_next(None) is None else 1

    async def _check_next(self, tenant: UUID | None) -> int | None:
        """Check one of the platform whose turn it is; None where nothing waits, or others are at it."""
        waiting = await self._find_unchecked(tenant)
        with self._turns.take_turn(waiting) as chosen:
            return None if chosen is None else await self._check_or_put_off(*chosen)

    async def _check_or_put_off(self, tenant: UUID, id: UUID) -> int:
        try:
            await self._check_recording(tenant, id)
        except Exception as failure:
            if is_unavailable(failure):
                raise
            self._failed_at[id] = seams.monotonic()
            log.exception("the recording of %s could not be checked", id)
            return 0
        return 1

    async def _find_unchecked(self, tenant: UUID | None) -> list[WaitingRecording]:
        begin = seams.monotonic() - PAUSE_AFTER_FAILURE.total_seconds()
        self._failed_at = {id: at for id, at in self._failed_at.items() if at > begin}
        values = {"tenant": tenant, "put_off": list(self._failed_at)}
        async with self._executor.begin.database.worker_transaction() as connection:
            return [WaitingRecording(*row) for row in await connection.execute(_UNCHECKED_RECORDINGS, values)]

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
        with reading_recording():
            async with self._encrypted_blobs.open_decrypted(film) as file:
                answer = await read_marks(file, {"segments": [[0, film.size]], "chunks": [0]})
        findings = check_recording(content, reading_from_answer(answer))
        async with self._executor.begin(tenant, Origin.system(tenant, "verification")) as tx:
            await self._executor.execute(tx, RecordFindings(id, findings))
