"""The routes that carry the bytes of files: in, as a stream; out, by links that soon expire."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator, Awaitable
from datetime import datetime
from typing import Annotated, Any, Final, NamedTuple
from urllib.parse import quote
from uuid import UUID

from fastapi import APIRouter, Query, Request, Response
from fastapi.responses import JSONResponse, StreamingResponse

from common.kernel.errors import DomainError, require_version
from common.kernel.ids import EvidenceId, new_id
from common.web import problems
from common.web.problems import problem_responses

from . import commands, entries, inspection, scanning, uploads
from .api import ACT, READ, Calling, EvidenceCall, reader, submitter
from .commands import Submission
from .domain.case import Viewer
from .domain.custody import Action
from .domain.errors import ContentAltered, ContentRejected, EvidenceErased, LinkRefused, NotAFile, Quarantined
from .domain.item import Erased, Item, ScanState, StoredFile, require_file_kind
from .safe import Safe
from .schemas import DownloadLink, ItemView, LinkQuery, UploadQuery, content_url, item_location
from .store import EvidenceTx
from .uploads import Arrived

router = APIRouter(prefix="/v1/evidence", tags=["evidence"])

UPLOADS: Final = f"{router.prefix}/uploads"
MISMATCH: Final[dict[int | str, dict[str, Any]]] = {460: {**ACT[400], "description": "Checksum Mismatch"}}
FILE: Final[dict[str, Any]] = {"schema": {"type": "string", "format": "binary"}}
# Whatever the file is, a browser shows nothing of it in our name.
HARMLESS: Final = {
    "X-Content-Type-Options": "nosniff",
    "Content-Security-Policy": "sandbox; default-src 'none'",
    "Cache-Control": "private, no-store",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Resource-Policy": "same-site",
    "Accept-Ranges": "bytes",
}
_RANGE: Final = re.compile(r"bytes=(?:(\d{1,15})-(\d{1,15})?|-(\d{1,15}))")


class Seen(NamedTuple):
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
    responses={**ACT, **problem_responses(408, 507), **MISMATCH},
    openapi_extra={"requestBody": {"required": True, "content": {"*/*": FILE}}},
)
async def upload_evidence(query: Annotated[UploadQuery, Query()], request: Request, call: Calling) -> Response:
    """The body is the file as it is: JPEG, PNG, WEBP, GIF, HEIC (50 megapixels at most), PDF without active content, or
    UTF-8 text. What it is, its content says. Send `Content-Digest: sha-256=:…:` to be sure that it arrives unharmed.
    It is received when its last byte is: at the cut-off of a request for it, it is late (D12)."""
    return await _or_hang_up(request, _upload(query, request, call))


@router.post(
    "/items/{item}/download",
    operation_id="create_download_link",
    summary="Get a link to download a file",
    response_model=DownloadLink,
    responses=ACT,
)
async def create_download_link(item: EvidenceId, call: Calling) -> Response:
    """Good for ten minutes, for this file and for the caller only: send the caller's token along."""
    who = reader(call)

    async def act(tx: EvidenceTx) -> DownloadLink:
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
        **READ,
        **problem_responses(409, 416),
        200: {"description": "The file, unchanged.", "content": {"*/*": FILE}},
        206: {"description": "The part of it that Range asks for.", "content": {"*/*": FILE}},
    },
)
async def download_evidence(
    item: EvidenceId, query: Annotated[LinkQuery, Query()], request: Request, call: Calling
) -> Response:
    """By a link of your own that has not expired. Every download, and every one refused, is entered in the custody.
    The file is compared with what was received before a byte of it leaves."""
    who = reader(call)
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


async def _upload(query: UploadQuery, request: Request, call: EvidenceCall) -> Response:
    who, deps, receiving = submitter(call), call.deps, call.deps.receiving
    require_file_kind(query.kind)
    declared = uploads.declared_size(request.headers, receiving.max_bytes)
    expected = uploads.declared_digest(request.headers)
    if "content-encoding" in request.headers:
        raise ContentRejected("encoded")
    if "idempotency-key" not in request.headers:  # a repeated request is told what the first one was
        async with deps.begin.read(call.tenant) as tx:
            wanted = Submission(query.dispute, query.kind, query.request, declared, query.covers)
            await commands.may_submit(tx, wanted, viewer=who, limits=deps.limits)
    async with uploads.receive(
        request.stream(), receiving.folder, limit=receiving.max_bytes, seconds=receiving.seconds, expected=expected
    ) as arrived:
        request.state.fingerprint = arrived.sha256
        async with deps.begin.read(call.tenant) as tx:
            received_at = (await tx.timing()).received_at
        media_type = await inspection.media_type_of(arrived.path)
        try:
            scan_state = await scanning.scan(deps.scanner, arrived.path)
        except ContentRejected as refusal:
            await _note_rejected(call, query.dispute, arrived, refusal)
            raise
        return await _keep(query, arrived, Seen(media_type, scan_state, received_at), call, who)


async def _note_rejected(call: EvidenceCall, dispute: UUID, arrived: Arrived, refusal: ContentRejected) -> None:
    """Nothing of the file is kept, but who brought malware is."""
    async with call.deps.begin(call.tenant) as tx:
        tx.actor, tx.cause = call.actor, "request"
        await tx.append_audit_entry("upload.rejected", str(dispute), why=refusal.why, sha256=arrived.sha256.hex())


async def _keep(query: UploadQuery, arrived: Arrived, seen: Seen, call: EvidenceCall, who: Viewer) -> Response:
    """First the file, then its row: a crash in between leaves a file that nobody knows, for the collector."""
    id, kept = new_id(), await call.deps.safe.keep(arrived.path)

    async def act(tx: EvidenceTx) -> ItemView:
        file = StoredFile(
            path=kept.path,
            size=arrived.size,
            sha256=arrived.sha256,
            media_type=seen.media_type,
            filename=inspection.display_name(query.filename, seen.media_type),
            finished_at=seen.received_at,
            scan_state=seen.scan_state,
            lock=kept.lock,
        )
        wanted = Submission(query.dispute, query.kind, query.request, arrived.size, query.covers)
        item = await commands.submit(
            tx, wanted, file, id=id, viewer=who, limits=call.deps.limits, received_at=seen.received_at
        )
        return ItemView.shown(item, await tx.cases.get(item.dispute), who, call.principal.scopes)

    response = await call.run_idempotent(act, status=201, location=item_location)
    if response.status_code != 201 or "Idempotent-Replayed" in response.headers:
        await call.deps.safe.remove(kept.path)
    return response


async def _or_hang_up(request: Request, work: Awaitable[Response]) -> Response:
    """A refusal may leave most of a body unread; the connection ends with it instead of swallowing the rest."""
    try:
        return await work
    except DomainError as refusal:
        return hang_up(refusal, request)


def hang_up(refusal: DomainError, request: Request) -> Response:
    status, body = problems.render_refusal(refusal, request.app.state.statuses)
    headers = {**problems.problem_headers(status), "Connection": "close"}
    return JSONResponse(body, status, headers, media_type=problems.MEDIA_TYPE)


def file_of(item: Item) -> StoredFile:
    """Raises NotAFile or EvidenceErased, or Quarantined while nobody may see it."""
    if isinstance(item.content, Erased):
        raise EvidenceErased
    if not isinstance(item.content, StoredFile):
        raise NotAFile
    if not item.content.scan_state.viewable:
        raise Quarantined
    return item.content


async def _enter(call: EvidenceCall, item: UUID, who: Viewer, action: Action, **details: str) -> None:
    async with call.deps.begin(call.tenant) as tx:
        tx.actor, tx.cause = call.actor, "request"
        await entries.record(tx, item, action, actor=who.actor, **details)


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
        **HARMLESS,
        "Content-Length": str(end - start),
        "Content-Disposition": f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(file.filename, safe='')}",
    }
    if not whole:
        headers["Content-Range"] = f"bytes {start}-{end - 1}/{file.size}"
    media_type = "text/plain; charset=utf-8" if file.media_type == "text/plain" else file.media_type
    stream: AsyncIterator[bytes] = safe.read(file, start, end)
    return StreamingResponse(stream, 200 if whole else 206, headers, media_type=media_type)
