"""Attaching over HTTP: what is in the case already is given for a request."""

from __future__ import annotations

from fastapi import APIRouter, Response

from common.kernel.ids import RequestId
from evidence.cases.access import require_submitter
from evidence.edge import ACT_RESPONSES
from evidence.requests.schemas import RequestView

from .commands import AttachEvidence
from .edge import AttachmentCall
from .schemas import Attach
from .views import attached_request_view

router = APIRouter(prefix="/v1/evidence", tags=["evidence"])


@router.post(
    "/requests/{request}/items",
    operation_id="attach_evidence",
    summary="Attach evidence to a request",
    response_model=RequestView,
    responses=ACT_RESPONSES,
)
async def attach_evidence(request: RequestId, body: Attach, call: AttachmentCall) -> Response:
    """Give what you gave in this case before for this request as well, and say which points of its checklist it covers:
    they add up. It counts if the request is still open; when the evidence itself was given does not matter."""
    require_submitter(call)
    command = AttachEvidence(request, body.item, body.covers, body.on_behalf_of)
    return await call.execute(command, attached_request_view)
