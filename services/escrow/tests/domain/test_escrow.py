from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest

from common.kernel.errors import CurrencyMismatch, DeadlinePassed, DomainError, Forbidden
from common.kernel.ids import new_id
from common.kernel.money import Money
from common.kernel.principal import Actor, Role
from common.kernel.timing import Timing
from escrow.domain.corrections import correct_shipment
from escrow.domain.errors import ActionNotAllowedInState, EscrowFrozen, InsufficientHold, SameParty
from escrow.domain.escrow import Change, Escrow
from escrow.domain.events import Closed, Funded, PaymentHeld, PaymentParked, Refunded
from escrow.domain.freezes import freeze_funds
from escrow.domain.transitions import ALLOWED_ROLES, ALLOWED_STATES, Action, DeadlineKind, EscrowState
from escrow.testing import (
    BUYER,
    DAY,
    NOON,
    PARCEL,
    PLATFORM,
    SELLER,
    a_delivered_escrow,
    a_funded_escrow,
    a_shipped_escrow,
    an_agreement,
    an_escrow,
    buyer_pays,
    eur,
    paid,
    timing_at,
)

MICROSECOND = timedelta(microseconds=1)
ACTORS = {role: Actor(role, "somebody") for role in Role}


def ended(act: str, escrow: Escrow) -> Escrow:
    change: Change = getattr(escrow, act)(None, by=PLATFORM, timing=timing_at(NOON), new_id=new_id)
    return change.aggregate


def split() -> Escrow:
    half = a_funded_escrow().release(eur(5_000), by=PLATFORM, timing=timing_at(NOON), new_id=new_id).aggregate
    return ended("refund", half)


def cancelled() -> Escrow:
    return an_escrow().cancel(by=BUYER, timing=timing_at(NOON), new_id=new_id).aggregate


def expired() -> Escrow:
    escrow = an_escrow()
    due = escrow.fund_by
    return escrow.on_deadline(DeadlineKind.FUNDING_EXPIRY, due, timing=timing_at(due), new_id=new_id).aggregate


IN: dict[EscrowState, Callable[[], Escrow]] = {
    EscrowState.AWAITING_FUNDS: an_escrow,
    EscrowState.PARTIALLY_FUNDED: lambda: paid(an_escrow(), 1),
    EscrowState.FUNDED: a_funded_escrow,
    EscrowState.SHIPPED: a_shipped_escrow,
    EscrowState.DELIVERED: a_delivered_escrow,
    EscrowState.RELEASED: lambda: ended("release", a_funded_escrow()),
    EscrowState.REFUNDED: lambda: ended("refund", a_funded_escrow()),
    EscrowState.SPLIT_SETTLED: split,
    EscrowState.CANCELLED: cancelled,
    EscrowState.EXPIRED: expired,
}


def attempt(escrow: Escrow, act: Action, role: Role, moment: Timing = timing_at(NOON)) -> Change:
    by, order = ACTORS[role], {"timing": moment, "new_id": new_id}
    match act:
        case Action.FUND:
            return escrow.fund(eur(1), by=by, reference="pay", **order)
        case Action.SHIP:
            return escrow.ship(PARCEL, by=by, timing=moment)
        case Action.CORRECT_SHIPMENT:
            return correct_shipment(escrow, PARCEL._replace(tracking_number="JD014600004RU"), by=by, timing=moment)
        case Action.DELIVER:
            return escrow.deliver(by=by, timing=moment)
        case Action.ACCEPT:
            return escrow.accept(by=by, **order)
        case Action.RELEASE:
            return escrow.release(eur(1), by=by, **order)
        case Action.REFUND:
            return escrow.refund(eur(1), by=by, **order)
        case Action.CANCEL:
            return escrow.cancel(by=by, **order)


@pytest.mark.parametrize("state", EscrowState)
@pytest.mark.parametrize("act", [act for act in Action if act is not Action.FUND])
@pytest.mark.parametrize("role", Role)
def test_what_is_offered_works_and_what_is_not_offered_is_refused(state: EscrowState, act: Action, role: Role) -> None:
    escrow = IN[state]()
    assert escrow.state is state

    if act in escrow.allowed_actions(role, NOON):
        assert role in ALLOWED_ROLES[act]
        assert state in ALLOWED_STATES[act]
        attempt(escrow, act, role)
    else:
        with pytest.raises((Forbidden, ActionNotAllowedInState)):
            attempt(escrow, act, role)


def test_a_refusal_says_the_state_and_what_is_allowed_instead() -> None:
    with pytest.raises(ActionNotAllowedInState) as refused:
        an_escrow().ship(PARCEL, by=SELLER, timing=timing_at(NOON))

    assert refused.value.current_status == "awaiting_funds"
    assert refused.value.allowed_actions == ["cancel"]


def test_a_part_of_the_price_is_held_until_the_rest_comes() -> None:
    first = an_escrow().fund(eur(4_000), by=PLATFORM, reference="a", timing=timing_at(NOON), new_id=new_id)
    rest = first.aggregate.fund(eur(6_000), by=PLATFORM, reference="b", timing=timing_at(NOON), new_id=new_id)

    assert first.aggregate.state is EscrowState.PARTIALLY_FUNDED
    assert rest.aggregate.state is EscrowState.FUNDED
    assert rest.events == (PaymentHeld(eur(6_000)), Funded())
    assert rest.aggregate.ship_by == NOON + 14 * DAY


def test_what_is_too_much_is_parked() -> None:
    change = an_escrow().fund(eur(12_000), by=PLATFORM, reference="a", timing=timing_at(NOON), new_id=new_id)

    assert change.events == (PaymentHeld(eur(10_000)), PaymentParked(eur(2_000), "overfunded"), Funded())
    assert change.aggregate.balances.hold == 10_000


def test_a_payment_at_the_instant_of_the_expiry_is_late_and_just_before_it_is_not() -> None:
    escrow = an_escrow()
    order = {"by": PLATFORM, "new_id": new_id, "reference": "a"}

    late = escrow.fund(eur(10_000), timing=timing_at(escrow.fund_by), **order)
    in_time = escrow.fund(eur(10_000), timing=Timing(escrow.fund_by - MICROSECOND, escrow.fund_by + DAY), **order)

    assert late.events == (PaymentParked(eur(10_000), "late"),)
    assert late.aggregate.state is EscrowState.AWAITING_FUNDS
    assert in_time.aggregate.state is EscrowState.FUNDED


def test_a_buyer_who_pays_the_fee_pays_it_on_top() -> None:
    escrow = paid(an_escrow(10_000, buyer_pays(300)), 10_000)

    assert escrow.state is EscrowState.PARTIALLY_FUNDED
    assert paid(escrow, 300).state is EscrowState.FUNDED
    assert paid(escrow, 300).balances.fee_hold == 300


def test_a_cancellation_gives_back_what_has_come_and_the_fee_with_it() -> None:
    escrow = paid(an_escrow(10_000, buyer_pays(300)), 10_200)

    change = escrow.cancel(by=SELLER, timing=timing_at(NOON), new_id=new_id)

    assert change.aggregate.state is EscrowState.CANCELLED
    assert change.events == (Refunded(change.posting.instruction, eur(10_000), eur(200)), Closed())


@pytest.mark.parametrize("act", [Action.SHIP, Action.DELIVER, Action.RELEASE, Action.ACCEPT])
def test_an_act_is_judged_by_its_arrival_however_late_the_worker_fires(act: Action) -> None:
    escrow = a_funded_escrow()
    role = next(iter(ALLOWED_ROLES[act]))
    assert escrow.ship_by is not None

    with pytest.raises(DeadlinePassed):
        attempt(escrow, act, role, timing_at(escrow.ship_by))

    assert act not in escrow.allowed_actions(role, escrow.ship_by)
    attempt(escrow, act, role, Timing(escrow.ship_by - MICROSECOND, escrow.ship_by + DAY))


def fund(escrow: Escrow, timing: Timing) -> Change:
    return escrow.fund(eur(10_000), by=PLATFORM, reference="a", timing=timing, new_id=new_id)


def ship(escrow: Escrow, timing: Timing) -> Change:
    return escrow.ship(PARCEL, by=SELLER, timing=timing)


def deliver(escrow: Escrow, timing: Timing) -> Change:
    return escrow.deliver(by=BUYER, timing=timing)


@pytest.mark.parametrize(
    ("make", "act", "member", "next_end"),
    [
        (an_escrow, fund, "funded_at", "ship_by"),
        (a_funded_escrow, ship, "shipped_at", "deliver_by"),
        (a_funded_escrow, deliver, "delivered_at", "inspection_ends_at"),
        (a_shipped_escrow, deliver, "delivered_at", "inspection_ends_at"),
    ],
)
def test_prm_5_what_came_before_its_deadline_is_not_dated_behind_it(
    make: Callable[[], Escrow], act: Callable[[Escrow, Timing], Change], member: str, next_end: str
) -> None:
    """Nor does what it begins last longer for it."""
    escrow = make()
    assert escrow.running_deadline is not None
    received_at = escrow.running_deadline.due_at - MICROSECOND

    waited = act(escrow, Timing(received_at, received_at + DAY)).aggregate
    at_once = act(escrow, timing_at(received_at)).aggregate

    assert getattr(waited, member) == received_at
    assert getattr(waited, next_end) == getattr(at_once, next_end)


def test_prm_5_what_is_accepted_in_time_ends_the_deal_when_it_was_received() -> None:
    escrow = a_delivered_escrow()
    assert escrow.running_deadline is not None
    due_at = escrow.running_deadline.due_at

    waited = escrow.accept(by=BUYER, timing=Timing(due_at - MICROSECOND, due_at + DAY), new_id=new_id).aggregate

    assert (waited.closed_at, waited.ended_by) == (due_at - MICROSECOND, None)


def test_after_the_inspection_the_seller_cannot_be_made_to_refund() -> None:
    escrow = a_delivered_escrow()
    assert escrow.inspection_ends_at is not None

    with pytest.raises(DeadlinePassed):
        attempt(escrow, Action.REFUND, Role.PLATFORM, timing_at(escrow.inspection_ends_at))


@pytest.mark.parametrize(
    ("make", "kind", "end"),
    [
        (an_escrow, DeadlineKind.FUNDING_EXPIRY, EscrowState.EXPIRED),
        (a_funded_escrow, DeadlineKind.AUTO_REFUND_UNSHIPPED, EscrowState.REFUNDED),
        (a_delivered_escrow, DeadlineKind.AUTO_RELEASE, EscrowState.RELEASED),
    ],
)
def test_silence_does_what_was_foretold(make: Callable[[], Escrow], kind: DeadlineKind, end: EscrowState) -> None:
    escrow = make()
    running = escrow.running_deadline
    assert running is not None
    assert running.kind is kind

    after = escrow.on_deadline(kind, running.due_at, timing=timing_at(running.due_at), new_id=new_id).aggregate

    assert after.state is end
    assert after.running_deadline is None


def test_a_deadline_that_is_no_longer_the_running_one_changes_nothing() -> None:
    escrow = a_shipped_escrow()
    assert escrow.ship_by is not None
    kind = DeadlineKind.AUTO_REFUND_UNSHIPPED

    assert escrow.on_deadline(kind, escrow.ship_by, timing=timing_at(escrow.ship_by), new_id=new_id) == Change(escrow)


def test_more_than_is_held_cannot_be_released() -> None:
    with pytest.raises(InsufficientHold):
        a_funded_escrow().release(eur(10_001), by=PLATFORM, timing=timing_at(NOON), new_id=new_id)


def test_another_currency_is_refused() -> None:
    with pytest.raises(CurrencyMismatch):
        a_funded_escrow().release(Money(1, "USD"), by=PLATFORM, timing=timing_at(NOON), new_id=new_id)
    with pytest.raises(CurrencyMismatch):
        an_escrow().fund(Money(1, "USD"), by=PLATFORM, reference="a", timing=timing_at(NOON), new_id=new_id)


def test_nobody_buys_of_themselves() -> None:
    with pytest.raises(SameParty):
        an_agreement(seller="anna").require_valid()


def test_the_undisputed_part_stays_releasable_and_the_frozen_part_does_not() -> None:
    escrow = freeze_funds(a_delivered_escrow(), new_id(), eur(4_000)).aggregate
    order: dict[str, object] = {"by": PLATFORM, "new_id": new_id, "timing": timing_at(NOON)}

    refusals: list[Callable[[], Change]] = [
        lambda: escrow.release(None, **order),
        lambda: escrow.release(eur(6_001), **order),
        lambda: escrow.refund(None, **order),
        lambda: escrow.accept(by=BUYER, timing=timing_at(NOON), new_id=new_id),
    ]
    for refused in refusals:
        with pytest.raises(EscrowFrozen):
            refused()

    assert escrow.release(eur(6_000), **order).aggregate.balances.hold == 4_000


def test_the_version_rises_by_one_and_the_facts_by_their_number() -> None:
    escrow = an_escrow()

    change = escrow.fund(eur(12_000), by=PLATFORM, reference="a", timing=timing_at(NOON), new_id=new_id)

    assert change.aggregate.version == escrow.version + 1
    assert change.aggregate.event_count == escrow.event_count + 3


def test_every_refusal_of_an_escrow_is_a_domain_error() -> None:
    assert issubclass(EscrowFrozen, DomainError)
