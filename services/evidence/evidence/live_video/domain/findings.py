"""Values of judging a recording: what is seen of it, and what each check finds. Pure."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import NamedTuple

from evidence.reasons import Reason

from .mark import Mark


class Outcome(StrEnum):
    PASS = "pass"  # noqa: S105 (a word, not a secret)
    FAIL = "fail"
    UNKNOWN = "unknown"


class Result(StrEnum):
    LIVE = "live"
    PARTLY_LIVE = "partly_live"
    NOT_SHOWN_LIVE = "not_shown_live"


class CheckName(StrEnum):
    FILE_DECODES = "file_decodes"
    CHAIN_UNBROKEN = "chain_unbroken"
    TOKENS_GENUINE = "tokens_genuine"
    TOKENS_IN_ORDER = "tokens_in_order"
    RECEIVED_IN_TIME = "received_in_time"
    DURATION_MATCHES_CLOCK = "duration_matches_clock"
    CHALLENGE_SHOWN = "challenge_shown"
    PICTURE_MOVES = "picture_moves"
    WORDS_SPOKEN = "words_spoken"


class Check(NamedTuple):
    name: CheckName
    outcome: Outcome
    reason: Reason
    frame: int | None = None
    at_seconds: float | None = None


@dataclass(frozen=True, slots=True)
class Run:
    """Frames in a row that belong to one piece and show the same."""

    segment: int
    chunk: int
    first_frame: int
    frames: int
    first_at: float
    last_at: float
    """Seconds of the film, within the segment, of the first and the last frame."""
    mark: Mark | None


class Hole(NamedTuple):
    """Seconds of film without a picture."""

    segment: int
    chunk: int
    """The piece in which pictures go on."""
    frame: int
    at: float
    seconds: float
    heard: bool
    """Sound went on meanwhile, as on a device too busy to film; out of a film that was cut it is gone as well."""


class Reading(NamedTuple):
    """Report of the decoder: what it saw."""

    runs: Sequence[Run]
    frames: int
    seconds: float
    moving_frames: int
    sound: bool | None
    """None: there is no sound track."""
    damage: str | None = None
    damaged_frame: int | None = None
    holes: Sequence[Hole] = ()
    empty: Sequence[int] = ()
    """Pieces in which nothing of the film is, neither picture nor sound."""


class Piece(NamedTuple):
    """Chunk as the judge needs it."""

    segment: int
    gap_seconds: float
    received_at: datetime
    intact: bool
    size: int


class Material(NamedTuple):
    reading: Reading
    pieces: Sequence[Piece]
    """In the order they were recorded in; `Run.chunk` counts them."""
    missing: int
    broken_at: int | None
    genuine: Callable[[Mark], bool]
    issued_at: Callable[[int], datetime]
    code: int


class Verdict(NamedTuple):
    result: Result
    checks: tuple[Check, ...]
    seconds: float
    frames: int
