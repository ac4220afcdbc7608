"""Finishes recordings whose recorder has gone, and checks those that are finished."""

from __future__ import annotations

import asyncio
import contextlib
import hashlib
import logging
import tempfile
from collections.abc import Sequence
from itertools import accumulate, groupby
from pathlib import Path
from typing import Any, Final
from uuid import UUID

from sqlalchemy import text

from common.kernel.errors import DomainError
from common.persistence.database import Database
from evidence.cases.transaction import TransactionFactory
from evidence.items.model import Item, StoredFile
from evidence.live_video.confined_reading import as_reading, read_marks
from evidence.live_video.domain.findings import Material, Piece, Verdict
from evidence.live_video.domain.judgement import judge, undecided
from evidence.live_video.domain.session import SILENCE, Chunk, VideoSession, first_broken, missing
from evidence.live_video.domain.token import slot_start
from evidence.live_video.domain.words import code_number
from evidence.storage.encrypted import Safe

from . import commands
from .assemble import RecordingFinisher
from .domain.token import Signer
from .transaction import LiveVideoTransaction

log = logging.getLogger(__name__)

EVERY_SECONDS: Final = 2.0
ATTEMPTS: Final = 3

_FINISHED: Final = text("""
SELECT tenant_id, id FROM evidence.video_sessions
WHERE state = 'finished' AND (leased_until IS NULL OR leased_until < clock_timestamp()) ORDER BY finished_at LIMIT 10
""")
_SILENT: Final = text("""
SELECT s.tenant_id, s.id FROM evidence.video_sessions s LEFT JOIN evidence.clocks c ON c.tenant_id = s.tenant_id
WHERE s.state = 'recording' AND s.chunks > 0
  AND s.last_chunk_at + CAST(:silence AS interval) < clock_timestamp() + coalesce(c.shift, interval '0') LIMIT 10
""")


class VideoWorker:
    def __init__(
        self,
        database: Database,
        begin: TransactionFactory[LiveVideoTransaction],
        safe: Safe,
        folder: Path,
        signer: Signer,
        finisher: RecordingFinisher,
    ) -> None:
        self._database, self._begin, self._safe, self._folder = database, begin, safe, folder
        self._signer, self._finisher = signer, finisher

    async def run(self) -> None:
        while True:
            await self.work()
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(EVERY_SECONDS):
                    await self._finisher.finished.wait()
            self._finisher.finished.clear()

    async def work(self) -> int:
        """Everything that can be done now."""
        for tenant, id in await self._found(_SILENT, silence=SILENCE):
            try:
                await self._finisher.finish(tenant, id, announced=None, covers=(), cause="silence")
            except DomainError as refusal:
                log.warning("the recording %s cannot be finished: %s", id, refusal.code)
        done = 0
        for tenant, id in await self._found(_FINISHED):
            done += await self.verify(tenant, id)
        return done

    async def verify(self, tenant: UUID, id: UUID) -> int:
        async with self._begin(tenant) as tx:
            attempts = await tx.videos.lease(id)
        if attempts is None:
            return 0
        try:
            verdict = await self._examine(tenant, id)
        except Exception:
            log.exception("the recording %s could not be checked", id)
            if attempts < ATTEMPTS:
                return 0
            verdict = undecided("The checks could not be run.")
        async with self._begin(tenant) as tx:
            tx.cause = "verification"
            await commands.note_verdict(tx, id, verdict)
        return 1

    async def _found(self, query: Any, **values: Any) -> list[tuple[UUID, UUID]]:
        async with self._database.worker_transaction() as connection:
            return [(row.tenant_id, row.id) for row in (await connection.execute(query, values)).all()]

    async def _examine(self, tenant: UUID, id: UUID) -> Verdict:
        async with self._begin.read(tenant) as tx:
            session = await tx.videos.get(id)
            chunks = await tx.videos.chunks(id)
            assert session.item is not None, "a finished recording is an item"
            item = await tx.items.get(session.item)
        with tempfile.NamedTemporaryFile(dir=self._folder, prefix="check-") as local:
            intact = await _copy(self._safe, item, chunks, Path(local.name))
            said = await read_marks(Path(local.name), layout(chunks))
        return judge(self._material(session, chunks, intact, said))

    def _material(
        self, session: VideoSession, chunks: Sequence[Chunk], intact: Sequence[bool], said: dict[str, Any]
    ) -> Material:
        signer = self._signer
        pieces = [
            Piece(c.segment, c.gap_ms / 1000, c.received_at, whole, c.size)
            for c, whole in zip(chunks, intact, strict=True)
        ]
        return Material(
            reading=as_reading(said),
            pieces=pieces,
            missing=len(missing(chunks, chunks[-1].n + 1)),
            broken_at=first_broken(session.id, chunks, session.head),
            genuine=lambda mark: signer.genuine(mark, session.id, session.opened_at),
            issued_at=lambda slot: slot_start(session.opened_at, slot),
            code=code_number(session.code),
        )


def layout(chunks: Sequence[Chunk]) -> dict[str, Any]:
    """Where the chunks begin in the whole file, and where each start of a recorder begins and ends."""
    starts = [0, *accumulate(chunk.size for chunk in chunks)]
    segments = []
    for _, numbered in groupby(enumerate(chunks), key=lambda pair: pair[1].segment):
        places = [place for place, _ in numbered]
        segments.append([starts[places[0]], starts[places[-1] + 1]])
    return {"segments": segments, "chunks": starts[:-1]}


async def _copy(safe: Safe, item: Item, chunks: Sequence[Chunk], target: Path) -> list[bool]:
    """The whole file, and whether each piece of it is what was received."""
    assert isinstance(item.content, StoredFile), "a recording is a file"
    intact, at = [], 0
    with target.open("wb") as file:
        for chunk in chunks:
            data = b"".join([part async for part in safe.read(item.content, at, at + chunk.size)])
            await asyncio.to_thread(file.write, data)
            intact.append(hashlib.sha256(data).digest() == chunk.sha256)
            at += chunk.size
    return intact
