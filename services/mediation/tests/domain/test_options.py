from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from common.kernel.errors import CurrencyMismatch
from common.kernel.money import Money
from mediation.domain.errors import DuplicateOption, KindNotAllowed, OptionInvalid
from mediation.domain.options import OptionKind, RequestedOption, resolve_options
from mediation.testing import FULL_REFUND, eur, partial_refund, request_refund, some_terms

PARTIAL = OptionKind.REFUND_PARTIAL


def one(wish: RequestedOption, whole: int = 100):
    return resolve_options([wish], disputed=eur(whole), terms=some_terms())[0]


@pytest.mark.parametrize(
    ("kind", "to_buyer"),
    [(OptionKind.REFUND_FULL, 100), (OptionKind.RETURN_AND_REFUND, 100), (OptionKind.RELEASE, 0)],
)
def test_a_whole_solution_gives_all_to_one_side(kind, to_buyer) -> None:
    split = one(RequestedOption(kind)).split

    assert (split.to_buyer, split.to_seller) == (eur(to_buyer), eur(100 - to_buyer))


def test_o5_a_replacement_moves_no_money() -> None:
    assert one(RequestedOption(OptionKind.REPLACEMENT)).split is None


def test_o3_a_partial_refund_gives_the_remainder_to_the_seller() -> None:
    assert one(request_refund(30)) == partial_refund(30)


def test_an_exact_half_of_a_unit_goes_to_the_buyer() -> None:
    assert one(RequestedOption(PARTIAL, basis_points=5_000), whole=101) == partial_refund(51, 101)


@pytest.mark.parametrize(
    "bad",
    [
        request_refund(0),
        request_refund(100),
        request_refund(101),
        RequestedOption(PARTIAL),
        RequestedOption(PARTIAL, eur(10), 1_000),
        RequestedOption(PARTIAL, basis_points=1),
        RequestedOption(PARTIAL, basis_points=10_000),
        RequestedOption(OptionKind.REFUND_FULL, eur(100)),
        RequestedOption(OptionKind.RELEASE, basis_points=0),
    ],
)
def test_a_solution_that_makes_no_sense_is_refused(bad) -> None:
    with pytest.raises(OptionInvalid):
        one(bad)


def test_amounts_are_in_the_currency_of_the_case() -> None:
    with pytest.raises(CurrencyMismatch):
        one(RequestedOption(PARTIAL, Money(10, "USD")))


def test_the_policy_says_which_kinds_there_are() -> None:
    with pytest.raises(KindNotAllowed) as refused:
        resolve_options(
            [request_refund(3), RequestedOption(OptionKind.RELEASE)],
            disputed=eur(100),
            terms=some_terms(kinds={PARTIAL}),
        )

    assert (refused.value.index, refused.value.kinds) == (1, ["refund_partial"])


def test_the_same_solution_is_not_offered_twice_however_it_is_worded() -> None:
    with pytest.raises(DuplicateOption):
        resolve_options(
            [request_refund(50), RequestedOption(PARTIAL, basis_points=5_000)], disputed=eur(100), terms=some_terms()
        )


@given(whole=st.integers(1, 10**15), points=st.integers(0, 10_000), minor=st.integers(0, 10**15))
def test_the_parts_of_a_partial_refund_add_up_and_neither_is_nothing(whole, points, minor) -> None:
    for asked in (RequestedOption(PARTIAL, basis_points=points), request_refund(minor)):
        try:
            split = one(asked, whole).split
        except OptionInvalid:
            continue
        assert split.total == eur(whole)
        assert split.to_buyer
        assert split.to_seller


def test_rank_is_kept() -> None:
    ranked = resolve_options(
        [request_refund(3), RequestedOption(OptionKind.REFUND_FULL)], disputed=eur(100), terms=some_terms()
    )

    assert ranked == (partial_refund(3), FULL_REFUND)
