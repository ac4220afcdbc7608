from __future__ import annotations

import pytest

from common.kernel.ids import new_id
from common.kernel.money import Money, Split
from escrow.domain.errors import SplitDoesNotSum
from escrow.domain.escrow import Change, DeadlineKind, State
from escrow.domain.facts import Closed, FreezeRefused, Froze, Refunded, Released, Settled, Unfroze
from escrow.domain.freezes import freeze, settle, unfreeze
from escrow.testing import (
    NOON,
    PLATFORM,
    a_delivered_escrow,
    a_funded_escrow,
    an_escrow,
    at,
    eur,
    paid,
    seller_pays,
)

DISPUTE = new_id()


def released() -> object:
    return a_funded_escrow().release(None, by=PLATFORM, instruction=new_id(), at=at(NOON)).escrow


@pytest.mark.parametrize(
    ("escrow", "amount", "why"),
    [
        (an_escrow(), eur(1), "nothing_held"),
        (paid(an_escrow(), 5), eur(1), "nothing_held"),
        (released(), eur(1), "escrow_ended"),
        (a_funded_escrow(), eur(10_001), "insufficient_hold"),
        (a_funded_escrow(), Money(1, "USD"), "insufficient_hold"),
        (freeze(a_funded_escrow(), new_id(), eur(1)).escrow, eur(1), "already_frozen"),
    ],
)
def test_a_freeze_that_cannot_be_is_refused_with_its_reason(escrow, amount, why) -> None:
    change = freeze(escrow, DISPUTE, amount)

    assert change.facts == (FreezeRefused(DISPUTE, why),)
    assert change.escrow.purse == escrow.purse


def test_a_freeze_stops_the_deadline_only_if_nothing_else_is_left() -> None:
    whole = freeze(a_delivered_escrow(), DISPUTE, eur(10_000))
    part = freeze(a_delivered_escrow(), DISPUTE, eur(4_000))

    assert whole.facts == (Froze(DISPUTE, eur(10_000)),)
    assert whole.escrow.deadline is None
    assert part.escrow.deadline is not None


def test_the_inspection_releases_what_is_not_frozen_and_goes_on_when_the_freeze_ends() -> None:
    frozen = freeze(a_delivered_escrow(), DISPUTE, eur(4_000)).escrow
    due = frozen.inspection_ends_at
    assert due is not None

    lapsed = frozen.lapse(DeadlineKind.AUTO_RELEASE, due, instruction=new_id(), at=at(due)).escrow
    thawed = unfreeze(lapsed, DISPUTE)

    assert (lapsed.state, lapsed.purse.held, lapsed.deadline) == (State.DELIVERED, 4_000, None)
    assert thawed.facts == (Unfroze(DISPUTE, eur(4_000)),)
    assert thawed.escrow.deadline is not None
    assert thawed.escrow.deadline.due_at == due


def test_a_settlement_divides_the_frozen_part_and_takes_the_sellers_fee_once() -> None:
    escrow = freeze(a_delivered_escrow(10_000, seller_pays(250)), DISPUTE, eur(10_000)).escrow
    shares = Split(eur(4_000), eur(6_000))

    change = settle(escrow, DISPUTE, shares, instruction=(order := new_id()), at=at(NOON))

    assert change.escrow.state is State.SPLIT_SETTLED
    assert change.facts == (
        Settled(DISPUTE, order, Split(eur(4_000), eur(5_850)), eur(150)),
        Released(order, eur(5_850), eur(150)),
        Refunded(order, eur(4_000), eur(0)),
        Closed(),
    )
    assert change.escrow.facts == escrow.facts + 4


@pytest.mark.parametrize(("buyer", "seller", "end"), [(10_000, 0, State.REFUNDED), (0, 10_000, State.RELEASED)])
def test_a_settlement_of_everything_to_one_side_ends_as_that(buyer: int, seller: int, end: State) -> None:
    escrow = freeze(a_delivered_escrow(), DISPUTE, eur(10_000)).escrow

    change = settle(escrow, DISPUTE, Split(eur(buyer), eur(seller)), instruction=new_id(), at=at(NOON))

    assert change.escrow.state is end


def test_after_the_settlement_of_a_part_the_rest_takes_its_ordinary_course() -> None:
    escrow = freeze(a_delivered_escrow(), DISPUTE, eur(4_000)).escrow

    after = settle(escrow, DISPUTE, Split(eur(4_000), eur(0)), instruction=new_id(), at=at(NOON)).escrow

    assert (after.state, after.purse.held, after.purse.frozen) == (State.DELIVERED, 6_000, 0)
    assert after.deadline is not None


def test_shares_that_are_not_the_frozen_amount_are_refused() -> None:
    escrow = freeze(a_delivered_escrow(), DISPUTE, eur(4_000)).escrow

    with pytest.raises(SplitDoesNotSum):
        settle(escrow, DISPUTE, Split(eur(4_000), eur(1)), instruction=new_id(), at=at(NOON))


def test_facts_about_a_dispute_that_froze_nothing_here_change_nothing() -> None:
    escrow = freeze(a_delivered_escrow(), DISPUTE, eur(4_000)).escrow
    other, shares = new_id(), Split(eur(4_000), eur(0))

    assert unfreeze(escrow, other) == Change(escrow)
    assert settle(escrow, other, shares, instruction=new_id(), at=at(NOON)) == Change(escrow)
