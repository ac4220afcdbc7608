"""The machine-readable mark in every picture of a live recording: 20 by 8 cells, black or white, in a band below it.

Twelve bytes (slot, case code, signature) and eight of Reed-Solomon parity: four damaged bytes are repaired.
"""

from __future__ import annotations

import hashlib
from functools import reduce
from typing import Final, NamedTuple

COLUMNS: Final = 20
ROWS: Final = 8
CELL: Final = 8
"""Pixels. The blocks of the usual codecs: a cell survives where a finer pattern would blur."""
MARGIN: Final = 8
BAND: Final = ROWS * CELL + 2 * MARGIN
SIGNATURE: Final = 6
DATA: Final = 12
PARITY: Final = 8
SIZE: Final = DATA + PARITY
# Neither an empty picture nor a plain one is a mark, and black and white are in balance.
_MASK: Final = hashlib.sha256(b"parley live mark 1").digest()[:SIZE]


class Mark(NamedTuple):
    slot: int
    code: int
    signature: bytes


def _tables() -> tuple[list[int], list[int]]:
    exponents, logarithms, value = [0] * 512, [0] * 256, 1
    for power in range(255):
        exponents[power] = exponents[power + 255] = value
        logarithms[value] = power
        value = (value << 1) ^ (0x11D if value & 0x80 else 0)
    return exponents, logarithms


_EXP, _LOG = _tables()


def encode(mark: Mark) -> bytes:
    """The cells, row by row, eight to a byte; a set bit is white."""
    data = mark.slot.to_bytes(3, "big") + mark.code.to_bytes(3, "big") + mark.signature
    return _masked(data + _parity(data))


def decode(cells: bytes) -> Mark | None:
    """None for what is no mark, or is damaged beyond repair."""
    repaired = _repair(_masked(cells))
    if repaired is None:
        return None
    return Mark(int.from_bytes(repaired[:3], "big"), int.from_bytes(repaired[3:6], "big"), repaired[6:DATA])


def _masked(cells: bytes) -> bytes:
    return bytes(a ^ b for a, b in zip(cells, _MASK, strict=True))


def _times(a: int, b: int) -> int:
    return _EXP[_LOG[a] + _LOG[b]] if a and b else 0


def _over(a: int, b: int) -> int:
    return _EXP[_LOG[a] - _LOG[b] + 255] if a else 0


def _product(p: list[int], q: list[int]) -> list[int]:
    found = [0] * (len(p) + len(q) - 1)
    for i, a in enumerate(p):
        for j, b in enumerate(q):
            found[i + j] ^= _times(a, b)
    return found


def _value(p: list[int], x: int) -> int:
    """Of a polynomial, highest power first."""
    return reduce(lambda total, coefficient: _times(total, x) ^ coefficient, p, 0)


_GENERATOR: Final = reduce(_product, ([1, _EXP[i]] for i in range(PARITY)), [1])


def _parity(data: bytes) -> bytes:
    rest = list(data) + [0] * PARITY
    for i in range(len(data)):
        if lead := rest[i]:
            for j in range(1, len(_GENERATOR)):
                rest[i + j] ^= _times(_GENERATOR[j], lead)
    return bytes(rest[len(data) :])


def _repair(word: bytes) -> bytes | None:
    syndromes = _syndromes(list(word))
    if not any(syndromes):
        return word
    locator = _locator(syndromes)
    errors = len(locator) - 1
    places = [i for i in range(SIZE) if _value(locator[::-1], _EXP[(255 - (SIZE - 1 - i)) % 255]) == 0]
    if errors > PARITY // 2 or len(places) != errors:
        return None
    repaired = _corrected(list(word), syndromes, locator, places)
    return None if any(_syndromes(repaired)) else bytes(repaired)


def _syndromes(word: list[int]) -> list[int]:
    return [_value(word, _EXP[i]) for i in range(PARITY)]


def _locator(syndromes: list[int]) -> list[int]:
    """Berlekamp-Massey, lowest power first."""
    current, previous, length, shift, last = [1], [1], 0, 1, 1
    for n, syndrome in enumerate(syndromes):
        gap = syndrome
        for i in range(1, length + 1):
            gap ^= _times(current[i] if i < len(current) else 0, syndromes[n - i])
        if gap == 0:
            shift += 1
            continue
        scale = _over(gap, last)
        change = [0] * shift + [_times(scale, c) for c in previous]
        before = current
        wide = max(len(current), len(change))
        current = [(current[i] if i < len(current) else 0) ^ (change[i] if i < len(change) else 0) for i in range(wide)]
        if 2 * length <= n:
            length, previous, last, shift = n + 1 - length, before, gap, 1
        else:
            shift += 1
    while len(current) > 1 and current[-1] == 0:
        current.pop()
    return current


def _corrected(word: list[int], syndromes: list[int], locator: list[int], places: list[int]) -> list[int]:
    """Forney's formula."""
    evaluator = _product(syndromes, locator)[:PARITY]
    slope = [c if power % 2 else 0 for power, c in enumerate(locator)][1:]
    for place in places:
        root = _EXP[(255 - (SIZE - 1 - place)) % 255]
        below = _value(slope[::-1], root)
        if below == 0:
            return word
        size = _over(_value(evaluator[::-1], root), below)
        word[place] ^= _times(size, _EXP[SIZE - 1 - place])
    return word
