"""Options: the solutions that can be put to the other party, and what each does with the disputed amount."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final, Protocol, assert_never

from common.kernel.deal_money import DealMoney
from common.kernel.errors import CurrencyMismatch, InvariantViolated
from common.kernel.money import Money, Split, split_by_basis_points

from .errors import DuplicateOption, KindNotAllowed, OptionInvalid, TooManyOptions


class OptionKind(StrEnum):
    """Kind of a solution."""

    REFUND_FULL = "refund_full"
    REFUND_PARTIAL = "refund_partial"
    RELEASE = "release"
    REPLACEMENT = "replacement"
    RETURN_AND_REFUND = "return_and_refund"


MAX_OPTIONS: Final = 10
"""Most options of one proposal in any edition."""
OBLIGATION_KINDS: Final = frozenset({OptionKind.REPLACEMENT, OptionKind.RETURN_AND_REFUND})
"""Agreed, they begin something that has to be done first; the money stays until then."""


@dataclass(frozen=True, slots=True)
class Option:
    """Solution that is on offer. A replacement moves no money, so it has no split until its obligation ends.

    `reduction`: what the buyer gets back at once, beside such goods (O5); `whole`: what was still disputed when it was
    worded.
    """

    kind: OptionKind
    split: Split | None
    reduction: Money | None = None
    whole: Money | None = field(default=None, compare=False)

    def __post_init__(self) -> None:
        if self.reduction is not None and (self.split is not None or self.reduction.minor <= 0):
            raise InvariantViolated("a reduction goes with goods, and is something")
        if (self.split is None) != (self.kind is OptionKind.REPLACEMENT):
            raise InvariantViolated("every option but a replacement divides the disputed amount")

    @property
    def paid_at_once(self) -> Split | None:
        """What is paid as soon as it is agreed: of goods, only the reduction that comes with them."""
        if self.reduction is not None:
            return Split(self.reduction, self.reduction.zero())
        return None if self.starts_obligation else self.split

    @property
    def moves_money(self) -> bool:
        """Tell whether money follows of it, at once or once goods have gone back."""
        return self.split is not None or self.reduction is not None

    @property
    def worded_about(self) -> Money | None:
        """What was still disputed when it was worded, where it says anything of money."""
        return self.whole if self.split is None else self.split.total

    def amount_left_of(self, disputed: Money) -> Money:
        """What there is still to be divided once this is agreed."""
        return disputed if self.reduction is None else disputed - self.reduction

    @property
    def starts_obligation(self) -> bool:
        return self.kind in OBLIGATION_KINDS

    def fit_to(self, left: Money) -> Option:
        """Fit it to what is left, as disputes does: what has gone back to the buyer since is not paid again."""
        about = self.worded_about
        if about is None or about == left:
            return self
        paid = max(about.minor - left.minor, 0)
        if self.split is None:
            more = 0 if self.reduction is None else self.reduction.minor - paid
            return Option(self.kind, None, Money(more, left.currency), left) if more > 0 else Option(self.kind, None)
        owed = left.minor if not self.split.to_seller else min(max(self.split.to_buyer.minor - paid, 0), left.minor)
        to_buyer = Money(owed, left.currency)
        return Option(self.kind, Split(to_buyer, left - to_buyer))


@dataclass(frozen=True, slots=True)
class RequestedOption:
    """Option as a party words it: a partial refund names an amount, as money or as a share.

    So may goods that, by the edition, can come with a reduction of the price.
    """

    kind: OptionKind
    amount: Money | None = None
    basis_points: int | None = None


class OptionBounds(Protocol):
    """Bounds that an edition sets to what can be put on the table."""

    @property
    def kinds(self) -> Collection[OptionKind]: ...

    @property
    def max_options(self) -> int: ...

    @property
    def with_reduction(self) -> Collection[OptionKind]: ...


def resolve_options(
    requested: Sequence[RequestedOption], *, disputed: Money, terms: OptionBounds
) -> tuple[Option, ...]:
    """Turn what a party words into options with amounts.

    Raises TooManyOptions, KindNotAllowed, OptionInvalid, DuplicateOption or CurrencyMismatch.
    """
    if len(requested) > terms.max_options:
        raise TooManyOptions(terms.max_options)
    options: list[Option] = []
    for index, request in enumerate(requested):
        if request.kind not in terms.kinds:
            raise KindNotAllowed(index, terms.kinds)
        option = _resolve_option(index, request, disputed, terms.with_reduction)
        if option in options:
            raise DuplicateOption(index)
        options.append(option)
    return tuple(options)


def build_option(kind: OptionKind, disputed: Money) -> Option:
    """Build an option that needs no amount to be clear."""
    match kind:
        case OptionKind.REFUND_FULL | OptionKind.RETURN_AND_REFUND:
            return Option(kind, Split(disputed, disputed.zero()))
        case OptionKind.RELEASE:
            return Option(kind, Split(disputed.zero(), disputed))
        case OptionKind.REPLACEMENT:
            return Option(kind, None)
        case OptionKind.REFUND_PARTIAL:
            raise ValueError("a partial refund needs an amount")
        case _:
            assert_never(kind)


def deducted_fee(option: Option, money: DealMoney | None) -> int:
    """Foretell what would come out of the seller's share, in minor units, if the option were carried out now."""
    return 0 if money is None or option.split is None else money.divide(option.split).fee_deducted


def require_same_currency(disputed: Money, amount: Money) -> None:
    if amount.currency != disputed.currency:
        raise CurrencyMismatch(disputed.currency, amount.currency)


def _resolve_option(
    index: int, request: RequestedOption, disputed: Money, with_reduction: Collection[OptionKind]
) -> Option:
    if request.kind is OptionKind.REFUND_PARTIAL:
        return Option(request.kind, _split_partial_refund(index, request, disputed))
    if request.amount is None and request.basis_points is None:
        return build_option(request.kind, disputed)
    if request.kind not in with_reduction:
        raise OptionInvalid(index, "Only a partial refund names an amount, and goods that may come with a reduction.")
    return Option(request.kind, None, _split_partial_refund(index, request, disputed).to_buyer, disputed)


def _split_partial_refund(index: int, request: RequestedOption, disputed: Money) -> Split:
    if request.amount is not None and request.basis_points is None:
        require_same_currency(disputed, request.amount)
        if request.amount.minor > disputed.minor:
            raise OptionInvalid(index, "A partial refund is less than the disputed amount.")
        split = Split(request.amount, disputed - request.amount)
    elif request.basis_points is not None and request.amount is None:
        split = split_by_basis_points(disputed, request.basis_points)
    else:
        raise OptionInvalid(index, "A partial refund names either an amount or basis points.")
    if not split.to_buyer or not split.to_seller:
        raise OptionInvalid(index, "A partial refund leaves something to either side.")
    return split
