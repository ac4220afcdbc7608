"""Conversations on other platforms over HTTP: told of by a party, attested by an operator (T5)."""

from __future__ import annotations

from fastapi import APIRouter, Response

from common.kernel.ids import EvidenceId
from common.kernel.principal import Role
from common.kernel.writing.card_numbers import holds_card_number
from evidence.cases.access import require_reader, require_submitter
from evidence.edge import ACT_RESPONSES, READ_RESPONSES
from evidence.inspection.model import CardNumberNotAllowed
from evidence.items.model import EXTERNAL_VIDEO, ExternalVideo
from evidence.submissions.model import Submission

from .commands import AttestExternalVideo, RecheckExternalVideo, TellExternalVideo
from .edge import ExternalVideoCall
from .queries import read_external_video
from .schemas import Attest, ExternalVideoView, SubmitExternalVideo
from .views import changed_conversation_view, external_video_location

router = APIRouter(prefix="/v1/evidence/external-videos", tags=["live video"])


@router.post(
    "",
    operation_id="tell_external_video",
    summary="Submit a video call on another platform",
    status_code=201,
    response_model=ExternalVideoView,
    responses=ACT_RESPONSES,
)
async def tell_external_video(body: SubmitExternalVideo, call: ExternalVideoCall) -> Response:
    """Tell of it where a live video is asked for: a conversation on a usual conferencing platform will do (T5). Its
    link, the provider, when it began and ended, and the uploaded recording if there is one. It is marked as not
    verified live."""
    require_submitter(call)
    if holds_card_number(body.provider):
        raise CardNumberNotAllowed
    content = ExternalVideo(body.link, body.provider, body.started_at, body.ended_at, body.recording)
    submission = Submission(
        body.dispute, EXTERNAL_VIDEO, body.request, covers=body.covers, on_behalf_of=body.on_behalf_of
    )
    command = TellExternalVideo(submission, content, call.deps.limits)
    return await call.execute(command, changed_conversation_view, status=201, locate=external_video_location)


@router.get(
    "/{item}",
    operation_id="get_external_video",
    summary="Read a video call on another platform",
    response_model=ExternalVideoView,
    responses=READ_RESPONSES,
)
async def get_external_video(item: EvidenceId, call: ExternalVideoCall) -> Response:
    """Read it with what the recording shows by itself and what an operator attests. Whoever reads what the other side
    has given is entered in its custody."""
    await call.deps.viewings.record_reading(item, require_reader(call), is_head=call.is_head)
    return await call.query(read_external_video, item)


@router.post(
    "/{item}/attest",
    operation_id="attest_external_video",
    summary="Attest a video call on another platform",
    response_model=ExternalVideoView,
    responses=ACT_RESPONSES,
)
async def attest_external_video(item: EvidenceId, body: Attest, call: ExternalVideoCall) -> Response:
    """Attest it as an operator who took part, or has asked the provider. Once; it is not changed. Needs the scope
    `decide`."""
    call.require_role(Role.OPERATOR, scope="decide")
    return await call.execute(AttestExternalVideo(item, body.held, body.statement), changed_conversation_view)


@router.post(
    "/{item}/recheck",
    operation_id="recheck_external_video",
    summary="Repeat the checks of a recorded video call",
    response_model=ExternalVideoView,
    responses=ACT_RESPONSES,
)
async def recheck_external_video(item: EvidenceId, call: ExternalVideoCall) -> Response:
    """Have checks of its recording made that could not be made (`checks_not_run`): each try has failed, or ended with
    its process. What was found is never checked again. Operators, with the scope `decide`."""
    call.require_role(Role.OPERATOR, scope="decide")
    return await call.execute(RecheckExternalVideo(item), changed_conversation_view)
