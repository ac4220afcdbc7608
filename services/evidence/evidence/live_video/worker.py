"""Finishes recordings whose recorder has gone, and checks those that are finished."""

from __future__ import annotations

import asyncio
import hashlib
import logging
import tempfile
from collections.abc import Sequence
from datetime import datetime
from functools import partial
from itertools import accumulate, groupby
from pathlib import Path
from typing import Any, Final
from uuid import UUID

from sqlalchemy import text

from common.jobs.polling import PollingWorker, run_together
from common.kernel.errors import DomainError, InvariantViolated
from common.kernel.origin import Origin
from common.persistence.database import PLATFORM_TIME, Database
from common.persistence.direct_statements import DirectStatement
from evidence.cases.execution import CommandRunner
from evidence.cases.transaction import TransactionFactory
from evidence.items.model import Item, StoredFile
from evidence.storage.encrypted import EncryptedBlobStore

from .assemble import RecordingFinisher
from .commands import RecordVerdict
from .confined_reading import read_marks, reading_from_answer, reading_recording
from .domain.check_lease import LEASE
from .domain.check_turns import CHECKS_AT_ONCE, CheckTurns, WaitingRecording
from .domain.chunks import Chunk, find_first_broken, find_missing
from .domain.findings import Material, Piece, Verdict
from .domain.judgement import judge_recording, undecided_verdict
from .domain.session import SILENCE_BEFORE_FINISH, VideoSession
from .domain.token import TokenSigner, slot_start
from .domain.words import decode_case_code
from .leased_checks import LeasedChecks
from .transaction import LiveVideoTransaction

log = logging.getLogger(__name__)

IDLE_SECONDS: Final = 2.0

# The oldest of each platform; `tenant` narrows to one sandbox.
_UNCHECKED_RECORDINGS: Final = DirectStatement("""
SELECT tenant_id, id FROM (
  SELECT DISTINCT ON (tenant_id) tenant_id, id, finished_at FROM evidence.video_sessions
  WHERE state = 'finished' AND (leased_until IS NULL OR leased_until < clock_timestamp())
    AND (CAST(:tenant AS uuid) IS NULL OR tenant_id = :tenant) ORDER BY tenant_id, finished_at
) AS oldest ORDER BY finished_at
""")
_SILENT_RECORDINGS: Final = DirectStatement(f"""
SELECT s.tenant_id, s.id FROM evidence.video_sessions s LEFT JOIN evidence.clocks c ON c.tenant_id = s.tenant_id
WHERE s.state = 'recording' AND s.chunks > 0
  AND s.last_chunk_at + CAST(:silence AS interval) <= {PLATFORM_TIME.format(clock="c")}
  AND (CAST(:tenant AS uuid) IS NULL OR s.tenant_id = :tenant) LIMIT 10
""")  # noqa: S608 (an expression of ours)
# When the next recording of a sandbox falls silent, or one was finished that is not checked yet: whoever is at it has
# it for no longer than a lease. What is put off does not stop the clock.
_NEXT_WORK: Final = text("""
SELECT least(
  (SELECT min(last_chunk_at) + CAST(:silence AS interval) FROM evidence.video_sessions
   WHERE tenant_id = :tenant AND state = 'recording' AND chunks > 0 AND id <> ALL (CAST(:given_up AS uuid[]))),
  (SELECT min(finished_at) FROM evidence.video_sessions WHERE tenant_id = :tenant AND state = 'finished'
   AND (leased_until IS NULL OR leased_until <= clock_timestamp() + CAST(:lease AS interval))))
""")


class VideoWorker:
    """Polls for recordings whose recorder has gone, and for those that nobody has checked."""

    def __init__(
        self,
        database: Database,
        begin: TransactionFactory[LiveVideoTransaction],
        runner: CommandRunner,
        encrypted_blobs: EncryptedBlobStore,
        signer: TokenSigner,
        finisher: RecordingFinisher,
    ) -> None:
        self._database, self._begin, self._runner = database, begin, runner
        self._encrypted_blobs, self._signer, self._finisher = encrypted_blobs, signer, finisher
        self._given_up: set[UUID] = set()
        """Recordings that cannot be finished: the test clock does not wait for them."""
        self._checks = LeasedChecks(begin, lambda tx: tx.check_leases, self._check_recording, self._leave_undecided)
        self._turns = CheckTurns()
        checkers = [
            PollingWorker(self._work_lane, idle_seconds=IDLE_SECONDS, batch_size=1) for _ in range(CHECKS_AT_ONCE)
        ]
        silence_keeper = PollingWorker(partial(self._finish_silent_recordings, None), idle_seconds=IDLE_SECONDS)
        self._loops = (silence_keeper, *checkers)
        for checker in checkers:
            finisher.call_when_finished(checker.wake)

    async def run(self) -> None:
        """Run until cancelled. What a check takes holds up no other platform's, and no recorder that has gone."""
        await run_together(*self._loops)

    async def run_pass(self) -> int:
        """Do everything that can be done now; returns how many recordings were checked."""
        await self._finish_silent_recordings(None)
        return await self._check_finished_recordings(None)

    async def find_due(self, tenant: UUID) -> datetime | None:
        """When the platform's next recording falls silent, or one is to be checked (`TimedWorker`)."""
        values = {"tenant": tenant, "silence": SILENCE_BEFORE_FINISH, "lease": LEASE, "given_up": list(self._given_up)}
        async with self._database.worker_transaction() as connection:
            due: datetime | None = await connection.scalar(_NEXT_WORK, values)
        return due

    async def work_for(self, tenant: UUID) -> int:
        """Finish and check what of one platform can be; returns how many were finished."""
        finished = await self._finish_silent_recordings(tenant)
        await self._check_finished_recordings(tenant)
        return finished

    async def _finish_silent_recordings(self, tenant: UUID | None) -> int:
        finished = 0
        for owner, id in await self._find_due(_SILENT_RECORDINGS, tenant=tenant, silence=SILENCE_BEFORE_FINISH):
            try:
                await self._finisher.finish_silent(owner, id)
                finished += 1
            except DomainError as refusal:
                self._given_up.add(id)
                log.warning("the recording %s cannot be finished: %s", id, refusal.code)
        return finished

    async def _check_finished_recordings(self, tenant: UUID | None) -> int:
        checked = 0
        while (done := await self._check_next(tenant)) is not None:
            checked += done
        return checked

    async def _work_lane(self) -> int:
        return 0 if await self._check_next(None) is None else 1

    async def _check_next(self, tenant: UUID | None) -> int | None:
        """Check one of the platform whose turn it is; None where nothing waits, or others are at it."""
        waiting = [WaitingRecording(*row) for row in await self._find_due(_UNCHECKED_RECORDINGS, tenant=tenant)]
        with self._turns.take_turn(waiting) as chosen:
            return None if chosen is None else await self.verify_recording(*chosen)

    async def verify_recording(self, tenant: UUID, id: UUID) -> int:
        """Check one recording, unless somebody is at it or it is put off; returns whether it is checked now."""
        return await self._checks.run_check(tenant, id)

    async def _check_recording(self, tenant: UUID, id: UUID) -> None:
        await self._record_verdict(tenant, id, await self._examine_recording(tenant, id))

    async def _leave_undecided(self, tenant: UUID, id: UUID) -> None:
        await self._record_verdict(tenant, id, undecided_verdict())

    async def _record_verdict(self, tenant: UUID, id: UUID, verdict: Verdict) -> None:
        await self._runner.run_command(RecordVerdict(id, verdict), Origin.system(tenant, "verification"))

    async def _find_due(self, query: DirectStatement, **values: Any) -> list[tuple[UUID, UUID]]:
        return [(row["tenant_id"], row["id"]) for row in await self._database.look(query, values)]

    async def _examine_recording(self, tenant: UUID, id: UUID) -> Verdict:
        async with self._begin.read(tenant) as tx:
            session = await tx.videos.get(id)
            chunks = await tx.videos.list_chunks(id)
            item = await tx.items.get(session.require_item())
        with reading_recording(), tempfile.NamedTemporaryFile(dir=self._finisher.folder, prefix="check-") as local:
            intact = await _copy_checked(self._encrypted_blobs, item, chunks, Path(local.name))
            answer = await read_marks(Path(local.name), describe_layout(chunks))
        return judge_recording(self._collect_material(session, chunks, intact, answer))

    def _collect_material(
        self, session: VideoSession, chunks: Sequence[Chunk], intact: Sequence[bool], answer: dict[str, Any]
    ) -> Material:
        signer = self._signer
        pieces = [
            Piece(c.segment, c.gap_ms / 1000, c.received_at, whole, c.size)
            for c, whole in zip(chunks, intact, strict=True)
        ]
        return Material(
            reading=reading_from_answer(answer),
            pieces=pieces,
            missing=len(find_missing(chunks, chunks[-1].n + 1)),
            broken_at=find_first_broken(session.id, chunks, session.head),
            genuine=lambda mark: signer.is_genuine(mark, session.id, session.opened_at),
            issued_at=lambda slot: slot_start(session.opened_at, slot),
            code=decode_case_code(session.code),
        )


def describe_layout(chunks: Sequence[Chunk]) -> dict[str, Any]:
    """Say where the chunks begin in the whole file, and where each start of a recorder begins and ends."""
    starts = [0, *accumulate(chunk.size for chunk in chunks)]
    segments = []
    for _, numbered in groupby(enumerate(chunks), key=lambda pair: pair[1].segment):
        places = [place for place, _ in numbered]
        segments.append([starts[places[0]], starts[places[-1] + 1]])
    return {"segments": segments, "chunks": starts[:-1]}


async def _copy_checked(
    encrypted_blobs: EncryptedBlobStore, item: Item, chunks: Sequence[Chunk], target: Path
) -> list[bool]:
    """Copy the whole file, and tell of each piece of it whether it is what was received."""
    if not isinstance(item.content, StoredFile):
        raise InvariantViolated("a recording is a file")
    intact, at = [], 0
    with target.open("wb") as file:
        for chunk in chunks:
            data = b"".join([part async for part in encrypted_blobs.read_range(item.content, at, at + chunk.size)])
            await asyncio.to_thread(file.write, data)
            intact.append(hashlib.sha256(data).digest() == chunk.sha256)
            at += chunk.size
    return intact
