from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from common.kernel.fees import Fee, FeePayer
from common.kernel.ids import new_id
from escrow.domain.errors import FeeExceedsPrice
from escrow.domain.ledger import MovementKind
from escrow.testing import NOON, PLATFORM, a_funded_escrow, an_agreement, buyer_pays, eur, seller_pays, timing_at

RATES = (0, 1, 50, 250, 333, 5_000, 9_999, 10_000)


def cuts(price: int) -> list[tuple[int, ...]]:
    """Every way to cut a price into parts, in order."""
    if price == 0:
        return [()]
    return [(first, *rest) for first in range(1, price + 1) for rest in cuts(price - first)]


def test_a_release_however_it_is_cut_costs_the_seller_the_same_fee() -> None:
    for price in range(1, 8):
        for rate in RATES:
            for fixed in range(price + 1):
                fee = seller_pays(rate, fixed)
                if fee.total_on(price) > price:
                    continue
                for parts in cuts(price):
                    released, taken = 0, 0
                    for part in parts:
                        piece = fee.deducted_from_seller(released, part)
                        assert 0 <= piece <= part
                        released, taken = released + part, taken + piece
                    assert taken == fee.total_on(price)


@pytest.mark.parametrize(("price", "rate", "fee"), [(100, 250, 2), (300, 250, 8), (20, 250, 0), (60, 250, 2)])
def test_a_fee_of_exactly_half_a_cent_is_rounded_to_the_even_cent(price: int, rate: int, fee: int) -> None:
    assert seller_pays(rate).total_on(price) == fee


@given(price=st.integers(1, 10**15), rate=st.integers(0, 10_000))
def test_the_fee_is_the_nearest_minor_unit_and_ties_go_to_the_even_one(price: int, rate: int) -> None:
    assert Fee(rate).total_on(price) == round(Fraction(price * rate, 10_000))


def test_a_fixed_fee_is_taken_from_the_first_releases_until_it_is_covered() -> None:
    fee = seller_pays(fixed=150)

    assert [
        fee.deducted_from_seller(0, 100),
        fee.deducted_from_seller(100, 100),
        fee.deducted_from_seller(200, 100),
    ] == [100, 50, 0]


@given(
    price=st.integers(1, 2_000),
    rate=st.integers(0, 10_000),
    fixed=st.integers(0, 500),
    steps=st.lists(st.tuples(st.booleans(), st.integers(1, 700)), max_size=8),
)
def test_a_buyers_fee_is_earned_or_returned_to_the_last_unit(
    price: int, rate: int, fixed: int, steps: list[tuple[bool, int]]
) -> None:
    escrow = a_funded_escrow(price, buyer_pays(rate, fixed))
    earned = returned = 0

    for to_seller, wish in [*steps, (True, price)]:
        amount = min(wish, escrow.balances.hold)
        if not amount:
            break
        act = escrow.release if to_seller else escrow.refund
        change = act(eur(amount), by=PLATFORM, timing=timing_at(NOON), new_id=new_id)
        escrow = change.aggregate
        assert change.posting is not None
        earned += change.posting.total_of(MovementKind.BUYER_FEE_EARNED)
        returned += change.posting.total_of(MovementKind.BUYER_FEE_RETURNED)

    assert escrow.balances.fee_hold == 0
    assert earned + returned == escrow.agreement.fee.buyer_surcharge(price)


def test_a_buyers_fee_goes_back_in_the_proportion_of_the_refund() -> None:
    escrow = a_funded_escrow(10_000, buyer_pays(300))

    change = escrow.refund(eur(2_500), by=PLATFORM, timing=timing_at(NOON), new_id=new_id)

    assert change.posting is not None
    assert change.posting.total_of(MovementKind.BUYER_FEE_RETURNED) == 75


def test_a_seller_cannot_owe_more_than_the_price() -> None:
    with pytest.raises(FeeExceedsPrice):
        an_agreement(100, Fee(5_000, 51, FeePayer.SELLER)).require_valid()
