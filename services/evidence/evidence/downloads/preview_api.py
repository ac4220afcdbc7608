"""Previews over HTTP: pictures made anew from files, without what the originals say beside the picture."""

from __future__ import annotations

from typing import Annotated, Any, Final, Literal

from fastapi import APIRouter, Query, Response
from pydantic import BaseModel, ConfigDict, Field

from common.kernel.ids import EvidenceId
from common.web.problems import problem_responses
from evidence.cases.access import require_reader
from evidence.edge import FILE_CONTENT, READ_RESPONSES

from .content import HARMLESS_HEADERS
from .delivery import PreviewRequest
from .edge import DownloadCall

router = APIRouter(prefix="/v1/evidence", tags=["evidence"])

JPEG_TYPE: Final = "image/jpeg"
PREVIEW_RESPONSE: Final[dict[int | str, dict[str, Any]]] = {
    200: {"description": "A JPEG.", "content": {JPEG_TYPE: FILE_CONTENT}}
}


class PreviewQuery(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, use_attribute_docstrings=True)

    variant: Literal["picture", "contact_sheet"] = "picture"
    token: str | None = Field(None, max_length=512)
    """Of a link: it needs no other token."""


@router.get(
    "/items/{item}/preview",
    operation_id="preview_evidence",
    summary="Get a preview of a file",
    response_class=Response,
    responses={**READ_RESPONSES, **problem_responses(409), **PREVIEW_RESPONSE},
)
async def preview_evidence(item: EvidenceId, query: Annotated[PreviewQuery, Query()], call: DownloadCall) -> Response:
    """See the photo, the first page of a document, the first picture of a video or a `contact_sheet` of twelve: made
    anew, 1,280 pixels at most, without place, device or any other metadata. Sound and text have none (404)."""
    request = PreviewRequest(item, query.variant, require_reader(call), query.token, call.is_head)
    picture = await call.deps.delivery.show_preview(request)
    return Response(picture, 200, {**HARMLESS_HEADERS, "Content-Disposition": "inline"}, media_type=JPEG_TYPE)
