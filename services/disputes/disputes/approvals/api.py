"""Decisions over HTTP: rule on a case, approve or reject what another operator has decided."""

from __future__ import annotations

from fastapi import APIRouter, Response

from common.kernel.ids import DisputeId
from common.kernel.principal import Role
from disputes.cases.edge import CasesCall
from disputes.cases.views import DisputeView, changed_dispute_view
from disputes.edge import ACT_RESPONSES, READ_RESPONSES, STAFF_ROLES

from . import queries
from .commands import ApproveDecision, DecideDispute, RejectDecision
from .preview import PreviewRuling
from .schemas import DecisionBody, DecisionsView, RejectionBody, RulingPreviewView

router = APIRouter(prefix="/v1/disputes", tags=["operators"])


@router.get(
    "/{dispute}/decisions",
    response_model=DecisionsView,
    responses=READ_RESPONSES,
    operation_id="list_decisions",
    summary="List the decisions of a case",
)
async def list_decisions(dispute: DisputeId, call: CasesCall) -> Response:
    """Every decision, also those that wait for approval, were rejected or came to nothing. Not for parties."""
    call.require_role(*STAFF_ROLES)
    return await call.query(queries.list_decisions, dispute)


@router.post(
    "/{dispute}/rulings/preview",
    response_model=RulingPreviewView,
    responses=ACT_RESPONSES,
    operation_id="preview_ruling",
    summary="Preview a ruling",
)
async def preview_ruling(dispute: DisputeId, body: DecisionBody, call: CasesCall) -> Response:
    """See what a ruling would do before you give it: the money of each party net of fees and when it moves, what would
    be owed in goods, each penalty with the fine that is due, what it makes of the person's standing, and who would have
    to approve. The body is that of the decision. Nothing follows from it, so it needs no Idempotency-Key; what the
    ruling would be refused with, the preview is refused with.
    """
    call.require_role(Role.OPERATOR, scope="decide")
    penalties = [penalty.to_request() for penalty in body.penalties]
    question = PreviewRuling(dispute, body.to_judgment(), penalties)
    return await call.query(queries.preview_decision, question, call.expected_version)


@router.post(
    "/{dispute}/decision",
    response_model=DisputeView,
    responses=ACT_RESPONSES,
    operation_id="decide",
    summary="Rule on a case",
)
async def decide_dispute(dispute: DisputeId, body: DecisionBody, call: CasesCall) -> Response:
    """Rule on the case. Needs If-Match with the version you have read, and an Idempotency-Key.

    Above the platform's limit, or where it closes somebody's account for good, the decision waits: the case is
    `awaiting_approval` until another operator approves or rejects it, and nothing follows before. Its clocks stand
    still meanwhile, for 30 days at most, but for those that only alert operators: no cap undoes what was ruled.
    """
    call.require_role(Role.OPERATOR, scope="decide")
    call.require_expected_version()
    command = DecideDispute(dispute, body.to_judgment(), [penalty.to_request() for penalty in body.penalties])
    return await call.execute_money(command, changed_dispute_view)


@router.post(
    "/{dispute}/approve",
    response_model=DisputeView,
    responses=ACT_RESPONSES,
    operation_id="approve_decision",
    summary="Approve a pending decision",
)
async def approve_decision(dispute: DisputeId, call: CasesCall) -> Response:
    """Carry it out. Needs the scope `lead`, If-Match with the version you have read, and an Idempotency-Key.

    Not for whoever decided, opened the case or is a party to it. The appeal window runs from now.
    """
    call.require_role(Role.OPERATOR, scope="lead")
    call.require_expected_version()
    return await call.execute_money(ApproveDecision(dispute), changed_dispute_view)


@router.post(
    "/{dispute}/reject-approval",
    response_model=DisputeView,
    responses=ACT_RESPONSES,
    operation_id="reject_approval",
    summary="Reject a pending decision",
)
async def reject_decision(dispute: DisputeId, body: RejectionBody, call: CasesCall) -> Response:
    """Give the case back to the operators, who decide anew. Needs what approving needs."""
    call.require_role(Role.OPERATOR, scope="lead")
    call.require_expected_version()
    return await call.execute(RejectDecision(dispute, body.why), changed_dispute_view)
