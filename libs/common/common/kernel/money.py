"""Exact amounts in minor units, how they are divided and rounded. Standard library only."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, NamedTuple

from .errors import CurrencyMismatch

MAX_MINOR: Final = 10**15
BASIS_POINTS: Final = 10_000


@dataclass(frozen=True, slots=True, order=True)
class Money:
    """Exact amount in the currency's smallest unit, 0 … 10^15. Never negative, never a float."""

    minor: int
    currency: str

    def __post_init__(self) -> None:
        if not 0 <= self.minor <= MAX_MINOR:
            raise ValueError(f"money is 0 … {MAX_MINOR} minor units; model a debt as a movement")
        if len(self.currency) != 3 or not self.currency.isupper():
            raise ValueError(f"not an ISO 4217 code: {self.currency!r}")

    def __add__(self, other: Money) -> Money:
        return Money(self.minor + self._minor_in_same_currency(other), self.currency)

    def __sub__(self, other: Money) -> Money:
        return Money(self.minor - self._minor_in_same_currency(other), self.currency)

    def __bool__(self) -> bool:
        return self.minor > 0

    def zero(self) -> Money:
        """Nothing, in the same currency."""
        return Money(0, self.currency)

    def require_currency(self, currency: str) -> None:
        """Raises CurrencyMismatch for an amount in another currency."""
        if self.currency != currency:
            raise CurrencyMismatch(currency, self.currency)

    def _minor_in_same_currency(self, other: Money) -> int:
        other.require_currency(self.currency)
        return other.minor


class Split(NamedTuple):
    """Amount divided between two sides; the parts always add up."""

    to_buyer: Money
    to_seller: Money

    @property
    def total(self) -> Money:
        return self.to_buyer + self.to_seller


def split_by_basis_points(whole: Money, basis_points: int) -> Split:
    """Give the buyer `basis_points` of the whole, the nearest minor unit, an exact half to the buyer."""
    if not 0 <= basis_points <= BASIS_POINTS:
        raise ValueError("basis points are 0 … 10,000")
    first = Money((whole.minor * basis_points * 2 + BASIS_POINTS) // (2 * BASIS_POINTS), whole.currency)
    return Split(first, whole - first)


def divide_half_even(numerator: int, denominator: int) -> int:
    """Divide and round to the nearest integer, an exact half to the even one."""
    quotient, rest = divmod(numerator, denominator)
    if rest * 2 > denominator or (rest * 2 == denominator and quotient % 2):
        return quotient + 1
    return quotient
