"""Edge of uploads: what their routes are given."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Annotated, Any, Final

from fastapi import Depends, Request
from starlette.requests import ClientDisconnect

from common.web.api_call import ApiCall, api_call
from evidence.edge import ACT_RESPONSES

from .errors import UploadInterrupted
from .pace import OpenUploads
from .resumable import ResumableUploads
from .whole_files import WholeFiles

UPLOADS_PATH: Final = "/v1/evidence/uploads"
MISMATCH_RESPONSE: Final[dict[int | str, dict[str, Any]]] = {
    460: {**ACT_RESPONSES[400], "description": "Checksum Mismatch"}
}


@dataclass(frozen=True, kw_only=True)
class UploadDeps:
    whole_files: WholeFiles
    resumable_uploads: ResumableUploads
    open_uploads: OpenUploads


UploadCall = Annotated[ApiCall[UploadDeps], Depends(api_call)]


async def read_body(request: Request) -> AsyncIterator[bytes]:
    """Bytes of the body as they come. Raises UploadInterrupted where the connection ends before they do."""
    try:
        async for chunk in request.stream():
            yield chunk
    except ClientDisconnect:
        raise UploadInterrupted from None
