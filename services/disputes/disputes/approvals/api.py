"""The second pair of eyes over HTTP."""

from __future__ import annotations

from typing import Annotated, Self
from uuid import UUID

from fastapi import APIRouter, Response
from pydantic import ConfigDict

from common.kernel.ids import DisputeId, IdType, new_id
from common.kernel.principal import Role
from common.web.schemas import Body, MoneyView, Prose, UtcTime, View
from disputes.cases.api import viewed
from disputes.cases.edge import CasesCall, viewer
from disputes.cases.view_parts import PenaltyView
from disputes.cases.views import DisputeView
from disputes.edge import ACT_RESPONSES, READ_RESPONSES, STAFF_ROLES
from disputes.engine.dispute import Dispute
from disputes.engine.values import Responsible
from disputes.policy.vocabulary import RulingKind

from . import commands, queries
from .model import ApprovalsTx, Decision, DecisionState, Weight
from .queries import ApprovalsReadTx
from .schemas import Decide
from .store import decision_from_row

router = APIRouter(prefix="/v1/disputes", tags=["operators"])

DecisionId = Annotated[UUID, *IdType("dec").parts]


class RejectApproval(Body):
    model_config = ConfigDict(json_schema_extra={"examples": [{"why": "The carrier's record shows a delivery."}]})

    why: Prose
    """For the operator who decided. Parties never see it."""


class DecisionView(View):
    id: DecisionId
    dispute: DisputeId
    instance: int
    state: DecisionState
    weighs: list[Weight]
    outcome: RulingKind
    responsible: Responsible
    reason_code: str
    policy_reference: str
    explanation: str
    penalties: list[PenaltyView]
    amount: MoneyView
    limit: MoneyView | None
    decided_by: str
    decided_at: UtcTime
    judged_by: str | None
    judged_at: UtcTime | None
    why: str | None

    @classmethod
    def of(cls, decision: Decision) -> Self:
        said, currency = decision.judgment, decision.amount.currency
        return cls(
            id=decision.id,
            dispute=decision.dispute,
            instance=decision.instance,
            state=decision.state,
            weighs=list(decision.weighs),
            outcome=said.kind,
            responsible=said.responsible,
            reason_code=said.reason_code,
            policy_reference=said.policy_reference,
            explanation=said.explanation,
            penalties=[PenaltyView.of(penalty) for penalty in decision.penalties],
            amount=MoneyView.from_money(decision.amount),
            limit=None if decision.limit is None else MoneyView(amount=decision.limit, currency=currency),
            decided_by=decision.decided_by,
            decided_at=decision.decided_at,
            judged_by=decision.judged_by,
            judged_at=decision.judged_at,
            why=decision.why,
        )


class DecisionsView(View):
    data: list[DecisionView]
    """The first first."""


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

    async def act(tx: ApprovalsReadTx) -> DecisionsView:
        await tx.disputes.seen(dispute, viewer(call.principal))
        rows = await tx.execute(queries.select_decisions(dispute))
        return DecisionsView(data=[DecisionView.of(decision_from_row(row)) for row in rows])

    return await call.read(act)


@router.post(
    "/{dispute}/approve",
    response_model=DisputeView,
    responses=ACT_RESPONSES,
    operation_id="approve_decision",
    summary="Approve a decision that waits",
)
async def approve(dispute: DisputeId, call: CasesCall) -> Response:
    """Carry it out. Needs the scope `lead`, If-Match with the version you have read, and an Idempotency-Key.

    Not for whoever decided, opened the case or is a party to it. The appeal window runs from now.
    """
    call.require_role(Role.OPERATOR, scope="lead")
    version = call.require_expected_version()

    async def act(tx: ApprovalsTx) -> Dispute:
        by, policies = viewer(call.principal), call.deps.policies
        return await commands.approve(tx, dispute, by=by, expected_version=version, policies=policies, fresh=new_id)

    return await call.run_money_command(viewed(call, act))


@router.post(
    "/{dispute}/reject-approval",
    response_model=DisputeView,
    responses=ACT_RESPONSES,
    operation_id="reject_approval",
    summary="Reject a decision that waits",
)
async def reject_approval(dispute: DisputeId, body: RejectApproval, call: CasesCall) -> Response:
    """The case goes back to the operators and is decided anew. Needs what approving needs."""
    call.require_role(Role.OPERATOR, scope="lead")
    version = call.require_expected_version()

    async def act(tx: ApprovalsTx) -> Dispute:
        by, policies = viewer(call.principal), call.deps.policies
        return await commands.reject(tx, dispute, why=body.why, by=by, expected_version=version, policies=policies)

    return await call.run_idempotent(viewed(call, act))


@router.post(
    "/{dispute}/decision",
    response_model=DisputeView,
    responses=ACT_RESPONSES,
    operation_id="decide",
    summary="Rule on a case",
)
async def decide(dispute: DisputeId, body: Decide, call: CasesCall) -> Response:
    """Rule on the case. Needs If-Match with the version you have read, and an Idempotency-Key.

    Above the platform's limit, or where it closes somebody's account for good, the decision waits: the case is
    `awaiting_approval` until another operator approves or rejects it, and nothing follows before.
    """
    call.require_role(Role.OPERATOR, scope="decide")
    version = call.require_expected_version()

    async def act(tx: ApprovalsTx) -> Dispute:
        return await commands.decide(
            tx,
            dispute,
            body.judgment(),
            [penalty.named() for penalty in body.penalties],
            by=viewer(call.principal),
            expected_version=version,
            policies=call.deps.policies,
            fresh=new_id,
        )

    return await call.run_money_command(viewed(call, act))
