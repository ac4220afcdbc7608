"""Plain text in UTF-8, UTF-16 or Windows-1252, read in pieces: no markup, no control characters, no card numbers."""

from __future__ import annotations

import codecs
import re
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
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


def examine_text(file: Path) -> str:
    """Raises Rejected; `card_number` for one that holds a payment card number."""
    with file.open("rb") as opened:
        head = opened.read(len(codecs.BOM_UTF8))
    encoding = next((name for mark, name in BYTE_ORDER_MARKS if head.startswith(mark)), None)
    for candidate in ("utf-8", "cp1252") if encoding is None else (encoding,):
        try:
            _examine_pieces(_decode_pieces(file, candidate))
        except UnicodeError:
            continue
        return "text/plain"
    raise Rejected("unknown_type")


def _decode_pieces(file: Path, encoding: str) -> Iterator[str]:
    """Raises UnicodeError."""
    decoder = codecs.getincrementaldecoder(encoding)()
    with file.open("rb") as opened:
        while block := opened.read(BLOCK_BYTES):
            yield decoder.decode(block)
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
    if CONTROL_PATTERN.search(piece) or (is_first and MARKUP_PATTERN.match(lowered)):
        return Rejected("unknown_type")
    return Rejected("markup") if PAGE_PATTERN.search(before.lower() + lowered) else None
