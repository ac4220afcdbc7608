"""The programme's rules, each by its id."""

from __future__ import annotations

from datetime import timedelta

import pytest

from common.kernel.errors import DeadlinePassed
from common.kernel.principal import Role
from common.kernel.timing import Timing
from disputes.domain import acts, flow
from disputes.domain import facts as told
from disputes.domain.dispute import Dispute, State
from disputes.domain.errors import ActionNotAllowedInState, CaseClosed
from disputes.domain.forecast import forecast
from disputes.domain.options import Wish
from disputes.domain.records import Turn
from disputes.domain.rulings import rule
from disputes.domain.vocabulary import Act, OptionKind, Outcome, RulingKind
from disputes.testing import INR, NOON, OPERATOR, POLICY, SNAD, a_dispute, a_judgment, an_opening, eur, fresh

DAY = timedelta(days=1)
HALF = Wish(OptionKind.REFUND_PARTIAL, basis_points=5000).resolve(eur(8000))


def escalated(reason: str = INR) -> Dispute:
    return flow.negotiation_failed(a_dispute(reason=reason), policy=POLICY, at=NOON + DAY, fresh=fresh).dispute


def in_review() -> Dispute:
    case = escalated()
    at = NOON + 2 * DAY
    return flow.request_satisfied(case, case.requests[0].id, policy=POLICY, at=at, fresh=fresh).dispute


def countered(case: Dispute) -> Dispute:
    turn = Turn(
        mediation=fresh(), version=3, number=2, by=Role.SELLER, options=(HALF,), awaiting=Role.BUYER,
        due_at=NOON + 6 * DAY, may={Role.BUYER: ("accept", "reject")}, last_of_buyer=case.options,
    )  # fmt: skip
    return flow.turn_changed(case, turn, policy=POLICY).dispute


def moment(at=NOON) -> Timing:
    return Timing(at, at)


def test_d1_silence_of_the_seller_is_foreseen_as_the_buyers_first_solution() -> None:
    first, *rest = forecast(a_dispute(), POLICY)

    assert (first.at, first.action, first.split.to_buyer, rest) == (
        NOON + 5 * DAY,
        "execute_buyer_solution",
        eur(8000),
        [],
    )


def test_d1_the_clocks_start_when_the_money_is_frozen_not_before() -> None:
    assert forecast(an_opening(), POLICY) == ()
    assert a_dispute(at=NOON + DAY).turn.due_at == NOON + 6 * DAY


def test_d2_an_agreement_is_executed() -> None:
    after, facts = flow.agreed(a_dispute(), HALF, by_silence=False, policy=POLICY, at=NOON, fresh=fresh)

    assert facts == (told.Ordered(after.order.instruction, HALF.split, Outcome.AGREEMENT),)
    assert (after.state, after.deadlines) == (State.SETTLING, ())


def test_d4_silence_on_a_counter_offer_escalates() -> None:
    steps = forecast(countered(a_dispute()), POLICY)

    assert [(step.at - NOON, step.place) for step in steps] == [(6 * DAY, "shipment_proof"), (9 * DAY, "settling")]


def test_d5_the_buyer_may_escalate_only_to_refuse_a_counter_offer_and_only_in_time() -> None:
    with pytest.raises(ActionNotAllowedInState):
        acts.act(a_dispute(), Act.ESCALATE, by=Role.BUYER, policy=POLICY, moment=moment(), fresh=fresh)
    case = countered(a_dispute())
    with pytest.raises(DeadlinePassed):
        acts.act(case, Act.ESCALATE, by=Role.BUYER, policy=POLICY, moment=moment(NOON + 6 * DAY), fresh=fresh)

    after, facts = acts.act(case, Act.ESCALATE, by=Role.BUYER, policy=POLICY, moment=moment(), fresh=fresh)

    assert after.stage == "shipment_proof"
    assert told.Escalated("shipment_proof") in facts


def test_d6_an_escalated_inr_asks_the_seller_and_silence_executes_the_buyers_last_proposal() -> None:
    case = escalated(INR)
    [request] = case.requests
    assert (request.party, request.kinds, request.due_at) == (Role.SELLER, ("shipment_record",), NOON + 4 * DAY)
    newer = flow.turn_changed(case, Turn(version=5, last_of_buyer=(HALF,)), policy=POLICY).dispute

    after = flow.request_lapsed(newer, request.id, policy=POLICY, at=request.due_at, fresh=fresh).dispute

    assert (after.order.option, after.outcome) == (HALF, Outcome.TIMEOUT)


def test_d7_proof_in_time_leads_to_review_whose_clocks_move_no_money() -> None:
    case = in_review()

    alarms = [flow.lapse(case, d.kind, d.due_at, policy=POLICY, fresh=fresh) for d in case.deadlines]

    assert case.place == "review"
    assert all(after.dispute.order is None for after in alarms)
    assert [type(facts[0]).__name__ for _, facts in alarms] == ["Expired", "Breached", "Breached"]


def test_d8_an_escalated_snad_asks_the_buyer_and_silence_releases_to_the_seller() -> None:
    case = escalated(SNAD)
    [request] = case.requests

    after = flow.request_lapsed(case, request.id, policy=POLICY, at=request.due_at, fresh=fresh).dispute

    assert (request.party, after.order.option.split.to_seller) == (Role.BUYER, eur(8000))


def test_d9_a_ruling_is_executed_at_once() -> None:
    case = in_review()
    said = a_judgment(kind=RulingKind.RELEASE)
    ruling = rule(case, said, by=OPERATOR, lead=False, policy=POLICY, moment=moment())

    after, facts = acts.decide(case, ruling, policy=POLICY, moment=moment(), fresh=fresh)

    assert [type(fact) for fact in facts] == [told.Decided, told.Ordered]
    assert (after.outcome, after.order.option.split.to_seller) == (Outcome.DECISION, eur(8000))


def test_d12_invalid_evidence_counts_as_none() -> None:
    case = in_review()
    request = case.requests[0].id

    reopened = flow.request_reopened(case, request, policy=POLICY, at=NOON, fresh=fresh).dispute
    lapsed = flow.request_lapsed(case, request, policy=POLICY, at=NOON, fresh=fresh).dispute

    assert (reopened.place, len(reopened.requests)) == ("shipment_proof", 1)
    assert lapsed.order.option.split.to_buyer == eur(8000)


@pytest.mark.parametrize("case", [a_dispute(), escalated(), escalated(SNAD), in_review()], ids=lambda c: c.place)
def test_d14_an_agreement_in_any_phase_ends_the_case_as_agreed(case: Dispute) -> None:
    after = flow.agreed(case, HALF, by_silence=False, policy=POLICY, at=NOON, fresh=fresh).dispute

    assert (after.outcome, after.order.option) == (Outcome.AGREEMENT, HALF)
    again = flow.agreed(after, case.options[0], by_silence=False, policy=POLICY, at=NOON, fresh=fresh)
    assert again == (after, ())


def test_nothing_is_done_to_a_closed_case() -> None:
    closed = acts.act(a_dispute(), Act.WITHDRAW, by=Role.BUYER, policy=POLICY, moment=moment(), fresh=fresh).dispute

    with pytest.raises(CaseClosed):
        acts.act(closed, Act.WITHDRAW, by=Role.BUYER, policy=POLICY, moment=moment(), fresh=fresh)
    assert flow.negotiation_failed(closed, policy=POLICY, at=NOON, fresh=fresh) == (closed, ())


def test_an_older_telling_of_the_negotiation_changes_nothing() -> None:
    case = countered(a_dispute())

    assert flow.turn_changed(case, Turn(version=2, awaiting=Role.SELLER), policy=POLICY) == (case, ())


def test_the_hard_cap_brings_a_lingering_case_to_an_operator() -> None:
    case = a_dispute()
    [cap] = case.deadlines

    after, facts = flow.lapse(case, cap.kind, cap.due_at, policy=POLICY, fresh=fresh)

    assert (after.place, after.order, after.turn.awaiting) == ("review", None, None)
    assert facts[0] == told.Expired("dispute_hard_cap", NOON + 60 * DAY)
    assert flow.lapse(after, cap.kind, cap.due_at, policy=POLICY, fresh=fresh) == (after, ())
