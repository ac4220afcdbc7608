"""Makes evidence of an upload whose last byte is here. Done by the request that brought it, or by a worker after a
crash: the same steps, each of which can be repeated."""

from __future__ import annotations

import asyncio
import hashlib
import logging
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from sqlalchemy import select

from common.db import Database
from common.kernel import Actor, DomainError

from . import commands, inspection
from .blobs import path_of
from .commands import Submission
from .domain.case import Limits, Viewer
from .domain.errors import StorageFull, UploadBusy
from .domain.item import Item, StoredFile
from .domain.upload import Upload, UploadState
from .inspection import display_name
from .partials import Partials
from .ports import Blobs, Tx
from .tables import uploads

log = logging.getLogger(__name__)

EVERY_SECONDS: Final = 10.0
BATCH: Final = 20
BLOCK: Final = 1 << 20

Begin = Callable[[UUID], AbstractAsyncContextManager[Tx]]


@dataclass(frozen=True)
class Finisher:
    begin: Begin
    blobs: Blobs
    partials: Partials
    limits: Limits

    async def finish(self, tenant: UUID, upload: Upload, *, by: Actor, cause: str) -> Item:
        """Whoever calls holds the file. Raises what `inspection.inspect` and `commands.submit` refuse; the upload has
        then ended with that."""
        try:
            return await self._finish(tenant, upload, by, cause)
        except StorageFull:
            raise  # tried again later
        except DomainError as refusal:
            async with self.begin(tenant) as tx:
                tx.actor, tx.cause = by, cause
                await tx.uploads.save((await tx.uploads.hold(upload.id)).rejected(refusal.code))
            await self.partials.remove(upload.id)
            await self.blobs.remove(path_of(upload.id))
            raise

    async def _finish(self, tenant: UUID, upload: Upload, by: Actor, cause: str) -> Item:
        path = path_of(upload.id)
        file = await self._file(upload, path)
        if self.partials.exists(upload.id):
            await self.blobs.keep(path, self.partials.path(upload.id))
        wanted = Submission(upload.dispute, upload.kind, upload.request, upload.length, upload.covers)
        viewer = Viewer(upload.by, dispute=upload.dispute)
        async with self.begin(tenant) as tx:
            tx.actor, tx.cause = by, cause
            kept = await tx.uploads.hold(upload.id)
            item = await commands.submit(
                tx, wanted, file, id=upload.id, viewer=viewer, limits=self.limits, received_at=upload.finished_at
            )
            await tx.uploads.save(kept.done())
            await tx.note("upload.finished", str(upload.id))
        return item

    async def _file(self, upload: Upload, path: str) -> StoredFile:
        assert upload.finished_at is not None, "only whole files are finished"
        async with inspection.local(self.partials.path(upload.id), self.blobs, path, upload.length) as file:
            media_type = await inspection.media_type_of(file)
            digest = await asyncio.to_thread(_sha256, file)
        return StoredFile(
            path=path,
            size=upload.length,
            sha256=digest,
            media_type=media_type,
            filename=display_name(upload.filename, media_type),
            finished_at=upload.finished_at,
        )


class Resumer:
    """Finishes what a crash has left between the last byte and the row of the evidence."""

    def __init__(self, database: Database, finisher: Finisher) -> None:
        self._database, self._finisher = database, finisher

    async def run(self) -> None:
        while True:
            await self.resume()
            await asyncio.sleep(EVERY_SECONDS)

    async def resume(self) -> int:
        async with self._database.worker() as connection:
            query = select(uploads.c.tenant_id, uploads.c.id).where(uploads.c.state == UploadState.FINISHING)
            rows = (await connection.execute(query.order_by(uploads.c.finished_at).limit(BATCH))).all()
        return sum([await self._one(row.tenant_id, row.id) for row in rows])

    async def _one(self, tenant: UUID, id: UUID) -> bool:
        try:
            async with self._held(id):
                async with self._finisher.begin(tenant) as tx:
                    upload = await tx.uploads.get(id)
                if upload.state is UploadState.FINISHING:
                    await self._finisher.finish(tenant, upload, by=upload.by, cause="resumed")
                    return True
        except UploadBusy:
            pass  # its own request is at it
        except DomainError as refusal:
            log.warning("upload %s ended as %s", id, refusal.code)
        return False

    def _held(self, id: UUID) -> AbstractAsyncContextManager[object]:
        return self._finisher.partials.hold(id)
