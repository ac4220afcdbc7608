"""Files that one request brings whole: received, looked into and stored, until a command makes evidence of them."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from common.kernel.origin import Origin
from common.kernel.principal import Principal
from evidence.cases.execution import CommandRunner
from evidence.cases.model import Limits
from evidence.cases.transaction import TransactionFactory
from evidence.inspection.media_type import detect_media_type, lane_of, make_display_name
from evidence.inspection.model import ContentRejected, ScanState
from evidence.items.model import StoredFile
from evidence.storage.encrypted import EncryptedBlobStore
from evidence.submissions.loading import require_submittable
from evidence.submissions.model import Submission

from .commands import RecordRejectedFile
from .loading import RejectedFile
from .receive import ReceivedFile, ReceivingSettings, receive_file
from .transaction import UploadsTransaction


@dataclass(frozen=True)
class WholeFiles:
    begin: TransactionFactory[UploadsTransaction]
    runner: CommandRunner
    encrypted_blobs: EncryptedBlobStore
    settings: ReceivingSettings
    limits: Limits
    scan: Callable[[Path], Awaitable[ScanState]]

    async def require_submittable(self, submission: Submission, giver: Principal) -> None:
        """Say no before a byte of the file is read. Raises what submitting it would refuse by now."""
        async with self.begin.read(giver.tenant) as tx:
            await require_submittable(tx, submission, viewer=giver, limits=self.limits)

    async def require_side(self, dispute: UUID, giver: Principal) -> None:
        """Say no to whoever has no part in the case before a byte of the file is read. Raises NotFound."""
        async with self.begin.read(giver.tenant) as tx:
            (await tx.cases.get(dispute)).side_of(giver)

    def receive_file(
        self, stream: AsyncIterator[bytes], expected: bytes | None
    ) -> AbstractAsyncContextManager[ReceivedFile]:
        return receive_file(
            stream,
            self.settings.folder,
            limit=self.settings.whole_file_limit,
            seconds=self.settings.seconds,
            expected=expected,
        )

    async def store_file(self, received: ReceivedFile, filename: str, dispute: UUID, giver: Principal) -> StoredFile:
        """Look into it and store it encrypted. A crash before its row leaves a file that the collector takes.

        Raises ContentRejected, CardNumberNotAllowed or InspectionBusy.
        """
        async with self.begin.read(giver.tenant) as tx:
            received_at = (await tx.timing()).received_at
        media_type = await detect_media_type(received.path, lane_of(giver))
        scan_state = await self._scan_file(received, dispute, giver)
        stored = await self.encrypted_blobs.encrypt_file(received.path)
        return StoredFile(
            path=stored.path,
            size=received.size,
            sha256=received.sha256,
            media_type=media_type,
            filename=make_display_name(filename, media_type),
            finished_at=received_at,
            scan_state=scan_state,
            object_key=stored.object_key,
        )

    async def discard_file(self, file: StoredFile) -> None:
        await self.encrypted_blobs.remove_object(file.path)

    async def _scan_file(self, received: ReceivedFile, dispute: UUID, giver: Principal) -> ScanState:
        try:
            return await self.scan(received.path)
        except ContentRejected as refusal:
            rejected = RejectedFile(dispute, refusal.why, received.sha256)
            await self.runner.run_command(RecordRejectedFile(rejected), Origin(giver, "request", "reject_upload"))
            raise
