"""The mark: what it carries comes back, damaged or not, and nothing else passes for one."""

from __future__ import annotations

import random
from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from common.kernel.ids import new_id
from evidence.live_video.domain.mark import SIZE, Mark, decode, encode
from evidence.live_video.domain.token import PERIOD, Signer, slot_at, slot_start
from evidence.live_video.domain.words import LANGUAGES, WORDS, case_code, code_number, words_in
from evidence.testing import NOON

MARKS = st.builds(Mark, st.integers(0, 2**24 - 1), st.integers(0, 2**20 - 1), st.binary(min_size=6, max_size=6))


@given(MARKS, st.sets(st.integers(0, SIZE - 1), max_size=4), st.randoms(use_true_random=False))
def test_four_damaged_bytes_are_repaired(mark: Mark, places: set[int], chance: random.Random) -> None:
    cells = bytearray(encode(mark))
    for place in places:
        cells[place] ^= chance.randint(1, 255)

    assert decode(bytes(cells)) == mark


@given(st.binary(min_size=SIZE, max_size=SIZE))
def test_noise_is_almost_never_a_mark(cells: bytes) -> None:
    found = decode(cells)

    assert found is None or sum(a != b for a, b in zip(encode(found), cells, strict=True)) <= 4


def test_a_plain_surface_is_no_mark() -> None:
    assert decode(bytes(SIZE)) is None
    assert decode(b"\xff" * SIZE) is None


def test_a_token_belongs_to_its_session_its_slot_and_its_server() -> None:
    signer, session, other = Signer(b"k" * 32), new_id(), new_id()
    mark = signer.mark(session, "7KQ2", NOON, 5)

    assert signer.genuine(mark, session, NOON)
    assert not signer.genuine(mark, other, NOON)
    assert not signer.genuine(mark._replace(slot=6), session, NOON)
    assert not signer.genuine(mark, session, NOON + timedelta(seconds=1))
    assert not Signer(b"x" * 32).genuine(mark, session, NOON)


def test_slots_follow_the_clock() -> None:
    assert [slot_at(NOON, NOON + timedelta(seconds=s)) for s in (-1, 0, 1.9, 2, 61)] == [0, 0, 0, 1, 30]
    assert slot_start(NOON, 30) == NOON + 30 * PERIOD


@given(st.integers(0, 2**20 - 1))
def test_a_case_code_is_four_letters_that_stand_for_a_number(number: int) -> None:
    assert len(case_code(number)) == 4
    assert code_number(case_code(number)) == number


def test_every_word_is_there_in_every_language_and_only_once() -> None:
    for place, language in enumerate(LANGUAGES):
        assert len({words[place] for words in WORDS}) == len(WORDS)
        assert words_in(language, (0, 1)) == (WORDS[0][place], WORDS[1][place])
