"""Request and response bodies of live recordings."""

from __future__ import annotations

from typing import Final, Literal

from pydantic import BaseModel, ConfigDict, Field

from common.kernel.ids import DisputeId, EvidenceId, PlatformId, RequestId
from common.web.schemas import ActorView, AllowedAction, Body, Prose, UtcTime, View
from evidence.cases.model import Side
from evidence.items.schemas import Covers, ReasonedView, VideoId

from .domain.chunks import MAX_CHUNKS
from .domain.findings import CheckName, Outcome, Result
from .domain.mark import BAND_PIXELS, CELL_PIXELS, MARGIN_PIXELS, MARK_COLUMNS, MARK_ROWS
from .domain.session import VideoState

SESSIONS_PATH: Final = "/v1/evidence/video-sessions"
MAX_GAP_MS: Final = 86_400_000


class OpenVideoBody(Body):
    dispute: DisputeId
    request: RequestId | None = Field(None, description="The request it answers; found by its kind if left out.")


class StartSegmentBody(Body):
    code: str = Field(pattern=r"^[0-9A-Z]{4}$", description="The case code the recorder shows.", examples=["7KQ2"])
    media_type: str = Field(pattern=r"^video/(webm|mp4)(;[ -~]{1,100})?$", examples=["video/webm;codecs=vp8,opus"])


class ChunkQuery(BaseModel):
    """Which piece of the recording the body is."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    n: int = Field(ge=0, le=MAX_CHUNKS - 1, description="Counts the pieces from 0, whatever happens between them.")
    segment: int = Field(ge=0, le=99, description="Which start of a recorder it comes from.")
    gap_ms: int = Field(0, ge=0, le=MAX_GAP_MS, description="How long recording paused before this piece.")


class FinishVideoBody(Body):
    chunks: int = Field(strict=True, ge=1, le=MAX_CHUNKS, description="How many pieces there are.")
    covers: Covers = ()


class OverruleBody(Body):
    result: Result
    reason: Prose = Field(examples=["The words are clearly spoken; the mark was blurred by a bad camera."])


class ChallengeView(View):
    code: str
    words: dict[str, list[str]] = Field(description="What the person is asked to say, in each language.")


class GapView(View):
    before_chunk: int
    seconds: float
    kind: Literal["paused", "restarted", "missing"]


class CheckView(ReasonedView):
    check: CheckName
    outcome: Outcome
    frame: int | None
    at_seconds: float | None


class VerificationView(View):
    """Result of the checks. `words_spoken` is always for the operator to hear."""

    result: Result
    seconds: float
    frames: int
    checks: list[CheckView]
    verified_at: UtcTime


class OverrulingView(View):
    by: ActorView
    at: UtcTime
    result: Result
    reason: str


class VideoView(View):
    """Live recording: who is to show what until when, what has arrived, and what the checks found."""

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


class ChecklistEntry(View):
    code: str
    text: str | None = Field(description="As the policy says it; null for a reminder, which no item covers.")
    required: bool


class MarkView(View):
    """Place of the mark: a band below the picture, cells from its margin on."""

    columns: int = MARK_COLUMNS
    rows: int = MARK_ROWS
    cell: int = CELL_PIXELS
    margin: int = MARGIN_PIXELS
    band: int = BAND_PIXELS


class RecorderView(View):
    """State of a session as the recorder page needs it."""

    id: VideoId
    platform: PlatformId = Field(description="Platform of which it is: `get_branding` says how its pages look.")
    marketplace: str | None = Field(description="Name of the marketplace for which the video is recorded.")
    deal: str | None = Field(description="What the deal is about, in the marketplace's words.")
    dispute: DisputeId
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
    """Current mark, for the next moments only."""

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


class FinishedView(View):
    id: VideoId
    item: EvidenceId
    state: VideoState
