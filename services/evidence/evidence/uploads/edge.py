"""What the routes of uploads are given."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any, Final, Literal

from fastapi import Depends, Request
from starlette.requests import ClientDisconnect

from common.web.api_call import ApiCall, api_call
from evidence.cases.model import Limits
from evidence.cases.transaction import TransactionFactory
from evidence.edge import ACT_RESPONSES
from evidence.inspection.scanner import Scanner
from evidence.storage.encrypted import EncryptedBlobStore

from .errors import UploadInterrupted
from .finish import UploadFinisher
from .partial_files import PartialFiles
from .transaction import UploadsTransaction

UPLOADS_PATH: Final = "/v1/evidence/uploads"
MISMATCH_RESPONSE: Final[dict[int | str, dict[str, Any]]] = {
    460: {**ACT_RESPONSES[400], "description": "Checksum Mismatch"}
}


@dataclass(frozen=True)
class ReceivingSettings:
    """Where uploads arrive, and how large and how slow one may be."""

    folder: Path
    max_bytes: int
    seconds: float
    max_upload_bytes: int
    """Of a resumable one."""
    checksums: Literal["optional", "required"]


@dataclass(frozen=True, kw_only=True)
class UploadDeps:
    begin: TransactionFactory[UploadsTransaction]
    encrypted_blobs: EncryptedBlobStore
    scanner: Scanner
    receiving: ReceivingSettings
    partial_files: PartialFiles
    finisher: UploadFinisher
    limits: Limits


UploadCall = Annotated[ApiCall[Any, UploadDeps], Depends(api_call)]


async def read_body(request: Request) -> AsyncIterator[bytes]:
    """Bytes of the body as they come. Raises UploadInterrupted where the connection ends before they do."""
    try:
        async for chunk in request.stream():
            yield chunk
    except ClientDisconnect:
        raise UploadInterrupted from None
