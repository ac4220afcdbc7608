"""What buyer and seller agreed on when the escrow was made. It never changes afterwards."""

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

CALENDAR: Final = Calendar()


class Payer(StrEnum):
    SELLER = "seller"
    BUYER = "buyer"


@dataclass(frozen=True, slots=True)
class Fee:
    """The platform's share: a rate, a fixed amount, or both. Who pays it decides what it is measured on.

    The seller's fee comes out of what is released: the fixed part first, the rate on all that was released so far,
    so that however the releases are cut the last one squares the rounding. The buyer's fee is paid on top of the
    price and goes back in the proportion of the refund.
    """

    basis_points: int = 0
    fixed: int = 0
    paid_by: Payer = Payer.SELLER

    def whole(self, price: int) -> int:
        return divide_half_even(price * self.basis_points, BASIS_POINTS) + self.fixed

    def on_top(self, price: int) -> int:
        """What the buyer pays beside the price."""
        return self.whole(price) if self.paid_by is Payer.BUYER else 0

    def from_seller(self, already: int, released: int) -> int:
        """What comes out of a release of `released` after `already` was released."""
        return self._of_released(already + released) - self._of_released(already)

    def back_to_buyer(self, price: int, already: int, refunded: int) -> int:
        return self._returned(price, already + refunded) - self._returned(price, already)

    def from_buyer(self, price: int, already: int, released: int) -> int:
        """Earned as the mirror of what would go back, so that earned and returned always make the whole."""
        return self._returned(price, price - already) - self._returned(price, price - already - released)

    def _of_released(self, total: int) -> int:
        return min(total, self.whole(total)) if self.paid_by is Payer.SELLER and total else 0

    def _returned(self, price: int, refunded: int) -> int:
        return divide_half_even(self.on_top(price) * refunded, price)


@dataclass(frozen=True, slots=True)
class Windows:
    """How long the buyer has to pay, the seller to ship, and the buyer to inspect."""

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
    def due(self) -> int:
        """What the buyer pays in all."""
        return self.price.minor + self.fee.on_top(self.price.minor)

    def check(self) -> None:
        """Raises what is wrong with it."""
        if self.buyer == self.seller:
            raise SameParty
        if self.fee.paid_by is Payer.SELLER and self.fee.whole(self.price.minor) > self.price.minor:
            raise FeeExceedsPrice


def ends(start: datetime, term: Term) -> datetime:
    try:
        return due_at_end_of(start, term, CALENDAR)
    except (ValueError, OverflowError):
        raise WindowTooLong from None
