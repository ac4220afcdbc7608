"""Commands on conversations elsewhere: told of by a party, attested by an operator, checked by a worker (T5)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final
from uuid import UUID

from common.execution.commands import Command, CommandHandler, CommandHandlers, Context, UnversionedCommand
from common.kernel.errors import require_version
from evidence.cases.model import Limits
from evidence.items.model import ExternalVideo, Item, ItemState, StoredFile
from evidence.live_video.domain.errors import NothingToRepeat
from evidence.submissions.commands import judge_sufficiency
from evidence.submissions.model import Submission, take_submission

from . import loading
from .errors import RecordingUnknown
from .loading import (
    AttestedConversation,
    CheckedConversation,
    Conversation,
    ConversationFile,
    ToldConversation,
    ToldInCase,
)
from .model import (
    SUFFICIENCY_OF_ATTESTATION,
    Attestation,
    AttestedOutcome,
    ExternalRecord,
    Finding,
    require_conversation_over,
)


@dataclass(frozen=True, slots=True)
class TellExternalVideo(UnversionedCommand[Conversation]):
    submission: Submission
    content: ExternalVideo
    limits: Limits


def tell_external_video(subject: ConversationFile, command: TellExternalVideo, context: Context) -> ToldConversation:
    """Raises NotYetHeld, what a submission is refused for, or RecordingUnknown."""
    content = command.content
    require_conversation_over(content, context.timing.now)
    change = take_submission(
        subject.file,
        command.submission,
        content,
        item_id=context.new_id(),
        by=context.principal,
        limits=command.limits,
        timing=context.timing,
    )
    item = change.item.item
    if content.recording is not None:
        _require_recording_of(item, subject.recording)
    return ToldConversation(change, ExternalRecord(item=item.id, recording=content.recording))


def _require_recording_of(item: Item, recording: Item | None) -> None:
    """Raises RecordingUnknown."""
    if recording is None:
        raise RecordingUnknown
    content = recording.content
    is_film = isinstance(content, StoredFile) and content.media_type.startswith("video/")
    if (
        not is_film
        or recording.state is ItemState.INVALID
        or (recording.dispute, recording.side) != (item.dispute, item.side)
    ):
        raise RecordingUnknown


@dataclass(frozen=True, slots=True)
class AttestExternalVideo(Command[Conversation]):
    item_id: UUID
    outcome: AttestedOutcome
    statement: str


def attest_external_video(subject: ToldInCase, command: AttestExternalVideo, context: Context) -> AttestedConversation:
    """Attest it: only now can it satisfy its request (T5). Raises VersionConflict or AlreadyAttested."""
    require_version(context.expected_version, subject.record.version)
    by, now = context.principal.actor, context.timing.now
    record = subject.record.attest(Attestation(by, now, command.outcome, command.statement))
    sufficiency = SUFFICIENCY_OF_ATTESTATION[command.outcome]
    return AttestedConversation(record, judge_sufficiency(subject.judged, sufficiency, context.timing))


@dataclass(frozen=True, slots=True)
class RecheckExternalVideo(Command[Conversation]):
    item_id: UUID


def recheck_external_video(
    subject: CheckedConversation, command: RecheckExternalVideo, context: Context
) -> ExternalRecord:
    """Have checks made that could not be made before. Raises VersionConflict or NothingToRepeat."""
    require_version(context.expected_version, subject.record.version)
    statement, recording = subject.judged.item.content, subject.recording
    if recording is None or not isinstance(recording.content, StoredFile) or not isinstance(statement, ExternalVideo):
        raise NothingToRepeat
    return subject.record.repeat_checks()


@dataclass(frozen=True, slots=True)
class RecordFindings(Command[None]):
    item_id: UUID
    findings: tuple[Finding, ...]


def record_findings(record: ExternalRecord, command: RecordFindings, context: Context) -> ExternalRecord | None:
    """Keep what the uploaded recording shows by itself, once."""
    return None if record.checked_at is not None else record.record_findings(command.findings, context.timing.now)


EXTERNAL_VIDEO_HANDLERS: Final[CommandHandlers] = {
    TellExternalVideo: CommandHandler(loading.load_to_tell, tell_external_video, loading.save_told),
    AttestExternalVideo: CommandHandler(loading.load_told_in_case, attest_external_video, loading.save_attested),
    RecheckExternalVideo: CommandHandler(loading.load_checked, recheck_external_video, loading.save_repeated_checks),
    RecordFindings: CommandHandler(loading.load_record, record_findings, loading.save_findings),
}
