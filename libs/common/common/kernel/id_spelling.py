"""Spelling of ids: a prefix and the UUID in Crockford's base32, in one canonical way."""

from __future__ import annotations

from typing import Final
from uuid import UUID

ALPHABET: Final = "0123456789abcdefghjkmnpqrstvwxyz"
ID_LENGTH: Final = 26
LETTER_PAIRS: Final = [first + second for first in ALPHABET for second in ALPHABET]
PAIR_SHIFTS: Final = range(120, -1, -10)
LETTER_VALUES: Final = {letter: value for value, letter in enumerate(ALPHABET)}


def format_id(prefix: str, id: UUID) -> str:
    value = id.int
    return f"{prefix}_{''.join([LETTER_PAIRS[value >> shift & 1023] for shift in PAIR_SHIFTS])}"


def parse_id(prefix: str, text: str) -> UUID:
    """Raises ValueError for every spelling but the canonical one."""
    head, _, tail = text.partition("_")
    if head != prefix or len(tail) != ID_LENGTH or tail[0] > "7" or not all(c in LETTER_VALUES for c in tail):
        raise ValueError(f"not an id of the form {prefix}_…")
    value = 0
    for letter in tail:
        value = value * 32 + LETTER_VALUES[letter]
    return UUID(int=value)
