from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest

from common.kernel.errors import CurrencyMismatch, DeadlinePassed, DomainError, Forbidden
from common.kernel.ids import new_id
from common.kernel.money import Money
from common.kernel.principal import Actor, Role
from common.kernel.timing import Timing
from escrow.domain.errors import ActionNotAllowedInState, EscrowFrozen, InsufficientHold, SameParty
from escrow.domain.escrow import LEGAL, WHO, Act, Change, DeadlineKind, Escrow, State
from escrow.domain.facts import Closed, Funded, Held, Parked, Refunded
from escrow.domain.freezes import freeze
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
    at,
    buyer_pays,
    eur,
    paid,
)

MICROSECOND = timedelta(microseconds=1)
ACTORS = {role: Actor(role, "somebody") for role in Role}


def ended(act: str, escrow: Escrow) -> Escrow:
    change: Change = getattr(escrow, act)(None, by=PLATFORM, instruction=new_id(), at=at(NOON))
    return change.escrow


def split() -> Escrow:
    half = a_funded_escrow().release(eur(5_000), by=PLATFORM, instruction=new_id(), at=at(NOON)).escrow
    return ended("refund", half)


def cancelled() -> Escrow:
    return an_escrow().cancel(by=BUYER, instruction=new_id(), at=at(NOON)).escrow


def expired() -> Escrow:
    escrow = an_escrow()
    due = escrow.fund_by
    return escrow.lapse(DeadlineKind.FUNDING_EXPIRY, due, instruction=new_id(), at=at(due)).escrow


IN: dict[State, Callable[[], Escrow]] = {
    State.AWAITING_FUNDS: an_escrow,
    State.PARTIALLY_FUNDED: lambda: paid(an_escrow(), 1),
    State.FUNDED: a_funded_escrow,
    State.SHIPPED: a_shipped_escrow,
    State.DELIVERED: a_delivered_escrow,
    State.RELEASED: lambda: ended("release", a_funded_escrow()),
    State.REFUNDED: lambda: ended("refund", a_funded_escrow()),
    State.SPLIT_SETTLED: split,
    State.CANCELLED: cancelled,
    State.EXPIRED: expired,
}


def attempt(escrow: Escrow, act: Act, role: Role, moment: Timing = at(NOON)) -> Change:
    by, order = ACTORS[role], {"instruction": new_id(), "at": moment}
    match act:
        case Act.FUND:
            return escrow.fund(eur(1), by=by, reference="pay", **order)
        case Act.SHIP:
            return escrow.ship(PARCEL, by=by, at=moment)
        case Act.DELIVER:
            return escrow.deliver(by=by, at=moment)
        case Act.ACCEPT:
            return escrow.accept(by=by, **order)
        case Act.RELEASE:
            return escrow.release(eur(1), by=by, **order)
        case Act.REFUND:
            return escrow.refund(eur(1), by=by, **order)
        case Act.CANCEL:
            return escrow.cancel(by=by, **order)


@pytest.mark.parametrize("state", State)
@pytest.mark.parametrize("act", [act for act in Act if act is not Act.FUND])
@pytest.mark.parametrize("role", Role)
def test_what_is_offered_works_and_what_is_not_offered_is_refused(state: State, act: Act, role: Role) -> None:
    escrow = IN[state]()
    assert escrow.state is state

    if act in escrow.allowed(role, NOON):
        assert role in WHO[act]
        assert state in LEGAL[act]
        attempt(escrow, act, role)
    else:
        with pytest.raises((Forbidden, ActionNotAllowedInState)):
            attempt(escrow, act, role)


def test_a_refusal_says_the_state_and_what_is_allowed_instead() -> None:
    with pytest.raises(ActionNotAllowedInState) as refused:
        an_escrow().ship(PARCEL, by=SELLER, at=at(NOON))

    assert refused.value.current_status == "awaiting_funds"
    assert refused.value.allowed_actions == ["cancel"]


def test_a_part_of_the_price_is_held_until_the_rest_comes() -> None:
    first = an_escrow().fund(eur(4_000), by=PLATFORM, instruction=new_id(), reference="a", at=at(NOON))
    rest = first.escrow.fund(eur(6_000), by=PLATFORM, instruction=new_id(), reference="b", at=at(NOON))

    assert first.escrow.state is State.PARTIALLY_FUNDED
    assert rest.escrow.state is State.FUNDED
    assert rest.facts == (Held(eur(6_000)), Funded())
    assert rest.escrow.ship_by == NOON + 14 * DAY


def test_what_is_too_much_is_parked() -> None:
    change = an_escrow().fund(eur(12_000), by=PLATFORM, instruction=new_id(), reference="a", at=at(NOON))

    assert change.facts == (Held(eur(10_000)), Parked(eur(2_000), "overfunded"), Funded())
    assert change.escrow.purse.held == 10_000


def test_a_payment_at_the_instant_of_the_expiry_is_late_and_just_before_it_is_not() -> None:
    escrow = an_escrow()
    order = {"by": PLATFORM, "instruction": new_id(), "reference": "a"}

    late = escrow.fund(eur(10_000), at=at(escrow.fund_by), **order)
    in_time = escrow.fund(eur(10_000), at=Timing(escrow.fund_by - MICROSECOND, escrow.fund_by + DAY), **order)

    assert late.facts == (Parked(eur(10_000), "late"),)
    assert late.escrow.state is State.AWAITING_FUNDS
    assert in_time.escrow.state is State.FUNDED


def test_a_buyer_who_pays_the_fee_pays_it_on_top() -> None:
    escrow = paid(an_escrow(10_000, buyer_pays(300)), 10_000)

    assert escrow.state is State.PARTIALLY_FUNDED
    assert paid(escrow, 300).state is State.FUNDED
    assert paid(escrow, 300).purse.fee_held == 300


def test_a_cancellation_gives_back_what_has_come_and_the_fee_with_it() -> None:
    escrow = paid(an_escrow(10_000, buyer_pays(300)), 10_200)

    change = escrow.cancel(by=SELLER, instruction=(order := new_id()), at=at(NOON))

    assert change.escrow.state is State.CANCELLED
    assert change.facts == (Refunded(order, eur(10_000), eur(200)), Closed())


@pytest.mark.parametrize("act", [Act.SHIP, Act.DELIVER, Act.RELEASE, Act.ACCEPT])
def test_an_act_is_judged_by_its_arrival_however_late_the_worker_fires(act: Act) -> None:
    escrow = a_funded_escrow()
    role = next(iter(WHO[act]))
    assert escrow.ship_by is not None

    with pytest.raises(DeadlinePassed):
        attempt(escrow, act, role, at(escrow.ship_by))

    assert act not in escrow.allowed(role, escrow.ship_by)
    attempt(escrow, act, role, Timing(escrow.ship_by - MICROSECOND, escrow.ship_by + DAY))


def test_after_the_inspection_the_seller_cannot_be_made_to_refund() -> None:
    escrow = a_delivered_escrow()
    assert escrow.inspection_ends_at is not None

    with pytest.raises(DeadlinePassed):
        attempt(escrow, Act.REFUND, Role.PLATFORM, at(escrow.inspection_ends_at))


@pytest.mark.parametrize(
    ("make", "kind", "end"),
    [
        (an_escrow, DeadlineKind.FUNDING_EXPIRY, State.EXPIRED),
        (a_funded_escrow, DeadlineKind.AUTO_REFUND_UNSHIPPED, State.REFUNDED),
        (a_delivered_escrow, DeadlineKind.AUTO_RELEASE, State.RELEASED),
    ],
)
def test_silence_does_what_was_foretold(make: Callable[[], Escrow], kind: DeadlineKind, end: State) -> None:
    escrow = make()
    running = escrow.deadline
    assert running is not None
    assert running.kind is kind

    after = escrow.lapse(kind, running.due_at, instruction=new_id(), at=at(running.due_at)).escrow

    assert after.state is end
    assert after.deadline is None


def test_a_deadline_that_is_no_longer_the_running_one_changes_nothing() -> None:
    escrow = a_shipped_escrow()
    assert escrow.ship_by is not None
    kind = DeadlineKind.AUTO_REFUND_UNSHIPPED

    assert escrow.lapse(kind, escrow.ship_by, instruction=new_id(), at=at(escrow.ship_by)) == Change(escrow)


def test_more_than_is_held_cannot_be_released() -> None:
    with pytest.raises(InsufficientHold):
        a_funded_escrow().release(eur(10_001), by=PLATFORM, instruction=new_id(), at=at(NOON))


def test_another_currency_is_refused() -> None:
    with pytest.raises(CurrencyMismatch):
        a_funded_escrow().release(Money(1, "USD"), by=PLATFORM, instruction=new_id(), at=at(NOON))
    with pytest.raises(CurrencyMismatch):
        an_escrow().fund(Money(1, "USD"), by=PLATFORM, instruction=new_id(), reference="a", at=at(NOON))


def test_nobody_buys_of_themselves() -> None:
    with pytest.raises(SameParty):
        an_agreement(seller="anna").check()


def test_the_undisputed_part_stays_releasable_and_the_frozen_part_does_not() -> None:
    escrow = freeze(a_delivered_escrow(), new_id(), eur(4_000)).escrow
    order: dict[str, object] = {"by": PLATFORM, "instruction": new_id(), "at": at(NOON)}

    refusals: list[Callable[[], Change]] = [
        lambda: escrow.release(None, **order),
        lambda: escrow.release(eur(6_001), **order),
        lambda: escrow.refund(None, **order),
        lambda: escrow.accept(by=BUYER, instruction=new_id(), at=at(NOON)),
    ]
    for refused in refusals:
        with pytest.raises(EscrowFrozen):
            refused()

    assert escrow.release(eur(6_000), **order).escrow.purse.held == 4_000


def test_the_version_rises_by_one_and_the_facts_by_their_number() -> None:
    escrow = an_escrow()

    change = escrow.fund(eur(12_000), by=PLATFORM, instruction=new_id(), reference="a", at=at(NOON))

    assert change.escrow.version == escrow.version + 1
    assert change.escrow.facts == escrow.facts + 3


def test_every_refusal_of_an_escrow_is_a_domain_error() -> None:
    assert issubclass(EscrowFrozen, DomainError)
