"""Judges whether a recording is shown to be live: each check by itself, with frame and reason, then all together. Pure.

What the frames say comes from `reader.py`; whether the marks are genuine only the server's key can tell.
What cannot be seen here is a picture that is itself shown to the camera, live: that is what the spoken words and the
operator's eyes are for.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from itertools import groupby, pairwise
from typing import Final

from common.kernel.errors import InvariantViolated
from evidence.reasons import Reason, ReasonCode, explain

from .findings import Check, CheckName, Hole, Material, Outcome, Piece, Reading, Result, Run, Verdict
from .mark import Mark

MAX_EARLY: Final = timedelta(seconds=1)
MAX_DELAY: Final = timedelta(seconds=12)
"""From a token's issue to the receipt of the piece that shows it: its two seconds, the piece's two, and the way."""
MAX_DRIFT_SECONDS: Final = 5.0
"""Seconds by which the clock in the picture may wander from the film's: a token's life and a slow answer."""
MAX_PAUSE_DRIFT_SECONDS: Final = 4.0
MIN_FILM_SECONDS: Final = 10.0
MAX_EXCUSED_RUN_SECONDS: Final = 14.0
"""Seconds of film that may come late because the connection had gone: what was in hand when it went."""
BURST_WINDOW: Final = timedelta(seconds=5)
MAX_EXCUSED_SHARE: Final = 0.3
ONE_CUT_SECONDS: Final = 8.0
"""Seconds that one lost connection leaves in hand before the recorder notices: also of a short film, if as much of it
came in time."""
MAX_LATE_SHARE: Final = 0.5
MIN_MARKED_SHARE: Final = 0.8
HARDLY_MARKED_SHARE: Final = 0.4
MAX_UNMARKED_SECONDS: Final = 5.0
MAX_HOLES_SECONDS: Final = 10.0
"""Seconds that may be missing in pieces of less than UNMARKED_RUN each: frames lost on a busy device without sound."""
MIN_FOREIGN_FRAMES: Final = 3
MAX_PAUSED_SHARE: Final = 0.8
MIN_FILM_BYTES: Final = 4_096
"""Bytes of a piece in which something of the film must be; in smaller ones may be headers alone."""


def judge_recording(m: Material) -> Verdict:
    checks = (
        _check_decoding(m),
        _check_chain(m),
        _check_genuine(m),
        _check_order(m),
        _check_receipt_times(m),
        _check_duration(m),
        _check_challenge(m),
        _check_motion(m.reading),
        _check_words(m.reading),
    )
    return Verdict(_overall_result(checks), checks, round(m.reading.seconds, 2), m.reading.frames)


def undecided_verdict() -> Verdict:
    """Make the verdict of checks that could not be made at all."""
    check = Check(CheckName.FILE_DECODES, Outcome.UNKNOWN, explain(ReasonCode.CHECKS_NOT_RUN))
    return Verdict(Result.NOT_SHOWN_LIVE, (check,), 0.0, 0)


def is_undecided(verdict: Verdict) -> bool:
    """Tell whether the checks could not be made at all."""
    return any(check.reason.code is ReasonCode.CHECKS_NOT_RUN for check in verdict.checks)


def _overall_result(checks: Sequence[Check]) -> Result:
    """Sum up the checks. The words are for the operator to hear; everything else has to be shown."""
    judged = {check.name: check.outcome for check in checks if check.name is not CheckName.WORDS_SPOKEN}
    if Outcome.FAIL in judged.values() or judged[CheckName.TOKENS_GENUINE] is Outcome.UNKNOWN:
        return Result.NOT_SHOWN_LIVE
    return Result.PARTLY_LIVE if Outcome.UNKNOWN in judged.values() else Result.LIVE


def _check_decoding(m: Material) -> Check:
    name, reading = CheckName.FILE_DECODES, m.reading
    if reading.damage is not None:
        reason = explain(ReasonCode.FILM_DAMAGED, damage=reading.damage)
        return Check(name, Outcome.FAIL, reason, reading.damaged_frame)
    if reading.frames == 0:
        return Check(name, Outcome.FAIL, explain(ReasonCode.NO_PICTURE))
    empty = next((n for n in reading.empty if m.pieces[n].size >= MIN_FILM_BYTES), None)
    if empty is not None:
        return Check(name, Outcome.FAIL, explain(ReasonCode.PIECE_EMPTY, piece=empty))
    if (problem := _check_holes(m)) is not None:
        return problem
    return Check(name, Outcome.PASS, explain(ReasonCode.FRAMES_READ, frames=reading.frames))


def _check_holes(m: Material) -> Check | None:
    """Look for film without a picture. A device too busy to film still records sound; out of a film that was cut both
    are gone.
    """
    name, holes = CheckName.FILE_DECODES, [hole for hole in m.reading.holes if not _is_declared(m, hole)]
    cut = next((hole for hole in holes if hole.seconds > MAX_UNMARKED_SECONDS and not hole.heard), None)
    if cut is not None:
        reason = explain(ReasonCode.FILM_CUT, seconds=cut.seconds)
        return Check(name, Outcome.FAIL, reason, cut.frame, round(cut.at, 2))
    blind = max(holes, key=lambda hole: hole.seconds, default=None)
    if blind is not None and blind.seconds > MAX_UNMARKED_SECONDS:
        reason = explain(ReasonCode.PICTURE_ABSENT, seconds=blind.seconds)
        return Check(name, Outcome.UNKNOWN, reason, blind.frame, round(blind.at, 2))
    silent = sum(hole.seconds for hole in holes if not hole.heard)
    if silent > MAX_HOLES_SECONDS:
        return Check(name, Outcome.UNKNOWN, explain(ReasonCode.FILM_HOLES, seconds=silent))
    return None


def _is_declared(m: Material, hole: Hole) -> bool:
    """True where a pause was declared where pictures go on, as players that count pauses as film show it."""
    return any(piece.gap_seconds > 0 for piece in m.pieces[hole.chunk : hole.chunk + 1])


def _check_chain(m: Material) -> Check:
    name = CheckName.CHAIN_UNBROKEN
    altered = next((n for n, piece in enumerate(m.pieces) if not piece.intact), None)
    if altered is not None:
        return Check(name, Outcome.FAIL, explain(ReasonCode.PIECE_ALTERED, piece=altered))
    if m.broken_at is not None:
        return Check(name, Outcome.FAIL, explain(ReasonCode.CHAIN_BROKEN, piece=m.broken_at))
    if m.missing:
        return Check(name, Outcome.UNKNOWN, explain(ReasonCode.PIECES_MISSING, pieces=m.missing))
    return Check(name, Outcome.PASS, explain(ReasonCode.PIECES_WHOLE, pieces=len(m.pieces)))


def _check_genuine(m: Material) -> Check:
    name, runs = CheckName.TOKENS_GENUINE, m.reading.runs
    foreign: dict[Mark, int] = {}
    for run in runs:
        if run.mark is not None and not m.genuine(run.mark):
            foreign[run.mark] = foreign.get(run.mark, 0) + run.frames
            if foreign[run.mark] >= MIN_FOREIGN_FRAMES:
                return _check_at(name, Outcome.FAIL, explain(ReasonCode.MARK_FOREIGN), run)
    total = sum(run.frames for run in runs)
    marked = sum(run.frames for run in _genuine_runs(m))
    share = marked / total if total else 0.0
    bare = _longest_unmarked(m)
    if bare is not None and bare.last_at - bare.first_at > MAX_UNMARKED_SECONDS:
        reason = explain(ReasonCode.MARK_ABSENT, seconds=bare.last_at - bare.first_at)
        return _check_at(name, Outcome.FAIL, reason, bare)
    if share < HARDLY_MARKED_SHARE:
        return Check(name, Outcome.FAIL, explain(ReasonCode.MARKS_FEW, share=share))
    if share < MIN_MARKED_SHARE:
        return Check(name, Outcome.UNKNOWN, explain(ReasonCode.MARKS_PARTLY_READABLE, share=share))
    return Check(name, Outcome.PASS, explain(ReasonCode.MARKS_GENUINE, share=share))


def _check_order(m: Material) -> Check:
    name = CheckName.TOKENS_IN_ORDER
    for before, after in pairwise(_genuine_runs(m)):
        if _slot_of(after) < _slot_of(before):
            return _check_at(name, Outcome.FAIL, explain(ReasonCode.TOKEN_OLDER), after)
    if not _genuine_runs(m):
        return Check(name, Outcome.UNKNOWN, explain(ReasonCode.NO_TOKEN))
    return Check(name, Outcome.PASS, explain(ReasonCode.TOKENS_FOLLOW))


def _check_receipt_times(m: Material) -> Check:
    name, runs = CheckName.RECEIVED_IN_TIME, _genuine_runs(m)
    if not runs:
        return Check(name, Outcome.UNKNOWN, explain(ReasonCode.NO_TOKEN))
    ages = [m.pieces[run.chunk].received_at - m.issued_at(_slot_of(run)) for run in runs]
    early = next((run for run, age in zip(runs, ages, strict=True) if age < -MAX_EARLY), None)
    if early is not None:
        return _check_at(name, Outcome.FAIL, explain(ReasonCode.RECEIVED_EARLY), early)
    late = {run.chunk for run, age in zip(runs, ages, strict=True) if age > MAX_DELAY}
    if not late:
        reason = explain(ReasonCode.RECEIVED_IN_TIME, seconds=max(ages).total_seconds())
        return Check(name, Outcome.PASS, reason)
    return _check_late_pieces(m, runs, late)


def _check_late_pieces(m: Material, runs: Sequence[Run], late: set[int]) -> Check:
    """Excuse what was in hand when the connection went: it may come late, if the recorder stopped and said so."""
    name = CheckName.RECEIVED_IN_TIME
    film = {chunk: sum(_film_seconds(run) for run in runs if run.chunk == chunk) for chunk in late}
    total = sum(_film_seconds(run) for run in m.reading.runs) or 1.0
    excused = sum(film[chunk] for chunk in _excused_chunks(m, film))
    unexcused = sum(film.values()) - excused
    first = next(run for run in runs if run.chunk in late)
    if unexcused / total > MAX_LATE_SHARE:
        return _check_at(name, Outcome.FAIL, explain(ReasonCode.RECEIVED_LATE, seconds=unexcused), first)
    if unexcused > 0 or excused > max(MAX_EXCUSED_SHARE * total, min(ONE_CUT_SECONDS, total / 2)):
        reason = explain(ReasonCode.RECEIVED_PARTLY_LATE, seconds=unexcused + excused, total=total)
        return _check_at(name, Outcome.UNKNOWN, reason, first)
    return _check_at(name, Outcome.PASS, explain(ReasonCode.CONNECTION_LOST, seconds=excused), first)


def _excused_chunks(m: Material, film: dict[int, float]) -> set[int]:
    excused: set[int] = set()
    for _, numbered in groupby(enumerate(sorted(film)), key=lambda pair: pair[1] - pair[0]):
        together = [chunk for _, chunk in numbered]
        short = sum(film[chunk] for chunk in together) <= MAX_EXCUSED_RUN_SECONDS
        if short and _was_interrupted(m.pieces, together[0], together[-1]) and _was_in_hand(m, together):
            excused.update(together)
    return excused


def _was_in_hand(m: Material, late: Sequence[int]) -> bool:
    """True if recording stood still until they had arrived: what is recorded after them shows no token from before.
    Who holds pieces back to work on them, and goes on recording meanwhile, is not excused.
    """
    received = max(m.pieces[chunk].received_at for chunk in late)
    after = next((run for run in _genuine_runs(m) if run.chunk > late[-1]), None)
    return after is None or m.issued_at(_slot_of(after)) >= received - MAX_DELAY


def _was_interrupted(pieces: Sequence[Piece], first: int, last: int) -> bool:
    """True if the recorder paused or was started again within these late pieces, or what came in one go with them, or
    right after: the end of what was in hand may share a piece with what came after the pause.
    """
    until = pieces[last].received_at + BURST_WINDOW
    end = next((n for n, piece in enumerate(pieces) if n > last and piece.received_at > until), len(pieces))
    return any(piece.gap_seconds > 0 or piece.segment != pieces[first].segment for piece in pieces[first : end + 1])


def _check_duration(m: Material) -> Check:
    """Compare the clock in the picture with the film's own: they run alike, but for the pauses that were declared."""
    name, runs = CheckName.DURATION_MATCHES_CLOCK, _genuine_runs(m)
    if not runs:
        return Check(name, Outcome.UNKNOWN, explain(ReasonCode.NO_TOKEN))
    for _, within in groupby(runs, key=lambda run: run.segment):
        if (drift := _find_drift(m, list(within))) is not None:
            run, jump = drift
            code = ReasonCode.SECONDS_MISSING if jump > 0 else ReasonCode.SECONDS_ADDED
            return _check_at(name, Outcome.FAIL, explain(code, seconds=abs(jump)), run)
    seconds = m.reading.seconds
    if seconds < MIN_FILM_SECONDS:
        return Check(name, Outcome.UNKNOWN, explain(ReasonCode.FILM_SHORT, seconds=seconds))
    wall = (m.pieces[runs[-1].chunk].received_at - m.issued_at(_slot_of(runs[0]))).total_seconds()
    if wall > 0 and seconds / wall < 1 - MAX_PAUSED_SHARE:
        return Check(name, Outcome.UNKNOWN, explain(ReasonCode.FILM_MOSTLY_PAUSED, seconds=seconds, total=wall))
    return Check(name, Outcome.PASS, explain(ReasonCode.DURATION_FITS, seconds=seconds, total=wall))


def _find_drift(m: Material, runs: Sequence[Run]) -> tuple[Run, float] | None:
    """Find the first frame whose clock is off, and by how many seconds."""
    start, base, pending, passed = m.issued_at(_slot_of(runs[0])), runs[0].first_at, 0.0, runs[0].chunk
    for run in _token_ends(runs):
        pending += sum(piece.gap_seconds for piece in m.pieces[passed + 1 : run.chunk + 1])
        passed = max(passed, run.chunk)
        off = (m.issued_at(_slot_of(run)) - start).total_seconds() - (run.first_at - base)
        if pending and abs(off - pending) < abs(off):
            if abs(off - pending) > MAX_PAUSE_DRIFT_SECONDS + MAX_DRIFT_SECONDS:
                return run, off - pending
            start, base, pending = m.issued_at(_slot_of(run)), run.first_at, 0.0
        elif abs(off) > MAX_DRIFT_SECONDS:
            return run, off
    return None


def _token_ends(runs: Sequence[Run]) -> list[Run]:
    """List the first run of each token; and its last frame, as if a token outlived its time by much."""
    ends: list[Run] = []
    for _, same in groupby(runs, key=_slot_of):
        together = list(same)
        first, last = together[0], together[-1]
        ends.append(first)
        if last.last_at - first.first_at > MAX_DRIFT_SECONDS + MAX_DRIFT_SECONDS:
            stale = Run(last.segment, last.chunk, last.first_frame, last.frames, last.last_at, last.last_at, last.mark)
            ends.append(stale)
    return ends


def _check_challenge(m: Material) -> Check:
    name = CheckName.CHALLENGE_SHOWN
    wrong = next((run for run in _genuine_runs(m) if run.mark is not None and run.mark.code != m.code), None)
    if wrong is not None:
        return _check_at(name, Outcome.FAIL, explain(ReasonCode.FOREIGN_CASE_CODE), wrong)
    if not _genuine_runs(m):
        return Check(name, Outcome.UNKNOWN, explain(ReasonCode.NO_CASE_CODE))
    return Check(name, Outcome.PASS, explain(ReasonCode.CASE_CODE_SHOWN))


def _check_motion(reading: Reading) -> Check:
    name = CheckName.PICTURE_MOVES
    share = reading.moving_frames / reading.frames if reading.frames else 0.0
    if share < 0.02:
        return Check(name, Outcome.UNKNOWN, explain(ReasonCode.PICTURE_STILL))
    return Check(name, Outcome.PASS, explain(ReasonCode.PICTURE_MOVES, share=share))


def _check_words(reading: Reading) -> Check:
    name = CheckName.WORDS_SPOKEN
    code = ReasonCode.WORDS_FOR_OPERATOR if reading.sound else ReasonCode.WORDS_WITHOUT_SOUND
    return Check(name, Outcome.UNKNOWN, explain(code))


def _genuine_runs(m: Material) -> list[Run]:
    return [run for run in m.reading.runs if _is_genuine(m, run)]


def _is_genuine(m: Material, run: Run) -> bool:
    return run.mark is not None and m.genuine(run.mark)


def _longest_unmarked(m: Material) -> Run | None:
    """Also frames with marks that are none of ours, however they change."""
    longest: Run | None = None
    for (segment, bare), same in groupby(m.reading.runs, key=lambda run: (run.segment, not _is_genuine(m, run))):
        if not bare:
            continue
        together = list(same)
        first, last = together[0], together[-1]
        frames = sum(run.frames for run in together)
        whole = Run(segment, first.chunk, first.first_frame, frames, first.first_at, last.last_at, None)
        if longest is None or _film_seconds(whole) > _film_seconds(longest):
            longest = whole
    return longest


def _film_seconds(run: Run) -> float:
    """Seconds of film, the last frame's own time included."""
    return run.last_at - run.first_at + (run.last_at - run.first_at) / max(1, run.frames - 1)


def _slot_of(run: Run) -> int:
    if run.mark is None:
        raise InvariantViolated("only runs with a genuine mark have a slot")
    return run.mark.slot


def _check_at(name: CheckName, outcome: Outcome, reason: Reason, run: Run) -> Check:
    return Check(name, outcome, reason, run.first_frame, round(run.first_at, 2))
