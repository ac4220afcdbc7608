from __future__ import annotations

import pytest

from common.kernel.ids import new_id
from common.kernel.money import Money, Split
from escrow.domain.errors import SplitDoesNotSum
from escrow.domain.escrow import Change
from escrow.domain.events import Closed, FreezeRefused, Frozen, Refunded, Released, Settled, Unfrozen
from escrow.domain.freezes import freeze_funds, settle_dispute, unfreeze_funds
from escrow.domain.transitions import DeadlineKind, EscrowState
from escrow.testing import (
    DAY,
    NOON,
    PLATFORM,
    a_delivered_escrow,
    a_funded_escrow,
    an_escrow,
    eur,
    paid,
    seller_pays,
    timing_at,
)

DISPUTE = new_id()


def released() -> object:
    return a_funded_escrow().release(None, by=PLATFORM, timing=timing_at(NOON), new_id=new_id).aggregate


@pytest.mark.parametrize(
    ("escrow", "amount", "why"),
    [
        (an_escrow(), eur(1), "nothing_held"),
        (paid(an_escrow(), 5), eur(1), "nothing_held"),
        (released(), eur(1), "escrow_ended"),
        (a_funded_escrow(), eur(10_001), "insufficient_hold"),
        (a_funded_escrow(), Money(1, "USD"), "insufficient_hold"),
        (freeze_funds(a_funded_escrow(), new_id(), eur(1)).aggregate, eur(1), "already_frozen"),
    ],
)
def test_a_freeze_that_cannot_be_is_refused_with_its_reason(escrow, amount, why) -> None:
    change = freeze_funds(escrow, DISPUTE, amount)

    assert change.events == (FreezeRefused(DISPUTE, why),)
    assert change.aggregate.balances == escrow.balances


def test_a_freeze_stops_the_deadline_only_if_nothing_else_is_left() -> None:
    whole = freeze_funds(a_delivered_escrow(), DISPUTE, eur(10_000))
    part = freeze_funds(a_delivered_escrow(), DISPUTE, eur(4_000))

    assert whole.events == (Frozen(DISPUTE, eur(10_000)),)
    assert whole.aggregate.running_deadline is None
    assert part.aggregate.running_deadline is not None


def test_the_inspection_releases_what_is_not_frozen_and_goes_on_when_the_freeze_ends() -> None:
    frozen = freeze_funds(a_delivered_escrow(), DISPUTE, eur(4_000)).aggregate
    due = frozen.inspection_ends_at
    assert due is not None

    lapsed = frozen.on_deadline(DeadlineKind.AUTO_RELEASE, due, timing=timing_at(due), new_id=new_id).aggregate
    thawed = unfreeze_funds(lapsed, DISPUTE, due + DAY)

    assert (lapsed.state, lapsed.balances.hold, lapsed.running_deadline) == (EscrowState.DELIVERED, 4_000, None)
    assert thawed.events == (Unfrozen(DISPUTE, eur(4_000)),)
    assert thawed.aggregate.running_deadline is not None
    assert thawed.aggregate.running_deadline.due_at == due + DAY


def test_a_settlement_divides_the_frozen_part_and_takes_the_sellers_fee_once() -> None:
    escrow = freeze_funds(a_delivered_escrow(10_000, seller_pays(250)), DISPUTE, eur(10_000)).aggregate
    shares = Split(eur(4_000), eur(6_000))

    change = settle_dispute(
        escrow, DISPUTE, shares, instruction=(order := new_id()), timing=timing_at(NOON), new_id=new_id
    )

    assert change.aggregate.state is EscrowState.SPLIT_SETTLED
    assert change.events == (
        Settled(DISPUTE, order, Split(eur(4_000), eur(5_850)), eur(150), eur(0), eur(0)),
        Released(order, eur(5_850), eur(150), eur(0)),
        Refunded(order, eur(4_000), eur(0)),
        Closed(),
    )
    assert change.aggregate.event_count == escrow.event_count + 4


@pytest.mark.parametrize(
    ("buyer", "seller", "end"), [(10_000, 0, EscrowState.REFUNDED), (0, 10_000, EscrowState.RELEASED)]
)
def test_a_settlement_of_everything_to_one_side_ends_as_that(buyer: int, seller: int, end: EscrowState) -> None:
    escrow = freeze_funds(a_delivered_escrow(), DISPUTE, eur(10_000)).aggregate

    change = settle_dispute(
        escrow, DISPUTE, Split(eur(buyer), eur(seller)), instruction=new_id(), timing=timing_at(NOON), new_id=new_id
    )

    assert change.aggregate.state is end


def test_after_the_settlement_of_a_part_the_rest_takes_its_ordinary_course() -> None:
    escrow = freeze_funds(a_delivered_escrow(), DISPUTE, eur(4_000)).aggregate

    after = settle_dispute(
        escrow, DISPUTE, Split(eur(4_000), eur(0)), instruction=new_id(), timing=timing_at(NOON), new_id=new_id
    ).aggregate

    assert (after.state, after.balances.hold, after.balances.frozen) == (EscrowState.DELIVERED, 6_000, 0)
    assert after.running_deadline is not None


def test_shares_that_are_not_the_frozen_amount_are_refused() -> None:
    escrow = freeze_funds(a_delivered_escrow(), DISPUTE, eur(4_000)).aggregate

    with pytest.raises(SplitDoesNotSum):
        settle_dispute(
            escrow, DISPUTE, Split(eur(4_000), eur(1)), instruction=new_id(), timing=timing_at(NOON), new_id=new_id
        )


def test_facts_about_a_dispute_that_froze_nothing_here_change_nothing() -> None:
    escrow = freeze_funds(a_delivered_escrow(), DISPUTE, eur(4_000)).aggregate
    other, shares = new_id(), Split(eur(4_000), eur(0))

    assert unfreeze_funds(escrow, other, NOON) == Change(escrow)
    assert settle_dispute(escrow, other, shares, instruction=new_id(), timing=timing_at(NOON), new_id=new_id) == Change(
        escrow
    )
