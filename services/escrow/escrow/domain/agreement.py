"""Agreement of buyer and seller when the escrow was made: price, fee, windows. It never changes afterwards."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Final

from common.kernel.money import BASIS_POINTS, Money, divide_half_even
from common.kernel.principal import Participant
from common.kernel.terms import Calendar, Term, Unit, due_at_end_of

from .errors import FeeExceedsPrice, SameParty, WindowTooLong

CALENDAR_WITHOUT_HOLIDAYS: Final = Calendar()


class FeePayer(StrEnum):
    SELLER = "seller"
    BUYER = "buyer"


@dataclass(frozen=True, slots=True)
class Fee:
    """Share of the platform: a rate, a fixed amount, or both. Who pays it decides what it is measured on.

    The seller's fee comes out of what is released: the fixed part first, the rate on all that was released so far,
    so that however the releases are cut the last one squares the rounding. The buyer's fee is paid on top of the
    price and goes back in the proportion of the refund.
    """

    basis_points: int = 0
    fixed: int = 0
    paid_by: FeePayer = FeePayer.SELLER

    def total_on(self, price: int) -> int:
        return divide_half_even(price * self.basis_points, BASIS_POINTS) + self.fixed

    def buyer_surcharge(self, price: int) -> int:
        """Return what the buyer pays beside the price."""
        return self.total_on(price) if self.paid_by is FeePayer.BUYER else 0

    def deducted_from_seller(self, released_before: int, released: int) -> int:
        """Return what comes out of a release of `released` after `released_before` was released."""
        return self._deducted_in_total(released_before + released) - self._deducted_in_total(released_before)

    def returned_to_buyer(self, price: int, refunded_before: int, refunded: int) -> int:
        return self._returned_in_total(price, refunded_before + refunded) - self._returned_in_total(
            price, refunded_before
        )

    def earned_from_buyer(self, price: int, released_before: int, released: int) -> int:
        """Earned as the mirror of what would go back, so that earned and returned always make the whole."""
        rest = price - released_before
        return self._returned_in_total(price, rest) - self._returned_in_total(price, rest - released)

    def _deducted_in_total(self, released: int) -> int:
        return min(released, self.total_on(released)) if self.paid_by is FeePayer.SELLER and released else 0

    def _returned_in_total(self, price: int, refunded: int) -> int:
        return divide_half_even(self.buyer_surcharge(price) * refunded, price)


@dataclass(frozen=True, slots=True)
class Windows:
    """Terms that the buyer has to pay, the seller to ship, and the buyer to inspect."""

    funding_expiry: Term = Term(7, Unit.DAY)
    ship_within: Term = Term(14, Unit.DAY)
    inspection: Term = Term(3, Unit.DAY)


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    buyer: Participant
    seller: Participant
    price: Money
    fee: Fee = Fee()
    title: str
    terms: str = ""
    photo_hashes: tuple[str, ...] = ()
    windows: Windows = Windows()
    policy: str
    """The edition pinned at creation, and the hash of what it says."""
    policy_hash: str = ""
    category: str | None = None
    partner_reference: str | None = None
    metadata: Mapping[str, str] = field(default_factory=dict)

    @property
    def total_due(self) -> int:
        """Minor units that the buyer pays in all."""
        return self.price.minor + self.fee.buyer_surcharge(self.price.minor)

    def require_valid(self) -> None:
        """Raises SameParty or FeeExceedsPrice."""
        if self.buyer == self.seller:
            raise SameParty
        if self.fee.paid_by is FeePayer.SELLER and self.fee.total_on(self.price.minor) > self.price.minor:
            raise FeeExceedsPrice


def window_end(start: datetime, term: Term) -> datetime:
    try:
        return due_at_end_of(start, term, CALENDAR_WITHOUT_HOLIDAYS)
    except (ValueError, OverflowError):
        raise WindowTooLong from None
