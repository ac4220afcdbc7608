"""Journal of a case: every act and event that reached it, with its time, enough to play the case again. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from uuid import UUID

from common.kernel.principal import Role
from disputes.engine.values import (
    Behalf,
    EvidenceAsking,
    EvidenceItem,
    NegotiationSnapshot,
    Parcel,
    Ruling,
    Verification,
    VideoFinding,
)
from disputes.policy.options import Option
from disputes.policy.vocabulary import Act, AlertLevel, Condition, Trigger


class EntryKind(StrEnum):
    FROZEN = "frozen"
    FREEZE_REFUSED = "freeze_refused"
    SETTLED = "settled"
    MOVED_BACK = "moved_back"
    ESCROW_ENDED = "escrow_ended"
    TURN = "turn"
    AGREED = "agreed"
    OVERTAKEN = "overtaken"
    """An agreement that came after what ended the case: it changed nothing."""
    FAILED = "failed"
    SATISFIED = "satisfied"
    REOPENED = "reopened"
    LAPSED = "lapsed"
    MOVED = "moved"
    ITEM = "item"
    ITEM_INVALID = "item_invalid"
    ITEM_ATTACHED = "item_attached"
    VIDEO = "video"
    ACT = "act"
    DECIDE = "decide"
    PROPOSED = "proposed"
    REJECTED = "rejected"
    VERIFY = "verify"
    ADDRESS = "address"
    CORRECT_ADDRESS = "correct_address"
    SHIP = "ship"
    CORRECT_PARCEL = "correct_parcel"
    ACKNOWLEDGE = "acknowledge"
    FULFIL = "fulfil"
    CONFIRM = "confirm"
    APPEAL = "appeal"
    ASK = "ask"
    EXTEND = "extend"
    PAUSE = "pause"
    RESUME = "resume"
    MESSAGE = "message"
    ASSIGN = "assign"
    BREACH = "breach"
    SILENCE = "silence"
    """Time alone did it."""


# Payloads: what an entry says beside its kind, one class for each shape


@dataclass(frozen=True, slots=True)
class NoPayload:
    """Payload of entries whose kind says all: silence, a pause, a message."""


@dataclass(frozen=True, slots=True)
class EscrowReport:
    """Report of escrow on the freeze or the settlement."""

    reason: str | None = None


@dataclass(frozen=True, slots=True)
class NegotiationReport:
    snapshot: NegotiationSnapshot | None


@dataclass(frozen=True, slots=True)
class AgreementReport:
    option: Option | None = None


@dataclass(frozen=True, slots=True)
class FailureReport:
    """Negotiation that failed, or was abandoned."""

    how: Trigger


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestReport:
    """Request for evidence that has changed, found again by its place in the edition."""

    party: Role
    stage: str | None = None
    terms_index: int | None = None
    due_at: datetime | None = None
    by_operator: bool = False
    """It lapsed because an operator found invalid what was there."""


@dataclass(frozen=True, slots=True)
class ItemReport:
    item: EvidenceItem


@dataclass(frozen=True, slots=True)
class ItemInvalidation:
    item: UUID
    by_operator: bool = False


@dataclass(frozen=True, slots=True)
class ItemAttachment:
    item: UUID
    covers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class VideoReport:
    item: UUID
    finding: VideoFinding


@dataclass(frozen=True, slots=True)
class EvidenceAsked:
    asking: EvidenceAsking


@dataclass(frozen=True, slots=True)
class PlainAct:
    """Act of a person that needs no more than its name."""

    act: Act


@dataclass(frozen=True, slots=True)
class RulingGiven:
    ruling: Ruling


@dataclass(frozen=True, slots=True)
class VerificationGiven:
    verification: Verification


@dataclass(frozen=True, slots=True)
class ReturnAddress:
    address: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class ParcelSent:
    parcel: Parcel


@dataclass(frozen=True, slots=True)
class GoodsReceived:
    condition: Condition
    note: str | None = None


@dataclass(frozen=True, slots=True)
class AppealFiled:
    explanation: str
    party: Role


@dataclass(frozen=True, slots=True)
class Extension:
    deadline: str
    due_at: datetime
    request: RequestReport | None = None
    """Request meant, where it is one alone."""


@dataclass(frozen=True, slots=True)
class Assignment:
    operator: str | None = None


@dataclass(frozen=True, slots=True)
class Breach:
    level: AlertLevel


ServiceReport = (
    EscrowReport
    | NegotiationReport
    | AgreementReport
    | FailureReport
    | RequestReport
    | ItemReport
    | ItemInvalidation
    | ItemAttachment
    | VideoReport
)
"""Payloads of what other services have reported."""
PersonalAct = (
    PlainAct
    | RulingGiven
    | VerificationGiven
    | ReturnAddress
    | ParcelSent
    | GoodsReceived
    | AppealFiled
    | EvidenceAsked
    | Extension
    | Assignment
    | Breach
    | NoPayload
)
"""Payloads of what people, and time, have done."""
EntryPayload = ServiceReport | PersonalAct


@dataclass(frozen=True, slots=True, kw_only=True)
class JournalEntry:
    """Entry in a case's journal."""

    kind: EntryKind
    role: Role
    at: datetime
    received_at: datetime
    waited: timedelta = timedelta()
    """How long after its stage had begun."""
    payload: EntryPayload = NoPayload()
    behalf: Behalf | None = None
    """For whom an operator did it (PRM-27)."""

    @property
    def acting_role(self) -> Role:
        """Part in which it was done: that of the party for whom an operator acted."""
        return self.role if self.behalf is None else self.behalf.party
