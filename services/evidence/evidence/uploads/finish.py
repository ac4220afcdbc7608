"""Makes evidence of an upload whose last byte is here. Done by the request that brought it, or by a worker after a
crash: the same steps, each of which can be repeated."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from common.kernel.errors import DomainError
from common.kernel.principal import Actor
from evidence.cases.model import Limits, Viewer
from evidence.cases.transaction import TransactionFactory
from evidence.inspection.media_type import display_name, media_type_of
from evidence.inspection.model import ContentRejected, ScanState
from evidence.items.model import Item, StoredFile
from evidence.storage.encrypted import Safe
from evidence.storage.model import DependencyUnavailable, StorageFull
from evidence.submissions import commands
from evidence.submissions.commands import Submission

from .model import Upload, UploadState
from .partial_files import Partials
from .transaction import UploadsTransaction

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Finisher:
    begin: TransactionFactory[UploadsTransaction]
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
        media_type = await media_type_of(file)
        scan_state = await self.scan(file)
        kept = await self.safe.keep(file)
        return StoredFile(
            path=kept.path,
            size=kept.size,
            sha256=kept.sha256,
            media_type=media_type,
            filename=display_name(upload.filename, media_type),
            finished_at=upload.finished_at,
            scan_state=scan_state,
            lock=kept.lock,
        )

    async def _submit(self, tx: UploadsTransaction, upload: Upload, file: StoredFile) -> Item:
        current = await tx.uploads.hold(upload.id)
        if current.state is UploadState.DONE:  # a commit that seemed lost
            return await tx.items.get(upload.id)
        item = await commands.submit_evidence(
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
