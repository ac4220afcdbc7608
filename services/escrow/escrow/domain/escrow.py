"""Escrow aggregate: one deal's money, held until its parties, a deadline or a settlement say where it goes. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any, NamedTuple
from uuid import UUID

from common.kernel.case_ends import CaseEnd
from common.kernel.errors import DeadlinePassed, Forbidden, InvariantViolated, Predecessor
from common.kernel.frozen_values import replace_members
from common.kernel.money import Money
from common.kernel.principal import Actor, Role
from common.kernel.seams import IdFactory
from common.kernel.timing import Timing

from .agreement import Agreement, Undelivered, window_end
from .disputing import FilingHold
from .erasing import Erasure, erased_members
from .errors import ActionNotAllowedInState, EscrowFrozen, FilingWindowOpen, InsufficientHold
from .events import Accepted, Closed, Created, Delivered, EscrowEvent, Funded, PaymentHeld, PaymentParked, Shipped
from .ledger import MovementKind, Posting, create_posting
from .payouts import Balances, Payout, plan_deadline, plan_payout, plan_return
from .shipment import Shipment
from .transitions import (
    ACTIONS_BY_ROLE,
    ALLOWED_ROLES,
    ALLOWED_STATES,
    ENDED_STATES,
    FUNDING_STATES,
    LIVE_STATES,
    PAYOUT_ACTIONS,
    Action,
    Deadline,
    DeadlineKind,
    EscrowState,
    describe_end,
    missed_deadline,
)


class Change(NamedTuple):
    """Result of an act: the escrow after it, what has happened, and the ledger transaction that goes with it."""

    aggregate: Escrow
    events: tuple[EscrowEvent, ...] = ()
    posting: Posting | None = None


@dataclass(frozen=True, kw_only=True)  # no slots: what follows from its members is remembered beside them
class Escrow:
    id: UUID
    tenant: UUID
    agreement: Agreement
    state: EscrowState = EscrowState.AWAITING_FUNDS
    version: int = 1
    event_count: int = 1
    balances: Balances = Balances()
    frozen_by: UUID | None = None
    shipment: Shipment | None = None
    created_at: datetime
    fund_by: datetime
    funded_at: datetime | None = None
    ship_by: datetime | None = None
    shipped_at: datetime | None = None
    deliver_by: datetime | None = None
    delivered_at: datetime | None = None
    delivery_presumed: bool = False
    inspection_ends_at: datetime | None = None
    barred_from_disputing: frozenset[Role] = frozenset()
    """Who can open no other dispute, by how earlier ones have ended."""
    unfrozen_at: datetime | None = None
    """When a freeze last ended without a settlement: what fell due meanwhile is due then."""
    closed_at: datetime | None = None
    ended_by: DeadlineKind | None = None
    """Deadline that has ended it, at `closed_at`; None: somebody has acted."""
    erasure: Erasure | None = None
    """What is erased as it ends: asked for while it ran. Nobody is shown it."""

    def __post_init__(self) -> None:
        if (self.frozen_by is None) != (self.balances.frozen == 0):
            raise InvariantViolated("money is frozen by a dispute, and a dispute freezes money")
        if self.state in ENDED_STATES and (self.balances.hold or self.balances.fee_hold):
            raise InvariantViolated("an escrow that has ended holds nothing")

    @classmethod
    def create(cls, *, id: UUID, tenant: UUID, agreement: Agreement, timing: Timing) -> Change:
        agreement.require_valid()
        fund_by = window_end(timing.now, agreement.windows.funding_expiry)
        escrow = cls(id=id, tenant=tenant, agreement=agreement, created_at=timing.now, fund_by=fund_by)
        return Change(escrow, (Created(),))

    @property
    def currency(self) -> str:
        return self.agreement.price.currency

    @property
    def price(self) -> int:
        return self.agreement.price.minor

    @property
    def missing_amount(self) -> int:
        """Minor units that the buyer still has to pay, a fee on top included."""
        if self.state not in FUNDING_STATES:
            return 0
        return self.agreement.total_due - self.balances.hold - self.balances.fee_hold

    @property
    def end(self) -> CaseEnd | None:
        """How and when it has ended, and by whose silence, if by silence."""
        return describe_end(self.state, self.closed_at, self.ended_by)

    @cached_property
    def running_deadline(self) -> Deadline | None:
        """Deadline that runs now, never more than one. None runs while nothing is left that it could move."""
        return None if self.state in LIVE_STATES and not self.balances.available else self.next_deadline

    @cached_property
    def next_deadline(self) -> Deadline | None:
        """Deadline that runs as soon as no money is frozen. What fell due under a freeze is due when it is lifted."""
        deadline = self._window_deadline
        if deadline is None or self.unfrozen_at is None:
            return deadline
        return deadline._replace(due_at=max(deadline.due_at, self.unfrozen_at))

    @property
    def _window_deadline(self) -> Deadline | None:
        windows, kind = self.agreement.windows, DeadlineKind
        match self.state:
            case EscrowState.AWAITING_FUNDS | EscrowState.PARTIALLY_FUNDED:
                return Deadline(kind.FUNDING_EXPIRY, self.created_at, self.fund_by, windows.funding_expiry.clock)
            case EscrowState.FUNDED if self.funded_at and self.ship_by:
                return Deadline(kind.AUTO_REFUND_UNSHIPPED, self.funded_at, self.ship_by, windows.ship_within.clock)
            case EscrowState.SHIPPED if self.shipped_at and self.deliver_by:
                refund = windows.undelivered is Undelivered.REFUND
                overdue = kind.AUTO_REFUND_UNDELIVERED if refund else kind.PRESUME_DELIVERY
                return Deadline(overdue, self.shipped_at, self.deliver_by, windows.delivery.clock)
            case EscrowState.DELIVERED if self.delivered_at and self.inspection_ends_at:
                return Deadline(kind.AUTO_RELEASE, self.delivered_at, self.inspection_ends_at, windows.inspection.clock)
            case _:
                return None

    def allowed_actions(self, role: Role, at: datetime) -> tuple[Action, ...]:
        """Answers "may they?": the guards ask it, and so does the API."""
        running = self.running_deadline
        return tuple(
            action
            for action in ACTIONS_BY_ROLE[self.state, role]
            if self._is_possible(action)
            and self._hold_against(action, role, at) is None
            and missed_deadline(running, action, at) is None
        )

    def fund(self, amount: Money, *, by: Actor, reference: str, timing: Timing, new_id: IdFactory) -> Change:
        """Count a payment. Never refused for the escrow's state: it is counted, or parked until it is sent back."""
        self.require_role(Action.FUND, by)
        amount.require_currency(self.currency)
        in_time = self.state in FUNDING_STATES and timing.received_at < self.fund_by
        missing = self.missing_amount if in_time else 0
        counted = min(amount.minor, missing)
        for_price = min(counted, self.price - self.balances.hold)
        for_fee, parked = counted - for_price, amount.minor - counted
        amounts = {MovementKind.FUND: for_price, MovementKind.BUYER_FEE: for_fee, MovementKind.PARK: parked}
        posting = create_posting(new_id(), amounts, new_id=new_id, provider_reference=reference)
        events: tuple[EscrowEvent, ...] = (PaymentHeld(self.money_of(counted)),) if counted else ()
        if parked:
            too_much = in_time or self.state in LIVE_STATES
            events += (PaymentParked(self.money_of(parked), "overfunded" if too_much else "late"),)
        if not counted:
            return Change(self.evolve(*events), events, posting)
        balances = self.balances._replace(
            hold=self.balances.hold + for_price, fee_hold=self.balances.fee_hold + for_fee
        )
        if counted < missing:
            partly = self.evolve(*events, state=EscrowState.PARTIALLY_FUNDED, balances=balances)
            return Change(partly, events, posting)
        events += (Funded(),)
        funded_at = self.date_act(timing).effective_at
        ship_by = window_end(funded_at, self.agreement.windows.ship_within)
        funded = self.evolve(*events, state=EscrowState.FUNDED, balances=balances, funded_at=funded_at, ship_by=ship_by)
        return Change(funded, events, posting)

    def ship(self, shipment: Shipment, *, by: Actor, timing: Timing) -> Change:
        self.require_allowed(Action.SHIP, by, timing)
        shipped_at = self.date_act(timing).effective_at
        event, deliver_by = Shipped(), window_end(shipped_at, self.agreement.windows.delivery)
        after = self.evolve(
            event, state=EscrowState.SHIPPED, shipment=shipment, shipped_at=shipped_at, deliver_by=deliver_by
        )
        return Change(after, (event,))

    def deliver(self, *, by: Actor, timing: Timing) -> Change:
        self.require_allowed(Action.DELIVER, by, timing)
        return self.begin_inspection(self.date_act(timing).effective_at, presumed=False)

    def date_act(self, timing: Timing) -> Timing:
        """Date what is done to it: what came before its deadline is not dated behind that."""
        running = self.running_deadline
        return timing.date_act(None if running is None else running.due_at)

    def begin_inspection(self, delivered_at: datetime, *, presumed: bool) -> Change:
        inspection_ends_at = self.inspection_end(delivered_at)
        event = Delivered(inspection_ends_at, presumed)
        after = self.evolve(
            event,
            state=EscrowState.DELIVERED,
            delivered_at=delivered_at,
            delivery_presumed=presumed,
            inspection_ends_at=inspection_ends_at,
        )
        return Change(after, (event,))

    def inspection_end(self, delivered_at: datetime) -> datetime:
        """Compute it from the deal's own window; a filing window that holds the money makes it longer (K1)."""
        own_end, hold = window_end(delivered_at, self.agreement.windows.inspection), self._filing_hold(delivered_at)
        return own_end if hold is None or hold.until is None else max(own_end, hold.until)

    def accept(self, *, by: Actor, timing: Timing, new_id: IdFactory) -> Change:
        """Release everything, because the buyer is content."""
        self.require_allowed(Action.ACCEPT, by, timing)
        return self.pay_out(to_seller=self._available_amount(None), earlier=(Accepted(),), timing=timing, new_id=new_id)

    def release(self, amount: Money | None, *, by: Actor, timing: Timing, new_id: IdFactory) -> Change:
        """Pay the seller that much, or all that is held if no amount is named."""
        self.require_allowed(Action.RELEASE, by, timing)
        return self.pay_out(to_seller=self._available_amount(amount), timing=timing, new_id=new_id)

    def refund(self, amount: Money | None, *, by: Actor, timing: Timing, new_id: IdFactory) -> Change:
        """Give the buyer that much back, or all that is held if no amount is named."""
        self.require_allowed(Action.REFUND, by, timing)
        return self.pay_out(to_buyer=self._available_amount(amount), timing=timing, new_id=new_id)

    def cancel(self, *, by: Actor, timing: Timing, new_id: IdFactory) -> Change:
        """Give everything back, the fee as well, because the price was never complete."""
        self.require_allowed(Action.CANCEL, by, timing)
        payout = plan_return(self.agreement, self.balances, instruction=new_id(), new_id=new_id)
        return self._close_with(EscrowState.CANCELLED, payout, timing)

    def on_deadline(self, kind: DeadlineKind, due_at: datetime, *, timing: Timing, new_id: IdFactory) -> Change:
        """Do what is due. A deadline that is no longer the running one changes nothing."""
        running = self.running_deadline
        if running is None or (running.kind, running.due_at) != (kind, due_at):
            return Change(self)
        payout = plan_deadline(kind, self.agreement, self.balances, new_id=new_id)
        if payout is None:
            return self.begin_inspection(timing.effective_at, presumed=True)
        if kind is DeadlineKind.FUNDING_EXPIRY:
            return self._close_with(EscrowState.EXPIRED, payout, timing)
        return self.apply_payout(payout, timing)

    def require_allowed(self, action: Action, by: Actor, timing: Timing) -> None:
        """Raises the refusal, if there is one. What passes here is exactly what `allowed_actions` offers."""
        self.require_role(action, by)
        if self.state not in ALLOWED_STATES[action]:
            allowed = self.allowed_actions(by.role, timing.received_at)
            raise ActionNotAllowedInState(action, self.state, allowed, self.end)
        if not self._is_possible(action):
            raise self._frozen_refusal()
        if (hold := self._hold_against(action, by.role, timing.received_at)) is not None:
            raise FilingWindowOpen(hold.until)
        if (deadline := missed_deadline(self.running_deadline, action, timing.received_at)) is not None:
            end = describe_end(self.balances.state_after(deadline.kind), deadline.due_at, deadline.kind)
            raise DeadlinePassed(deadline.due_at, end=end)

    def pay_out(
        self,
        *,
        to_seller: int = 0,
        to_buyer: int = 0,
        earlier: tuple[EscrowEvent, ...] = (),
        timing: Timing,
        new_id: IdFactory,
    ) -> Change:
        """Move that much of the price out of the hold, fees in proportion. The end, if nothing is left."""
        payout = plan_payout(
            self.agreement,
            self.balances,
            to_seller=to_seller,
            to_buyer=to_buyer,
            instruction=new_id(),
            new_id=new_id,
        )
        return self.apply_payout(payout, timing, earlier=earlier)

    def apply_payout(
        self, payout: Payout, timing: Timing, *, earlier: tuple[EscrowEvent, ...] = (), **changes: Any
    ) -> Change:
        """Take over a planned payout; `earlier` happened before it, `changes` go along."""
        events = (*earlier, *payout.list_events(self.currency))
        if payout.balances.hold:
            return Change(self.evolve(*events, balances=payout.balances, **changes), events, payout.posting)
        return self._close_with(payout.balances.final_state, payout, timing, earlier, **changes)

    def _close_with(
        self, state: EscrowState, payout: Payout, timing: Timing, earlier: tuple[EscrowEvent, ...] = (), **changes: Any
    ) -> Change:
        events = (*earlier, *payout.list_events(self.currency), Closed())
        changes |= erased_members(self.erasure, self.agreement, self.shipment)
        closed_at = self.date_act(timing).effective_at
        closed = self.evolve(*events, balances=payout.balances, state=state, closed_at=closed_at, **changes)
        return Change(closed, events, payout.posting)

    def _available_amount(self, amount: Money | None) -> int:
        """Minor units of that amount, or of all that is held. Raises if it is not there or not free."""
        if amount is not None:
            amount.require_currency(self.currency)
        minor = self.balances.hold if amount is None else amount.minor
        if minor > self.balances.hold:
            raise InsufficientHold(self.balances.hold, self.currency)
        if minor > self.balances.available:
            raise self._frozen_refusal()
        return minor

    def _frozen_refusal(self) -> EscrowFrozen:
        """Refuse what a dispute has frozen; it rests on disputes, which may have ended the dispute a moment ago."""
        refusal = EscrowFrozen(self.balances.frozen, self.balances.available, self.currency)
        return refusal if self.frozen_by is None else refusal.resting_on(Predecessor("disputes", self.frozen_by))

    def money_of(self, minor: int) -> Money:
        return Money(minor, self.currency)

    def _is_possible(self, action: Action) -> bool:
        if action in (Action.ACCEPT, Action.CORRECT_SHIPMENT) and self.balances.frozen:
            return False  # accepting means all of it, and who disputes has acted on what was said of the shipment
        if self.state not in ALLOWED_STATES[action]:
            return False
        return action not in PAYOUT_ACTIONS or self.balances.available > 0

    def _filing_hold(self, delivered_at: datetime | None) -> FilingHold | None:
        terms, funded_at = self.agreement.dispute_terms, self.funded_at
        if terms is None or funded_at is None:
            return None
        return terms.find_hold(funded_at, delivered_at, self.barred_from_disputing)

    def _hold_against(self, action: Action, role: Role, at: datetime) -> FilingHold | None:
        """Find what keeps a platform from paying the seller: the buyer can still report a problem (K1)."""
        is_meant = action is Action.RELEASE and role is Role.PLATFORM and self.frozen_by is None
        hold = self._filing_hold(self.delivered_at) if is_meant else None
        return hold if hold is not None and hold.lasts_at(at) else None

    def require_role(self, action: Action, by: Actor) -> None:
        """Raises Forbidden."""
        if by.role not in (allowed := ALLOWED_ROLES[action]):
            raise Forbidden.for_role(by.role, sorted(allowed - {Role.SYSTEM}))

    def evolve(self, *events: EscrowEvent, **changes: Any) -> Escrow:
        """Make the next version. No other place counts versions or events (ADR 0003)."""
        return replace_members(self, version=self.version + 1, event_count=self.event_count + len(events), **changes)
