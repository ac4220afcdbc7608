"""Consumers of integration events: each maps an event of a dispute to a command."""

from __future__ import annotations

from datetime import date, time
from typing import Final

from common.contracts import dispute_parts as contracts
from common.contracts.case_ends import end_from_closing, end_from_order
from common.contracts.catalogue import events_of
from common.contracts.disputes import (
    ActionRequired,
    AgreementDecided,
    ApprovalLimitsChanged,
    ApprovalRejected,
    ApprovalRequested,
    DeadlineExtended,
    DisputeAssigned,
    DisputeClosed,
    DisputeEscalated,
    DisputeEvent,
    DisputeOpened,
    DisputePaused,
    DisputeResumed,
    DisputeUpdated,
    NegotiationTerms,
    OptionRef,
    ReductionOrdered,
    SettlementOrdered,
    StageEntered,
)
from common.contracts.envelope import Event
from common.contracts.escrow import (
    DealsErased,
    EscrowEvent,
    PlatformOriginsChanged,
    PlatformReinstated,
    PlatformSuspended,
)
from common.contracts.evidence import CaseErased
from common.execution.commands import Command
from common.execution.origins import on_origins_changed
from common.execution.suspensions import on_platform_reinstated, on_platform_suspended
from common.kernel.money import Money
from common.kernel.principal import Participant
from common.kernel.terms import Calendar, Term
from common.messaging.inbox import HandlerRegistration, consumes

from .domain.case import NegotiatedCase
from .domain.options import Option, OptionKind
from .domain.progress import ClockNews
from .domain.proposal import Overtaking
from .domain.silent_ends import NEGOTIATION_CLOCK
from .domain.submission import Decision
from .domain.terms import FailureEnd, Mediator, RejectionRule, Side, SilenceRule, Terms
from .domain.walk import CaseDetails
from .event_commands import (
    CloseNegotiation,
    DecideAgreement,
    EraseWords,
    FollowClocks,
    NarrowNegotiation,
    OpenGuidedNegotiation,
    OpenNegotiation,
    RecordApprovalLimits,
    RecordAssignment,
    RecordFrozenDeal,
    SettleNegotiation,
)
from .ports import ApprovalLimits, Assignment, CasesTx, FrozenDeal


def on_dispute_opened(event: DisputeOpened) -> Command[None] | None:
    """Open a session, with a proposal or with a walk. A policy without negotiation opens none."""
    negotiation = event.negotiation
    if negotiation is None:
        return None
    case, claimant, terms = negotiated_case(event), Side(event.claimant), negotiation_terms(negotiation)
    money = event.deal.to_deal_money() if event.deal is not None else None
    if (guide := negotiation.guide) is not None:
        return OpenGuidedNegotiation(
            case=case,
            claimant=claimant,
            terms=terms,
            tree_edition=guide.tree,
            case_details=case_details(event),
            respond_term=Term.parse(guide.respond_term),
            answer_by=guide.answer_by,
            opened_at=event.occurred_at,
            money=money,
            if_abandoned=failure_end(guide.if_abandoned),
        )
    return OpenNegotiation(
        case=case,
        claimant=claimant,
        terms=terms,
        options=tuple(option_from_ref(option, case.amount) for option in event.options),
        by_operator=event.by_operator,
        opened_at=event.occurred_at,
        money=money,
    )


def on_dispute_escalated(event: DisputeEscalated) -> FollowClocks:
    return FollowClocks(event.subject, ClockNews(sequence=event.sequence, escalated_at=event.occurred_at))


def on_news_of_the_case(
    event: StageEntered | ActionRequired | DisputeUpdated | ApprovalRequested | ApprovalRejected,
) -> None:
    """Nothing follows but what is heard with every event of a case."""


async def hear_prospect(tx: CasesTx, event: Event) -> None:
    """Remember what ends the case first if nobody acts, or that nothing does: an offer of ours may outlast it; and
    whether a decision waits, before which nobody acts for a party."""
    if isinstance(event, DisputeEvent):
        await tx.cases.save_prospect(event)


def on_reduction_ordered(event: ReductionOrdered) -> NarrowNegotiation:
    return NarrowNegotiation(event.subject, Money(event.left.amount, event.left.currency))


def on_agreement_decided(event: AgreementDecided) -> DecideAgreement:
    overtaking, needs_approval = None, event.why == "approval_needed"
    if not event.accepted:
        overtaking = Overtaking(event.why or event.state, event.state, event.outcome, event.due_at)
    decision = Decision(
        proposal=event.proposal,
        starts_obligation=event.follows == "obligation",
        overtaking=overtaking,
        ends_negotiation=event.why in ("case_ended", "money_ordered"),
        needs_approval=needs_approval,
    )
    return DecideAgreement(event.subject, decision)


def on_settlement_ordered(event: SettlementOrdered) -> SettleNegotiation:
    return SettleNegotiation(event.subject, end_from_order(event))


def on_dispute_closed(event: DisputeClosed) -> CloseNegotiation:
    return CloseNegotiation(event.subject, end_from_closing(event))


def on_case_erased(event: CaseErased) -> EraseWords | None:
    sides = frozenset(event.of) & set(Side)
    return EraseWords(event.dispute, frozenset({*sides, *Mediator})) if sides else None


def on_deals_erased(event: DealsErased) -> None:
    """Nothing is kept of a deal that nobody disputed but what waits in the inbox (`forget_erased_deals`)."""


def on_deadline_extended(event: DeadlineExtended) -> FollowClocks | None:
    if event.deadline != NEGOTIATION_CLOCK:
        return None
    return FollowClocks(event.subject, ClockNews(sequence=event.sequence, due_at=event.due_at))


def on_dispute_paused(event: DisputePaused) -> FollowClocks:
    return FollowClocks(event.subject, ClockNews(sequence=event.sequence, paused_at=event.occurred_at))


def on_dispute_resumed(event: DisputeResumed) -> FollowClocks:
    news = ClockNews(sequence=event.sequence, paused_at=event.paused_at, resumed_at=event.resumed_at)
    return FollowClocks(event.subject, news)


def on_assignment(event: DisputeAssigned) -> RecordAssignment:
    """Remember who has the case. Disputes tells it whenever that changes, whatever the act was by which it did."""
    return RecordAssignment(Assignment(event.subject, event.operator, event.sequence))


def on_approval_limits_changed(event: ApprovalLimitsChanged) -> RecordApprovalLimits:
    return RecordApprovalLimits(ApprovalLimits(event.limits, event.version))


def on_escrow_event(event: EscrowEvent) -> RecordFrozenDeal | None:
    """Remember the money of what is disputed. How it stood before and after a dispute is of no use here."""
    if not event.frozen.amount:
        return None
    return RecordFrozenDeal(FrozenDeal(event.subject, event.version, event.deal_money))


EVENT_HANDLERS: Final[list[HandlerRegistration]] = [
    consumes(PlatformOriginsChanged, on_origins_changed),
    consumes(PlatformSuspended, on_platform_suspended),
    consumes(PlatformReinstated, on_platform_reinstated),
    *(consumes(event, on_escrow_event) for event in events_of("escrow") if issubclass(event, EscrowEvent)),
    consumes(ApprovalLimitsChanged, on_approval_limits_changed),
    consumes(DisputeOpened, on_dispute_opened),
    consumes(DisputeEscalated, on_dispute_escalated),
    consumes(StageEntered, on_news_of_the_case),
    consumes(ActionRequired, on_news_of_the_case),
    consumes(DisputeUpdated, on_news_of_the_case),
    consumes(ApprovalRequested, on_news_of_the_case),
    consumes(ApprovalRejected, on_news_of_the_case),
    consumes(DeadlineExtended, on_deadline_extended),
    consumes(DisputeAssigned, on_assignment),
    consumes(DisputePaused, on_dispute_paused),
    consumes(DisputeResumed, on_dispute_resumed),
    consumes(ReductionOrdered, on_reduction_ordered),
    consumes(AgreementDecided, on_agreement_decided),
    consumes(SettlementOrdered, on_settlement_ordered),
    consumes(DisputeClosed, on_dispute_closed),
    consumes(CaseErased, on_case_erased),
    consumes(DealsErased, on_deals_erased),
]


def negotiated_case(event: DisputeOpened) -> NegotiatedCase:
    disputed = Money(event.amount.amount, event.amount.currency)
    return NegotiatedCase(
        tenant=event.tenant,
        dispute=event.subject,
        escrow=event.escrow,
        buyer=Participant(event.buyer),
        seller=Participant(event.seller),
        amount=disputed,
        disputed=disputed,
    )


def case_details(event: DisputeOpened) -> CaseDetails:
    days = None if event.delivered_at is None else (event.occurred_at - event.delivered_at).days
    return CaseDetails(
        reason=event.reason,
        category=event.category or "",
        price=(event.price or event.amount).amount,
        delivered=days is not None,
        days_since_delivery=-1 if days is None else max(days, 0),
    )


def negotiation_terms(terms: NegotiationTerms) -> Terms:
    calendar = terms.calendar
    return Terms(
        respond_by=terms.respond_by,
        on_silence=SilenceRule(terms.on_silence),
        reject=RejectionRule(terms.reject),
        max_rounds=terms.max_rounds,
        counter_term=Term.parse(terms.counter_term),
        counter_silence=SilenceRule(terms.counter_silence),
        amendable=terms.amendable,
        kinds=frozenset(map(OptionKind, terms.kinds)),
        max_options=terms.max_options,
        offer_term=Term.parse(terms.offer_term),
        with_reduction=frozenset(map(OptionKind, terms.with_reduction)),
        if_failed=failure_end(terms.if_failed),
        calendar=Calendar(
            zone=calendar.zone,
            weekdays=frozenset(calendar.weekdays),
            opens=time.fromisoformat(calendar.opens),
            closes=None if calendar.closes is None else time.fromisoformat(calendar.closes),
            holidays=frozenset(map(date.fromisoformat, calendar.holidays)),
        ),
    )


def failure_end(end: contracts.FailureEnd) -> FailureEnd:
    return FailureEnd(
        closes_as=end.closes_as,
        bars=tuple(map(Side, end.bars)),
        pays=None if end.pays is None else Side(end.pays),
        carries_out_last_of=None if end.carries_out_last_of is None else Side(end.carries_out_last_of),
        has_judges=end.has_judges,
    )


def option_from_ref(ref: OptionRef, disputed: Money) -> Option:
    reduction = ref.reduced_by
    return Option(OptionKind(ref.kind), ref.split, reduction, None if reduction is None else disputed)
