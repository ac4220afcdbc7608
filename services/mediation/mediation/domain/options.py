"""The solutions that can be put to the other party, and what each does with the disputed amount."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final, assert_never

from common.kernel.errors import CurrencyMismatch
from common.kernel.money import Money, Split, split_by_basis_points

from .errors import DuplicateOption, KindNotAllowed, OptionInvalid


class OptionKind(StrEnum):
    REFUND_FULL = "refund_full"
    REFUND_PARTIAL = "refund_partial"
    RELEASE = "release"
    REPLACEMENT = "replacement"
    RETURN_AND_REFUND = "return_and_refund"


OBLIGATIONS: Final = frozenset({OptionKind.REPLACEMENT, OptionKind.RETURN_AND_REFUND})
"""Agreed, they begin something that has to be done first; the money stays until then."""


@dataclass(frozen=True, slots=True)
class Option:
    """One solution. A replacement moves no money, so it has no split until its obligation ends."""

    kind: OptionKind
    split: Split | None

    def __post_init__(self) -> None:
        assert (self.split is None) == (self.kind is OptionKind.REPLACEMENT)


@dataclass(frozen=True, slots=True)
class Wish:
    """An option as a party words it: only a partial refund names an amount, as money or as a share."""

    kind: OptionKind
    amount: Money | None = None
    basis_points: int | None = None


def resolve(wishes: Sequence[Wish], *, whole: Money, kinds: Collection[OptionKind]) -> tuple[Option, ...]:
    """What the wishes come to. Raises KindNotAllowed, OptionInvalid, DuplicateOption or CurrencyMismatch."""
    options: list[Option] = []
    for index, wish in enumerate(wishes):
        if wish.kind not in kinds:
            raise KindNotAllowed(index, kinds)
        option = Option(wish.kind, _split(index, wish, whole))
        if option in options:
            raise DuplicateOption(index)
        options.append(option)
    return tuple(options)


def plain(kind: OptionKind, whole: Money) -> Option:
    """An option that needs no amount to be clear."""
    match kind:
        case OptionKind.REFUND_FULL | OptionKind.RETURN_AND_REFUND:
            return Option(kind, Split(whole, whole.zero()))
        case OptionKind.RELEASE:
            return Option(kind, Split(whole.zero(), whole))
        case OptionKind.REPLACEMENT:
            return Option(kind, None)
        case OptionKind.REFUND_PARTIAL:
            raise ValueError("a partial refund needs an amount")
        case _:
            assert_never(kind)


def _split(index: int, wish: Wish, whole: Money) -> Split | None:
    if wish.kind is OptionKind.REFUND_PARTIAL:
        return _partial(index, wish, whole)
    if wish.amount is not None or wish.basis_points is not None:
        raise OptionInvalid(index, "Only a partial refund names an amount.")
    return plain(wish.kind, whole).split


def _partial(index: int, wish: Wish, whole: Money) -> Split:
    if (wish.amount is None) == (wish.basis_points is None):
        raise OptionInvalid(index, "A partial refund names either an amount or basis points.")
    if wish.basis_points is not None:
        split = split_by_basis_points(whole, wish.basis_points)
    else:
        assert wish.amount is not None
        if wish.amount.currency != whole.currency:
            raise CurrencyMismatch(whole.currency, wish.amount.currency)
        if wish.amount.minor > whole.minor:
            raise OptionInvalid(index, "A partial refund is less than the disputed amount.")
        split = Split(wish.amount, whole - wish.amount)
    if not split.to_buyer or not split.to_seller:
        raise OptionInvalid(index, "A partial refund leaves something to either side.")
    return split
