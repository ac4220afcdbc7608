"""Commands of uploads: frozen values, each with a pure handler."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final
from uuid import UUID

from common.execution.commands import Command, CommandHandler, CommandHandlers, Context, load_nothing
from evidence.cases.model import Limits
from evidence.items.model import Item, StoredFile
from evidence.submissions.loading import EvidenceInCase, load_submission, save_submission
from evidence.submissions.model import Submission, SubmissionChange, SubmissionFile, identify_giver, take_submission

from . import loading
from .loading import FinishedUpload, RejectedFile, RejectedUpload, UploadToFinish
from .model import LONGEST_LIFETIME, UPLOAD_LIFETIME, Upload


@dataclass(frozen=True, slots=True)
class SubmitWholeFile(Command[EvidenceInCase]):
    """Submits a file that one request has brought; the platform's room was asked before its bytes were read."""

    item_id: UUID
    submission: Submission
    file: StoredFile
    limits: Limits


def submit_whole_file(submission_file: SubmissionFile, command: SubmitWholeFile, context: Context) -> SubmissionChange:
    return take_submission(
        submission_file,
        command.submission,
        command.file,
        item_id=command.item_id,
        by=context.principal,
        limits=command.limits,
        timing=context.timing,
        received_at=command.file.finished_at,
    )


@dataclass(frozen=True, slots=True)
class CreateUpload(Command[Upload]):
    upload_id: UUID
    submission: Submission
    filename: str
    limits: Limits


def create_upload(file: SubmissionFile, command: CreateUpload, context: Context) -> Upload:
    submission, principal = command.submission, context.principal
    file.require_submittable(submission, principal, command.limits, context.timing.received_at)
    return Upload(
        id=command.upload_id,
        dispute=submission.dispute,
        kind=submission.kind,
        side=identify_giver(file.case, principal, submission.on_behalf_of).side,
        by=principal.actor,
        filename=command.filename,
        length=submission.size,
        expires_at=context.timing.now + UPLOAD_LIFETIME,
        ends_at=context.timing.now + LONGEST_LIFETIME,
        request=submission.request,
        covers=submission.covers,
    )


@dataclass(frozen=True, slots=True)
class AdvanceUpload(Command[Upload]):
    upload_id: UUID
    offset: int
    """How much of it is safely on the disk."""


def advance_upload(upload: Upload, command: AdvanceUpload, context: Context) -> Upload:
    return upload.advance_to(command.offset, context.timing.now)


@dataclass(frozen=True, slots=True)
class CancelUpload(Command[Upload]):
    upload_id: UUID


def cancel_upload(upload: Upload, command: CancelUpload, context: Context) -> Upload:
    upload.require_accepts(upload.offset, 0, context.timing.now)
    return upload.cancel()


@dataclass(frozen=True, slots=True)
class FinishUpload(Command[Item]):
    upload_id: UUID
    file: StoredFile
    limits: Limits


def finish_upload(subject: UploadToFinish, command: FinishUpload, context: Context) -> FinishedUpload:
    """Make evidence of it, once: whoever comes after a commit that seemed lost gets the same piece."""
    upload = subject.upload
    if subject.item is not None or subject.submission_file is None:
        return FinishedUpload(upload, subject.item)
    change = take_submission(
        subject.submission_file,
        upload.submission,
        command.file,
        item_id=upload.id,
        by=context.principal,
        limits=command.limits,
        timing=context.timing,
        received_at=upload.finished_at,
    )
    return FinishedUpload(upload.complete(), None, change)


@dataclass(frozen=True, slots=True)
class RejectUpload(Command[None]):
    upload_id: UUID
    code: str
    why: str
    """Stands in the audit log: of a file that is not accepted, what was wrong with it."""


def reject_upload(upload: Upload, command: RejectUpload, context: Context) -> RejectedUpload:
    return RejectedUpload(upload.reject(command.code), command.why)


@dataclass(frozen=True, slots=True)
class RecordRejectedFile(Command[None]):
    """Notes who brought a file that is not accepted; of the file nothing stays."""

    rejected: RejectedFile


def record_rejected_file(subject: None, command: RecordRejectedFile, context: Context) -> RejectedFile:
    return command.rejected


UPLOAD_HANDLERS: Final[CommandHandlers] = {
    SubmitWholeFile: CommandHandler(loading.load_whole_file_submission, submit_whole_file, save_submission),
    CreateUpload: CommandHandler(load_submission, create_upload, loading.add_upload),
    AdvanceUpload: CommandHandler(loading.load_upload, advance_upload, loading.save_upload),
    CancelUpload: CommandHandler(loading.load_upload, cancel_upload, loading.save_cancelled_upload),
    FinishUpload: CommandHandler(loading.load_upload_to_finish, finish_upload, loading.save_finished_upload),
    RejectUpload: CommandHandler(loading.load_upload, reject_upload, loading.save_rejected_upload),
    RecordRejectedFile: CommandHandler(load_nothing, record_rejected_file, loading.save_rejected_file),
}
