"""Asking for evidence over HTTP."""

from __future__ import annotations

from fastapi import APIRouter, Response

from common.kernel.ids import DisputeId
from common.kernel.principal import Role
from disputes.cases.edge import CasesCall
from disputes.cases.views import DisputeView, changed_dispute_view
from disputes.edge import ACT_RESPONSES

from .commands import AskForEvidence
from .schemas import AskingBody

router = APIRouter(prefix="/v1/disputes", tags=["operators"])


@router.post(
    "/{dispute}/evidence-requests",
    response_model=DisputeView,
    responses=ACT_RESPONSES,
    operation_id="ask_for_evidence",
    summary="Ask a party for evidence",
)
async def ask_for_evidence(dispute: DisputeId, body: AskingBody, call: CasesCall) -> Response:
    """Ask a party for evidence of some kinds until an instant, in whatever stage the case is. What the party has given
    before answers it once the party attaches it, and where the stage seals what it asks for, this is sealed with it.
    You can ask until the end that the policy gives the case. Silence moves nothing: the case goes on as it would, and
    you decide with what there is. A window that has lapsed is opened again by `extend`.
    """
    call.require_role(Role.OPERATOR, scope="decide")
    return await call.execute(AskForEvidence(dispute, body.to_asking()), changed_dispute_view)
