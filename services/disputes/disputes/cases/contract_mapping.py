"""Contract mapping: values of the published contracts, and what they are here (options, penalties, turns, escrows)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import assert_never

from common.contracts import disputes as contracts
from common.contracts.dispute_parts import (
    CaseSnapshotRef,
    ClockRef,
    DisputeFields,
    FailureEnd,
    GraceRef,
    GuideTerms,
    LastProposalRef,
    SilentEndRef,
)
from common.contracts.disputes import BehalfRef, OptionRef, PenaltyRef, TimeoutRef
from common.contracts.envelope import Event, MoneyRef, Party
from common.contracts.escrow import EscrowEvent
from common.contracts.mediation import AgreementSubmitted, TurnChanged
from common.kernel.money import Money
from common.kernel.principal import Role
from common.kernel.terms import Calendar, Clock, due_at_end_of
from disputes.engine import events
from disputes.engine.clocks import running_clocks
from disputes.engine.dispute import Dispute, State
from disputes.engine.forecast import forecast_last_proposal, forecast_silent_end
from disputes.engine.hard_cap import cap_ends_at
from disputes.engine.known_escrow import DISPUTABLE_STATES, UNFUNDED_STATES, EscrowState, KnownEscrow
from disputes.engine.reopening import barred_parties
from disputes.engine.values import (
    NEGOTIATION_CLOCK,
    Behalf,
    EvidenceRequest,
    NegotiationSnapshot,
    NegotiationState,
    Penalty,
    Silence,
    SubmittedAgreement,
    Timeout,
)
from disputes.policy.judges import find_judges
from disputes.policy.model import Close, Effect, ExecuteLastProposal, GracePeriod, NegotiationTerms, PayAll, Policy
from disputes.policy.options import Option
from disputes.policy.vocabulary import OptionKind, Outcome, SilenceRule


def snapshot_to_ref(dispute: Dispute, policy: Policy) -> CaseSnapshotRef:
    clocks = running_clocks(dispute, policy)
    return CaseSnapshotRef(
        status=dispute.status(policy).value,
        stage=dispute.stage,
        outcome=dispute.outcome.value if dispute.outcome and dispute.state is State.CLOSED else None,
        disputed=MoneyRef.from_money(dispute.amount),
        reduced=MoneyRef.from_money(dispute.amount_reduced) if dispute.reductions else None,
        deadlines=tuple(
            ClockRef(
                deadline=clock.name,
                due_at=clock.due_at,
                owed_by=clock.owed_by.value if clock.owed_by else None,
                request=clock.request,
            )
            for clock in clocks
        ),
        paused_at=dispute.paused_at,
        assignee=dispute.assignee,
    )


def silent_end_to_ref(dispute: Dispute, policy: Policy) -> SilentEndRef | None:
    """Tell others what ends the case first: before an offer ends, or the time for evidence."""
    if dispute.state is not State.ACTIVE:
        return None
    if (step := forecast_silent_end(dispute, policy)) is None:
        return None
    return SilentEndRef(
        at=step.at,
        clock="business" if step.clock == Clock.BUSINESS else "natural",
        action=step.action,
        prevented_by=step.prevented_by,
        buyer_share=None if step.split is None else MoneyRef.from_money(step.split.to_buyer),
        seller_share=None if step.split is None else MoneyRef.from_money(step.split.to_seller),
        bars=() if step.outcome is None else barred_to_refs(dispute, step.outcome),
        last_proposal=_last_proposal_to_ref(dispute, policy),
        is_cap=step.at == cap_ends_at(dispute, policy),
    )


def _last_proposal_to_ref(dispute: Dispute, policy: Policy) -> LastProposalRef | None:
    """Tell mediation where silence carries out what somebody has proposed last, so that a new offer is foretold at
    once as what it pays."""
    if dispute.negotiation is None or (foretold := forecast_last_proposal(dispute, policy)) is None:
        return None
    party, step = foretold
    return LastProposalRef(
        of=party_to_ref(party),
        at=step.at,
        clock="business" if step.clock == Clock.BUSINESS else "natural",
        prevented_by=step.prevented_by,
        has_judges=dispute.stage is not None and find_judges(policy, dispute.stage) is not None,
    )


def option_from_ref(ref: OptionRef) -> Option:
    return Option(OptionKind(ref.kind), ref.split, ref.reduced_by)


def option_to_ref(option: Option, fee: int) -> OptionRef:
    """`fee`: what would come out of the seller's share, in minor units."""
    return OptionRef.from_split(option.kind.value, option.split, fee, option.reduction)


def penalty_to_ref(penalty: Penalty) -> PenaltyRef:
    return PenaltyRef(
        party=penalty.party,
        act=penalty.act,
        points=penalty.points,
        warning=penalty.warning,
        fine=MoneyRef.from_money(penalty.fine) if penalty.fine else None,
        suspended_until=penalty.suspended_until,
        closed=penalty.closed,
    )


def behalf_to_ref(behalf: Behalf | None) -> BehalfRef | None:
    if behalf is None:
        return None
    return BehalfRef(party="buyer" if behalf.party is Role.BUYER else "seller", means=behalf.means.value)


def stage_entered_event(event: events.StageEntered, fields: DisputeFields) -> contracts.StageEntered:
    return contracts.StageEntered(
        **fields,
        stage=event.stage,
        phase=event.phase.value,
        status=event.status.value,
        due_at=event.due_at,
        timeout=timeout_to_ref(event.timeout),
    )


def timeout_to_ref(timeout: Timeout | None) -> TimeoutRef | None:
    if timeout is None:
        return None
    return TimeoutRef(
        deadline=timeout.deadline,
        owed_by=timeout.owed_by.value,
        due_at=timeout.due_at,
        executed=timeout.executed,
    )


def grace_to_ref(request: EvidenceRequest, grace: GracePeriod | None, calendar: Calendar) -> GraceRef | None:
    if grace is None:
        return None
    if request.grace is not None:
        return GraceRef(at=request.grace.at, until=request.grace.until)
    at = due_at_end_of(request.anchor_at, grace.at, calendar)  # it gives no more time than there is
    return GraceRef(at=at, until=due_at_end_of(at, grace.term, calendar))


def failure_end_to_ref(dispute: Dispute, effect: Effect | None, stage: str, policy: Policy) -> FailureEnd:
    """Tell mediation what an effect of the edition ends a case with: what goes on is none of its business."""
    match effect:
        case Close(outcome=outcome):
            return FailureEnd(closes_as=outcome.value, bars=barred_to_refs(dispute, outcome))
        case PayAll(recipient=recipient):
            return FailureEnd(pays=party_to_ref(dispute.role_of(recipient)))
        case ExecuteLastProposal(proposer=proposer):
            has_judges = find_judges(policy, stage) is not None
            return FailureEnd(carries_out_last_of=party_to_ref(dispute.role_of(proposer)), has_judges=has_judges)
        case _:
            return FailureEnd()


def barred_to_refs(dispute: Dispute, outcome: Outcome) -> tuple[Party, ...]:
    """Tell who may open no other case of the deal after one that ends like this."""
    return tuple(party_to_ref(role) for role in sorted(barred_parties(dispute, outcome)))


def party_to_ref(role: Role) -> Party:
    return "buyer" if role is Role.BUYER else "seller"


def guide_to_ref(turn: NegotiationSnapshot, terms: NegotiationTerms, if_abandoned: FailureEnd) -> GuideTerms | None:
    if terms.guide is None or turn.due_at is None:
        return None
    return GuideTerms(
        tree=terms.guide.tree,
        answer_by=turn.due_at,
        respond_term=str(terms.term),
        if_abandoned=if_abandoned,
    )


def negotiation_from_event(event: TurnChanged) -> NegotiationSnapshot:
    proposal = event.standing
    return NegotiationSnapshot(
        mediation=event.subject,
        version=event.version,
        state=NegotiationState(event.state),
        number=proposal.number if proposal else 0,
        proposal_version=proposal.version if proposal else 0,
        by=Role(proposal.by) if proposal else None,
        options=_options_from_refs(proposal.options if proposal else (), event.standing_about),
        awaiting=Role(event.awaiting) if event.awaiting else None,
        due_at=event.due_at,
        due_since=event.due_since,
        on_silence=SilenceRule(event.on_silence) if event.on_silence else None,
        allowed_acts={Role(party): acts for party, acts in event.may.items()},
        limits=event.limits,
        last_of_buyer=_options_from_refs(event.last_of_buyer, event.last_of_buyer_about),
        by_operators=event.by_operators,
        worded_by_operators=event.worded_by_operators,
        operators_last=frozenset(Role(party) for party in event.operators_last),
    )


def agreement_from_event(event: AgreementSubmitted) -> SubmittedAgreement:
    reported, silence = event.silence, None
    if reported is not None:
        silence = Silence(NEGOTIATION_CLOCK, Role(reported.owed_by), reported.due_at, Role(event.by))
    return SubmittedAgreement(
        mediation=event.subject,
        version=event.version,
        proposal=event.proposal,
        option=_worded_option(event.option, event.amount),
        basis=Outcome.TIMEOUT if event.basis == "silence" else Outcome.AGREEMENT,
        received_at=event.received_at,
        silence=silence,
    )


def _worded_option(ref: OptionRef, about: MoneyRef | None) -> Option:
    """Map an option that mediation reports: it is about what mediation knew of, though more has gone back since."""
    option = option_from_ref(ref)
    if option.reduction is None or about is None:
        return option
    return replace(option, whole=Money(about.amount, about.currency))


def known_escrow_from_event(event: EscrowEvent) -> KnownEscrow:
    """Every event of an escrow says how it stands."""
    state = EscrowState(event.state)
    has_ended = state not in DISPUTABLE_STATES | UNFUNDED_STATES
    return KnownEscrow(
        id=event.subject,
        tenant=event.tenant,
        version=event.version,
        buyer=event.buyer,
        seller=event.seller,
        state=state,
        edition=event.policy,
        held_amount=Money(event.held.amount, event.held.currency),
        frozen_amount=Money(event.frozen.amount, event.frozen.currency),
        funded_at=event.funded_at,
        delivered_at=event.delivered_at,
        category=event.category,
        price=event.price.amount,
        title=event.title,
        ended_at=event.occurred_at if has_ended else None,
        ended_by=event.deadline_kind if has_ended else None,
        money=event.deal_money,
    )


def _options_from_refs(refs: Sequence[OptionRef], about: MoneyRef | None) -> tuple[Option, ...]:
    return tuple(_worded_option(ref, about) for ref in refs)


def clock_event(event: events.ClockEvent, fields: DisputeFields) -> Event:
    match event:
        case events.DeadlineExpired(deadline=deadline, due_at=due_at, owed_by=owed_by):
            return contracts.DeadlineExpired(
                **fields, deadline=deadline, due_at=due_at, owed_by=None if owed_by is None else owed_by.value
            )
        case events.DeadlineBreached(deadline=deadline, level=level, due_at=due_at):
            return contracts.SlaBreached(**fields, deadline=deadline, level=level.value, due_at=due_at)
        case events.DeadlineApproaching(owed_by=of, deadline=deadline, due_at=due_at):
            return contracts.DeadlineApproaching(**fields, of=of.value, deadline=deadline, due_at=due_at)
        case events.DeadlineExtended(deadline, request, due_at, reason_code, received_at):
            return contracts.DeadlineExtended(
                **fields,
                deadline=deadline,
                request=request,
                due_at=due_at,
                reason_code=reason_code,
                received_at=received_at,
            )
        case events.Paused():
            return contracts.DisputePaused(**fields)
        case events.Resumed(paused_at=paused_at, resumed_at=resumed_at):
            return contracts.DisputeResumed(**fields, paused_at=paused_at, resumed_at=resumed_at)
        case _:
            assert_never(event)
