"""Kinds of files, told by their content. What is not on the list is rejected."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

from . import films, image_ends, images
from .other_kinds import find_other_kind
from .rejection import Rejected

HEAD_BYTES: Final = 4096
MAX_WHOLE_BYTES: Final = 100_000_000
"""Of pictures and papers; films and sound may be larger."""
TAIL_BYTES: Final = 65_535 + 22
# A file that is two things at once shows each reader another one.
PAGE_PATTERN: Final = re.compile(rb"<(html|script|svg|iframe|body)[\s>/]|<\?php\s|<!doctype\s", re.IGNORECASE)
PAPER_PATTERN: Final = re.compile(rb"%pdf-\d", re.IGNORECASE)
PAPER_OBJECT_PATTERN: Final = re.compile(rb"(?<![A-Za-z])(?:end)?obj(?![A-Za-z0-9])")
"""Without an object there is nothing that a reader could show: the header alone is a mention."""
PAPER_OBJECT_BYTES: Final = 32
SEARCH_BYTES: Final = 1 << 20
NOT_OF_TEXT: Final = re.compile(rb"[^\t\n\r\f\x20-\xff]")
PDF_HEADER_PATTERN: Final = re.compile(rb"%PDF-\d")
PDF_HEADER_BYTES: Final = 1_024
"""So far into a file readers look for the header."""
ZIP_END_MARKER: Final = b"PK\x05\x06"
ZIP_END_SIZE: Final = 22
HEIC_BRANDS: Final = frozenset({
    b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"hevm", b"hevs", b"mif1", b"msf1", b"MiHE",
})  # fmt: skip
AVIF_BRANDS: Final = frozenset({b"avif", b"avis"})
OPEN_BRANDS: Final = frozenset({b"mif1", b"mif2", b"mif3", b"msf1", b"miaf"})
"""Say that it is a picture, and not how it is coded: the compatible brands do."""


def examine_file(file: Path) -> str:
    """Detect the media type. Raises Rejected."""
    size = file.stat().st_size
    if size == 0:
        raise Rejected("empty")
    with file.open("rb") as opened:
        head = opened.read(HEAD_BYTES)
        opened.seek(max(size - TAIL_BYTES, 0))
        tail = opened.read()
    if reads_as_text(head):
        _require_bounded(size)
        return _examine_text(file)
    media_type, signature = detect_image_type(head), films.detect_signature(head)
    if media_type is None and (why := find_other_kind(head)) is not None:
        raise Rejected(why)
    refuse_archives(tail)
    if media_type is not None:
        refuse_polyglots(file, head, tail)
        _require_bounded(size)
        image_ends.refuse_trailing_bytes(file, media_type)
        return images.examine_image(file, media_type)
    if signature is not None:
        refuse_polyglots(file, head, tail)
        return films.examine_film(file, signature)
    _require_bounded(size)
    if (start := find_pdf_start(head)) is not None:
        return _examine_pdf(file, head[:start], tail)
    return _examine_text(file)


def reads_as_text(head: bytes) -> bool:
    """Tell whether it begins as a text does, whatever word that is. Every other kind has control characters in its
    head, but for a PDF."""
    return NOT_OF_TEXT.search(head) is None and find_pdf_start(head) is None


def _examine_pdf(file: Path, before: bytes, tail: bytes) -> str:
    from .papers import examine_pdf  # its parser takes longer to load than most files to be looked into

    return examine_pdf(file, before, tail)


def _examine_text(file: Path) -> str:
    from .texts import examine_text

    return examine_text(file)


def _require_bounded(size: int) -> None:
    if size > MAX_WHOLE_BYTES:
        raise Rejected("too_large_inside")


def find_pdf_start(head: bytes) -> int | None:
    """Find where the header begins; printers and mailers leave a few bytes before it."""
    match = PDF_HEADER_PATTERN.search(head, 0, PDF_HEADER_BYTES)
    return None if match is None else match.start()


def detect_image_type(head: bytes) -> str | None:
    if head.startswith(b"\xff\xd8\xff"):
        return "image/jpeg"
    if head.startswith(b"\x89PNG\r\n\x1a\n"):
        return "image/png"
    if head.startswith(b"RIFF") and head[8:12] == b"WEBP":
        return "image/webp"
    if head.startswith((b"GIF87a", b"GIF89a")):
        return "image/gif"
    return _image_type_of_brands(head) if head[4:8] == b"ftyp" else None


def _image_type_of_brands(head: bytes) -> str | None:
    major, size = head[8:12], int.from_bytes(head[:4], "big")
    brands = {major}
    if major in OPEN_BRANDS:
        brands |= {head[at : at + 4] for at in range(16, min(size, HEAD_BYTES), 4)}
    if brands & AVIF_BRANDS:
        return "image/avif"
    return "image/heic" if brands & HEIC_BRANDS else None


def refuse_polyglots(file: Path, head: bytes, tail: bytes) -> None:
    """Refuse a page or a paper in the same file. Metadata that mention them are neither: the picture goes on."""
    if (PAPER_PATTERN.search(head) or PAPER_PATTERN.search(tail)) and _holds_paper_object(file):
        raise Rejected("polyglot")
    for page in PAGE_PATTERN.finditer(tail):
        if NOT_OF_TEXT.search(tail, page.start()) is None:
            raise Rejected("polyglot")


def _holds_paper_object(file: Path) -> bool:
    before = b""
    with file.open("rb") as opened:
        while block := opened.read(SEARCH_BYTES):
            if PAPER_OBJECT_PATTERN.search(window := before + block):
                return True
            before = window[-PAPER_OBJECT_BYTES:]
    return False


def refuse_archives(tail: bytes) -> None:
    """Archives are read from their end, so one can hide behind anything (GIFAR)."""
    at = tail.find(ZIP_END_MARKER)
    while at >= 0:
        comment = int.from_bytes(tail[at + 20 : at + 22], "little")
        if len(tail) >= at + ZIP_END_SIZE and len(tail) - at - ZIP_END_SIZE >= comment:
            raise Rejected("polyglot")
        at = tail.find(ZIP_END_MARKER, at + 1)
