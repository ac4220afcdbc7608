"""Challenge of a recording: what is to be shown and said, drawn when its session is opened."""

from __future__ import annotations

from typing import Final, NamedTuple

from common.kernel import seams

from .domain.words import WORDS, encode_case_code

SPOKEN_WORDS: Final = 3
_DRAW_BYTES: Final = 8


class Challenge(NamedTuple):
    """Secret until the session is opened: nobody can prepare for it."""

    code: str
    words: tuple[int, ...]


def draw_challenge() -> Challenge:
    return Challenge(encode_case_code(_draw_number(1 << 20)), _draw_words())


def _draw_words() -> tuple[int, ...]:
    numbers = list(range(len(WORDS)))
    return tuple(numbers.pop(_draw_number(len(numbers))) for _ in range(SPOKEN_WORDS))


def _draw_number(count: int) -> int:
    """Unguessable number below `count`."""
    return int.from_bytes(seams.token_bytes(_DRAW_BYTES), "big") % count
