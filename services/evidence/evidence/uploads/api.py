"""Upload of one file by one request, as a stream."""

from __future__ import annotations

from collections.abc import Awaitable
from datetime import datetime
from typing import Annotated, NamedTuple
from uuid import UUID

from fastapi import APIRouter, Query, Request, Response

from common.kernel.errors import DomainError
from common.kernel.ids import new_id
from common.kernel.principal import Principal
from common.web.problems import problem_responses
from evidence.cases.access import require_submitter
from evidence.edge import ACT_RESPONSES, FILE_CONTENT, hang_up
from evidence.inspection.media_type import detect_media_type, make_display_name
from evidence.inspection.model import ContentRejected, ScanState
from evidence.inspection.scanner import scan_or_refuse
from evidence.items.model import StoredFile, require_file_kind
from evidence.items.schemas import ItemView
from evidence.items.views import item_location, item_view
from evidence.submissions import commands
from evidence.submissions.commands import Submission

from . import receive
from .edge import MISMATCH_RESPONSE, UploadCall, read_body
from .receive import ReceivedFile
from .schemas import UploadQuery
from .transaction import UploadsTransaction

router = APIRouter(prefix="/v1/evidence", tags=["evidence"])


class InspectedFile(NamedTuple):
    """What was found out about a file, and when its last byte was here."""

    media_type: str
    scan_state: ScanState
    received_at: datetime


@router.post(
    "/uploads",
    operation_id="upload_evidence",
    summary="Upload a photo or a document",
    status_code=201,
    response_model=ItemView,
    responses={**ACT_RESPONSES, **problem_responses(408, 507), **MISMATCH_RESPONSE},
    openapi_extra={"requestBody": {"required": True, "content": {"*/*": FILE_CONTENT}}},
)
async def upload_evidence(query: Annotated[UploadQuery, Query()], request: Request, call: UploadCall) -> Response:
    """The body is the file as it is: JPEG, PNG, WEBP, GIF, HEIC (50 megapixels at most), PDF without active content, or
    UTF-8 text. What it is, its content says. Send `Content-Digest: sha-256=:…:` to be sure that it arrives unharmed.
    It is received when its last byte is: at the cut-off of a request for it, it is late (D12)."""
    return await _hang_up_on_refusal(request, _receive_upload(query, request, call))


async def _receive_upload(query: UploadQuery, request: Request, call: UploadCall) -> Response:
    who, deps, receiving = require_submitter(call), call.deps, call.deps.receiving
    require_file_kind(query.kind)
    declared = receive.parse_declared_size(request.headers, receiving.max_bytes)
    expected = receive.parse_declared_digest(request.headers)
    if "content-encoding" in request.headers:
        raise ContentRejected("encoded")
    if "idempotency-key" not in request.headers:  # a repeated request is told what the first one was
        async with deps.begin.read(call.tenant) as tx:
            wanted = Submission(query.dispute, query.kind, query.request, declared, query.covers)
            await commands.require_submittable(tx, wanted, viewer=who, limits=deps.limits)
    async with receive.receive_file(
        read_body(request), receiving.folder, limit=receiving.max_bytes, seconds=receiving.seconds, expected=expected
    ) as arrived:
        request.state.fingerprint = arrived.sha256
        async with deps.begin.read(call.tenant) as tx:
            received_at = (await tx.timing()).received_at
        media_type = await detect_media_type(arrived.path)
        try:
            scan_state = await scan_or_refuse(deps.scanner, arrived.path)
        except ContentRejected as refusal:
            await _record_rejection(call, query.dispute, arrived, refusal)
            raise
        return await _store_and_submit(query, arrived, InspectedFile(media_type, scan_state, received_at), call, who)


async def _record_rejection(call: UploadCall, dispute: UUID, arrived: ReceivedFile, refusal: ContentRejected) -> None:
    """Nothing of the file is kept, but who brought malware is."""
    async with call.deps.begin(call.tenant) as tx:
        tx.actor, tx.cause = call.actor, "request"
        await tx.append_audit_entry("upload.rejected", str(dispute), why=refusal.why, sha256=arrived.sha256.hex())


async def _store_and_submit(
    query: UploadQuery, arrived: ReceivedFile, inspected: InspectedFile, call: UploadCall, who: Principal
) -> Response:
    """First the file, then its row: a crash in between leaves a file that nobody knows, for the collector."""
    id, stored = new_id(), await call.deps.encrypted_blobs.encrypt_file(arrived.path)

    async def act(tx: UploadsTransaction) -> ItemView:
        file = StoredFile(
            path=stored.path,
            size=arrived.size,
            sha256=arrived.sha256,
            media_type=inspected.media_type,
            filename=make_display_name(query.filename, inspected.media_type),
            finished_at=inspected.received_at,
            scan_state=inspected.scan_state,
            object_key=stored.object_key,
        )
        wanted = Submission(query.dispute, query.kind, query.request, arrived.size, query.covers)
        item = await commands.submit_evidence(
            tx, wanted, file, id=id, viewer=who, limits=call.deps.limits, received_at=inspected.received_at
        )
        return item_view(item, await tx.cases.get(item.dispute), who, call.principal.scopes)

    response = await call.run_idempotent(act, status=201, location=item_location)
    if response.status_code != 201 or "Idempotent-Replayed" in response.headers:
        await call.deps.encrypted_blobs.remove_object(stored.path)
    return response


async def _hang_up_on_refusal(request: Request, work: Awaitable[Response]) -> Response:
    """A refusal may leave most of a body unread; the connection ends with it instead of swallowing the rest."""
    try:
        return await work
    except DomainError as refusal:
        return hang_up(refusal, request)
