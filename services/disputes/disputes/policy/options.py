"""Options: the solutions on offer, and what each means in money."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Final, assert_never

from common.kernel.errors import DomainError
from common.kernel.money import BASIS_POINTS, Money, Split, split_by_basis_points
from common.kernel.principal import Role

from .model import Policy
from .vocabulary import OptionKind

GIVEN_AWAY: Final = {Role.BUYER: OptionKind.RELEASE, Role.SELLER: OptionKind.REFUND_FULL}
"""By whose claim it would give all of the money to the other side."""


class OptionNotAllowed(DomainError):
    def __init__(self, kind: str, allowed: Iterable[str]) -> None:
        self.kind, self.allowed = kind, sorted(allowed)
        super().__init__("This solution cannot be asked for here: see `allowed`.")


class TooManyOptions(DomainError):
    def __init__(self, limit: int) -> None:
        self.limit = limit
        super().__init__(f"Propose 1 to {limit} different solutions.")


class AmountNeeded(DomainError):
    def __init__(self) -> None:
        super().__init__("A partial refund names an amount or basis points, one of them; nothing else does.")


class AmountOutOfRange(DomainError):
    def __init__(self, disputed: int, currency: str) -> None:
        self.disputed, self.currency = disputed, currency
        super().__init__("A partial refund is more than nothing and less than the disputed amount.")


@dataclass(frozen=True, slots=True)
class Option:
    """Solution of a dispute. `split` divides the disputed amount; a replacement moves no money and has none.

    `reduction`: what the buyer gets back at once, beside goods that have no split (O5); `whole`: what was still
    disputed when that was worded. Of a split, its total says it.
    """

    kind: OptionKind
    split: Split | None
    reduction: Money | None = None
    whole: Money | None = field(default=None, compare=False)

    def fit_to(self, left: Money) -> Option:
        """Fit a solution to what is left: what has gone back to the buyer since it was worded is not paid again.

        The one place that knows of it, whether it is agreed, ruled, foretold or carried out by silence.
        """
        about = self.whole if self.split is None else self.split.total
        if about is None or about == left:
            return self
        paid = max(about.minor - left.minor, 0)
        if self.split is None:
            more = self.reduction.minor - paid if self.reduction is not None else 0
            return Option(self.kind, None, Money(more, left.currency), left) if more > 0 else Option(self.kind, None)
        gets_all = not self.split.to_seller
        minor = left.minor if gets_all else min(max(self.split.to_buyer.minor - paid, 0), left.minor)
        to_buyer = Money(minor, left.currency)
        return Option(self.kind, Split(to_buyer, left - to_buyer))


@dataclass(frozen=True, slots=True)
class RequestedOption:
    """Option as a person names it: a partial refund by amount or by basis points."""

    kind: OptionKind
    to_buyer: Money | None = None
    basis_points: int | None = None

    def resolve(self, disputed: Money) -> Option:
        """Compute what it means in money. Raises AmountNeeded or AmountOutOfRange."""
        named = (self.to_buyer is not None) + (self.basis_points is not None)
        if named != (self.kind is OptionKind.REFUND_PARTIAL) and (named, self.kind) != (1, OptionKind.REPLACEMENT):
            raise AmountNeeded
        match self.kind:
            case OptionKind.REFUND_FULL | OptionKind.RETURN_AND_REFUND:
                return Option(self.kind, split_by_basis_points(disputed, BASIS_POINTS))
            case OptionKind.RELEASE:
                return Option(self.kind, split_by_basis_points(disputed, 0))
            case OptionKind.REPLACEMENT:
                if not named:
                    return Option(self.kind, None)
                return Option(self.kind, None, self._split_partial_refund(disputed).to_buyer, disputed)
            case OptionKind.REFUND_PARTIAL:
                return Option(self.kind, self._split_partial_refund(disputed))
            case _:
                assert_never(self.kind)

    def _split_partial_refund(self, disputed: Money) -> Split:
        if self.to_buyer is not None:
            self.to_buyer.require_currency(disputed.currency)
        if self.to_buyer is None:
            split = split_by_basis_points(disputed, self.basis_points or 0)
        elif (rest := disputed.minor - self.to_buyer.minor) >= 0:
            split = Split(self.to_buyer, Money(rest, disputed.currency))
        else:
            raise AmountOutOfRange(disputed.minor, disputed.currency)
        if not split.to_buyer or not split.to_seller:
            raise AmountOutOfRange(disputed.minor, disputed.currency)
        return split


def option_kinds_of(policy: Policy, reason: str) -> tuple[OptionKind, ...]:
    """List what may be proposed in a case of this reason."""
    known = policy.reasons.get(reason)
    return policy.option_kinds if known is None or known.option_kinds is None else known.option_kinds


def claimable_kinds_of(policy: Policy, reason: str, claimants: Sequence[Role]) -> tuple[OptionKind, ...]:
    """List what one of them can ask for with a claim of this reason: whoever gives everything away claims nothing."""
    kinds = option_kinds_of(policy, reason)
    return tuple(kind for kind in kinds if not claimants or any(GIVEN_AWAY[one] is not kind for one in claimants))


def require_reducible(option: Option, policy: Policy) -> None:
    """Raises AmountNeeded where the edition knows no reduction beside these goods."""
    if option.reduction is not None and option.kind not in policy.kinds_with_reduction:
        raise AmountNeeded


def resolve_options(
    wishes: Sequence[RequestedOption], disputed: Money, policy: Policy, reason: str, claimant: Role
) -> tuple[Option, ...]:
    """Resolve the claimant's ranked solutions, first = preferred. Raises as `RequestedOption.resolve`, and more."""
    kinds = claimable_kinds_of(policy, reason, (claimant,))
    for wish in wishes:
        if wish.kind not in kinds:
            raise OptionNotAllowed(wish.kind, kinds)
    options = tuple(wish.resolve(disputed) for wish in wishes)
    for option in options:
        require_reducible(option, policy)
    if not 1 <= len(options) <= policy.max_options or len(set(options)) != len(options):
        raise TooManyOptions(policy.max_options)
    return options
