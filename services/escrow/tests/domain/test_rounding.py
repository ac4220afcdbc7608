"""INV-E20, exhaustively: whole numbers only, every part at least nothing, sums exact, monotone in the share."""

from __future__ import annotations

import pytest

from common.kernel.fees import Fee
from common.kernel.money import BASIS_POINTS, Money, split_by_basis_points

SMALL = range(1, 201)
EVERY_SHARE = range(BASIS_POINTS + 1)


@pytest.mark.slow
def test_inv_e20_every_share_of_every_small_amount() -> None:
    for minor in SMALL:
        whole, last = Money(minor, "EUR"), -1
        for basis_points in EVERY_SHARE:
            to_buyer, to_seller = split_by_basis_points(whole, basis_points)
            twice = 2 * minor * basis_points
            assert to_buyer.minor + to_seller.minor == minor
            # The nearest unit, an exact half to the buyer.
            assert twice - BASIS_POINTS < 2 * BASIS_POINTS * to_buyer.minor <= twice + BASIS_POINTS
            assert to_buyer.minor >= last
            last = to_buyer.minor
        assert last == minor


@pytest.mark.slow
def test_inv_e20_every_rate_of_every_small_price() -> None:
    for price in SMALL:
        last = -1
        for rate in EVERY_SHARE:
            fee = Fee(rate).deducted_from_seller(0, price)
            assert 0 <= fee <= price
            assert abs(BASIS_POINTS * fee - price * rate) <= BASIS_POINTS // 2
            assert fee >= last
            last = fee


def test_inv_e20_a_price_released_unit_by_unit_costs_the_same_fee() -> None:
    for price in range(1, 60):
        for rate in (1, 33, 250, 3_333, 5_000, 9_999):
            fee = Fee(rate, fixed=3)
            assert sum(fee.deducted_from_seller(done, 1) for done in range(price)) == fee.deducted_from_seller(0, price)
