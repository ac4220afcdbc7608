"""Commands of live recordings: frozen values, each with a pure handler."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from common.execution.commands import Command, CommandHandler, CommandHandlers, Context, UnversionedCommand
from common.kernel.errors import InvariantViolated, require_version
from evidence.cases.model import Limits
from evidence.inspection.model import ScanState
from evidence.items.model import StoredFile, Sufficiency
from evidence.storage.encrypted import NewObject
from evidence.storage.model import ObjectKey
from evidence.submissions.commands import judge_sufficiency
from evidence.submissions.model import take_submission

from . import loading
from .challenge import Challenge
from .domain.errors import ChunksMissing, NothingToRepeat, TooManySessions
from .domain.findings import Result, Verdict
from .domain.repeating import repeat_checks
from .domain.session import SUFFICIENCY_OF_RESULT, WINDOW_WITHOUT_REQUEST, Change, VideoLimits, VideoSession
from .loading import (
    CaseForSession,
    ChunkPlace,
    ExaminationChange,
    ExaminedSession,
    FinishedRecording,
    RecordedChunk,
    RecordedSession,
    RecordingToFinish,
)

MAX_SESSIONS_PER_SIDE: Final = 20


@dataclass(frozen=True, slots=True)
class OpenSession(UnversionedCommand[RecordedSession]):
    dispute: UUID
    request: UUID | None
    """Request that the recording answers; found by its kind if None."""
    challenge: Challenge
    limits: Limits


def open_session(file: CaseForSession, command: OpenSession, context: Context) -> Change:
    timing, side = context.timing, file.case.side_of(context.principal)
    file.require_room(command.limits)
    if side is None:
        raise InvariantViolated("only parties open recordings")
    request = file.find_request(command.request, side, timing.received_at)
    if file.session_count >= MAX_SESSIONS_PER_SIDE:
        raise TooManySessions(MAX_SESSIONS_PER_SIDE)
    return VideoSession.open(
        id=context.new_id(),
        dispute=file.case.id,
        request=None if request is None else request.id,
        side=side,
        by=context.principal.actor,
        code=command.challenge.code,
        words=command.challenge.words,
        opened_at=timing.now,
        expires_at=timing.now + WINDOW_WITHOUT_REQUEST if request is None else request.due_at,
    )


@dataclass(frozen=True, slots=True)
class StartSegment(Command[RecordedSession]):
    session_id: UUID
    code: str
    media_type: str


def start_segment(session: VideoSession, command: StartSegment, context: Context) -> Change:
    return session.start_segment(code=command.code, media_type=command.media_type, at=context.timing.received_at)


@dataclass(frozen=True, slots=True)
class RecordChunk(Command[RecordedChunk]):
    session_id: UUID
    number: int
    segment: int
    gap_ms: int
    size: int
    sha256: bytes
    path: str
    object_key: ObjectKey
    limits: VideoLimits
    case_limits: Limits
    arrived_at: float
    """When its last byte came, on this machine's monotonic clock."""


def record_chunk(place: ChunkPlace, command: RecordChunk, context: Context) -> RecordedChunk:
    """Receive it when its last byte came: what this machine needs to keep it does not make the recorder late."""
    place.require_room(command.size, command.case_limits)
    at = place.session.not_before_last_receipt(context.timing.now - place.waited)
    change, chunk = place.session.add_chunk(
        n=command.number,
        segment=command.segment,
        gap_ms=command.gap_ms,
        size=command.size,
        sha256=command.sha256,
        path=command.path,
        at=at,
        existing=place.chunk,
        limits=command.limits,
    )
    if place.chunk is not None:
        return RecordedChunk(change, chunk)
    return RecordedChunk(change, chunk._replace(object_key=command.object_key))


@dataclass(frozen=True, slots=True)
class FinishRecording(Command[VideoSession]):
    session_id: UUID
    item_id: UUID
    stored: NewObject
    """Whole file, made of `chunk_count` pieces; one that came meanwhile is not in it."""
    chunk_count: int
    scan_state: ScanState
    announced: int | None
    covers: tuple[str, ...]
    limits: Limits


def finish_recording(subject: RecordingToFinish, command: FinishRecording, context: Context) -> FinishedRecording:
    """Make it a piece of evidence of its party, which satisfies its request like any other."""
    session, timing = subject.session, context.timing
    change = session.finish(
        item=command.item_id, received=subject.chunks, announced=command.announced, at=timing.received_at
    )
    if len(subject.chunks) != command.chunk_count:
        raise ChunksMissing(())
    submission = take_submission(
        subject.submission_file,
        subject.submission,
        _film_file(session, command, timing.now),
        item_id=command.item_id,
        by=subject.giver,
        limits=command.limits,
        timing=timing,
    )
    return FinishedRecording(change, submission)


def _film_file(session: VideoSession, command: FinishRecording, finished_at: datetime) -> StoredFile:
    webm, stored = (session.media_type or "").startswith("video/webm"), command.stored
    return StoredFile(
        path=stored.path,
        size=stored.size,
        sha256=stored.sha256,
        media_type="video/webm" if webm else "video/mp4",
        filename=f"live-video-{session.code}.{'webm' if webm else 'mp4'}",
        finished_at=finished_at,
        scan_state=command.scan_state,
        object_key=stored.object_key,
    )


@dataclass(frozen=True, slots=True)
class AbandonRecording(Command[VideoSession]):
    session_id: UUID
    due_at: datetime


def abandon_recording(session: VideoSession, command: AbandonRecording, context: Context) -> Change:
    """Abandon it unless its window has become longer meanwhile."""
    return session.abandon(command.due_at)


@dataclass(frozen=True, slots=True)
class RecordVerdict(Command[VideoSession]):
    session_id: UUID
    verdict: Verdict


def record_verdict(subject: ExaminedSession, command: RecordVerdict, context: Context) -> ExaminationChange:
    """Record what the checks found; it satisfies its request from now on, if it was shown to be live."""
    return _examine(subject, subject.session.verify(command.verdict, context.timing.now), context)


@dataclass(frozen=True, slots=True)
class OverruleVerification(Command[RecordedSession]):
    session_id: UUID
    result: Result
    reason: str


def overrule_verification(
    subject: ExaminedSession, command: OverruleVerification, context: Context
) -> ExaminationChange:
    """Go by the operator's word from now on: what it says satisfies its request, or no longer does."""
    require_version(context.expected_version, subject.session.version)
    change = subject.session.overrule(
        by=context.principal.actor, at=context.timing.now, result=command.result, reason=command.reason
    )
    return _examine(subject, change, context)


@dataclass(frozen=True, slots=True)
class RecheckVideo(Command[RecordedSession]):
    session_id: UUID


def recheck_video(subject: ExaminedSession, command: RecheckVideo, context: Context) -> ExaminationChange:
    """Have checks made that could not be made before: until they are, nothing lapses for want of what they find.

    Raises VersionConflict or NothingToRepeat.
    """
    require_version(context.expected_version, subject.session.version)
    if subject.judged is None or not isinstance(subject.judged.item.content, StoredFile):
        raise NothingToRepeat
    change = repeat_checks(subject.session)
    return ExaminationChange(change, judge_sufficiency(subject.judged, Sufficiency.BEING_CHECKED, context.timing))


def _examine(subject: ExaminedSession, change: Change, context: Context) -> ExaminationChange:
    result = change.session.result
    if subject.judged is None or result is None or change.session is subject.session:
        return ExaminationChange(change)
    return ExaminationChange(change, judge_sufficiency(subject.judged, SUFFICIENCY_OF_RESULT[result], context.timing))


LIVE_VIDEO_HANDLERS: Final[CommandHandlers] = {
    OpenSession: CommandHandler(loading.load_case_for_session, open_session, loading.add_session),
    StartSegment: CommandHandler(loading.load_current_session, start_segment, loading.save_segment),
    RecordChunk: CommandHandler(loading.load_chunk_place, record_chunk, loading.save_chunk),
    FinishRecording: CommandHandler(
        loading.load_recording_to_finish, finish_recording, loading.save_finished_recording
    ),
    AbandonRecording: CommandHandler(loading.load_current_session, abandon_recording, loading.save_end),
    RecordVerdict: CommandHandler(loading.load_examined_session, record_verdict, loading.save_verdict),
    RecheckVideo: CommandHandler(loading.load_examined_session, recheck_video, loading.save_repeated_checks),
    OverruleVerification: CommandHandler(
        loading.load_examined_session, overrule_verification, loading.save_operator_act
    ),
}
