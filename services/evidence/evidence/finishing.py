"""Makes evidence of an upload whose last byte is here. Done by the request that brought it, or by a worker after a
crash: the same steps, each of which can be repeated."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import Awaitable, Callable
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import Final
from uuid import UUID

from sqlalchemy import select

from common.kernel.errors import DomainError
from common.kernel.principal import Actor
from common.persistence.database import Database

from . import commands, inspection
from .commands import Submission
from .domain.case import Limits, Viewer
from .domain.errors import ContentRejected, DependencyUnavailable, StorageFull, UploadBusy, UploadGone
from .domain.item import Item, ScanState, StoredFile
from .domain.upload import UNFINISHED, Upload, UploadState
from .partials import Partials
from .ports import Tx
from .safe import Safe
from .tables import uploads

log = logging.getLogger(__name__)

EVERY_SECONDS: Final = 10.0
BATCH: Final = 20

Begin = Callable[[UUID], AbstractAsyncContextManager[Tx]]


@dataclass(frozen=True)
class Finisher:
    begin: Begin
    safe: Safe
    partials: Partials
    limits: Limits
    scan: Callable[[Path], Awaitable[ScanState]]

    async def finish(self, tenant: UUID, upload: Upload, *, by: Actor, cause: str) -> Item:
        """Whoever calls holds the file. Raises what `inspection.inspect` and `commands.submit` refuse; the upload has
        then ended with that."""
        try:
            return await self._finish(tenant, upload, by, cause)
        except (StorageFull, DependencyUnavailable):
            raise  # tried again later
        except DomainError as refusal:
            async with self.begin(tenant) as tx:
                tx.actor, tx.cause = by, cause
                await tx.uploads.save((await tx.uploads.hold(upload.id)).rejected(refusal.code))
                why = refusal.why if isinstance(refusal, ContentRejected) else refusal.code
                await tx.append_audit_entry("upload.rejected", str(upload.id), dispute=str(upload.dispute), why=why)
            await self.partials.remove(upload.id)
            raise

    async def _finish(self, tenant: UUID, upload: Upload, by: Actor, cause: str) -> Item:
        """The encrypted file first, then its row and key, then the arrived file goes. Whatever a crash leaves between
        two steps, doing them again ends the same. Raises FileNotFoundError."""
        if not self.partials.exists(upload.id):
            raise FileNotFoundError(upload.id)
        file = await self._looked_into(self.partials.path(upload.id), upload)
        try:
            async with self.begin(tenant) as tx:
                tx.actor, tx.cause, tx.operation = by, cause, "finish_upload"
                item = await self._submit(tx, upload, file)
        except DomainError:
            await self.safe.remove(file.path)
            raise
        await self.partials.remove(upload.id)
        return item

    async def _looked_into(self, file: Path, upload: Upload) -> StoredFile:
        assert upload.finished_at is not None, "only whole files are finished"
        media_type = await inspection.media_type_of(file)
        scan_state = await self.scan(file)
        kept = await self.safe.keep(file)
        return StoredFile(
            path=kept.path,
            size=kept.size,
            sha256=kept.sha256,
            media_type=media_type,
            filename=inspection.display_name(upload.filename, media_type),
            finished_at=upload.finished_at,
            scan_state=scan_state,
            lock=kept.lock,
        )

    async def _submit(self, tx: Tx, upload: Upload, file: StoredFile) -> Item:
        current = await tx.uploads.hold(upload.id)
        if current.state is UploadState.DONE:  # a commit that seemed lost
            return await tx.items.get(upload.id)
        item = await commands.submit(
            tx,
            Submission(upload.dispute, upload.kind, upload.request, upload.length, upload.covers),
            file,
            id=upload.id,
            viewer=Viewer(upload.by, dispute=upload.dispute),
            limits=self.limits,
            received_at=upload.finished_at,
        )
        await tx.uploads.save(current.done())
        await tx.append_audit_entry("upload.finished", str(upload.id))
        return item


class Resumer:
    """Finishes what a crash has left between the last byte and the row of the evidence."""

    def __init__(self, database: Database, finisher: Finisher) -> None:
        self._database, self._finisher = database, finisher

    async def run(self) -> None:
        await self.trim()
        while True:
            await self.resume()
            await asyncio.sleep(EVERY_SECONDS)

    async def trim(self) -> int:
        """After a crash a file can be longer than its row says: the rest was never acknowledged. Or its row says that
        it is evidence by now, or never will be: then it goes."""
        partials = self._finisher.partials
        trimmed = 0
        for id in await asyncio.to_thread(partials.sizes):
            with contextlib.suppress(UploadBusy, UploadGone):
                async with partials.hold(id) as file, self._database.worker_transaction() as connection:
                    query = select(uploads.c.received, uploads.c.state).where(uploads.c.id == id)
                    row = (await connection.execute(query)).one_or_none()
                    if row is not None and row.state not in UNFINISHED:
                        await partials.remove(id)
                    elif row is not None and file.size() > row.received:
                        await asyncio.to_thread(file.cut, row.received)
                        trimmed += 1
        return trimmed

    async def resume(self) -> int:
        async with self._database.worker_transaction() as connection:
            query = select(uploads.c.tenant_id, uploads.c.id).where(uploads.c.state == UploadState.FINISHING)
            rows = (await connection.execute(query.order_by(uploads.c.finished_at).limit(BATCH))).all()
        return sum([await self._one(row.tenant_id, row.id) for row in rows])

    async def _one(self, tenant: UUID, id: UUID) -> bool:
        try:
            async with self._held(id):
                return await self._finish(tenant, id)
        except UploadBusy:
            return False  # its own request is at it
        except UploadGone:
            return await self._finish(tenant, id)  # nothing to finish, unless its file is lost

    async def _finish(self, tenant: UUID, id: UUID) -> bool:
        async with self._finisher.begin(tenant) as tx:
            upload = await tx.uploads.get(id)
        if upload.state is not UploadState.FINISHING:
            return False
        try:
            await self._finisher.finish(tenant, upload, by=upload.by, cause="resumed")
        except DomainError as refusal:
            log.warning("upload %s ended as %s", id, refusal.code)
        except FileNotFoundError:
            log.critical("the file of upload %s is missing", id)
        return True

    def _held(self, id: UUID) -> AbstractAsyncContextManager[object]:
        return self._finisher.partials.hold(id)
