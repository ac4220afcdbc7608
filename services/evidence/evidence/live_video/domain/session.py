"""Session of a live recording: who is to show what until when, what has arrived of it, and what came of it. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any, Final, NamedTuple, Protocol
from uuid import UUID

from common.kernel.errors import InvariantViolated
from common.kernel.principal import Actor
from evidence.cases.model import Side
from evidence.items.model import Sufficiency
from evidence.items.parts import CheckFinding, Examination

from .chunks import Chunk, compute_link_hash, find_gaps, find_missing
from .errors import (
    ChallengeMismatch,
    ChunkConflict,
    ChunksMissing,
    NothingRecorded,
    SegmentUnknown,
    VideoEnded,
    VideoNotVerified,
    VideoTooLong,
)
from .findings import Result, Verdict

MAX_SEGMENTS: Final = 100
WINDOW_WITHOUT_REQUEST: Final = timedelta(hours=24)
SILENCE_BEFORE_FINISH: Final = timedelta(minutes=15)
"""A recorder that has said nothing for so long has gone: what it sent is finished for it."""


class VideoState(StrEnum):
    OPEN = "open"
    RECORDING = "recording"
    FINISHED = "finished"
    VERIFIED = "verified"
    ABANDONED = "abandoned"


class VideoLimits(NamedTuple):
    chunk_bytes: int
    total_bytes: int
    wall_clock: timedelta


class Overruling(NamedTuple):
    by: Actor
    at: datetime
    result: Result
    reason: str


@dataclass(frozen=True, slots=True)
class RecordingOpened: ...


@dataclass(frozen=True, slots=True)
class RecordingFinished:
    seconds: int
    gaps: int


@dataclass(frozen=True, slots=True)
class RecordingVerified: ...


@dataclass(frozen=True, slots=True)
class VerificationOverruled: ...


@dataclass(frozen=True, slots=True)
class RecordingAbandoned: ...


SessionEvent = RecordingOpened | RecordingAbandoned | RecordingFinished | RecordingVerified | VerificationOverruled


class Change(NamedTuple):
    session: VideoSession
    events: tuple[SessionEvent, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class VideoSession:
    id: UUID
    dispute: UUID
    request: UUID | None
    side: Side
    by: Actor
    code: str
    words: tuple[int, ...]
    opened_at: datetime
    expires_at: datetime
    state: VideoState = VideoState.OPEN
    media_type: str | None = None
    started_at: datetime | None = None
    segments: int = 0
    """How often a recorder was started: again after a page was closed or crashed."""
    chunks: int = 0
    total_bytes: int = 0
    head: bytes | None = None
    last_chunk_at: datetime | None = None
    finished_at: datetime | None = None
    item: UUID | None = None
    verdict: Verdict | None = None
    verified_at: datetime | None = None
    overruling: Overruling | None = None
    version: int = 0
    event_count: int = 0

    @classmethod
    def open(cls, **parts: Any) -> Change:
        return cls(**parts)._evolve(RecordingOpened())

    @property
    def is_running(self) -> bool:
        return self.state in (VideoState.OPEN, VideoState.RECORDING)

    @property
    def result(self) -> Result | None:
        """Result that counts: an operator's word comes before the checks'."""
        if self.overruling is not None:
            return self.overruling.result
        return None if self.verdict is None else self.verdict.result

    def require_item(self) -> UUID:
        """Evidence that it has become, once it is finished."""
        if self.item is None:
            raise InvariantViolated("a finished recording is a piece of evidence")
        return self.item

    def extend_to(self, due_at: datetime) -> VideoSession:
        return replace(self, expires_at=due_at) if due_at > self.expires_at and self.is_running else self

    def require_running(self, at: datetime) -> None:
        """Raises VideoEnded."""
        if not self.is_running or at >= self.expires_at:
            raise VideoEnded(self.state)

    def not_before_last_receipt(self, at: datetime) -> datetime:
        """Receipts do not go back in time, though two pieces may be kept in another order than they came."""
        return max([at, *(before for before in (self.started_at, self.last_chunk_at) if before is not None)])

    def start_segment(self, *, code: str, media_type: str, at: datetime) -> Change:
        """Start a recorder, or start again. It says the case code it shows, so a page without one cannot. Of its media
        type the kind of film alone is kept: what stands behind it may say anything."""
        self.require_running(at)
        if code != self.code:
            raise ChallengeMismatch
        if self.segments >= MAX_SEGMENTS:
            raise VideoTooLong
        return self._evolve(
            state=VideoState.RECORDING,
            media_type=self.media_type or media_type.partition(";")[0],
            started_at=self.started_at or at,
            segments=self.segments + 1,
        )

    def add_chunk(
        self,
        *,
        n: int,
        segment: int,
        gap_ms: int,
        size: int,
        sha256: bytes,
        path: str,
        at: datetime,
        existing: Chunk | None,
        limits: VideoLimits,
    ) -> tuple[Change, Chunk]:
        """Add a piece, in whatever order it arrives. The same piece again changes nothing; another one is refused."""
        self.require_running(at)
        if existing is not None:
            if existing.sha256 != sha256:
                raise ChunkConflict(n)
            return Change(self), existing
        if self.started_at is None or not 0 <= segment < self.segments:
            raise SegmentUnknown
        if self.total_bytes + size > limits.total_bytes or at - self.started_at > limits.wall_clock:
            raise VideoTooLong
        unchained = Chunk(self.chunks, n, segment, gap_ms, size, sha256, path, at, self.head, b"")
        chained = unchained._replace(hash=compute_link_hash(self.id, unchained))
        return self._evolve(
            chunks=self.chunks + 1, total_bytes=self.total_bytes + size, head=chained.hash, last_chunk_at=at
        ), chained

    def finish(self, *, item: UUID, received: Iterable[Chunk], announced: int | None, at: datetime) -> Change:
        """`announced`: how many pieces there were, if anybody is there to say. Raises ChunksMissing."""
        self.require_running(at)
        chunks = sorted(received, key=lambda chunk: chunk.n)
        if not chunks:
            raise NothingRecorded
        count = announced if announced is not None else chunks[-1].n + 1
        lacking = find_missing(chunks, count)
        if announced is not None and lacking:
            raise ChunksMissing(tuple(lacking[:20]))
        interruptions = find_gaps(chunks)
        if self.started_at is None or self.last_chunk_at is None:
            raise InvariantViolated("a session whose pieces are here was started")
        paused = sum(gap.seconds for gap in interruptions)
        seconds = max(0, round((self.last_chunk_at - self.started_at).total_seconds() - paused))
        return self._evolve(
            RecordingFinished(seconds, len(interruptions)), state=VideoState.FINISHED, finished_at=at, item=item
        )

    def abandon(self, due_at: datetime) -> Change:
        """Its window has closed."""
        if not self.is_running or due_at != self.expires_at:
            return Change(self)
        return self._evolve(RecordingAbandoned(), state=VideoState.ABANDONED)

    def verify(self, verdict: Verdict, at: datetime) -> Change:
        if self.state is not VideoState.FINISHED:
            return Change(self)
        return self._evolve(RecordingVerified(), state=VideoState.VERIFIED, verdict=verdict, verified_at=at)

    def overrule(self, *, by: Actor, at: datetime, result: Result, reason: str) -> Change:
        """Overrule the checks: an operator who has seen the video knows better. What they found stays beside it."""
        if self.state is not VideoState.VERIFIED:
            raise VideoNotVerified(self.state)
        return self._evolve(VerificationOverruled(), overruling=Overruling(by, at, result, reason))

    def _evolve(self, *events: SessionEvent, **changes: Any) -> Change:
        after = replace(self, **changes, version=self.version + 1, event_count=self.event_count + len(events))
        return Change(after, events)


def examination_of(session: VideoSession) -> Examination:
    """Sum up what is known of a finished recording."""
    checks = () if session.verdict is None else session.verdict.checks
    findings = tuple(CheckFinding(c.name.value, c.outcome.value, c.reason, c.at_seconds) for c in checks)
    result = None if session.result is None else session.result.value
    return Examination(session.id, result, session.overruling is not None, findings)


SUFFICIENCY_OF_RESULT: Final = {
    Result.LIVE: Sufficiency.SUFFICIENT,
    Result.PARTLY_LIVE: Sufficiency.SUFFICIENT,
    Result.NOT_SHOWN_LIVE: Sufficiency.NOT_SHOWN_LIVE,
}
"""A recording that was not shown to be live satisfies nothing, until an operator says so."""


class VideoRepository(Protocol):
    """Keeping a session arms the deadline of its window, or disarms it."""

    async def get_for_update(self, session: UUID) -> VideoSession:
        """Load and hold until the transaction ends. Raises NotFound."""

    async def get(self, session: UUID) -> VideoSession:
        """Raises NotFound."""

    async def count_sessions(self, dispute: UUID, side: Side) -> int: ...

    async def add(self, session: VideoSession) -> None: ...

    async def save(self, session: VideoSession) -> None:
        """Its deadline stays as it is."""

    async def save_growth(self, session: VideoSession) -> None:
        """Save that a piece of it has come."""

    async def save_and_reschedule(self, session: VideoSession) -> None: ...

    async def find_chunk(self, session: UUID, n: int) -> Chunk | None: ...

    async def list_chunks(self, session: UUID) -> Sequence[Chunk]:
        """List them in the order they were recorded in."""

    async def add_chunk(self, session: VideoSession, chunk: Chunk) -> None: ...
