"""Money foretold and then posted: the same to the unit, over fees, payers, currencies and partial amounts."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from common.contracts.escrow import EscrowEvent, EscrowSettled, FundsRefunded, FundsReleased
from common.execution.commands import Context
from common.kernel.errors import DomainError
from common.kernel.fees import Fee, FeePayer, divide_payout
from common.kernel.ids import new_id
from common.kernel.money import Money, Split
from common.kernel.principal import Actor, Principal, Role
from common.kernel.terms import Calendar, Term
from common.kernel.timing import Timing
from escrow.domain.corrections import correct_shipment
from escrow.domain.disputing import DisputeTerms, FilingAnchor
from escrow.domain.errors import FeeExceedsPrice
from escrow.domain.escrow import Change, Escrow
from escrow.domain.events import Frozen
from escrow.domain.forecast import MoneyPaid, forecast_action, forecast_step, forecast_unfrozen
from escrow.domain.freezes import freeze_funds, settle_dispute, unfreeze_funds
from escrow.domain.ledger import Account
from escrow.domain.transitions import Action
from escrow.integration_events import escrow_events
from escrow.testing import (
    BUYER,
    DAY,
    NOON,
    PARCEL,
    PLATFORM,
    SELLER,
    a_shipped_escrow,
    an_agreement,
    money_paid,
    timing_at,
)

CURRENCIES = ("JPY", "EUR", "KWD")
ACTORS = {Role.BUYER: BUYER, Role.SELLER: SELLER, Role.PLATFORM: PLATFORM}


@dataclass
class Deal:
    escrow: Escrow
    currency: str

    def money(self, minor: int) -> Money:
        return Money(minor, self.currency)


@st.composite
def deals(draw: st.DrawFn) -> Deal:
    """A paid deal somewhere on its way, perhaps with a part released or refunded already."""
    currency = draw(st.sampled_from(CURRENCIES))
    price = draw(st.integers(1, 100_000))
    rate, fixed = draw(st.sampled_from([0, 1, 250, 500, 3_333, 9_999])), draw(st.integers(0, 50))
    fee = Fee(rate, fixed, draw(st.sampled_from(FeePayer)))
    agreement = replace(an_agreement(price, fee), price=Money(price, currency))
    try:
        escrow = Escrow.create(id=new_id(), tenant=new_id(), agreement=agreement, timing=timing_at(NOON)).aggregate
    except FeeExceedsPrice:
        agreement = replace(agreement, fee=Fee())
        escrow = Escrow.create(id=new_id(), tenant=new_id(), agreement=agreement, timing=timing_at(NOON)).aggregate
    deal = Deal(escrow, currency)
    whole = draw(st.booleans()) or draw(st.booleans())
    due = escrow.missing_amount if whole else draw(st.integers(1, escrow.missing_amount))
    order: dict[str, Any] = {"timing": timing_at(NOON), "new_id": new_id}
    deal.escrow = escrow.fund(deal.money(due), by=PLATFORM, reference="pay", **order).aggregate
    for act in draw(st.lists(st.sampled_from(["ship", "deliver", "release", "refund", "freeze"]), max_size=5)):
        try:
            minor = draw(st.integers(1, price))
            deal.escrow = _acted(deal, act, minor, order).aggregate
        except DomainError:
            continue
    return deal


def _acted(deal: Deal, act: str, minor: int, order: dict[str, Any]) -> Change:
    escrow = deal.escrow
    match act:
        case "ship":
            return escrow.ship(PARCEL, by=SELLER, timing=timing_at(NOON))
        case "deliver":
            return escrow.deliver(by=PLATFORM, timing=timing_at(NOON))
        case "freeze":
            return freeze_funds(escrow, new_id(), deal.money(minor))
        case _:
            return getattr(escrow, act)(deal.money(minor), by=PLATFORM, **order)


def perform(deal: Deal, action: Action, by: Actor, timing: Timing) -> Change:
    escrow, order = deal.escrow, {"by": by, "timing": timing, "new_id": new_id}
    match action:
        case Action.ACCEPT:
            return escrow.accept(**order)
        case Action.RELEASE:
            return escrow.release(deal.money(escrow.balances.available), **order)
        case Action.REFUND:
            return escrow.refund(deal.money(escrow.balances.available), **order)
        case Action.CANCEL:
            return escrow.cancel(**order)
        case Action.FUND:
            return escrow.fund(deal.money(escrow.missing_amount), reference="the-rest", **order)
        case Action.SHIP:
            return escrow.ship(PARCEL, by=by, timing=timing)
        case Action.DELIVER:
            return escrow.deliver(by=by, timing=timing)
        case Action.CORRECT_SHIPMENT:
            return correct_shipment(escrow, PARCEL, by=by, timing=timing)


def assert_adds_up(escrow: Escrow, change: Change, paid: MoneyPaid | None) -> None:
    entries = change.posting.entries_by_account() if change.posting else {}
    left = -(entries.get(Account.HOLD, 0) + entries.get(Account.FEE_HOLD, 0))
    assert sum(paid or (0,)) == left
    assert (paid.seller if paid else 0) == entries.get(Account.SELLER, 0)
    assert (paid.buyer if paid else 0) == entries.get(Account.BUYER, 0)
    assert (paid.platform if paid else 0) == entries.get(Account.FEE, 0)


@given(deals())
def test_prm_7_every_allowed_action_pays_what_it_foretold(deal: Deal) -> None:
    for role, by in ACTORS.items():
        for action in deal.escrow.allowed_actions(role, NOON):
            foretold, then = forecast_action(deal.escrow, action, NOON)
            change = perform(deal, action, by, timing_at(NOON))
            if change.posting is None or action is Action.FUND:
                assert foretold is None
                assert then == forecast_step(change.aggregate)
                continue
            assert then is None
            assert foretold == money_paid(change.posting)
            assert_adds_up(deal.escrow, change, foretold)


@given(deals())
def test_prm_8_every_step_by_itself_pays_what_it_foretold_and_so_do_those_after_a_freeze(deal: Deal) -> None:
    foretold = forecast_unfrozen(deal.escrow, NOON + DAY)
    assert (foretold is None) == (deal.escrow.frozen_by is None)
    if deal.escrow.frozen_by is not None:
        deal.escrow = unfreeze_funds(deal.escrow, deal.escrow.frozen_by, NOON + DAY).aggregate
        assert foretold == forecast_step(deal.escrow)
    while (step := forecast_step(deal.escrow)) is not None:
        due_at = step.deadline.due_at
        timing = Timing(due_at, due_at + DAY, due_at)
        change = deal.escrow.on_deadline(step.deadline.kind, due_at, timing=timing, new_id=new_id)
        assert money_paid(change.posting) == step.payment
        assert_adds_up(deal.escrow, change, step.payment)
        deal.escrow = change.aggregate
        if change.posting is None:
            assert step.then is not None, "a step that pays nobody is no end"
            assert step.then == forecast_step(deal.escrow)
    assert deal.escrow.closed_at is not None, "every waiting state has an end"


@given(deals(), st.integers(0, 10_000))
def test_prm_7_who_reads_the_events_foretells_a_settlement_to_the_unit(deal: Deal, basis_points: int) -> None:
    escrow, dispute = deal.escrow, deal.escrow.frozen_by
    if dispute is None:
        return
    to_buyer = escrow.balances.frozen * basis_points // 10_000
    to_seller = escrow.balances.frozen - to_buyer
    read = published(escrow)
    foretold = divide_payout(read.fee_terms.to_fee(), read.funds, to_seller=to_seller, to_buyer=to_buyer)
    shares = Split(deal.money(to_buyer), deal.money(to_seller))

    change = settle_dispute(escrow, dispute, shares, instruction=new_id(), timing=timing_at(NOON), new_id=new_id)

    assert money_paid(change.posting) == MoneyPaid(foretold.to_buyer, foretold.to_seller, foretold.to_platform)
    assert_events_add_up(change)


@given(st.sampled_from(["24 hours", "72 hours", "5 days"]), st.booleans(), st.integers(1, 9_999))
def test_prm_24_the_release_that_a_filing_window_holds_up_is_foretold_when_it_comes(
    inspection: str, holds_money: bool, frozen: int
) -> None:
    terms = DisputeTerms(
        openers={"conduct": frozenset({Role.BUYER})}, since=tuple(FilingAnchor), term=Term.parse("72 hours"),
        holds_money=holds_money,
    )  # fmt: skip
    escrow = a_shipped_escrow()
    windows = replace(escrow.agreement.windows, inspection=Term.parse(inspection))
    escrow = replace(escrow, agreement=replace(escrow.agreement, windows=windows, dispute_terms=terms))
    escrow = freeze_funds(escrow, new_id(), Money(frozen, "EUR")).aggregate
    read = published(escrow).deal_money
    presumed = escrow.running_deadline

    escrow = escrow.on_deadline(presumed.kind, presumed.due_at, timing=timing_at(presumed.due_at), new_id=new_id)[0]

    release = escrow.running_deadline
    foretold = read.at(presumed.due_at).next_step
    assert (foretold.kind, foretold.due_at) == (release.kind.value, release.due_at)
    assert read.at(release.due_at - DAY / 24).available == escrow.balances.available, "nothing before it"
    assert read.at(release.due_at).available == 0


OFFICE_IN_LISBON = Calendar("Europe/Lisbon", frozenset(range(6)), time(9), time(17), frozenset({date(2026, 1, 12)}))
"""Of an edition, which escrow's own windows know nothing of."""


@st.composite
def filing_terms(draw: st.DrawFn) -> DisputeTerms:
    """Terms of an edition whose filing window may hold the money, counted as it likes."""
    terms = ["72 hours", "40 days", "3 business days", "9 business hours"]
    return DisputeTerms(
        openers={"conduct": draw(st.sampled_from([frozenset({Role.BUYER}), frozenset({Role.BUYER, Role.SELLER})]))},
        since=draw(st.sampled_from([tuple(FilingAnchor), (FilingAnchor.FUNDED,), (FilingAnchor.DELIVERED,)])),
        term=Term.parse(draw(st.sampled_from(terms))),
        holds_money=draw(st.integers(0, 3)) > 0,
        calendar=draw(st.sampled_from([Calendar(), OFFICE_IN_LISBON])),
    )


@pytest.mark.parametrize("bars", [frozenset(), {Role.BUYER}, {Role.BUYER, Role.SELLER}], ids=["none", "one", "both"])
@given(
    st.sampled_from(["24 hours", "72 hours", "5 days", "3 business days", "10 business hours"]),
    filing_terms(),
    st.sampled_from([FeePayer.SELLER, FeePayer.BUYER]),
    st.integers(0, 60),
    st.sampled_from([frozenset[Role](), frozenset({Role.BUYER})]),
)
def test_prm_8_who_reads_the_events_foretells_the_release_after_a_delivery_presumed_late(
    bars: frozenset[Role],
    inspection: str,
    terms: DisputeTerms,
    payer: FeePayer,
    days: int,
    already_barred: frozenset[Role],
) -> None:
    """A case that ends without a settlement after the carrier's time: the delivery is presumed then, not before, and
    the filing window holds the money only where somebody can open another case."""
    escrow = replace(a_shipped_escrow(fee=Fee(333, 10, payer)), barred_from_disputing=already_barred)
    windows = replace(escrow.agreement.windows, inspection=Term.parse(inspection))
    escrow = replace(escrow, agreement=replace(escrow.agreement, windows=windows, dispute_terms=terms))
    dispute, ends_at = new_id(), NOON + days * DAY
    escrow = freeze_funds(escrow, dispute, Money(escrow.price, "EUR")).aggregate
    foretold = published(escrow).deal_money.forecast_unfrozen(ends_at, bars)
    own = forecast_unfrozen(escrow, ends_at)

    escrow = unfreeze_funds(escrow, dispute, ends_at, bars=frozenset(bars)).aggregate

    steps = [step for step in (foretold, foretold.then) if step is not None]
    assert [step.kind.value for step in steps] == ["presume_delivery", "auto_release"]
    for step, mine in zip(steps, (own, own.then), strict=True):
        running = escrow.running_deadline
        timing = Timing(running.due_at, running.due_at + DAY, running.due_at)
        change = escrow.on_deadline(running.kind, running.due_at, timing=timing, new_id=new_id)
        paid = money_paid(change.posting)
        assert (step.kind.value, step.at) == (running.kind.value, running.due_at)
        assert bars or mine.deadline[::2] == (running.kind.value, running.due_at)
        assert mine.payment == paid
        assert paid == (step.payout and MoneyPaid(step.payout.to_buyer, step.payout.to_seller, step.payout.to_platform))
        escrow = change.aggregate
    assert escrow.closed_at is not None


@given(deals(), st.integers(1, 100_000), st.sampled_from(["release", "refund"]))
def test_prm_7_the_parts_of_every_event_add_up(deal: Deal, minor: int, act: str) -> None:
    order: dict[str, Any] = {"by": PLATFORM, "timing": timing_at(NOON), "new_id": new_id}
    try:
        assert_events_add_up(getattr(deal.escrow, act)(deal.money(minor), **order))
    except DomainError:
        return


def published(escrow: Escrow) -> EscrowEvent:
    """The freeze as it was published: it carries how the escrow stands."""
    frozen = Frozen(new_id(), Money(escrow.balances.frozen, escrow.currency))
    event = escrow_events(Change(escrow, (frozen,)), context())[0]
    assert isinstance(event, EscrowEvent)
    return event


def context() -> Context:
    return Context(Principal(new_id(), Role.PLATFORM, "plt"), timing_at(NOON), new_id, "test")


def assert_events_add_up(change: Change) -> None:
    """What the events of one act say was paid is what was posted."""
    paid = money_paid(change.posting)
    events = escrow_events(change, context())
    released = [event for event in events if isinstance(event, FundsReleased)]
    refunded = [event for event in events if isinstance(event, FundsRefunded)]
    assert sum(event.to_seller.amount for event in released) == (paid.seller if paid else 0)
    assert sum(event.fee.amount + amount_of(event.fee_on_top) for event in released) == (paid.platform if paid else 0)
    assert sum(event.to_buyer.amount + amount_of(event.fee_returned) for event in refunded) == (
        paid.buyer if paid else 0
    )
    for event in events:
        if isinstance(event, EscrowSettled) and paid is not None:
            assert event.to_seller.amount == paid.seller
            assert event.to_buyer.amount + amount_of(event.fee_returned) == paid.buyer
            assert event.fee.amount + amount_of(event.fee_on_top) == paid.platform


def amount_of(ref: Any) -> int:
    return 0 if ref is None else ref.amount
