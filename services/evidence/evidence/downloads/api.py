"""Downloads over HTTP: links of the caller's own that soon expire, and the bytes they lead to."""

from __future__ import annotations

from typing import Annotated
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
from evidence.storage.model import ContentAltered, LinkRefused
from evidence.submissions import commands
from evidence.submissions.transaction import SubmissionsTransaction

from .content import file_response, requested_span, require_viewable_file
from .edge import DownloadCall
from .schemas import DownloadLink, LinkQuery, content_url

router = APIRouter(prefix="/v1/evidence", tags=["evidence"])


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
        evidence = await commands.get_visible(tx, item, viewer=who)
        require_version(call.expected_version, evidence.version)
        require_viewable_file(evidence)
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
        evidence = await commands.get_visible(tx, item, viewer=who)
        file, now = require_viewable_file(evidence), (await tx.timing()).now
    try:
        call.deps.links.check(query.token, call.tenant, item, call.actor, now=now)
        await call.deps.safe.compare(file)
    except (LinkRefused, ContentAltered) as refusal:
        await _record_download(call, item, who, Action.DENIED, why=refusal.code)
        raise
    span = requested_span(request.headers.get("range"), file.size)
    if span is None:
        size = {"Content-Range": f"bytes */{file.size}"}
        return problems.problem_response(416, "range_not_satisfiable", "The file has no such part.", headers=size)
    await _record_download(call, item, who, Action.DOWNLOADED, start=str(span[0]), end=str(span[1]))
    return file_response(call.deps.safe, file, *span)


async def _record_download(call: DownloadCall, item: UUID, who: Viewer, action: Action, **details: str) -> None:
    async with call.deps.begin(call.tenant) as tx:
        tx.actor, tx.cause = call.actor, "request"
        await log.record_action(tx, item, action, actor=who.actor, **details)
