"""Stores of files as they come, encrypted before they come here: a folder of this machine, or a bucket."""

from __future__ import annotations

import asyncio
import contextlib
import errno
import logging
import os
import tempfile
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any, Final
from urllib.parse import unquote, urlsplit
from uuid import UUID

from obstore.exceptions import BaseError
from obstore.store import LocalStore, ObjectStore, from_url

from common.kernel import crash_points

from .model import BlobStore, DependencyUnavailable, StorageFull, StoredBlob

log = logging.getLogger(__name__)

CHUNK_BYTES: Final = 256 * 1024
READ_ONLY_MODE: Final = 0o440
DISK_FULL_ERRORS: Final = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
LIST_BATCH_SIZE: Final = 200
# Of one request, with what it carries; and how long a store that does not answer is asked again.
CLIENT_TIMEOUTS: Final = {"connect_timeout": "5s", "timeout": "60s"}
RETRY_POLICY: Final[Any] = {"max_retries": 2, "retry_timeout": timedelta(seconds=10)}


def make_blob_path(id: UUID) -> str:
    """Make a path of the id alone. Its last bytes are the random ones, so that folders fill evenly."""
    return f"{id.hex[-2:]}/{id.hex[-4:-2]}/{id}"


def open_blob_store(storage: str, incoming: Path | None) -> tuple[BlobStore, Path]:
    """Open the files of `EVIDENCE_STORAGE`, and the folder to receive uploads in."""
    if (parts := urlsplit(storage)).scheme != "file":
        folder = incoming or Path("/var/tmp/parley-evidence")  # noqa: S108 (mode 0700 below)
        return BucketBlobStore(_connect_object_store(storage)), _make_private_folder(folder)
    home = Path(unquote(parts.path))
    return DiskBlobStore(_make_private_folder(home / "objects")), _make_private_folder(incoming or home / "incoming")


def _connect_object_store(url: str) -> ObjectStore:
    """Connect to the bucket; where it is and who we are stands in the environment (`AWS_…` for S3). Without encryption
    only if that says so: what is given here would hide it.
    """
    plain = os.environ.get("AWS_ALLOW_HTTP", "").lower() == "true"
    options: Any = {**CLIENT_TIMEOUTS, "allow_http": plain}
    return from_url(url, client_options=options, retry_config=RETRY_POLICY)


def _make_private_folder(path: Path) -> Path:
    path.mkdir(mode=0o700, parents=True, exist_ok=True)
    return path


@contextmanager
def _map_store_failures() -> Iterator[None]:
    """Map whatever keeps the store from doing its work: it is not the caller's fault. Raises DependencyUnavailable, but
    FileNotFoundError for a file that is not there.
    """
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


class BucketBlobStore:
    """Bucket of any store that obstore knows."""

    def __init__(self, store: ObjectStore) -> None:
        self._store = store

    async def store_file(self, path: str, file: Path) -> None:
        with _map_store_failures():
            await self._store.put_async(path, file, mode="create")

    async def read_range(self, path: str, start: int, end: int) -> AsyncIterator[bytes]:
        with _map_store_failures():
            answer = await self._store.get_async(path, options={"range": (start, end)})
            async for chunk in answer.stream(min_chunk_size=CHUNK_BYTES):
                yield bytes(chunk)

    async def read_all(self, path: str) -> AsyncIterator[bytes]:
        with _map_store_failures():
            answer = await self._store.get_async(path)
            async for chunk in answer.stream(min_chunk_size=CHUNK_BYTES):
                yield bytes(chunk)

    @asynccontextmanager
    async def open_local_copy(self, path: str, size: int) -> AsyncIterator[Path]:
        with tempfile.NamedTemporaryFile(prefix="evidence-") as copy:
            async for chunk in self.read_range(path, 0, size):
                await asyncio.to_thread(copy.write, chunk)
            await asyncio.to_thread(copy.flush)
            yield Path(copy.name)

    async def remove_blob(self, path: str) -> None:
        with contextlib.suppress(FileNotFoundError), _map_store_failures():
            await self._store.delete_async(path)

    async def list_blobs(self) -> AsyncIterator[StoredBlob]:
        with _map_store_failures():
            async for page in self._store.list(chunk_size=LIST_BATCH_SIZE):
                for meta in page:
                    yield StoredBlob(meta["path"], meta["last_modified"])


class DiskBlobStore:
    """Folder of this machine. A file is complete and on the disk before it gets its name, and read-only from then on.

    Writes by itself, to say when a file survives a power cut; everything else a store of local objects does for it.
    """

    def __init__(self, root: Path) -> None:
        self._objects = BucketBlobStore(LocalStore(root))
        self._root = root

    async def store_file(self, path: str, file: Path) -> None:
        try:
            await asyncio.to_thread(self._move_into_place, file, self._root / path)
        except OSError as error:
            if error.errno in DISK_FULL_ERRORS:
                raise StorageFull from error
            raise

    @asynccontextmanager
    async def open_local_copy(self, path: str, size: int) -> AsyncIterator[Path]:
        file = self._root / path
        if not await asyncio.to_thread(file.is_file):
            raise FileNotFoundError(path)
        yield file

    def read_range(self, path: str, start: int, end: int) -> AsyncIterator[bytes]:
        return self._objects.read_range(path, start, end)

    def read_all(self, path: str) -> AsyncIterator[bytes]:
        return self._objects.read_all(path)

    async def remove_blob(self, path: str) -> None:
        await self._objects.remove_blob(path)

    def list_blobs(self) -> AsyncIterator[StoredBlob]:
        return self._objects.list_blobs()

    def _move_into_place(self, file: Path, target: Path) -> None:
        target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        file.chmod(READ_ONLY_MODE)
        _sync_to_disk(file)
        crash_points.pass_crash_point("evidence", "upload", "after_fsync")
        file.rename(target)
        crash_points.pass_crash_point("evidence", "upload", "after_rename")
        for folder in (target.parent, target.parent.parent, self._root):
            _sync_to_disk(folder)


def _sync_to_disk(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
