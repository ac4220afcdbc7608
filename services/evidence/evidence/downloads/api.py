"""Downloads over HTTP: links of the caller's own that soon expire, and the bytes they lead to."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from typing import Annotated, Final
from urllib.parse import quote
from uuid import UUID

from fastapi import APIRouter, Query, Request, Response
from fastapi.responses import StreamingResponse

from common.kernel.errors import require_version
from common.kernel.ids import EvidenceId
from common.web import problems
from common.web.problems import problem_responses
from evidence.cases.access import require_reader
from evidence.cases.model import Viewer
from evidence.custody import log
from evidence.custody.model import Action
from evidence.edge import ACT_RESPONSES, FILE_CONTENT, READ_RESPONSES
from evidence.items.errors import EvidenceErased, NotAFile, Quarantined
from evidence.items.model import Erased, Item, StoredFile
from evidence.storage.encrypted import Safe
from evidence.storage.model import ContentAltered, LinkRefused
from evidence.submissions import commands
from evidence.submissions.transaction import SubmissionsTransaction

from .edge import HARMLESS_HEADERS, DownloadCall
from .schemas import DownloadLink, LinkQuery, content_url

router = APIRouter(prefix="/v1/evidence", tags=["evidence"])

_RANGE: Final = re.compile(r"bytes=(?:(\d{1,15})-(\d{1,15})?|-(\d{1,15}))")


@router.post(
    "/items/{item}/download",
    operation_id="create_download_link",
    summary="Get a link to download a file",
    response_model=DownloadLink,
    responses=ACT_RESPONSES,
)
async def create_download_link(item: EvidenceId, call: DownloadCall) -> Response:
    """Good for ten minutes, for this file and for the caller only: send the caller's token along."""
    who = require_reader(call)

    async def act(tx: SubmissionsTransaction) -> DownloadLink:
        found = await commands.visible(tx, item, viewer=who)
        require_version(call.expected_version, found.version)
        file_of(found)
        expires_at = ((await tx.timing()).now + call.deps.link_lifetime).replace(microsecond=0)
        token = call.deps.links.make(call.tenant, item, call.actor, expires_at=expires_at)
        return DownloadLink(url=content_url(item, token), expires_at=expires_at)

    return await call.run_idempotent(act)


@router.get(
    "/items/{item}/content",
    operation_id="download_evidence",
    summary="Download a file",
    response_class=StreamingResponse,
    responses={
        **READ_RESPONSES,
        **problem_responses(409, 416),
        200: {"description": "The file, unchanged.", "content": {"*/*": FILE_CONTENT}},
        206: {"description": "The part of it that Range asks for.", "content": {"*/*": FILE_CONTENT}},
    },
)
async def download_evidence(
    item: EvidenceId, query: Annotated[LinkQuery, Query()], request: Request, call: DownloadCall
) -> Response:
    """By a link of your own that has not expired. Every download, and every one refused, is entered in the custody.
    The file is compared with what was received before a byte of it leaves."""
    who = require_reader(call)
    async with call.deps.begin.read(call.tenant) as tx:
        found = await commands.visible(tx, item, viewer=who)
        file, now = file_of(found), (await tx.timing()).now
    try:
        call.deps.links.check(query.token, call.tenant, item, call.actor, now=now)
        await call.deps.safe.compare(file)
    except (LinkRefused, ContentAltered) as refusal:
        await _enter(call, item, who, Action.DENIED, why=refusal.code)
        raise
    span = _span(request.headers.get("range"), file.size)
    if span is None:
        size = {"Content-Range": f"bytes */{file.size}"}
        return problems.problem_response(416, "range_not_satisfiable", "The file has no such part.", headers=size)
    await _enter(call, item, who, Action.DOWNLOADED, start=str(span[0]), end=str(span[1]))
    return served(call.deps.safe, file, *span)


def file_of(item: Item) -> StoredFile:
    """Raises NotAFile or EvidenceErased, or Quarantined while nobody may see it."""
    if isinstance(item.content, Erased):
        raise EvidenceErased
    if not isinstance(item.content, StoredFile):
        raise NotAFile
    if not item.content.scan_state.viewable:
        raise Quarantined
    return item.content


async def _enter(call: DownloadCall, item: UUID, who: Viewer, action: Action, **details: str) -> None:
    async with call.deps.begin(call.tenant) as tx:
        tx.actor, tx.cause = call.actor, "request"
        await log.record(tx, item, action, actor=who.actor, **details)


def _span(header: str | None, size: int) -> tuple[int, int] | None:
    """The bytes asked for, end excluded. All of them for no range, several or nonsense; None for one beyond the end."""
    found = _RANGE.fullmatch(header) if header and len(header) < 64 else None
    if found is None:
        return 0, size
    first, last, tail = found.groups()
    if tail is not None:
        return (max(size - int(tail), 0), size) if int(tail) else None
    start, end = int(first), min(int(last), size - 1) if last else size - 1
    if last and int(last) < start:
        return 0, size
    return (start, end + 1) if start < size else None


def served(safe: Safe, file: StoredFile, start: int, end: int) -> Response:
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
    stream: AsyncIterator[bytes] = safe.read(file, start, end)
    return StreamingResponse(stream, 200 if whole else 206, headers, media_type=media_type)
