"""Assembly of a recording: from its pieces to one file that is evidence, and the pieces out of the way."""

from __future__ import annotations

import asyncio
import hashlib
import hmac
import tempfile
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO, Final, cast
from uuid import UUID

from common.kernel.errors import DomainError
from common.kernel.ids import new_id
from common.kernel.origin import Origin
from evidence.cases.execution import CommandRunner
from evidence.cases.model import Limits
from evidence.cases.transaction import TransactionFactory
from evidence.inspection.model import ScanState
from evidence.storage.blobs import DISK_FULL_ERRORS
from evidence.storage.encrypted import EncryptedBlobStore
from evidence.storage.model import ContentAltered, StorageFull
from evidence.uploads.receive import ReceivedFile

from .commands import FinishRecording
from .domain.chunks import Chunk
from .domain.session import VideoSession
from .loading import extend_to_request, giver_of
from .transaction import LiveVideoTransaction

OPERATION: Final = "finish_recording"


@asynccontextmanager
async def assemble_recording(
    encrypted_blobs: EncryptedBlobStore, chunks: Sequence[Chunk], folder: Path
) -> AsyncIterator[ReceivedFile]:
    """Write the pieces one after the other into a file that is there as long as the block lasts. Nothing is decoded or
    changed.

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
    runner: CommandRunner
    encrypted_blobs: EncryptedBlobStore
    folder: Path
    limits: Limits
    scan: Callable[[Path], Awaitable[ScanState]]
    _listeners: list[Callable[[], None]] = field(default_factory=list)

    def call_when_finished(self, listener: Callable[[], None]) -> None:
        """`listener` hears that there is something to check, as a worker in this process wants to."""
        self._listeners.append(listener)

    async def finish_for_party(
        self, tenant: UUID, id: UUID, *, announced: int, covers: tuple[str, ...]
    ) -> VideoSession:
        """Finish it in the name of the party that opened it, because its recorder says so."""
        async with self.begin.read(tenant) as tx:
            giver = giver_of(await tx.videos.get(id), tenant)
        return await self._finish_recording(Origin(giver, "request", OPERATION), id, announced, covers)

    async def finish_silent(self, tenant: UUID, id: UUID) -> VideoSession:
        """Finish it with what has arrived, because its recorder has gone."""
        return await self._finish_recording(Origin.system(tenant, "silence", OPERATION), id, None, ())

    async def _finish_recording(
        self, origin: Origin, id: UUID, announced: int | None, covers: tuple[str, ...]
    ) -> VideoSession:
        """Store the file first, then its row, then remove the pieces: a crash in between leaves what the collector
        removes. A recording that is finished already is what it is."""
        item_id = new_id()
        async with self.begin.read(origin.principal.tenant) as tx:  # say no before anything is copied
            session = await extend_to_request(tx, await tx.videos.get(id))
            if session.item is not None:
                return session
            chunks = await tx.videos.list_chunks(id)
            session.finish(item=item_id, received=chunks, announced=announced, at=(await tx.timing()).received_at)
        async with assemble_recording(self.encrypted_blobs, chunks, self.folder) as whole:
            scan_state = await self.scan(whole.path)
            stored = await self.encrypted_blobs.encrypt_file(whole.path)
            command = FinishRecording(id, item_id, stored, len(chunks), scan_state, announced, covers, self.limits)
            try:
                session = await self.runner.run_command(command, origin)
            except DomainError:
                await self.encrypted_blobs.remove_object(stored.path)
                raise
        for listener in self._listeners:
            listener()
        await discard_chunks(self.encrypted_blobs, chunks)
        return session


async def discard_chunks(encrypted_blobs: EncryptedBlobStore, chunks: Sequence[Chunk]) -> None:
    """Remove the pieces, which are in the whole file now. What a crash leaves of them, the collector takes."""
    for chunk in chunks:
        await encrypted_blobs.remove_object(chunk.path)
