"""From the pieces of a recording to one file, and back out of the way."""

from __future__ import annotations

import asyncio
import hashlib
import hmac
import tempfile
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import BinaryIO, cast
from uuid import UUID

from common.kernel.errors import DomainError
from common.kernel.ids import new_id
from evidence.cases.model import Limits
from evidence.cases.transaction import TransactionFactory
from evidence.inspection.model import ScanState
from evidence.items.model import StoredFile
from evidence.live_video.domain.session import Chunk, VideoSession
from evidence.storage.blobs import DISK_FULL_ERRORS
from evidence.storage.encrypted import EncryptedBlobStore, NewObject
from evidence.storage.model import ContentAltered, StorageFull
from evidence.uploads.receive import ReceivedFile

from . import commands
from .transaction import LiveVideoTransaction


@asynccontextmanager
async def assemble_recording(
    encrypted_blobs: EncryptedBlobStore, chunks: Sequence[Chunk], folder: Path
) -> AsyncIterator[ReceivedFile]:
    """The pieces one after the other, as long as the block lasts. Nothing is decoded or changed.

    Raises ContentAltered where a stored piece is not what was received, and StorageFull.
    """
    named = await asyncio.to_thread(tempfile.NamedTemporaryFile, dir=folder, prefix="video-", delete=False)
    file, path, digest, size = cast("BinaryIO", named), Path(named.name), hashlib.sha256(), 0
    try:
        for chunk in sorted(chunks, key=lambda chunk: chunk.n):
            data = await _read_piece(encrypted_blobs, chunk)
            digest.update(data)
            size += len(data)
            await _write_block(file, data)
        await asyncio.to_thread(file.close)
        yield ReceivedFile(path, size, digest.digest())
    finally:
        await asyncio.to_thread(file.close)
        await asyncio.to_thread(path.unlink, missing_ok=True)


async def _write_block(file: BinaryIO, data: bytes) -> None:
    try:
        await asyncio.to_thread(file.write, data)
    except OSError as error:
        if error.errno in DISK_FULL_ERRORS:
            raise StorageFull from error
        raise


async def _read_piece(encrypted_blobs: EncryptedBlobStore, chunk: Chunk) -> bytes:
    try:
        data = b"".join([part async for part in encrypted_blobs.read_range(chunk, 0, chunk.size)])
    except FileNotFoundError:
        raise ContentAltered from None
    if not hmac.compare_digest(hashlib.sha256(data).digest(), chunk.sha256):
        raise ContentAltered
    return data


@dataclass(frozen=True)
class RecordingFinisher:
    """Makes evidence of a recording whose pieces are here."""

    begin: TransactionFactory[LiveVideoTransaction]
    encrypted_blobs: EncryptedBlobStore
    folder: Path
    limits: Limits
    scan: Callable[[Path], Awaitable[ScanState]]
    finished: asyncio.Event
    """Set when there is something to check, if the worker runs in this process."""

    async def finish_recording(
        self, tenant: UUID, id: UUID, *, announced: int | None, covers: tuple[str, ...], cause: str
    ) -> VideoSession:
        """First the file, then its row, then the pieces away: a crash in between leaves what the collector removes.
        A recording that is finished already is what it is."""
        item = new_id()
        async with self.begin.read(tenant) as tx:  # say no before anything is copied
            found = await commands.current(tx, await tx.videos.get(id))
            if found.item is not None:
                return found
            chunks = await tx.videos.list_chunks(id)
            found.finish(item=item, received=chunks, announced=announced, at=(await tx.timing()).received_at)
        async with assemble_recording(self.encrypted_blobs, chunks, self.folder) as whole:
            scanned = await self.scan(whole.path)
            kept = await self.encrypted_blobs.encrypt_file(whole.path)
            try:
                async with self.begin(tenant) as acting:
                    acting.cause, acting.operation = cause, "finish_recording"
                    file = _stored_file(found, kept, scanned, (await acting.timing()).now)
                    session = await commands.finish(
                        acting, id, file, item=item, whole=chunks, announced=announced, covers=covers,
                        limits=self.limits,
                    )  # fmt: skip
            except DomainError:
                await self.encrypted_blobs.remove_object(kept.path)
                raise
        self.finished.set()
        await discard_chunks(self.encrypted_blobs, chunks)
        return session


def _stored_file(session: VideoSession, stored: NewObject, scan_state: ScanState, at: datetime) -> StoredFile:
    webm = (session.media_type or "").startswith("video/webm")
    return StoredFile(
        path=stored.path,
        size=stored.size,
        sha256=stored.sha256,
        media_type="video/webm" if webm else "video/mp4",
        filename=f"live-video-{session.code}.{'webm' if webm else 'mp4'}",
        finished_at=at,
        scan_state=scan_state,
        object_key=stored.object_key,
    )


async def discard_chunks(encrypted_blobs: EncryptedBlobStore, chunks: Sequence[Chunk]) -> None:
    """They are in the whole file now. What a crash leaves of them, the collector takes."""
    for chunk in chunks:
        await encrypted_blobs.remove_object(chunk.path)
