"""What a caller is shown of a case: how it stands, what they may do, and what follows if nobody does."""

from __future__ import annotations

from datetime import datetime
from typing import Literal, Self

from common.kernel.ids import DisputeId, EscrowId, MessageId
from common.kernel.principal import Role
from common.web.schemas import ActorView, AllowedAction, MoneyView, NextAutomaticAction, PolicyView, UtcTime, View

from .actions import allowed_actions
from .domain.clocks import running
from .domain.credibility import credibility
from .domain.desk import Sla
from .domain.dispute import Dispute, State
from .domain.forecast import Step, forecast
from .domain.policy import Policy
from .domain.records import Kind, Viewer
from .domain.rulings import presumed
from .domain.vocabulary import Outcome, Phase, RulingKind, Status
from .parts import (
    AppealView,
    CredibilityView,
    DeadlineView,
    ForecastView,
    FundsView,
    NegotiationView,
    ObligationView,
    OptionView,
    PendingView,
    RequestView,
    RulingView,
    SettlementView,
    StepView,
    TransactionView,
    VerificationView,
)
from .ports import Message


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
    transaction: TransactionView | None
    need: str | None
    options: list[OptionView]
    awaiting: list[Role]
    allowed_actions: list[AllowedAction]
    next_automatic_action: NextAutomaticAction | None
    forecast: list[StepView]
    pending: PendingView | None
    negotiation: NegotiationView | None
    evidence_requests: list[RequestView]
    credibility: list[CredibilityView]
    presumption: RulingKind | None
    """What the policy presumes where only the claimant gave evidence: shown to operators, decides nothing (K11)."""
    deadlines: list[DeadlineView]
    paused_at: UtcTime | None
    assignee: str | None
    verification: VerificationView | None
    ruling: RulingView | None
    earlier_rulings: list[RulingView]
    appeal: AppealView | None
    obligation: ObligationView | None
    settlement: SettlementView | None
    outcome: Outcome | None
    why: str | None
    opened_at: UtcTime
    frozen_at: UtcTime | None
    closed_at: UtcTime | None

    @classmethod
    def of(cls, dispute: Dispute, viewer: Viewer, policy: Policy) -> Self:
        steps, said = forecast(dispute, policy), dispute.statement
        behind = viewer.role not in (Role.BUYER, Role.SELLER, Role.REPRESENTATIVE)
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
            transaction=TransactionView.of(said.transaction) if said.transaction else None,
            need=said.need,
            options=[OptionView.of(option) for option in dispute.options],
            awaiting=sorted(dispute.awaiting(policy)),
            allowed_actions=allowed_actions(dispute, viewer, policy),
            next_automatic_action=_next(steps[0]) if steps else None,
            forecast=[StepView.of(step) for step in steps],
            pending=_pending(dispute),
            negotiation=NegotiationView.of(dispute.turn) if dispute.turn else None,
            evidence_requests=[RequestView.of(request, policy) for request in dispute.requests],
            credibility=[CredibilityView.of(found) for found in credibility(dispute, policy)],
            presumption=presumed(dispute, policy) if behind else None,
            deadlines=[DeadlineView.of(clock) for clock in running(dispute, policy)],
            paused_at=dispute.paused_at,
            assignee=dispute.assignee if behind else None,
            verification=VerificationView.of(dispute.verification) if dispute.verification else None,
            ruling=RulingView.of(dispute.ruling) if dispute.ruling else None,
            earlier_rulings=[RulingView.of(ruling) for ruling in dispute.rulings[:-1]],
            appeal=AppealView.of(dispute.appeal) if dispute.appeal else None,
            obligation=ObligationView.of(dispute.promise) if dispute.promise else None,
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
    kind: Kind
    text: str
    at: UtcTime

    @classmethod
    def of(cls, message: Message) -> Self:
        author = ActorView(role=message.author.role, id=message.author.id)
        return cls(id=message.id, author=author, kind=message.kind, text=message.text, at=message.at)


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
    return "required_action" if dispute.side(viewer.role, policy) in dispute.awaiting(policy) else "waiting"


def _funds(dispute: Dispute) -> FundsView:
    states: dict[State, Literal["freeze_requested", "frozen", "settled", "unfrozen"]] = {
        State.OPENING: "freeze_requested",
        State.ACTIVE: "settled" if dispute.order else "frozen",
        State.SETTLING: "frozen",
        State.REVERSING: "settled",
        State.CLOSED: "settled" if dispute.order else "unfrozen",
    }
    return FundsView(state=states[dispute.state], disputed=dispute.amount.minor, currency=dispute.amount.currency)


def _pending(dispute: Dispute) -> PendingView | None:
    match dispute.state:
        case State.OPENING:
            return PendingView(what="freeze")
        case State.SETTLING:
            return PendingView(what="settlement")
        case State.REVERSING:
            return PendingView(what="reversal")
        case _:
            return None


def _settlement(dispute: Dispute) -> SettlementView | None:
    order = dispute.settlement
    if order is None or order.option.split is None:
        return None
    return SettlementView(
        instruction=order.instruction,
        to_buyer=MoneyView.from_money(order.option.split.to_buyer),
        to_seller=MoneyView.from_money(order.option.split.to_seller),
        fee=MoneyView.from_money(dispute.fee_taken) if dispute.fee_taken is not None else None,
        ordered_at=order.at,
    )


def _next(step: Step) -> NextAutomaticAction:
    view = StepView.of(step)
    return NextAutomaticAction(
        at=view.at, clock=view.clock, action=view.action, money_effect=view.money_effect, prevented_by=view.prevented_by
    )
