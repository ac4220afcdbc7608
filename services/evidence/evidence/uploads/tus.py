"""Takes one part of a resumable upload: whatever happens, the row says how much is safely on the disk."""

from __future__ import annotations

import asyncio
import hashlib
import hmac
from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Final, NamedTuple
from uuid import UUID

from common.kernel import crash_points
from evidence.cases.model import Viewer
from evidence.cases.transaction import TransactionFactory
from evidence.items.model import Item
from evidence.storage.blobs import CHUNK, FULL
from evidence.storage.model import StorageFull

from .errors import ChecksumMismatch, FileTooLarge, UploadInterrupted
from .finish import Finisher
from .model import Upload, UploadState
from .partial_files import Partial, Partials
from .transaction import UploadsTransaction

SAVED_EVERY: Final = 32 * 1024 * 1024
"""How much of an upload a power cut can cost."""
SILENCE_SECONDS: Final = 10.0
"""A connection that brings nothing for so long has been lost; what came is kept."""


class Part(NamedTuple):
    offset: int
    announced: int
    """What Content-Length says, 0 if nothing."""
    checksum: tuple[str, bytes] | None


@dataclass(frozen=True)
class Reception:
    """Who sends a part, and what is needed to take it."""

    begin: TransactionFactory[UploadsTransaction]
    partials: Partials
    finisher: Finisher
    tenant: UUID
    viewer: Viewer


async def receive_part(
    reception: Reception, id: UUID, part: Part, stream: AsyncIterator[bytes]
) -> tuple[Upload, Item | None]:
    """Raises UploadGone, UploadOffsetMismatch, UploadBusy, FileTooLarge, ChecksumMismatch, StorageFull, and, with the
    last part, whatever is wrong with the file."""
    await _admitted(reception, id, part)  # before the file is touched
    async with reception.partials.hold(id) as file:
        upload = await _admitted(reception, id, part)  # now that nobody else writes
        await asyncio.to_thread(file.cut, upload.offset)
        upload = await _Writer(reception, upload, file, part).take(stream)
        if upload.state is not UploadState.FINISHING:
            return upload, None
        by = reception.viewer.actor
        return upload, await reception.finisher.finish(reception.tenant, upload, by=by, cause="request")


async def _admitted(reception: Reception, id: UUID, part: Part) -> Upload:
    async with reception.begin.read(reception.tenant) as tx:
        upload = await tx.uploads.get(id)
        upload.require_mine(reception.viewer.actor)
        case = await tx.cases.get(upload.dispute)
        case.side_of(reception.viewer)
        upload.require_takes(part.offset, part.announced, (await tx.timing()).now)
        case.require_open()
    return upload


class _Writer:
    def __init__(self, reception: Reception, upload: Upload, file: Partial, part: Part) -> None:
        self._reception, self._upload, self._file, self._part = reception, upload, file, part
        self._at = upload.offset
        self._digest = hashlib.new(part.checksum[0], usedforsecurity=False) if part.checksum else None

    async def take(self, stream: AsyncIterator[bytes]) -> Upload:
        try:
            return await self._take(stream)
        finally:  # what was not acknowledged is not there
            await asyncio.to_thread(self._file.cut, self._upload.offset)

    async def _take(self, stream: AsyncIterator[bytes]) -> Upload:
        """What a broken connection brought is kept, unless a checksum was to vouch for the whole part."""
        try:
            await self._write_all(stream)
        except (UploadInterrupted, TimeoutError):
            if self._digest is None:
                await self._save()
            raise UploadInterrupted from None
        except OSError as error:
            if error.errno in FULL:
                await self._keep_what_fits()
                raise StorageFull from error
            raise
        self._verify()
        await self._save()
        return self._upload

    def _verify(self) -> None:
        if self._part.checksum is None or self._digest is None:
            return
        if not hmac.compare_digest(self._digest.digest(), self._part.checksum[1]):
            raise ChecksumMismatch

    async def _write_all(self, stream: AsyncIterator[bytes]) -> None:
        waiting, held = [], 0
        async for chunk in _not_silent(stream):
            waiting.append(chunk)
            held += len(chunk)
            if self._at + held > self._upload.length:
                raise FileTooLarge(self._upload.length)
            if held >= CHUNK:
                await self._write(b"".join(waiting))
                waiting, held = [], 0
        await self._write(b"".join(waiting))

    async def _write(self, data: bytes) -> None:
        await asyncio.to_thread(self._file.write, data)
        self._at += len(data)
        if self._digest is not None:
            self._digest.update(data)
        elif self._at - self._upload.offset >= SAVED_EVERY and self._at < self._upload.length:
            await self._save()

    async def _save(self) -> None:
        if self._at == self._upload.offset:
            return
        await asyncio.to_thread(self._file.cut, self._at)
        crash_points.pass_crash_point("evidence", "upload", "after_bytes")
        await asyncio.to_thread(self._file.sync)
        async with self._reception.begin(self._reception.tenant) as tx:
            tx.actor, tx.cause, tx.operation = self._reception.viewer.actor, "request", "append_to_resumable_upload"
            current = await tx.uploads.hold(self._upload.id)
            after = current.received(self._at, (await tx.timing()).now)
            await tx.uploads.save(after)
        self._upload = after

    async def _keep_what_fits(self) -> None:
        """The disk is full: the last piece may be there in part."""
        if self._digest is None:
            await self._save()


async def _not_silent(stream: AsyncIterator[bytes]) -> AsyncIterator[bytes]:
    """Raises TimeoutError when nothing comes for too long."""
    while True:
        async with asyncio.timeout(SILENCE_SECONDS):
            try:
                chunk = await anext(stream)
            except StopAsyncIteration:
                return
        yield chunk
