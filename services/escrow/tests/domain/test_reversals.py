"""A settlement decided anew: the difference moves, the other side owes it, and no account is ever overdrawn."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from common.contracts.escrow import EscrowEvent
from common.execution.commands import Context
from common.kernel.fees import Fee, FeePayer
from common.kernel.ids import new_id
from common.kernel.money import Split
from common.kernel.principal import Principal, Role
from escrow.domain.errors import FeeExceedsPrice, SplitDoesNotSum
from escrow.domain.events import FineBooked, FineCancelled, Reversed
from escrow.domain.fines import BookedFine, Fine, book_fine, cancel_fine
from escrow.domain.freezes import freeze_funds, settle_dispute
from escrow.domain.ledger import Account, MovementKind, Party
from escrow.domain.reversals import Settlement, reverse_settlement
from escrow.domain.transitions import EscrowState
from escrow.integration_events import escrow_events
from escrow.testing import NOON, a_delivered_escrow, buyer_pays, eur, seller_pays, timing_at

DISPUTE = new_id()


def shares(buyer: int, seller: int) -> Split:
    return Split(eur(buyer), eur(seller))


def settled(price: int, fee: Fee, buyer: int, seller: int, rest: int = 0):
    """`rest` is not disputed."""
    escrow = freeze_funds(a_delivered_escrow(price + rest, fee), DISPUTE, eur(price)).aggregate
    change = settle_dispute(
        escrow, DISPUTE, shares(buyer, seller), instruction=new_id(), timing=timing_at(NOON), new_id=new_id
    )
    posted = change.posting
    was = Settlement(
        new_id(), posted.instruction, posted.total_of(MovementKind.REFUND),
        posted.total_of(MovementKind.RELEASE) + posted.total_of(MovementKind.FEE), posted.total_of(MovementKind.FEE),
        posted.total_of(MovementKind.BUYER_FEE_EARNED),
    )  # fmt: skip
    return change, was


def test_k19_a_release_decided_anew_as_a_refund_is_a_debt_of_the_seller() -> None:
    change, was = settled(10_000, seller_pays(250), 0, 10_000)

    after = reverse_settlement(change.aggregate, DISPUTE, was, shares(10_000, 0), instruction=new_id(), new_id=new_id)

    # The seller had 97.50 of it and owes that; the platform gives back its 2.50.
    assert after.posting.entries_by_account() == {
        Account.RECEIVABLE: -9_750, Account.FEE: -250, Account.BUYER: 10_000,
    }  # fmt: skip
    assert after.posting.debtor == "shop"
    assert (after.aggregate.state, after.aggregate.balances.fee_taken) == (EscrowState.REFUNDED, 0)
    assert after.events == (
        Reversed(DISPUTE, after.posting.instruction, was.instruction, "buyer", eur(10_000), eur(0), eur(0), eur(0)),
    )


def test_k19_a_refund_decided_anew_as_a_release_is_a_debt_of_the_buyer() -> None:
    change, was = settled(10_000, seller_pays(250), 10_000, 0)

    after = reverse_settlement(
        change.aggregate, DISPUTE, was, shares(4_000, 6_000), instruction=new_id(), new_id=new_id
    )

    assert after.posting.entries_by_account() == {Account.RECEIVABLE: -6_000, Account.FEE: 150, Account.SELLER: 5_850}
    assert after.posting.debtor == "anna"
    assert after.aggregate.state is EscrowState.SPLIT_SETTLED


def test_a_fee_the_buyer_paid_follows_the_money_both_ways() -> None:
    change, was = settled(10_000, buyer_pays(250), 0, 10_000)
    to_buyer = reverse_settlement(
        change.aggregate, DISPUTE, was, shares(10_000, 0), instruction=new_id(), new_id=new_id
    )
    assert to_buyer.posting.entries_by_account() == {
        Account.RECEIVABLE: -10_000,
        Account.FEE: -250,
        Account.BUYER: 10_250,
    }
    [told] = to_buyer.events
    assert (told.to, told.amount, told.fee_on_top, told.fee_returned) == ("buyer", eur(10_000), eur(0), eur(250))

    change, was = settled(10_000, buyer_pays(250), 10_000, 0)
    to_seller = reverse_settlement(
        change.aggregate, DISPUTE, was, shares(0, 10_000), instruction=new_id(), new_id=new_id
    )
    assert to_seller.posting.entries_by_account() == {
        Account.RECEIVABLE: -10_250,
        Account.FEE: 250,
        Account.SELLER: 10_000,
    }
    [told] = to_seller.events
    assert (told.to, told.amount, told.fee_on_top, told.fee_returned) == ("seller", eur(10_000), eur(250), eur(250))


def test_inv_e17_no_more_fee_is_given_back_than_the_settlement_took() -> None:
    """Half a cent of fee was rounded away there; the release of the rest brought it to a whole one."""
    change, was = settled(1, seller_pays(5_000), 0, 1, rest=1)
    released = change.aggregate.pay_out(to_seller=1, timing=timing_at(NOON), new_id=new_id)
    assert (was.fee, released.posting.total_of(MovementKind.FEE)) == (0, 1)

    after = reverse_settlement(released.aggregate, DISPUTE, was, shares(1, 0), instruction=new_id(), new_id=new_id)

    assert after.posting.entries_by_account() == {Account.RECEIVABLE: -1, Account.BUYER: 1}


def test_the_same_division_again_changes_nothing() -> None:
    change, was = settled(10_000, seller_pays(250), 4_000, 6_000)

    assert (
        reverse_settlement(
            change.aggregate, DISPUTE, was, shares(4_000, 6_000), instruction=new_id(), new_id=new_id
        ).aggregate
        is change.aggregate
    )


@pytest.mark.parametrize("wrong", [shares(1, 10_000), shares(0, 9_999)])
def test_no_more_and_no_less_than_was_settled_is_divided_anew(wrong) -> None:
    change, was = settled(10_000, seller_pays(250), 4_000, 6_000)

    with pytest.raises(SplitDoesNotSum):
        reverse_settlement(change.aggregate, DISPUTE, was, wrong, instruction=new_id(), new_id=new_id)


def assert_told_to_the_unit(told: Reversed, was: Settlement, entries: Mapping[Account, int]) -> None:
    """Whoever has read what was settled rebuilds every account from what the event tells (PRM-10, PRM-11)."""
    taken, earned = told.fee.minor - was.fee, told.fee_on_top.minor - was.buyer_fee_earned
    amount, returned = told.amount.minor, told.fee_returned.minor
    assert entries.get(Account.FEE, 0) == taken + earned
    paid = Account.BUYER if told.to == "buyer" else Account.SELLER
    parts = (amount + returned, -amount - taken) if told.to == "buyer" else (amount - taken, -amount - returned)
    assert (entries.get(paid, 0), entries.get(Account.RECEIVABLE, 0)) == parts


@given(
    price=st.integers(1, 300),
    rest=st.integers(0, 200),
    rate=st.sampled_from([0, 1, 250, 3_333, 9_999]),
    fixed=st.integers(0, 20),
    payer=st.sampled_from(FeePayer),
    first=st.integers(0, 300),
    second=st.integers(0, 300),
    before=st.booleans(),
    cut=st.integers(1, 200),
)
def test_inv_e17_however_it_is_decided_anew_everything_adds_up_to_the_last_unit(
    price, rest, rate, fixed, payer, first, second, before, cut
) -> None:
    first, second = min(first, price), min(second, price)
    try:
        change, was = settled(price, Fee(rate, fixed, payer), first, price - first, rest)
    except FeeExceedsPrice:
        return
    escrow, original = change.aggregate, change.posting.entries_by_account()
    books: Counter[Account] = Counter(
        {Account.HOLD: price + rest, Account.FEE_HOLD: escrow.agreement.total_due - price - rest}
    )
    books.update(original)
    if before and escrow.balances.hold:
        other = escrow.pay_out(to_seller=min(cut, escrow.balances.hold), timing=timing_at(NOON), new_id=new_id)
        escrow, _ = other.aggregate, books.update(other.posting.entries_by_account())

    after = reverse_settlement(
        escrow, DISPUTE, was, shares(second, price - second), instruction=new_id(), new_id=new_id
    )

    if after.posting is not None:
        entries = after.posting.entries_by_account()
        assert sum(entries.values()) == 0
        assert_told_to_the_unit(after.events[0], was, entries)
        assert entries.get(Account.RECEIVABLE, 0) < 0 or entries.get(Account.FEE, 0) < 0
        assert Account.HOLD not in entries
        undone = {a: m for a, m in entries.items() if original.get(a, 0) * m < 0 and a is not Account.RECEIVABLE}
        assert all(abs(minor) <= abs(original[account]) for account, minor in undone.items())
        books.update(entries)
    escrow = after.aggregate
    if escrow.balances.hold:
        last = escrow.pay_out(to_seller=escrow.balances.hold, timing=timing_at(NOON), new_id=new_id)
        escrow, _ = last.aggregate, books.update(last.posting.entries_by_account())
    assert (books[Account.HOLD], books[Account.FEE_HOLD]) == (0, 0)
    assert books[Account.FEE] == escrow.balances.fee_taken >= 0
    assert escrow.balances.released + escrow.balances.refunded == price + rest
    assert all(books[account] >= 0 for account in (Account.SELLER, Account.BUYER))


def test_k19_prm_7_what_was_paid_in_between_counts_in_what_is_foretold_of_a_division_anew() -> None:
    """Foretold as if nothing had moved since the settlement, the buyer would have been promised 17."""
    change, was = settled(12, Fee(0, 50, FeePayer.BUYER), 8, 4, rest=4)
    other = change.aggregate.pay_out(to_seller=4, timing=timing_at(NOON), new_id=new_id)
    escrow, told = (
        other.aggregate,
        escrow_events(other, Context(Principal(new_id(), Role.PLATFORM, "p"), timing_at(NOON), new_id, "test")),
    )
    money = [event.deal_money for event in told if isinstance(event, EscrowEvent)][-1]

    foretold = money.divide_anew(was.payout, shares(12, 0))
    after = reverse_settlement(escrow, DISPUTE, was, shares(12, 0), instruction=new_id(), new_id=new_id)

    entries = after.posting.entries_by_account()
    assert (foretold.to_buyer, foretold.to_seller, foretold.to_platform) == (16, -4, -12)
    assert (entries[Account.BUYER], entries[Account.RECEIVABLE], entries[Account.FEE]) == (16, -4, -12)


def a_fine(**differently) -> Fine:
    given = {"instruction": new_id(), "dispute": DISPUTE, "participant": "shop", "party": Party.SELLER,
             "amount": eur(2_500)}  # fmt: skip
    return Fine(**{**given, **differently})


def test_k16_a_fine_is_a_debt_and_touches_no_escrow_money() -> None:
    escrow, fine = a_delivered_escrow(), a_fine()

    change = book_fine(escrow, fine, new_id=new_id)

    assert change.posting.entries_by_account() == {Account.RECEIVABLE: -2_500, Account.FINES: 2_500}
    assert (change.posting.debtor, change.posting.concerns_escrow) == ("shop", False)
    assert change.events == (FineBooked(DISPUTE, fine.instruction, "shop", eur(2_500)),)
    assert change.aggregate.balances == escrow.balances


def test_k16_a_fine_that_an_appeal_undid_is_taken_off() -> None:
    fine, transaction = a_fine(), new_id()

    change = cancel_fine(
        a_delivered_escrow(), BookedFine(fine, transaction), instruction=(again := new_id()), new_id=new_id
    )

    assert change.posting.entries_by_account() == {Account.FINES: -2_500, Account.RECEIVABLE: 2_500}
    assert change.posting.reverses == transaction
    assert change.events == (FineCancelled(DISPUTE, again, fine.instruction, "shop", eur(2_500)),)
