"""Resumable uploads over HTTP: the tus protocol 1.0.0, so that its existing clients work unchanged."""

from __future__ import annotations

from collections.abc import Awaitable
from typing import Annotated

from fastapi import APIRouter, Path, Request, Response
from fastapi.responses import JSONResponse

from common.kernel.errors import DomainError
from common.kernel.ids import EvidenceId, format_id
from common.web import problems
from common.web.problems import problem_responses
from common.web.request_head import RequestHeaders
from evidence.cases.access import require_reader, require_submitter
from evidence.edge import ACT_RESPONSES, READ_RESPONSES
from evidence.inspection.model import ContentRejected
from evidence.items.model import require_file_kind
from evidence.items.views import item_location
from evidence.submissions.model import Submission

from .described import (
    CANCELLATION_REQUEST,
    CREATED_FIELDS,
    CREATION_REQUEST,
    DISCOVERY_FIELDS,
    OVERRIDE_REQUEST,
    PART_FIELDS,
    PART_REQUEST,
    PROGRESS_FIELDS,
    TUS_ANSWER_FIELDS,
)
from .edge import MISMATCH_RESPONSE, UPLOADS_PATH, UploadCall, read_body
from .errors import TusVersionUnsupported
from .schemas import UploadView
from .tus_headers import (
    CHECKSUM_ALGORITHMS,
    TUS_EXTENSIONS,
    TUS_VERSION,
    parse_announcement,
    parse_part,
    progress_headers,
    require_version,
)
from .views import upload_view

router = APIRouter(prefix=f"{UPLOADS_PATH}/resumable", tags=["resumable uploads"])

UploadId = Annotated[EvidenceId, Path(description="Also the id of the evidence it becomes.")]


@router.options(
    "",
    operation_id="describe_resumable_uploads",
    summary="Discover what resumable uploads support",
    status_code=204,
    responses={204: {"description": "What is supported.", "headers": DISCOVERY_FIELDS}},
)
async def describe_resumable_uploads(call: UploadCall) -> Response:
    """Say the tus version, its extensions, checksum algorithms and the largest file."""
    headers = {
        "Tus-Version": TUS_VERSION,
        "Tus-Extension": TUS_EXTENSIONS,
        "Tus-Max-Size": str(call.deps.resumable_uploads.settings.max_upload_bytes),
        "Tus-Checksum-Algorithm": ",".join(CHECKSUM_ALGORITHMS),
    }
    return Response(status_code=204, headers={**headers, "Tus-Resumable": TUS_VERSION})


@router.post(
    "",
    operation_id="create_resumable_upload",
    summary="Create a resumable upload",
    status_code=201,
    response_class=Response,
    responses={
        **ACT_RESPONSES,
        **problem_responses(412, 507),
        201: {"description": "Go on at Location.", "headers": CREATED_FIELDS},
    },
    openapi_extra=CREATION_REQUEST,
)
async def create_resumable_upload(request: Request, call: UploadCall) -> Response:
    """Send `Upload-Length`, and `Upload-Metadata` with the values of `dispute`, `kind`, and if wanted `request`,
    `filename`, `covers` (codes, separated by commas) and `on_behalf_of` (operators), each in Base64. Then send the
    parts with PATCH, in any sizes.
    """
    return await _answer_as_tus(request, _create_upload(request, call))


@router.get(
    "/{upload}",
    operation_id="get_resumable_upload",
    summary="Get the offset of a resumable upload",
    response_model=UploadView,
    responses={**READ_RESPONSES, **problem_responses(410), 200: {"headers": PROGRESS_FIELDS}},
)
async def get_resumable_upload(upload: UploadId, request: Request, call: UploadCall) -> Response:
    """Read how much has arrived. `HEAD` gives the same in headers alone: `Upload-Offset` is where to go on."""
    return await _answer_as_tus(request, _show_upload(upload, call))


@router.patch(
    "/{upload}",
    operation_id="append_to_resumable_upload",
    summary="Append to a resumable upload",
    status_code=204,
    responses={
        **ACT_RESPONSES,
        **problem_responses(408, 410, 507),
        **MISMATCH_RESPONSE,
        204: {"description": "Kept.", "headers": PART_FIELDS},
    },
    openapi_extra=PART_REQUEST,
)
async def append_to_resumable_upload(upload: UploadId, request: Request, call: UploadCall) -> Response:
    """Send the bytes from `Upload-Offset` on. What arrived before the connection broke is kept; with `Upload-Checksum`
    (sha256, sha1) a part is kept whole or not at all. The last part's answer says in `Location` which evidence it has
    become.
    """
    return await _answer_as_tus(request, _append_part(upload, request, call))


@router.delete(
    "/{upload}",
    operation_id="cancel_resumable_upload",
    summary="Cancel a resumable upload",
    status_code=204,
    responses={
        **ACT_RESPONSES,
        **problem_responses(410),
        204: {"description": "Nothing of it is kept.", "headers": TUS_ANSWER_FIELDS},
    },
    openapi_extra=CANCELLATION_REQUEST,
)
async def cancel_resumable_upload(upload: UploadId, request: Request, call: UploadCall) -> Response:
    """Cancel it: nothing of it is kept. What has become evidence stays."""
    return await _answer_as_tus(request, _cancel_upload(upload, request, call))


@router.post(
    "/{upload}",
    operation_id="override_resumable_upload",
    summary="PATCH or DELETE by POST",
    status_code=204,
    responses={
        **ACT_RESPONSES,
        **problem_responses(405, 408, 410, 507),
        **MISMATCH_RESPONSE,
        204: {"description": "Kept, or cancelled.", "headers": PART_FIELDS},
    },
    openapi_extra=OVERRIDE_REQUEST,
)
async def override_resumable_upload(upload: UploadId, request: Request, call: UploadCall) -> Response:
    """Say by `X-HTTP-Method-Override` which of them is meant, in networks that let no PATCH through."""
    match request.headers.get("x-http-method-override", "").upper():
        case "PATCH":
            return await _answer_as_tus(request, _append_part(upload, request, call))
        case "DELETE":
            return await _answer_as_tus(request, _cancel_upload(upload, request, call))
        case _:
            allow = {"Allow": "GET, HEAD, PATCH, DELETE", "Connection": "close"}
            return problems.problem_response(405, "method_not_allowed", "No such method here.", headers=allow)


async def _create_upload(request: Request, call: UploadCall) -> Response:
    require_version(request.headers)
    giver, uploads = require_submitter(call), call.deps.resumable_uploads
    announced = parse_announcement(request.headers, uploads.settings.max_upload_bytes)
    about = announced.about
    require_file_kind(about.kind)
    submission = Submission(
        about.dispute, about.kind, about.request, announced.length, about.covers, about.on_behalf_of
    )
    upload = await call.run_caught_up(uploads.create_upload, submission, about.filename, giver)
    location = f"{router.prefix}/{format_id('evd', upload.id)}"
    return Response(status_code=201, headers={"Location": location, **progress_headers(upload)})


async def _show_upload(id: EvidenceId, call: UploadCall) -> Response:
    upload = await call.deps.resumable_uploads.get_upload(id, require_reader(call))
    headers = {**progress_headers(upload), "Cache-Control": "no-store"}
    return Response(upload_view(upload).model_dump_json(), 200, headers, media_type="application/json")


async def _append_part(id: EvidenceId, request: Request, call: UploadCall) -> Response:
    require_version(request.headers)
    giver, uploads = require_submitter(call), call.deps.resumable_uploads
    part = parse_part(request.headers, requires_checksum=uploads.settings.checksums == "required")
    if RequestHeaders(request.headers.raw).announce_coding:
        raise ContentRejected("encoded")
    with call.deps.open_uploads.hold_place(giver):
        upload, item = await uploads.receive_part(id, part, read_body(request), giver)
    headers = progress_headers(upload)
    if item is not None:
        headers["Location"] = item_location(item)
    return Response(status_code=204, headers=headers)


async def _cancel_upload(id: EvidenceId, request: Request, call: UploadCall) -> Response:
    require_version(request.headers)
    await call.deps.resumable_uploads.cancel_upload(id, require_submitter(call))
    return Response(status_code=204)


async def _answer_as_tus(request: Request, work: Awaitable[Response]) -> Response:
    """Every answer says its version; a refusal may leave a body unread, so the connection ends with it."""
    try:
        response = await work
    except DomainError as refusal:
        status, body = problems.render_refusal(refusal, request.app.state.statuses)
        headers = {**problems.problem_headers(status), "Connection": "close"}
        if isinstance(refusal, TusVersionUnsupported):
            headers["Tus-Version"] = TUS_VERSION
        response = JSONResponse(body, status, headers, media_type=problems.MEDIA_TYPE)
    response.headers["Tus-Resumable"] = TUS_VERSION
    return response
