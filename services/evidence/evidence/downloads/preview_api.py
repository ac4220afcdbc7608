"""What people look at: pictures made anew from files, without what the originals say beside the picture."""

from __future__ import annotations

from typing import Annotated, Any, Final, Literal
from uuid import UUID

from fastapi import APIRouter, Query, Response
from pydantic import BaseModel, ConfigDict

from common.kernel.ids import EvidenceId
from common.web.problems import problem_responses
from evidence.cases.access import require_reader
from evidence.cases.model import Viewer
from evidence.custody import log
from evidence.custody.model import Action
from evidence.edge import FILE_CONTENT, READ_RESPONSES
from evidence.inspection.media_type import preview_of
from evidence.inspection.model import NoPreview
from evidence.items.model import StoredFile
from evidence.storage.model import ContentAltered
from evidence.submissions import commands

from .content import HARMLESS_HEADERS, require_viewable_file
from .edge import DownloadCall

router = APIRouter(prefix="/v1/evidence", tags=["evidence"])

JPEG: Final = "image/jpeg"
PICTURED: Final = ("image", "video", "application")
PREVIEW: Final[dict[int | str, dict[str, Any]]] = {200: {"description": "A JPEG.", "content": {JPEG: FILE_CONTENT}}}


class PreviewQuery(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    variant: Literal["picture", "contact_sheet"] = "picture"


@router.get(
    "/items/{item}/preview",
    operation_id="preview_evidence",
    summary="See a picture of a file",
    response_class=Response,
    responses={**READ_RESPONSES, **problem_responses(409), **PREVIEW},
)
async def preview_evidence(item: EvidenceId, query: Annotated[PreviewQuery, Query()], call: DownloadCall) -> Response:
    """The photo, the first page of a document, the first picture of a video or a `contact_sheet` of twelve: made anew,
    1,280 pixels at most, without place, device or any other metadata. Sound and text have none (404)."""
    who = require_reader(call)
    async with call.deps.begin.read(call.tenant) as tx:
        file = require_viewable_file(await commands.get_visible(tx, item, viewer=who))
        was_seen = await tx.custody.was_seen_by(item, who.actor)
    picture = call.deps.previews.get(item, query.variant) or await _make_preview(call, item, file, query.variant)
    if not was_seen:
        await _record_viewing(call, item, who)
    return Response(picture, 200, {**HARMLESS_HEADERS, "Content-Disposition": "inline"}, media_type=JPEG)


async def _make_preview(call: DownloadCall, item: UUID, file: StoredFile, variant: str) -> bytes:
    if not file.media_type.startswith(PICTURED):
        raise NoPreview
    await call.deps.safe.compare(file)
    try:
        async with call.deps.safe.local(file) as local:
            picture = await preview_of(local, variant)
    except FileNotFoundError:
        raise ContentAltered from None
    return call.deps.previews.put(item, variant, picture)


async def _record_viewing(call: DownloadCall, item: UUID, who: Viewer) -> None:
    async with call.deps.begin(call.tenant) as tx:
        tx.actor, tx.cause = call.actor, "request"
        if not await tx.custody.was_seen_by(item, who.actor):
            await log.record_action(tx, item, Action.VIEWED, actor=who.actor, how="preview")
