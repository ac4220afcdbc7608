"""The case moves on, pauses, gets more time or ends; and D14 until money moves."""

from __future__ import annotations

from datetime import timedelta
from itertools import permutations

import pytest

from common.kernel.ids import new_id
from mediation.domain import course
from mediation.domain.facts import Reached, TurnChanged
from mediation.domain.options import Option, OptionKind
from mediation.domain.proposal import TAKEN, ProposalState
from mediation.domain.states import Act, State
from mediation.domain.terms import Side
from mediation.testing import COSMETIC, DAY, NOON, a_mediation, at, countered, guided, partial, walked, wish

B, S = Side.BUYER, Side.SELLER
DUE = NOON + 5 * DAY
HOUR = timedelta(hours=1)
TO_DO = [
    Option(OptionKind.REPLACEMENT, None),
    Option(OptionKind.RETURN_AND_REFUND, a_mediation().proposals[0].options[0].split),
]


def test_more_time_moves_the_deadline_and_is_told() -> None:
    change = course.extended(a_mediation(), DUE + DAY)

    assert change.facts == (TurnChanged(),)
    found = change.mediation
    assert (found.due_at, found.standing.expires_at) == (DUE + DAY, DUE + DAY)
    assert found.accept(1, 1, 0, by=S, at=at(DUE)).mediation.state is State.AGREED
    assert found.lapse(DUE).facts == ()
    assert found.lapse(DUE + DAY).mediation.state is State.AGREED


@pytest.mark.parametrize("due_at", [DUE, DUE - DAY])
def test_less_time_is_not_given(due_at) -> None:
    assert course.extended(a_mediation(), due_at).facts == ()


def test_a_clock_that_has_run_out_is_not_extended() -> None:
    lapsed = a_mediation().lapse(DUE).mediation

    assert course.extended(lapsed, DUE + DAY).facts == ()


def test_while_the_case_is_paused_nothing_happens_and_acts_are_allowed() -> None:
    found = course.paused(a_mediation(), NOON + DAY, 3).mediation

    assert found.lapse(DUE).facts == ()
    assert found.forecast() is None
    accepted = found.accept(1, 1, 0, by=S, at=at(DUE + 30 * DAY)).mediation
    assert accepted.agreed.expires_at is None


def test_a_clock_goes_on_later_by_as_long_as_it_stood_still() -> None:
    paused = course.paused(a_mediation(), NOON + DAY, 3).mediation

    found = course.resumed(paused, NOON + DAY, NOON + 3 * DAY, 4).mediation

    assert (found.due_at, found.paused_at, found.standing.expires_at) == (DUE + 2 * DAY, None, DUE + 2 * DAY)


def test_a_clock_that_began_during_the_pause_moves_by_what_was_left_of_it() -> None:
    found = countered(course.paused(a_mediation(), NOON + DAY, 3).mediation, when=NOON + 2 * DAY)
    assert (found.due_at, found.standing.expires_at) == (NOON + 7 * DAY, None)

    found = course.resumed(found, NOON + DAY, NOON + 3 * DAY, 4).mediation

    assert found.due_at == NOON + 8 * DAY


def test_a_clock_that_began_after_the_pause_does_not_move() -> None:
    found = countered(a_mediation(), when=NOON + 4 * DAY)

    assert course.resumed(found, NOON + DAY, NOON + 3 * DAY, 4).mediation.due_at == NOON + 9 * DAY


@pytest.mark.parametrize("order", list(permutations(range(4))))
def test_pauses_heard_in_any_order_come_to_the_same(order) -> None:
    facts = [
        lambda m: course.paused(m, NOON + HOUR, 2),
        lambda m: course.resumed(m, NOON + HOUR, NOON + 2 * HOUR, 3),
        lambda m: course.paused(m, NOON + 3 * HOUR, 4),
        lambda m: course.resumed(m, NOON + 3 * HOUR, NOON + 6 * HOUR, 5),
    ]
    found = a_mediation()
    for which in order:
        found = facts[which](found).mediation

    assert (found.due_at, found.paused_at, found.pause_heard) == (DUE + 4 * HOUR, None, 5)
    assert found.standing.expires_at == found.due_at


def test_more_time_during_a_pause_counts_when_it_ends() -> None:
    found = course.paused(a_mediation(), NOON + DAY, 3).mediation
    found = course.extended(found, DUE + DAY).mediation
    assert found.lapse(DUE + DAY).facts == ()

    assert course.resumed(found, NOON + DAY, NOON + 2 * DAY, 4).mediation.due_at == DUE + 2 * DAY


def test_a_walk_is_paused_and_extended_alike() -> None:
    found = course.extended(course.paused(guided(), NOON, 3).mediation, NOON + 4 * DAY).mediation
    found = walked(found, COSMETIC[0], when=NOON + 9 * DAY)

    assert course.resumed(found, NOON, NOON + 9 * DAY, 4).mediation.due_at == NOON + 13 * DAY


def test_a_closed_case_is_not_paused() -> None:
    found = course.closed(a_mediation()).mediation

    assert course.paused(found, NOON, 3).facts == course.resumed(found, NOON, DUE, 4).facts == ()


@pytest.mark.parametrize("option", TO_DO, ids=lambda option: option.kind)
def test_d14_what_is_still_to_be_done_may_be_agreed_upon_differently(option) -> None:
    found = a_mediation(options=(option, partial(70))).accept(1, 1, 0, by=S, at=at(NOON)).mediation
    assert (found.state, found.agreed.number) == (State.OPEN, 1)
    assert found.allowed(B, NOON) == found.allowed(S, NOON) == {Act.PROPOSE}

    found = found.propose(new_id(), [wish(55)], by=S, at=at(NOON + 9 * DAY)).mediation
    assert found.agreed.number == 1
    change = found.accept(2, 1, 0, by=B, at=at(NOON + 10 * DAY))

    found = change.mediation
    assert (found.state, found.agreed.number, change.facts[1].option) == (State.AGREED, 2, partial(55))
    assert [p.state for p in found.proposals] == [ProposalState.SUPERSEDED, ProposalState.ACCEPTED]


def test_d14_a_refused_second_thought_leaves_the_agreement_as_it_was() -> None:
    found = a_mediation(options=(TO_DO[0],)).accept(1, 1, 0, by=S, at=at(NOON)).mediation
    found = found.propose(new_id(), [wish(55)], by=S, at=at(NOON)).mediation

    found = found.reject(2, 1, by=B, at=at(NOON)).mediation

    assert (found.state, found.agreed.number) == (State.OPEN, 1)


def test_d1_silence_that_begins_an_obligation_leaves_them_talking() -> None:
    change = a_mediation(options=(TO_DO[0],)).lapse(DUE)

    assert isinstance(change.facts[0], Reached)
    assert change.mediation.state is State.OPEN


def test_d14_money_that_moves_ends_it() -> None:
    found = a_mediation(options=(TO_DO[0],)).accept(1, 1, 0, by=S, at=at(NOON)).mediation

    found = course.settling(found).mediation

    assert (found.state, found.allowed(B, NOON)) == (State.CLOSED, frozenset())
    assert [p.state in TAKEN for p in found.proposals] == [True]
