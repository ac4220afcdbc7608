"""The second pair of eyes over HTTP."""

from __future__ import annotations

from typing import Annotated, Final, Self
from uuid import UUID

from fastapi import APIRouter, Response
from pydantic import ConfigDict

from common.kernel.errors import DomainError
from common.kernel.ids import DisputeId, IdType, new_id
from common.kernel.principal import Role
from common.web.problems import problem_responses
from common.web.schemas import Body, MoneyView, Prose, UtcTime, View

from . import approvals, queue
from .api import ACT, viewed
from .decision_store import decision_of
from .deps import Calling, viewer
from .domain import refusals
from .domain.decisions import Decision, DecisionState, Weight
from .domain.dispute import Dispute
from .domain.records import Responsible
from .domain.vocabulary import RulingKind
from .parts import PenaltyView
from .store import DisputeTx
from .views import DisputeView

router = APIRouter(prefix="/v1/disputes", tags=["operators"])

STATUSES: Final[dict[type[DomainError], int]] = {
    refusals.NotIndependent: 403,
    refusals.NothingToApprove: 409,
    refusals.StandingHasChanged: 409,
    refusals.PenaltyUnknown: 422,
    refusals.PenaltyNamedTwice: 422,
    refusals.PenaltyReversed: 409,
}
READ = problem_responses(400, 401, 403, 404, 422, 429, 503)
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


@router.get("/{dispute}/decisions", response_model=DecisionsView, responses=READ, operation_id="list_decisions",
            summary="List the decisions of a case")  # fmt: skip
async def list_decisions(dispute: DisputeId, call: Calling) -> Response:
    """Every decision, also those that wait for approval, were rejected or came to nothing. Not for parties."""
    call.require_role(Role.OPERATOR, Role.PLATFORM)

    async def act(tx: DisputeTx) -> DecisionsView:
        await tx.disputes.seen(dispute, viewer(call.principal))
        rows = await tx.execute(queue.decisions_of(dispute))
        return DecisionsView(data=[DecisionView.of(decision_of(row)) for row in rows])

    return await call.read(act)


@router.post("/{dispute}/approve", response_model=DisputeView, responses=ACT, operation_id="approve_decision",
             summary="Approve a decision that waits")  # fmt: skip
async def approve(dispute: DisputeId, call: Calling) -> Response:
    """Carry it out. Needs the scope `lead`, If-Match with the version you have read, and an Idempotency-Key.

    Not for whoever decided, opened the case or is a party to it. The appeal window runs from now.
    """
    call.require_role(Role.OPERATOR, scope="lead")
    version = call.require_expected_version()

    async def act(tx: DisputeTx) -> Dispute:
        by, policies = viewer(call.principal), call.deps.policies
        return await approvals.approve(tx, dispute, by=by, if_match=version, policies=policies, fresh=new_id)

    return await call.run_money_command(viewed(call, act))


@router.post("/{dispute}/reject-approval", response_model=DisputeView, responses=ACT,
             operation_id="reject_approval", summary="Reject a decision that waits")  # fmt: skip
async def reject_approval(dispute: DisputeId, body: RejectApproval, call: Calling) -> Response:
    """The case goes back to the operators and is decided anew. Needs what approving needs."""
    call.require_role(Role.OPERATOR, scope="lead")
    version = call.require_expected_version()

    async def act(tx: DisputeTx) -> Dispute:
        by, policies = viewer(call.principal), call.deps.policies
        return await approvals.reject(tx, dispute, why=body.why, by=by, if_match=version, policies=policies)

    return await call.run_idempotent(viewed(call, act))
