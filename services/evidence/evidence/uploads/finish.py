"""Makes evidence of an upload whose last byte is here. Done by the request that brought it, or by a worker after a
crash: the same steps, each of which can be repeated."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from common.kernel.errors import DomainError, InvariantViolated
from common.kernel.origin import Origin
from common.kernel.principal import Principal
from evidence.cases.execution import CommandRunner
from evidence.cases.model import Limits
from evidence.inspection.media_type import detect_media_type, lane_of, make_display_name
from evidence.inspection.model import ContentRejected, InspectionBusy, ScanState
from evidence.items.model import Item, StoredFile
from evidence.storage.encrypted import EncryptedBlobStore
from evidence.storage.model import DependencyUnavailable, StorageFull

from .commands import FinishUpload, RejectUpload
from .model import Upload
from .partial_files import PartialFiles


@dataclass(frozen=True)
class UploadFinisher:
    runner: CommandRunner
    encrypted_blobs: EncryptedBlobStore
    partial_files: PartialFiles
    limits: Limits
    scan: Callable[[Path], Awaitable[ScanState]]

    async def finish_upload(self, tenant: UUID, upload: Upload, *, cause: str) -> Item:
        """Finish it in its giver's name. Whoever calls holds the file.

        Raises what looking into the file or submitting it refuses; the upload has then ended with that.
        """
        giver = Principal(tenant, *upload.by, dispute=upload.dispute)
        try:
            return await self._make_evidence(upload, Origin(giver, cause, "finish_upload"))
        except (StorageFull, DependencyUnavailable, InspectionBusy):
            raise  # tried again later
        except DomainError as refusal:
            why = refusal.why if isinstance(refusal, ContentRejected) else refusal.code
            rejection = RejectUpload(upload.id, refusal.code, why)
            await self.runner.run_command(rejection, Origin(giver, cause, "reject_upload"))
            await self.partial_files.remove_file(upload.id)
            raise

    async def _make_evidence(self, upload: Upload, origin: Origin) -> Item:
        """Store the encrypted file first, then its row and key, then remove the arrived file.

        Whatever a crash leaves between two steps, doing them again ends the same. Raises FileNotFoundError.
        """
        if not self.partial_files.has_file(upload.id):
            raise FileNotFoundError(upload.id)
        file = await self._inspect_and_store(self.partial_files.path_of(upload.id), upload, origin)
        try:
            item = await self._submit_evidence(upload, file, origin)
        except DomainError:
            await self.encrypted_blobs.remove_object(file.path)
            raise
        await self.partial_files.remove_file(upload.id)
        return item

    async def _inspect_and_store(self, file: Path, upload: Upload, origin: Origin) -> StoredFile:
        if upload.finished_at is None:
            raise InvariantViolated("only whole files are finished")
        media_type = await detect_media_type(file, lane_of(origin.principal))
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

    async def _submit_evidence(self, upload: Upload, file: StoredFile, origin: Origin) -> Item:
        return await self.runner.run_command(FinishUpload(upload.id, file, self.limits), origin)
