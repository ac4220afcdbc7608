"""Freezes: a dispute stops the clock for its part of the money, until it is settled or let go. Pure functions.

These react to events of disputes: what is out of date changes nothing, what cannot be done is an event, not raised.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from enum import StrEnum
from typing import Final, Literal, NamedTuple, Protocol
from uuid import UUID

from common.kernel.errors import InvariantViolated
from common.kernel.money import Money, Split
from common.kernel.principal import Role
from common.kernel.seams import IdFactory
from common.kernel.timing import Timing

from .errors import SplitDoesNotSum
from .escrow import Change, Escrow
from .events import FreezeRefused, Frozen, Settled, Unfrozen
from .ledger import MovementKind
from .payouts import plan_payout
from .reversals import Settlement
from .silence import apply_deadline
from .transitions import ENDED_STATES, FUNDING_STATES, Deadline

RefusalReason = Literal["nothing_held", "insufficient_hold", "already_frozen", "escrow_ended"]


PARTIES: Final = frozenset({Role.BUYER, Role.SELLER})


class FreezeState(StrEnum):
    OPEN = "open"
    REFUSED = "refused"
    LIFTED = "lifted"
    SETTLED = "settled"
    REVERSED = "reversed"


class FreezeRecord(NamedTuple):
    """Answer to one dispute's request to freeze money. One per dispute: it is the last word on it."""

    dispute: UUID
    state: FreezeState
    amount: int
    instruction: UUID | None = None
    """Order that settled it."""


class FreezeRepository(Protocol):
    async def find(self, dispute: UUID) -> FreezeRecord | None: ...

    async def get_settlement(self, escrow: UUID, instruction: UUID) -> Settlement:
        """Read how it was posted."""

    async def is_posted(self, escrow: UUID, instruction: UUID) -> bool: ...

    async def save(self, escrow: UUID, record: FreezeRecord) -> None: ...


class AppliedDeadline(NamedTuple):
    """Deadline that was due already when something else came, and what it did."""

    deadline: Deadline
    change: Change
    timing: Timing


def freeze_funds(escrow: Escrow, dispute: UUID, amount: Money) -> Change:
    reason = _refusal_reason(escrow, amount)
    if reason is not None:
        refused = FreezeRefused(dispute, reason)
        return Change(escrow.evolve(refused), (refused,))
    frozen = Frozen(dispute, amount)
    balances = escrow.balances._replace(frozen=amount.minor)
    return Change(escrow.evolve(frozen, balances=balances, frozen_by=dispute), (frozen,))


def apply_due_deadlines(
    escrow: Escrow, opened_at: datetime, *, now: datetime, new_id: IdFactory
) -> tuple[AppliedDeadline, ...]:
    """Apply, in their order, the deadlines that were due when a case was opened, however late their worker is."""
    applied: list[AppliedDeadline] = []
    while (running := escrow.running_deadline) is not None and running.due_at <= opened_at:
        timing = Timing(running.due_at, now, running.due_at)
        change = apply_deadline(escrow, running.kind, running.due_at, timing=timing, new_id=new_id)
        applied.append(AppliedDeadline(running, change, timing))
        escrow = change.aggregate
    return tuple(applied)


def unfreeze_funds(escrow: Escrow, dispute: UUID, at: datetime, *, bars: frozenset[Role] = frozenset()) -> Change:
    """Let the ordinary course go on. A deadline that passed meanwhile is due `at` once."""
    if escrow.frozen_by != dispute:
        return Change(escrow)
    unfrozen = Unfrozen(dispute, Money(escrow.balances.frozen, escrow.currency))
    balances = escrow.balances._replace(frozen=0)
    barred = escrow.barred_from_disputing | bars
    after = escrow.evolve(unfrozen, balances=balances, frozen_by=None, unfrozen_at=at, barred_from_disputing=barred)
    return Change(after, (unfrozen,))


def settle_dispute(
    escrow: Escrow, dispute: UUID, shares: Split, *, instruction: UUID, timing: Timing, new_id: IdFactory
) -> Change:
    """Divide the frozen part as ordered, in one posting. Raises SplitDoesNotSum."""
    if escrow.frozen_by != dispute:
        return Change(escrow)
    if shares.total != Money(escrow.balances.frozen, escrow.currency):
        raise SplitDoesNotSum
    payout = plan_payout(
        escrow.agreement,
        escrow.balances._replace(frozen=0),
        to_seller=shares.to_seller.minor,
        to_buyer=shares.to_buyer.minor,
        instruction=instruction,
        new_id=new_id,
    )
    if payout.posting is None:
        raise InvariantViolated("money was frozen, but settling it moves none")
    fee, on_top, returned = (
        Money(payout.posting.total_of(kind), escrow.currency)
        for kind in (MovementKind.FEE, MovementKind.BUYER_FEE_EARNED, MovementKind.BUYER_FEE_RETURNED)
    )
    settled = Settled(dispute, instruction, Split(shares.to_buyer, shares.to_seller - fee), fee, on_top, returned)
    of_dispute = payout._replace(posting=replace(payout.posting, dispute=dispute))
    return escrow.apply_payout(of_dispute, timing, earlier=(settled,), frozen_by=None, barred_from_disputing=PARTIES)


def pay_reduction(
    escrow: Escrow, dispute: UUID, amount: Money, *, instruction: UUID, timing: Timing, new_id: IdFactory
) -> Change:
    """Give a part of the frozen money back to the buyer, as agreed beside goods; the case goes on about the rest.

    A freeze that has been lifted since does not undo the agreement: it is then paid out of the hold. Raises
    InvariantViolated where the money is not there any more.
    """
    is_frozen = escrow.frozen_by == dispute
    free = escrow.balances.frozen if is_frozen else escrow.balances.available
    if amount.currency != escrow.currency or not 0 < amount.minor <= free:
        raise InvariantViolated(f"escrow {escrow.id}: {amount.minor} was promised of {free}")
    left = escrow.balances.frozen - amount.minor if is_frozen else escrow.balances.frozen
    payout = plan_payout(
        escrow.agreement,
        escrow.balances._replace(frozen=left),
        to_buyer=amount.minor,
        instruction=instruction,
        new_id=new_id,
    )
    if payout.posting is None:
        raise InvariantViolated("a reduction moves money")
    return escrow.apply_payout(payout._replace(posting=replace(payout.posting, dispute=dispute)), timing)


def _refusal_reason(escrow: Escrow, amount: Money) -> RefusalReason | None:
    if escrow.state in ENDED_STATES:
        return "escrow_ended"
    if escrow.state in FUNDING_STATES:
        return "nothing_held"
    if escrow.frozen_by is not None:
        return "already_frozen"
    if amount.currency != escrow.currency or not 0 < amount.minor <= escrow.balances.hold:
        return "insufficient_hold"
    return None
