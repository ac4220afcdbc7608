from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from common.kernel.errors import CurrencyMismatch
from common.kernel.money import Money
from mediation.domain.errors import DuplicateOption, KindNotAllowed, OptionInvalid
from mediation.domain.options import OptionKind, Wish, resolve
from mediation.testing import EVERYTHING, REFUND, eur, partial, wish

PARTIAL = OptionKind.REFUND_PARTIAL


def one(wish: Wish, whole: int = 100):
    return resolve([wish], whole=eur(whole), kinds=EVERYTHING)[0]


@pytest.mark.parametrize(
    ("kind", "to_buyer"),
    [(OptionKind.REFUND_FULL, 100), (OptionKind.RETURN_AND_REFUND, 100), (OptionKind.RELEASE, 0)],
)
def test_a_whole_solution_gives_all_to_one_side(kind, to_buyer) -> None:
    split = one(Wish(kind)).split

    assert (split.to_buyer, split.to_seller) == (eur(to_buyer), eur(100 - to_buyer))


def test_o5_a_replacement_moves_no_money() -> None:
    assert one(Wish(OptionKind.REPLACEMENT)).split is None


def test_o3_a_partial_refund_gives_the_remainder_to_the_seller() -> None:
    assert one(wish(30)) == partial(30)


def test_an_exact_half_of_a_unit_goes_to_the_buyer() -> None:
    assert one(Wish(PARTIAL, basis_points=5_000), whole=101) == partial(51, 101)


@pytest.mark.parametrize(
    "bad",
    [
        wish(0),
        wish(100),
        wish(101),
        Wish(PARTIAL),
        Wish(PARTIAL, eur(10), 1_000),
        Wish(PARTIAL, basis_points=1),
        Wish(PARTIAL, basis_points=10_000),
        Wish(OptionKind.REFUND_FULL, eur(100)),
        Wish(OptionKind.RELEASE, basis_points=0),
    ],
)
def test_a_solution_that_makes_no_sense_is_refused(bad) -> None:
    with pytest.raises(OptionInvalid):
        one(bad)


def test_amounts_are_in_the_currency_of_the_case() -> None:
    with pytest.raises(CurrencyMismatch):
        one(Wish(PARTIAL, Money(10, "USD")))


def test_the_policy_says_which_kinds_there_are() -> None:
    with pytest.raises(KindNotAllowed) as refused:
        resolve([wish(3), Wish(OptionKind.RELEASE)], whole=eur(100), kinds={PARTIAL})

    assert (refused.value.index, refused.value.kinds) == (1, ["refund_partial"])


def test_the_same_solution_is_not_offered_twice_however_it_is_worded() -> None:
    with pytest.raises(DuplicateOption):
        resolve([wish(50), Wish(PARTIAL, basis_points=5_000)], whole=eur(100), kinds=EVERYTHING)


@given(whole=st.integers(1, 10**15), points=st.integers(0, 10_000), minor=st.integers(0, 10**15))
def test_the_parts_of_a_partial_refund_add_up_and_neither_is_nothing(whole, points, minor) -> None:
    for asked in (Wish(PARTIAL, basis_points=points), wish(minor)):
        try:
            split = one(asked, whole).split
        except OptionInvalid:
            continue
        assert split.total == eur(whole)
        assert split.to_buyer
        assert split.to_seller


def test_rank_is_kept() -> None:
    ranked = resolve([wish(3), Wish(OptionKind.REFUND_FULL)], whole=eur(100), kinds=EVERYTHING)

    assert ranked == (partial(3), REFUND)
