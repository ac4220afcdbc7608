"""Finishes recordings whose recorder has gone, and checks those that are finished."""

from __future__ import annotations

import asyncio
import contextlib
import hashlib
import json
import logging
import sys
import tempfile
from collections.abc import Sequence
from itertools import accumulate, groupby
from pathlib import Path
from typing import Any, Final
from uuid import UUID

from sqlalchemy import text

from common.kernel.errors import DomainError
from common.persistence.database import Database

from . import video_commands
from .deps import Deps
from .domain.external_video import check
from .domain.item import ExternalVideo, Item, StoredFile
from .domain.video import SILENCE, Chunk, VideoSession, first_broken, missing
from .domain.video_findings import Hole, Material, Piece, Reading, Run, Verdict
from .domain.video_judgement import judge, undecided
from .domain.video_mark import decode
from .domain.video_token import slot_start
from .domain.video_words import code_number
from .safe import Safe
from .video_files import finish

log = logging.getLogger(__name__)

EVERY_SECONDS: Final = 2.0
READING_SECONDS: Final = 1_200.0
ATTEMPTS: Final = 3

_FINISHED: Final = text("""
SELECT tenant_id, id FROM evidence.video_sessions
WHERE state = 'finished' AND (leased_until IS NULL OR leased_until < clock_timestamp()) ORDER BY finished_at LIMIT 10
""")
_EXTERNAL: Final = text("""
SELECT tenant_id, item AS id FROM evidence.external_videos
WHERE checked_at IS NULL AND recording IS NOT NULL
  AND NOT EXISTS (SELECT 1 FROM evidence.erasures e WHERE e.id IN (item, recording)) ORDER BY item LIMIT 10
""")
_SILENT: Final = text("""
SELECT s.tenant_id, s.id FROM evidence.video_sessions s LEFT JOIN evidence.clocks c ON c.tenant_id = s.tenant_id
WHERE s.state = 'recording' AND s.chunks > 0
  AND s.last_chunk_at + CAST(:silence AS interval) < clock_timestamp() + coalesce(c.shift, interval '0') LIMIT 10
""")


class VideoWorker:
    def __init__(self, database: Database, deps: Deps) -> None:
        self._database, self._deps = database, deps

    async def run(self) -> None:
        while True:
            await self.work()
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(EVERY_SECONDS):
                    await self._deps.videos.finished.wait()
            self._deps.videos.finished.clear()

    async def work(self) -> int:
        """Everything that can be done now."""
        for tenant, id in await self._found(_SILENT, silence=SILENCE):
            try:
                await finish(self._deps, tenant, id, announced=None, covers=(), cause="silence")
            except DomainError as refusal:
                log.warning("the recording %s cannot be finished: %s", id, refusal.code)
        done = 0
        for tenant, id in await self._found(_FINISHED):
            done += await self.verify(tenant, id)
        for tenant, id in await self._found(_EXTERNAL):
            await self.check_external(tenant, id)
        return done

    async def check_external(self, tenant: UUID, id: UUID) -> None:
        """What the uploaded recording of a conversation elsewhere shows by itself. Doing it twice ends the same."""
        async with self._deps.begin.read(tenant) as tx:
            said, record = (await tx.items.get(id)).content, await tx.external_videos.get(id)
            assert record.recording is not None, "only recordings are checked"
            film = (await tx.items.get(record.recording)).content
        assert isinstance(said, ExternalVideo), "its item is what was said of it"
        assert isinstance(film, StoredFile), "a recording is a file"
        async with self._deps.safe.local(film) as file:
            seen = await read_marks(file, {"segments": [[0, film.size]], "chunks": [0]})
        async with self._deps.begin(tenant) as acting:
            record, now = await acting.external_videos.hold(id), (await acting.timing()).now
            if record.checked_at is None:
                acting.cause = "verification"
                await acting.external_videos.save(record.checked(check(said, as_reading(seen)), now))
                await acting.append_audit_entry("external_video.checked", str(id))

    async def verify(self, tenant: UUID, id: UUID) -> int:
        async with self._deps.begin(tenant) as tx:
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
        async with self._deps.begin(tenant) as tx:
            tx.cause = "verification"
            await video_commands.note_verdict(tx, id, verdict)
        return 1

    async def _found(self, query: Any, **values: Any) -> list[tuple[UUID, UUID]]:
        async with self._database.worker_transaction() as connection:
            return [(row.tenant_id, row.id) for row in (await connection.execute(query, values)).all()]

    async def _examine(self, tenant: UUID, id: UUID) -> Verdict:
        async with self._deps.begin.read(tenant) as tx:
            session = await tx.videos.get(id)
            chunks = await tx.videos.chunks(id)
            assert session.item is not None, "a finished recording is an item"
            item = await tx.items.get(session.item)
        with tempfile.NamedTemporaryFile(dir=self._deps.receiving.folder, prefix="check-") as local:
            intact = await _copy(self._deps.safe, item, chunks, Path(local.name))
            said = await read_marks(Path(local.name), layout(chunks))
        return judge(self._material(session, chunks, intact, said))

    def _material(
        self, session: VideoSession, chunks: Sequence[Chunk], intact: Sequence[bool], said: dict[str, Any]
    ) -> Material:
        signer = self._deps.videos.keys.signer
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


async def read_marks(file: Path, layout: dict[str, Any]) -> dict[str, Any]:
    """What `video_reading.py` sees, in a process of its own."""
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-I", "-m", "evidence.video_reading", str(file),
        stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.DEVNULL,
        env={}, cwd="/",
    )  # fmt: skip
    try:
        async with asyncio.timeout(READING_SECONDS):
            output, _ = await process.communicate(json.dumps(layout).encode())
    except TimeoutError:
        return {"damage": "it takes too long to read"}
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()
    if process.returncode != 0:
        return {"damage": "its decoder was stopped by the limits of time or memory"}
    answer: dict[str, Any] = json.loads(output)
    return answer


def as_reading(said: dict[str, Any]) -> Reading:
    runs = [
        Run(**{**run, "mark": None if run["mark"] is None else decode(bytes.fromhex(run["mark"]))})
        for run in said.get("runs", [])
    ]
    return Reading(
        runs, said.get("frames", 0), said.get("seconds", 0.0), said.get("moving_frames", 0), said.get("sound"),
        said.get("damage"), said.get("damaged_frame"), [Hole(**hole) for hole in said.get("holes", [])],
        said.get("empty", []),
    )  # fmt: skip


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
