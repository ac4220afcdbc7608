"""What a case tells others. `outgoing.py` says it in the published language."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from common.kernel import Role, Split

from .policy import AlertLevel, Outcome, Phase, Status
from .records import Request, Ruling, Turn


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


Fact = (
    FreezeAsked | Opened | Entered | Escalated | ActNeeded | Asked | Posted | Assigned
    | Decided | Ordered | Closed | Expired | Breached
)  # fmt: skip
