"""Makes evidence of an upload whose last byte is here. Done by the request that brought it, or by a worker after a
crash: the same steps, each of which can be repeated."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from common.kernel.errors import DomainError
from common.kernel.principal import Actor, Principal
from evidence.cases.model import Limits
from evidence.cases.transaction import TransactionFactory
from evidence.inspection.media_type import detect_media_type, make_display_name
from evidence.inspection.model import ContentRejected, ScanState
from evidence.items.model import Item, StoredFile
from evidence.storage.encrypted import EncryptedBlobStore
from evidence.storage.model import DependencyUnavailable, StorageFull
from evidence.submissions import commands
from evidence.submissions.commands import Submission

from .model import Upload, UploadState
from .partial_files import PartialFiles
from .transaction import UploadsTransaction

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class UploadFinisher:
    begin: TransactionFactory[UploadsTransaction]
    encrypted_blobs: EncryptedBlobStore
    partial_files: PartialFiles
    limits: Limits
    scan: Callable[[Path], Awaitable[ScanState]]

    async def finish_upload(self, tenant: UUID, upload: Upload, *, by: Actor, cause: str) -> Item:
        """Whoever calls holds the file. Raises what `inspection.inspect` and `commands.submit` refuse; the upload has
        then ended with that."""
        try:
            return await self._make_evidence(tenant, upload, by, cause)
        except (StorageFull, DependencyUnavailable):
            raise  # tried again later
        except DomainError as refusal:
            async with self.begin(tenant) as tx:
                tx.actor, tx.cause = by, cause
                await tx.uploads.save((await tx.uploads.get_for_update(upload.id)).reject(refusal.code))
                why = refusal.why if isinstance(refusal, ContentRejected) else refusal.code
                await tx.append_audit_entry("upload.rejected", str(upload.id), dispute=str(upload.dispute), why=why)
            await self.partial_files.remove_file(upload.id)
            raise

    async def _make_evidence(self, tenant: UUID, upload: Upload, by: Actor, cause: str) -> Item:
        """The encrypted file first, then its row and key, then the arrived file goes. Whatever a crash leaves between
        two steps, doing them again ends the same. Raises FileNotFoundError."""
        if not self.partial_files.has_file(upload.id):
            raise FileNotFoundError(upload.id)
        file = await self._inspect_and_store(self.partial_files.path_of(upload.id), upload)
        try:
            async with self.begin(tenant) as tx:
                tx.actor, tx.cause, tx.operation = by, cause, "finish_upload"
                item = await self._submit_evidence(tx, upload, file)
        except DomainError:
            await self.encrypted_blobs.remove_object(file.path)
            raise
        await self.partial_files.remove_file(upload.id)
        return item

    async def _inspect_and_store(self, file: Path, upload: Upload) -> StoredFile:
        assert upload.finished_at is not None, "only whole files are finished"
        media_type = await detect_media_type(file)
        scan_state = await self.scan(file)
        stored = await self.encrypted_blobs.encrypt_file(file)
        return StoredFile(
            path=stored.path,
            size=stored.size,
            sha256=stored.sha256,
            media_type=media_type,
            filename=make_display_name(upload.filename, media_type),
            finished_at=upload.finished_at,
            scan_state=scan_state,
            object_key=stored.object_key,
        )

    async def _submit_evidence(self, tx: UploadsTransaction, upload: Upload, file: StoredFile) -> Item:
        current = await tx.uploads.get_for_update(upload.id)
        if current.state is UploadState.DONE:  # a commit that seemed lost
            return await tx.items.get(upload.id)
        item = await commands.submit_evidence(
            tx,
            Submission(upload.dispute, upload.kind, upload.request, upload.length, upload.covers),
            file,
            id=upload.id,
            viewer=Principal(tx.tenant, *upload.by, dispute=upload.dispute),
            limits=self.limits,
            received_at=upload.finished_at,
        )
        await tx.uploads.save(current.complete())
        await tx.append_audit_entry("upload.finished", str(upload.id))
        return item
