"""Checks the uploaded recordings of conversations that were held elsewhere."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any, Final
from uuid import UUID

from common.execution.executor import Executor
from common.jobs.polling import PollingWorker, run_together
from common.kernel.errors import InvariantViolated
from common.kernel.origin import Origin
from common.persistence.direct_statements import DirectStatement
from evidence.items.model import ExternalVideo, StoredFile
from evidence.live_video.confined_reading import read_marks, reading_from_answer, reading_recording
from evidence.live_video.domain.check_lease import LEASE
from evidence.live_video.domain.check_turns import CHECKS_AT_ONCE, CheckTurns, WaitingRecording
from evidence.live_video.leased_checks import LeasedChecks
from evidence.storage.encrypted import EncryptedBlobStore

from .commands import RecordFindings
from .model import Finding, check_recording, undecided_findings

IDLE_SECONDS: Final = 2.0
LONG_AGO: Final = datetime(1970, 1, 1, tzinfo=UTC)

# The oldest of each platform that nobody has by now; `tenant` narrows to one sandbox, `within` lets it be had a while
# longer.
_UNCHECKED_RECORDINGS: Final = DirectStatement("""
SELECT tenant_id, id FROM (
  SELECT DISTINCT ON (tenant_id) tenant_id, item AS id FROM evidence.external_videos
  WHERE checked_at IS NULL AND recording IS NOT NULL AND (CAST(:tenant AS uuid) IS NULL OR tenant_id = :tenant)
    AND (leased_until IS NULL OR leased_until <= clock_timestamp() + CAST(:within AS interval))
    AND NOT EXISTS (SELECT 1 FROM evidence.erasures e WHERE e.id IN (item, recording)) ORDER BY tenant_id, item
) AS oldest ORDER BY id
""")
AT_ONCE: Final = LEASE * 0


class ExternalVideoWorker:
    """Polls for recordings that nobody has looked into."""

    def __init__(self, executor: Executor[Any], encrypted_blobs: EncryptedBlobStore) -> None:
        self._executor, self._encrypted_blobs = executor, encrypted_blobs
        self._turns = CheckTurns()
        self._checks = LeasedChecks(
            executor.begin, lambda tx: tx.external_check_leases, self._check_recording, self._leave_undecided
        )

    async def run(self) -> None:
        """Run until cancelled. What a check takes holds up no other platform's."""
        lanes = [PollingWorker(self._work_lane, idle_seconds=IDLE_SECONDS, batch_size=1) for _ in range(CHECKS_AT_ONCE)]
        await run_together(*lanes)

    async def check_recordings(self) -> int:
        """Check everything that can be checked now, and count what is."""
        return await self._check_all(None)

    async def find_due(self, tenant: UUID) -> datetime | None:
        """An instant long past while something of the platform is unchecked (`TimedWorker`). What is put off does not
        stop the clock; whoever is at a recording has it for no longer than a lease."""
        return LONG_AGO if await self._find_unchecked(tenant, within=LEASE) else None

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
            return None if chosen is None else await self._checks.run_check(*chosen)

    async def _find_unchecked(self, tenant: UUID | None, *, within: Any = AT_ONCE) -> list[WaitingRecording]:
        rows = await self._executor.begin.database.look(_UNCHECKED_RECORDINGS, {"tenant": tenant, "within": within})
        return [WaitingRecording(*row) for row in rows]

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
        await self._record_findings(tenant, id, check_recording(content, reading_from_answer(answer)))

    async def _leave_undecided(self, tenant: UUID, id: UUID) -> None:
        await self._record_findings(tenant, id, undecided_findings())

    async def _record_findings(self, tenant: UUID, id: UUID, findings: tuple[Finding, ...]) -> None:
        async with self._executor.begin(tenant, Origin.system(tenant, "verification")) as tx:
            await self._executor.execute(tx, RecordFindings(id, findings))
