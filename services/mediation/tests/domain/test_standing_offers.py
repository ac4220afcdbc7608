"""Offers of the later phases have a clock; its end withdraws them and moves no money (PRM-20, D14)."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from common.kernel.errors import DeadlinePassed
from common.kernel.ids import new_id
from common.kernel.terms import Calendar, Term
from mediation.domain import reactions
from mediation.domain.events import ProposalExpired, ProposalMade, TurnChanged
from mediation.domain.mediation import Mediation
from mediation.domain.options import Option, OptionKind
from mediation.domain.proposal import ProposalState
from mediation.domain.silent_ends import Forecast, forecast_silence
from mediation.domain.snapshot import DeadlineKind
from mediation.domain.states import Action, State
from mediation.domain.terms import Side
from mediation.testing import (
    DAY,
    NOON,
    a_mediation,
    accept,
    counter,
    partial_refund,
    reject_counter,
    request_refund,
    timing_at,
)

B, S = Side.BUYER, Side.SELLER
MADE, DUE = NOON + 20 * DAY, NOON + 25 * DAY
MICRO = timedelta(microseconds=1)


def offered(by: Side = S, at: datetime = MADE, **terms: object) -> Mediation:
    """An operator has the case, and one side offers 60 of the 100."""
    found = reject_counter(a_mediation(**terms))
    return found.make_proposal(new_id(), [request_refund(60)], by=by, timing=timing_at(at)).mediation


def to_be_replaced() -> Mediation:
    options = (Option(OptionKind.REPLACEMENT, None), partial_refund(70))
    return accept(a_mediation(options=options), 1, 1, 0, by=S, timing=timing_at(NOON)).mediation


@pytest.mark.parametrize("by", list(Side))
def test_d14_prm_20_an_offer_asks_the_other_side_for_five_natural_days(by) -> None:
    snapshot = offered(by).snapshot

    assert (snapshot.state, snapshot.awaiting, snapshot.due_at) == (State.OPEN, by.other, DUE)
    assert snapshot.current_proposal.expires_at == DUE
    assert snapshot.running_deadline[:3] == (DeadlineKind.OFFER_RESPONSE, MADE, DUE)
    assert snapshot.allowed_actions(by.other, MADE) == {
        Action.ACCEPT,
        Action.REJECT,
        Action.COUNTER,
        Action.PROPOSE,
    }


def test_prm_20_the_edition_says_how_long_and_days_are_civil() -> None:
    berlin = Calendar("Europe/Berlin")
    found = offered(at=NOON + 26 * DAY, calendar=berlin, offer_term=Term.parse("2 days"))

    assert found.snapshot.due_at == NOON + 28 * DAY - timedelta(hours=1)  # summer time begins on the 29th


def test_d14_prm_20_so_it_is_while_something_agreed_is_still_to_be_done() -> None:
    found = to_be_replaced().make_proposal(new_id(), [request_refund(55)], by=S, timing=timing_at(MADE)).mediation

    assert (found.snapshot.awaiting, found.snapshot.due_at) == (B, DUE)
    lapsed = found.expire(DUE).mediation
    assert (lapsed.snapshot.agreed_proposal.number, lapsed.snapshot.state) == (1, State.OPEN)
    assert forecast_silence(found) == Forecast(DUE)


def test_d14_prm_20_silence_withdraws_the_offer_and_nothing_else() -> None:
    found = offered()

    change = found.expire(DUE)

    assert [type(event) for event in change.events] == [ProposalExpired, TurnChanged]
    after = change.mediation.snapshot
    assert (after.state, after.newest_proposal.state) == (State.OPEN, ProposalState.EXPIRED)
    assert (after.awaiting, after.due_at, after.running_deadline, after.agreed_proposal) == (None, None, None, None)
    assert after.allowed_actions(B, DUE) == after.allowed_actions(S, DUE) == {Action.PROPOSE}
    assert change.mediation.expire(DUE).mediation is change.mediation


@pytest.mark.parametrize("late", [timedelta(), MICRO, DAY])
def test_prm_20_late_is_late_also_before_the_worker_has_fired(late) -> None:
    found, timing = offered(), timing_at(DUE + late)

    for act in (
        lambda: accept(found, 3, 1, 0, by=B, timing=timing),
        lambda: found.reject_proposal(3, 1, by=B, timing=timing),
        lambda: found.counter_proposal(new_id(), [request_refund(80)], 3, 1, by=B, timing=timing),
        lambda: found.amend_proposal([request_refund(61)], 3, 1, by=S, timing=timing),
    ):
        with pytest.raises(DeadlinePassed):
            act()
    assert found.snapshot.allowed_actions(B, DUE + late) == {Action.PROPOSE}
    assert accept(found, 3, 1, 0, by=B, timing=timing_at(DUE - MICRO)).mediation.snapshot.state is State.AGREED


@pytest.mark.parametrize("by", list(Side))
def test_prm_20_a_new_offer_after_the_end_finds_the_old_one_withdrawn_not_replaced(by) -> None:
    found = offered()

    change = found.make_proposal(new_id(), [request_refund(60)], by=by, timing=timing_at(DUE + MICRO))

    assert [p.state for p in change.mediation.snapshot.proposals[-2:]] == [
        ProposalState.EXPIRED,
        ProposalState.STANDING,
    ]
    assert change.lapsed is not None
    assert [type(event) for event in change.lapsed.events] == [ProposalExpired, TurnChanged]
    assert [type(event) for event in change.events] == [ProposalMade, TurnChanged]
    assert change.lapsed.mediation.version == found.version + 1
    assert change.mediation.version == found.version + 2
    assert change.mediation.event_count == found.event_count + 4
    assert change.mediation.snapshot.due_at == DUE + MICRO + 5 * DAY


def test_prm_20_a_rejected_offer_has_no_clock() -> None:
    found = offered().reject_proposal(3, 1, by=B, timing=timing_at(MADE)).mediation

    assert (found.snapshot.awaiting, found.snapshot.due_at, forecast_silence(found)) == (None, None, None)


def test_d14_prm_20_what_stands_when_the_case_is_escalated_stands_for_the_time_of_an_offer() -> None:
    found = reactions.on_case_escalated(counter(a_mediation()), NOON + 2 * DAY).mediation

    assert (found.snapshot.state, found.snapshot.awaiting, found.snapshot.due_at) == (State.OPEN, B, NOON + 7 * DAY)


def test_prm_20_a_pause_stops_its_clock_and_the_end_comes_later_by_it() -> None:
    paused = reactions.on_case_paused(offered(), MADE + DAY, 3).mediation
    assert (paused.snapshot.current_proposal.expires_at, forecast_silence(paused)) == (None, None)
    assert paused.expire(DUE).mediation is paused

    resumed = reactions.on_case_resumed(paused, MADE + DAY, MADE + 4 * DAY, 4).mediation

    assert resumed.snapshot.due_at == resumed.snapshot.current_proposal.expires_at == DUE + 3 * DAY


def test_prm_20_an_operator_can_give_more_time_for_it() -> None:
    found = reactions.on_deadline_extended(offered(), DUE + DAY).mediation

    assert found.snapshot.due_at == found.snapshot.current_proposal.expires_at == DUE + DAY
