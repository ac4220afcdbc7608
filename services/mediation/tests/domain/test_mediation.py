"""The rules of section 3 (and O4, O6 of section 2) of the dispute rules, one by one."""

from __future__ import annotations

from datetime import timedelta
from itertools import product

import pytest

from common.kernel.errors import DeadlinePassed, DomainError, NotFound
from common.kernel.ids import new_id
from common.kernel.terms import Term
from common.kernel.timing import Timing
from mediation.domain import course, guiding
from mediation.domain.errors import (
    CaseClosed,
    CounterOfferRequired,
    NoSuchOption,
    NotAmendable,
    NotYourTurn,
    OwnProposal,
    ProposalSuperseded,
    RoundsExhausted,
)
from mediation.domain.facts import (
    Accepted,
    Amended,
    Basis,
    Expired,
    Failed,
    Made,
    Reached,
    Rejected,
    TurnChanged,
    Why,
)
from mediation.domain.mediation import MAX_PROPOSALS, Mediation
from mediation.domain.options import Option, OptionKind, Wish
from mediation.domain.proposal import ProposalState
from mediation.domain.states import Act, State
from mediation.domain.terms import Rejecting, Side, Silence
from mediation.testing import (
    COSMETIC,
    DAY,
    NOON,
    REFUND,
    TREE,
    a_mediation,
    at,
    countered,
    guided,
    opened_up,
    opening,
    partial,
    proposed,
    some_terms,
    walked,
    wish,
)

B, S = Side.BUYER, Side.SELLER
MICRO = timedelta(microseconds=1)
DUE = NOON + 5 * DAY
LATER = at(NOON + DAY)


def kinds(change) -> list[type]:
    return [type(fact) for fact in change.facts]


def recorded() -> Mediation:
    """A rejection that the policy simply records: nothing stands, the clock runs."""
    return a_mediation(reject=Rejecting.ALLOWED).reject(1, 1, by=S, at=LATER).mediation


def to_be_replaced() -> Mediation:
    """They agreed on something that has to be done: until money moves they may think better of it."""
    options = (Option(OptionKind.REPLACEMENT, None), partial(70))
    return a_mediation(options=options).accept(1, 1, 0, by=S, at=LATER).mediation


STATES = {
    "opening stands": a_mediation(),
    "opening stands, seller claims": a_mediation(claimant=S),
    "opening stands, not amendable": a_mediation(amendable=False),
    "opening stands, rejecting escalates": a_mediation(reject=Rejecting.ESCALATES),
    "opening stands, rejecting allowed": a_mediation(reject=Rejecting.ALLOWED),
    "opening stands, no rounds": a_mediation(max_rounds=0),
    "rejection recorded": recorded(),
    "countered": countered(a_mediation()),
    "countered, two rounds": countered(a_mediation(max_rounds=2)),
    "countered twice": countered(countered(a_mediation(max_rounds=3)), by=B),
    "open, nothing stands": opened_up(a_mediation()),
    "open, buyer proposed": opened_up(a_mediation()).propose(new_id(), [wish(60)], by=B, at=LATER).mediation,
    "open, escalated over its head": course.escalated(a_mediation()).mediation,
    "agreed": a_mediation().accept(1, 1, 0, by=S, at=LATER).mediation,
    "executed on silence": a_mediation().lapse(DUE).mediation,
    "closed": course.closed(a_mediation()).mediation,
    "guided, first question": guided(),
    "guided, all answered": walked(guided(), *COSMETIC),
    "guided, proposed": proposed(walked(guided(), *COSMETIC), Wish(OptionKind.REFUND_FULL)),
    "guided, escalated": course.escalated(guided()).mediation,
    "abandoned": guided().lapse(NOON + 3 * DAY).mediation,
    "to be replaced": to_be_replaced(),
}
TRY = {
    Act.ACCEPT: lambda m, p, side, when: m.accept(p.number, p.version, 0, by=side, at=when),
    Act.REJECT: lambda m, p, side, when: m.reject(p.number, p.version, by=side, at=when),
    Act.COUNTER: lambda m, p, side, when: m.counter(new_id(), [wish(33)], p.number, p.version, by=side, at=when),
    Act.AMEND: lambda m, p, side, when: m.amend([wish(33)], p.number, p.version, by=side, at=when),
    Act.PROPOSE: lambda m, p, side, when: (
        guiding.propose(m, TREE, new_id(), [Wish(OptionKind.REFUND_FULL)], by=side, at=when)
        if m.state is State.GUIDING
        else m.propose(new_id(), [wish(33)], by=side, at=when)
    ),
    Act.ANSWER: lambda m, p, side, when: guiding.answer(m, TREE, "damage", "packaging", by=side, at=when),
}
ON_A_PROPOSAL = {Act.ACCEPT, Act.REJECT, Act.COUNTER, Act.AMEND}


@pytest.mark.parametrize(("name", "side", "act", "late"), list(product(STATES, Side, Act, (False, True))))
def test_a_party_can_do_exactly_what_it_is_told_it_may(name, side, act, late) -> None:
    found = STATES[name]
    when = at(DUE + 5 * DAY) if late else LATER

    if act in found.allowed(side, when.received_at):
        after = TRY[act](found, found.newest, side, when).mediation
        assert after.version == found.version + 1
    elif found.newest is not None or act not in ON_A_PROPOSAL:
        with pytest.raises(DomainError):
            TRY[act](found, found.newest, side, when)


@pytest.mark.parametrize("act", [Act.ACCEPT, Act.REJECT, Act.COUNTER, Act.AMEND, Act.PROPOSE])
@pytest.mark.parametrize("name", ["agreed", "executed on silence", "closed"])
def test_after_the_end_every_act_is_refused_with_the_state(name, act) -> None:
    found = STATES[name]

    with pytest.raises(CaseClosed) as refused:
        TRY[act](found, found.proposals[-1], S, LATER)

    assert (refused.value.state, refused.value.allowed_actions) == (found.state, [])


def test_d1_the_claim_opens_with_the_claimants_proposal_and_the_respondents_clock() -> None:
    found, facts = opening()

    assert [type(fact) for fact in facts] == [Made, TurnChanged]
    assert (found.state, found.awaiting, found.due_at) == (State.NEGOTIATING, S, DUE)
    assert (found.version, found.facts, found.standing.round) == (1, 2, 0)


def test_d1_silence_executes_the_first_ranked_option_where_the_policy_says_so() -> None:
    change = a_mediation().lapse(DUE)

    taken = change.mediation.agreed
    assert (taken.state, taken.chosen, taken.accepted_at) == (ProposalState.EXECUTED_ON_SILENCE, 0, None)
    assert change.facts == (Reached(taken, REFUND, Basis.SILENCE), TurnChanged())
    assert (change.mediation.state, change.mediation.due_at) == (State.AGREED, None)


def test_o4_silence_escalates_where_the_policy_says_so_and_moves_no_money() -> None:
    change = a_mediation(on_silence=Silence.ESCALATE).lapse(DUE)

    assert kinds(change) == [Expired, Failed, TurnChanged]
    assert change.facts[1] == Failed(Why.SILENCE)
    assert (change.mediation.state, change.mediation.standing) == (State.OPEN, None)


def test_a_deadline_that_fires_twice_or_is_stale_changes_nothing() -> None:
    found = countered(a_mediation(), when=NOON + DAY)

    assert found.lapse(DUE).mediation is found
    lapsed = found.lapse(found.due_at).mediation
    assert lapsed.lapse(found.due_at).mediation is lapsed


def test_d2_accepting_in_time_ends_it_with_the_chosen_option() -> None:
    change = a_mediation().accept(1, 1, 1, by=S, at=LATER)

    taken = change.mediation.agreed
    assert change.facts == (Accepted(taken, 1), Reached(taken, partial(70), Basis.ACCEPTANCE), TurnChanged())
    assert (taken.state, taken.accepted_at) == (ProposalState.ACCEPTED, NOON + DAY)


@pytest.mark.parametrize("index", [-1, 2])
def test_an_option_that_is_not_there_cannot_be_chosen(index) -> None:
    with pytest.raises(NoSuchOption):
        a_mediation().accept(1, 1, index, by=S, at=LATER)


def test_d3_a_bare_rejection_is_refused_and_the_clock_runs_on() -> None:
    found = a_mediation()

    with pytest.raises(CounterOfferRequired) as refused:
        found.reject(1, 1, by=S, at=LATER)

    assert refused.value.allowed_actions == ["accept", "counter"]
    assert found.lapse(DUE).mediation.state is State.AGREED


def test_d3_without_a_round_left_a_rejection_escalates_instead_of_trapping_the_respondent() -> None:
    change = a_mediation(max_rounds=0).reject(1, 1, by=S, at=LATER)

    assert Failed(Why.REJECTED) in change.facts


def test_d3_a_counter_offer_turns_the_table_with_a_clock_of_its_own() -> None:
    found = a_mediation()

    change = found.counter(new_id(), [wish(40)], 1, 1, by=S, at=LATER)

    after = change.mediation
    assert kinds(change) == [Made, TurnChanged]
    assert [p.state for p in after.proposals] == [ProposalState.SUPERSEDED, ProposalState.STANDING]
    assert (after.awaiting, after.due_at, after.round) == (B, NOON + 6 * DAY, 1)
    assert after.on_silence is Silence.ESCALATE


def test_d3_the_counter_clock_may_count_business_time() -> None:
    found = a_mediation(counter_term=Term.parse("24 business hours"))  # noon is on a Sunday

    after = countered(found)

    assert (after.due_at, after.clock) == (NOON + 1.5 * DAY, "business")


def test_d4_accepting_the_counter_offer_agrees() -> None:
    change = countered(a_mediation()).accept(2, 1, 0, by=B, at=LATER)

    assert change.facts[1] == Reached(change.mediation.agreed, partial(40), Basis.ACCEPTANCE)


def test_d4_silence_on_the_counter_offer_escalates() -> None:
    found = countered(a_mediation())

    change = found.lapse(found.due_at)

    assert kinds(change) == [Expired, Failed, TurnChanged]


def test_d4_a_policy_may_execute_the_counter_offer_on_silence() -> None:
    found = countered(a_mediation(counter_silence=Silence.EXECUTE))

    assert found.lapse(found.due_at).facts[0].option == partial(40)


def test_d5_refusing_the_counter_offer_escalates() -> None:
    change = countered(a_mediation()).reject(2, 1, by=B, at=LATER)

    assert kinds(change) == [Rejected, Failed, TurnChanged]
    assert (change.mediation.state, change.mediation.due_at) == (State.OPEN, None)


@pytest.mark.parametrize("rejecting", list(Rejecting))
def test_d5_the_claimant_may_refuse_even_while_rounds_are_left(rejecting) -> None:
    found = countered(a_mediation(reject=rejecting, max_rounds=2))

    assert Failed(Why.REJECTED) in found.reject(2, 1, by=B, at=LATER).facts


def test_o6_wanting_none_escalates_at_once() -> None:
    change = a_mediation(reject=Rejecting.ESCALATES).reject(1, 1, by=S, at=LATER)

    assert Failed(Why.REJECTED) in change.facts


def test_a_recorded_rejection_leaves_the_clock_and_lets_either_propose() -> None:
    found = recorded()

    assert (found.state, found.standing, found.awaiting, found.due_at) == (State.NEGOTIATING, None, None, DUE)
    assert found.allowed(B, NOON) == found.allowed(S, NOON) == {Act.PROPOSE}
    assert found.lapse(DUE).facts == (Failed(Why.SILENCE), TurnChanged())
    assert found.propose(new_id(), [wish(50)], by=B, at=LATER).mediation.round == 1


def test_a_recorded_rejection_after_the_last_round_ends_the_negotiation() -> None:
    change = a_mediation(reject=Rejecting.ALLOWED, max_rounds=0).reject(1, 1, by=S, at=LATER)

    assert Failed(Why.ROUNDS_EXHAUSTED) in change.facts


def test_rounds_are_counted_and_run_out() -> None:
    found = countered(a_mediation(max_rounds=2))

    second = countered(found, by=B)

    with pytest.raises(RoundsExhausted):
        countered(second)


def test_o4_the_author_amends_until_the_other_side_acts() -> None:
    change = a_mediation().amend([wish(55)], 1, 1, by=B, at=LATER)

    after = change.mediation
    assert change.facts == (Amended(after.standing), TurnChanged())
    assert (after.standing.version, after.standing.options, after.due_at) == (2, (partial(55),), DUE)
    with pytest.raises(ProposalSuperseded):
        countered(after).amend([wish(56)], 1, 2, by=B, at=LATER)


def test_a_policy_may_forbid_amending() -> None:
    with pytest.raises(NotAmendable):
        a_mediation(amendable=False).amend([wish(55)], 1, 1, by=B, at=LATER)


def test_only_the_author_amends() -> None:
    with pytest.raises(NotYourTurn):
        a_mediation().amend([wish(55)], 1, 1, by=S, at=LATER)


def test_an_acceptance_of_what_has_been_amended_meanwhile_is_refused() -> None:
    amended = a_mediation().amend([wish(55)], 1, 1, by=B, at=LATER).mediation

    with pytest.raises(ProposalSuperseded) as refused:
        amended.accept(1, 1, 0, by=S, at=LATER)

    assert refused.value.standing == {"number": 1, "version": 2}


def test_nobody_accepts_their_own_proposal() -> None:
    with pytest.raises(OwnProposal):
        a_mediation().accept(1, 1, 0, by=B, at=LATER)


def test_nobody_proposes_while_a_proposal_waits_for_its_answer() -> None:
    with pytest.raises(NotYourTurn):
        a_mediation().propose(new_id(), [wish(5)], by=B, at=LATER)


def test_an_unknown_proposal_is_not_found() -> None:
    with pytest.raises(NotFound):
        a_mediation().accept(3, 1, 0, by=S, at=LATER)


def test_what_expired_cannot_be_accepted_later() -> None:
    found = a_mediation(on_silence=Silence.ESCALATE).lapse(DUE).mediation

    with pytest.raises(DeadlinePassed):
        found.accept(1, 1, 0, by=S, at=at(DUE + DAY))


@pytest.mark.parametrize(("offset", "in_time"), [(-MICRO, True), (0 * MICRO, False), (MICRO, False)])
def test_an_act_is_judged_by_when_it_was_received(offset, in_time) -> None:
    act = Timing(DUE + offset, DUE + DAY)  # however long it waited for the lock

    if in_time:
        assert a_mediation().accept(1, 1, 0, by=S, at=act).mediation.state is State.AGREED
    else:
        with pytest.raises(DeadlinePassed):
            a_mediation().accept(1, 1, 0, by=S, at=act)


def test_d14_with_an_operator_they_go_on_proposing_and_accepting_without_a_clock() -> None:
    found = opened_up(a_mediation())

    proposed = found.propose(new_id(), [wish(60)], by=S, at=at(NOON + 90 * DAY)).mediation
    change = proposed.accept(3, 1, 0, by=B, at=at(NOON + 95 * DAY))

    assert (proposed.due_at, proposed.standing.expires_at, proposed.round) == (None, None, 1)
    assert change.mediation.state is State.AGREED


def test_d14_a_newer_proposal_replaces_the_standing_one_whoever_made_it() -> None:
    found = opened_up(a_mediation()).propose(new_id(), [wish(60)], by=S, at=LATER).mediation

    after = found.propose(new_id(), [wish(65)], by=B, at=LATER).mediation

    with pytest.raises(ProposalSuperseded):
        after.accept(3, 1, 0, by=B, at=LATER)
    assert after.standing.number == 4


def test_d14_a_rejection_there_leaves_the_case_where_it_is() -> None:
    found = opened_up(a_mediation()).propose(new_id(), [wish(60)], by=S, at=LATER).mediation

    change = found.reject(3, 1, by=B, at=LATER)

    assert kinds(change) == [Rejected, TurnChanged]


def test_d14_an_escalation_elsewhere_stops_the_clock_but_leaves_the_proposal() -> None:
    found = course.escalated(a_mediation()).mediation

    assert (found.state, found.due_at, found.standing.expires_at) == (State.OPEN, None, None)
    assert course.escalated(found).mediation is found
    assert found.lapse(DUE).mediation is found


def test_d14_talking_has_an_end() -> None:
    found = opened_up(a_mediation())
    while len(found.proposals) < MAX_PROPOSALS:
        found = found.propose(new_id(), [wish(60)], by=B, at=LATER).mediation

    with pytest.raises(RoundsExhausted):
        found.propose(new_id(), [wish(60)], by=B, at=LATER)


def test_d6_the_buyers_last_proposal_is_remembered_as_amended() -> None:
    found = a_mediation().amend([wish(55)], 1, 1, by=B, at=LATER).mediation

    after = found.counter(new_id(), [wish(40)], 1, 2, by=S, at=LATER).mediation
    assert after.last_of_buyer.options == (partial(55),)


def test_the_end_of_the_case_withdraws_what_stands_and_comes_twice_for_nothing() -> None:
    found = course.closed(a_mediation()).mediation

    assert (found.state, found.proposals[0].state) == (State.CLOSED, ProposalState.WITHDRAWN)
    assert course.closed(found).mediation is found


def test_a_settlement_leaves_an_agreement_and_the_close_ends_it() -> None:
    agreed = a_mediation().accept(1, 1, 0, by=S, at=LATER).mediation

    assert course.settling(agreed).mediation is agreed
    assert course.closed(agreed).mediation.state is State.CLOSED
    assert course.settling(a_mediation()).mediation.state is State.CLOSED


@pytest.mark.parametrize("name", list(STATES))
def test_the_forecast_is_what_the_lapse_does(name) -> None:
    found = STATES[name]

    forecast = found.forecast()

    assert (forecast is None) == (found.due_at is None)
    if forecast is not None:
        agreed = found.lapse(forecast.at).mediation.agreed
        assert forecast.option == (None if agreed is None else agreed.options[0])


def test_terms_are_only_what_the_case_said() -> None:
    assert a_mediation().terms == some_terms()
