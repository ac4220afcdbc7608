"""Receives one file: streamed to a temporary file, hashed on the way, bounded in size and time, then looked into."""

from __future__ import annotations

import asyncio
import base64
import hashlib
import hmac
import re
import tempfile
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Final, Literal, NamedTuple, cast

from common.kernel import crash_points
from common.kernel.errors import DomainError
from evidence.inspection.model import ContentRejected
from evidence.storage.blobs import CHUNK_BYTES, DISK_FULL_ERRORS
from evidence.storage.model import StorageFull

from .errors import ChecksumMismatch, ChecksumUnsupported, RequestTooLarge, UploadTooSlow
from .pace import keep_pace

_CONTENT_DIGEST: Final = re.compile(r"(?:^|,)\s*sha-256=:([A-Za-z0-9+/]{43}=):\s*(?:,|$)")
_HEX_DIGEST: Final = re.compile(r"[0-9a-fA-F]{64}")


class SizeLimit(NamedTuple):
    bytes: int
    refusal: DomainError
    """Says what to do with a larger one; that differs from one way of sending to the next."""


@dataclass(frozen=True)
class ReceivingSettings:
    """Settings of receiving: where files arrive, and how large and how slow one may be."""

    folder: Path
    max_bytes: int
    seconds: float
    max_upload_bytes: int
    """Of a resumable one."""
    checksums: Literal["optional", "required"]

    @property
    def whole_file_limit(self) -> SizeLimit:
        return SizeLimit(self.max_bytes, RequestTooLarge(self.max_bytes, self.max_upload_bytes))


@dataclass(frozen=True, slots=True)
class ReceivedFile:
    path: Path
    size: int
    sha256: bytes


def parse_declared_size(headers: Mapping[str, str], limit: SizeLimit) -> int:
    """Parse Content-Length, 0 if there is none. Raises the limit's refusal before a byte is read."""
    length = headers.get("content-length", "0")
    if not length.isdecimal() or len(length) > 15 or int(length) > limit.bytes:
        raise limit.refusal
    return int(length)


def parse_declared_digest(headers: Mapping[str, str]) -> bytes | None:
    """Raises ChecksumUnsupported for a checksum that cannot be checked: it must never look as if it had been."""
    if (content_digest := headers.get("content-digest")) is not None:
        if (match := _CONTENT_DIGEST.search(content_digest)) is None:
            raise ChecksumUnsupported
        return base64.b64decode(match[1])
    if (checksum := headers.get("x-checksum-sha256")) is None:
        return None
    if _HEX_DIGEST.fullmatch(checksum):
        return bytes.fromhex(checksum)
    try:
        digest = base64.b64decode(checksum, validate=True)
    except ValueError:  # also of letters that are no ASCII
        raise ChecksumUnsupported from None
    if len(digest) != hashlib.sha256().digest_size:
        raise ChecksumUnsupported
    return digest


@asynccontextmanager
async def receive_file(
    stream: AsyncIterator[bytes], folder: Path, *, limit: SizeLimit, seconds: float, expected: bytes | None
) -> AsyncIterator[ReceivedFile]:
    """Receive a whole file, which is there as long as the block lasts; whoever wants to keep it moves it away.

    Raises the limit's refusal, UploadTooSlow, StorageFull, ContentRejected (empty) or ChecksumMismatch.
    """
    incoming = await asyncio.to_thread(_IncomingFile, folder)
    try:
        try:
            async with asyncio.timeout(seconds):
                await _write_stream(stream, incoming, limit, seconds)
        except TimeoutError:
            raise UploadTooSlow from None
        except OSError as error:
            if error.errno in DISK_FULL_ERRORS:
                raise StorageFull from error
            raise
        arrived = await asyncio.to_thread(incoming.finish)
        crash_points.pass_crash_point("evidence", "upload", "after_bytes")
        if arrived.size == 0:
            raise ContentRejected("empty")
        if expected is not None and not hmac.compare_digest(expected, arrived.sha256):
            raise ChecksumMismatch
        yield arrived
    finally:
        await asyncio.to_thread(incoming.discard)


async def _write_stream(
    stream: AsyncIterator[bytes], incoming: _IncomingFile, limit: SizeLimit, seconds: float
) -> None:
    waiting, waiting_bytes = [], 0
    async for chunk in keep_pace(stream, seconds=seconds):
        waiting.append(chunk)
        waiting_bytes += len(chunk)
        if incoming.size + waiting_bytes > limit.bytes:
            raise limit.refusal
        if waiting_bytes >= CHUNK_BYTES:
            await asyncio.to_thread(incoming.write, b"".join(waiting))
            waiting, waiting_bytes = [], 0
    await asyncio.to_thread(incoming.write, b"".join(waiting))


class _IncomingFile:
    """Blocking; every method is called in a thread."""

    def __init__(self, folder: Path) -> None:
        named = tempfile.NamedTemporaryFile(dir=folder, prefix="upload-", delete=False, buffering=0)  # noqa: SIM115
        self._file = cast("BinaryIO", named)
        self.path = Path(named.name)
        self.size = 0
        self._digest = hashlib.sha256()

    def write(self, data: bytes) -> None:
        view = memoryview(data)
        while view:
            view = view[self._file.write(view) :]
        self._digest.update(data)
        self.size += len(data)

    def finish(self) -> ReceivedFile:
        self._file.close()
        return ReceivedFile(self.path, self.size, self._digest.digest())

    def discard(self) -> None:
        self._file.close()
        self.path.unlink(missing_ok=True)
