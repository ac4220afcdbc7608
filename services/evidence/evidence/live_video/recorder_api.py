"""The recorder page and what it calls. No token: the secret in the page's link opens one session and nothing else."""

from __future__ import annotations

import hashlib
import time
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from datetime import timedelta
from pathlib import Path
from typing import Annotated, Final, cast
from uuid import UUID

from fastapi import APIRouter, Depends, Query, Request, Response

from common.kernel.errors import DomainError, NotFound
from common.web.problems import problem_responses
from evidence.cases.model import Side
from evidence.edge import FILE_CONTENT, hang_up
from evidence.inspection.model import ContentRejected
from evidence.live_video.domain.mark import encode_mark
from evidence.live_video.domain.session import Chunk, VideoSession
from evidence.live_video.domain.token import slot_at, slot_start
from evidence.live_video.domain.words import LANGUAGES
from evidence.uploads import receive
from evidence.uploads.edge import read_body
from evidence.uploads.receive import ReceivedFile

from . import commands
from .edge import LiveVideoDeps
from .schemas import (
    SESSIONS_PATH,
    ChallengeView,
    ChecklistEntry,
    ChunkQuery,
    ChunkView,
    FinishedView,
    FinishVideo,
    MarkView,
    RecorderView,
    SegmentView,
    StartSegment,
    TokenView,
    VideoId,
)
from .transaction import LiveVideoTransaction

router = APIRouter(prefix="/v1/evidence", tags=["live video"])

ASSET_FOLDER: Final = Path(__file__).parent / "recorder"
ASSET_PATH: Final = "/v1/evidence/recorder"
PUBLIC_PATHS: Final = (f"{SESSIONS_PATH}/*/record", ASSET_PATH)
STREAM_PATHS: Final = (f"{SESSIONS_PATH}/*/record/chunks",)
SECRET_HEADER: Final = "X-Session-Secret"  # noqa: S105 (the name of a header)
CHUNK_SECONDS: Final = 60.0
# A recording begins as WebM (EBML) or as MP4 (a box `ftyp`) does.
EBML_HEAD: Final = b"\x1a\x45\xdf\xa3"
PAGE_HEADERS: Final = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data:; "
        "media-src 'self' blob: mediastream:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    ),
    "Permissions-Policy": "camera=(self), microphone=(self), geolocation=()",
    "Cache-Control": "no-cache",
    "X-Frame-Options": "DENY",
}
SCRIPT_NAMES: Final = ("recorder.js", "link.js", "picture.js", "sending.js", "texts.js", "tokens.js")
MEDIA_TYPE_OF_ASSET: Final = {"recorder.css": "text/css", **dict.fromkeys(SCRIPT_NAMES, "text/javascript")}
# What a page that has no list from the policy reminds of (T6, T7).
REMINDERS_OF_SIDE: Final = {
    Side.SELLER: ("transaction", "packaging_or_service", "condition", "receipts_or_tracking"),
    Side.BUYER: ("transaction", "item_received", "condition_on_arrival", "discrepancies"),
}
RECORDER_RESPONSES: Final = problem_responses(400, 403, 404, 409, 413, 415, 422, 429, 503)


class Recording:
    """One request of the recorder of one session."""

    def __init__(self, session: VideoId, request: Request) -> None:
        given = request.headers.getlist(SECRET_HEADER)
        self.id: UUID = session
        self._operation = str(request.scope["route"].name)
        self.deps = cast("LiveVideoDeps", request.app.state.service.deps)
        self.tenant = self.deps.videos.keys.tenant_of(given[0] if len(given) == 1 else None, session)

    @asynccontextmanager
    async def act(self) -> AsyncIterator[LiveVideoTransaction]:
        async with self.deps.begin(self.tenant) as tx:
            tx.cause, tx.operation = "request", self._operation
            yield tx

    @asynccontextmanager
    async def look(self) -> AsyncIterator[LiveVideoTransaction]:
        async with self.deps.begin.read(self.tenant) as tx:
            yield tx


Recorder = Annotated[Recording, Depends()]


@router.get("/video-sessions/{session}/record", include_in_schema=False)
async def recorder_page(session: VideoId, request: Request) -> Response:
    """The same for everybody: what it is about it asks with the secret, which stands behind the `#` of its address."""
    language = preferred_language(request.headers.get("accept-language", ""))
    page = (ASSET_FOLDER / "page.html").read_text("utf-8").replace('lang="en"', f'lang="{language}"', 1)
    return Response(page, headers=PAGE_HEADERS, media_type="text/html; charset=utf-8")


@router.get("/recorder/{name}", include_in_schema=False)
async def recorder_asset(name: str, request: Request) -> Response:
    if name not in MEDIA_TYPE_OF_ASSET:
        raise NotFound("asset")
    content = (ASSET_FOLDER / name).read_bytes()
    tag = f'"{hashlib.sha256(content).hexdigest()[:32]}"'
    headers = {"ETag": tag, "Cache-Control": "public, max-age=300"}
    if request.headers.get("if-none-match") == tag:
        return Response(status_code=304, headers=headers)
    return Response(content, headers=headers, media_type=f"{MEDIA_TYPE_OF_ASSET[name]}; charset=utf-8")


@router.get(
    "/video-sessions/{session}/record/session",
    operation_id="get_recorder_session",
    summary="Read what the recorder is to show",
    response_model=RecorderView,
    responses=RECORDER_RESPONSES,
)
async def get_recorder_session(recorder: Recorder) -> RecorderView:
    """With `X-Session-Secret`, as everything the recorder asks. Also after a page was closed: recording goes on with
    `next_chunk`."""
    async with recorder.look() as tx:
        found = await tx.videos.get(recorder.id)
        chunks = await tx.videos.list_chunks(recorder.id)
        return RecorderView(
            id=found.id,
            party=found.side,
            state=found.state,
            challenge=ChallengeView.of(found),
            checklist=await _checklist_entries(tx, found),
            mark=MarkView(),
            expires_at=found.expires_at,
            server_time=(await tx.timing()).now,
            chunks=len(chunks),
            next_chunk=_next_chunk(chunks),
            segments=found.segments,
            max_chunk_bytes=recorder.deps.videos.limits.chunk_bytes,
            max_seconds=int(recorder.deps.videos.limits.wall_clock.total_seconds()),
            result=found.result,
        )


@router.post(
    "/video-sessions/{session}/record/segments",
    operation_id="start_recorder",
    summary="Start recording, or start again",
    status_code=201,
    response_model=SegmentView,
    responses=RECORDER_RESPONSES,
)
async def start_recorder(body: StartSegment, recorder: Recorder) -> SegmentView:
    """Says the case code it shows. Every start of a recorder counts as one segment; a second is a gap that is told."""
    async with recorder.act() as tx:
        found = await commands.start_segment(tx, recorder.id, code=body.code, media_type=body.media_type)
        return SegmentView(segment=found.segments - 1, next_chunk=_next_chunk(await tx.videos.list_chunks(recorder.id)))


@router.get(
    "/video-sessions/{session}/record/token",
    operation_id="get_recorder_token",
    summary="Get the mark to draw into the picture now",
    response_model=TokenView,
    responses=RECORDER_RESPONSES,
)
async def get_recorder_token(recorder: Recorder) -> TokenView:
    """A new one every two seconds. None is ever given before its time."""
    async with recorder.look() as tx:
        found, timing = await commands.current(tx, await tx.videos.get(recorder.id)), await tx.timing()
        found.require_running(timing.received_at)
        slot = slot_at(found.opened_at, timing.now)
        mark = recorder.deps.videos.keys.signer.sign_mark(found.id, found.code, found.opened_at, slot)
        left = slot_start(found.opened_at, slot + 1) - timing.now
        next_ms = max(0, int(left.total_seconds() * 1000))
        return TokenView(slot=slot, cells=encode_mark(mark).hex(), server_time=timing.now, next_ms=next_ms)


@router.post(
    "/video-sessions/{session}/record/chunks",
    operation_id="upload_video_chunk",
    summary="Upload a piece of the recording",
    response_model=ChunkView,
    responses={**RECORDER_RESPONSES, **problem_responses(408, 507)},
    openapi_extra={"requestBody": {"required": True, "content": {"*/*": FILE_CONTENT}}},
)
async def upload_video_chunk(
    session: VideoId, query: Annotated[ChunkQuery, Query()], request: Request
) -> Response | ChunkView:
    """The body is the piece as the recorder made it. In any order; the same piece again is the same answer, another
    one under its number is refused. The answer is its receipt, chained to all before it."""
    try:
        return await _receive_chunk(query, request, Recording(session, request))
    except DomainError as refusal:
        return hang_up(refusal, request)


@router.post(
    "/video-sessions/{session}/record/finish",
    operation_id="finish_recording",
    summary="Finish the recording",
    response_model=FinishedView,
    responses=RECORDER_RESPONSES,
)
async def finish_recording(body: FinishVideo, recorder: Recorder) -> FinishedView:
    """It becomes a piece of evidence of the kind `live_video`, answers its request, and is checked. Asked again, it is
    the same answer."""
    session = await recorder.deps.videos.finisher.finish_recording(
        recorder.tenant, recorder.id, announced=body.chunks, covers=tuple(body.covers), cause="request"
    )
    assert session.item is not None, "it is finished"
    return FinishedView(id=session.id, item=session.item, state=session.state)


async def _receive_chunk(query: ChunkQuery, request: Request, recorder: Recording) -> ChunkView:
    deps, limits = recorder.deps, recorder.deps.videos.limits
    declared = receive.parse_declared_size(request.headers, limits.chunk_bytes)
    expected = receive.parse_declared_digest(request.headers)
    if "content-encoding" in request.headers:
        raise ContentRejected("encoded")
    async with recorder.look() as tx:  # before a byte is read
        found = await commands.current(tx, await tx.videos.get(recorder.id))
        found.require_running((await tx.timing()).received_at)
        room = found.total_bytes + declared, await tx.items.get_usage(found.dispute, found.side), deps.limits
        (await tx.cases.get(found.dispute)).require_room(*room)
    async with receive.receive_file(
        read_body(request), deps.receiving.folder, limit=limits.chunk_bytes, seconds=CHUNK_SECONDS, expected=expected
    ) as arrived:
        _require_film_start(query, arrived)
        return await _store_chunk(query, arrived, recorder)


async def _store_chunk(query: ChunkQuery, arrived: ReceivedFile, recorder: Recording) -> ChunkView:
    encrypted_blobs, is_recorded, since = recorder.deps.encrypted_blobs, False, time.monotonic()
    stored = await encrypted_blobs.encrypt_file(arrived.path)
    try:
        async with recorder.act() as tx:
            session, chunk = await commands.take_chunk(
                tx, recorder.id, n=query.n, segment=query.segment, gap_ms=query.gap_ms, size=arrived.size,
                sha256=arrived.sha256, path=stored.path, object_key=stored.object_key, limits=recorder.deps.videos.limits,
                waited=lambda: timedelta(seconds=time.monotonic() - since),
            )  # fmt: skip
        is_recorded = chunk.path == stored.path
    finally:
        if not is_recorded:
            await encrypted_blobs.remove_object(stored.path)
    return ChunkView.of(session, chunk)


def _require_film_start(query: ChunkQuery, arrived: ReceivedFile) -> None:
    """Raises ContentRejected: what is no film is not kept at all. The rest is the verification's to find out. A first
    piece may be a single byte."""
    if query.n > 0:
        return
    with arrived.path.open("rb") as file:
        head = file.read(12)
    if not EBML_HEAD.startswith(head[:4]) and not b"ftyp".startswith(head[4:8]):
        raise ContentRejected("unknown_type")


def _next_chunk(chunks: Sequence[Chunk]) -> int:
    return max((chunk.n for chunk in chunks), default=-1) + 1


async def _checklist_entries(tx: LiveVideoTransaction, found: VideoSession) -> list[ChecklistEntry]:
    asked = None if found.request is None else await tx.requests.find(found.request)
    if asked is not None and asked.checklist:
        return [ChecklistEntry(code=p.code, text=p.text, required=p.required) for p in asked.checklist]
    return [ChecklistEntry(code=code, text=None, required=False) for code in REMINDERS_OF_SIDE[found.side]]


def preferred_language(accepted: str) -> str:
    """The recorder's language that is wanted most."""
    choices: list[tuple[float, str]] = []
    for choice in accepted[:500].split(","):
        name, _, quality = choice.strip().partition(";q=")
        try:
            choices.append((float(quality or 1), name.partition("-")[0].lower()))
        except ValueError:
            continue
    spoken = [pair for pair in choices if pair[1] in LANGUAGES and pair[0] > 0]
    return max(spoken, key=lambda pair: pair[0], default=(0.0, "en"))[1]
