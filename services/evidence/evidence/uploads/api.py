"""Upload of one file by one request, as a stream."""

from __future__ import annotations

from collections.abc import Awaitable
from dataclasses import replace
from typing import Annotated, Final

from fastapi import APIRouter, Query, Request, Response

from common.kernel.errors import DomainError
from common.kernel.ids import new_id
from common.kernel.principal import Principal
from common.web.problems import problem_responses
from common.web.request_head import RequestHeaders
from evidence.cases.access import require_submitter
from evidence.edge import ACT_RESPONSES, hang_up
from evidence.inspection.model import ContentRejected
from evidence.items.model import require_file_kind
from evidence.items.schemas import ItemView
from evidence.items.views import item_location
from evidence.submissions.model import Submission
from evidence.submissions.views import changed_item_view

from .commands import SubmitWholeFile
from .described import WHOLE_FILE_REQUEST
from .edge import MISMATCH_RESPONSE, UploadCall, read_body
from .errors import FormNotAllowed
from .receive import parse_declared_digest, parse_declared_size
from .schemas import UploadQuery

FORM_TYPES: Final = ("multipart/", "application/x-www-form-urlencoded")

router = APIRouter(prefix="/v1/evidence", tags=["evidence"])


@router.post(
    "/uploads",
    operation_id="upload_evidence",
    summary="Upload a photo or a document",
    status_code=201,
    response_model=ItemView,
    responses={**ACT_RESPONSES, **problem_responses(408, 507), **MISMATCH_RESPONSE},
    openapi_extra=WHOLE_FILE_REQUEST,
)
async def upload_evidence(query: Annotated[UploadQuery, Query()], request: Request, call: UploadCall) -> Response:
    """Send the file as it is as the body: JPEG (210 megapixels), GIF (65), HEIC (66; 50 with more than eight bits), PNG
    (66), AVIF (25), WEBP (15), PDF that runs nothing, plain text, film or sound. What it is, its content says. Send
    `Content-Digest: sha-256=:…:` to be sure that it arrives unharmed. It is received when its last byte is: at the
    cut-off of a request for it, it is late (D12)."""
    return await _hang_up_on_refusal(request, _receive_upload(query, request, call))


async def _receive_upload(query: UploadQuery, request: Request, call: UploadCall) -> Response:
    giver = require_submitter(call)
    require_file_kind(query.kind)
    if any(one.lower().startswith(FORM_TYPES) for one in request.headers.getlist("content-type")):
        raise FormNotAllowed
    with call.deps.open_uploads.hold_place(giver):
        return await _receive_file(query, request, call, giver)


async def _receive_file(query: UploadQuery, request: Request, call: UploadCall, giver: Principal) -> Response:
    files = call.deps.whole_files
    declared = parse_declared_size(request.headers, files.settings.whole_file_limit)
    expected = parse_declared_digest(request.headers)
    if RequestHeaders(request.headers.raw).announce_coding:
        raise ContentRejected("encoded")
    submission = Submission(query.dispute, query.kind, query.request, declared, query.covers, query.on_behalf_of)
    if "idempotency-key" not in request.headers:  # a repeated request is told what the first one was
        await call.run_caught_up(files.require_submittable, submission, giver)
    else:  # strangers bring nothing, whatever their key
        await call.run_caught_up(files.require_side, submission.dispute, giver)
    async with files.receive_file(read_body(request), expected) as received:
        request.state.fingerprint = received.sha256
        file = await files.store_file(received, query.filename, query.dispute, giver)
        whole = replace(submission, size=received.size)
        command = SubmitWholeFile(new_id(), whole, file, files.limits)
        response = await call.execute(command, changed_item_view, status=201, locate=item_location)
        if response.status_code != 201 or "Idempotent-Replayed" in response.headers:
            await files.discard_file(file)
        return response


async def _hang_up_on_refusal(request: Request, work: Awaitable[Response]) -> Response:
    """End the connection with the refusal: most of a body may be unread, and is not swallowed."""
    try:
        return await work
    except DomainError as refusal:
        return hang_up(refusal, request)
