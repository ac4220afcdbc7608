"""Acts of operators in a case over HTTP: take it, verify, ask for videos, and mind its clocks."""

from __future__ import annotations

from fastapi import APIRouter, Response

from common.kernel.ids import DisputeId
from common.kernel.principal import Role
from disputes.edge import ACT_RESPONSES
from disputes.policy.vocabulary import Act

from .commands import (
    AssignDispute,
    ExtendDeadline,
    PauseClocks,
    PerformAct,
    RefuseVerification,
    ResumeClocks,
    VerifyTransaction,
)
from .edge import CasesCall
from .schemas import AssignmentBody, ExtensionBody, PauseBody, VerificationBody
from .views import DisputeView, changed_dispute_view

router = APIRouter(prefix="/v1/disputes", tags=["operators"])


@router.post(
    "/{dispute}/assign",
    response_model=DisputeView,
    responses=ACT_RESPONSES,
    operation_id="assign",
    summary="Assign a case",
)
async def assign_dispute(dispute: DisputeId, body: AssignmentBody, call: CasesCall) -> Response:
    """Take a case, or hand yours to another operator. A lead may move any."""
    call.require_role(Role.OPERATOR, scope="decide")
    command = AssignDispute(dispute, body.operator or call.principal.id)
    return await call.execute(command, changed_dispute_view)


@router.post(
    "/{dispute}/verification",
    response_model=DisputeView,
    responses=ACT_RESPONSES,
    operation_id="verify_transaction",
    summary="Verify the transaction",
)
async def verify_transaction(dispute: DisputeId, body: VerificationBody, call: CasesCall) -> Response:
    """Say whether item, agreed price and terms match (T2). If not, the case is closed and the hold unfrozen; above the
    platform's limit that waits, like a ruling, until another operator approves it.

    Needs If-Match with the version you have read, and an Idempotency-Key.
    """
    call.require_role(Role.OPERATOR, scope="decide")
    call.require_expected_version()
    checks = tuple(check.to_check() for check in body.checks)
    if body.result == "verified":
        return await call.execute_money(VerifyTransaction(dispute, checks), changed_dispute_view)
    return await call.execute_money(RefuseVerification(dispute, checks, body.reason_code), changed_dispute_view)


@router.post(
    "/{dispute}/video-request",
    response_model=DisputeView,
    responses=ACT_RESPONSES,
    operation_id="request_video",
    summary="Request live video from both",
)
async def request_video(dispute: DisputeId, call: CasesCall) -> Response:
    """Ask both parties for a live video (T3). Their time starts now (T4)."""
    call.require_role(Role.OPERATOR, scope="decide")
    return await call.execute(PerformAct(dispute, Act.REQUEST_VIDEO), changed_dispute_view)


@router.post(
    "/{dispute}/extend",
    response_model=DisputeView,
    responses=ACT_RESPONSES,
    operation_id="extend_deadline",
    summary="Extend a deadline",
)
async def extend_deadline(dispute: DisputeId, body: ExtensionBody, call: CasesCall) -> Response:
    """Give more time, with a reason. Whichever service owns the clock obeys if it still runs.

    One extension adds no more than the time that the policy gives a case as a whole: see the action's `latest`.
    """
    call.require_role(Role.OPERATOR, scope="decide")
    command = ExtendDeadline(dispute, body.deadline, body.request, body.due_at, body.reason_code)
    return await call.execute(command, changed_dispute_view)


@router.post(
    "/{dispute}/pause",
    response_model=DisputeView,
    responses=ACT_RESPONSES,
    operation_id="pause",
    summary="Pause deadlines",
)
async def pause_clocks(dispute: DisputeId, body: PauseBody, call: CasesCall) -> Response:
    """Let every clock of the case stand still, in every service. Acts of the parties stay allowed.

    A pause that nobody ends is over by itself after 30 days, as the forecast says.
    """
    call.require_role(Role.OPERATOR, scope="decide")
    return await call.execute(PauseClocks(dispute, body.reason_code), changed_dispute_view)


@router.post(
    "/{dispute}/resume",
    response_model=DisputeView,
    responses=ACT_RESPONSES,
    operation_id="resume",
    summary="Resume deadlines",
)
async def resume_clocks(dispute: DisputeId, call: CasesCall) -> Response:
    """Let all clocks go on. What was due is due later by as long as the pause has lasted."""
    call.require_role(Role.OPERATOR, scope="decide")
    return await call.execute(ResumeClocks(dispute), changed_dispute_view)
