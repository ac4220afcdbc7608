"""What may be put on the table: one guard, whether it is made, countered or amended (PRM-17, PRM-21)."""

from __future__ import annotations

import pytest

from common.kernel.errors import DomainError
from common.kernel.ids import new_id
from mediation.domain import reactions
from mediation.domain.errors import KindNotAllowed, NotSuggested, OffersNothingNew, TooManyOptions
from mediation.domain.limits import action_limits
from mediation.domain.mediation import Mediation
from mediation.domain.options import OptionKind, RequestedOption
from mediation.domain.states import Action
from mediation.domain.terms import RejectionRule, Side
from mediation.testing import (
    COSMETIC_DAMAGE,
    DAY,
    NOON,
    TREE,
    a_mediation,
    answer_questions,
    counter,
    eur,
    guided_mediation,
    propose_solutions,
    reject_counter,
    request_refund,
    timing_at,
)

B, S = Side.BUYER, Side.SELLER
LATER = timing_at(NOON + DAY)
FULL, RELEASE = RequestedOption(OptionKind.REFUND_FULL), RequestedOption(OptionKind.RELEASE)
REPLACEMENT = RequestedOption(OptionKind.REPLACEMENT)


def counter_with(mediation: Mediation, *requested: RequestedOption, by: Side = S) -> Mediation:
    last = mediation.snapshot.proposals[-1]
    return mediation.counter_proposal(new_id(), requested, last.number, last.version, by=by, timing=LATER).mediation


def amend_with(mediation: Mediation, *requested: RequestedOption, by: Side) -> Mediation:
    last = mediation.snapshot.proposals[-1]
    return mediation.amend_proposal(requested, last.number, last.version, by=by, timing=LATER, tree=TREE).mediation


def propose(mediation: Mediation, *requested: RequestedOption, by: Side) -> Mediation:
    return mediation.make_proposal(new_id(), requested, by=by, timing=LATER).mediation


@pytest.mark.parametrize(
    "requested",
    [
        (FULL,),
        (request_refund(70), FULL),
        (RequestedOption(OptionKind.REFUND_PARTIAL, basis_points=7_000),),
        (RELEASE,),
        (RELEASE, FULL),
    ],
)
def test_d3_prm_17_a_counter_offer_that_repeats_what_stands_or_only_refuses_is_refused(requested) -> None:
    found = a_mediation()

    with pytest.raises(OffersNothingNew) as refused:
        counter_with(found, *requested)

    assert refused.value.standing == {"number": 1, "version": 1}


@pytest.mark.parametrize(
    "requested", [(request_refund(1),), (REPLACEMENT,), (RELEASE, request_refund(40)), (FULL, REPLACEMENT)]
)
def test_d3_prm_17_one_new_solution_is_enough(requested) -> None:
    assert counter_with(a_mediation(), *requested).snapshot.awaiting is B


def test_prm_17_where_the_seller_claims_a_full_refund_is_the_refusal_in_other_words() -> None:
    found = a_mediation(claimant=S, options=(counter(a_mediation()).snapshot.proposals[-1].options[0],))

    for requested in (FULL, RELEASE):
        with pytest.raises(OffersNothingNew):
            counter_with(found, requested, by=B)
    assert counter_with(found, request_refund(90), by=B).snapshot.awaiting is S


def test_prm_17_a_counter_offer_is_not_amended_into_a_refusal() -> None:
    found = counter(a_mediation())

    for requested in ((RELEASE,), (FULL,), (request_refund(70),)):
        with pytest.raises(OffersNothingNew):
            amend_with(found, *requested, by=S)
    assert amend_with(found, request_refund(41), by=S).snapshot.newest_proposal.version == 2


def test_prm_17_nor_is_a_recorded_rejection_followed_by_one() -> None:
    """Its silence could be executed: five days won, and the money."""
    found = a_mediation(reject=RejectionRule.ALLOWED).reject_proposal(1, 1, by=S, timing=LATER).mediation

    with pytest.raises(OffersNothingNew):
        propose(found, RELEASE, by=S)
    assert propose(found, request_refund(40), by=S).snapshot.awaiting is B


@pytest.mark.parametrize("act", ["propose", "counter"])
def test_d14_prm_17_in_the_later_phases_too_an_answer_says_something_new(act) -> None:
    found = propose(reject_counter(a_mediation()), request_refund(60), by=B)
    answer = counter_with if act == "counter" else propose

    for requested in ((request_refund(60),), (RELEASE,)):
        with pytest.raises(OffersNothingNew):
            answer(found, *requested, by=S)
    assert answer(found, request_refund(50), by=S).snapshot.awaiting is B


def test_d14_prm_17_the_same_proposal_is_not_made_twice_while_it_stands() -> None:
    found = propose(reject_counter(a_mediation()), request_refund(60), by=B)

    with pytest.raises(OffersNothingNew):
        propose(found, request_refund(60), by=B)
    assert propose(found, request_refund(60), FULL, by=B).snapshot.newest_proposal.number == 4


def word_by_every_way(requested: tuple[RequestedOption, ...], **terms: object) -> list[type[DomainError] | None]:
    """Try to put options on the table by each act that can."""
    ways = (
        lambda: amend_with(a_mediation(**terms), *requested, by=B),
        lambda: counter_with(a_mediation(**terms), *requested),
        lambda: propose(reactions.on_case_escalated(a_mediation(**terms), NOON).mediation, *requested, by=B),
        lambda: propose_solutions(answer_questions(guided_mediation(**terms), *COSMETIC_DAMAGE), *requested),
        lambda: amend_with(guided_proposal(**terms), *requested, by=B),
    )
    outcomes: list[type[DomainError] | None] = []
    for way in ways:
        try:
            way()
        except DomainError as refusal:
            outcomes.append(type(refusal))
        else:
            outcomes.append(None)
    return outcomes


def guided_proposal(**terms: object) -> Mediation:
    return propose_solutions(answer_questions(guided_mediation(**terms), *COSMETIC_DAMAGE), FULL)


def test_prm_21_the_number_of_options_is_bounded_by_the_edition_whatever_the_act() -> None:
    requested = (REPLACEMENT, request_refund(10), request_refund(11))

    assert word_by_every_way(requested, max_options=2) == [TooManyOptions] * 5


def test_prm_21_so_are_the_kinds() -> None:
    kinds = frozenset({OptionKind.REFUND_FULL, OptionKind.REFUND_PARTIAL})

    assert word_by_every_way((REPLACEMENT,), kinds=kinds) == [KindNotAllowed] * 5


@pytest.mark.parametrize("requested", [(RELEASE,), (request_refund(9_000),), (FULL, request_refund(1))])
def test_o2_o4_prm_21_amending_takes_nothing_that_the_tree_does_not_suggest(requested) -> None:
    found = guided_proposal()

    with pytest.raises(NotSuggested) as refused:
        amend_with(found, *requested, by=B)

    assert refused.value.index == len(requested) - 1
    assert amend_with(found, REPLACEMENT, by=B).snapshot.newest_proposal.version == 2


def test_d14_prm_21_once_escalated_the_claimant_is_bound_by_the_edition_alone() -> None:
    found = reactions.on_case_escalated(guided_proposal(), NOON).mediation

    assert propose(found, request_refund(9_000), by=B).snapshot.newest_proposal.number == 2


@pytest.mark.parametrize(("disputed", "is_offered"), [(100, True), (2, True), (1, False)])
def test_prm_31_a_part_is_offered_only_of_what_can_be_parted(disputed: int, is_offered: bool) -> None:
    limits = action_limits(a_mediation().snapshot, eur(disputed), Action.COUNTER)

    assert (OptionKind.REFUND_PARTIAL in limits["kinds"]) == is_offered
    assert OptionKind.REFUND_FULL in limits["kinds"]
