"""Where files are kept: a folder of this machine, or a bucket. Also the collector of what nobody knows."""

from __future__ import annotations

import asyncio
import contextlib
import errno
import logging
import os
import tempfile
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import asynccontextmanager, contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, Final
from urllib.parse import unquote, urlsplit
from uuid import UUID

from obstore.exceptions import BaseError
from obstore.store import LocalStore, ObjectStore, from_url
from sqlalchemy import CompoundSelect, Select, func, select

from common.kernel import crash_points
from common.persistence.database import Database

from .domain.bundle import BundleState
from .domain.errors import DependencyUnavailable, StorageFull
from .domain.video import VideoState
from .partials import PREFIX
from .ports import Blobs, Found
from .tables import bundles, erasures, files
from .video_tables import video_chunks, video_sessions

log = logging.getLogger(__name__)

CHUNK: Final = 256 * 1024
READ_ONLY: Final = 0o440
FULL: Final = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
KEPT_FOR: Final = timedelta(hours=24)
SCRATCH_FOR: Final = timedelta(hours=1)
"""Since it was last written to. Longer than any task takes that reads it."""
EVERY_SECONDS: Final = 900.0
BATCH: Final = 200
# Of one request, with what it carries; and how long a store that does not answer is asked again.
TIMES: Final = {"connect_timeout": "5s", "timeout": "60s"}
RETRIES: Final[Any] = {"max_retries": 2, "retry_timeout": timedelta(seconds=10)}


def path_of(id: UUID) -> str:
    """Of the id alone. Its last bytes are the random ones, so that folders fill evenly."""
    return f"{id.hex[-2:]}/{id.hex[-4:-2]}/{id}"


def open_blobs(storage: str, incoming: Path | None) -> tuple[Blobs, Path]:
    """The files of `EVIDENCE_STORAGE`, and the folder to receive uploads in."""
    if (parts := urlsplit(storage)).scheme != "file":
        folder = incoming or Path("/var/tmp/parley-evidence")  # noqa: S108 (mode 0700 below)
        return Bucket(_store(storage)), _folder(folder)
    home = Path(unquote(parts.path))
    return Disk(_folder(home / "objects")), _folder(incoming or home / "incoming")


def _store(url: str) -> ObjectStore:
    """Where it is and who we are stands in the environment (`AWS_…` for S3). Without encryption only if that says so:
    what is given here would hide it."""
    plain = os.environ.get("AWS_ALLOW_HTTP", "").lower() == "true"
    options: Any = {**TIMES, "allow_http": plain}
    return from_url(url, client_options=options, retry_config=RETRIES)


def _folder(path: Path) -> Path:
    path.mkdir(mode=0o700, parents=True, exist_ok=True)
    return path


@contextmanager
def _reached() -> Iterator[None]:
    """Whatever keeps the store from doing its work is not the caller's fault. Raises DependencyUnavailable, but
    FileNotFoundError for a file that is not there."""
    try:
        yield
    except FileNotFoundError as missing:
        if "NoSuchBucket" not in str(missing):
            raise
        log.critical("the bucket for files does not exist")
        raise DependencyUnavailable from missing
    except BaseError as failure:
        log.error("the store for files failed: %s", str(failure).partition("\n")[0])
        raise DependencyUnavailable from failure


class Bucket:
    """Any store that obstore knows."""

    def __init__(self, store: ObjectStore) -> None:
        self._store = store

    async def keep(self, path: str, file: Path) -> None:
        with _reached():
            await self._store.put_async(path, file, mode="create")

    async def read(self, path: str, start: int, end: int) -> AsyncIterator[bytes]:
        with _reached():
            found = await self._store.get_async(path, options={"range": (start, end)})
            async for chunk in found.stream(min_chunk_size=CHUNK):
                yield bytes(chunk)

    async def read_all(self, path: str) -> AsyncIterator[bytes]:
        with _reached():
            found = await self._store.get_async(path)
            async for chunk in found.stream(min_chunk_size=CHUNK):
                yield bytes(chunk)

    @asynccontextmanager
    async def local(self, path: str, size: int) -> AsyncIterator[Path]:
        with tempfile.NamedTemporaryFile(prefix="evidence-") as copy:
            async for chunk in self.read(path, 0, size):
                await asyncio.to_thread(copy.write, chunk)
            await asyncio.to_thread(copy.flush)
            yield Path(copy.name)

    async def remove(self, path: str) -> None:
        with contextlib.suppress(FileNotFoundError), _reached():
            await self._store.delete_async(path)

    async def all(self) -> AsyncIterator[Found]:
        with _reached():
            async for page in self._store.list(chunk_size=BATCH):
                for meta in page:
                    yield Found(meta["path"], meta["last_modified"])


class Disk(Bucket):
    """A folder. A file is complete and on the disk before it gets its name, and read-only from then on."""

    def __init__(self, root: Path) -> None:
        super().__init__(LocalStore(root))
        self._root = root

    async def keep(self, path: str, file: Path) -> None:
        try:
            await asyncio.to_thread(self._move, file, self._root / path)
        except OSError as error:
            if error.errno in FULL:
                raise StorageFull from error
            raise

    @asynccontextmanager
    async def local(self, path: str, size: int) -> AsyncIterator[Path]:
        found = self._root / path
        if not await asyncio.to_thread(found.is_file):
            raise FileNotFoundError(path)
        yield found

    def _move(self, file: Path, target: Path) -> None:
        target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        file.chmod(READ_ONLY)
        _sync(file)
        crash_points.pass_crash_point("evidence", "upload", "after_fsync")
        file.rename(target)
        crash_points.pass_crash_point("evidence", "upload", "after_rename")
        for folder in (target.parent, target.parent.parent, self._root):
            _sync(folder)


def _sync(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


class Collector:
    """Removes what a crash has left behind: uploads never finished, and files whose row was never committed."""

    def __init__(self, database: Database, blobs: Blobs, incoming: Path) -> None:
        self._database, self._blobs, self._incoming = database, blobs, incoming

    async def run(self) -> None:
        while True:
            await self.collect()
            await asyncio.sleep(EVERY_SECONDS)

    async def collect(self, *, kept_for: timedelta = KEPT_FOR) -> int:
        """Nothing younger than `kept_for` is touched: its upload may still be under way."""
        async with self._database.worker_transaction() as connection:
            now: datetime = (await connection.execute(select(func.clock_timestamp()))).scalar_one()
        before = now - kept_for
        scratch_before = now - min(kept_for, SCRATCH_FOR)
        removed = await asyncio.to_thread(_remove_older, self._incoming, before, scratch_before)
        batch: list[str] = []
        async for found in self._blobs.all():
            if found.changed_at < before:
                batch.append(found.path)
            if len(batch) == BATCH:
                removed += await self._remove_unknown(batch)
                batch = []
        return removed + await self._remove_unknown(batch)

    async def _remove_unknown(self, paths: Sequence[str]) -> int:
        async with self._database.worker_transaction() as connection:
            known = set((await connection.scalars(_kept(paths))).all())
        unknown = [path for path in paths if path not in known]
        for path in unknown:
            log.warning("%s has no row; removing it", path)
            await self._blobs.remove(path)
        return len(unknown)


def _kept(paths: Sequence[str]) -> CompoundSelect[Any]:
    gone = select(erasures.c.id).where(erasures.c.id == files.c.id).exists()
    originals = select(files.c.path).where(files.c.path.in_(paths), ~gone)
    archives = bundles.c.state.in_((BundleState.PENDING, BundleState.READY))
    return originals.union(select(bundles.c.path).where(archives, bundles.c.path.in_(paths)), _pieces(paths))


def _pieces(paths: Sequence[str]) -> Select[Any]:
    """Pieces of recordings that go on; of a finished one the whole is kept."""
    running = video_sessions.c.state.in_((VideoState.OPEN, VideoState.RECORDING))
    mine = video_chunks.c.session == video_sessions.c.id
    return select(video_chunks.c.path).join(video_sessions, mine).where(running, video_chunks.c.path.in_(paths))


def _remove_older(folder: Path, before: datetime, scratch_before: datetime) -> int:
    """What arrives in parts may rest for a day; all else here is in the clear for one task of one process."""
    removed = 0
    for file in folder.iterdir():
        limit = before if file.name.startswith(PREFIX) else scratch_before
        with contextlib.suppress(FileNotFoundError):
            if file.is_file() and file.stat().st_mtime < limit.timestamp():
                file.unlink()
                removed += 1
    return removed
