"""Downloads over HTTP: links of the caller's own that soon expire, and the bytes they lead to."""

from __future__ import annotations

from contextlib import nullcontext
from typing import Annotated, Any, Final

from fastapi import APIRouter, Query, Request, Response
from fastapi.responses import StreamingResponse

from common.kernel.ids import EvidenceId
from common.web import problems
from common.web.problems import problem_responses
from evidence.cases.access import require_reader
from evidence.edge import ACT_RESPONSES, FILE_CONTENT, READ_RESPONSES
from evidence.inspection.media_type import EXTENSION_OF_MEDIA_TYPE

from .commands import CreateDownloadLink
from .content import file_response, is_known_file, no_bytes, requested_part, unchanged_response
from .edge import DownloadCall
from .schemas import DownloadLink, LinkQuery

router = APIRouter(prefix="/v1/evidence", tags=["evidence"])

FILE_CONTENTS: Final = dict.fromkeys(EXTENSION_OF_MEDIA_TYPE, FILE_CONTENT)
RANGE_PARAMETER: Final[dict[str, Any]] = {
    "name": "Range",
    "in": "header",
    "description": "Part of the file that is wanted (RFC 9110, 14): one range of bytes. Without it, all of it.",
    "required": False,
    "schema": {"type": "string"},
    "example": "bytes=0-65535",
}
FILE_FIELDS: Final[dict[str, Any]] = {
    "Accept-Ranges": {"description": "`bytes`: parts can be asked for.", "schema": {"type": "string"}},
    "Content-Disposition": {"description": "`attachment`, with the file's name.", "schema": {"type": "string"}},
}
CONTENT_RANGE: Final[dict[str, Any]] = {
    "description": "Which part it is, and the size of the whole.",
    "schema": {"type": "string"},
    "example": "bytes 0-65535/148213",
}


@router.post(
    "/items/{item}/download",
    operation_id="create_download_link",
    summary="Get a link to download a file",
    response_model=DownloadLink,
    responses=ACT_RESPONSES,
)
async def create_download_link(item: EvidenceId, call: DownloadCall) -> Response:
    """Good for ten minutes and for this file, in your name: whoever has the link needs no token, and what they see is
    entered as seen by you. For an `<img>`, a `<video>`, a download, an e-mail."""
    require_reader(call)
    return await call.execute(CreateDownloadLink(item), call.deps.link_signer.link_view)


@router.get(
    "/items/{item}/content",
    operation_id="download_evidence",
    summary="Download a file",
    response_class=StreamingResponse,
    responses={
        **READ_RESPONSES,
        **problem_responses(409, 416),
        200: {"description": "The file, unchanged.", "content": FILE_CONTENTS, "headers": FILE_FIELDS},
        206: {
            "description": "The part of it that Range asks for.",
            "content": FILE_CONTENTS,
            "headers": {**FILE_FIELDS, "Content-Range": CONTENT_RANGE},
        },
    },
    openapi_extra={"parameters": [RANGE_PARAMETER]},
)
async def download_evidence(
    item: EvidenceId, query: Annotated[LinkQuery, Query()], request: Request, call: DownloadCall
) -> Response:
    """By a link that has not expired; it needs no token, and with one it must be your own. Every download, and every
    one refused, is entered in the custody, in the name of whoever asked for the link. What leaves was compared with
    what was received."""
    viewer, delivery = require_reader(call), call.deps.delivery
    file = await delivery.check_out(item, query.token, viewer)
    if is_known_file(request.headers, file):
        return unchanged_response(file)
    part = requested_part(request.headers, file)
    if part is None:
        size = {"Content-Range": f"bytes */{file.size}"}
        return problems.problem_response(416, "range_not_satisfiable", "The file has no such part.", headers=size)
    if call.is_head:
        return file_response(file, part, no_bytes(), nullcontext())
    downloads = call.deps.open_downloads
    with downloads.hold_place(viewer):
        stream = await delivery.open_content(item, file, part, viewer)
        await delivery.record_download(item, viewer, part, is_by_link=call.is_by_link)
    return file_response(file, part, stream, downloads.count_place(viewer))
