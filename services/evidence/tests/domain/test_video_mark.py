"""The mark: what it carries comes back, damaged or not, and nothing else passes for one."""

from __future__ import annotations

import random
from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from common.kernel.ids import new_id
from evidence.live_video.domain.mark import MARK_BYTES, Mark, decode_mark, encode_mark
from evidence.live_video.domain.token import TOKEN_PERIOD, TokenSigner, slot_at, slot_start
from evidence.live_video.domain.words import LANGUAGES, WORDS, decode_case_code, encode_case_code, spoken_words_in
from evidence.testing import NOON

MARKS = st.builds(Mark, st.integers(0, 2**24 - 1), st.integers(0, 2**20 - 1), st.binary(min_size=6, max_size=6))


@given(MARKS, st.sets(st.integers(0, MARK_BYTES - 1), max_size=4), st.randoms(use_true_random=False))
def test_four_damaged_bytes_are_repaired(mark: Mark, places: set[int], chance: random.Random) -> None:
    cells = bytearray(encode_mark(mark))
    for place in places:
        cells[place] ^= chance.randint(1, 255)

    assert decode_mark(bytes(cells)) == mark


@given(st.binary(min_size=MARK_BYTES, max_size=MARK_BYTES))
def test_noise_is_almost_never_a_mark(cells: bytes) -> None:
    found = decode_mark(cells)

    assert found is None or sum(a != b for a, b in zip(encode_mark(found), cells, strict=True)) <= 4


def test_a_plain_surface_is_no_mark() -> None:
    assert decode_mark(bytes(MARK_BYTES)) is None
    assert decode_mark(b"\xff" * MARK_BYTES) is None


def test_a_token_belongs_to_its_session_its_slot_and_its_server() -> None:
    signer, session, other = TokenSigner(b"k" * 32), new_id(), new_id()
    mark = signer.sign_mark(session, "7KQ2", NOON, 5)

    assert signer.is_genuine(mark, session, NOON)
    assert not signer.is_genuine(mark, other, NOON)
    assert not signer.is_genuine(mark._replace(slot=6), session, NOON)
    assert not signer.is_genuine(mark, session, NOON + timedelta(seconds=1))
    assert not TokenSigner(b"x" * 32).is_genuine(mark, session, NOON)


def test_slots_follow_the_clock() -> None:
    assert [slot_at(NOON, NOON + timedelta(seconds=s)) for s in (-1, 0, 1.9, 2, 61)] == [0, 0, 0, 1, 30]
    assert slot_start(NOON, 30) == NOON + 30 * TOKEN_PERIOD


@given(st.integers(0, 2**20 - 1))
def test_a_case_code_is_four_letters_that_stand_for_a_number(number: int) -> None:
    assert len(encode_case_code(number)) == 4
    assert decode_case_code(encode_case_code(number)) == number


def test_every_word_is_there_in_every_language_and_only_once() -> None:
    for place, language in enumerate(LANGUAGES):
        assert len({words[place] for words in WORDS}) == len(WORDS)
        assert spoken_words_in(language, (0, 1)) == (WORDS[0][place], WORDS[1][place])
