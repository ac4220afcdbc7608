"""The end of a case has one owner: what came first ends it, and a later agreement is told why it does not."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

import pytest

from common.kernel.money import Split
from common.kernel.principal import Role
from disputes.engine import actions, evidence_reactions, reactions
from disputes.engine.agreements import decide_agreement
from disputes.engine.dispute import State
from disputes.engine.errors import AgreementUndecided
from disputes.engine.events import AgreementDecided, SettlementOrdered
from disputes.engine.values import NegotiationState, OvertakenBy, RequestState, SubmittedAgreement
from disputes.policy.options import Option
from disputes.policy.vocabulary import Act, OptionKind, Outcome, Trigger
from disputes.testing import NOON, POLICIES, SNAD, a_dispute, engine_context, eur

POLICY = POLICIES["agreement_first-2026-12"]
MICRO = timedelta(microseconds=1)
HALF = Option(OptionKind.REFUND_PARTIAL, Split(eur(4000), eur(4000)))
RETURN = Option(OptionKind.RETURN_AND_REFUND, Split(eur(8000), eur(0)))


def submitted(at=NOON, *, option=HALF, basis=Outcome.AGREEMENT, version=5) -> SubmittedAgreement:
    return SubmittedAgreement(
        mediation=uuid4(), version=version, proposal=uuid4(), option=option, basis=basis, received_at=at
    )


def decide(dispute, agreement, at=NOON):
    return decide_agreement(dispute, agreement, engine_context(POLICY, at))


def the_decision(change) -> AgreementDecided:
    (decision,) = [event for event in change.events if isinstance(event, AgreementDecided)]
    return decision


def in_stage(name: str, **differently):
    return replace(a_dispute(POLICY), stage=name, deadlines=(), negotiation=None, **differently)


def asked(reason: str = SNAD):
    """In the stage that asks for proof: its silence pays."""
    return reactions.on_negotiation_failed(
        a_dispute(POLICY, reason=reason), Trigger.NEGOTIATION_FAILED, engine_context(POLICY)
    ).dispute


def test_prm_1_an_agreement_in_time_orders_the_money_and_says_so_first() -> None:
    change = decide(a_dispute(POLICY), agreement := submitted())

    assert (change.dispute.state, change.dispute.outcome) == (State.SETTLING, Outcome.AGREEMENT)
    assert change.events[0] == AgreementDecided(agreement.mediation, agreement.proposal)
    assert isinstance(change.events[1], SettlementOrdered)
    assert change.dispute.negotiation.state is NegotiationState.AGREED


def test_prm_1_an_agreement_on_goods_begins_what_is_owed() -> None:
    change = decide(a_dispute(POLICY), submitted(option=RETURN))

    assert (change.dispute.stage, the_decision(change).why) == ("return_address", None)
    assert change.dispute.negotiation.state is NegotiationState.OPEN


@pytest.mark.parametrize(
    ("act", "by", "why"),
    [
        (Act.WITHDRAW, Role.BUYER, OvertakenBy.CASE_ENDED),
        (Act.ACCEPT_CLAIM, Role.SELLER, OvertakenBy.MONEY_ORDERED),
    ],
)
def test_prm_1_what_has_ended_stays_ended(act, by, why) -> None:
    ended = actions.perform_act(a_dispute(POLICY), act, by, engine_context(POLICY)).dispute

    change = decide(ended, submitted())

    assert the_decision(change).why is why
    assert (change.dispute.state, change.dispute.outcome, change.dispute.order) == (
        ended.state,
        ended.outcome,
        ended.order,
    )
    assert change.dispute.event_count == ended.event_count + 1


@pytest.mark.parametrize(("early", "why"), [(MICRO, None), (timedelta(), OvertakenBy.DEADLINE_PASSED)])
def test_prm_1_prm_6_a_deadline_that_ends_the_case_is_judged_by_receipt_however_late_its_worker(early, why) -> None:
    owed = decide(a_dispute(POLICY), submitted(option=RETURN)).dispute
    due_at = next(d.due_at for d in owed.deadlines if d.kind == "return_address")

    change = decide(owed, submitted(due_at - early), at=due_at + timedelta(hours=3))

    assert the_decision(change).why is why
    assert the_decision(change).due_at == (due_at if why else None)
    assert change.dispute.state is (State.ACTIVE if why else State.SETTLING)


def test_prm_1_the_hard_cap_ends_it_before_an_agreement_of_the_same_instant() -> None:
    reviewed = replace(in_stage("review"), deadlines=a_dispute(POLICY).deadlines)
    (cap,) = [d for d in reviewed.deadlines if d.kind == POLICY.hard_cap.kind]

    late, early = decide(reviewed, submitted(cap.due_at)), decide(reviewed, submitted(cap.due_at - MICRO))

    assert (the_decision(late).why, the_decision(late).due_at) == (OvertakenBy.DEADLINE_PASSED, cap.due_at)
    assert early.dispute.state is State.SETTLING


def test_prm_1_silence_of_the_negotiation_comes_before_another_deadline_of_its_instant() -> None:
    reviewed = replace(in_stage("review"), deadlines=a_dispute(POLICY).deadlines)
    (cap,) = [d for d in reviewed.deadlines if d.kind == POLICY.hard_cap.kind]

    assert decide(reviewed, submitted(cap.due_at, basis=Outcome.TIMEOUT)).dispute.state is State.SETTLING
    late = decide(reviewed, submitted(cap.due_at + MICRO, basis=Outcome.TIMEOUT))
    assert the_decision(late).why is OvertakenBy.DEADLINE_PASSED


def test_prm_1_evidence_that_was_due_is_waited_for() -> None:
    case = asked()
    (request,) = case.requests

    assert decide(case, submitted(request.due_at - MICRO)).dispute.state is State.SETTLING
    with pytest.raises(AgreementUndecided):
        decide(case, submitted(request.due_at))
    given = evidence_reactions.on_request_satisfied(
        case, request.id, engine_context(POLICY, request.due_at - MICRO)
    ).dispute
    assert given.requests[0].state is RequestState.SATISFIED
    assert decide(given, submitted(request.due_at)).dispute.outcome is Outcome.AGREEMENT
    lapsed = evidence_reactions.on_request_expired(case, request.id, engine_context(POLICY, request.due_at)).dispute
    assert the_decision(decide(lapsed, submitted(request.due_at))).why is OvertakenBy.MONEY_ORDERED


def test_prm_1_a_clock_that_stands_still_ends_nothing() -> None:
    owed = decide(a_dispute(POLICY), submitted(option=RETURN)).dispute
    due_at = max(d.due_at for d in owed.deadlines)

    paused = replace(owed, paused_at=NOON)

    assert decide(paused, submitted(due_at + timedelta(days=29))).dispute.state is State.SETTLING
    assert the_decision(decide(paused, submitted(due_at + timedelta(days=30)))).why is OvertakenBy.DEADLINE_PASSED


def test_prm_1_where_no_agreement_counts_it_is_refused_and_they_may_go_on() -> None:
    stages = {name: replace(stage, effects={}) if name == "review" else stage for name, stage in POLICY.stages.items()}
    policy = replace_unchecked(POLICY, stages)

    change = decide_agreement(in_stage("review"), submitted(), engine_context(policy))

    assert the_decision(change).why is OvertakenBy.STAGE_LEFT
    assert change.dispute.state is State.ACTIVE


def replace_unchecked(policy, stages):
    """An edition as it was before soundness asked for this."""
    copy = object.__new__(type(policy))
    for name in type(policy).__slots__:
        object.__setattr__(copy, name, getattr(policy, name))
    object.__setattr__(copy, "stages", stages)
    return copy


def test_prm_1_a_late_report_of_the_submission_does_not_make_it_pending_again() -> None:
    begun = a_dispute(POLICY)
    agreement = submitted(option=RETURN, version=5)
    decided = decide(begun, agreement).dispute
    report = replace(begun.negotiation, mediation=agreement.mediation, version=5, state=NegotiationState.PENDING)

    assert reactions.on_negotiation_changed(decided, report, POLICY).dispute is decided
    newer = replace(report, version=6, state=NegotiationState.OPEN)
    assert reactions.on_negotiation_changed(decided, newer, POLICY).dispute.negotiation.version == 6
