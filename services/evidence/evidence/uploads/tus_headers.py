"""Headers of the tus protocol 1.0.0, parsed and spelled."""

from __future__ import annotations

import base64
import hashlib
import re
from email.utils import format_datetime
from typing import Any, Final, NamedTuple

from fastapi.exceptions import RequestValidationError
from pydantic import ValidationError
from starlette.datastructures import Headers

from .errors import (
    ChecksumRequired,
    ContentTypeNotOffset,
    FileTooLarge,
    PartChecksumUnsupported,
    TusVersionUnsupported,
    UploadHeaderInvalid,
)
from .model import Upload, UploadState
from .part_writer import UploadPart
from .schemas import UploadQuery

TUS_VERSION: Final = "1.0.0"
TUS_EXTENSIONS: Final = "creation,expiration,checksum,termination"
CHECKSUM_ALGORITHMS: Final = {"sha1": hashlib.sha1, "sha256": hashlib.sha256}
PART_MEDIA_TYPE: Final = "application/offset+octet-stream"
METADATA_NAMES: Final = frozenset({"dispute", "kind", "request", "filename", "covers", "on_behalf_of"})
MAX_METADATA_LENGTH: Final = 8_192
_BYTE_COUNT: Final = re.compile(r"0|[1-9][0-9]*")
_MOST_DIGITS: Final = 18
"""A count of more is larger than any file, and Python reads none of thousands of digits."""


class AnnouncedUpload(NamedTuple):
    length: int
    about: UploadQuery


def require_version(headers: Headers) -> None:
    """Raises TusVersionUnsupported."""
    if headers.get("tus-resumable") != TUS_VERSION:
        raise TusVersionUnsupported


def progress_headers(upload: Upload) -> dict[str, str]:
    """Spell how much is here, and until when it can be continued."""
    headers = {"Upload-Offset": str(upload.offset), "Upload-Length": str(upload.length)}
    if upload.state is UploadState.RECEIVING:
        headers["Upload-Expires"] = format_datetime(upload.expires_at.replace(microsecond=0), usegmt=True)
    return headers


def _refuse_extensions(headers: Headers) -> None:
    """Refuse, before anything is created, what is not announced and would change what the file is."""
    if "upload-concat" in headers:
        raise UploadHeaderInvalid(
            "Upload-Concat", "Parts are not joined here: send the file as one upload (parallelUploads: 1)."
        )
    if "upload-defer-length" in headers:
        raise UploadHeaderInvalid("Upload-Defer-Length", "Say how long the file is: send Upload-Length.")


def parse_announcement(headers: Headers, limit: int) -> AnnouncedUpload:
    """Raises UploadHeaderInvalid, FileTooLarge or RequestValidationError."""
    _refuse_extensions(headers)
    length = _parse_byte_count(headers, "upload-length")
    if length == 0:
        raise UploadHeaderInvalid("Upload-Length", "The file is empty. Choose it again and send it.")
    if length > limit:
        raise FileTooLarge(limit)
    metadata = _parse_metadata(headers.get("upload-metadata", ""))
    values: dict[str, Any] = {name: value for name, value in metadata.items() if name in METADATA_NAMES}
    if "covers" in values:
        values["covers"] = tuple(code for code in values["covers"].split(",") if code)
    try:
        return AnnouncedUpload(length, UploadQuery(**values))
    except ValidationError as error:
        where = ("header", "Upload-Metadata")
        raise RequestValidationError([{**e, "loc": (*where, *e["loc"])} for e in error.errors()]) from None


def _parse_metadata(header: str) -> dict[str, str]:
    """Parse `name base64,name base64,name`. Raises UploadHeaderInvalid."""
    if len(header) > MAX_METADATA_LENGTH:
        raise UploadHeaderInvalid(
            "Upload-Metadata", f"This may have {MAX_METADATA_LENGTH:,} characters: give the file a shorter name."
        )
    metadata: dict[str, str] = {}
    for pair in filter(None, (part.strip() for part in header.split(","))):
        name, _, value = pair.partition(" ")
        try:
            text = base64.b64decode(value, validate=True).decode("utf-8")
        except ValueError:  # also of letters that are no ASCII
            raise UploadHeaderInvalid("Upload-Metadata", "Each value is Base64 of UTF-8.") from None
        if name in metadata or "\0" in text:
            raise UploadHeaderInvalid("Upload-Metadata", "Each name comes once, and no text has a NUL in it.")
        metadata[name] = text
    return metadata


def parse_part(headers: Headers, *, requires_checksum: bool) -> UploadPart:
    """Raises ContentTypeNotOffset, UploadHeaderInvalid, ChecksumRequired or PartChecksumUnsupported."""
    kinds = headers.getlist("content-type")
    if len(kinds) != 1 or kinds[0].partition(";")[0].strip().lower() != PART_MEDIA_TYPE:
        raise ContentTypeNotOffset
    offset = _parse_byte_count(headers, "upload-offset")
    length = headers.get("content-length", "0")
    announced = _count_bytes(length) if _BYTE_COUNT.fullmatch(length) else 0
    return UploadPart(offset, announced, _parse_checksum(headers, requires_checksum))


def _parse_checksum(headers: Headers, requires_checksum: bool) -> tuple[str, bytes] | None:
    header = headers.get("upload-checksum")
    if header is None:
        if requires_checksum:
            raise ChecksumRequired
        return None
    name, _, value = header.partition(" ")
    try:
        digest = base64.b64decode(value, validate=True)
    except ValueError:
        raise PartChecksumUnsupported from None
    if name not in CHECKSUM_ALGORITHMS or len(digest) != CHECKSUM_ALGORITHMS[name]().digest_size:
        raise PartChecksumUnsupported
    return name, digest


def _parse_byte_count(headers: Headers, header: str) -> int:
    value = headers.get(header)
    if value is None or _BYTE_COUNT.fullmatch(value) is None:
        raise UploadHeaderInvalid(header.title(), f"Send {header.title()}, a whole number of bytes in digits alone.")
    return _count_bytes(value)


def _count_bytes(digits: str) -> int:
    return int(digits) if len(digits) <= _MOST_DIGITS else 10**_MOST_DIGITS
