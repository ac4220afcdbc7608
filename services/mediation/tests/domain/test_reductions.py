"""Goods and money together: a replacement with a reduction of the price (PRM-26, O5)."""

from __future__ import annotations

import pytest

from common.kernel.errors import CurrencyMismatch
from common.kernel.ids import new_id
from common.kernel.money import Money
from mediation.domain import reactions
from mediation.domain.errors import NotSuggested, OptionInvalid
from mediation.domain.limits import action_limits
from mediation.domain.mediation import Change, Mediation
from mediation.domain.options import Option, OptionKind, RequestedOption, build_option, resolve_options
from mediation.domain.proposal import ProposalState
from mediation.domain.states import Action, State
from mediation.domain.terms import Side
from mediation.testing import (
    COSMETIC_DAMAGE,
    NOON,
    a_mediation,
    answer_questions,
    decide,
    eur,
    guided_mediation,
    partial_refund,
    propose_solutions,
    request_refund,
    some_terms,
    timing_at,
)

B, S = Side.BUYER, Side.SELLER
AT_NOON = timing_at(NOON)
COMBINED = {"with_reduction": frozenset({OptionKind.REPLACEMENT})}
NEW_AND_30 = Option(OptionKind.REPLACEMENT, None, eur(30))


def replacement(minor: int) -> RequestedOption:
    return RequestedOption(OptionKind.REPLACEMENT, eur(minor))


def offered(*requested: RequestedOption) -> Mediation:
    """The seller counters, among others with goods and money."""
    found = a_mediation(**COMBINED)
    return found.counter_proposal(new_id(), requested, 1, 1, by=S, timing=AT_NOON).mediation


def accepted(mediation: Mediation, number: int) -> Change:
    """The buyer accepts, and disputes has decided that it counts."""
    return decide(mediation.accept_proposal(number, 1, 0, by=B, timing=AT_NOON))


@pytest.mark.parametrize("wish", [replacement(30), RequestedOption(OptionKind.REPLACEMENT, basis_points=3_000)])
def test_o5_prm_26_a_replacement_comes_with_a_reduction_where_the_edition_says_so(wish) -> None:
    assert resolve_options([wish], disputed=eur(100), terms=some_terms(**COMBINED)) == (NEW_AND_30,)


@pytest.mark.parametrize("terms", [{}, {"with_reduction": frozenset()}])
def test_prm_26_elsewhere_it_does_not(terms) -> None:
    with pytest.raises(OptionInvalid):
        resolve_options([replacement(30)], disputed=eur(100), terms=some_terms(**terms))


@pytest.mark.parametrize("kind", [OptionKind.REFUND_FULL, OptionKind.RELEASE, OptionKind.RETURN_AND_REFUND])
def test_prm_26_what_divides_the_money_itself_has_no_reduction(kind) -> None:
    with pytest.raises(OptionInvalid):
        resolve_options([RequestedOption(kind, eur(30))], disputed=eur(100), terms=some_terms(**COMBINED))


@pytest.mark.parametrize("minor", [0, 100, 101])
def test_prm_26_a_reduction_leaves_something_to_either_side(minor) -> None:
    with pytest.raises(OptionInvalid):
        resolve_options([replacement(minor)], disputed=eur(100), terms=some_terms(**COMBINED))


def test_prm_26_a_reduction_is_in_the_currency_of_the_case() -> None:
    wish = RequestedOption(OptionKind.REPLACEMENT, Money(30, "USD"))

    with pytest.raises(CurrencyMismatch):
        resolve_options([wish], disputed=eur(100), terms=some_terms(**COMBINED))


def test_prm_26_with_and_without_a_reduction_are_two_solutions() -> None:
    found = offered(RequestedOption(OptionKind.REPLACEMENT), replacement(30), replacement(20))

    assert len(found.snapshot.current_proposal.options) == 3


def test_o5_prm_26_once_agreed_they_talk_about_what_is_left() -> None:
    change = accepted(offered(replacement(30)), 2)

    found = change.mediation
    assert (change.events[1].option, found.snapshot.state) == (NEW_AND_30, State.OPEN)
    assert found.case.amount == eur(70)
    again = found.make_proposal(new_id(), [request_refund(60)], by=S, timing=AT_NOON).mediation
    assert again.snapshot.current_proposal.options == (partial_refund(60, 70),)
    with pytest.raises(OptionInvalid):
        found.make_proposal(new_id(), [request_refund(70)], by=S, timing=AT_NOON)


def test_prm_26_a_second_reduction_is_of_what_is_left() -> None:
    found = accepted(offered(replacement(30)), 2).mediation

    again = found.make_proposal(new_id(), [replacement(20)], by=S, timing=AT_NOON).mediation

    assert accepted(again, 3).mediation.case.amount == eur(50)


def test_prm_26_a_reduction_ordered_elsewhere_withdraws_what_was_worded_about_more() -> None:
    found = reactions.on_case_escalated(a_mediation(), NOON).mediation

    narrowed = reactions.on_reduction_ordered(found, eur(70)).mediation

    assert narrowed.case.amount == eur(70)
    assert (narrowed.snapshot.newest_proposal.state, narrowed.snapshot.due_at) == (ProposalState.WITHDRAWN, None)
    assert reactions.on_reduction_ordered(narrowed, eur(70)).mediation is narrowed
    assert reactions.on_reduction_ordered(narrowed, eur(90)).mediation is narrowed


def test_o2_prm_26_a_walk_suggests_a_reduction_beside_goods_or_it_is_not_proposed() -> None:
    found = answer_questions(guided_mediation(**COMBINED), *COSMETIC_DAMAGE)

    with pytest.raises(NotSuggested):
        propose_solutions(found, replacement(500))


@pytest.mark.parametrize(("whole", "kinds"), [(1, []), (2, ["replacement"])])
def test_o5_goods_come_with_a_reduction_only_where_something_is_left_beside_it(whole, kinds) -> None:
    """One cent has no part: a reduction leaves something to either side."""
    full_refund = build_option(OptionKind.REFUND_FULL, eur(whole))
    found = a_mediation(amount=eur(whole), options=(full_refund,), **COMBINED)

    limits = action_limits(found.snapshot, eur(whole), Action.COUNTER)

    assert (limits["with_reduction"], "refund_partial" in limits["kinds"]) == (kinds, bool(kinds))
    assert limits["max_amount"] == whole - 1
