"""PDF without anything that acts, and plain text."""

from __future__ import annotations

import contextlib
import re
import zlib
from pathlib import Path
from typing import Final

from .rejection import Rejected

MAX_INFLATED_BYTES: Final = 32_000_000
MAX_PAGES: Final = 1_000
ACTIVE_CONTENT_PATTERN: Final = re.compile(
    rb"/(JavaScript|JS|OpenAction|AA|Launch|EmbeddedFiles?|RichMedia|XFA|SubmitForm|ImportData)(?![A-Za-z0-9])"
)
ESCAPE_PATTERN: Final = re.compile(rb"#([0-9A-Fa-f]{2})")
OBJECT_STREAM_PATTERN: Final = re.compile(rb"/ObjStm.{0,512}?stream\r?\n", re.DOTALL)
# Text that some program acts upon, or that is a picture in letters.
MARKUP_PATTERN: Final = re.compile(
    rb"\s*(<(!doctype|html|head|body|svg|script|\?xml|\?php|iframe)|#!|#extm3u|(ff)?concat[ :]|simple  =|%pdf-|\{\\rtf)"
)
POLYGLOT_MARKERS: Final = (b"<html", b"<script", b"<svg", b"<iframe", b"<?php", b"<!doctype", b"%pdf-")


def examine_pdf(file: Path, data: bytes) -> str:
    if b"%%EOF" not in data[-1024:]:
        raise Rejected("damaged")
    for part in (data, *_inflate_object_streams(data)):
        if ACTIVE_CONTENT_PATTERN.search(ESCAPE_PATTERN.sub(lambda escaped: bytes([int(escaped[1], 16)]), part)):
            raise Rejected("active_content")
    if re.search(rb"/Encrypt(?![A-Za-z])", data):
        raise Rejected("encrypted")
    _require_readable(file)
    return "application/pdf"


def _require_readable(file: Path) -> None:
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(file)
        pages = len(document)
    except Exception:
        raise Rejected("damaged") from None
    if not pages:
        raise Rejected("damaged")
    if pages > MAX_PAGES:
        raise Rejected("too_many_pages")


def _inflate_object_streams(data: bytes) -> list[bytes]:
    """Inflate compressed object streams: an action can hide there."""
    parts, room = [], MAX_INFLATED_BYTES
    for start in OBJECT_STREAM_PATTERN.finditer(data):
        with contextlib.suppress(zlib.error):
            part = zlib.decompressobj().decompress(data[start.end() :], room)
            parts.append(part)
            room -= len(part)
            if room <= 0:
                raise Rejected("too_large_inside")
    return parts


def examine_text(data: bytes) -> str:
    try:
        decoded = data.decode("utf-8")
    except UnicodeDecodeError:
        raise Rejected("unknown_type") from None
    if MARKUP_PATTERN.match(data.removeprefix(b"\xef\xbb\xbf")[:4096].lower()):
        raise Rejected("unknown_type")
    if any(ord(c) < 32 and c not in "\t\n\r\f" for c in decoded) or "\x7f" in decoded:
        raise Rejected("unknown_type")
    lowered = data.lower()
    if any(face in lowered for face in POLYGLOT_MARKERS):
        raise Rejected("polyglot")
    return "text/plain"
