"""Collector of files that nobody knows: what a crash has left behind."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import Sequence
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, Final

from sqlalchemy import CompoundSelect, Select, func, select

from common.jobs.polling import PollingWorker
from common.persistence.database import Database
from evidence.items.tables import erasures, files
from evidence.live_video.domain.session import VideoState
from evidence.live_video.tables import video_chunks, video_sessions
from evidence.proof.bundle_model import BundleState
from evidence.proof.tables import bundles
from evidence.storage.model import BlobStore
from evidence.uploads.partial_files import FILE_PREFIX

log = logging.getLogger(__name__)

BATCH_SIZE: Final = 200
UNFINISHED_UPLOAD_AGE: Final = timedelta(hours=24)


SCRATCH_AGE: Final = timedelta(hours=1)
"""Since it was last written to. Longer than any task takes that reads it."""


EVERY_SECONDS: Final = 900.0


class FileCollector:
    """Removes what a crash has left behind: uploads never finished, and files whose row was never committed."""

    def __init__(self, database: Database, blobs: BlobStore, incoming: Path) -> None:
        self._database, self._blobs, self._incoming = database, blobs, incoming

    async def run(self) -> None:
        await PollingWorker(self.collect_garbage, idle_seconds=EVERY_SECONDS).run()

    async def collect_garbage(self, *, untouched_for: timedelta = UNFINISHED_UPLOAD_AGE) -> int:
        """Remove what nobody knows. Nothing younger than `untouched_for` is touched: its upload may still be under
        way."""
        async with self._database.worker_transaction() as connection:
            now: datetime = (await connection.execute(select(func.clock_timestamp()))).scalar_one()
        before = now - untouched_for
        scratch_before = now - min(untouched_for, SCRATCH_AGE)
        removed = await asyncio.to_thread(_remove_older, self._incoming, before, scratch_before)
        batch: list[str] = []
        async for blob in self._blobs.list_blobs():
            if blob.changed_at < before:
                batch.append(blob.path)
            if len(batch) == BATCH_SIZE:
                removed += await self._remove_unknown(batch)
                batch = []
        return removed + await self._remove_unknown(batch)

    async def _remove_unknown(self, paths: Sequence[str]) -> int:
        async with self._database.worker_transaction() as connection:
            known_paths = set((await connection.scalars(_known_paths(paths))).all())
        unknown = [path for path in paths if path not in known_paths]
        for path in unknown:
            log.warning("%s has no row; removing it", path)
            await self._blobs.remove_blob(path)
        return len(unknown)


def _known_paths(paths: Sequence[str]) -> CompoundSelect[Any]:
    erased = select(erasures.c.id).where(erasures.c.id == files.c.id).exists()
    originals = select(files.c.path).where(files.c.path.in_(paths), ~erased)
    archives = bundles.c.state.in_((BundleState.PENDING, BundleState.READY))
    return originals.union(select(bundles.c.path).where(archives, bundles.c.path.in_(paths)), _chunk_paths(paths))


def _chunk_paths(paths: Sequence[str]) -> Select[Any]:
    """Pieces of recordings that go on; of a finished one the whole is kept."""
    running = video_sessions.c.state.in_((VideoState.OPEN, VideoState.RECORDING))
    of_session = video_chunks.c.session == video_sessions.c.id
    return select(video_chunks.c.path).join(video_sessions, of_session).where(running, video_chunks.c.path.in_(paths))


def _remove_older(folder: Path, before: datetime, scratch_before: datetime) -> int:
    """Remove old files. What arrives in parts may rest for a day; all else here is in the clear for one task of one
    process."""
    removed = 0
    for file in folder.iterdir():
        limit = before if file.name.startswith(FILE_PREFIX) else scratch_before
        with contextlib.suppress(FileNotFoundError):
            if file.is_file() and file.stat().st_mtime < limit.timestamp():
                file.unlink()
                removed += 1
    return removed
