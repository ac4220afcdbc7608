"""Domain events: what a case tells others. `cases.integration_events` maps them to the published ones."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final, Literal
from uuid import UUID

from common.kernel.money import Money, Split
from common.kernel.principal import Role
from disputes.policy.vocabulary import AlertLevel, Condition, OptionKind, Outcome, Phase, Status

from .values import DecisionWeight, EvidenceRequest, NegotiationSnapshot, OvertakenBy, Ruling, Timeout

CasePart = Literal["negotiation", "evidence_requests", "evidence", "deadlines", "fines"]


@dataclass(frozen=True, slots=True)
class FreezeRequested:
    """`received_at` is when the opening was received: escrow judges its own deadlines by it."""

    received_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Opened:
    stage: str
    turn: NegotiationSnapshot | None


@dataclass(frozen=True, slots=True)
class StageEntered:
    stage: str
    phase: Phase
    status: Status
    due_at: datetime | None
    timeout: Timeout | None = None
    """Whose silence has led here; None: somebody's act has."""


@dataclass(frozen=True, slots=True)
class Escalated:
    stage: str


@dataclass(frozen=True, slots=True)
class ActNeeded:
    owed_by: Role
    acts: tuple[str, ...]
    due_at: datetime | None


@dataclass(frozen=True, slots=True)
class EvidenceRequested:
    request: EvidenceRequest


@dataclass(frozen=True, slots=True)
class MessagePosted:
    message: UUID


@dataclass(frozen=True, slots=True)
class Updated:
    """Change that none of the other events tells partners of. `parts` are those of the case that are different now."""

    parts: tuple[CasePart, ...]


@dataclass(frozen=True, slots=True)
class Assigned:
    operator: str | None
    earlier: str | None = None


@dataclass(frozen=True, slots=True)
class AgreementDecided:
    """Decision on an agreement that mediation has submitted. `why` says what came before one that is refused."""

    mediation: UUID
    proposal: UUID
    why: OvertakenBy | None = None
    due_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Decided:
    ruling: Ruling


@dataclass(frozen=True, slots=True)
class SettlementOrdered:
    instruction: UUID
    split: Split
    basis: Outcome
    timeout: Timeout | None = None


@dataclass(frozen=True, slots=True)
class Closed:
    outcome: Outcome
    instruction: UUID | None = None
    split: Split | None = None
    why: str | None = None
    timeout: Timeout | None = None


@dataclass(frozen=True, slots=True)
class DeadlineExpired:
    deadline: str
    due_at: datetime
    owed_by: Role | None = None


@dataclass(frozen=True, slots=True)
class DeadlineBreached:
    deadline: str
    level: AlertLevel
    due_at: datetime


@dataclass(frozen=True, slots=True)
class DeadlineApproaching:
    owed_by: Role
    deadline: str
    due_at: datetime


@dataclass(frozen=True, slots=True)
class DeadlineExtended:
    deadline: str
    request: UUID | None
    due_at: datetime
    reason_code: str
    received_at: datetime | None = None
    """When it was asked for: the owner of the clock judges it by that."""


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
    """Promised goods that have arrived, and how."""

    kind: OptionKind
    condition: Condition


@dataclass(frozen=True, slots=True)
class AddressGiven:
    pass


@dataclass(frozen=True, slots=True)
class ReturnShipped:
    pass


@dataclass(frozen=True, slots=True)
class AddressCorrected:
    pass


@dataclass(frozen=True, slots=True)
class ParcelCorrected:
    kind: OptionKind
    """Whose goods they are: a return, or a replacement."""


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
class ReductionOrdered:
    """Part of the disputed amount goes back to the buyer at once; `left` is what the case is about from now on."""

    instruction: UUID
    amount: Money
    left: Money


@dataclass(frozen=True, slots=True)
class ReversalOrdered:
    """Money that has moved is to be divided anew."""

    instruction: UUID
    reverses: UUID
    split: Split


@dataclass(frozen=True, slots=True)
class ApprovalRequested:
    decision: UUID
    weighs: tuple[DecisionWeight, ...]


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


DecisionEvent = ApprovalRequested | ApprovalRejected | Fined | FineUndone
ClockEvent = DeadlineExpired | DeadlineBreached | DeadlineApproaching | DeadlineExtended | Paused | Resumed
FulfilmentEvent = (
    Promised | Fulfilled | Confirmed | AddressGiven | AddressCorrected | ReturnShipped | ParcelCorrected
    | ReturnAcknowledged
)  # fmt: skip
CaseEvent = (
    FreezeRequested
    | Opened
    | StageEntered
    | Escalated
    | ActNeeded
    | EvidenceRequested
    | MessagePosted
    | Updated
    | Assigned
)
Judging = (
    AgreementDecided
    | Decided
    | SettlementOrdered
    | Closed
    | Appealed
    | AppealDecided
    | ReversalOrdered
    | ReductionOrdered
)
DomainEvent = CaseEvent | Judging | ClockEvent | FulfilmentEvent | DecisionEvent
UNPUBLISHED_EVENTS: Final = (AgreementDecided, EvidenceRequested, Fined, FineUndone)
"""Events for the other services only."""
