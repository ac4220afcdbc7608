"""Loaders and savers of uploads: the upload is locked first, then the case of the evidence it becomes."""

from __future__ import annotations

from typing import NamedTuple, Protocol
from uuid import UUID

from common.execution.commands import Context
from common.kernel.errors import InvariantViolated
from common.kernel.origin import Origin
from evidence.items.model import Item
from evidence.submissions.loading import read_submission_file, save_submission
from evidence.submissions.model import Submission, SubmissionChange, SubmissionFile

from .model import Upload, UploadState
from .transaction import UploadsTransaction


class OfUpload(Protocol):
    @property
    def upload_id(self) -> UUID: ...


class OfWholeFile(Protocol):
    @property
    def item_id(self) -> UUID: ...

    @property
    def submission(self) -> Submission: ...


class UploadToFinish(NamedTuple):
    upload: Upload
    submission_file: SubmissionFile | None
    item: Item | None = None
    """The evidence it has become already."""


class FinishedUpload(NamedTuple):
    upload: Upload
    item: Item | None
    """None where `change` makes it."""
    change: SubmissionChange | None = None


class RejectedUpload(NamedTuple):
    upload: Upload
    why: str


class RejectedFile(NamedTuple):
    """Remains of a file that one request brought and that is not accepted."""

    dispute: UUID
    why: str
    sha256: bytes


async def load_whole_file_submission(tx: UploadsTransaction, command: OfWholeFile, origin: Origin) -> SubmissionFile:
    """Raises NotFound."""
    await tx.cases.get_for_update(command.submission.dispute)
    return await read_submission_file(tx, command.submission, origin.principal, instead_of=command.item_id)


async def load_upload(tx: UploadsTransaction, command: OfUpload, origin: Origin) -> Upload:
    """Raises NotFound."""
    return await tx.uploads.get_for_update(command.upload_id)


async def load_upload_to_finish(tx: UploadsTransaction, command: OfUpload, origin: Origin) -> UploadToFinish:
    upload = await tx.uploads.get_for_update(command.upload_id)
    if upload.state is UploadState.DONE:
        return UploadToFinish(upload, None, await tx.items.get(upload.id))
    await tx.cases.get_for_update(upload.dispute)
    file = await read_submission_file(tx, upload.submission, origin.principal, instead_of=upload.id)
    return UploadToFinish(upload, file)


async def add_upload(tx: UploadsTransaction, file: SubmissionFile, upload: Upload, context: Context) -> Upload:
    await tx.uploads.add(upload)
    await tx.append_audit_entry("upload.created", str(upload.id), length=upload.length)
    return upload


async def save_upload(tx: UploadsTransaction, before: Upload, upload: Upload, context: Context) -> Upload:
    await tx.uploads.save(upload)
    return upload


async def save_cancelled_upload(tx: UploadsTransaction, before: Upload, upload: Upload, context: Context) -> Upload:
    await tx.uploads.save(upload)
    await tx.append_audit_entry("upload.cancelled", str(upload.id))
    return upload


async def save_finished_upload(
    tx: UploadsTransaction, subject: UploadToFinish, finished: FinishedUpload, context: Context
) -> Item:
    if finished.item is not None:
        return finished.item
    if subject.submission_file is None or finished.change is None:
        raise InvariantViolated("an upload is evidence already, or becomes it now")
    evidence = await save_submission(tx, subject.submission_file, finished.change, context)
    await tx.uploads.save(finished.upload)
    await tx.append_audit_entry("upload.finished", str(finished.upload.id))
    return evidence.item


async def save_rejected_upload(
    tx: UploadsTransaction, before: Upload, rejected: RejectedUpload, context: Context
) -> None:
    upload = rejected.upload
    await tx.uploads.save(upload)
    await tx.append_audit_entry("upload.rejected", str(upload.id), dispute=str(upload.dispute), why=rejected.why)


async def save_rejected_file(tx: UploadsTransaction, subject: None, rejected: RejectedFile, context: Context) -> None:
    sha256 = rejected.sha256.hex()
    await tx.append_audit_entry("upload.rejected", str(rejected.dispute), why=rejected.why, sha256=sha256)
