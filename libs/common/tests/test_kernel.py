from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from common.kernel.errors import CurrencyMismatch
from common.kernel.money import BASIS_POINTS, MAX_MINOR, Money, divide_half_even, split_by_basis_points


@given(whole=st.integers(0, MAX_MINOR), basis_points=st.integers(0, BASIS_POINTS))
def test_a_share_adds_up_and_an_exact_half_goes_to_the_buyer(whole: int, basis_points: int) -> None:
    split = split_by_basis_points(Money(whole, "EUR"), basis_points)

    exact = Fraction(whole * basis_points, BASIS_POINTS)
    assert split.total == Money(whole, "EUR")
    assert -Fraction(1, 2) < split.to_buyer.minor - exact <= Fraction(1, 2)


@given(numerator=st.integers(0, 10**20), denominator=st.integers(1, 10**6))
def test_half_even_rounds_as_the_decimal_world_does(numerator: int, denominator: int) -> None:
    assert divide_half_even(numerator, denominator) == round(Fraction(numerator, denominator))


def test_amounts_of_different_currencies_do_not_meet() -> None:
    with pytest.raises(CurrencyMismatch):
        Money(1, "EUR") + Money(1, "USD")


def test_money_is_never_negative() -> None:
    with pytest.raises(ValueError, match="minor units"):
        Money(1, "EUR") - Money(2, "EUR")


def test_money_can_require_its_currency() -> None:
    Money(1, "EUR").require_currency("EUR")

    with pytest.raises(CurrencyMismatch) as mismatch:
        Money(1, "USD").require_currency("EUR")

    assert mismatch.value.expected == "EUR"
