"""Machine-readable mark in every picture of a live recording: 20 by 8 cells, black or white, in a band below it.

Twelve bytes (slot, case code, signature) and eight of Reed-Solomon parity: four damaged bytes are repaired.
"""

from __future__ import annotations

import hashlib
from functools import reduce
from typing import Final, NamedTuple

MARK_COLUMNS: Final = 20
MARK_ROWS: Final = 8
CELL_PIXELS: Final = 8
"""Pixels. The blocks of the usual codecs: a cell survives where a finer pattern would blur."""
MARGIN_PIXELS: Final = 8
BAND_PIXELS: Final = MARK_ROWS * CELL_PIXELS + 2 * MARGIN_PIXELS
SIGNATURE_BYTES: Final = 6
DATA_BYTES: Final = 12
PARITY_BYTES: Final = 8
MARK_BYTES: Final = DATA_BYTES + PARITY_BYTES
# Neither an empty picture nor a plain one is a mark, and black and white are in balance.
_MASK: Final = hashlib.sha256(b"parley live mark 1").digest()[:MARK_BYTES]


class Mark(NamedTuple):
    slot: int
    code: int
    signature: bytes


def _build_field_tables() -> tuple[list[int], list[int]]:
    exponents, logarithms, value = [0] * 512, [0] * 256, 1
    for power in range(255):
        exponents[power] = exponents[power + 255] = value
        logarithms[value] = power
        value = (value << 1) ^ (0x11D if value & 0x80 else 0)
    return exponents, logarithms


_EXP, _LOG = _build_field_tables()


def encode_mark(mark: Mark) -> bytes:
    """Spell the cells, row by row, eight to a byte; a set bit is white."""
    data = mark.slot.to_bytes(3, "big") + mark.code.to_bytes(3, "big") + mark.signature
    return _apply_mask(data + _compute_parity(data))


def decode_mark(cells: bytes) -> Mark | None:
    """None for what is no mark, or is damaged beyond repair."""
    repaired = _repair_word(_apply_mask(cells))
    if repaired is None:
        return None
    return Mark(int.from_bytes(repaired[:3], "big"), int.from_bytes(repaired[3:6], "big"), repaired[6:DATA_BYTES])


def _apply_mask(cells: bytes) -> bytes:
    return bytes(a ^ b for a, b in zip(cells, _MASK, strict=True))


def _multiply_in_field(a: int, b: int) -> int:
    return _EXP[_LOG[a] + _LOG[b]] if a and b else 0


def _divide_in_field(a: int, b: int) -> int:
    return _EXP[_LOG[a] - _LOG[b] + 255] if a else 0


def _multiply_polynomials(p: list[int], q: list[int]) -> list[int]:
    product = [0] * (len(p) + len(q) - 1)
    for i, a in enumerate(p):
        for j, b in enumerate(q):
            product[i + j] ^= _multiply_in_field(a, b)
    return product


def _evaluate_polynomial(p: list[int], x: int) -> int:
    """Value of a polynomial, highest power first."""
    return reduce(lambda total, coefficient: _multiply_in_field(total, x) ^ coefficient, p, 0)


_GENERATOR: Final = reduce(_multiply_polynomials, ([1, _EXP[i]] for i in range(PARITY_BYTES)), [1])


def _compute_parity(data: bytes) -> bytes:
    rest = list(data) + [0] * PARITY_BYTES
    for i in range(len(data)):
        if lead := rest[i]:
            for j in range(1, len(_GENERATOR)):
                rest[i + j] ^= _multiply_in_field(_GENERATOR[j], lead)
    return bytes(rest[len(data) :])


def _repair_word(word: bytes) -> bytes | None:
    syndromes = _compute_syndromes(list(word))
    if not any(syndromes):
        return word
    locator = _find_error_locator(syndromes)
    errors = len(locator) - 1
    places = [
        i
        for i in range(MARK_BYTES)
        if _evaluate_polynomial(locator[::-1], _EXP[(255 - (MARK_BYTES - 1 - i)) % 255]) == 0
    ]
    if errors > PARITY_BYTES // 2 or len(places) != errors:
        return None
    repaired = _correct_errors(list(word), syndromes, locator, places)
    return None if any(_compute_syndromes(repaired)) else bytes(repaired)


def _compute_syndromes(word: list[int]) -> list[int]:
    return [_evaluate_polynomial(word, _EXP[i]) for i in range(PARITY_BYTES)]


def _find_error_locator(syndromes: list[int]) -> list[int]:
    """Berlekamp-Massey, lowest power first."""
    current, previous, length, shift, last = [1], [1], 0, 1, 1
    for n, syndrome in enumerate(syndromes):
        gap = syndrome
        for i in range(1, length + 1):
            gap ^= _multiply_in_field(current[i] if i < len(current) else 0, syndromes[n - i])
        if gap == 0:
            shift += 1
            continue
        scale = _divide_in_field(gap, last)
        change = [0] * shift + [_multiply_in_field(scale, c) for c in previous]
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


def _correct_errors(word: list[int], syndromes: list[int], locator: list[int], places: list[int]) -> list[int]:
    """Forney's formula."""
    evaluator = _multiply_polynomials(syndromes, locator)[:PARITY_BYTES]
    slope = [c if power % 2 else 0 for power, c in enumerate(locator)][1:]
    for place in places:
        root = _EXP[(255 - (MARK_BYTES - 1 - place)) % 255]
        below = _evaluate_polynomial(slope[::-1], root)
        if below == 0:
            return word
        size = _divide_in_field(_evaluate_polynomial(evaluator[::-1], root), below)
        word[place] ^= _multiply_in_field(size, _EXP[MARK_BYTES - 1 - place])
    return word
