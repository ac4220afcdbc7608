"""Reasons of findings: a code and its figures, for whoever tells them in another language, and the English sentence."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import Any, Final, NamedTuple

OPERATOR_HINT: Final = (
    "No machine can tell a scene from a prepared film that is shown to the camera, or put in its place, while "
    "recording: look whether what is filmed answers the words and the list."
)


class ReasonCode(StrEnum):
    FILM_DAMAGED = "film_damaged"
    NO_PICTURE = "no_picture"
    PIECE_EMPTY = "piece_empty"
    FILM_CUT = "film_cut"
    PICTURE_ABSENT = "picture_absent"
    FILM_HOLES = "film_holes"
    FRAMES_READ = "frames_read"
    PIECE_ALTERED = "piece_altered"
    CHAIN_BROKEN = "chain_broken"
    PIECES_MISSING = "pieces_missing"
    PIECES_WHOLE = "pieces_whole"
    MARK_FOREIGN = "mark_foreign"
    MARK_ABSENT = "mark_absent"
    MARKS_FEW = "marks_few"
    MARKS_PARTLY_READABLE = "marks_partly_readable"
    MARKS_GENUINE = "marks_genuine"
    TOKEN_OLDER = "token_older"  # noqa: S105 (a word, not a secret)
    NO_TOKEN = "no_token"  # noqa: S105 (a word, not a secret)
    TOKENS_FOLLOW = "tokens_follow"
    RECEIVED_EARLY = "received_early"
    RECEIVED_IN_TIME = "received_in_time"
    RECEIVED_LATE = "received_late"
    RECEIVED_PARTLY_LATE = "received_partly_late"
    CONNECTION_LOST = "connection_lost"
    SECONDS_MISSING = "seconds_missing"
    SECONDS_ADDED = "seconds_added"
    FILM_SHORT = "film_short"
    FILM_MOSTLY_PAUSED = "film_mostly_paused"
    DURATION_FITS = "duration_fits"
    FOREIGN_CASE_CODE = "foreign_case_code"
    NO_CASE_CODE = "no_case_code"
    CASE_CODE_SHOWN = "case_code_shown"
    PICTURE_STILL = "picture_still"
    PICTURE_MOVES = "picture_moves"
    WORDS_WITHOUT_SOUND = "words_without_sound"
    WORDS_FOR_OPERATOR = "words_for_operator"
    CHECKS_NOT_RUN = "checks_not_run"
    CALL_DURATION = "call_duration"
    SOUND_PRESENT = "sound_present"
    SOUND_ABSENT = "sound_absent"


SENTENCES: Final[Mapping[ReasonCode, str]] = {
    ReasonCode.FILM_DAMAGED: "The film cannot be read to its end: {damage}.",
    ReasonCode.NO_PICTURE: "There is no picture in the file.",
    ReasonCode.PIECE_EMPTY: "There is nothing of the film in piece {piece}.",
    ReasonCode.FILM_CUT: "{seconds:.1f} s before this are not in the film, and no pause was declared.",
    ReasonCode.PICTURE_ABSENT: "No picture in the {seconds:.1f} s before this; the sound goes on.",
    ReasonCode.FILM_HOLES: "{seconds:.0f} s are not in the film, here and there.",
    ReasonCode.FRAMES_READ: "All {frames} frames were read.",
    ReasonCode.PIECE_ALTERED: "Piece {piece} is not what was received.",
    ReasonCode.CHAIN_BROKEN: "The chain of receipts is broken at piece {piece}.",
    ReasonCode.PIECES_MISSING: "{pieces} pieces never arrived.",
    ReasonCode.PIECES_WHOLE: "{pieces} pieces, each as received, none missing.",
    ReasonCode.MARK_FOREIGN: "The mark is not one that was issued for this session.",
    ReasonCode.MARK_ABSENT: "No mark for {seconds:.1f} seconds.",
    ReasonCode.MARKS_FEW: "Only {share:.0%} of the frames show a token of this session.",
    ReasonCode.MARKS_PARTLY_READABLE: "{share:.0%} of the frames show a readable token.",
    ReasonCode.MARKS_GENUINE: "{share:.0%} of the frames show a token of this session.",
    ReasonCode.TOKEN_OLDER: "A token is older than the one before it.",
    ReasonCode.NO_TOKEN: "No token could be read.",
    ReasonCode.TOKENS_FOLLOW: "Every token follows the one before it.",
    ReasonCode.RECEIVED_EARLY: "It was received before its token was issued.",
    ReasonCode.RECEIVED_IN_TIME: "Every piece came within {seconds:.1f} s of its tokens.",
    ReasonCode.RECEIVED_LATE: "{seconds:.0f} s of film came too long after their tokens.",
    ReasonCode.RECEIVED_PARTLY_LATE: (
        "{seconds:.0f} of {total:.0f} s of film came late, more than lost connections explain."
    ),
    ReasonCode.CONNECTION_LOST: (
        "In time, but for {seconds:.0f} s in hand when the connection was lost; the recorder paused and said so."
    ),
    ReasonCode.SECONDS_MISSING: "About {seconds:.0f} s are missing or sped up here, and no pause was declared.",
    ReasonCode.SECONDS_ADDED: "About {seconds:.0f} s are inserted or slowed down here, and no pause was declared.",
    ReasonCode.FILM_SHORT: "{seconds:.0f} s are too short to tell.",
    ReasonCode.FILM_MOSTLY_PAUSED: "Only {seconds:.0f} of {total:.0f} s were recorded.",
    ReasonCode.DURATION_FITS: "{seconds:.0f} s of film in {total:.0f} s, pauses as declared.",
    ReasonCode.FOREIGN_CASE_CODE: "The mark shows the case code of another session.",
    ReasonCode.NO_CASE_CODE: "No case code could be read.",
    ReasonCode.CASE_CODE_SHOWN: "The case code is in the picture.",
    ReasonCode.PICTURE_STILL: "The picture above the mark hardly ever changes: a still, or a covered lens.",
    ReasonCode.PICTURE_MOVES: "The picture changes in {share:.0%} of the frames.",
    ReasonCode.WORDS_WITHOUT_SOUND: f"There is no sound. {OPERATOR_HINT}",
    ReasonCode.WORDS_FOR_OPERATOR: f"There is sound; listen for the words. {OPERATOR_HINT}",
    ReasonCode.CHECKS_NOT_RUN: "The checks could not be run.",
    ReasonCode.CALL_DURATION: ("{seconds:.0f} s of film; the conversation is said to have lasted {total:.0f} s."),
    ReasonCode.SOUND_PRESENT: "There is sound.",
    ReasonCode.SOUND_ABSENT: "There is no sound.",
}

Params = Mapping[str, int | float | str]
NO_PARAMS: Final[Params] = MappingProxyType({})


class Reason(NamedTuple):
    text: str
    code: ReasonCode | None = None
    """None for what was found before reasons had codes."""
    params: Params = NO_PARAMS
    """Seconds, frames and pieces as numbers, shares as parts of one; a decoder's report as it is."""


def explain(code: ReasonCode, **params: int | float | str) -> Reason:
    rounded = {name: round(value, 4) if isinstance(value, float) else value for name, value in params.items()}
    return Reason(SENTENCES[code].format(**params), code, rounded)


def spell_reason(reason: Reason) -> dict[str, Any]:
    """Spell it as answers and rows have it."""
    return {"reason": reason.text, "reason_code": reason.code, "params": dict(reason.params)}


def read_reason(stored: Mapping[str, Any]) -> Reason:
    """Read what a row has; a code of a newer release is none."""
    code = next((each for each in ReasonCode if each == stored.get("reason_code")), None)
    return Reason(stored["reason"], code, stored.get("params", NO_PARAMS))
