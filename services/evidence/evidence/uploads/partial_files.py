"""Files that are still arriving, one a resumable upload. What their rows say counts, and it is always on the disk."""

from __future__ import annotations

import asyncio
import fcntl
import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Final
from uuid import UUID

from evidence.storage.model import StorageFull

from .errors import UploadBusy, UploadGone

FILE_PREFIX: Final = "resumable-"
FILE_MODE: Final = 0o600


class PartialFile:
    """File that is still arriving, held by its only writer. Every method but `path` blocks."""

    def __init__(self, path: Path, descriptor: int) -> None:
        self.path = path
        self._descriptor = descriptor

    def size(self) -> int:
        return os.fstat(self._descriptor).st_size

    def truncate(self, size: int) -> None:
        """Forget what came after `size`: it was never acknowledged."""
        os.ftruncate(self._descriptor, size)
        os.lseek(self._descriptor, size, os.SEEK_SET)

    def write(self, data: bytes) -> None:
        view = memoryview(data)
        while view:
            view = view[os.write(self._descriptor, view) :]

    def sync(self) -> None:
        os.fsync(self._descriptor)


class PartialFiles:
    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def path_of(self, upload: UUID) -> Path:
        return self._folder / f"{FILE_PREFIX}{upload}"

    def has_file(self, upload: UUID) -> bool:
        return self.path_of(upload).exists()

    async def create_file(self, upload: UUID) -> None:
        """Raises StorageFull."""
        try:
            await asyncio.to_thread(_create_empty_file, self.path_of(upload))
        except OSError as error:
            raise StorageFull from error

    @asynccontextmanager
    async def open_exclusively(self, upload: UUID) -> AsyncIterator[PartialFile]:
        """Open the file for one alone: the lock ends with the process. Raises UploadBusy or UploadGone."""
        descriptor = await asyncio.to_thread(_open_locked, self.path_of(upload))
        try:
            yield PartialFile(self.path_of(upload), descriptor)
        finally:
            await asyncio.to_thread(os.close, descriptor)

    async def remove_file(self, upload: UUID) -> None:
        await asyncio.to_thread(self.path_of(upload).unlink, missing_ok=True)

    def list_sizes(self) -> dict[UUID, int]:
        files = self._folder.glob(f"{FILE_PREFIX}*")
        return {UUID(file.name.removeprefix(FILE_PREFIX)): file.stat().st_size for file in files}


def _create_empty_file(path: Path) -> None:
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, FILE_MODE)
    os.fsync(descriptor)
    os.close(descriptor)
    folder = os.open(path.parent, os.O_RDONLY)
    os.fsync(folder)
    os.close(folder)


def _open_locked(path: Path) -> int:
    try:
        descriptor = os.open(path, os.O_RDWR | os.O_CLOEXEC)
    except FileNotFoundError:
        raise UploadGone from None
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        if not path.exists():  # finished while we were waiting to open it
            raise UploadGone
    except BlockingIOError:
        os.close(descriptor)
        raise UploadBusy from None
    except BaseException:
        os.close(descriptor)
        raise
    return descriptor
