"""Views of a case for whoever reads it: how it stands, what they may do, and what follows if nobody does."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from common.execution.commands import Context
from common.kernel.ids import DisputeId, EscrowId, MessageId
from common.kernel.principal import Principal, Role
from common.web.schemas import ActorView, AllowedAction, MoneyView, NextAutomaticAction, PolicyView, UtcTime, View
from disputes.edge import STAFF_ROLES
from disputes.engine.clocks import running_clocks
from disputes.engine.completeness import assess_completeness
from disputes.engine.dispute import Dispute, State
from disputes.engine.forecast import ForecastStep, forecast_silence
from disputes.engine.rulings import presumed_ruling
from disputes.engine.sla import SlaStatus
from disputes.engine.values import MessageKind
from disputes.policy.model import Policy
from disputes.policy.vocabulary import Outcome, Phase, RulingKind, Status
from disputes.schema import SqlRow

from .allowed_actions import allowed_actions
from .model import Case, Message
from .view_parts import (
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
    appeal_view,
    credibility_view,
    deadline_view,
    negotiation_view,
    obligation_view,
    option_view,
    request_view,
    ruling_view,
    step_view,
    transaction_view,
    verification_view,
)


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
    sla: SlaStatus | None
    next_due_at: UtcTime | None
    outcome: Outcome | None
    opened_at: UtcTime
    version: int


class MessageView(View):
    id: MessageId
    author: ActorView
    kind: MessageKind
    text: str
    at: UtcTime


class MovementView(View):
    """Step of the case: from where to where, why, and by whom."""

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
    steps = [step_view(step) for step in forecast_silence(dispute, policy)]
    return ForecastView(dispute=dispute.id, version=dispute.version, computed_at=now, steps=steps)


def _viewer_state(
    dispute: Dispute, principal: Principal, policy: Policy
) -> Literal["required_action", "waiting", "closed"]:
    if dispute.state is State.CLOSED:
        return "closed"
    return "required_action" if dispute.side_of(principal.role, policy) in dispute.awaited_roles(policy) else "waiting"


def _funds_view(dispute: Dispute) -> FundsView:
    states: dict[State, Literal["freeze_requested", "frozen", "settled", "unfrozen"]] = {
        State.OPENING: "freeze_requested",
        State.ACTIVE: "settled" if dispute.order else "frozen",
        State.SETTLING: "frozen",
        State.REVERSING: "settled",
        State.CLOSED: "settled" if dispute.order else "unfrozen",
    }
    return FundsView(
        state=states[dispute.state],
        disputed=dispute.amount.minor,
        reduced=dispute.amount_reduced.minor,
        currency=dispute.amount.currency,
    )


def _pending_view(dispute: Dispute) -> PendingView | None:
    match dispute.state:
        case State.OPENING:
            return PendingView(what="freeze")
        case State.SETTLING:
            return PendingView(what="settlement")
        case State.REVERSING:
            return PendingView(what="reversal")
        case _:
            return None


def _settlement_view(dispute: Dispute) -> SettlementView | None:
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


def _next_action_view(step: ForecastStep) -> NextAutomaticAction:
    view = step_view(step)
    return NextAutomaticAction(
        at=view.at, clock=view.clock, action=view.action, money_effect=view.money_effect, prevented_by=view.prevented_by
    )


def dispute_view(dispute: Dispute, principal: Principal, policy: Policy) -> DisputeView:
    steps, statement = forecast_silence(dispute, policy), dispute.statement
    behind = principal.role not in (Role.BUYER, Role.SELLER, Role.REPRESENTATIVE)
    stage = policy.stages[dispute.stage] if dispute.stage else None
    return DisputeView(
        id=dispute.id,
        escrow=dispute.escrow,
        status=dispute.status(policy),
        viewer_state=_viewer_state(dispute, principal, policy),
        version=dispute.version,
        stage=dispute.stage,
        phase=stage.phase if stage else None,
        reason=dispute.reason,
        buyer=dispute.buyer,
        seller=dispute.seller,
        claimant=dispute.claimant,
        policy=PolicyView(name=policy.name, edition=dispute.edition, hash=dispute.hash),
        funds=_funds_view(dispute),
        explanation=dispute.explanation,
        transaction=transaction_view(statement.transaction) if statement.transaction else None,
        need=statement.need,
        options=[option_view(option) for option in dispute.options],
        awaiting=sorted(dispute.awaited_roles(policy)),
        allowed_actions=allowed_actions(dispute, principal, policy),
        next_automatic_action=_next_action_view(steps[0]) if steps else None,
        forecast=[step_view(step) for step in steps],
        pending=_pending_view(dispute),
        negotiation=negotiation_view(dispute.negotiation) if dispute.negotiation else None,
        evidence_requests=[request_view(request, policy) for request in dispute.requests],
        credibility=[credibility_view(score) for score in assess_completeness(dispute, policy)],
        presumption=presumed_ruling(dispute, policy) if behind else None,
        deadlines=[deadline_view(clock) for clock in running_clocks(dispute, policy)],
        paused_at=dispute.paused_at,
        assignee=dispute.assignee if behind else None,
        verification=verification_view(dispute.verification) if dispute.verification else None,
        ruling=ruling_view(dispute.ruling) if dispute.ruling else None,
        earlier_rulings=[ruling_view(ruling) for ruling in dispute.rulings[:-1]],
        appeal=appeal_view(dispute.appeal) if dispute.appeal else None,
        obligation=obligation_view(dispute.promise) if dispute.promise else None,
        settlement=_settlement_view(dispute),
        outcome=dispute.outcome if dispute.state is State.CLOSED else None,
        why=dispute.why,
        opened_at=dispute.opened_at,
        frozen_at=dispute.frozen_at,
        closed_at=dispute.closed_at,
    )


def message_view(message: Message) -> MessageView:
    author = ActorView(role=message.author.role, id=message.author.id)
    return MessageView(id=message.id, author=author, kind=message.kind, text=message.text, at=message.at)


def dispute_summary(row: SqlRow, principal: Principal) -> DisputeSummary:
    is_staff = principal.role in STAFF_ROLES
    return DisputeSummary(
        id=row.id,
        escrow=row.escrow,
        status=Status(row.status),
        stage=row.stage,
        reason=row.reason,
        disputed=MoneyView(amount=row.disputed_minor, currency=row.currency),
        policy=PolicyView(name=row.policy_name, edition=row.edition, hash=row.policy_hash),
        awaiting=[Role(role) for role in row.awaiting],
        assignee=row.assignee if is_staff else None,
        sla=SlaStatus(row.sla) if is_staff and row.sla else None,
        next_due_at=row.next_due_at,
        outcome=Outcome(row.outcome) if row.state == State.CLOSED.value else None,
        opened_at=row.opened_at,
        version=row.version,
    )


def message_row_view(row: SqlRow) -> MessageView:
    author = ActorView(role=row.author_role, id=row.author_id)
    return MessageView(id=row.id, author=author, kind=MessageKind(row.kind), text=row.text, at=row.at)


def movement_view(row: SqlRow) -> MovementView:
    return MovementView(
        seq=row.seq,
        from_state=row.from_state,
        to_state=row.to_state,
        cause=row.cause,
        actor=ActorView(role=row.actor_role, id=row.actor_id),
        at=row.at,
    )


def changed_dispute_view(case: Case, context: Context) -> DisputeView:
    return dispute_view(case.dispute, context.principal, case.policy)


def posted_message_view(message: Message, context: Context) -> MessageView:
    return message_view(message)


def dispute_location(view: DisputeView) -> str:
    return f"/v1/disputes/{view.model_dump()['id']}"
