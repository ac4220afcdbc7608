"""Decisions of operators: one of much weight waits for a second operator (four eyes). Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import NamedTuple, Protocol
from uuid import UUID

from common.kernel.errors import DomainError
from common.kernel.money import Money
from disputes.cases.model import CaseChange
from disputes.editions.model import CalendarChoice
from disputes.engine.dispute import Dispute
from disputes.engine.errors import NotIndependent
from disputes.engine.four_eyes import RequestedAct, is_above_limit
from disputes.engine.rulings import Judgment
from disputes.engine.values import DecisionWeight, Penalty, Ruling
from disputes.penalties.model import PenaltiesTx


class NothingToApprove(DomainError):
    def __init__(self, state: str) -> None:
        self.state = state
        super().__init__("No decision of this case waits for approval.")


class StandingHasChanged(DomainError):
    def __init__(self) -> None:
        super().__init__("The penalties would be others than those that were decided. Reject it and decide anew.")


class DecisionState(StrEnum):
    EFFECTIVE = "effective"
    """Needed no approval."""
    AWAITING_APPROVAL = "awaiting_approval"
    APPROVED = "approved"
    REJECTED = "rejected"
    LAPSED = "lapsed"
    """The case went on without it, as when the parties agreed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """Decision of an operator, or an act that one has registered for a party: it has a judgment, or an act.

    `penalties` as they were computed then; `limit` is the platform's at that time.
    """

    id: UUID
    dispute: UUID
    instance: int
    judgment: Judgment | None
    penalties: tuple[Penalty, ...]
    amount: Money
    limit: int | None
    state: DecisionState
    decided_by: str
    decided_at: datetime
    judged_by: str | None = None
    judged_at: datetime | None = None
    why: str | None = None
    act: RequestedAct | None = None

    @property
    def closures(self) -> int:
        return sum(1 for penalty in self.penalties if penalty.closed)

    @property
    def weighs(self) -> tuple[DecisionWeight, ...]:
        return weigh_decision(self.amount, self.limit, self.penalties)

    def require_independent(self, judge: str, dispute: Dispute, opener: str) -> None:
        """Raises NotIndependent."""
        if judge in (self.decided_by, dispute.buyer, dispute.seller, opener):
            raise NotIndependent

    def require_unchanged(self, ruling: Ruling) -> None:
        """Raises StandingHasChanged: what is approved is what was decided. Only a suspension's end moves with time."""
        if [_essential_parts(p) for p in ruling.penalties] != [_essential_parts(p) for p in self.penalties]:
            raise StandingHasChanged


def weigh_decision(amount: Money, limit: int | None, penalties: Sequence[Penalty]) -> tuple[DecisionWeight, ...]:
    """Find why a decision needs a second operator, if it does."""
    reasons = {
        DecisionWeight.AMOUNT_ABOVE_LIMIT: is_above_limit(amount, limit),
        DecisionWeight.PERMANENT_CLOSURE: any(penalty.closed for penalty in penalties),
    }
    return tuple(weight for weight, applies in reasons.items() if applies)


def _essential_parts(penalty: Penalty) -> tuple[object, ...]:
    suspended = penalty.suspended_until is not None
    return (penalty.party, penalty.act, penalty.points, penalty.warning, penalty.fine, suspended, penalty.closed)


class DecisionChange(NamedTuple):
    """Change of a case, and of the decision on it."""

    case: CaseChange
    decision: Decision


class Decisions(Protocol):
    async def add(self, decision: Decision) -> None: ...

    async def find_waiting(self, dispute: UUID) -> Decision | None: ...

    async def save(self, decision: Decision) -> None: ...

    async def expire(self, decision: UUID) -> None:
        """Close a decision, unless it has been judged."""


class ApprovalSettings(CalendarChoice, Protocol):
    """Part of a platform's settings that this room asks for."""

    @property
    def approval_limits(self) -> Mapping[str, int]: ...


class LimitSettings(Protocol):
    async def get_settings(self) -> ApprovalSettings: ...


class ApprovalsTx(PenaltiesTx, Protocol):
    """Transaction as far as decisions need it."""

    @property
    def decisions(self) -> Decisions: ...

    @property
    def desk(self) -> LimitSettings: ...
