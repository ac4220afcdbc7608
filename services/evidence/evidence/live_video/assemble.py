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
from evidence.storage.blobs import FULL
from evidence.storage.encrypted import Kept, Safe
from evidence.storage.model import ContentAltered, StorageFull
from evidence.uploads.receive import Arrived

from . import commands
from .transaction import LiveVideoTransaction


@asynccontextmanager
async def assembled(safe: Safe, chunks: Sequence[Chunk], folder: Path) -> AsyncIterator[Arrived]:
    """The pieces one after the other, as long as the block lasts. Nothing is decoded or changed.

    Raises ContentAltered where a stored piece is not what was received, and StorageFull.
    """
    named = await asyncio.to_thread(tempfile.NamedTemporaryFile, dir=folder, prefix="video-", delete=False)
    file, path, digest, size = cast("BinaryIO", named), Path(named.name), hashlib.sha256(), 0
    try:
        for chunk in sorted(chunks, key=lambda chunk: chunk.n):
            data = await _piece(safe, chunk)
            digest.update(data)
            size += len(data)
            await _write(file, data)
        await asyncio.to_thread(file.close)
        yield Arrived(path, size, digest.digest())
    finally:
        await asyncio.to_thread(file.close)
        await asyncio.to_thread(path.unlink, missing_ok=True)


async def _write(file: BinaryIO, data: bytes) -> None:
    try:
        await asyncio.to_thread(file.write, data)
    except OSError as error:
        if error.errno in FULL:
            raise StorageFull from error
        raise


async def _piece(safe: Safe, chunk: Chunk) -> bytes:
    try:
        data = b"".join([part async for part in safe.read(chunk, 0, chunk.size)])
    except FileNotFoundError:
        raise ContentAltered from None
    if not hmac.compare_digest(hashlib.sha256(data).digest(), chunk.sha256):
        raise ContentAltered
    return data


@dataclass(frozen=True)
class RecordingFinisher:
    """Makes evidence of a recording whose pieces are here."""

    begin: TransactionFactory[LiveVideoTransaction]
    safe: Safe
    folder: Path
    limits: Limits
    scan: Callable[[Path], Awaitable[ScanState]]
    finished: asyncio.Event
    """Set when there is something to check, if the worker runs in this process."""

    async def finish(
        self, tenant: UUID, id: UUID, *, announced: int | None, covers: tuple[str, ...], cause: str
    ) -> VideoSession:
        """First the file, then its row, then the pieces away: a crash in between leaves what the collector removes.
        A recording that is finished already is what it is."""
        item = new_id()
        async with self.begin.read(tenant) as tx:  # say no before anything is copied
            found = await commands.current(tx, await tx.videos.get(id))
            if found.item is not None:
                return found
            chunks = await tx.videos.chunks(id)
            found.finish(item=item, received=chunks, announced=announced, at=(await tx.timing()).received_at)
        async with assembled(self.safe, chunks, self.folder) as whole:
            scanned = await self.scan(whole.path)
            kept = await self.safe.keep(whole.path)
            try:
                async with self.begin(tenant) as acting:
                    acting.cause, acting.operation = cause, "finish_recording"
                    file = _file(found, kept, scanned, (await acting.timing()).now)
                    session = await commands.finish(
                        acting, id, file, item=item, whole=chunks, announced=announced, covers=covers,
                        limits=self.limits,
                    )  # fmt: skip
            except DomainError:
                await self.safe.remove(kept.path)
                raise
        self.finished.set()
        await discard(self.safe, chunks)
        return session


def _file(found: VideoSession, kept: Kept, scanned: ScanState, at: datetime) -> StoredFile:
    webm = (found.media_type or "").startswith("video/webm")
    return StoredFile(
        path=kept.path,
        size=kept.size,
        sha256=kept.sha256,
        media_type="video/webm" if webm else "video/mp4",
        filename=f"live-video-{found.code}.{'webm' if webm else 'mp4'}",
        finished_at=at,
        scan_state=scanned,
        lock=kept.lock,
    )


async def discard(safe: Safe, chunks: Sequence[Chunk]) -> None:
    """They are in the whole file now. What a crash leaves of them, the collector takes."""
    for chunk in chunks:
        await safe.remove(chunk.path)
