"""Live recordings over HTTP, for callers with a token. What the recorder page itself calls is in `recorder_api.py`."""

from __future__ import annotations

from fastapi import APIRouter, Response

from common.kernel.ids import new_id
from common.kernel.principal import Role
from evidence.cases.access import require_reader
from evidence.edge import ACT_RESPONSES, READ_RESPONSES
from evidence.live_video.domain.session import VideoSession

from . import commands
from .commands import Challenge
from .edge import LiveVideoCall
from .schemas import OpenVideo, Overrule, VideoId, VideoView, video_location
from .transaction import LiveVideoTransaction

router = APIRouter(prefix="/v1/evidence/video-sessions", tags=["live video"])


@router.post(
    "",
    operation_id="open_video_session",
    summary="Open a live recording",
    status_code=201,
    response_model=VideoView,
    responses=ACT_RESPONSES,
)
async def open_video_session(body: OpenVideo, call: LiveVideoCall) -> Response:
    """For a party that is asked for a live video, or wants to give one (T5). `recorder_url` opens a page that asks for
    camera and microphone, shows what is to be shown and said, and records while it uploads: hand it to the person."""
    call.require_role(Role.BUYER, Role.SELLER, Role.REPRESENTATIVE)
    who, id, challenge = call.principal, new_id(), Challenge()

    async def act(tx: LiveVideoTransaction) -> VideoView:
        session = await commands.open_session(
            tx, dispute=body.dispute, request=body.request, id=id, viewer=who, challenge=challenge
        )
        return await _shown(tx, session, call)

    return await call.run_idempotent(act, status=201, location=video_location)


@router.get(
    "/{session}",
    operation_id="get_video_session",
    summary="Read a live recording",
    response_model=VideoView,
    responses=READ_RESPONSES,
)
async def get_video_session(session: VideoId, call: LiveVideoCall) -> Response:
    """How far it is, its gaps, and once it is finished what each check found, with the frame and the reason. The video
    itself is the piece of evidence it names. The other party sees that one only, when it may."""
    who = require_reader(call)

    async def act(tx: LiveVideoTransaction) -> VideoView:
        return await _shown(tx, await commands.visible(tx, session, viewer=who), call)

    return await call.read(act)


@router.post(
    "/{session}/overrule",
    operation_id="overrule_video_verification",
    summary="Overrule what the checks found",
    response_model=VideoView,
    responses=ACT_RESPONSES,
)
async def overrule_video_verification(session: VideoId, body: Overrule, call: LiveVideoCall) -> Response:
    """By an operator who has seen the video, with a reason. What the checks found stays beside it. Needs the scope
    `decide`."""
    call.require_role(Role.OPERATOR, scope="decide")
    who = call.principal

    async def act(tx: LiveVideoTransaction) -> VideoView:
        found = await commands.overrule(
            tx, session, viewer=who, result=body.result, reason=body.reason, expected=call.expected_version
        )
        return await _shown(tx, found, call)

    return await call.run_idempotent(act)


async def _shown(tx: LiveVideoTransaction, session: VideoSession, call: LiveVideoCall) -> VideoView:
    """Only the party itself is given the link: whoever has it can record in the party's name."""
    mine = call.actor == session.by
    return VideoView.shown(
        session,
        list(await tx.videos.list_chunks(session.id)),
        secret=call.deps.videos.keys.recorder_secret(call.tenant, session.id) if mine else None,
        role=call.principal.role,
        scopes=call.principal.scopes,
    )
