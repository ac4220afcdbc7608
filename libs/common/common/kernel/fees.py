"""Fees of a deal: what the platform takes, who pays it, and what is left of a payout for each side.

Escrow posts by these rules and every service foretells by them, so that what is foretold is what is paid.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple

from .money import BASIS_POINTS, divide_half_even


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
        return self.total_on(price) if self.paid_by == FeePayer.BUYER else 0

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
        return min(released, self.total_on(released)) if self.paid_by == FeePayer.SELLER and released else 0

    def _returned_in_total(self, price: int, refunded: int) -> int:
        return divide_half_even(self.buyer_surcharge(price) * refunded, price)


class FundedPrice(NamedTuple):
    """Price of a deal and where it is, in minor units: all that decides about the fees of the next payout."""

    price: int
    hold: int
    released: int = 0
    """With the fee that came out of it."""
    refunded: int = 0
    fee_hold: int = 0
    """Of a fee that the buyer paid on top."""


class PayoutParts(NamedTuple):
    """Parts of one payout. They add up to what leaves the hold and the held fee."""

    seller_net: int
    buyer_net: int
    """What goes back of the price."""
    fee_deducted: int
    """Taken by the platform from the seller's share."""
    fee_earned: int
    """Taken by the platform from the fee that the buyer had paid on top."""
    fee_returned: int
    """Of that fee, what goes back to the buyer."""

    @property
    def to_seller(self) -> int:
        """Everything that the seller gets."""
        return self.seller_net

    @property
    def to_buyer(self) -> int:
        """Everything that the buyer gets."""
        return self.buyer_net + self.fee_returned

    @property
    def to_platform(self) -> int:
        """Everything that the platform takes."""
        return self.fee_deducted + self.fee_earned


@lru_cache(maxsize=4096)  # what a view foretells is, for the most part, the same payout again and again
def divide_payout(fee: Fee, funds: FundedPrice, *, to_seller: int = 0, to_buyer: int = 0) -> PayoutParts:
    """Divide that much of the price as it will be posted: the seller's share net, fees in proportion."""
    deducted = fee.deducted_from_seller(funds.released, to_seller)
    earned = fee.earned_from_buyer(funds.price, funds.released, to_seller)
    returned = fee.returned_to_buyer(funds.price, funds.refunded, to_buyer)
    if funds.hold == to_seller + to_buyer:  # the last one squares the rounding, a reversal's too
        returned = min(returned, funds.fee_hold) if to_seller else funds.fee_hold
        earned = funds.fee_hold - returned
    return PayoutParts(to_seller - deducted, to_buyer, deducted, earned, returned)


class SettledPayout(NamedTuple):
    """Settlement as it was posted: the shares with the fee in them, and what the platform took of it."""

    to_buyer: int
    to_seller: int
    fee_deducted: int
    fee_earned: int


def divide_anew(fee: Fee, funds: FundedPrice, settled: SettledPayout, *, to_buyer: int) -> PayoutParts:
    """Divide anew what was settled, as the funds stand now: what each is paid by it and, below zero, owes.

    Nobody gives back more than was taken of this settlement, whatever else has been paid out since.
    """
    extra = to_buyer - settled.to_buyer
    if extra >= 0:
        released_before = funds.released - extra
        given_back = min(fee.deducted_from_seller(released_before, extra), settled.fee_deducted)
        unearned = min(fee.earned_from_buyer(funds.price, released_before, extra), settled.fee_earned)
        returned = min(fee.returned_to_buyer(funds.price, funds.refunded, extra), funds.fee_hold + unearned)
        return PayoutParts(given_back - extra, extra, -given_back, -unearned, returned)
    more = -extra
    deducted = fee.deducted_from_seller(funds.released, more)
    taken_back = fee.returned_to_buyer(funds.price, funds.refunded - more, more)
    earned = min(fee.earned_from_buyer(funds.price, funds.released, more), funds.fee_hold + taken_back)
    return PayoutParts(more - deducted, -more, deducted, earned, -taken_back)
