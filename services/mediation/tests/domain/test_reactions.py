"""The case moves on, pauses, gets more time or ends; and D14 until money moves."""

from __future__ import annotations

from datetime import timedelta
from itertools import permutations

import pytest

from common.kernel.errors import DeadlinePassed
from common.kernel.ids import new_id
from mediation.domain import reactions
from mediation.domain.events import AgreementReached, NegotiationUpdated, TurnChanged
from mediation.domain.options import Option, OptionKind
from mediation.domain.progress import CaseProgress, ClockNews
from mediation.domain.proposal import CHOSEN_STATES, ProposalState
from mediation.domain.silent_ends import forecast_silence
from mediation.domain.states import Action, State
from mediation.domain.terms import Side
from mediation.testing import (
    COSMETIC_DAMAGE,
    DAY,
    NOON,
    a_mediation,
    accept,
    answer_questions,
    counter,
    expire,
    guided_mediation,
    partial_refund,
    request_refund,
    timing_at,
)

B, S = Side.BUYER, Side.SELLER
DUE = NOON + 5 * DAY
HOUR = timedelta(hours=1)
TO_DO = [
    Option(OptionKind.REPLACEMENT, None),
    Option(OptionKind.RETURN_AND_REFUND, a_mediation().snapshot.proposals[0].options[0].split),
]


def test_more_time_moves_the_deadline_and_is_told() -> None:
    change = reactions.on_deadline_extended(a_mediation(), DUE + DAY)

    assert change.events == (NegotiationUpdated(), TurnChanged())
    found = change.mediation
    assert (found.snapshot.due_at, found.snapshot.current_proposal.expires_at) == (DUE + DAY, DUE + DAY)
    assert accept(found, 1, 1, 0, by=S, timing=timing_at(DUE)).mediation.snapshot.state is State.AGREED
    assert expire(found, DUE).events == ()
    assert expire(found, DUE + DAY).mediation.snapshot.state is State.AGREED


@pytest.mark.parametrize("due_at", [DUE, DUE - DAY])
def test_less_time_is_not_given(due_at) -> None:
    assert reactions.on_deadline_extended(a_mediation(), due_at).events == ()


def test_a_clock_that_has_run_out_is_not_extended() -> None:
    lapsed = expire(a_mediation(), DUE).mediation

    assert reactions.on_deadline_extended(lapsed, DUE + DAY).events == ()


@pytest.mark.parametrize(("hours", "expires_at"), [(1, DUE + HOUR), (24, DUE + DAY), (25, None)])
def test_more_time_for_a_clock_that_was_over_before_the_pause(hours: int, expires_at) -> None:
    """It is over still where the pause began behind its new end, and stands still where it began before that."""
    paused = reactions.on_case_paused(a_mediation(), DUE + DAY, 3).mediation

    found = reactions.on_deadline_extended(paused, DUE + hours * HOUR).mediation

    assert found.snapshot.current_proposal.expires_at == expires_at


def test_while_the_case_is_paused_nothing_happens_and_acts_are_allowed() -> None:
    found = reactions.on_case_paused(a_mediation(), NOON + DAY, 3).mediation

    assert expire(found, DUE).events == ()
    assert forecast_silence(found) is None
    accepted = accept(found, 1, 1, 0, by=S, timing=timing_at(DUE + 30 * DAY)).mediation
    assert accepted.snapshot.agreed_proposal.expires_at is None


def test_a_clock_goes_on_later_by_as_long_as_it_stood_still() -> None:
    paused = reactions.on_case_paused(a_mediation(), NOON + DAY, 3).mediation

    found = reactions.on_case_resumed(paused, NOON + DAY, NOON + 3 * DAY, 4).mediation

    assert (found.snapshot.due_at, found.snapshot.paused_at, found.snapshot.current_proposal.expires_at) == (
        DUE + 2 * DAY,
        None,
        DUE + 2 * DAY,
    )


def test_a_clock_that_began_during_the_pause_moves_by_what_was_left_of_it() -> None:
    found = counter(reactions.on_case_paused(a_mediation(), NOON + DAY, 3).mediation, when=NOON + 2 * DAY)
    assert (found.snapshot.due_at, found.snapshot.current_proposal.expires_at) == (NOON + 7 * DAY, None)

    found = reactions.on_case_resumed(found, NOON + DAY, NOON + 3 * DAY, 4).mediation

    assert found.snapshot.due_at == NOON + 8 * DAY


def test_a_clock_that_began_after_the_pause_does_not_move() -> None:
    found = counter(a_mediation(), when=NOON + 4 * DAY)

    assert reactions.on_case_resumed(found, NOON + DAY, NOON + 3 * DAY, 4).mediation.snapshot.due_at == NOON + 9 * DAY


@pytest.mark.parametrize("order", list(permutations(range(4))))
def test_pauses_heard_in_any_order_come_to_the_same(order) -> None:
    facts = [
        lambda m: reactions.on_case_paused(m, NOON + HOUR, 2),
        lambda m: reactions.on_case_resumed(m, NOON + HOUR, NOON + 2 * HOUR, 3),
        lambda m: reactions.on_case_paused(m, NOON + 3 * HOUR, 4),
        lambda m: reactions.on_case_resumed(m, NOON + 3 * HOUR, NOON + 6 * HOUR, 5),
    ]
    found = a_mediation()
    for which in order:
        found = facts[which](found).mediation

    assert (found.snapshot.due_at, found.snapshot.paused_at, found.snapshot.pause_sequence) == (DUE + 4 * HOUR, None, 5)
    assert found.snapshot.current_proposal.expires_at == found.snapshot.due_at


CLOCK_NEWS = [
    ClockNews(sequence=2, due_at=DUE + DAY),
    ClockNews(sequence=3, paused_at=NOON + HOUR),
    ClockNews(sequence=4, paused_at=NOON + HOUR, resumed_at=NOON + 3 * HOUR),
    ClockNews(sequence=5, due_at=DUE + 2 * DAY),
    ClockNews(sequence=6, paused_at=NOON + 5 * HOUR, resumed_at=NOON + 6 * HOUR),
]


@pytest.mark.parametrize("heard", list(permutations(CLOCK_NEWS)))
def test_prm_36_pauses_and_more_time_heard_in_any_order_come_to_the_same(heard) -> None:
    found, progress = a_mediation(), CaseProgress(new_id())
    for news in heard:
        found, progress = news.apply(found, progress.news).mediation, progress.record_news(news)

    assert (found.snapshot.due_at, found.snapshot.paused_at) == (DUE + 2 * DAY + HOUR, None)
    assert found.snapshot.current_proposal.expires_at == found.snapshot.due_at


@pytest.mark.parametrize("heard", list(permutations(range(3))))
def test_prm_36_a_case_that_moved_on_before_a_pause_gives_its_offers_the_same_time_in_any_order(heard) -> None:
    facts = [ClockNews(sequence=2, escalated_at=NOON + HOUR), *CLOCK_NEWS[3:]]
    facts[1] = ClockNews(sequence=5, paused_at=NOON + 5 * HOUR)
    found, progress = a_mediation(), CaseProgress(new_id())
    for which in heard:
        news = facts[which]
        found, progress = news.apply(found, progress.news).mediation, progress.record_news(news)

    assert (found.snapshot.due_at, found.snapshot.paused_at) == (NOON + 2 * HOUR + 5 * DAY, None)


def test_more_time_during_a_pause_counts_when_it_ends() -> None:
    found = reactions.on_case_paused(a_mediation(), NOON + DAY, 3).mediation
    found = reactions.on_deadline_extended(found, DUE + DAY).mediation
    assert expire(found, DUE + DAY).events == ()

    assert reactions.on_case_resumed(found, NOON + DAY, NOON + 2 * DAY, 4).mediation.snapshot.due_at == DUE + 2 * DAY


def test_a_walk_is_paused_and_extended_alike() -> None:
    found = reactions.on_deadline_extended(
        reactions.on_case_paused(guided_mediation(), NOON, 3).mediation, NOON + 4 * DAY
    ).mediation
    found = answer_questions(found, COSMETIC_DAMAGE[0], when=NOON + 9 * DAY)

    assert reactions.on_case_resumed(found, NOON, NOON + 9 * DAY, 4).mediation.snapshot.due_at == NOON + 13 * DAY


def test_a_closed_case_is_not_paused() -> None:
    found = reactions.on_case_closed(a_mediation()).mediation

    assert (
        reactions.on_case_paused(found, NOON, 3).events == reactions.on_case_resumed(found, NOON, DUE, 4).events == ()
    )


@pytest.mark.parametrize("option", TO_DO, ids=lambda option: option.kind)
def test_d14_what_is_still_to_be_done_may_be_agreed_upon_differently(option) -> None:
    found = accept(a_mediation(options=(option, partial_refund(70))), 1, 1, 0, by=S, timing=timing_at(NOON)).mediation
    assert (found.snapshot.state, found.snapshot.agreed_proposal.number) == (State.OPEN, 1)
    assert found.snapshot.allowed_actions(B, NOON) == found.snapshot.allowed_actions(S, NOON) == {Action.PROPOSE}

    found = found.make_proposal(new_id(), [request_refund(55)], by=S, timing=timing_at(NOON + 9 * DAY)).mediation
    assert found.snapshot.agreed_proposal.number == 1
    change = accept(found, 2, 1, 0, by=B, timing=timing_at(NOON + 10 * DAY))

    found = change.mediation
    assert (found.snapshot.state, found.snapshot.agreed_proposal.number, change.events[1].option) == (
        State.AGREED,
        2,
        partial_refund(55),
    )
    assert [p.state for p in found.snapshot.proposals] == [ProposalState.SUPERSEDED, ProposalState.ACCEPTED]


def test_d14_a_refused_second_thought_leaves_the_agreement_as_it_was() -> None:
    found = accept(a_mediation(options=(TO_DO[0],)), 1, 1, 0, by=S, timing=timing_at(NOON)).mediation
    found = found.make_proposal(new_id(), [request_refund(55)], by=S, timing=timing_at(NOON)).mediation

    found = found.reject_proposal(2, 1, by=B, timing=timing_at(NOON)).mediation

    assert (found.snapshot.state, found.snapshot.agreed_proposal.number) == (State.OPEN, 1)


def test_d1_silence_that_begins_an_obligation_leaves_them_talking() -> None:
    change = expire(a_mediation(options=(TO_DO[0],)), DUE)

    assert isinstance(change.events[1], AgreementReached)
    assert change.mediation.snapshot.state is State.OPEN


def test_d14_money_that_moves_ends_it() -> None:
    found = accept(a_mediation(options=(TO_DO[0],)), 1, 1, 0, by=S, timing=timing_at(NOON)).mediation

    found = reactions.on_settlement_ordered(found).mediation

    assert (found.snapshot.state, found.snapshot.allowed_actions(B, NOON)) == (State.CLOSED, frozenset())
    assert [p.state in CHOSEN_STATES for p in found.snapshot.proposals] == [True]


def test_prm_20_an_offer_that_was_over_before_a_pause_is_not_revived_by_it() -> None:
    """Its worker may come late: nobody can accept what had lapsed, in the pause or after it."""
    offer = reactions.on_case_escalated(a_mediation(), NOON).mediation
    paused = reactions.on_case_paused(offer, DUE, 3).mediation

    assert paused.snapshot.current_proposal.expires_at == DUE
    with pytest.raises(DeadlinePassed):
        accept(paused, 1, 1, 0, by=S, timing=timing_at(DUE + DAY))
    assert paused.snapshot.running_deadline.paused is False
    resumed = reactions.on_case_resumed(paused, DUE, DUE + 2 * DAY, 4).mediation
    assert (resumed.snapshot.due_at, expire(resumed, DUE).mediation.snapshot.current_proposal) == (DUE, None)
