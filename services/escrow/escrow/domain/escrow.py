"""An escrow: one deal's money, held until buyer and seller, a deadline or a settlement say where it goes. Pure."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import Any, Final, NamedTuple
from uuid import UUID

from common.kernel.errors import DeadlinePassed, Forbidden
from common.kernel.money import Money
from common.kernel.principal import Actor, Role
from common.kernel.terms import Clock
from common.kernel.timing import Timing

from .agreement import Agreement, ends
from .errors import ActionNotAllowedInState, EscrowFrozen, InsufficientHold
from .facts import Accepted, Closed, Created, Delivered, Fact, Funded, Held, Parked, Refunded, Released, Shipped
from .ledger import Kind, Posting, posting


class State(StrEnum):
    AWAITING_FUNDS = "awaiting_funds"
    PARTIALLY_FUNDED = "partially_funded"
    FUNDED = "funded"
    SHIPPED = "shipped"
    DELIVERED = "delivered"
    RELEASED = "released"
    REFUNDED = "refunded"
    SPLIT_SETTLED = "split_settled"
    CANCELLED = "cancelled"
    EXPIRED = "expired"


class Act(StrEnum):
    FUND = "fund"
    SHIP = "ship"
    DELIVER = "deliver"
    ACCEPT = "accept"
    RELEASE = "release"
    REFUND = "refund"
    CANCEL = "cancel"


FUNDING: Final = frozenset({State.AWAITING_FUNDS, State.PARTIALLY_FUNDED})
LIVE: Final = frozenset({State.FUNDED, State.SHIPPED, State.DELIVERED})
ENDED: Final = frozenset(State) - FUNDING - LIVE

LEGAL: Final[dict[Act, frozenset[State]]] = {
    Act.FUND: FUNDING,
    Act.SHIP: frozenset({State.FUNDED}),
    Act.DELIVER: frozenset({State.FUNDED, State.SHIPPED}),
    Act.ACCEPT: LIVE,
    Act.RELEASE: LIVE,
    Act.REFUND: LIVE,
    Act.CANCEL: FUNDING,
}
WHO: Final[dict[Act, frozenset[Role]]] = {
    Act.FUND: frozenset({Role.PLATFORM}),
    Act.SHIP: frozenset({Role.SELLER, Role.PLATFORM}),
    Act.DELIVER: frozenset({Role.PLATFORM, Role.BUYER}),
    Act.ACCEPT: frozenset({Role.BUYER}),
    Act.RELEASE: frozenset({Role.PLATFORM, Role.BUYER}),
    Act.REFUND: frozenset({Role.PLATFORM, Role.SELLER}),
    Act.CANCEL: frozenset({Role.PLATFORM, Role.BUYER, Role.SELLER}),
}


class DeadlineKind(StrEnum):
    FUNDING_EXPIRY = "funding_expiry"
    AUTO_REFUND_UNSHIPPED = "auto_refund_unshipped"
    AUTO_RELEASE = "auto_release"


PREVENTED_BY: Final = {
    DeadlineKind.FUNDING_EXPIRY: (Act.FUND, Act.CANCEL),
    DeadlineKind.AUTO_REFUND_UNSHIPPED: (Act.SHIP, Act.DELIVER, Act.ACCEPT, Act.RELEASE, Act.REFUND),
    DeadlineKind.AUTO_RELEASE: (Act.ACCEPT, Act.RELEASE, Act.REFUND),
}
TOO_LATE: Final = {
    DeadlineKind.AUTO_REFUND_UNSHIPPED: frozenset({Act.SHIP, Act.DELIVER, Act.ACCEPT, Act.RELEASE}),
    DeadlineKind.AUTO_RELEASE: frozenset({Act.REFUND}),
    DeadlineKind.FUNDING_EXPIRY: frozenset[Act](),  # late money is parked, a late cancellation does the same
}
"""What would undo a deadline that is due, even if the worker has not come to it yet."""


class Deadline(NamedTuple):
    kind: DeadlineKind
    anchor_at: datetime
    due_at: datetime
    clock: Clock


class Purse(NamedTuple):
    """Where the price is, in minor units, and the buyer's fee beside it."""

    held: int = 0
    frozen: int = 0
    released: int = 0
    """With the fee that came out of it."""
    refunded: int = 0
    fee_held: int = 0
    fee_taken: int = 0
    """By the platform, from either side."""

    @property
    def free(self) -> int:
        return self.held - self.frozen


class Shipment(NamedTuple):
    carrier: str
    tracking_number: str


class Change(NamedTuple):
    escrow: Escrow
    facts: tuple[Fact, ...] = ()
    posting: Posting | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Escrow:
    id: UUID
    tenant: UUID
    agreement: Agreement
    state: State = State.AWAITING_FUNDS
    version: int = 1
    facts: int = 1
    purse: Purse = Purse()
    frozen_by: UUID | None = None
    shipment: Shipment | None = None
    created_at: datetime
    fund_by: datetime
    funded_at: datetime | None = None
    ship_by: datetime | None = None
    shipped_at: datetime | None = None
    delivered_at: datetime | None = None
    inspection_ends_at: datetime | None = None
    closed_at: datetime | None = None

    def __post_init__(self) -> None:
        assert (self.frozen_by is None) == (self.purse.frozen == 0)
        assert self.state not in ENDED or self.purse.held == self.purse.fee_held == 0

    @property
    def currency(self) -> str:
        return self.agreement.price.currency

    @property
    def price(self) -> int:
        return self.agreement.price.minor

    @property
    def missing(self) -> int:
        """What the buyer still has to pay, a fee on top included."""
        return self.agreement.due - self.purse.held - self.purse.fee_held if self.state in FUNDING else 0

    @property
    def deadline(self) -> Deadline | None:
        """The one clock that runs. None runs while nothing is left that it could move."""
        windows = self.agreement.windows
        if self.state in FUNDING:
            clock = windows.funding_expiry.clock
            return Deadline(DeadlineKind.FUNDING_EXPIRY, self.created_at, self.fund_by, clock)
        if not self.purse.free:
            return None
        if self.state is State.FUNDED and self.funded_at and self.ship_by:
            clock = windows.ship_within.clock
            return Deadline(DeadlineKind.AUTO_REFUND_UNSHIPPED, self.funded_at, self.ship_by, clock)
        if self.state is State.DELIVERED and self.delivered_at and self.inspection_ends_at:
            clock = windows.inspection.clock
            return Deadline(DeadlineKind.AUTO_RELEASE, self.delivered_at, self.inspection_ends_at, clock)
        return None

    def allowed(self, role: Role, at: datetime) -> tuple[Act, ...]:
        """The one answer to "may they?": the guards ask it, and so does the API."""
        return tuple(act for act in Act if role in WHO[act] and self._possible(act) and not self._late(act, at))

    def fund(self, amount: Money, *, by: Actor, instruction: UUID, reference: str, at: Timing) -> Change:
        """Never refused for the escrow's state: money that has come is counted, or parked until it is sent back."""
        self._authorise(Act.FUND, by)
        fresh = self.state in FUNDING and at.received_at < self.fund_by
        purse = self.purse
        wanted = self.missing if fresh else 0
        taken = min(self._minor(amount), wanted)
        to_hold = min(taken, self.price - purse.held)
        parked = amount.minor - taken
        purse = purse._replace(held=purse.held + to_hold, fee_held=purse.fee_held + taken - to_hold)
        posted = posting(instruction, reference, fund=to_hold, buyer_fee=taken - to_hold, park=parked)
        facts: tuple[Fact, ...] = (Held(self._money(taken)),) if taken else ()
        if parked:
            facts += (Parked(self._money(parked), "overfunded" if fresh or self.state in LIVE else "late"),)
        if not taken:
            return Change(self._become(*facts), facts, posted)
        if taken < wanted:
            return Change(self._become(*facts, state=State.PARTIALLY_FUNDED, purse=purse), facts, posted)
        facts += (Funded(),)
        ship_by = ends(at.now, self.agreement.windows.ship_within)
        funded = self._become(*facts, state=State.FUNDED, purse=purse, funded_at=at.now, ship_by=ship_by)
        return Change(funded, facts, posted)

    def ship(self, shipment: Shipment, *, by: Actor, at: Timing) -> Change:
        self.guard(Act.SHIP, by, at)
        fact = Shipped()
        return Change(self._become(fact, state=State.SHIPPED, shipment=shipment, shipped_at=at.now), (fact,))

    def deliver(self, *, by: Actor, at: Timing) -> Change:
        self.guard(Act.DELIVER, by, at)
        until = ends(at.now, self.agreement.windows.inspection)
        fact = Delivered(until)
        after = self._become(fact, state=State.DELIVERED, delivered_at=at.now, inspection_ends_at=until)
        return Change(after, (fact,))

    def accept(self, *, by: Actor, instruction: UUID, at: Timing) -> Change:
        self.guard(Act.ACCEPT, by, at)
        return self.pay(to_seller=self._free(None), instruction=instruction, at=at, first=(Accepted(),))

    def release(self, amount: Money | None, *, by: Actor, instruction: UUID, at: Timing) -> Change:
        self.guard(Act.RELEASE, by, at)
        return self.pay(to_seller=self._free(amount), instruction=instruction, at=at)

    def refund(self, amount: Money | None, *, by: Actor, instruction: UUID, at: Timing) -> Change:
        self.guard(Act.REFUND, by, at)
        return self.pay(to_buyer=self._free(amount), instruction=instruction, at=at)

    def cancel(self, *, by: Actor, instruction: UUID, at: Timing) -> Change:
        self.guard(Act.CANCEL, by, at)
        return self._give_back(State.CANCELLED, instruction, at)

    def lapse(self, kind: DeadlineKind, due_at: datetime, *, instruction: UUID, at: Timing) -> Change:
        """Time is up. A deadline that is no longer the running one changes nothing."""
        running = self.deadline
        if running is None or (running.kind, running.due_at) != (kind, due_at):
            return Change(self)
        match kind:
            case DeadlineKind.FUNDING_EXPIRY:
                return self._give_back(State.EXPIRED, instruction, at)
            case DeadlineKind.AUTO_REFUND_UNSHIPPED:
                return self.pay(to_buyer=self.purse.free, instruction=instruction, at=at)
            case DeadlineKind.AUTO_RELEASE:
                return self.pay(to_seller=self.purse.free, instruction=instruction, at=at)

    def guard(self, act: Act, by: Actor, at: Timing) -> None:
        """Raises why not. What passes here is exactly what `allowed` offers."""
        self._authorise(act, by)
        if self.state not in LEGAL[act]:
            raise ActionNotAllowedInState(act, self.state, self.allowed(by.role, at.received_at))
        if act in _MOVING and not self._possible(act):
            self._refuse_frozen()
        if self._late(act, at.received_at):
            assert self.deadline is not None
            raise DeadlinePassed(self.deadline.due_at)

    def pay(
        self, *, to_seller: int = 0, to_buyer: int = 0, instruction: UUID, at: Timing, first: tuple[Fact, ...] = ()
    ) -> Change:
        """Move that much of the price out of the hold, fees in proportion. The end, if nothing is left."""
        fee, purse, price = self.agreement.fee, self.purse, self.price
        taken = fee.from_seller(purse.released, to_seller)
        earned = fee.from_buyer(price, purse.released, to_seller)
        returned = fee.back_to_buyer(price, purse.refunded, to_buyer)
        if purse.held == to_seller + to_buyer:  # the last one squares the rounding, a reversal's too
            returned = min(returned, purse.fee_held) if to_seller else purse.fee_held
            earned = purse.fee_held - returned
        posted = posting(
            instruction, release=to_seller - taken, fee=taken, buyer_fee_earned=earned,
            refund=to_buyer, buyer_fee_returned=returned,
        )  # fmt: skip
        after = purse._replace(
            held=purse.held - to_seller - to_buyer,
            released=purse.released + to_seller,
            refunded=purse.refunded + to_buyer,
            fee_held=purse.fee_held - earned - returned,
            fee_taken=purse.fee_taken + taken + earned,
        )
        facts = (*first, *self._told(posted, instruction))
        if after.held:
            return Change(self._become(*facts, purse=after), facts, posted)
        facts = (*facts, Closed())
        return Change(self._become(*facts, purse=after, state=end_of(after), closed_at=at.now), facts, posted)

    def _give_back(self, state: State, instruction: UUID, at: Timing) -> Change:
        """Before the price is complete everything goes back, the fee as well."""
        came = self.purse
        posted = posting(instruction, refund=came.held, buyer_fee_returned=came.fee_held)
        facts = (*self._told(posted, instruction), Closed())
        after = Purse(refunded=came.held)
        return Change(self._become(*facts, state=state, purse=after, closed_at=at.now), facts, posted)

    def _told(self, posted: Posting | None, instruction: UUID) -> tuple[Fact, ...]:
        if posted is None:
            return ()
        told: tuple[Fact, ...] = ()
        net, fee = posted.total(Kind.RELEASE), posted.total(Kind.FEE)
        if net or fee:
            told += (Released(instruction, self._money(net), self._money(fee)),)
        refund, returned = posted.total(Kind.REFUND), posted.total(Kind.BUYER_FEE_RETURNED)
        if refund or returned:
            told += (Refunded(instruction, self._money(refund), self._money(returned)),)
        return told

    def _free(self, amount: Money | None) -> int:
        """That much, or all that is held; raises if it is not there or not free."""
        minor = self.purse.held if amount is None else self._minor(amount)
        if minor > self.purse.held:
            raise InsufficientHold(self.purse.held, self.currency)
        if minor > self.purse.free:
            self._refuse_frozen()
        return minor

    def _refuse_frozen(self) -> None:
        raise EscrowFrozen(self.purse.frozen, self.purse.free, self.currency)

    def _minor(self, amount: Money) -> int:
        return (self.agreement.price.zero() + amount).minor

    def _money(self, minor: int) -> Money:
        return Money(minor, self.currency)

    def _possible(self, act: Act) -> bool:
        if act is Act.ACCEPT and self.purse.frozen:
            return False  # accepting means all of it
        return self.state in LEGAL[act] and (act not in _MOVING or self.purse.free > 0)

    def _late(self, act: Act, at: datetime) -> bool:
        running = self.deadline
        if running is None or at < running.due_at:
            return False
        return act in TOO_LATE[running.kind] or (act is Act.FUND and running.kind is DeadlineKind.FUNDING_EXPIRY)

    def _authorise(self, act: Act, by: Actor) -> None:
        if by.role not in WHO[act]:
            raise Forbidden(f"A {by.role} token does not allow this.")

    def _become(self, *facts: Fact, **changes: Any) -> Escrow:
        return replace(self, version=self.version + 1, facts=self.facts + len(facts), **changes)


_MOVING: Final = frozenset({Act.ACCEPT, Act.RELEASE, Act.REFUND})


def create(*, id: UUID, tenant: UUID, agreement: Agreement, at: Timing) -> Change:
    agreement.check()
    fund_by = ends(at.now, agreement.windows.funding_expiry)
    made = Escrow(id=id, tenant=tenant, agreement=agreement, created_at=at.now, fund_by=fund_by)
    return Change(made, (Created(),))


def end_of(purse: Purse) -> State:
    return State.RELEASED if not purse.refunded else State.SPLIT_SETTLED if purse.released else State.REFUNDED
