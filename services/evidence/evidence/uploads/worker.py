"""Finishes what a crash has left between the last byte of an upload and the row of its evidence."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from datetime import datetime
from typing import Final
from uuid import UUID

from sqlalchemy import ColumnElement, func, select, true

from common.jobs.polling import PollingWorker
from common.kernel.errors import DomainError
from common.persistence.database import Database
from evidence.cases.transaction import TransactionFactory

from .errors import UploadBusy, UploadGone
from .finish import UploadFinisher
from .model import UNFINISHED_STATES, UploadState
from .partial_files import PartialFiles
from .tables import uploads
from .transaction import UploadsTransaction

log = logging.getLogger(__name__)

IDLE_SECONDS: Final = 10.0
BATCH_SIZE: Final = 20


class UploadResumer:
    """Polls for uploads whose last byte is here while nobody is finishing them."""

    def __init__(
        self,
        database: Database,
        begin: TransactionFactory[UploadsTransaction],
        partial_files: PartialFiles,
        finisher: UploadFinisher,
    ) -> None:
        self._database, self._begin = database, begin
        self._partial_files, self._finisher = partial_files, finisher
        self._worker = PollingWorker(self.resume_uploads, idle_seconds=IDLE_SECONDS)
        self._given_up: set[UUID] = set()
        """Uploads whose file is lost: the test clock does not wait for them."""

    async def run(self) -> None:
        await self.trim_partial_files()
        await self._worker.run()

    async def trim_partial_files(self) -> int:
        """After a crash a file can be longer than its row says: the rest was never acknowledged. Or its row says that
        it is evidence by now, or never will be: then it goes."""
        trimmed = 0
        for id in await asyncio.to_thread(self._partial_files.list_sizes):
            with contextlib.suppress(UploadBusy, UploadGone):
                trimmed += await self._trim_partial_file(id)
        return trimmed

    async def _trim_partial_file(self, id: UUID) -> bool:
        """Raises UploadBusy or UploadGone."""
        async with (
            self._partial_files.open_exclusively(id) as file,
            self._database.worker_transaction() as connection,
        ):
            query = select(uploads.c.received, uploads.c.state).where(uploads.c.id == id)
            row = (await connection.execute(query)).one_or_none()
            if row is not None and row.state not in UNFINISHED_STATES:
                await self._partial_files.remove_file(id)
            elif row is not None and file.size() > row.received:
                await asyncio.to_thread(file.truncate, row.received)
                return True
        return False

    async def resume_uploads(self) -> int:
        return await self._resume_selected(true())

    async def find_due(self, tenant: UUID) -> datetime | None:
        """When the last byte came of what is still being finished (`TimedWorker`)."""
        query = select(func.min(uploads.c.finished_at)).where(uploads.c.state == UploadState.FINISHING)
        query = query.where(uploads.c.tenant_id == tenant, uploads.c.id.not_in(self._given_up))
        async with self._database.worker_transaction() as connection:
            due: datetime | None = await connection.scalar(query)
        return due

    async def work_for(self, tenant: UUID) -> int:
        return await self._resume_selected(uploads.c.tenant_id == tenant)

    async def _resume_selected(self, condition: ColumnElement[bool]) -> int:
        async with self._database.worker_transaction() as connection:
            query = select(uploads.c.tenant_id, uploads.c.id).where(uploads.c.state == UploadState.FINISHING, condition)
            rows = (await connection.execute(query.order_by(uploads.c.finished_at).limit(BATCH_SIZE))).all()
        return sum([await self._resume_upload(row.tenant_id, row.id) for row in rows])

    async def _resume_upload(self, tenant: UUID, id: UUID) -> bool:
        try:
            async with self._partial_files.open_exclusively(id):
                return await self._finish_upload(tenant, id)
        except UploadBusy:
            return False  # its own request is at it
        except UploadGone:
            return await self._finish_upload(tenant, id)  # nothing to finish, unless its file is lost

    async def _finish_upload(self, tenant: UUID, id: UUID) -> bool:
        async with self._begin.read(tenant) as tx:
            upload = await tx.uploads.get(id)
        if upload.state is not UploadState.FINISHING:
            return False
        try:
            await self._finisher.finish_upload(tenant, upload, cause="resumed")
        except DomainError as refusal:
            log.warning("upload %s ended as %s", id, refusal.code)
        except FileNotFoundError:
            self._given_up.add(id)
            log.critical("the file of upload %s is missing", id)
        return True
