"""What a case tells others. `outgoing.py` says it in the published language."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from common.kernel.money import Money, Split
from common.kernel.principal import Role

from .records import Condition, Penalty, Request, Ruling, Turn
from .vocabulary import AlertLevel, OptionKind, Outcome, Phase, Status


@dataclass(frozen=True, slots=True)
class FreezeAsked:
    pass


@dataclass(frozen=True, slots=True)
class Opened:
    stage: str
    turn: Turn | None


@dataclass(frozen=True, slots=True)
class Entered:
    stage: str
    phase: Phase
    status: Status
    due_at: datetime | None


@dataclass(frozen=True, slots=True)
class Escalated:
    stage: str


@dataclass(frozen=True, slots=True)
class ActNeeded:
    of: Role
    acts: tuple[str, ...]
    due_at: datetime | None


@dataclass(frozen=True, slots=True)
class Asked:
    request: Request


@dataclass(frozen=True, slots=True)
class Posted:
    message: UUID


@dataclass(frozen=True, slots=True)
class Assigned:
    operator: str | None
    earlier: str | None = None


@dataclass(frozen=True, slots=True)
class Decided:
    ruling: Ruling


@dataclass(frozen=True, slots=True)
class Ordered:
    instruction: UUID
    split: Split
    basis: Outcome


@dataclass(frozen=True, slots=True)
class Closed:
    outcome: Outcome
    instruction: UUID | None = None
    split: Split | None = None
    why: str | None = None


@dataclass(frozen=True, slots=True)
class Expired:
    deadline: str
    due_at: datetime


@dataclass(frozen=True, slots=True)
class Breached:
    deadline: str
    level: AlertLevel
    due_at: datetime


@dataclass(frozen=True, slots=True)
class Approaching:
    of: Role
    deadline: str
    due_at: datetime


@dataclass(frozen=True, slots=True)
class Extended:
    deadline: str
    request: UUID | None
    due_at: datetime
    reason_code: str


@dataclass(frozen=True, slots=True)
class Paused:
    pass


@dataclass(frozen=True, slots=True)
class Resumed:
    paused_at: datetime
    resumed_at: datetime


@dataclass(frozen=True, slots=True)
class Promised:
    """Goods are owed before money moves."""

    kind: OptionKind
    owed_by: Role
    due_at: datetime


@dataclass(frozen=True, slots=True)
class Fulfilled:
    kind: OptionKind


@dataclass(frozen=True, slots=True)
class Confirmed:
    """How what was promised has arrived."""

    kind: OptionKind
    condition: Condition


@dataclass(frozen=True, slots=True)
class AddressGiven:
    pass


@dataclass(frozen=True, slots=True)
class ReturnShipped:
    pass


@dataclass(frozen=True, slots=True)
class ReturnAcknowledged:
    condition: Condition


@dataclass(frozen=True, slots=True)
class Appealed:
    by: Role


@dataclass(frozen=True, slots=True)
class AppealDecided:
    upheld: bool


@dataclass(frozen=True, slots=True)
class Reversed:
    """Money that has moved is to be divided anew."""

    instruction: UUID
    reverses: UUID
    split: Split


@dataclass(frozen=True, slots=True)
class ApprovalAsked:
    decision: UUID
    weighs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ApprovalRejected:
    decision: UUID


@dataclass(frozen=True, slots=True)
class Fined:
    instruction: UUID
    participant: str
    party: Role
    act: str
    amount: Money


@dataclass(frozen=True, slots=True)
class FineUndone:
    instruction: UUID
    reverses: UUID


@dataclass(frozen=True, slots=True)
class PenaltyImposed:
    dispute: UUID
    penalty: Penalty


@dataclass(frozen=True, slots=True)
class PenaltyUndone:
    dispute: UUID
    act: str


@dataclass(frozen=True, slots=True)
class StandingChanged:
    status: str
    until: datetime | None
    points: int


OfPeople = PenaltyImposed | PenaltyUndone | StandingChanged
"""Told of a person's standing, not of a case."""
Weighing = ApprovalAsked | ApprovalRejected | Fined | FineUndone
Timing = Expired | Breached | Approaching | Extended | Paused | Resumed
Fulfilment = Promised | Fulfilled | Confirmed | AddressGiven | ReturnShipped | ReturnAcknowledged
Course = (
    FreezeAsked | Opened | Entered | Escalated | ActNeeded | Asked | Posted | Assigned
    | Decided | Ordered | Closed | Appealed | AppealDecided | Reversed
)  # fmt: skip
Fact = Course | Timing | Fulfilment | Weighing
