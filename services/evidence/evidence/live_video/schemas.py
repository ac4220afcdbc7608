"""Request and response bodies of live recordings."""

from __future__ import annotations

from typing import Annotated, Any, Final, Literal, Self
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from common.kernel.ids import DisputeId, EvidenceId, IdType, RequestId, format_id
from common.kernel.principal import Role
from common.web.schemas import ActorView, AllowedAction, Body, Prose, UtcTime, View
from evidence.cases.model import Side
from evidence.items.schemas import Covers
from evidence.live_video.domain.findings import CheckName, Outcome, Result
from evidence.live_video.domain.mark import BAND_PIXELS, CELL_PIXELS, MARGIN_PIXELS, MARK_COLUMNS, MARK_ROWS
from evidence.live_video.domain.session import Chunk, VideoSession, VideoState, find_gaps
from evidence.live_video.domain.words import LANGUAGES, spoken_words_in

VideoId = Annotated[UUID, *IdType("vid").parts]
SESSIONS_PATH: Final = "/v1/evidence/video-sessions"
MAX_GAP_MS: Final = 86_400_000


class OpenVideo(Body):
    dispute: DisputeId
    request: RequestId | None = Field(None, description="The request it answers; found by its kind if left out.")


class StartSegment(Body):
    code: str = Field(pattern=r"^[0-9A-Z]{4}$", description="The case code the recorder shows.", examples=["7KQ2"])
    media_type: str = Field(pattern=r"^video/(webm|mp4)(;[ -~]{1,100})?$", examples=["video/webm;codecs=vp8,opus"])


class ChunkQuery(BaseModel):
    """Which piece of the recording the body is."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    n: int = Field(ge=0, le=9_999, description="Counts the pieces from 0, whatever happens between them.")
    segment: int = Field(ge=0, le=99, description="Which start of a recorder it comes from.")
    gap_ms: int = Field(0, ge=0, le=MAX_GAP_MS, description="How long recording paused before this piece.")


class FinishVideo(Body):
    chunks: int = Field(strict=True, ge=1, le=10_000, description="How many pieces there are.")
    covers: Covers = ()


class Overrule(Body):
    result: Result
    reason: Prose = Field(examples=["The words are clearly spoken; the mark was blurred by a bad camera."])


class ChallengeView(View):
    code: str
    words: dict[str, list[str]] = Field(description="What the person is asked to say, in each language.")

    @classmethod
    def of(cls, session: VideoSession) -> Self:
        return cls(
            code=session.code,
            words={language: list(spoken_words_in(language, session.words)) for language in LANGUAGES},
        )


class GapView(View):
    before_chunk: int
    seconds: float
    kind: Literal["paused", "restarted", "missing"]


class CheckView(View):
    check: CheckName
    outcome: Outcome
    reason: str
    frame: int | None
    at_seconds: float | None


class VerificationView(View):
    """What the checks found. `words_spoken` is always for the operator to hear."""

    result: Result
    seconds: float
    frames: int
    checks: list[CheckView]
    verified_at: UtcTime

    @classmethod
    def of(cls, session: VideoSession) -> Self | None:
        if session.verdict is None or session.verified_at is None:
            return None
        found = session.verdict
        checks = [
            CheckView(check=c.name, outcome=c.outcome, reason=c.reason, frame=c.frame, at_seconds=c.at_seconds)
            for c in found.checks
        ]
        return cls(
            result=found.result,
            seconds=found.seconds,
            frames=found.frames,
            checks=checks,
            verified_at=session.verified_at,
        )


class OverrulingView(View):
    by: ActorView
    at: UtcTime
    result: Result
    reason: str

    @classmethod
    def of(cls, session: VideoSession) -> Self | None:
        if (found := session.overruling) is None:
            return None
        by = ActorView(role=found.by.role, id=found.by.id)
        return cls(by=by, at=found.at, result=found.result, reason=found.reason)


class VideoView(View):
    """A live recording: who is to show what until when, what has arrived, and what the checks found."""

    id: VideoId
    dispute: DisputeId
    request: RequestId | None
    party: Side
    by: ActorView
    state: VideoState
    challenge: ChallengeView
    recorder_url: str | None = Field(description="Opens the recorder; shown to the party while it may record.")
    opened_at: UtcTime
    expires_at: UtcTime
    started_at: UtcTime | None
    last_chunk_at: UtcTime | None
    finished_at: UtcTime | None
    chunks: int
    total_bytes: int
    gaps: list[GapView]
    item: EvidenceId | None
    result: Result | None = Field(description="The checks', or an operator's who overruled them.")
    verification: VerificationView | None
    overruling: OverrulingView | None
    version: int
    allowed_actions: list[AllowedAction]

    @classmethod
    def shown(
        cls, session: VideoSession, chunks: list[Chunk], *, secret: str | None, role: Role, scopes: frozenset[str]
    ) -> Self:
        return cls(
            **{name: getattr(session, name) for name in _SAME},
            party=session.side,
            by=ActorView(role=session.by.role, id=session.by.id),
            challenge=ChallengeView.of(session),
            recorder_url=None if secret is None or not session.is_running else recorder_url(session.id, secret),
            gaps=[
                GapView.model_validate({**gap._asdict(), "seconds": round(gap.seconds, 1)}) for gap in find_gaps(chunks)
            ],
            verification=VerificationView.of(session),
            overruling=OverrulingView.of(session),
            allowed_actions=_actions(session, role, scopes),
        )


_SAME: Final = (
    "id", "dispute", "request", "state", "opened_at", "expires_at", "started_at", "last_chunk_at", "finished_at",
    "chunks", "total_bytes", "item", "result", "version",
)  # fmt: skip


class ChecklistEntry(View):
    code: str
    text: str | None = Field(description="As the policy says it; null for a reminder, which no item covers.")
    required: bool


class MarkView(View):
    """Where the mark is drawn: a band below the picture, cells from its margin on."""

    columns: int = MARK_COLUMNS
    rows: int = MARK_ROWS
    cell: int = CELL_PIXELS
    margin: int = MARGIN_PIXELS
    band: int = BAND_PIXELS


class RecorderView(View):
    """What the recorder page needs to know."""

    id: VideoId
    party: Side
    state: VideoState
    challenge: ChallengeView
    checklist: list[ChecklistEntry]
    mark: MarkView
    expires_at: UtcTime
    server_time: UtcTime
    chunks: int
    next_chunk: int
    segments: int
    max_chunk_bytes: int
    max_seconds: int
    result: Result | None


class SegmentView(View):
    segment: int
    next_chunk: int


class TokenView(View):
    """The current mark, for the next moments only."""

    slot: int
    cells: str = Field(description="Row by row, a bit a cell, 1 is white; hexadecimal.")
    server_time: UtcTime
    next_ms: int = Field(description="Until there is a new one.")


class ChunkView(View):
    n: int
    sha256: str
    hash: str = Field(description="Of the receipt: vouches for every receipt before it.")
    received_at: UtcTime
    chunks: int

    @classmethod
    def of(cls, session: VideoSession, chunk: Chunk) -> Self:
        return cls(
            n=chunk.n,
            sha256=chunk.sha256.hex(),
            hash=chunk.hash.hex(),
            received_at=chunk.received_at,
            chunks=session.chunks,
        )


class FinishedView(View):
    id: VideoId
    item: EvidenceId
    state: VideoState


def video_location(video: VideoView) -> str:
    return f"{SESSIONS_PATH}/{format_id('vid', video.id)}"


def recorder_url(session: UUID, secret: str) -> str:
    """What stands behind `#` never leaves the browser."""
    return f"{SESSIONS_PATH}/{format_id('vid', session)}/record#{secret}"


def _actions(session: VideoSession, role: Role, scopes: frozenset[str]) -> list[AllowedAction]:
    home = f"{SESSIONS_PATH}/{format_id('vid', session.id)}"
    found: list[AllowedAction] = []
    if session.item is not None:
        item: dict[str, Any] = {"href": f"/v1/evidence/items/{format_id('evd', session.item)}/download"}
        found.append(AllowedAction(rel="download", actor=role, **item))
    if role is Role.OPERATOR and "decide" in scopes and session.state is VideoState.VERIFIED:
        found.append(AllowedAction(rel="overrule", href=f"{home}/overrule", actor=role))
    return found
