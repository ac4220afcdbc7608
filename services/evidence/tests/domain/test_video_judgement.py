"""What is judged of what was seen: nothing that could not be shown gives `live`, nothing honest is refused for the
machine it was made on."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from evidence.live_video.domain.findings import CheckName, Hole, Material, Outcome, Piece, Reading, Result, Run
from evidence.live_video.domain.judgement import judge_recording, undecided_verdict
from evidence.live_video.domain.mark import Mark
from evidence.reasons import ReasonCode, explain

BEGUN = datetime(2026, 11, 25, 12, tzinfo=UTC)
GENUINE, FOREIGN = b"genuin", b"foreig"
CODE = 7


def honest(slots: int = 10, late: float = 4.0) -> Material:
    """Twenty seconds: every mark is shown for two, in a piece of its own."""
    runs = [Run(0, n, n * 20, 20, n * 2.0, n * 2 + 1.9, Mark(n, CODE, GENUINE)) for n in range(slots)]
    pieces = [Piece(0, 0.0, BEGUN + timedelta(seconds=n * 2 + late), True, 90_000) for n in range(slots)]
    return Material(
        reading=Reading(runs, slots * 20, slots * 2.0, slots * 20, True),
        pieces=pieces, missing=0, broken_at=None, genuine=lambda mark: mark.signature == GENUINE,
        issued_at=lambda slot: BEGUN + timedelta(seconds=2 * slot), code=CODE,
    )  # fmt: skip


def seen(m: Material, **differently: object) -> Material:
    return m._replace(reading=m.reading._replace(**differently))


def runs_with(m: Material, **marks: Mark | None) -> Material:
    """`n3=…`: another mark in the fourth run."""
    runs = [replace(run, mark=marks.get(f"n{n}", run.mark)) for n, run in enumerate(m.reading.runs)]
    return seen(m, runs=runs)


def received(m: Material, seconds: dict[int, float], gaps: dict[int, float] | None = None) -> Material:
    pieces = [
        piece._replace(
            received_at=BEGUN + timedelta(seconds=seconds[n]) if n in seconds else piece.received_at,
            gap_seconds=(gaps or {}).get(n, 0.0),
        )
        for n, piece in enumerate(m.pieces)
    ]
    return m._replace(pieces=pieces)


def outcome(m: Material, name: CheckName) -> Outcome:
    return next(check.outcome for check in judge_recording(m).checks if check.name is name)


def test_what_is_shown_in_every_way_is_live() -> None:
    verdict = judge_recording(honest())

    assert verdict.result is Result.LIVE
    assert [check.name for check in verdict.checks] == list(CheckName)
    assert {c.name for c in verdict.checks if c.outcome is Outcome.UNKNOWN} == {CheckName.WORDS_SPOKEN}


def hole(seconds: float, *, heard: bool) -> Hole:
    return Hole(0, 5, 100, 10.0, seconds, heard)


UNSHOWN = {
    CheckName.FILE_DECODES: seen(honest(), holes=[hole(6.0, heard=True)]),
    CheckName.CHAIN_UNBROKEN: honest()._replace(missing=1),
    CheckName.TOKENS_GENUINE: runs_with(honest(), n2=None, n5=None, n8=None),
    CheckName.RECEIVED_IN_TIME: received(honest(), {3: 40.0}),
    CheckName.DURATION_MATCHES_CLOCK: honest(slots=4),
    CheckName.PICTURE_MOVES: seen(honest(), moving_frames=0),
}


@pytest.mark.parametrize("name", UNSHOWN)
def test_a_check_that_is_unknown_never_gives_live(name: CheckName) -> None:
    assert outcome(UNSHOWN[name], name) is Outcome.UNKNOWN
    assert judge_recording(UNSHOWN[name]).result is not Result.LIVE


@pytest.mark.parametrize("name", [CheckName.TOKENS_IN_ORDER, CheckName.CHALLENGE_SHOWN])
def test_without_any_token_nothing_is_shown(name: CheckName) -> None:
    blank = runs_with(honest(), **{f"n{n}": None for n in range(10)})

    assert outcome(blank, name) is Outcome.UNKNOWN
    assert judge_recording(blank).result is Result.NOT_SHOWN_LIVE


def test_a_reason_has_its_figures_and_the_sentence_rounds_them() -> None:
    reason = explain(ReasonCode.MARKS_FEW, share=1 / 3)

    assert reason.text == "Only 33% of the frames show a token of this session."
    assert reason.params == {"share": 0.3333}


def test_checks_that_could_not_be_made_give_nothing() -> None:
    assert undecided_verdict().result is Result.NOT_SHOWN_LIVE


def test_a_piece_with_sound_alone_is_part_of_the_film() -> None:
    """A busy device may film less than a picture a piece; what is no film at all is another matter."""
    film = honest()
    without = seen(film, runs=[run for run in film.reading.runs if run.chunk != 4])

    assert judge_recording(without).result is Result.LIVE
    assert outcome(seen(without, empty=[4]), CheckName.FILE_DECODES) is Outcome.FAIL


@pytest.mark.parametrize(
    ("holes", "expected"),
    [
        ([(4.0, False)], Outcome.PASS),
        ([(4.0, False)] * 3, Outcome.UNKNOWN),
        ([(4.0, True)] * 3, Outcome.PASS),
        ([(5.5, True)], Outcome.UNKNOWN),
        ([(5.5, False)], Outcome.FAIL),
    ],
)
def test_film_that_is_missing_is_found_by_its_sound(holes: list[tuple[float, bool]], expected: Outcome) -> None:
    film = seen(honest(), holes=[hole(seconds, heard=heard) for seconds, heard in holes])

    assert outcome(film, CheckName.FILE_DECODES) is expected


def test_a_pause_that_was_declared_is_no_hole() -> None:
    film = seen(received(honest(), {}, gaps={5: 6.0}), holes=[hole(6.0, heard=False)])

    assert outcome(film, CheckName.FILE_DECODES) is Outcome.PASS


def test_marks_that_change_with_every_frame_are_still_none_of_ours() -> None:
    film = honest(slots=40)
    runs = [
        replace(run, first_frame=n, frames=1, mark=Mark(n, CODE, FOREIGN) if 10 <= n < 14 else run.mark)
        for n, run in enumerate(film.reading.runs)
    ]

    assert outcome(seen(film, runs=runs), CheckName.TOKENS_GENUINE) is Outcome.FAIL


def after_a_cut(*, late: tuple[int, ...], at: float, pause: float, goes_on: float) -> Material:
    """Thirty seconds; the pieces `late` come at `at`. From piece 8 on everything is `goes_on` later."""
    film = honest(slots=15)
    shift = int(goes_on // 2)
    runs = [
        run if n < 8 else replace(run, mark=Mark(n + shift, CODE, GENUINE)) for n, run in enumerate(film.reading.runs)
    ]
    times = {n: n * 2 + goes_on + 4.0 for n in range(8, 15)} | dict.fromkeys(late, at)
    return received(seen(film, runs=runs), times, gaps={8: pause})


def test_what_was_in_hand_when_the_connection_went_is_excused() -> None:
    film = after_a_cut(late=(5, 6, 7), at=72.0, pause=60.0, goes_on=60.0)

    assert outcome(film, CheckName.RECEIVED_IN_TIME) is Outcome.PASS
    assert judge_recording(film).result is Result.LIVE


def test_one_lost_connection_is_excused_in_a_short_film_too() -> None:
    film = honest(slots=8)
    runs = [run if n < 4 else replace(run, mark=Mark(n + 10, CODE, GENUINE)) for n, run in enumerate(film.reading.runs)]
    times = {n: n * 2 + 24.0 for n in range(4, 8)} | dict.fromkeys((1, 2, 3), 28.0)
    film = received(seen(film, runs=runs), times, gaps={4: 20.0})

    assert outcome(film, CheckName.RECEIVED_IN_TIME) is Outcome.PASS


def test_pieces_held_back_while_recording_went_on_are_not_excused() -> None:
    """A pause of a moment is declared where they are, and they come a minute later: worked on meanwhile."""
    film = after_a_cut(late=(5, 6, 7), at=72.0, pause=0.1, goes_on=0.0)

    assert outcome(film, CheckName.RECEIVED_IN_TIME) is Outcome.UNKNOWN
    assert judge_recording(film).result is not Result.LIVE
