"""A decision of much weight waits for a second operator (four eyes). Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from common.kernel.money import Money

from .dispute import Dispute, State
from .policy import Policy
from .records import Penalty, Ruling
from .refusals import NotIndependent, StandingHasChanged
from .rulings import Judgment
from .vocabulary import Execution


class DecisionState(StrEnum):
    EFFECTIVE = "effective"
    """Needed no approval."""
    AWAITING_APPROVAL = "awaiting_approval"
    APPROVED = "approved"
    REJECTED = "rejected"
    LAPSED = "lapsed"
    """The case went on without it, as when the parties agreed."""


class Weight(StrEnum):
    """Why a decision needs a second operator."""

    AMOUNT_ABOVE_LIMIT = "amount_above_limit"
    PERMANENT_CLOSURE = "permanent_closure"


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """What an operator decided; `penalties` as they were computed then. `limit` is the platform's at that time."""

    id: UUID
    dispute: UUID
    instance: int
    judgment: Judgment
    penalties: tuple[Penalty, ...]
    amount: Money
    limit: int | None
    state: DecisionState
    decided_by: str
    decided_at: datetime
    judged_by: str | None = None
    judged_at: datetime | None = None
    why: str | None = None

    @property
    def closures(self) -> int:
        return sum(1 for penalty in self.penalties if penalty.closed)

    @property
    def weighs(self) -> tuple[Weight, ...]:
        above = self.limit is not None and self.amount.minor > self.limit
        found = {Weight.AMOUNT_ABOVE_LIMIT: above, Weight.PERMANENT_CLOSURE: self.closures > 0}
        return tuple(weight for weight, given in found.items() if given)

    def require_independent(self, judge: str, dispute: Dispute, opener: str) -> None:
        """Raises NotIndependent."""
        if judge in (self.decided_by, dispute.buyer, dispute.seller, opener):
            raise NotIndependent

    def require_unchanged(self, ruling: Ruling) -> None:
        """Raises StandingHasChanged: what is approved is what was decided. Only a suspension's end moves with time."""
        if [_what(p) for p in ruling.penalties] != [_what(p) for p in self.penalties]:
            raise StandingHasChanged


def _what(penalty: Penalty) -> tuple[object, ...]:
    suspended = penalty.suspended_until is not None
    return (penalty.party, penalty.act, penalty.points, penalty.warning, penalty.fine, suspended, penalty.closed)


def in_effect(dispute: Dispute, policy: Policy, now: datetime) -> int:
    """The instance of the ruling whose penalties have taken effect; 0: of none.

    They follow the money: at once where the edition carries out its rulings at once, else when nobody can contest the
    ruling any more. One that was contested and not judged again never takes effect.
    """
    ruling = dispute.ruling
    if ruling is None:
        return 0
    effective = policy.rulings.execute is Execution.AT_ONCE or _is_final(dispute, ruling, policy, now)
    return ruling.instance if effective else 0


def effective_at(ruling: Ruling, policy: Policy) -> datetime:
    """From when its penalties count, if nobody contests it."""
    waits = policy.rulings.execute is not Execution.AT_ONCE
    return ruling.contest_until if waits and ruling.contest_until is not None else ruling.decided_at


def _is_final(dispute: Dispute, ruling: Ruling, policy: Policy, now: datetime) -> bool:
    if ruling.contest_until is None or policy.appeal is None:
        return True
    if dispute.appeal is not None:
        return False
    return dispute.state is State.CLOSED or (now >= ruling.contest_until and dispute.place != policy.appeal.stage)
