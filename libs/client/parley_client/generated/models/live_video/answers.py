"""Answers of live video. Written by `make clients`: do not edit."""

from __future__ import annotations

from typing import NotRequired, TypedDict

from parley_client.generated.models.general.answers import ActorView, AllowedAction
from parley_client.generated.models.general.answers_4 import ExternalVideoContent
from parley_client.generated.models.general.choices import ReasonCode, Side
from parley_client.generated.models.live_video.choices import (
    AttestedOutcome,
    CheckName,
    CheckOutcome,
    GapKind,
    Result,
    VideoState,
)


class AttestationView(TypedDict):
    by: ActorView
    """Operator who attested it."""
    at: str
    """When it happened (UTC)."""
    held: AttestedOutcome
    """Whether the call took place as it was told."""
    statement: str
    """What the operator attests, in words."""


class ChallengeView(TypedDict):
    code: str
    """Code of the case, to be shown in the video."""
    words: dict[str, list[str]]
    """What the person is asked to say, in each language."""


class VideoCheckView(TypedDict):
    reason: str
    """Why, as a code."""
    reason_code: ReasonCode | None
    """Stable; null for what was found before there were codes."""
    params: dict[str, int | float | str]
    """What the reason names: seconds, frames and pieces as numbers, a share as a part of one, and the decoder's own
    report as it is.
    """
    check: CheckName
    """What was checked."""
    outcome: CheckOutcome
    """`unknown`: it could not be found out, and an operator looks."""
    frame: int | None
    """Picture in which it shows, counted from 0; null if in none."""
    at_seconds: float | None
    """Second of the recording in which it shows; null if in none."""


class ChecklistEntry(TypedDict):
    code: str
    """Code of the point, to be named in `covers`."""
    text: str | None
    """As the policy says it; null for a reminder, which no item covers."""
    required: bool
    """Whether the recording must show it."""


class ChunkView(TypedDict):
    n: int
    """Number of the piece, from 0."""
    sha256: str
    """SHA-256 of the bytes, in hexadecimal."""
    hash: str
    """Of the receipt: vouches for every receipt before it."""
    received_at: str
    """When its last byte arrived (UTC)."""
    chunks: int
    """Pieces that have arrived so far."""


class ExternalVideoFindingView(TypedDict):
    reason: str
    """Why, as a code."""
    reason_code: ReasonCode | None
    """Stable; null for what was found before there were codes."""
    params: dict[str, int | float | str]
    """What the reason names: seconds, frames and pieces as numbers, a share as a part of one, and the decoder's own
    report as it is.
    """
    check: str
    """What was checked."""
    outcome: CheckOutcome
    """`unknown`: it could not be found out, and an operator looks."""


class ExternalVideoView(TypedDict):
    """Conversation on another platform. Whatever its recording shows, it is not verified to be live."""

    id: str
    """Its id, given by Parley; it never changes."""
    dispute: str
    """Id of the dispute."""
    request: str | None
    """Id of the request that it answers; null if none."""
    by: ActorView
    """Role and id of whoever gave the link."""
    said: ExternalVideoContent
    """What was told of it."""
    live_verified: NotRequired[bool]
    """Always false: only the integrated recorder can show that."""
    findings: list[ExternalVideoFindingView]
    """What the uploaded recording shows by itself; empty until checked."""
    checked_at: str | None
    """When its recording was checked (UTC); null if it was not."""
    attestation: AttestationView | None
    """What an operator has attested; null before."""
    allowed_actions: list[AllowedAction]
    """What you may do now, each with its address, deadline and limits. What is not listed is refused."""
    version: int
    """Number of its changes so far, from 1. Send it as `If-Match` with the act that you decide on it."""


class FinishedView(TypedDict):
    id: str
    """Id of the live recording."""
    item: str
    """Id of the piece of evidence it has become."""
    state: VideoState
    """How far the recording is."""


class GapView(TypedDict):
    before_chunk: int
    """Number of the piece before which something is missing."""
    seconds: float
    """How long the gap is."""
    kind: GapKind
    """`paused`, `restarted` by a second start, or `missing` pieces."""


class MarkView(TypedDict):
    """Place of the mark: a band below the picture, cells from its margin on."""

    columns: NotRequired[int]
    """Cells in each row of the mark."""
    rows: NotRequired[int]
    """Rows of cells that the mark has."""
    cell: NotRequired[int]
    """Size of a cell, in pixels."""
    margin: NotRequired[int]
    """White around them, in pixels."""
    band: NotRequired[int]
    """Height of the band below the picture, in pixels."""


class OverrulingView(TypedDict):
    by: ActorView
    """Operator who decided otherwise than the checks."""
    at: str
    """When it happened (UTC)."""
    result: Result
    """What the operator found."""
    reason: str
    """Why, in the operator's words."""


class RecorderView(TypedDict):
    """State of a session as the recorder page needs it."""

    id: str
    """Its id, given by Parley; it never changes."""
    platform: str
    """Platform of which it is: `get_branding` says how its pages look."""
    marketplace: str | None
    """Name of the marketplace for which the video is recorded."""
    deal: str | None
    """What the deal is about, in the marketplace's words."""
    dispute: str
    """Id of the dispute."""
    party: Side
    """Whose recording it is."""
    state: VideoState
    """How far the recording is."""
    challenge: ChallengeView
    """What is to be shown and said."""
    checklist: list[ChecklistEntry]
    """What the recording should show."""
    mark: MarkView
    """Where the mark is to be drawn."""
    expires_at: str
    """Until when it must be finished, excluded (UTC)."""
    server_time: str
    """Time of the server (UTC)."""
    chunks: int
    """Pieces that have arrived."""
    next_chunk: int
    """Number of the next piece."""
    segments: int
    """How often recording was started."""
    max_chunk_bytes: int
    """Largest piece, in bytes."""
    max_seconds: int
    """Longest recording, in seconds."""
    result: Result | None
    """What the checks have found; null before."""


class SegmentView(TypedDict):
    segment: int
    """Number of this start, from 0."""
    next_chunk: int
    """Number of the next piece."""


class ChallengeMarkView(TypedDict):
    """Current mark, for the next moments only."""

    slot: int
    """Number of the mark in the recording."""
    cells: str
    """Row by row, a bit a cell, 1 is white; hexadecimal."""
    server_time: str
    """Time of the server (UTC)."""
    next_ms: int
    """Until there is a new one."""


class VideoVerificationView(TypedDict):
    """Result of the checks. `words_spoken` is always for the operator to hear."""

    result: Result
    """What the checks have found."""
    seconds: float
    """Length of the recording."""
    frames: int
    """Pictures in the film."""
    checks: list[VideoCheckView]
    """What each check has found."""
    verified_at: str
    """When it was checked (UTC)."""


class VideoView(TypedDict):
    """Live recording: who is to show what until when, what has arrived, and what the checks found."""

    id: str
    """Its id, given by Parley; it never changes."""
    dispute: str
    """Id of the dispute."""
    request: str | None
    """Id of the request that it answers; null if none."""
    party: Side
    """Whose recording it is."""
    by: ActorView
    """Role and id of whoever opened the session."""
    state: VideoState
    """How far the recording is."""
    challenge: ChallengeView
    """What is to be shown and said."""
    recorder_url: str | None
    """Opens the recorder; shown to the party while it may record."""
    opened_at: str
    """When it was opened (UTC)."""
    expires_at: str
    """Until when it must be finished, excluded (UTC)."""
    started_at: str | None
    """When recording began (UTC); null before."""
    last_chunk_at: str | None
    """When the last piece arrived (UTC); null before."""
    finished_at: str | None
    """When it was finished (UTC); null before."""
    chunks: int
    """Pieces that have arrived."""
    total_bytes: int
    """Their size together, in bytes."""
    gaps: list[GapView]
    """Where something is missing, or was stopped."""
    item: str | None
    """Id of the piece of evidence it has become; null before."""
    result: Result | None
    """The checks', or an operator's who overruled them."""
    verification: VideoVerificationView | None
    """What the checks have found; null before."""
    overruling: OverrulingView | None
    """What an operator has found instead; null if nothing."""
    version: int
    """Number of its changes so far, from 1. Send it as `If-Match` with the act that you decide on it."""
    allowed_actions: list[AllowedAction]
    """What you may do now, each with its address, deadline and limits. What is not listed is refused."""
