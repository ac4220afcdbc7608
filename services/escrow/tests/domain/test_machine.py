"""Whatever happens, in whatever order: no money appears, none is lost, and what is frozen stays."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta
from typing import Any
from uuid import UUID

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from common.kernel.errors import DomainError
from common.kernel.fees import Fee, FeePayer
from common.kernel.ids import new_id
from common.kernel.money import Split
from common.kernel.timing import Timing
from escrow.domain.errors import FeeExceedsPrice
from escrow.domain.escrow import Change, Escrow
from escrow.domain.fines import BookedFine, Fine, book_fine, cancel_fine
from escrow.domain.freezes import freeze_funds, settle_dispute, unfreeze_funds
from escrow.domain.ledger import MOVEMENT_ROUTES, Account, MovementKind, Party, Posting
from escrow.domain.reversals import Settlement, reverse_settlement
from escrow.domain.transitions import ENDED_STATES
from escrow.testing import BUYER, NOON, PARCEL, PLATFORM, an_escrow, eur, timing_at

AMOUNTS = st.integers(1, 300)


class LedgerMachine(RuleBasedStateMachine):
    escrow: Escrow

    @initialize(
        price=st.integers(1, 200),
        rate=st.sampled_from([0, 1, 250, 3_333, 9_999]),
        fixed=st.integers(0, 20),
        payer=st.sampled_from(FeePayer),
    )
    def agree(self, price: int, rate: int, fixed: int, payer: FeePayer) -> None:
        self.now = NOON
        self.balances: Counter[Account] = Counter()
        self.by_kind: Counter[MovementKind] = Counter()
        self.told = 1
        self.settled: tuple[UUID, Settlement] | None = None
        self.fined: list[Fine] = []
        try:
            self.escrow = an_escrow(price, Fee(rate, fixed, payer))
        except FeeExceedsPrice:
            self.escrow = an_escrow(price)

    @rule(minor=AMOUNTS)
    def fund(self, minor: int) -> None:
        self.do("fund", eur(minor), reference="pay", by=PLATFORM)

    @rule(minor=st.none() | AMOUNTS)
    def release(self, minor: int | None) -> None:
        self.do("release", eur(minor) if minor else None, by=PLATFORM)

    @rule(minor=st.none() | AMOUNTS)
    def refund(self, minor: int | None) -> None:
        self.do("refund", eur(minor) if minor else None, by=PLATFORM)

    @rule()
    def cancel(self) -> None:
        self.do("cancel", by=PLATFORM)

    @rule()
    def accept(self) -> None:
        self.do("accept", by=BUYER)

    @rule()
    def ship_and_deliver(self) -> None:
        try:
            self.keep(self.escrow.ship(PARCEL, by=PLATFORM, timing=timing_at(self.now)))
            self.keep(self.escrow.deliver(by=PLATFORM, timing=timing_at(self.now)))
        except DomainError:
            return

    @rule(minor=AMOUNTS)
    def dispute(self, minor: int) -> None:
        self.keep(freeze_funds(self.escrow, new_id(), eur(minor)))

    @rule(basis_points=st.integers(0, 10_000))
    def decide(self, basis_points: int) -> None:
        frozen, dispute = self.escrow.balances.frozen, self.escrow.frozen_by
        if dispute is not None:
            to_buyer = frozen * basis_points // 10_000
            shares = Split(eur(to_buyer), eur(frozen - to_buyer))
            change = settle_dispute(
                self.escrow, dispute, shares, instruction=new_id(), timing=timing_at(self.now), new_id=new_id
            )
            self.keep(change)
            self.settled = dispute, self.as_posted(change.posting)

    @rule(basis_points=st.integers(0, 10_000))
    def decide_anew(self, basis_points: int) -> None:
        """Once: a reversal is not reversed."""
        if self.settled is not None:
            dispute, was = self.settled
            to_buyer = was.total_minor * basis_points // 10_000
            shares = Split(eur(to_buyer), eur(was.total_minor - to_buyer))
            self.keep(reverse_settlement(self.escrow, dispute, was, shares, instruction=new_id(), new_id=new_id))
            self.settled = None

    @rule(minor=AMOUNTS)
    def fine(self, minor: int) -> None:
        fine = Fine(new_id(), new_id(), "shop", Party.SELLER, eur(minor))
        self.keep(book_fine(self.escrow, fine, new_id=new_id))
        self.fined.append(fine)

    @rule()
    def lift_a_fine(self) -> None:
        if self.fined:
            self.keep(
                cancel_fine(self.escrow, BookedFine(self.fined.pop(), new_id()), instruction=new_id(), new_id=new_id)
            )

    @staticmethod
    def as_posted(posted: Posting) -> Settlement:
        to_seller = posted.total_of(MovementKind.RELEASE) + posted.total_of(MovementKind.FEE)
        return Settlement(
            new_id(),
            posted.instruction,
            posted.total_of(MovementKind.REFUND),
            to_seller,
            posted.total_of(MovementKind.FEE),
            posted.total_of(MovementKind.BUYER_FEE_EARNED),
        )

    @rule()
    def withdraw(self) -> None:
        if self.escrow.frozen_by is not None:
            self.keep(unfreeze_funds(self.escrow, self.escrow.frozen_by, self.now))

    @rule(days=st.integers(1, 20))
    def time_passes(self, days: int) -> None:
        self.now += timedelta(days=days)
        while (running := self.escrow.running_deadline) and running.due_at <= self.now:
            order = {"new_id": new_id, "timing": Timing(running.due_at, self.now, running.due_at)}
            self.keep(self.escrow.on_deadline(running.kind, running.due_at, **order))

    def do(self, act: str, *values: Any, **more: Any) -> None:
        try:
            self.keep(getattr(self.escrow, act)(*values, timing=timing_at(self.now), new_id=new_id, **more))
        except DomainError:
            return

    def keep(self, change: Change) -> None:
        frozen = self.escrow.frozen_by is not None and change.aggregate.frozen_by == self.escrow.frozen_by
        assert not frozen or change.aggregate.balances.frozen == self.escrow.balances.frozen
        self.told += len(change.events)
        self.escrow = change.aggregate
        if change.posting is None:
            return
        entries = change.posting.entries_by_account()
        assert sum(entries.values()) == 0
        assert len(entries) >= 2
        self.balances.update(entries)
        for movement in change.posting.movements:
            assert movement.minor > 0
            assert movement.kind in MOVEMENT_ROUTES
            self.by_kind[movement.kind] += movement.minor

    @invariant()
    def the_ledger_adds_up(self) -> None:
        purse, moved = self.escrow.balances, self.by_kind
        assert sum(self.balances.values()) == 0
        assert self.balances[Account.HOLD] == purse.hold
        assert self.balances[Account.FEE_HOLD] == purse.fee_hold
        gone = (
            moved[MovementKind.RELEASE]
            + moved[MovementKind.REFUND]
            + moved[MovementKind.FEE]
            - moved[MovementKind.REVERSAL]
        )
        assert moved[MovementKind.FUND] == gone + purse.hold
        assert self.balances[Account.FEE] == purse.fee_taken
        assert purse.released + purse.refunded == gone
        assert self.balances[Account.FINES] == sum(fine.amount.minor for fine in self.fined)

    @invariant()
    def nobody_is_overdrawn(self) -> None:
        """What somebody owes is a receivable, never a negative balance of another account."""
        for account, minor in self.balances.items():
            assert minor >= 0 or account in (Account.EXTERNAL, Account.RECEIVABLE)
        assert self.balances[Account.RECEIVABLE] <= 0

    @invariant()
    def an_end_is_empty_and_everything_was_told(self) -> None:
        assert (self.escrow.state in ENDED_STATES) == (self.escrow.closed_at is not None)
        assert self.escrow.state not in ENDED_STATES or self.escrow.balances.hold == 0
        assert self.escrow.event_count == self.told

    @invariant()
    def what_is_offered_would_work(self) -> None:
        running = self.escrow.running_deadline
        assert (
            running is None
            or running.due_at > self.now
            or self.escrow.balances.available
            or not self.escrow.balances.hold
        )


TestLedger = LedgerMachine.TestCase
