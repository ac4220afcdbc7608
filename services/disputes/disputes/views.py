"""What a caller is shown of a case: how it stands, what they may do, and what follows if nobody does."""

from __future__ import annotations

from datetime import datetime
from typing import Literal, Self

from common.ids import DisputeId, EscrowId, InstructionId, MediationId, MessageId, RequestId
from common.kernel import Role
from common.schemas import (
    ActorView,
    AllowedAction,
    MoneyEffect,
    MoneyView,
    NextAutomaticAction,
    PolicyView,
    UtcTime,
    View,
)

from .actions import allowed_actions
from .domain.desk import Sla
from .domain.dispute import Dispute, State
from .domain.forecast import Step, forecast
from .domain.options import Option
from .domain.policy import OptionKind, Outcome, Phase, Policy, Status
from .domain.records import Asked, Request, Responsible, Ruling, Turn, Viewer
from .ports import Message


class FundsView(View):
    state: Literal["freeze_requested", "frozen", "settled", "unfrozen"]
    disputed: int
    currency: str


class OptionView(View):
    kind: OptionKind
    to_buyer: MoneyView | None
    to_seller: MoneyView | None

    @classmethod
    def of(cls, option: Option) -> Self:
        split = option.split
        return cls(
            kind=option.kind,
            to_buyer=MoneyView.of(split.to_buyer) if split else None,
            to_seller=MoneyView.of(split.to_seller) if split else None,
        )


class NegotiationView(View):
    """How mediation last told it. `mediation` is null for the moment before it first does."""

    mediation: MediationId | None
    state: str
    proposal: int | None
    by: Role | None
    options: list[OptionView]
    awaiting: Role | None
    due_at: UtcTime | None

    @classmethod
    def of(cls, turn: Turn) -> Self:
        return cls(
            mediation=turn.mediation,
            state=turn.state.value,
            proposal=turn.number or None,
            by=turn.by,
            options=[OptionView.of(option) for option in turn.options],
            awaiting=turn.awaiting,
            due_at=turn.due_at,
        )


class RequestView(View):
    id: RequestId
    party: Role
    kinds: list[str]
    level: str
    due_at: UtcTime
    state: Asked

    @classmethod
    def of(cls, request: Request) -> Self:
        return cls(
            id=request.id,
            party=request.party,
            kinds=list(request.kinds),
            level=request.level.value,
            due_at=request.due_at,
            state=request.state,
        )


class RulingView(View):
    outcome: OptionKind
    to_buyer: MoneyView | None
    to_seller: MoneyView | None
    responsible: Responsible
    reason_code: str
    policy_reference: str
    explanation: str
    decided_at: UtcTime

    @classmethod
    def of(cls, ruling: Ruling) -> Self:
        option = OptionView.of(ruling.option)
        return cls(
            outcome=ruling.option.kind,
            to_buyer=option.to_buyer,
            to_seller=option.to_seller,
            responsible=ruling.responsible,
            reason_code=ruling.reason_code,
            policy_reference=ruling.policy_reference,
            explanation=ruling.explanation,
            decided_at=ruling.decided_at,
        )


class SettlementView(View):
    """What was ordered of escrow. The fee comes out of the seller's share and is known once escrow has paid."""

    instruction: InstructionId
    to_buyer: MoneyView
    to_seller: MoneyView
    fee: MoneyView | None
    ordered_at: UtcTime


class PendingView(View):
    """What another service has still to confirm."""

    what: Literal["freeze", "settlement"]
    of: Literal["escrow"] = "escrow"


class StepView(View):
    at: UtcTime
    clock: Literal["natural", "business"]
    action: str
    leads_to: str
    money_effect: MoneyEffect | None
    outcome: Outcome | None
    prevented_by: list[str]

    @classmethod
    def of(cls, step: Step) -> Self:
        return cls.model_validate(
            {
                "at": step.at,
                "clock": step.clock,
                "action": step.action,
                "leads_to": step.place,
                "money_effect": _effect(step),
                "outcome": step.outcome,
                "prevented_by": list(step.prevented_by),
            }
        )


class ForecastView(View):
    """If nobody acts: computed by the very rules that will run."""

    dispute: DisputeId
    version: int
    computed_at: UtcTime
    steps: list[StepView]


class DisputeView(View):
    id: DisputeId
    escrow: EscrowId
    status: Status
    viewer_state: Literal["required_action", "waiting", "closed"]
    version: int
    stage: str | None
    phase: Phase | None
    reason: str
    buyer: str
    seller: str
    claimant: Role
    policy: PolicyView
    funds: FundsView
    explanation: str
    options: list[OptionView]
    awaiting: list[Role]
    allowed_actions: list[AllowedAction]
    next_automatic_action: NextAutomaticAction | None
    forecast: list[StepView]
    pending: PendingView | None
    negotiation: NegotiationView | None
    evidence_requests: list[RequestView]
    assignee: str | None
    ruling: RulingView | None
    settlement: SettlementView | None
    outcome: Outcome | None
    why: str | None
    opened_at: UtcTime
    frozen_at: UtcTime | None
    closed_at: UtcTime | None

    @classmethod
    def of(cls, dispute: Dispute, viewer: Viewer, policy: Policy) -> Self:
        steps = forecast(dispute, policy)
        stage = policy.stages[dispute.stage] if dispute.stage else None
        return cls(
            id=dispute.id,
            escrow=dispute.escrow,
            status=dispute.status(policy),
            viewer_state=_viewer_state(dispute, viewer, policy),
            version=dispute.version,
            stage=dispute.stage,
            phase=stage.phase if stage else None,
            reason=dispute.reason,
            buyer=dispute.buyer,
            seller=dispute.seller,
            claimant=dispute.claimant,
            policy=PolicyView(name=policy.name, edition=dispute.edition, hash=dispute.hash),
            funds=_funds(dispute),
            explanation=dispute.explanation,
            options=[OptionView.of(option) for option in dispute.options],
            awaiting=sorted(dispute.awaiting(policy)),
            allowed_actions=allowed_actions(dispute, viewer, policy),
            next_automatic_action=_next(steps[0]) if steps else None,
            forecast=[StepView.of(step) for step in steps],
            pending=_pending(dispute),
            negotiation=NegotiationView.of(dispute.turn) if dispute.turn else None,
            evidence_requests=[RequestView.of(request) for request in dispute.requests],
            assignee=None if viewer.role in (Role.BUYER, Role.SELLER) else dispute.assignee,
            ruling=RulingView.of(dispute.ruling) if dispute.ruling else None,
            settlement=_settlement(dispute),
            outcome=dispute.outcome if dispute.state is State.CLOSED else None,
            why=dispute.why,
            opened_at=dispute.opened_at,
            frozen_at=dispute.frozen_at,
            closed_at=dispute.closed_at,
        )


class DisputeSummary(View):
    id: DisputeId
    escrow: EscrowId
    status: Status
    stage: str | None
    reason: str
    disputed: MoneyView
    policy: PolicyView
    awaiting: list[Role]
    assignee: str | None
    """For operators and the platform only, like `sla`."""
    sla: Sla | None
    next_due_at: UtcTime | None
    outcome: Outcome | None
    opened_at: UtcTime
    version: int


class MessageView(View):
    id: MessageId
    author: ActorView
    text: str
    at: UtcTime

    @classmethod
    def of(cls, message: Message) -> Self:
        author = ActorView(role=message.author.role, id=message.author.id)
        return cls(id=message.id, author=author, text=message.text, at=message.at)


class MovementView(View):
    """One step of the case: from where to where, why, and by whom."""

    seq: int
    from_state: str
    to_state: str
    cause: str
    actor: ActorView
    at: UtcTime


class TimelineView(View):
    dispute: DisputeId
    data: list[MovementView]


def forecast_view(dispute: Dispute, policy: Policy, now: datetime) -> ForecastView:
    steps = [StepView.of(step) for step in forecast(dispute, policy)]
    return ForecastView(dispute=dispute.id, version=dispute.version, computed_at=now, steps=steps)


def location(view: DisputeView) -> str:
    return f"/v1/disputes/{view.model_dump()['id']}"


def _viewer_state(dispute: Dispute, viewer: Viewer, policy: Policy) -> Literal["required_action", "waiting", "closed"]:
    if dispute.state is State.CLOSED:
        return "closed"
    return "required_action" if viewer.role in dispute.awaiting(policy) else "waiting"


def _funds(dispute: Dispute) -> FundsView:
    states: dict[State, Literal["freeze_requested", "frozen", "settled", "unfrozen"]] = {
        State.OPENING: "freeze_requested",
        State.ACTIVE: "frozen",
        State.SETTLING: "frozen",
        State.CLOSED: "settled" if dispute.order else "unfrozen",
    }
    return FundsView(state=states[dispute.state], disputed=dispute.amount.minor, currency=dispute.amount.currency)


def _pending(dispute: Dispute) -> PendingView | None:
    match dispute.state:
        case State.OPENING:
            return PendingView(what="freeze")
        case State.SETTLING:
            return PendingView(what="settlement")
        case _:
            return None


def _settlement(dispute: Dispute) -> SettlementView | None:
    order = dispute.order
    if order is None or order.option.split is None:
        return None
    return SettlementView(
        instruction=order.instruction,
        to_buyer=MoneyView.of(order.option.split.to_buyer),
        to_seller=MoneyView.of(order.option.split.to_seller),
        fee=MoneyView.of(dispute.fee) if dispute.fee is not None else None,
        ordered_at=order.at,
    )


def _effect(step: Step) -> MoneyEffect | None:
    if step.split is None:
        return None
    buyer, seller = step.split
    return MoneyEffect(buyer=buyer.minor, seller=seller.minor, currency=buyer.currency)


def _next(step: Step) -> NextAutomaticAction:
    view = StepView.of(step)
    return NextAutomaticAction(
        at=view.at, clock=view.clock, action=view.action, money_effect=view.money_effect, prevented_by=view.prevented_by
    )
