"""Resumable uploads over HTTP: the tus protocol 1.0.0, so that its existing clients work unchanged."""

from __future__ import annotations

import base64
import binascii
import hashlib
import re
from collections.abc import Awaitable
from email.utils import format_datetime
from typing import Annotated, Any, Final, NamedTuple

from fastapi import APIRouter, Path, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from pydantic import ValidationError

from common.kernel.errors import DomainError
from common.kernel.ids import DisputeId, EvidenceId, format_id, new_id
from common.web import problems
from common.web.problems import problem_responses
from common.web.schemas import UtcTime, View
from evidence.cases.access import require_reader, require_submitter
from evidence.edge import ACT_RESPONSES, READ_RESPONSES
from evidence.items.model import require_file_kind
from evidence.items.views import item_location
from evidence.submissions import commands
from evidence.submissions.commands import Submission

from .edge import MISMATCH_RESPONSE, UPLOADS_PATH, UploadCall, read_body
from .errors import (
    ChecksumRequired,
    ChecksumUnsupported,
    ContentTypeNotOffset,
    FileTooLarge,
    TusVersionUnsupported,
    UploadHeaderInvalid,
)
from .model import UPLOAD_LIFETIME, Upload, UploadState
from .schemas import UploadQuery
from .tus import Reception, UploadPart, receive_part

router = APIRouter(prefix=f"{UPLOADS_PATH}/resumable", tags=["resumable uploads"])

TUS_VERSION: Final = "1.0.0"
TUS_EXTENSIONS: Final = "creation,expiration,checksum,termination"
CHECKSUM_ALGORITHMS: Final = {"sha1": hashlib.sha1, "sha256": hashlib.sha256}
PART_MEDIA_TYPE: Final = "application/offset+octet-stream"
METADATA_NAMES: Final = frozenset({"dispute", "kind", "request", "filename", "covers"})
MAX_METADATA_LENGTH: Final = 8_192
_BYTE_COUNT: Final = re.compile(r"0|[1-9]\d{0,14}")
_TUS_HEADERS: Final = {"Tus-Resumable": {"description": "1.0.0", "schema": {"type": "string"}}}
_PART_BODY: Final = {"requestBody": {"content": {PART_MEDIA_TYPE: {"schema": {"type": "string", "format": "binary"}}}}}

UploadId = Annotated[EvidenceId, Path(description="Also the id of the evidence it becomes.")]


class UploadView(View):
    """Where a resumable upload stands."""

    id: EvidenceId
    dispute: DisputeId
    state: UploadState
    offset: int
    length: int
    expires_at: UtcTime
    item: EvidenceId | None
    why: str | None

    @classmethod
    def of(cls, upload: Upload) -> UploadView:
        return cls(
            id=upload.id,
            dispute=upload.dispute,
            state=upload.state,
            offset=upload.offset,
            length=upload.length,
            expires_at=upload.expires_at,
            item=upload.id if upload.state is UploadState.DONE else None,
            why=upload.why,
        )


class AnnouncedUpload(NamedTuple):
    length: int
    about: UploadQuery


@router.options("", operation_id="describe_resumable_uploads", summary="What the server can do", status_code=204)
async def describe_resumable_uploads(call: UploadCall) -> Response:
    """The tus version, its extensions, checksum algorithms and the largest file."""
    headers = {
        "Tus-Version": TUS_VERSION,
        "Tus-Extension": TUS_EXTENSIONS,
        "Tus-Max-Size": str(call.deps.receiving.max_upload_bytes),
        "Tus-Checksum-Algorithm": ",".join(CHECKSUM_ALGORITHMS),
    }
    return Response(status_code=204, headers={**headers, "Tus-Resumable": TUS_VERSION})


@router.post(
    "",
    operation_id="create_resumable_upload",
    summary="Begin a resumable upload",
    status_code=201,
    responses={
        **ACT_RESPONSES,
        **problem_responses(412, 507),
        201: {"description": "Go on at Location.", "headers": _TUS_HEADERS},
    },
)
async def create_resumable_upload(request: Request, call: UploadCall) -> Response:
    """`Upload-Length`, and `Upload-Metadata` with the values of `dispute`, `kind`, and if wanted `request`, `filename`
    and `covers` (codes, separated by commas), each in Base64. Then send the parts with PATCH, in any sizes."""
    return await _answer_as_tus(request, _create_upload(request, call))


@router.get(
    "/{upload}",
    operation_id="get_resumable_upload",
    summary="Where a resumable upload stands",
    response_model=UploadView,
    responses={**READ_RESPONSES, **problem_responses(410), 200: {"headers": _TUS_HEADERS}},
)
async def get_resumable_upload(upload: UploadId, request: Request, call: UploadCall) -> Response:
    """`HEAD` gives the same in headers alone: `Upload-Offset` is where to go on."""
    return await _answer_as_tus(request, _show_upload(upload, call))


@router.patch(
    "/{upload}",
    operation_id="append_to_resumable_upload",
    summary="Send a part",
    status_code=204,
    responses={
        **ACT_RESPONSES,
        **problem_responses(408, 410, 507),
        **MISMATCH_RESPONSE,
        204: {"description": "Kept.", "headers": _TUS_HEADERS},
    },
    openapi_extra=_PART_BODY,
)
async def append_to_resumable_upload(upload: UploadId, request: Request, call: UploadCall) -> Response:
    """From `Upload-Offset` on. What arrived before the connection broke is kept; with `Upload-Checksum` (sha256, sha1)
    a part is kept whole or not at all. The last part's answer says in `Location` which evidence it has become."""
    return await _answer_as_tus(request, _append_part(upload, request, call))


@router.delete(
    "/{upload}",
    operation_id="cancel_resumable_upload",
    summary="Cancel a resumable upload",
    status_code=204,
    responses={**ACT_RESPONSES, **problem_responses(410)},
)
async def cancel_resumable_upload(upload: UploadId, request: Request, call: UploadCall) -> Response:
    """Nothing of it is kept. What has become evidence stays."""
    return await _answer_as_tus(request, _cancel_upload(upload, request, call))


@router.post(
    "/{upload}",
    operation_id="override_resumable_upload",
    summary="PATCH or DELETE by POST",
    status_code=204,
    responses={**ACT_RESPONSES, **problem_responses(405, 408, 410, 507), **MISMATCH_RESPONSE},
    openapi_extra=_PART_BODY,
)
async def override_resumable_upload(upload: UploadId, request: Request, call: UploadCall) -> Response:
    """For networks that let no PATCH through: `X-HTTP-Method-Override` says which of them is meant."""
    match request.headers.get("x-http-method-override"):
        case "PATCH":
            return await _answer_as_tus(request, _append_part(upload, request, call))
        case "DELETE":
            return await _answer_as_tus(request, _cancel_upload(upload, request, call))
        case _:
            allow = {"Allow": "GET, HEAD, PATCH, DELETE", "Connection": "close"}
            return problems.problem_response(405, "method_not_allowed", "No such method here.", headers=allow)


async def _create_upload(request: Request, call: UploadCall) -> Response:
    _require_version(request)
    who, deps = require_submitter(call), call.deps
    announced = _parse_announcement(request, deps.receiving.max_upload_bytes)
    about = announced.about
    require_file_kind(about.kind)
    wanted = Submission(about.dispute, about.kind, about.request, announced.length, about.covers)
    id = new_id()
    async with deps.begin(call.tenant) as tx:
        tx.actor, tx.cause, tx.operation = call.actor, "request", "create_resumable_upload"
        await tx.cases.get_for_update(about.dispute)
        await commands.require_submittable(tx, wanted, viewer=who, limits=deps.limits)
        upload = Upload(
            id=id,
            dispute=about.dispute,
            kind=about.kind,
            side=(await tx.cases.get(about.dispute)).side_of(who),
            by=call.actor,
            filename=about.filename,
            length=announced.length,
            expires_at=(await tx.timing()).now + UPLOAD_LIFETIME,
            request=about.request,
            covers=about.covers,
        )
        await deps.partial_files.create_file(id)
        await tx.uploads.add(upload)
        await tx.append_audit_entry("upload.created", str(id), length=announced.length)
    return Response(
        status_code=201, headers={"Location": f"{router.prefix}/{format_id('evd', id)}", **_progress_headers(upload)}
    )


async def _show_upload(id: EvidenceId, call: UploadCall) -> Response:
    who = require_reader(call)
    async with call.deps.begin.read(call.tenant) as tx:
        upload = await tx.uploads.get(id)
        upload.require_owner(call.actor)
        (await tx.cases.get(upload.dispute)).side_of(who)
        upload.require_open((await tx.timing()).now)
    body = UploadView.of(upload).model_dump_json()
    return Response(
        body, 200, {**_progress_headers(upload), "Cache-Control": "no-store"}, media_type="application/json"
    )


async def _append_part(id: EvidenceId, request: Request, call: UploadCall) -> Response:
    _require_version(request)
    who, part = require_submitter(call), _parse_part(request, call)
    deps = call.deps
    reception = Reception(deps.begin, deps.partial_files, deps.finisher, call.tenant, who)
    upload, item = await receive_part(reception, id, part, read_body(request))
    headers = _progress_headers(upload)
    if item is not None:
        headers["Location"] = item_location(item)
    return Response(status_code=204, headers=headers)


async def _cancel_upload(id: EvidenceId, request: Request, call: UploadCall) -> Response:
    _require_version(request)
    require_submitter(call)
    deps = call.deps
    async with deps.begin.read(call.tenant) as tx:
        (await tx.uploads.get(id)).require_owner(call.actor)
    async with deps.partial_files.open_exclusively(id), deps.begin(call.tenant) as tx:
        tx.actor, tx.cause = call.actor, "request"
        upload = await tx.uploads.get_for_update(id)
        upload.require_accepts(upload.offset, 0, (await tx.timing()).now)
        await tx.uploads.save(upload.cancel())
        await tx.append_audit_entry("upload.cancelled", str(id))
    await deps.partial_files.remove_file(id)
    return Response(status_code=204)


def _require_version(request: Request) -> None:
    if request.headers.get("tus-resumable") != TUS_VERSION:
        raise TusVersionUnsupported


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


def _progress_headers(upload: Upload) -> dict[str, str]:
    headers = {"Upload-Offset": str(upload.offset), "Upload-Length": str(upload.length)}
    if upload.state is UploadState.RECEIVING:
        headers["Upload-Expires"] = format_datetime(upload.expires_at.replace(microsecond=0), usegmt=True)
    return headers


def _parse_announcement(request: Request, limit: int) -> AnnouncedUpload:
    length = _parse_byte_count(request, "upload-length")
    if length == 0:
        raise UploadHeaderInvalid("Upload-Length", "An empty file is no evidence.")
    if length > limit:
        raise FileTooLarge(limit)
    metadata = _parse_metadata(request.headers.get("upload-metadata", ""))
    values: dict[str, Any] = {name: value for name, value in metadata.items() if name in METADATA_NAMES}
    if "covers" in values:
        values["covers"] = tuple(code for code in values["covers"].split(",") if code)
    try:
        return AnnouncedUpload(length, UploadQuery(**values))
    except ValidationError as error:
        where = ("header", "Upload-Metadata")
        raise RequestValidationError([{**e, "loc": (*where, *e["loc"])} for e in error.errors()]) from None


def _parse_metadata(header: str) -> dict[str, str]:
    """`name base64,name base64,name`. Raises UploadHeaderInvalid."""
    if len(header) > MAX_METADATA_LENGTH:
        raise UploadHeaderInvalid("Upload-Metadata", "This is too long.")
    metadata: dict[str, str] = {}
    for pair in filter(None, (part.strip() for part in header.split(","))):
        name, _, value = pair.partition(" ")
        try:
            text = base64.b64decode(value, validate=True).decode("utf-8")
        except (binascii.Error, UnicodeDecodeError):
            raise UploadHeaderInvalid("Upload-Metadata", "Each value is Base64 of UTF-8.") from None
        if name in metadata or "\0" in text:
            raise UploadHeaderInvalid("Upload-Metadata", "Each name comes once, and no text has a NUL in it.")
        metadata[name] = text
    return metadata


def _parse_part(request: Request, call: UploadCall) -> UploadPart:
    if request.headers.get("content-type") != PART_MEDIA_TYPE:
        raise ContentTypeNotOffset
    offset = _parse_byte_count(request, "upload-offset")
    length = request.headers.get("content-length", "0")
    announced = int(length) if _BYTE_COUNT.fullmatch(length) else 0
    return UploadPart(offset, announced, _parse_checksum(request, call))


def _parse_checksum(request: Request, call: UploadCall) -> tuple[str, bytes] | None:
    header = request.headers.get("upload-checksum")
    if header is None:
        if call.deps.receiving.checksums == "required":
            raise ChecksumRequired
        return None
    name, _, value = header.partition(" ")
    try:
        digest = base64.b64decode(value, validate=True)
    except binascii.Error:
        raise ChecksumUnsupported from None
    if name not in CHECKSUM_ALGORITHMS or len(digest) != CHECKSUM_ALGORITHMS[name]().digest_size:
        raise ChecksumUnsupported
    return name, digest


def _parse_byte_count(request: Request, header: str) -> int:
    value = request.headers.get(header)
    if value is None or _BYTE_COUNT.fullmatch(value) is None:
        raise UploadHeaderInvalid(header.title(), "This header is a whole number of bytes.")
    return int(value)
