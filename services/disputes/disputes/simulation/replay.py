"""Replay of a case, under its own edition or another, with the very rules that ran. Pure."""

from __future__ import annotations

import heapq
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from itertools import count
from typing import Final, NamedTuple
from uuid import UUID

from common.kernel.deal_money import DealMoney
from common.kernel.errors import DomainError
from common.kernel.money import Money, Split
from common.kernel.timing import Timing
from disputes.engine.clocks import release_held
from disputes.engine.context import EngineContext
from disputes.engine.deal_forecast import deducted_fee, settling_money
from disputes.engine.dispute import Change, Dispute, State
from disputes.engine.evidence import EvidenceRequest
from disputes.engine.forecast import NextDeadline, apply_silence, next_deadline
from disputes.engine.reopening import is_resolved
from disputes.engine.values import StatementStats
from disputes.journal.model import EntryKind, JournalEntry, RequestReport
from disputes.policy.model import Policy
from disputes.policy.vocabulary import Outcome

from .entry_replay import STATE_OF_PAYMENT, ReplayContext, apply_entry, confirm_payment, is_touch

MAX_STEPS: Final = 1_000
POSTPONABLE_KINDS: Final = frozenset({EntryKind.DECIDE, EntryKind.VERIFY, EntryKind.SATISFIED, EntryKind.ACT})
"""What people would have done as long after the stage began that asks for it, had it begun at another time."""


class TooManyCases(DomainError):
    def __init__(self, limit: int) -> None:
        self.limit = limit
        super().__init__(f"A simulation takes up to {limit} cases. Narrow the period.")


class PaidParts(NamedTuple):
    """What everybody got in the end, net: with what went back beside goods, and the fee beside the seller's share."""

    to_buyer: Money
    to_seller: Money
    fee: Money


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseResult:
    """Result of a case, as it went or would have gone. `touches` are acts of operators."""

    places: tuple[str, ...]
    outcome: Outcome | None
    split: Split | None
    paid: PaidParts | None = None
    """None where nothing was divided, and nothing went back beside goods."""
    touches: int
    ended_at: datetime | None
    is_resolved: bool = False

    @property
    def without_operator(self) -> bool:
        return self.touches == 0 and self.is_resolved

    def ends_like(self, other: CaseResult) -> bool:
        return (self.outcome, self.split) == (other.outcome, other.split)


def recorded_result(dispute: Dispute, places: Sequence[str], journal: Sequence[JournalEntry]) -> CaseResult:
    """Tell how a case went, by its records."""
    return _result_of(dispute, places, sum(1 for entry in journal if is_touch(entry)))


def replay_case(dispute: Dispute, journal: Sequence[JournalEntry], policy: Policy) -> CaseResult | None:
    """Play a case again by its journal. None where the edition does not take such a case at all."""
    reason = policy.reasons.get(dispute.reason)
    if reason is None or dispute.claimant not in reason.openers:
        return None
    replay = _Replay(_reopen_dispute(dispute, policy), policy, policy.hash == dispute.hash)
    for entry in journal:
        replay.schedule(entry, entry.received_at)
    return replay.run()


def _reopen_dispute(dispute: Dispute, policy: Policy) -> Dispute:
    """Make the case as it was when it was opened, under `policy`."""
    return Dispute(
        id=dispute.id,
        tenant=dispute.tenant,
        escrow=dispute.escrow,
        buyer=dispute.buyer,
        seller=dispute.seller,
        edition=policy.edition,
        hash=policy.hash,
        reason=dispute.reason,
        claimant=dispute.claimant,
        amount=dispute.amount,
        options=dispute.options,
        explanation=dispute.explanation,
        opened_at=dispute.opened_at,
        opened_by_operator=dispute.opened_by_operator,
        approval_limit=dispute.approval_limit,
        reopening=dispute.reopening,
        statement=dispute.statement,
        statement_stats={dispute.claimant: StatementStats(len(dispute.explanation))},
        money=_money_at_opening(dispute),
        event_count=1,
    )


def _money_at_opening(dispute: Dispute) -> DealMoney | None:
    """Find the deal's money as it stood before the case divided any of it. None where that cannot be told any more."""
    nothing, money = dispute.amount.zero(), settling_money(dispute)
    if money is not None and dispute.reductions:
        money = money.before_settlement(Split(dispute.amount_reduced, nothing))
    if money is None or money.funds.hold < dispute.amount.minor:
        return None
    return replace(money, frozen=dispute.amount.minor)


def _result_of(dispute: Dispute, places: Sequence[str], touches: int) -> CaseResult:
    split = dispute.settlement.option.split if dispute.settlement is not None else None
    return CaseResult(
        places=tuple(places),
        outcome=dispute.outcome,
        split=split,
        paid=_paid_parts(dispute, split),
        touches=touches,
        ended_at=dispute.closed_at,
        is_resolved=is_resolved(dispute),
    )


def _paid_parts(dispute: Dispute, split: Split | None) -> PaidParts | None:
    nothing = dispute.amount.zero()
    if split is None:
        return PaidParts(dispute.amount_reduced, nothing, nothing) if dispute.reductions else None
    fee = Money(deducted_fee(dispute, split), dispute.amount.currency)
    back = Money(split.to_buyer.minor + dispute.amount_reduced.minor, dispute.amount.currency)
    return PaidParts(back, split.to_seller - fee, fee)


@dataclass
class _Replay:
    case: Dispute
    policy: Policy
    is_own_edition: bool
    places: list[str] = field(default_factory=lambda: [State.OPENING.value])
    touches: int = 0
    _queue: list[tuple[datetime, int, JournalEntry]] = field(default_factory=list)
    _postponed: list[JournalEntry] = field(default_factory=list)
    """Acts the case does not take yet: they are tried again in the next stage, as long after its beginning."""
    _early_payments: list[JournalEntry] = field(default_factory=list)
    _next_number: Callable[[], int] = field(default_factory=lambda: count(1).__next__)

    def schedule(self, entry: JournalEntry, at: datetime) -> None:
        heapq.heappush(self._queue, (at, self._next_number(), entry))

    def run(self) -> CaseResult:
        for _ in range(MAX_STEPS):
            if not self._take_step():
                break
        return _result_of(self.case, self.places, self.touches)

    def _take_step(self) -> bool:
        """Let one thing happen: escrow confirms, or what comes first of time and people. False when all is over."""
        if (confirmed := self._confirm_payment()) is not None:
            self._advance_to(confirmed.dispute)
            return True
        deadline = next_deadline(self.case, self.policy)
        if self._queue and (deadline is None or self._precedes(deadline)):
            _, _, entry = heapq.heappop(self._queue)
            self._play_entry(entry)
            return True
        if deadline is None or self.case.state is not State.ACTIVE:
            return False
        self._advance_to(apply_silence(self.case, deadline, self._context(deadline.at, deadline.at)).dispute)
        return True

    def _precedes(self, deadline: NextDeadline) -> bool:
        """Tell whether the next entry comes before a deadline: what an operator made lapse later was no silence then,
        even where nobody had heard of the answer."""
        at, _, entry = self._queue[0]
        report, request = entry.payload, deadline.subject
        if at < deadline.at or not isinstance(report, RequestReport) or not report.by_operator:
            return at < deadline.at
        is_same = isinstance(request, EvidenceRequest) and (request.party, request.stage) == (
            report.party,
            report.stage,
        )
        return is_same or at == deadline.at

    def _confirm_payment(self) -> Change | None:
        """Confirm what is ordered as soon as it is, unless the journal says when escrow did."""
        order = self.case.settlement
        if order is None or (self.is_own_edition and self._awaits_recorded_payment()):
            return None
        return confirm_payment(self.case, self._context(order.at, order.at))

    def _awaits_recorded_payment(self) -> bool:
        return any(STATE_OF_PAYMENT.get(entry.kind) is self.case.state for _, _, entry in self._queue)

    def _play_entry(self, entry: JournalEntry) -> None:
        change = self._try_entry(entry)
        if change is not None and change.dispute.version != self.case.version:
            self.touches += is_touch(entry)
            self._advance_to(change.dispute)
            return
        if entry.kind in STATE_OF_PAYMENT and self.is_own_edition:
            self._early_payments.append(entry)
        if entry.kind in POSTPONABLE_KINDS and self.case.state is not State.CLOSED:
            self._postponed.append(entry)

    def _try_entry(self, entry: JournalEntry) -> Change | None:
        context = ReplayContext(self._context(entry.at, entry.received_at), self.is_own_edition)
        try:
            return apply_entry(self.case, entry, context)
        except DomainError:
            return None

    def _advance_to(self, after: Dispute) -> None:
        has_moved = after.place != self.case.place
        self.case = self._release_overtaken(after)
        if has_moved:
            self.places.append(after.place)
            self._schedule_early_payments()
            self._schedule_postponed()

    def _release_overtaken(self, after: Dispute) -> Dispute:
        """Let the clocks run on where the case has gone on without what waited for a second operator."""
        waited, at = self.case.approval, after.entered_at
        if waited is None or after.approval is not None or at is None:
            return after
        at = max(at, self.case.paused_at or at)
        return release_held(after, waited, self._context(at, at)).dispute

    def _schedule_early_payments(self) -> None:
        entries, self._early_payments = self._early_payments, []
        for entry in entries:
            at = max(self.case.settlement.at if self.case.settlement else entry.at, entry.at)
            heapq.heappush(self._queue, (at, -self._next_number(), entry))  # before what people did at that instant

    def _schedule_postponed(self) -> None:
        entries, self._postponed = self._postponed, []
        for entry in entries:
            at = max((self.case.entered_at or entry.at) + entry.waited, entry.received_at)
            self.schedule(replace(entry, at=at, received_at=at), at)

    def _context(self, at: datetime, received_at: datetime) -> EngineContext:
        return EngineContext(self.policy, Timing(received_at, at), self._new_id)

    def _new_id(self) -> UUID:
        return UUID(int=self._next_number())
