"""Resumable uploads: created, continued in parts, cancelled. Whatever happens, the row says what is safely here."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import NamedTuple
from uuid import UUID

from common.kernel.ids import new_id
from common.kernel.origin import Origin
from common.kernel.principal import Principal
from evidence.cases.execution import CommandRunner
from evidence.cases.model import Case, Limits
from evidence.cases.transaction import TransactionFactory
from evidence.items.model import Item
from evidence.submissions.loading import require_submittable
from evidence.submissions.model import Submission

from .commands import CancelUpload, CreateUpload
from .finish import UploadFinisher
from .model import Upload, UploadState
from .part_writer import PartWriter, UploadPart
from .partial_files import PartialFiles
from .receive import ReceivingSettings
from .transaction import UploadsTransaction


class ReceivedPart(NamedTuple):
    upload: Upload
    item: Item | None
    """Evidence that the upload has become with its last part."""


@dataclass(frozen=True)
class ResumableUploads:
    begin: TransactionFactory[UploadsTransaction]
    runner: CommandRunner
    partial_files: PartialFiles
    finisher: UploadFinisher
    limits: Limits
    settings: ReceivingSettings

    async def create_upload(self, submission: Submission, filename: str, giver: Principal) -> Upload:
        """Make its empty file first, then its row: a crash in between leaves a file that the collector takes.

        Raises what submitting it would refuse by now, and StorageFull.
        """
        async with self.begin.read(giver.tenant) as tx:  # before the disk is touched
            await require_submittable(tx, submission, viewer=giver, limits=self.limits)
        id = new_id()
        await self.partial_files.create_file(id)
        command = CreateUpload(id, submission, filename, self.limits)
        try:
            return await self.runner.run_command(command, Origin(giver, "request", "create_resumable_upload"))
        except BaseException:
            await self.partial_files.remove_file(id)
            raise

    async def get_upload(self, id: UUID, reader: Principal) -> Upload:
        """Raises NotFound, or UploadGone once there is nothing to go on with."""
        async with self.begin.read(reader.tenant) as tx:
            upload, _ = await self._get_own_upload(tx, id, reader)
            upload.require_open((await tx.timing()).now)
        return upload

    async def receive_part(
        self, id: UUID, part: UploadPart, stream: AsyncIterator[bytes], giver: Principal
    ) -> ReceivedPart:
        """Take one part, and make evidence of the upload with the last one.

        Raises UploadGone, UploadOffsetMismatch, UploadBusy, MoreThanAnnounced, ChecksumMismatch, StorageFull, and, with
        the last part, whatever is wrong with the file.
        """
        await self._require_admitted(id, part, giver)  # before the file is touched
        async with self.partial_files.open_exclusively(id) as file:
            upload = await self._require_admitted(id, part, giver)  # now that nobody else writes
            origin = Origin(giver, "request", "append_to_resumable_upload")
            upload = await PartWriter(self.runner, origin, upload, file, part).write_part(stream)
            if upload.state is not UploadState.FINISHING:
                return ReceivedPart(upload, None)
            return ReceivedPart(upload, await self.finisher.finish_upload(giver.tenant, upload, cause="request"))

    async def cancel_upload(self, id: UUID, giver: Principal) -> None:
        async with self.begin.read(giver.tenant) as tx:
            await self._get_own_upload(tx, id, giver)
        async with self.partial_files.open_exclusively(id):
            await self.runner.run_command(CancelUpload(id), Origin(giver, "request", "cancel_resumable_upload"))
        await self.partial_files.remove_file(id)

    async def _require_admitted(self, id: UUID, part: UploadPart, giver: Principal) -> Upload:
        async with self.begin.read(giver.tenant) as tx:
            upload, case = await self._get_own_upload(tx, id, giver)
            upload.require_accepts(part.offset, part.announced, (await tx.timing()).now)
            case.require_open()
        return upload

    @staticmethod
    async def _get_own_upload(tx: UploadsTransaction, id: UUID, giver: Principal) -> tuple[Upload, Case]:
        """Raises NotFound for all others, and for whoever may not enter its case."""
        upload = await tx.uploads.get(id)
        upload.require_owner(giver.actor)
        case = await tx.cases.get(upload.dispute)
        case.side_of(giver)
        return upload, case
