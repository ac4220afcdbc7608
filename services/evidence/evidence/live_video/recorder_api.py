"""Recorder page over HTTP and what it calls. No token: the secret in the page's link opens one session and nothing
else.
"""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Annotated, Any, Final, cast
from uuid import UUID

from fastapi import APIRouter, Depends, Query, Request, Response

from common.kernel.errors import DomainError, NotFound
from common.web.problems import problem_responses
from common.web.request_head import RequestHeaders
from evidence.edge import FILE_CONTENT, hang_up
from evidence.inspection.model import ContentRejected
from evidence.items.schemas import VideoId
from evidence.uploads.described import CHECKSUM, CONTENT_DIGEST
from evidence.uploads.edge import read_body
from evidence.uploads.receive import ReceivedFile, SizeLimit, parse_declared_digest, parse_declared_size, receive_file

from .domain.errors import PieceTooLarge
from .domain.words import LANGUAGES
from .edge import LiveVideoDeps
from .recordings import ChunkPosition
from .schemas import (
    SESSIONS_PATH,
    ChunkQuery,
    ChunkView,
    FinishedView,
    FinishVideoBody,
    RecorderView,
    SegmentView,
    StartSegmentBody,
    TokenView,
)
from .views import chunk_view, finished_view, recorder_view, segment_view

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
SCRIPT_NAMES: Final = ("recorder.js", "link.js", "look.js", "picture.js", "sending.js", "texts.js", "tokens.js")
MEDIA_TYPE_OF_ASSET: Final = {"recorder.css": "text/css", **dict.fromkeys(SCRIPT_NAMES, "text/javascript")}
SECRET_PARAMETER: Final[dict[str, Any]] = {
    "name": SECRET_HEADER,
    "in": "header",
    "description": "Secret of the recording: what stands behind the `#` of its link. No access token is needed.",
    "required": True,
    "schema": {"type": "string", "format": "password"},
}
RECORDER_REQUEST: Final[dict[str, Any]] = {"security": [], "parameters": [SECRET_PARAMETER]}
CHUNK_REQUEST: Final[dict[str, Any]] = {
    "security": [],
    "parameters": [SECRET_PARAMETER, CONTENT_DIGEST, CHECKSUM],
    "requestBody": {
        "required": True,
        "content": {"video/webm": FILE_CONTENT, "video/mp4": FILE_CONTENT},
    },
}
RECORDER_RESPONSES: Final = problem_responses(400, 403, 404, 409, 413, 415, 422, 429, 503)


class RecorderCall:
    """Request of the recorder of one session."""

    def __init__(self, session: VideoId, request: Request) -> None:
        secrets = request.headers.getlist(SECRET_HEADER)
        self.id: UUID = session
        self.deps = cast("LiveVideoDeps", request.app.state.service.deps)
        self.tenant = self.deps.video_keys.tenant_of(secrets[0] if len(secrets) == 1 else None, session)


async def recorder_call(session: VideoId, request: Request) -> RecorderCall:
    """Dependency of the recorder's routes; `async`, as a plain function would be carried to another thread."""
    return RecorderCall(session, request)


Recorder = Annotated[RecorderCall, Depends(recorder_call)]


@router.get("/video-sessions/{session}/record", include_in_schema=False)
async def recorder_page(session: str, request: Request) -> Response:
    """Send the page, the same to everybody: what it is about it asks with the secret, which stands behind the `#` of
    its address. Also to whoever has half a link: the page tells them what to do.
    """
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
    summary="Read the recorder's configuration",
    response_model=RecorderView,
    responses=RECORDER_RESPONSES,
    openapi_extra=RECORDER_REQUEST,
)
async def get_recorder_session(recorder: Recorder) -> RecorderView:
    """Read it with `X-Session-Secret`, as everything the recorder asks. Also after a page was closed: recording goes on
    with `next_chunk`."""
    state = await recorder.deps.recordings.read_state(recorder.tenant, recorder.id)
    return recorder_view(recorder.tenant, state, recorder.deps.recordings.limits)


@router.post(
    "/video-sessions/{session}/record/segments",
    operation_id="start_recorder",
    summary="Start recording, or start again",
    status_code=201,
    response_model=SegmentView,
    responses=RECORDER_RESPONSES,
    openapi_extra=RECORDER_REQUEST,
)
async def start_recorder(body: StartSegmentBody, recorder: Recorder) -> SegmentView:
    """Start with the case code that is shown. Every start of a recorder counts as one segment; a second is a gap that
    is told."""
    recorded = await recorder.deps.recordings.start_segment(
        recorder.tenant, recorder.id, code=body.code, media_type=body.media_type
    )
    return segment_view(recorded)


@router.get(
    "/video-sessions/{session}/record/token",
    operation_id="get_recorder_token",
    summary="Get the current challenge mark",
    response_model=TokenView,
    responses=RECORDER_RESPONSES,
    openapi_extra=RECORDER_REQUEST,
)
async def get_recorder_token(recorder: Recorder) -> TokenView:
    """Get a new one every two seconds. None is ever given before its time."""
    mark = await recorder.deps.recordings.read_mark(recorder.tenant, recorder.id)
    return TokenView(slot=mark.slot, cells=mark.cells.hex(), server_time=mark.now, next_ms=mark.next_ms)


@router.post(
    "/video-sessions/{session}/record/chunks",
    operation_id="upload_video_chunk",
    summary="Upload a piece of the recording",
    response_model=ChunkView,
    responses={**RECORDER_RESPONSES, **problem_responses(408, 507)},
    openapi_extra=CHUNK_REQUEST,
)
async def upload_video_chunk(
    session: VideoId, query: Annotated[ChunkQuery, Query()], request: Request
) -> Response | ChunkView:
    """Send the piece as the recorder made it as the body. In any order; the same piece again is the same answer,
    another one under its number is refused. The answer is its receipt, chained to all before it.
    """
    try:
        return await _receive_chunk(query, request, RecorderCall(session, request))
    except DomainError as refusal:
        return hang_up(refusal, request)


@router.post(
    "/video-sessions/{session}/record/finish",
    operation_id="finish_recording",
    summary="Finish the recording",
    response_model=FinishedView,
    responses=RECORDER_RESPONSES,
    openapi_extra=RECORDER_REQUEST,
)
async def finish_recording(body: FinishVideoBody, recorder: Recorder) -> FinishedView:
    """Finish it: it becomes a piece of evidence of the kind `live_video`, answers its request, and is checked. Asked
    again, it is the same answer."""
    session = await recorder.deps.recording_finisher.finish_for_party(
        recorder.tenant, recorder.id, announced=body.chunks, covers=tuple(body.covers)
    )
    return finished_view(session)


async def _receive_chunk(query: ChunkQuery, request: Request, recorder: RecorderCall) -> ChunkView:
    recordings = recorder.deps.recordings
    limit = SizeLimit(recordings.limits.chunk_bytes, PieceTooLarge(recordings.limits.chunk_bytes))
    declared = parse_declared_size(request.headers, limit)
    expected = parse_declared_digest(request.headers)
    if RequestHeaders(request.headers.raw).announce_coding:
        raise ContentRejected("encoded")
    giver = await recordings.require_room(recorder.tenant, recorder.id, query.n, declared)
    folder = recorder.deps.receiving.folder
    with recorder.deps.open_uploads.hold_place(giver):
        async with receive_file(
            read_body(request), folder, limit=limit, seconds=CHUNK_SECONDS, expected=expected
        ) as received:
            _require_film_start(query, received)
            position = ChunkPosition(query.n, query.segment, query.gap_ms)
            return chunk_view(await recordings.record_chunk(recorder.id, position, received, giver))


def _require_film_start(query: ChunkQuery, arrived: ReceivedFile) -> None:
    """Raises ContentRejected: what is no film is not kept at all. The rest is the verification's to find out. A first
    piece may be a single byte."""
    if query.n > 0:
        return
    with arrived.path.open("rb") as file:
        head = file.read(12)
    if not EBML_HEAD.startswith(head[:4]) and not b"ftyp".startswith(head[4:8]):
        raise ContentRejected("unknown_type")


def preferred_language(accepted: str) -> str:
    """Choose the recorder's language that is wanted most."""
    choices: list[tuple[float, str]] = []
    for choice in accepted[:500].split(","):
        name, _, quality = choice.strip().partition(";q=")
        try:
            choices.append((float(quality or 1), name.partition("-")[0].lower()))
        except ValueError:
            continue
    spoken = [pair for pair in choices if pair[1] in LANGUAGES and pair[0] > 0]
    return max(spoken, key=lambda pair: pair[0], default=(0.0, "en"))[1]
