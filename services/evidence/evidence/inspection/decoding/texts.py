"""Plain text, read in pieces: no markup, no control characters, no card numbers.

It is kept as it came, so that its encoding only matters for what is searched. UTF-8 and UTF-16 are told apart; of those
with eight bits nobody knows which it is, and it is searched in each that fits.
"""

from __future__ import annotations

import codecs
import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from common.kernel.writing.card_numbers import CardNumberSearch

from .rejection import Rejected

BLOCK_BYTES: Final = 1 << 18
LONGEST_MARKER: Final = 32
# Text that some program acts upon, or that is a picture in letters.
MARKUP_PATTERN: Final = re.compile(
    r"\s*(<(!doctype|html|head|body|svg|script|\?xml|\?php|iframe)|#!|#extm3u|(ff)?concat[ :]|simple  =|%pdf-|%!ps"
    r"|\{\\rtf)"
)
PAGE_PATTERN: Final = re.compile(r"<html|<script|<svg|<iframe|<\?php|<!doctype|%pdf-")
CONTROL_PATTERN: Final = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f]")
BYTE_ORDER_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # before the mark of UTF-16, which it begins with
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


EIGHT_BIT_ENCODINGS: Final = ("cp1252", "cp932", "gb18030", "latin-1")
"""Of old programs: of western Europe, of Japan, of China, and whatever else is not in two bytes for each letter."""
HEAD_BYTES: Final = 4_096
FEW_CONTROLS: Final = 0.15
"""Share of the characters: a log with colours or a file of DOS is a text, a program is none."""
LEAST_CONTROLS: Final = 5


def examine_text(file: Path) -> str:
    """Raises Rejected; `card_number` for one that holds a payment card number."""
    is_read = False
    for encoding in _list_encodings(file):
        try:
            _examine_pieces(_decode_pieces(file, encoding))
        except UnicodeError:
            continue
        is_read = True
        if encoding not in EIGHT_BIT_ENCODINGS:
            break
    if not is_read:
        raise Rejected("unknown_type")
    return "text/plain"


def _list_encodings(file: Path) -> tuple[str, ...]:
    with file.open("rb") as opened:
        head = opened.read(HEAD_BYTES)
    marked = next((name for mark, name in BYTE_ORDER_MARKS if head.startswith(mark)), None)
    if marked is not None:
        return (marked,)
    if b"\0" in head and len(head) % 2 == 0:
        if not head[0::2].count(0):
            return ("utf-16-le",)
        if not head[1::2].count(0):
            return ("utf-16-be",)
    return ("utf-8", *EIGHT_BIT_ENCODINGS)


def _decode_pieces(file: Path, encoding: str) -> Iterator[str]:
    """Raises UnicodeError, also where a guess has made characters that there are not."""
    decoder, is_guessed = codecs.getincrementaldecoder(encoding)(), encoding.startswith("utf-16-")
    with file.open("rb") as opened:
        while block := opened.read(BLOCK_BYTES):
            piece = decoder.decode(block)
            if is_guessed and any(unicodedata.category(character) in ("Cn", "Co") for character in piece):
                raise UnicodeError
            yield piece
    yield decoder.decode(b"", final=True)


def _examine_pieces(pieces: Iterator[str]) -> None:
    """What is refused for its encoding is told before what is refused for its content."""
    refusal: Rejected | None = None
    cards, before = CardNumberSearch(), ""
    for number, piece in enumerate(pieces):
        if refusal is None:
            refusal = _find_refusal(piece, before, is_first=number == 0)
            cards.search(piece)
        before = piece[-LONGEST_MARKER:]
    cards.finish()
    if refusal is None and cards.has_card_number:
        refusal = Rejected("card_number")
    if refusal is not None:
        raise refusal


def _find_refusal(piece: str, before: str, *, is_first: bool) -> Rejected | None:
    lowered = piece.lower()
    if is_first and MARKUP_PATTERN.match(lowered):
        return Rejected("unknown_type")
    if controls := len(CONTROL_PATTERN.findall(piece)):
        return Rejected("other_text" if controls < max(FEW_CONTROLS * len(piece), LEAST_CONTROLS) else "unknown_type")
    return Rejected("markup") if PAGE_PATTERN.search(before.lower() + lowered) else None
