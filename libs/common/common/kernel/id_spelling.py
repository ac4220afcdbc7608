"""Spelling of ids: a prefix and the UUID in Crockford's base32, in one canonical way."""

from __future__ import annotations

from functools import lru_cache
from typing import Final
from uuid import UUID

ALPHABET: Final = "0123456789abcdefghjkmnpqrstvwxyz"
ID_LENGTH: Final = 26
LETTERS: Final = frozenset(ALPHABET)
LETTER_PAIRS: Final = tuple(first + second for first in ALPHABET for second in ALPHABET)
"""Spelling of every ten bits."""
PAIR_SHIFTS: Final = tuple(range(120, -1, -10))
PLAIN_DIGITS: Final = str.maketrans(ALPHABET, "0123456789abcdefghijklmnopqrstuv")
"""What Python itself reads as base 32."""


@lru_cache(maxsize=1024)
def format_id(prefix: str, id: UUID) -> str:
    """Spell an id. An answer names the same few again and again."""
    value = id.int
    return f"{prefix}_{''.join([LETTER_PAIRS[(value >> shift) & 1023] for shift in PAIR_SHIFTS])}"


def parse_id(prefix: str, text: str) -> UUID:
    """Raises ValueError for every spelling but the canonical one."""
    head, _, tail = text.partition("_")
    if head != prefix or len(tail) != ID_LENGTH or tail[0] > "7" or not LETTERS.issuperset(tail):
        raise ValueError(f"not an id of the form {prefix}_…")
    return UUID(int=int(tail.translate(PLAIN_DIGITS), 32))
