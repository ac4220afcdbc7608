"""The solutions that can be put to the other party, and what each does with the disputed amount."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import assert_never

from common.kernel import CurrencyMismatch, Money, Split, share

from .errors import DuplicateOption, KindNotAllowed, OptionInvalid


class OptionKind(StrEnum):
    REFUND_FULL = "refund_full"
    REFUND_PARTIAL = "refund_partial"
    RELEASE = "release"
    REPLACEMENT = "replacement"
    RETURN_AND_REFUND = "return_and_refund"


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


def _split(index: int, wish: Wish, whole: Money) -> Split | None:
    kind = wish.kind
    if kind is OptionKind.REFUND_PARTIAL:
        return _partial(index, wish, whole)
    if wish.amount is not None or wish.basis_points is not None:
        raise OptionInvalid(index, "Only a partial refund names an amount.")
    match kind:
        case OptionKind.REFUND_FULL | OptionKind.RETURN_AND_REFUND:
            return Split(whole, whole.nothing())
        case OptionKind.RELEASE:
            return Split(whole.nothing(), whole)
        case OptionKind.REPLACEMENT:
            return None
        case _:
            assert_never(kind)


def _partial(index: int, wish: Wish, whole: Money) -> Split:
    if (wish.amount is None) == (wish.basis_points is None):
        raise OptionInvalid(index, "A partial refund names either an amount or basis points.")
    if wish.basis_points is not None:
        split = share(whole, wish.basis_points)
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
