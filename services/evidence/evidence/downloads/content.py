"""Contents of stored files as answers: which file may leave, which part of it, and how."""

from __future__ import annotations

import logging
import re
from collections.abc import AsyncIterator
from contextlib import AbstractContextManager
from typing import Final
from urllib.parse import quote

from fastapi import Response
from fastapi.responses import StreamingResponse
from starlette.datastructures import Headers
from starlette.types import Receive, Scope, Send

from common.web.guarded_answer import cut_off_connection
from evidence.items.model import StoredFile

from .delivery import Part
from .pace import TakenTooSlowly, pace_taking

log = logging.getLogger(__name__)

Place = AbstractContextManager[None]
"""What is held while a file is on its way."""

# Whatever the file is, a browser shows nothing of it in our name.
HARMLESS_HEADERS: Final = {
    "X-Content-Type-Options": "nosniff",
    "Content-Security-Policy": "sandbox; default-src 'none'",
    "Cache-Control": "private, no-store",
    "Referrer-Policy": "no-referrer",
    # A page of any marketplace shows it by its link, which is what opens it.
    "Cross-Origin-Resource-Policy": "cross-origin",
}
_RANGE_HEADER: Final = re.compile(r"bytes=[ \t]*(?:(\d{1,20})-(\d{1,20})?|-(\d{1,20}))[ \t]*", re.IGNORECASE)
"""As players send it, too: the end of a file that they do not know yet is the largest number that they have."""


def requested_part(headers: Headers, file: StoredFile) -> Part | None:
    """Find the bytes asked for. All of them for no range, several or nonsense, and where If-Range names another file;
    None for one beyond the end."""
    header, size = headers.get("range"), file.size
    whole = Part(0, size, is_range=False)
    if headers.get("if-range", tag_of(file)) != tag_of(file):
        return whole
    match = _RANGE_HEADER.fullmatch(header) if header and len(header) < 64 else None
    if match is None:
        return whole
    first, last, tail = match.groups()
    if tail is not None:
        return Part(max(size - int(tail), 0), size, is_range=True) if int(tail) else None
    start, end = int(first), min(int(last), size - 1) if last else size - 1
    if last and int(last) < start:
        return whole
    return Part(start, end + 1, is_range=True) if start < size else None


def tag_of(file: StoredFile) -> str:
    """Entity tag of a file: what it is never changes."""
    return f'"{file.sha256.hex()}"'


def is_known_file(headers: Headers, file: StoredFile) -> bool:
    """Has the caller the file already, as If-None-Match says?"""
    tags = [tag.strip().removeprefix("W/") for tag in headers.get("if-none-match", "").split(",")]
    return tag_of(file) in tags or tags == ["*"]


def unchanged_response(file: StoredFile) -> Response:
    return Response(status_code=304, headers={**HARMLESS_HEADERS, "ETag": tag_of(file)})


class FileAnswer(StreamingResponse):
    """Answer that holds a place as long as it takes, and ends with whoever does not take it."""

    def __init__(self, stream: AsyncIterator[bytes], status: int, headers: dict[str, str], place: Place) -> None:
        super().__init__(stream, status, headers)
        self._place = place

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        try:
            with self._place:
                await super().__call__(scope, receive, pace_taking(send))
        except TakenTooSlowly:
            log.warning("a file was taken too slowly: its connection ends")
            await cut_off_connection(scope, receive)


def file_response(file: StoredFile, part: Part, stream: AsyncIterator[bytes], place: Place) -> Response:
    plain = "".join(c if c.isascii() and c not in '"\\%;' else "_" for c in file.filename)
    headers = {
        **HARMLESS_HEADERS,
        "Accept-Ranges": "bytes",
        "X-Accel-Buffering": "no",  # a gateway that takes all of it at once would hide how slowly it is taken
        "ETag": tag_of(file),
        "Content-Length": str(part.end - part.start),
        "Content-Disposition": f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(file.filename, safe='')}",
    }
    if part.is_range:
        headers["Content-Range"] = f"bytes {part.start}-{part.end - 1}/{file.size}"
    answer = FileAnswer(stream, 206 if part.is_range else 200, headers, place)
    # Set by hand, for a framework would add a charset: text is taken in several, and which one nobody has written down.
    answer.headers["Content-Type"] = file.media_type
    return answer


async def no_bytes() -> AsyncIterator[bytes]:
    """Content of an answer to HEAD: nobody has downloaded anything."""
    yield b""
