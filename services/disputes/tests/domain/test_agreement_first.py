"""The programme's rules, each by its id."""

from __future__ import annotations

from datetime import timedelta

import pytest

from common.kernel.errors import DeadlinePassed
from common.kernel.principal import Role
from disputes.engine import actions, events, evidence_reactions, reactions
from disputes.engine.dispute import Dispute, State
from disputes.engine.errors import ActionNotAllowedInState, CaseClosed
from disputes.engine.forecast import forecast_silence
from disputes.engine.rulings import rule_on_dispute
from disputes.engine.values import NegotiationSnapshot, NegotiationState, Operator
from disputes.policy.options import RequestedOption
from disputes.policy.vocabulary import Act, OptionKind, Outcome, RulingKind, Trigger
from disputes.testing import (
    INR,
    NOON,
    OPERATOR,
    POLICY,
    SNAD,
    a_dispute,
    a_judgment,
    an_opening,
    engine_context,
    eur,
    new_id,
)

DAY = timedelta(days=1)
FAILED = Trigger.NEGOTIATION_FAILED
HALF = RequestedOption(OptionKind.REFUND_PARTIAL, basis_points=5000).resolve(eur(8000))


def escalated(reason: str = INR) -> Dispute:
    return reactions.on_negotiation_failed(a_dispute(reason=reason), FAILED, engine_context(at=NOON + DAY)).dispute


def in_review() -> Dispute:
    case = escalated()
    at = NOON + 2 * DAY
    return evidence_reactions.on_request_satisfied(case, case.requests[0].id, engine_context(at=at)).dispute


def countered(case: Dispute) -> Dispute:
    turn = NegotiationSnapshot(
        mediation=new_id(), version=3, number=2, by=Role.SELLER, options=(HALF,), awaiting=Role.BUYER,
        due_at=NOON + 6 * DAY, allowed_acts={Role.BUYER: ("accept", "reject")}, last_of_buyer=case.options,
    )  # fmt: skip
    return reactions.on_negotiation_changed(case, turn, POLICY).dispute


def test_d1_silence_of_the_seller_is_foreseen_as_the_buyers_first_solution() -> None:
    first, *rest = forecast_silence(a_dispute(), POLICY)

    assert (first.at, first.action, first.split.to_buyer, rest) == (
        NOON + 5 * DAY,
        "execute_buyer_solution",
        eur(8000),
        [],
    )


def test_d1_the_clocks_start_when_the_money_is_frozen_not_before() -> None:
    assert forecast_silence(an_opening(), POLICY) == ()
    assert a_dispute(at=NOON + DAY).negotiation.due_at == NOON + 6 * DAY


def test_d2_an_agreement_is_executed() -> None:
    after, facts = reactions.on_agreement(a_dispute(), HALF, Outcome.AGREEMENT, engine_context())

    assert facts == (events.SettlementOrdered(after.order.instruction, HALF.split, Outcome.AGREEMENT),)
    assert (after.state, after.deadlines) == (State.SETTLING, ())


def test_d4_silence_on_a_counter_offer_escalates() -> None:
    steps = forecast_silence(countered(a_dispute()), POLICY)

    assert [(step.at - NOON, step.place) for step in steps] == [(6 * DAY, "shipment_proof"), (9 * DAY, "settling")]


def test_d5_the_buyer_may_escalate_only_to_refuse_a_counter_offer_and_only_in_time() -> None:
    with pytest.raises(ActionNotAllowedInState):
        actions.perform_act(a_dispute(), Act.ESCALATE, Role.BUYER, engine_context())
    case = countered(a_dispute())
    with pytest.raises(DeadlinePassed):
        actions.perform_act(case, Act.ESCALATE, Role.BUYER, engine_context(at=NOON + 6 * DAY))

    after, facts = actions.perform_act(case, Act.ESCALATE, Role.BUYER, engine_context())

    assert after.stage == "shipment_proof"
    assert events.Escalated("shipment_proof") in facts


def test_d6_an_escalated_inr_asks_the_seller_and_silence_executes_the_buyers_last_proposal() -> None:
    case = escalated(INR)
    [request] = case.requests
    assert (request.party, request.kinds, request.due_at) == (Role.SELLER, ("shipment_record",), NOON + 4 * DAY)
    newer = reactions.on_negotiation_changed(
        case, NegotiationSnapshot(version=5, last_of_buyer=(HALF,)), POLICY
    ).dispute

    after = evidence_reactions.on_request_expired(newer, request.id, engine_context(at=request.due_at)).dispute

    assert (after.order.option, after.outcome) == (HALF, Outcome.TIMEOUT)


def test_d7_proof_in_time_leads_to_review_whose_clocks_move_no_money() -> None:
    case = in_review()

    alarms = [reactions.on_deadline(case, d.kind, d.due_at, engine_context()) for d in case.deadlines]

    assert case.place == "review"
    assert all(after.dispute.order is None for after in alarms)
    assert [type(facts[0]).__name__ for _, facts in alarms] == [
        "DeadlineExpired",
        "DeadlineBreached",
        "DeadlineBreached",
    ]


def test_d8_an_escalated_snad_asks_the_buyer_and_silence_releases_to_the_seller() -> None:
    case = escalated(SNAD)
    [request] = case.requests

    after = evidence_reactions.on_request_expired(case, request.id, engine_context(at=request.due_at)).dispute

    assert (request.party, after.order.option.split.to_seller) == (Role.BUYER, eur(8000))


def test_d9_a_ruling_is_executed_at_once() -> None:
    case = in_review()
    said = a_judgment(kind=RulingKind.RELEASE)
    ruling = rule_on_dispute(case, said, Operator(OPERATOR), engine_context())

    after, facts = actions.carry_out_ruling(case, ruling, engine_context())

    assert [type(fact) for fact in facts] == [events.Decided, events.Assigned, events.SettlementOrdered]
    assert (after.outcome, after.order.option.split.to_seller) == (Outcome.DECISION, eur(8000))


def test_d12_invalid_evidence_counts_as_none() -> None:
    case = in_review()
    request = case.requests[0].id

    reopened = evidence_reactions.on_request_reopened(case, request, engine_context()).dispute
    lapsed = evidence_reactions.on_request_expired(case, request, engine_context()).dispute

    assert (reopened.place, len(reopened.requests)) == ("shipment_proof", 1)
    assert lapsed.order.option.split.to_buyer == eur(8000)


@pytest.mark.parametrize("case", [a_dispute(), escalated(), escalated(SNAD), in_review()], ids=lambda c: c.place)
def test_d14_an_agreement_in_any_phase_ends_the_case_as_agreed(case: Dispute) -> None:
    after = reactions.on_agreement(case, HALF, Outcome.AGREEMENT, engine_context()).dispute

    assert (after.outcome, after.order.option) == (Outcome.AGREEMENT, HALF)
    again = reactions.on_agreement(after, case.options[0], Outcome.AGREEMENT, engine_context())
    assert again == (after, ())


def test_nothing_is_done_to_a_closed_case() -> None:
    closed = actions.perform_act(a_dispute(), Act.WITHDRAW, Role.BUYER, engine_context()).dispute

    with pytest.raises(CaseClosed):
        actions.perform_act(closed, Act.WITHDRAW, Role.BUYER, engine_context())
    assert reactions.on_negotiation_failed(closed, FAILED, engine_context()) == (closed, ())


def test_an_older_telling_of_the_negotiation_changes_nothing() -> None:
    case = countered(a_dispute())

    assert reactions.on_negotiation_changed(case, NegotiationSnapshot(version=2, awaiting=Role.SELLER), POLICY) == (
        case,
        (),
    )


def test_the_hard_cap_brings_a_lingering_case_to_an_operator() -> None:
    case = a_dispute()
    [cap] = case.deadlines

    after, facts = reactions.on_deadline(case, cap.kind, cap.due_at, engine_context())

    assert (after.place, after.order, after.negotiation.awaiting) == ("review", None, None)
    assert facts[0] == events.DeadlineExpired("dispute_hard_cap", NOON + 60 * DAY, Role.OPERATOR)
    assert reactions.on_deadline(after, cap.kind, cap.due_at, engine_context()) == (after, ())


@pytest.mark.parametrize("state", NegotiationState)
def test_prm_17_of_a_mediators_proposal_both_are_asked_as_long_as_it_can_be_answered(state: NegotiationState) -> None:
    asked = NegotiationSnapshot(state=state, by=Role.OPERATOR).asked_roles

    is_answerable = state in ("negotiating", "open")
    assert asked == (frozenset({Role.BUYER, Role.SELLER}) if is_answerable else frozenset())
