"""What operators do in a case over HTTP: take it, verify, ask for videos, rule, and mind its clocks."""

from __future__ import annotations

from functools import partial

from fastapi import APIRouter, Response

from common.kernel.ids import DisputeId, new_id
from common.kernel.principal import Role

from . import approvals, commands
from .api import ACT, acted, viewed
from .deps import Calling, viewer
from .domain import clocks
from .domain.dispute import Dispute
from .domain.vocabulary import Act
from .schemas import Assign, Decide, Extend, Pause, Verify
from .store import DisputeTx
from .views import DisputeView

router = APIRouter(prefix="/v1/disputes", tags=["operators"])


@router.post(
    "/{dispute}/assign",
    response_model=DisputeView,
    responses=ACT,
    operation_id="assign",
    summary="Take or hand over a case",
)
async def assign(dispute: DisputeId, body: Assign, call: Calling) -> Response:
    """Take a case, or hand yours to another operator. A lead may move any."""
    call.require_role(Role.OPERATOR, scope="decide")

    async def act(tx: DisputeTx) -> Dispute:
        by = viewer(call.principal)
        return await commands.assign(
            tx, dispute, body.operator or by.id, by=by, if_match=call.expected_version, policies=call.deps.policies
        )

    return await call.run_idempotent(viewed(call, act))


@router.post(
    "/{dispute}/verification",
    response_model=DisputeView,
    responses=ACT,
    operation_id="verify_transaction",
    summary="Verify the transaction",
)
async def verify(dispute: DisputeId, body: Verify, call: Calling) -> Response:
    """Say whether item, agreed price and terms match (T2). If not, the case is closed and the hold unfrozen.

    Needs If-Match with the version you have read, and an Idempotency-Key.
    """
    call.require_role(Role.OPERATOR, scope="decide")
    version = call.require_expected_version()

    async def act(tx: DisputeTx) -> Dispute:
        return await commands.verify(
            tx, dispute, verified=body.result == "verified", checks=tuple(check.check() for check in body.checks),
            reason=body.reason_code, by=viewer(call.principal), if_match=version, policies=call.deps.policies,
            fresh=new_id,
        )  # fmt: skip

    return await call.run_money_command(viewed(call, act))


@router.post(
    "/{dispute}/video-request",
    response_model=DisputeView,
    responses=ACT,
    operation_id="request_video",
    summary="Request live video from both",
)
async def request_video(dispute: DisputeId, call: Calling) -> Response:
    """Ask both parties for a live video (T3). Their time starts now (T4)."""
    call.require_role(Role.OPERATOR, scope="decide")
    return await call.run_idempotent(acted(call, dispute, Act.REQUEST_VIDEO))


@router.post(
    "/{dispute}/decision", response_model=DisputeView, responses=ACT, operation_id="decide", summary="Rule on a case"
)
async def decide(dispute: DisputeId, body: Decide, call: Calling) -> Response:
    """Rule on the case. Needs If-Match with the version you have read, and an Idempotency-Key.

    Above the platform's limit, or where it closes somebody's account for good, the decision waits: the case is
    `awaiting_approval` until another operator approves or rejects it, and nothing follows before.
    """
    call.require_role(Role.OPERATOR, scope="decide")
    version = call.require_expected_version()

    async def act(tx: DisputeTx) -> Dispute:
        return await approvals.decide(
            tx, dispute, body.judgment(), [penalty.named() for penalty in body.penalties], by=viewer(call.principal),
            if_match=version, policies=call.deps.policies, fresh=new_id,
        )  # fmt: skip

    return await call.run_money_command(viewed(call, act))


@router.post(
    "/{dispute}/extend",
    response_model=DisputeView,
    responses=ACT,
    operation_id="extend_deadline",
    summary="Give more time",
)
async def extend(dispute: DisputeId, body: Extend, call: Calling) -> Response:
    """Give more time, with a reason. Whichever service owns the clock obeys if it still runs."""
    call.require_role(Role.OPERATOR, scope="decide")
    change = partial(
        clocks.extend, deadline=body.deadline, due_at=body.due_at, request=body.request, reason_code=body.reason_code
    )

    async def act(tx: DisputeTx) -> Dispute:
        return await commands.do(
            tx, dispute, change, by=viewer(call.principal), if_match=call.expected_version, policies=call.deps.policies
        )

    return await call.run_idempotent(viewed(call, act))


@router.post(
    "/{dispute}/pause", response_model=DisputeView, responses=ACT, operation_id="pause", summary="Stop all clocks"
)
async def pause(dispute: DisputeId, body: Pause, call: Calling) -> Response:
    """Let every clock of the case stand still, in every service. Acts of the parties stay allowed."""
    call.require_role(Role.OPERATOR, scope="decide")

    async def act(tx: DisputeTx) -> Dispute:
        await tx.append_audit_entry("dispute.paused", str(dispute), reason_code=body.reason_code)
        return await commands.do(
            tx,
            dispute,
            clocks.pause,
            by=viewer(call.principal),
            if_match=call.expected_version,
            policies=call.deps.policies,
        )

    return await call.run_idempotent(viewed(call, act))


@router.post(
    "/{dispute}/resume",
    response_model=DisputeView,
    responses=ACT,
    operation_id="resume",
    summary="Let the clocks go on",
)
async def resume(dispute: DisputeId, call: Calling) -> Response:
    """What was due is due later by as long as the pause has lasted."""
    call.require_role(Role.OPERATOR, scope="decide")

    async def act(tx: DisputeTx) -> Dispute:
        return await commands.do(
            tx,
            dispute,
            clocks.resume,
            by=viewer(call.principal),
            if_match=call.expected_version,
            policies=call.deps.policies,
        )

    return await call.run_idempotent(viewed(call, act))
