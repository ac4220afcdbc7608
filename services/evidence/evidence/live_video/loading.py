"""Loaders and savers of live recordings: the case is locked first where the act concerns it, then the session."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Final, NamedTuple, Protocol
from uuid import UUID

from common.execution.commands import Context
from common.kernel import seams
from common.kernel.errors import InvariantViolated
from common.kernel.origin import Origin
from common.kernel.principal import Principal
from evidence.cases.model import Case, Limits, PlatformFull, Side, Usage
from evidence.events import EventContext
from evidence.items.model import LIVE_VIDEO, Item
from evidence.requests.case_requests import CaseRequests
from evidence.requests.model import EvidenceRequest, find_intended_request
from evidence.storage.encrypted import NewObject
from evidence.submissions.loading import (
    JudgedItem,
    JudgedItemChange,
    load_judged_item,
    read_submission_file,
    save_judged_item,
    save_submission,
)
from evidence.submissions.model import Submission, SubmissionChange, SubmissionFile

from .domain.chunks import Chunk
from .domain.session import Change, VideoSession
from .integration_events import session_events
from .transaction import LiveVideoTransaction

PAUSE_ALLOWANCE: Final = timedelta(days=1)
"""How long a session stays open beyond now while its request stands still."""


class OfSession(Protocol):
    @property
    def session_id(self) -> UUID: ...


class OfDispute(Protocol):
    @property
    def dispute(self) -> UUID: ...


class OfChunk(OfSession, Protocol):
    @property
    def number(self) -> int: ...

    @property
    def arrived_at(self) -> float: ...


class ItemOfSession(NamedTuple):
    item_id: UUID


class OfWholeRecording(OfSession, Protocol):
    @property
    def item_id(self) -> UUID: ...

    @property
    def stored(self) -> NewObject: ...

    @property
    def covers(self) -> tuple[str, ...]: ...


class CaseForSession(NamedTuple):
    """Case with what decides whether one of its parties may open a recording."""

    case: Case
    requests: CaseRequests
    session_count: int
    """Sessions that this side has opened already."""
    platform_bytes: int
    """Room that everybody on the platform has used up."""

    def require_room(self, limits: Limits) -> None:
        """Raises CaseClosed or PlatformFull."""
        self.case.require_open()
        if self.platform_bytes >= limits.platform_bytes:
            raise PlatformFull

    def find_request(self, request: UUID | None, side: Side, at: datetime) -> EvidenceRequest | None:
        """Find the named request, else the one that asked this side for a live video.

        Raises NotFound, or what it is refused for: DeadlinePassed above all (D12).
        """
        if request is None:
            intended = find_intended_request(self.requests.requests, side, LIVE_VIDEO, at)
            if intended is None:
                self.requests.require_takes(self.case, side, at)
            return intended
        named = self.requests.find_named(self.case, request)
        named.require_admissible(side, LIVE_VIDEO, at)
        return named


class RecordedSession(NamedTuple):
    session: VideoSession
    chunks: Sequence[Chunk]
    film: Item | None = None
    """Piece of evidence that it has become."""


class ExaminedSession(NamedTuple):
    """Finished recording, with the evidence that it is and what follows from what is found of it."""

    session: VideoSession
    judged: JudgedItem | None
    """None while it is no evidence yet."""


class ExaminationChange(NamedTuple):
    session: Change
    evidence: JudgedItemChange | None = None


class ChunkPlace(NamedTuple):
    session: VideoSession
    chunk: Chunk | None
    """Piece that stands under its number already."""
    waited: timedelta
    """How long ago its last byte came, now that the session is locked."""
    case: Case
    taken: Usage
    """Room that its side has used up otherwise."""

    def require_room(self, size: int, limits: Limits) -> None:
        """Raises CaseClosed, TooManyFiles or QuotaExceeded. A piece that is here already, and is sent again for want
        of an answer, needs no room."""
        if self.chunk is None:
            self.case.require_room(self.session.total_bytes + size, self.taken, limits)


class RecordedChunk(NamedTuple):
    change: Change
    chunk: Chunk


class RecordingToFinish(NamedTuple):
    session: VideoSession
    chunks: Sequence[Chunk]
    submission: Submission
    submission_file: SubmissionFile
    giver: Principal


class FinishedRecording(NamedTuple):
    change: Change
    submission: SubmissionChange


# Loaders


async def load_case_for_session(tx: LiveVideoTransaction, command: OfDispute, origin: Origin) -> CaseForSession:
    case = await tx.cases.get_for_update(command.dispute)
    side = case.side_of(origin.principal)
    count = 0 if side is None else await tx.videos.count_sessions(case.id, side)
    requests = CaseRequests(tuple(await tx.requests.of_case(case.id)))
    return CaseForSession(case, requests, count, await tx.quotas.sum_platform_bytes())


async def load_current_session(tx: LiveVideoTransaction, command: OfSession, origin: Origin) -> VideoSession:
    return await extend_to_request(tx, await tx.videos.get_for_update(command.session_id))


async def load_chunk_place(tx: LiveVideoTransaction, command: OfChunk, origin: Origin) -> ChunkPlace:
    """Lock the case, then the session: the room of a side is given away one after the other. Raises NotFound."""
    case = await tx.cases.get_for_update((await tx.videos.get(command.session_id)).dispute)
    session = await tx.videos.get_for_update(command.session_id)
    waited = timedelta(seconds=seams.monotonic() - command.arrived_at)
    return await read_chunk_place(tx, session, case, command.number, waited)


async def read_chunk_place(
    tx: LiveVideoTransaction, session: VideoSession, case: Case, number: int, waited: timedelta = timedelta(0)
) -> ChunkPlace:
    session = await extend_to_request(tx, session)
    taken = await tx.quotas.sum_side_usage(case.id, session.side, but=session.id)
    return ChunkPlace(session, await tx.videos.find_chunk(session.id, number), waited, case, taken)


async def load_recording_to_finish(
    tx: LiveVideoTransaction, command: OfWholeRecording, origin: Origin
) -> RecordingToFinish:
    await tx.cases.get_for_update((await tx.videos.get(command.session_id)).dispute)
    session = await extend_to_request(tx, await tx.videos.get_for_update(command.session_id))
    submission = Submission(session.dispute, LIVE_VIDEO, session.request, command.stored.size, command.covers)
    giver = giver_of(session, origin.principal.tenant)
    chunks = await tx.videos.list_chunks(session.id)
    file = await read_submission_file(tx, submission, giver, instead_of=session.id)
    return RecordingToFinish(session, chunks, submission, file, giver)


async def load_examined_session(tx: LiveVideoTransaction, command: OfSession, origin: Origin) -> ExaminedSession:
    """Lock the case, then the session. Raises NotFound, also for whom the case does not exist."""
    session = await tx.videos.get(command.session_id)
    case = await tx.cases.get_for_update(session.dispute)
    case.side_of(origin.principal)
    session = await tx.videos.get_for_update(command.session_id)
    judged = None if session.item is None else await load_judged_item(tx, ItemOfSession(session.item), origin)
    return ExaminedSession(session, judged)


async def extend_to_request(tx: LiveVideoTransaction, session: VideoSession) -> VideoSession:
    """Extend it to its request's window, which may have moved since the session was opened, or stand still."""
    request = None if session.request is None else await tx.requests.find(session.request)
    if request is None or not request.accepts_evidence:
        return session
    now = (await tx.timing()).now
    is_paused = request.paused_at is not None
    return session.extend_to(max(request.due_at, now + PAUSE_ALLOWANCE) if is_paused else request.due_at)


def giver_of(session: VideoSession, tenant: UUID) -> Principal:
    """Party in whose name the recorder acts: whoever has its link acts for the one that opened the session."""
    return Principal(tenant, *session.by, dispute=session.dispute)


# Savers


async def add_session(
    tx: LiveVideoTransaction, file: CaseForSession, change: Change, context: Context
) -> RecordedSession:
    await tx.videos.add(change.session)
    await _publish_change(tx, change, context)
    return RecordedSession(change.session, ())


async def save_segment(
    tx: LiveVideoTransaction, before: VideoSession, change: Change, context: Context
) -> RecordedSession:
    await tx.videos.save(change.session)
    return RecordedSession(change.session, await tx.videos.list_chunks(change.session.id))


async def save_chunk(
    tx: LiveVideoTransaction, place: ChunkPlace, recorded: RecordedChunk, context: Context
) -> RecordedChunk:
    if place.chunk is None:
        await tx.videos.add_chunk(place.session, recorded.chunk)
        await tx.videos.save_growth(recorded.change.session)
    return recorded


async def save_finished_recording(
    tx: LiveVideoTransaction, subject: RecordingToFinish, finished: FinishedRecording, context: Context
) -> VideoSession:
    """Save the evidence, destroy the keys of the pieces, which are in the whole file now, and end the session."""
    await save_submission(tx, subject.submission_file, finished.submission, context)
    await tx.keys.destroy_object_keys([chunk.path for chunk in subject.chunks])
    await tx.videos.save_and_reschedule(finished.change.session)
    await _publish_change(tx, finished.change, context)
    return finished.change.session


async def save_end(tx: LiveVideoTransaction, before: VideoSession, change: Change, context: Context) -> VideoSession:
    await tx.videos.save_and_reschedule(change.session)
    await _publish_change(tx, change, context)
    return change.session


async def save_verdict(
    tx: LiveVideoTransaction, before: ExaminedSession, change: ExaminationChange, context: Context
) -> VideoSession:
    session = change.session.session
    if session is before.session:
        return session
    if session.item is None or session.verdict is None:
        raise InvariantViolated("a verified recording is an item and has a verdict")
    await _save_examination(tx, before, change, context)
    await tx.append_audit_entry("video.verified", str(session.id), result=session.verdict.result)
    return session


async def save_operator_act(
    tx: LiveVideoTransaction, subject: ExaminedSession, change: ExaminationChange, context: Context
) -> RecordedSession:
    await _save_examination(tx, subject, change, context)
    session = change.session.session
    return RecordedSession(session, await tx.videos.list_chunks(session.id), subject.judged and subject.judged.item)


async def save_repeated_checks(
    tx: LiveVideoTransaction, subject: ExaminedSession, change: ExaminationChange, context: Context
) -> RecordedSession:
    recorded = await save_operator_act(tx, subject, change, context)
    await tx.check_leases.begin_anew(recorded.session.id)
    return recorded


async def _save_examination(
    tx: LiveVideoTransaction, before: ExaminedSession, change: ExaminationChange, context: Context
) -> None:
    await tx.videos.save(change.session.session)
    await _publish_change(tx, change.session, context)
    if before.judged is not None and change.evidence is not None:
        await save_judged_item(tx, before.judged, change.evidence, context)


async def _publish_change(tx: LiveVideoTransaction, change: Change, context: Context) -> None:
    await tx.publish(list(session_events(change, EventContext.of_context(context))))
