"""Views of a case for whoever reads it: how it stands, what they may do, and what follows if nobody does."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from common.execution.commands import Context
from common.kernel.ids import DisputeId, EscrowId, EvidenceId, MessageId, format_id
from common.kernel.principal import Principal, Role
from common.web.schemas import (
    ActorView,
    AllowedAction,
    BehalfView,
    NextAutomaticAction,
    PolicyView,
    UtcTime,
    View,
    behalf_view,
)
from disputes.edge import PARTY_ROLES
from disputes.engine.clocks import running_clocks
from disputes.engine.completeness import as_known_to, assess_completeness
from disputes.engine.dispute import Dispute, State
from disputes.engine.forecast import find_end, forecast_silence
from disputes.engine.rulings import presumed_ruling
from disputes.engine.values import MessageKind, NegotiationState
from disputes.evidence_views.views import RequestView, VideoFindingView, request_view, video_finding_views
from disputes.forecasts.views import StepView, next_action_view, step_views
from disputes.policy.model import Policy
from disputes.policy.vocabulary import Outcome, Phase, RulingKind, Status
from disputes.schema import SqlRow

from .allowed_actions import allowed_actions
from .listing import find_overdue_since
from .model import Case, Message
from .view_parts import (
    AppealView,
    CauseView,
    CredibilityView,
    DeadlineView,
    FundsView,
    NegotiationView,
    ObligationView,
    OfficeView,
    OptionView,
    PendingView,
    RulingView,
    SettlementView,
    TransactionView,
    VerificationView,
    appeal_view,
    cause_view,
    credibility_view,
    deadline_view,
    negotiation_view,
    obligation_view,
    office_view,
    option_view,
    ruling_view,
    shares_view,
    transaction_view,
    verification_view,
)


class DisputeView(View):
    id: DisputeId
    escrow: EscrowId
    status: Status
    viewer_state: Literal["required_action", "waiting", "closed"]
    version: int
    """As far as the reader may know: what tells of sealed evidence of the other party alone counts later (T8)."""
    stage: str | None
    phase: Phase | None
    reason: str
    buyer: str
    seller: str
    claimant: Role
    policy: PolicyView
    funds: FundsView
    explanation: str
    reopens: DisputeId | None
    """The withdrawn dispute of this escrow that this one reopens; what was left of its clocks runs on."""
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
    videos: list[VideoFindingView]
    credibility: list[CredibilityView]
    presumption: RulingKind | None
    """What the policy presumes where only the claimant gave evidence: shown to operators, decides nothing (K11)."""
    deadlines: list[DeadlineView]
    paused_at: UtcTime | None
    assignee: str | None
    """For operators and the platform only, like `overdue_since`."""
    office: OfficeView | None
    """Office of the platform that has the case, and since when; null while the parties are among themselves."""
    overdue_since: UtcTime | None
    """Since when operators are late with what they owe."""
    verification: VerificationView | None
    ruling: RulingView | None
    earlier_rulings: list[RulingView]
    appeal: AppealView | None
    obligation: ObligationView | None
    settlement: SettlementView | None
    outcome: Outcome | None
    why: str | None
    cause: CauseView | None
    """Where silence has brought the outcome about, or what is promised: whose, and what was carried out for it."""
    opened_at: UtcTime
    frozen_at: UtcTime | None
    closed_at: UtcTime | None


class MessageView(View):
    id: MessageId
    author: ActorView
    kind: MessageKind
    text: str
    attachments: list[EvidenceId]
    """Evidence of the case, to be read under /v1/evidence/items."""
    on_behalf_of: BehalfView | None
    """Where an operator wrote down what a party had told."""
    at: UtcTime


class MovementView(View):
    """Step of the case: from where to where, why, and by whom."""

    seq: int
    from_state: str
    to_state: str
    cause: str
    actor: ActorView
    on_behalf_of: BehalfView | None
    """Where an operator did what a party had asked for."""
    at: UtcTime
    """When it took effect; of what happened by itself, the instant at which it was due; of what came in time and was
    decided late, its receipt."""
    recorded_at: UtcTime | None
    """When it was carried out, where it had taken effect before."""


class TimelineView(View):
    dispute: DisputeId
    data: list[MovementView]


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


def _pending_view(dispute: Dispute, policy: Policy) -> PendingView | None:
    match dispute.state:
        case State.OPENING:
            return PendingView(what="freeze")
        case State.SETTLING:
            return PendingView(what="settlement")
        case State.REVERSING:
            return PendingView(what="reversal")
        case State.ACTIVE if dispute.negotiation and dispute.negotiation.state is NegotiationState.PENDING:
            return PendingView(what="agreement", of="disputes")
        case State.ACTIVE if _awaits_negotiation(dispute, policy):
            return PendingView(what="negotiation", of="mediation")
        case _:
            return None


def _awaits_negotiation(dispute: Dispute, policy: Policy) -> bool:
    """Tell whether mediation still owes where the negotiation is, or until when an offer stands."""
    standing, stage = dispute.negotiation, dispute.running_stage(policy)
    if standing is None or stage is None:
        return False
    is_unopened = stage.negotiates and standing.mediation is None
    return is_unopened or (standing.is_offer and standing.due_at is None and dispute.paused_at is None)


def _settlement_view(dispute: Dispute) -> SettlementView | None:
    order = dispute.settlement
    if order is None or order.option.split is None:
        return None
    shares = shares_view(dispute, order.option.split)
    return SettlementView(
        instruction=order.instruction,
        to_buyer=shares.to_buyer,
        to_seller=shares.to_seller,
        fee=shares.fee,
        ordered_at=order.at,
    )


def dispute_view(dispute: Dispute, principal: Principal, policy: Policy, at: datetime) -> DisputeView:
    """Show a case to somebody; `at` is the present, from which everything is foretold."""
    viewer = dispute.side_of(principal.role, policy) or principal.role
    dispute = as_known_to(dispute, viewer, policy, at)
    silence = forecast_silence(dispute, policy)
    steps, statement = step_views(dispute, policy, silence), dispute.statement
    behind = principal.role not in (Role.BUYER, Role.SELLER, Role.REPRESENTATIVE)
    stage = policy.stages[dispute.stage] if dispute.stage else None
    end = find_end(silence)
    turn_ends_at = end.at if end is not None and dispute.paused_at is None else None
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
        reopens=dispute.reopening.of if dispute.reopening is not None else None,
        transaction=transaction_view(statement.transaction) if statement.transaction else None,
        need=statement.need,
        options=[option_view(option, dispute) for option in dispute.options],
        awaiting=sorted(dispute.awaited_roles(policy)),
        allowed_actions=allowed_actions(dispute, principal, policy, at, silence),
        next_automatic_action=next_action_view(steps, silence),
        forecast=steps,
        pending=_pending_view(dispute, policy),
        negotiation=negotiation_view(dispute.negotiation, dispute, turn_ends_at) if dispute.negotiation else None,
        evidence_requests=[request_view(dispute, request, policy, viewer, end) for request in dispute.requests],
        videos=video_finding_views(dispute, viewer),
        credibility=[credibility_view(score) for score in assess_completeness(dispute, policy, viewer)],
        presumption=presumed_ruling(dispute, policy) if behind else None,
        deadlines=[deadline_view(clock) for clock in running_clocks(dispute, policy)],
        paused_at=dispute.paused_at,
        assignee=dispute.assignee if behind else None,
        office=office_view(dispute.office) if dispute.office is not None else None,
        overdue_since=find_overdue_since(dispute) if behind else None,
        verification=verification_view(dispute.verification) if dispute.verification else None,
        ruling=ruling_view(dispute.ruling, dispute) if dispute.ruling else None,
        earlier_rulings=[ruling_view(ruling, dispute) for ruling in dispute.rulings[:-1]],
        appeal=appeal_view(dispute.appeal) if dispute.appeal else None,
        obligation=obligation_view(dispute.promise, dispute) if dispute.promise else None,
        settlement=_settlement_view(dispute),
        outcome=dispute.outcome if dispute.state is State.CLOSED else None,
        why=dispute.why,
        cause=cause_view(dispute.timeout) if dispute.timeout else None,
        opened_at=dispute.opened_at,
        frozen_at=dispute.frozen_at,
        closed_at=dispute.closed_at,
    )


def message_view(message: Message, context: Context) -> MessageView:
    author = ActorView(role=message.author.role, id=message.author.id)
    return MessageView(
        id=message.id,
        author=author,
        kind=message.kind,
        text=message.text,
        attachments=list(message.attachments),
        on_behalf_of=behalf_view(message.behalf),
        at=message.at,
    )


def actor_view(role: Role, id: str, principal: Principal) -> ActorView:
    """Name people to one another. To parties an operator is the office that has the case, and has no name."""
    is_hidden = principal.role in PARTY_ROLES and role not in (*PARTY_ROLES, Role.SYSTEM)
    return ActorView(role=role, id=None if is_hidden else id)


def message_row_view(row: SqlRow, principal: Principal) -> MessageView:
    author = actor_view(Role(row.author_role), row.author_id, principal)
    return MessageView(
        id=row.id,
        author=author,
        kind=MessageKind(row.kind),
        text=row.text,
        attachments=row.attachments,
        on_behalf_of=_stored_behalf_view(row.behalf),
        at=row.at,
    )


def _stored_behalf_view(stored: object) -> BehalfView | None:
    return None if stored is None else BehalfView.model_validate(stored)


def movement_view(row: SqlRow, principal: Principal) -> MovementView:
    return MovementView(
        seq=row.seq,
        from_state=row.from_state,
        to_state=row.to_state,
        cause=row.cause,
        actor=actor_view(Role(row.actor_role), row.actor_id, principal),
        on_behalf_of=_stored_behalf_view(row.behalf),
        at=row.at,
        recorded_at=row.recorded_at,
    )


def changed_dispute_view(case: Case, context: Context) -> DisputeView:
    return dispute_view(case.dispute, context.principal, case.policy, context.timing.now)


def dispute_location(view: DisputeView) -> str:
    return f"/v1/disputes/{format_id('dsp', view.id)}"
