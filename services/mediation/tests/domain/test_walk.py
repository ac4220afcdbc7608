"""O2, O3, O6: the buyer is asked, may go back, and every answer is kept."""

from __future__ import annotations

from datetime import timedelta

import pytest

from common.kernel.errors import DeadlinePassed
from common.kernel.ids import new_id
from common.kernel.money import Money
from mediation.domain import course, guiding
from mediation.domain.errors import (
    AnswerInvalid,
    NotAsked,
    NotSuggested,
    NotYourTurn,
    QuestionUnanswered,
    QuestionUnknown,
    TooManyAnswers,
    WalkOver,
)
from mediation.domain.facts import Expired, Failed, Made, TurnChanged, Why
from mediation.domain.options import Option, OptionKind, Wish
from mediation.domain.states import Act, State
from mediation.domain.terms import Side
from mediation.domain.walk import MAX_TRACE
from mediation.testing import COSMETIC, DAY, NOON, TREE, at, guided, proposed, walked

B, S = Side.BUYER, Side.SELLER
MICRO = timedelta(microseconds=1)
FULL, REPLACEMENT = Wish(OptionKind.REFUND_FULL), Wish(OptionKind.REPLACEMENT)


def part(minor: int, currency: str = "EUR") -> Wish:
    return Wish(OptionKind.REFUND_PARTIAL, Money(minor, currency))


def kinds(found) -> list[OptionKind]:
    return [suggested.option.kind for suggested in guiding.suggestions(found, TREE)]


def test_o2_the_reason_decides_what_is_asked_first() -> None:
    assert guided("damaged_in_transport").walk.question == "damage"
    assert guided("service_disappointing").walk.question == "service"
    assert guided("other_state_than_described").walk.question == "difference"


def test_o2_an_answer_decides_what_is_asked_next() -> None:
    found = walked(guided(), ("damage", "partly"))
    assert found.walk.question == "repairable"
    assert walked(found, ("repairable", True)).walk.question == "repair_cost"
    assert walked(found, ("repairable", False)).walk.question == "replaceable"
    assert walked(guided(), ("damage", "packaging")).walk.question is None


def test_o2_the_walk_yields_several_ranked_solutions() -> None:
    found = walked(guided(), *COSMETIC)

    assert kinds(found) == [
        OptionKind.REFUND_PARTIAL,
        OptionKind.REPLACEMENT,
        OptionKind.RETURN_AND_REFUND,
        OptionKind.REFUND_FULL,
    ]
    first = guiding.suggestions(found, TREE)[0]
    assert (first.option.split.to_buyer.minor, first.least.minor, first.most.minor) == (2_000, 500, 5_000)


def test_o3_what_the_policy_does_not_know_is_not_suggested() -> None:
    found = walked(guided(kinds=frozenset({OptionKind.REFUND_FULL})), *COSMETIC)

    assert kinds(found) == [OptionKind.REFUND_FULL]


def test_o3_an_amount_that_was_answered_is_suggested() -> None:
    answers = (("damage", "partly"), ("repairable", True), ("repair_cost", 1_234), ("replaceable", False))

    first = guiding.suggestions(walked(guided(), *answers), TREE)[0]

    assert (first.text, first.option.split.to_buyer.minor) == ("What the repair costs", 1_234)


def test_o2_going_back_drops_the_later_answers_and_keeps_them_in_the_trace() -> None:
    found = walked(guided(), *COSMETIC)

    back = walked(found, ("damage", "partly"))

    assert back.walk.question == "repairable"
    assert [(a.question, a.value) for a in back.walk.answers] == [("damage", "partly")]
    assert [(a.question, a.withdrawn) for a in back.walk.trace] == [
        ("damage", True), ("replaceable", True), ("damage", False),
    ]  # fmt: skip


def test_o2_only_what_is_asked_or_was_asked_is_answered() -> None:
    found = walked(guided(), ("damage", "partly"))

    with pytest.raises(NotAsked) as refused:
        guiding.answer(found, TREE, "replaceable", True, by=B, at=at(NOON))
    assert (refused.value.question, refused.value.answered) == ("repairable", ["damage"])
    with pytest.raises(QuestionUnknown):
        guiding.answer(found, TREE, "zzz", True, by=B, at=at(NOON))


@pytest.mark.parametrize(
    ("before", "question", "value"),
    [
        ((), "damage", "no such choice"),
        ((), "damage", True),
        ((), "damage", 1),
        ((("damage", "partly"),), "repairable", "yes"),
        ((("damage", "partly"),), "repairable", 1),
        ((("damage", "partly"), ("repairable", True)), "repair_cost", 0),
        ((("damage", "partly"), ("repairable", True)), "repair_cost", True),
    ],
)
def test_o2_an_answer_has_the_type_its_question_asks_for(before, question, value) -> None:
    with pytest.raises(AnswerInvalid):
        guiding.answer(walked(guided(), *before), TREE, question, value, by=B, at=at(NOON))


def test_o2_the_other_side_answers_nothing() -> None:
    with pytest.raises(NotYourTurn):
        guiding.answer(guided(), TREE, "damage", "partly", by=S, at=at(NOON))


def test_indecision_has_a_bound_and_the_suggestions_remain() -> None:
    found = guided()
    for _ in range(MAX_TRACE):
        found = walked(found, ("damage", "packaging"))

    assert found.allowed(B, NOON) == {Act.PROPOSE}
    with pytest.raises(TooManyAnswers):
        walked(found, ("damage", "packaging"))


def test_o4_the_sellers_clock_starts_with_the_proposal_that_ends_the_walk() -> None:
    when = NOON + 2 * DAY
    found = walked(guided(), *COSMETIC)

    change = guiding.propose(found, TREE, new_id(), [REPLACEMENT, part(3_000), FULL], by=B, at=at(when))

    after = change.mediation
    assert (after.state, after.awaiting, after.due_at) == (State.NEGOTIATING, S, when + 5 * DAY)
    assert [type(fact) for fact in change.facts] == [Made, TurnChanged]
    assert [option.kind for option in after.standing.options] == [REPLACEMENT.kind, part(1).kind, FULL.kind]
    assert after.allowed(S, when) == {Act.ACCEPT, Act.REJECT}


@pytest.mark.parametrize(
    "wish", [part(499), part(5_001), Wish(OptionKind.RELEASE), Wish(OptionKind.REFUND_PARTIAL, basis_points=5_001)]
)
def test_o3_only_what_was_suggested_can_be_proposed(wish) -> None:
    with pytest.raises(NotSuggested) as refused:
        proposed(walked(guided(), *COSMETIC), FULL, wish)

    assert refused.value.index == 1


def test_o3_the_bounds_themselves_are_within() -> None:
    found = proposed(walked(guided(), *COSMETIC), part(500), part(5_000))

    assert [option.split.to_buyer.minor for option in found.standing.options] == [500, 5_000]


def test_nothing_is_proposed_before_all_is_answered() -> None:
    with pytest.raises(QuestionUnanswered) as refused:
        proposed(guided(), FULL)
    assert refused.value.question == "damage"
    with pytest.raises(QuestionUnanswered):
        guiding.suggestions(guided(), TREE)


def test_o6_a_rejection_escalates_at_once_without_a_counter_offer() -> None:
    found = proposed(walked(guided(), *COSMETIC), FULL)

    change = found.reject(1, 1, by=S, at=at(NOON))

    assert change.facts[1] == Failed(Why.REJECTED)
    assert change.mediation.state is State.OPEN
    assert Act.COUNTER not in found.allowed(S, NOON)


def test_o4_silence_escalates_and_never_executes() -> None:
    found = proposed(walked(guided(), *COSMETIC), FULL)

    change = found.lapse(found.due_at)

    assert [type(fact) for fact in change.facts] == [Expired, Failed, TurnChanged]
    assert change.facts[1].why is Why.SILENCE


def test_the_buyer_may_amend_until_the_seller_acts() -> None:
    found = proposed(walked(guided(), *COSMETIC), FULL)

    assert Act.AMEND in found.allowed(B, NOON)
    assert Act.AMEND not in found.reject(1, 1, by=S, at=at(NOON)).mediation.allowed(B, NOON)


@pytest.mark.parametrize("when", [NOON + 3 * DAY - MICRO, NOON + 3 * DAY, NOON + 3 * DAY + MICRO])
def test_a_walk_is_in_time_until_the_very_instant(when) -> None:
    if when < NOON + 3 * DAY:
        assert walked(guided(), COSMETIC[0], when=when).walk.question == "replaceable"
        return
    with pytest.raises(DeadlinePassed):
        walked(guided(), COSMETIC[0], when=when)
    with pytest.raises(DeadlinePassed):
        proposed(walked(guided(), *COSMETIC), FULL, when=when)


def test_a_walk_that_does_not_end_in_time_is_abandoned_and_moves_no_money() -> None:
    found = walked(guided(), *COSMETIC)

    assert found.forecast() == (NOON + 3 * DAY, None)
    change = found.lapse(NOON + 3 * DAY)

    assert change.facts == (Failed(Why.ABANDONED), TurnChanged())
    assert (change.mediation.state, change.mediation.agreed) == (State.OPEN, None)
    assert change.mediation.lapse(NOON + 3 * DAY).facts == ()
    with pytest.raises(WalkOver):
        walked(change.mediation, COSMETIC[0])


def test_d14_after_an_abandoned_walk_they_may_still_propose() -> None:
    found = guided().lapse(NOON + 3 * DAY).mediation

    change = found.propose(new_id(), [part(1_000)], by=S, at=at(NOON + 4 * DAY))

    assert (change.mediation.standing.number, change.mediation.round) == (1, 0)
    assert change.mediation.accept(1, 1, 0, by=B, at=at(NOON + 4 * DAY)).mediation.state is State.AGREED


def test_a_case_that_escalates_ends_the_walk_without_a_proposal() -> None:
    found = course.escalated(walked(guided(), COSMETIC[0])).mediation

    assert (found.state, found.awaiting, found.due_at) == (State.OPEN, None, None)
    assert found.allowed(S, NOON) == {Act.PROPOSE}


def test_a_walk_is_kept_when_the_case_ends() -> None:
    found = course.closed(proposed(walked(guided(), *COSMETIC), FULL)).mediation

    assert len(found.walk.trace) == 2


def test_a_replacement_is_an_option_without_a_split() -> None:
    found = proposed(walked(guided(), *COSMETIC), REPLACEMENT)

    assert found.standing.options == (Option(OptionKind.REPLACEMENT, None),)
