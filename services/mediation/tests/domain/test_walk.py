"""O2, O3, O6: the buyer is asked, may go back, and every answer is kept."""

from __future__ import annotations

from datetime import timedelta

import pytest

from common.kernel.errors import DeadlinePassed
from common.kernel.ids import new_id
from common.kernel.money import Money
from common.kernel.timing import Timing
from mediation.domain import reactions
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
from mediation.domain.events import (
    FailureReason,
    NegotiationFailed,
    NegotiationUpdated,
    ProposalExpired,
    ProposalMade,
    Silence,
    TurnChanged,
)
from mediation.domain.options import Option, OptionKind, RequestedOption
from mediation.domain.silent_ends import Forecast, forecast_silence
from mediation.domain.states import Action, State
from mediation.domain.terms import Side
from mediation.domain.walk import MAX_TRACE
from mediation.testing import (
    COSMETIC_DAMAGE,
    DAY,
    NOON,
    TREE,
    accept,
    answer_questions,
    expire,
    guided_mediation,
    propose_solutions,
    timing_at,
)

B, S = Side.BUYER, Side.SELLER
MICRO = timedelta(microseconds=1)
FULL, REPLACEMENT = RequestedOption(OptionKind.REFUND_FULL), RequestedOption(OptionKind.REPLACEMENT)


def part(minor: int, currency: str = "EUR") -> RequestedOption:
    return RequestedOption(OptionKind.REFUND_PARTIAL, Money(minor, currency))


def kinds(found) -> list[OptionKind]:
    return [suggested.option.kind for suggested in found.suggest_solutions(TREE, B)]


def test_o2_the_reason_decides_what_is_asked_first() -> None:
    assert guided_mediation("damaged_in_transport").snapshot.walk.question == "damage"
    assert guided_mediation("service_disappointing").snapshot.walk.question == "service"
    assert guided_mediation("other_state_than_described").snapshot.walk.question == "difference"


def test_o2_an_answer_decides_what_is_asked_next() -> None:
    found = answer_questions(guided_mediation(), ("damage", "partly"))
    assert found.snapshot.walk.question == "repairable"
    assert answer_questions(found, ("repairable", True)).snapshot.walk.question == "repair_cost"
    assert answer_questions(found, ("repairable", False)).snapshot.walk.question == "replaceable"
    assert answer_questions(guided_mediation(), ("damage", "packaging")).snapshot.walk.question is None


def test_o2_the_walk_yields_several_ranked_solutions() -> None:
    found = answer_questions(guided_mediation(), *COSMETIC_DAMAGE)

    assert kinds(found) == [
        OptionKind.REFUND_PARTIAL,
        OptionKind.REPLACEMENT,
        OptionKind.RETURN_AND_REFUND,
        OptionKind.REFUND_FULL,
    ]
    first = found.suggest_solutions(TREE, B)[0]
    assert (first.option.split.to_buyer.minor, first.least.minor, first.most.minor) == (2_000, 500, 5_000)


def test_o3_what_the_policy_does_not_know_is_not_suggested() -> None:
    found = answer_questions(guided_mediation(kinds=frozenset({OptionKind.REFUND_FULL})), *COSMETIC_DAMAGE)

    assert kinds(found) == [OptionKind.REFUND_FULL]


def test_o3_an_amount_that_was_answered_is_suggested() -> None:
    answers = (("damage", "partly"), ("repairable", True), ("repair_cost", 1_234), ("replaceable", False))

    first = answer_questions(guided_mediation(), *answers).suggest_solutions(TREE, B)[0]

    assert (first.text, first.option.split.to_buyer.minor) == ("What the repair costs", 1_234)


def test_o2_going_back_drops_the_later_answers_and_keeps_them_in_the_trace() -> None:
    found = answer_questions(guided_mediation(), *COSMETIC_DAMAGE)

    back = answer_questions(found, ("damage", "partly"))

    assert back.snapshot.walk.question == "repairable"
    assert [(a.question, a.value) for a in back.snapshot.walk.answers] == [("damage", "partly")]
    assert [(a.question, a.withdrawn) for a in back.snapshot.walk.trace] == [
        ("damage", True), ("replaceable", True), ("damage", False),
    ]  # fmt: skip


def test_o2_only_what_is_asked_or_was_asked_is_answered() -> None:
    found = answer_questions(guided_mediation(), ("damage", "partly"))

    with pytest.raises(NotAsked) as refused:
        found.answer_question(TREE, "replaceable", True, by=B, timing=timing_at(NOON))
    assert (refused.value.question, refused.value.answered) == ("repairable", ["damage"])
    with pytest.raises(QuestionUnknown):
        found.answer_question(TREE, "zzz", True, by=B, timing=timing_at(NOON))


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
        answer_questions(guided_mediation(), *before).answer_question(
            TREE, question, value, by=B, timing=timing_at(NOON)
        )


def test_o2_the_other_side_answers_nothing() -> None:
    with pytest.raises(NotYourTurn):
        guided_mediation().answer_question(TREE, "damage", "partly", by=S, timing=timing_at(NOON))


def test_indecision_has_a_bound_and_the_suggestions_remain() -> None:
    found = guided_mediation()
    for _ in range(MAX_TRACE):
        found = answer_questions(found, ("damage", "packaging"))

    assert found.snapshot.allowed_actions(B, NOON) == {Action.PROPOSE}
    with pytest.raises(TooManyAnswers):
        answer_questions(found, ("damage", "packaging"))


def test_o4_the_sellers_clock_starts_with_the_proposal_that_ends_the_walk() -> None:
    when = NOON + 2 * DAY
    found = answer_questions(guided_mediation(), *COSMETIC_DAMAGE)

    change = found.make_proposal(new_id(), [REPLACEMENT, part(3_000), FULL], tree=TREE, by=B, timing=timing_at(when))

    after = change.mediation
    assert (after.snapshot.state, after.snapshot.awaiting, after.snapshot.due_at) == (
        State.NEGOTIATING,
        S,
        when + 5 * DAY,
    )
    assert [type(fact) for fact in change.events] == [ProposalMade, TurnChanged]
    assert [option.kind for option in after.snapshot.current_proposal.options] == [
        REPLACEMENT.kind,
        part(1).kind,
        FULL.kind,
    ]
    assert after.snapshot.allowed_actions(S, when) == {Action.ACCEPT, Action.REJECT}


@pytest.mark.parametrize(
    "wish",
    [
        part(499),
        part(5_001),
        RequestedOption(OptionKind.RELEASE),
        RequestedOption(OptionKind.REFUND_PARTIAL, basis_points=5_001),
    ],
)
def test_o3_only_what_was_suggested_can_be_proposed(wish) -> None:
    with pytest.raises(NotSuggested) as refused:
        propose_solutions(answer_questions(guided_mediation(), *COSMETIC_DAMAGE), FULL, wish)

    assert refused.value.index == 1


def test_o3_the_bounds_themselves_are_within() -> None:
    found = propose_solutions(answer_questions(guided_mediation(), *COSMETIC_DAMAGE), part(500), part(5_000))

    assert [option.split.to_buyer.minor for option in found.snapshot.current_proposal.options] == [500, 5_000]


def test_nothing_is_proposed_before_all_is_answered() -> None:
    with pytest.raises(QuestionUnanswered) as refused:
        propose_solutions(guided_mediation(), FULL)
    assert refused.value.question == "damage"
    with pytest.raises(QuestionUnanswered):
        guided_mediation().suggest_solutions(TREE, B)


def test_o6_a_rejection_escalates_at_once_without_a_counter_offer() -> None:
    found = propose_solutions(answer_questions(guided_mediation(), *COSMETIC_DAMAGE), FULL)

    change = found.reject_proposal(1, 1, by=S, timing=timing_at(NOON))

    assert change.events[1] == NegotiationFailed(FailureReason.REJECTED)
    assert change.mediation.snapshot.state is State.OPEN
    assert Action.COUNTER not in found.snapshot.allowed_actions(S, NOON)


def test_o4_silence_escalates_and_never_executes() -> None:
    found = propose_solutions(answer_questions(guided_mediation(), *COSMETIC_DAMAGE), FULL)

    change = expire(found, found.snapshot.due_at)

    assert [type(fact) for fact in change.events] == [ProposalExpired, NegotiationFailed, TurnChanged]
    assert change.events[1].reason is FailureReason.SILENCE


def test_the_buyer_may_amend_until_the_seller_acts() -> None:
    found = propose_solutions(answer_questions(guided_mediation(), *COSMETIC_DAMAGE), FULL)

    assert Action.AMEND in found.snapshot.allowed_actions(B, NOON)
    assert Action.AMEND not in found.reject_proposal(
        1, 1, by=S, timing=timing_at(NOON)
    ).mediation.snapshot.allowed_actions(B, NOON)


@pytest.mark.parametrize("when", [NOON + 3 * DAY - MICRO, NOON + 3 * DAY, NOON + 3 * DAY + MICRO])
def test_a_walk_is_in_time_until_the_very_instant(when) -> None:
    if when < NOON + 3 * DAY:
        assert (
            answer_questions(guided_mediation(), COSMETIC_DAMAGE[0], when=when).snapshot.walk.question == "replaceable"
        )
        return
    with pytest.raises(DeadlinePassed):
        answer_questions(guided_mediation(), COSMETIC_DAMAGE[0], when=when)
    with pytest.raises(DeadlinePassed):
        propose_solutions(answer_questions(guided_mediation(), *COSMETIC_DAMAGE), FULL, when=when)


def test_a_walk_that_does_not_end_in_time_is_abandoned_and_moves_no_money() -> None:
    found = answer_questions(guided_mediation(), *COSMETIC_DAMAGE)

    assert forecast_silence(found) == Forecast(NOON + 3 * DAY, None, "enter_closed", "withdrawn")
    change = expire(found, NOON + 3 * DAY)

    abandoned = NegotiationFailed(FailureReason.ABANDONED, Silence(B, NOON + 3 * DAY))
    assert change.events == (NegotiationUpdated(), abandoned, TurnChanged())
    assert (change.mediation.snapshot.state, change.mediation.snapshot.agreed_proposal) == (State.OPEN, None)
    assert expire(change.mediation, NOON + 3 * DAY).events == ()
    with pytest.raises(WalkOver):
        answer_questions(change.mediation, COSMETIC_DAMAGE[0])


def test_d14_after_an_abandoned_walk_they_may_still_propose() -> None:
    found = expire(guided_mediation(), NOON + 3 * DAY).mediation

    change = found.make_proposal(new_id(), [part(1_000)], by=S, timing=timing_at(NOON + 4 * DAY))

    assert (change.mediation.snapshot.current_proposal.number, change.mediation.snapshot.round) == (1, 0)
    assert (
        accept(change.mediation, 1, 1, 0, by=B, timing=timing_at(NOON + 4 * DAY)).mediation.snapshot.state
        is State.AGREED
    )


def test_a_case_that_escalates_ends_the_walk_without_a_proposal() -> None:
    found = reactions.on_case_escalated(answer_questions(guided_mediation(), COSMETIC_DAMAGE[0]), NOON).mediation

    assert (found.snapshot.state, found.snapshot.awaiting, found.snapshot.due_at) == (State.OPEN, None, None)
    assert found.snapshot.allowed_actions(S, NOON) == {Action.PROPOSE}


def test_a_walk_is_kept_when_the_case_ends() -> None:
    found = reactions.on_case_closed(
        propose_solutions(answer_questions(guided_mediation(), *COSMETIC_DAMAGE), FULL)
    ).mediation

    assert len(found.snapshot.walk.trace) == 2


def test_a_replacement_is_an_option_without_a_split() -> None:
    found = propose_solutions(answer_questions(guided_mediation(), *COSMETIC_DAMAGE), REPLACEMENT)

    assert found.snapshot.current_proposal.options == (Option(OptionKind.REPLACEMENT, None),)


def test_prm_5_a_proposal_that_came_in_time_is_not_dated_behind_the_end_of_its_walk() -> None:
    found = answer_questions(guided_mediation(), *COSMETIC_DAMAGE)
    received_at = NOON + 3 * DAY - MICRO
    waited = Timing(received_at, NOON + 4 * DAY)

    put = found.make_proposal(new_id(), [FULL], by=B, timing=waited, tree=TREE).mediation.snapshot
    at_once = propose_solutions(found, FULL, when=received_at).snapshot

    assert (put.proposals[0].created_at, put.due_since) == (received_at, received_at)
    assert (put.due_at, put.proposals[0].expires_at) == (at_once.due_at, at_once.proposals[0].expires_at)


def test_prm_5_nor_is_an_answer_to_its_questions() -> None:
    received_at, (question, value) = NOON + 3 * DAY - MICRO, COSMETIC_DAMAGE[0]

    waited = Timing(received_at, NOON + 4 * DAY)
    found = guided_mediation().answer_question(TREE, question, value, by=B, timing=waited).mediation

    assert found.snapshot.walk is not None
    assert [answer.at for answer in found.snapshot.walk.trace] == [received_at]


def test_prm_5_nor_is_a_counter_offer_behind_what_it_answers() -> None:
    found = propose_solutions(answer_questions(guided_mediation(max_rounds=1), *COSMETIC_DAMAGE), FULL)
    due_at = found.snapshot.due_at
    assert due_at is not None

    waited = Timing(due_at - MICRO, due_at + DAY)
    put = found.counter_proposal(new_id(), [part(4_000)], 1, 1, by=S, timing=waited).mediation.snapshot

    assert (put.proposals[-1].created_at, put.due_since) == (due_at - MICRO, due_at - MICRO)
