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

PREFIX: Final = "resumable-"
MODE: Final = 0o600


class Partial:
    """One such file, held by its only writer. Every method but `path` blocks."""

    def __init__(self, path: Path, descriptor: int) -> None:
        self.path = path
        self._descriptor = descriptor

    def size(self) -> int:
        return os.fstat(self._descriptor).st_size

    def cut(self, size: int) -> None:
        """Forget what came after `size`: it was never acknowledged."""
        os.ftruncate(self._descriptor, size)
        os.lseek(self._descriptor, size, os.SEEK_SET)

    def write(self, data: bytes) -> None:
        view = memoryview(data)
        while view:
            view = view[os.write(self._descriptor, view) :]

    def sync(self) -> None:
        os.fsync(self._descriptor)


class Partials:
    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def path(self, upload: UUID) -> Path:
        return self._folder / f"{PREFIX}{upload}"

    def exists(self, upload: UUID) -> bool:
        return self.path(upload).exists()

    async def create(self, upload: UUID) -> None:
        """Raises StorageFull."""
        try:
            await asyncio.to_thread(_create, self.path(upload))
        except OSError as error:
            raise StorageFull from error

    @asynccontextmanager
    async def hold(self, upload: UUID) -> AsyncIterator[Partial]:
        """The file, to itself: the lock ends with the process, however it ends. Raises UploadBusy or UploadGone."""
        descriptor = await asyncio.to_thread(_lock, self.path(upload))
        try:
            yield Partial(self.path(upload), descriptor)
        finally:
            await asyncio.to_thread(os.close, descriptor)

    async def remove(self, upload: UUID) -> None:
        await asyncio.to_thread(self.path(upload).unlink, missing_ok=True)

    def sizes(self) -> dict[UUID, int]:
        found = self._folder.glob(f"{PREFIX}*")
        return {UUID(file.name.removeprefix(PREFIX)): file.stat().st_size for file in found}


def _create(path: Path) -> None:
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, MODE)
    os.fsync(descriptor)
    os.close(descriptor)
    folder = os.open(path.parent, os.O_RDONLY)
    os.fsync(folder)
    os.close(folder)


def _lock(path: Path) -> int:
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
