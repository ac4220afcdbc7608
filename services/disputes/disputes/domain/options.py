"""Solutions on offer, and what each means in money."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import assert_never

from common.kernel.money import BASIS_POINTS, Money, Split, split_by_basis_points

from .errors import AmountNeeded, AmountOutOfRange, OptionNotAllowed, TooManyOptions
from .policy import Policy
from .vocabulary import OptionKind


@dataclass(frozen=True, slots=True)
class Option:
    """`split` divides the disputed amount; a replacement moves no money and has none."""

    kind: OptionKind
    split: Split | None


@dataclass(frozen=True, slots=True)
class Wish:
    """An option as a person names it: a partial refund by amount or by basis points."""

    kind: OptionKind
    to_buyer: Money | None = None
    basis_points: int | None = None

    def resolve(self, disputed: Money) -> Option:
        """Raises AmountNeeded or AmountOutOfRange."""
        named = (self.to_buyer is not None) + (self.basis_points is not None)
        if named != (self.kind is OptionKind.REFUND_PARTIAL):
            raise AmountNeeded
        match self.kind:
            case OptionKind.REFUND_FULL | OptionKind.RETURN_AND_REFUND:
                return Option(self.kind, split_by_basis_points(disputed, BASIS_POINTS))
            case OptionKind.RELEASE:
                return Option(self.kind, split_by_basis_points(disputed, 0))
            case OptionKind.REPLACEMENT:
                return Option(self.kind, None)
            case OptionKind.REFUND_PARTIAL:
                return Option(self.kind, self._part(disputed))
            case _:
                assert_never(self.kind)

    def _part(self, disputed: Money) -> Split:
        if self.to_buyer is None:
            split = split_by_basis_points(disputed, self.basis_points or 0)
        elif (rest := disputed.minor - (self.to_buyer + disputed.zero()).minor) >= 0:
            split = Split(self.to_buyer, Money(rest, disputed.currency))
        else:
            raise AmountOutOfRange(disputed.minor, disputed.currency)
        if not split.to_buyer or not split.to_seller:
            raise AmountOutOfRange(disputed.minor, disputed.currency)
        return split


def resolve(wishes: Sequence[Wish], disputed: Money, policy: Policy) -> tuple[Option, ...]:
    """The claimant's ranked solutions, first = preferred. Raises what `Wish.resolve` does, and more."""
    for wish in wishes:
        if wish.kind not in policy.kinds:
            raise OptionNotAllowed(wish.kind, policy.kinds)
    options = tuple(wish.resolve(disputed) for wish in wishes)
    if not 1 <= len(options) <= policy.max_options or len(set(options)) != len(options):
        raise TooManyOptions(policy.max_options)
    return options
