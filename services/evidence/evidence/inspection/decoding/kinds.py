"""Kinds of files, told by their content. What is not on the list is rejected."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

from . import films, images, papers
from .rejection import Rejected

HEAD_BYTES: Final = 4096
MAX_WHOLE_BYTES: Final = 100_000_000
"""Of what must be read at once; films and sound may be larger."""
TAIL_BYTES: Final = 65_535 + 22
# A file that is two things at once shows each reader another one.
MARKUP_PATTERN: Final = re.compile(rb"<(html|script|svg|iframe|body)[\s>/]|<\?php\s|<!doctype\s|%pdf-\d", re.IGNORECASE)
ZIP_END_MARKER: Final = b"PK\x05\x06"
ZIP_END_SIZE: Final = 22
EBML: Final = b"\x1a\x45\xdf\xa3"
HEIC_BRANDS: Final = frozenset({b"heic", b"heix", b"heim", b"heis", b"mif1", b"msf1"})


def examine_file(file: Path) -> str:
    """Detect the media type. Raises Rejected."""
    size = file.stat().st_size
    if size == 0:
        raise Rejected("empty")
    with file.open("rb") as opened:
        head = opened.read(HEAD_BYTES)
        opened.seek(max(size - TAIL_BYTES, 0))
        tail = opened.read()
    if (signature := films.detect_signature(head)) is not None:
        refuse_polyglots(head, tail)
        return films.examine_film(file, signature)
    if size > MAX_WHOLE_BYTES:
        raise Rejected("too_large_inside")
    data = file.read_bytes()
    if data.startswith(b"%PDF-"):
        refuse_archives(tail)
        return papers.examine_pdf(file, data)
    if (media_type := detect_image_type(head)) is not None:
        refuse_polyglots(head, tail)
        images.refuse_trailing_bytes(data, media_type)
        return images.examine_image(file, media_type)
    refuse_archives(tail)
    return papers.examine_text(data)


def detect_image_type(head: bytes) -> str | None:
    if head.startswith(b"\xff\xd8\xff"):
        return "image/jpeg"
    if head.startswith(b"\x89PNG\r\n\x1a\n"):
        return "image/png"
    if head.startswith(b"RIFF") and head[8:12] == b"WEBP":
        return "image/webp"
    if head.startswith((b"GIF87a", b"GIF89a")):
        return "image/gif"
    if head[4:8] == b"ftyp" and head[8:12] in HEIC_BRANDS:
        return "image/heic"
    return None


def refuse_polyglots(head: bytes, tail: bytes) -> None:
    if MARKUP_PATTERN.search(head) or MARKUP_PATTERN.search(tail):
        raise Rejected("polyglot")
    refuse_archives(tail)


def refuse_archives(tail: bytes) -> None:
    """Archives are read from their end, so one can hide behind anything (GIFAR)."""
    at = tail.find(ZIP_END_MARKER)
    while at >= 0:
        comment = int.from_bytes(tail[at + 20 : at + 22], "little")
        if len(tail) >= at + ZIP_END_SIZE and len(tail) - at - ZIP_END_SIZE >= comment:
            raise Rejected("polyglot")
        at = tail.find(ZIP_END_MARKER, at + 1)
