"""Contents of stored files as answers: which file may leave, which part of it, and how."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from typing import Final
from urllib.parse import quote

from fastapi import Response
from fastapi.responses import StreamingResponse

from evidence.items.model import StoredFile
from evidence.storage.encrypted import EncryptedBlobStore

# Whatever the file is, a browser shows nothing of it in our name.
HARMLESS_HEADERS: Final = {
    "X-Content-Type-Options": "nosniff",
    "Content-Security-Policy": "sandbox; default-src 'none'",
    "Cache-Control": "private, no-store",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Resource-Policy": "same-site",
    "Accept-Ranges": "bytes",
}
_RANGE_HEADER: Final = re.compile(r"bytes=(?:(\d{1,15})-(\d{1,15})?|-(\d{1,15}))")


def requested_span(header: str | None, size: int) -> tuple[int, int] | None:
    """Return the bytes asked for, end excluded. All of them for no range, several or nonsense; None for one beyond
    the end."""
    match = _RANGE_HEADER.fullmatch(header) if header and len(header) < 64 else None
    if match is None:
        return 0, size
    first, last, tail = match.groups()
    if tail is not None:
        return (max(size - int(tail), 0), size) if int(tail) else None
    start, end = int(first), min(int(last), size - 1) if last else size - 1
    if last and int(last) < start:
        return 0, size
    return (start, end + 1) if start < size else None


def file_response(encrypted_blobs: EncryptedBlobStore, file: StoredFile, start: int, end: int) -> Response:
    whole = (start, end) == (0, file.size)
    plain = "".join(c if c.isascii() and c not in '"\\%;' else "_" for c in file.filename)
    headers = {
        **HARMLESS_HEADERS,
        "Content-Length": str(end - start),
        "Content-Disposition": f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(file.filename, safe='')}",
    }
    if not whole:
        headers["Content-Range"] = f"bytes {start}-{end - 1}/{file.size}"
    media_type = "text/plain; charset=utf-8" if file.media_type == "text/plain" else file.media_type
    stream: AsyncIterator[bytes] = encrypted_blobs.read_range(file, start, end)
    return StreamingResponse(stream, 200 if whole else 206, headers, media_type=media_type)
