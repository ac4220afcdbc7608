"""Writer of one part of a resumable upload: whatever happens, the row says how much is safely on the disk."""

from __future__ import annotations

import asyncio
import hashlib
import hmac
from collections.abc import AsyncIterator
from typing import Final, NamedTuple

from common.kernel import crash_points
from common.kernel.origin import Origin
from evidence.cases.execution import CommandRunner
from evidence.storage.blobs import CHUNK_BYTES, DISK_FULL_ERRORS
from evidence.storage.model import StorageFull

from .commands import AdvanceUpload
from .errors import ChecksumMismatch, MoreThanAnnounced, UploadInterrupted
from .model import Upload
from .pace import keep_pace
from .partial_files import PartialFile

SAVE_INTERVAL_BYTES: Final = 32 * 1024 * 1024
"""How much of an upload a power cut can cost."""
PART_SECONDS: Final = 1_800.0
"""So long one request may bring bytes; what came is kept, and the next goes on from there."""


class UploadPart(NamedTuple):
    offset: int
    announced: int
    """What Content-Length says, 0 if nothing."""
    checksum: tuple[str, bytes] | None


class PartWriter:
    """Writes to the file that it is given, and advances the upload's row after it."""

    def __init__(
        self, runner: CommandRunner, origin: Origin, upload: Upload, file: PartialFile, part: UploadPart
    ) -> None:
        self._runner, self._origin = runner, origin
        self._upload, self._file, self._part = upload, file, part
        self._at = upload.offset
        self._digest = hashlib.new(part.checksum[0], usedforsecurity=False) if part.checksum else None

    async def write_part(self, stream: AsyncIterator[bytes]) -> Upload:
        """Raises MoreThanAnnounced, ChecksumMismatch, UploadInterrupted or StorageFull."""
        await asyncio.to_thread(self._file.truncate, self._upload.offset)
        try:
            return await self._write_and_save(stream)
        finally:  # what was not acknowledged is not there
            await asyncio.to_thread(self._file.truncate, self._upload.offset)

    async def _write_and_save(self, stream: AsyncIterator[bytes]) -> Upload:
        """Keep what a broken connection brought, unless a checksum was to vouch for the whole part."""
        try:
            await self._write_stream(stream)
        except (UploadInterrupted, TimeoutError):
            if self._digest is None:
                await self._save_progress()
            raise UploadInterrupted from None
        except OSError as error:
            if error.errno in DISK_FULL_ERRORS:
                await self._save_what_fits()
                raise StorageFull from error
            raise
        self._verify_checksum()
        await self._save_progress()
        return self._upload

    def _verify_checksum(self) -> None:
        if self._part.checksum is None or self._digest is None:
            return
        if not hmac.compare_digest(self._digest.digest(), self._part.checksum[1]):
            raise ChecksumMismatch

    async def _write_stream(self, stream: AsyncIterator[bytes]) -> None:
        waiting, waiting_bytes = [], 0
        async for chunk in keep_pace(stream, seconds=PART_SECONDS):
            waiting.append(chunk)
            waiting_bytes += len(chunk)
            if self._at + waiting_bytes > self._upload.length:
                raise MoreThanAnnounced(self._upload.length)
            if waiting_bytes >= CHUNK_BYTES:
                await self._write_block(b"".join(waiting))
                waiting, waiting_bytes = [], 0
        await self._write_block(b"".join(waiting))

    async def _write_block(self, data: bytes) -> None:
        await asyncio.to_thread(self._file.write, data)
        self._at += len(data)
        if self._digest is not None:
            self._digest.update(data)
        elif self._at - self._upload.offset >= SAVE_INTERVAL_BYTES and self._at < self._upload.length:
            await self._save_progress()

    async def _save_progress(self) -> None:
        if self._at == self._upload.offset:
            return
        await asyncio.to_thread(self._file.truncate, self._at)
        crash_points.pass_crash_point("evidence", "upload", "after_bytes")
        await asyncio.to_thread(self._file.sync)
        self._upload = await self._runner.run_command(AdvanceUpload(self._upload.id, self._at), self._origin)

    async def _save_what_fits(self) -> None:
        """Save what a full disk took: the last piece may be there in part."""
        if self._digest is None:
            await self._save_progress()
