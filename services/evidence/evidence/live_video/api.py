"""Live recordings over HTTP, for callers with a token. What the recorder page itself calls is in `recorder_api.py`."""

from __future__ import annotations

from fastapi import APIRouter, Response

from common.kernel.principal import Role
from evidence.cases.access import require_reader
from evidence.edge import ACT_RESPONSES, READ_RESPONSES
from evidence.items.schemas import VideoId

from .challenge import draw_challenge
from .commands import OpenSession, OverruleVerification, RecheckVideo
from .edge import LiveVideoCall
from .queries import read_session
from .schemas import OpenVideoBody, OverruleBody, VideoView
from .views import video_location

router = APIRouter(prefix="/v1/evidence/video-sessions", tags=["live video"])


@router.post(
    "",
    operation_id="open_video_session",
    summary="Open a live recording",
    status_code=201,
    response_model=VideoView,
    responses=ACT_RESPONSES,
)
async def open_video_session(body: OpenVideoBody, call: LiveVideoCall) -> Response:
    """Open one as a party that is asked for a live video, or wants to give one (T5). `recorder_url` opens a page that
    asks for camera and microphone, shows what is to be shown and said, and records while it uploads: hand it to the
    person."""
    call.require_role(Role.BUYER, Role.SELLER, Role.REPRESENTATIVE)
    command = OpenSession(body.dispute, body.request, draw_challenge(), call.deps.recordings.case_limits)
    view = call.deps.session_presenter.changed_session_view
    return await call.execute(command, view, status=201, locate=video_location)


@router.get(
    "/{session}",
    operation_id="get_video_session",
    summary="Read a live recording",
    response_model=VideoView,
    responses=READ_RESPONSES,
)
async def get_video_session(session: VideoId, call: LiveVideoCall) -> Response:
    """Read how far it is, its gaps, and once it is finished what each check found, with the frame and the reason. The
    video itself is the piece of evidence it names. The other party sees that one only, when it may."""
    require_reader(call)
    return await call.query(read_session, session, call.deps.session_presenter)


@router.post(
    "/{session}/overrule",
    operation_id="overrule_video_verification",
    summary="Overrule a video verification",
    response_model=VideoView,
    responses=ACT_RESPONSES,
)
async def overrule_video_verification(session: VideoId, body: OverruleBody, call: LiveVideoCall) -> Response:
    """Overrule them as an operator who has seen the video, with a reason. What the checks found stays beside it. Needs
    the scope `decide`."""
    call.require_role(Role.OPERATOR, scope="decide")
    command = OverruleVerification(session, body.result, body.reason)
    return await call.execute(command, call.deps.session_presenter.changed_session_view)


@router.post(
    "/{session}/recheck",
    operation_id="recheck_video",
    summary="Repeat the checks of a live recording",
    response_model=VideoView,
    responses=ACT_RESPONSES,
)
async def recheck_video(session: VideoId, call: LiveVideoCall) -> Response:
    """Have checks made that could not be made (`checks_not_run`): each try has failed, or ended with its process. What
    was found is never checked again. Operators, with the scope `decide`."""
    call.require_role(Role.OPERATOR, scope="decide")
    return await call.execute(RecheckVideo(session), call.deps.session_presenter.changed_session_view)
