"""Takes one part of a resumable upload: whatever happens, the row says how much is safely on the disk."""

from __future__ import annotations

import asyncio
import hashlib
import hmac
from collections.abc import AsyncIterator
from typing import Final, NamedTuple
from uuid import UUID

from fastapi import Request
from starlette.requests import ClientDisconnect

from common.kernel import crash_points

from .api import EvidenceCall
from .blobs import CHUNK, FULL
from .domain.case import Viewer
from .domain.errors import ChecksumMismatch, FileTooLarge, StorageFull, UploadInterrupted
from .domain.item import Item
from .domain.upload import Upload, UploadState
from .partials import Partial

SAVED_EVERY: Final = 32 * 1024 * 1024
"""How much of an upload a power cut can cost."""
SILENCE_SECONDS: Final = 10.0
"""A connection that brings nothing for so long has been lost; what came is kept."""


class Part(NamedTuple):
    offset: int
    announced: int
    """What Content-Length says, 0 if nothing."""
    checksum: tuple[str, bytes] | None


async def receive_part(
    call: EvidenceCall, who: Viewer, id: UUID, part: Part, request: Request
) -> tuple[Upload, Item | None]:
    """Raises UploadGone, UploadOffsetMismatch, UploadBusy, FileTooLarge, ChecksumMismatch, StorageFull, and, with the
    last part, whatever is wrong with the file."""
    deps = call.deps
    await _admitted(call, who, id, part)  # before the file is touched
    async with deps.partials.hold(id) as file:
        upload = await _admitted(call, who, id, part)  # now that nobody else writes
        await asyncio.to_thread(file.cut, upload.offset)
        upload = await _Writer(call, upload, file, part).take(request.stream())
        if upload.state is not UploadState.FINISHING:
            return upload, None
        return upload, await deps.finisher.finish(call.tenant, upload, by=call.actor, cause="request")


async def _admitted(call: EvidenceCall, who: Viewer, id: UUID, part: Part) -> Upload:
    async with call.deps.begin.read(call.tenant) as tx:
        upload = await tx.uploads.get(id)
        upload.require_mine(call.actor)
        case = await tx.cases.get(upload.dispute)
        case.side_of(who)
        upload.require_takes(part.offset, part.announced, (await tx.timing()).now)
        case.require_open()
    return upload


class _Writer:
    def __init__(self, call: EvidenceCall, upload: Upload, file: Partial, part: Part) -> None:
        self._call, self._upload, self._file, self._part = call, upload, file, part
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
        except (ClientDisconnect, TimeoutError):
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
        async with self._call.deps.begin(self._call.tenant) as tx:
            tx.actor, tx.cause, tx.operation = self._call.actor, "request", "append_to_resumable_upload"
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
