"""PDF without anything that acts, and plain text."""

from __future__ import annotations

import contextlib
import re
import zlib
from pathlib import Path
from typing import Final

from .rejection import Rejected

MAX_INFLATED: Final = 32_000_000
MAX_PAGES: Final = 1_000
ACTS: Final = re.compile(
    rb"/(JavaScript|JS|OpenAction|AA|Launch|EmbeddedFiles?|RichMedia|XFA|SubmitForm|ImportData)(?![A-Za-z0-9])"
)
ESCAPE: Final = re.compile(rb"#([0-9A-Fa-f]{2})")
OBJECTS: Final = re.compile(rb"/ObjStm.{0,512}?stream\r?\n", re.DOTALL)
# Text that some program acts upon, or that is a picture in letters.
MARKUP: Final = re.compile(
    rb"\s*(<(!doctype|html|head|body|svg|script|\?xml|\?php|iframe)|#!|#extm3u|(ff)?concat[ :]|simple  =|%pdf-|\{\\rtf)"
)
FACES: Final = (b"<html", b"<script", b"<svg", b"<iframe", b"<?php", b"<!doctype", b"%pdf-")


def pdf(file: Path, data: bytes) -> str:
    if b"%%EOF" not in data[-1024:]:
        raise Rejected("damaged")
    for part in (data, *_object_streams(data)):
        if ACTS.search(ESCAPE.sub(lambda escaped: bytes([int(escaped[1], 16)]), part)):
            raise Rejected("active_content")
    if re.search(rb"/Encrypt(?![A-Za-z])", data):
        raise Rejected("encrypted")
    _read(file)
    return "application/pdf"


def _read(file: Path) -> None:
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


def _object_streams(data: bytes) -> list[bytes]:
    """What compressed object streams hold: an action can hide there."""
    found, room = [], MAX_INFLATED
    for start in OBJECTS.finditer(data):
        with contextlib.suppress(zlib.error):
            part = zlib.decompressobj().decompress(data[start.end() :], room)
            found.append(part)
            room -= len(part)
            if room <= 0:
                raise Rejected("too_large_inside")
    return found


def text(data: bytes) -> str:
    try:
        said = data.decode("utf-8")
    except UnicodeDecodeError:
        raise Rejected("unknown_type") from None
    if MARKUP.match(data.removeprefix(b"\xef\xbb\xbf")[:4096].lower()):
        raise Rejected("unknown_type")
    if any(ord(c) < 32 and c not in "\t\n\r\f" for c in said) or "\x7f" in said:
        raise Rejected("unknown_type")
    lowered = data.lower()
    if any(face in lowered for face in FACES):
        raise Rejected("polyglot")
    return "text/plain"
