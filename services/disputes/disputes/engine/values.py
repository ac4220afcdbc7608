"""Value objects of the Dispute aggregate: negotiation, evidence requests, deadlines, promises, rulings."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any, Final, Literal
from uuid import UUID

from common.kernel.behalf import Behalf as Behalf
from common.kernel.behalf import ContactMeans as ContactMeans
from common.kernel.money import Money
from common.kernel.principal import Role
from disputes.policy.options import Option
from disputes.policy.vocabulary import AlertLevel, Condition, Outcome, RulingKind, SilenceRule

# isort: off
from .evidence import (
    EVIDENCE_ACTS as EVIDENCE_ACTS,
    EvidenceAsking as EvidenceAsking,
    EvidenceItem as EvidenceItem,
    EvidenceRequest as EvidenceRequest,
    GraceTime as GraceTime,
    RequestState as RequestState,
    VideoFinding as VideoFinding,
)
# isort: on

NEGOTIATION_CLOCK: Final = "negotiation"
EVIDENCE_CLOCK: Final = "evidence"
"""Clocks that other services own, by the names under which a case speaks of them."""


class NegotiationState(StrEnum):
    GUIDING = "guiding"
    NEGOTIATING = "negotiating"
    PENDING = "pending"
    OPEN = "open"
    AGREED = "agreed"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True, kw_only=True)
class NegotiationSnapshot:
    """Negotiation as mediation last reported it. Before it first does, as the policy says it will be."""

    mediation: UUID | None = None
    version: int = 0
    state: NegotiationState = NegotiationState.NEGOTIATING
    number: int = 1
    proposal_version: int = 1
    by: Role | None = None
    options: tuple[Option, ...] = ()
    awaiting: Role | None = None
    due_at: datetime | None = None
    due_since: datetime | None = None
    on_silence: SilenceRule | None = None
    allowed_acts: Mapping[Role, tuple[str, ...]] = field(default_factory=dict)
    limits: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    """Bounds of the acts, by act."""
    last_of_buyer: tuple[Option, ...] = ()
    last_of_seller: tuple[Option, ...] = ()
    by_operators: bool = False
    """An operator has spoken for a party in what stands: accepting it weighs like an operator's ruling."""
    worded_by_operators: bool = False
    """An operator has worded what stands for its author: silence that carries it out weighs so, too."""
    operators_last: frozenset[Role] = frozenset()
    """Parties whose last proposal an operator has worded."""

    @property
    def is_offer(self) -> bool:
        """Tell whether somebody is asked to answer an offer of the later phases, which silence only withdraws (D14)."""
        return self.state is NegotiationState.OPEN and bool(self.asked_roles)

    @property
    def asked_roles(self) -> frozenset[Role]:
        """Parties whose answer is awaited; both, of a mediator's proposal that neither has accepted yet."""
        if self.awaiting is not None:
            return frozenset({self.awaiting})
        is_open = self.state in (NegotiationState.NEGOTIATING, NegotiationState.OPEN)
        return frozenset({Role.BUYER, Role.SELLER}) if self.by is Role.OPERATOR and is_open else frozenset()

    @property
    def timed_roles(self) -> frozenset[Role]:
        """Parties for whom its clock runs: who is asked or, once a rejection is recorded, both: either may propose."""
        if self.asked_roles or self.state is not NegotiationState.NEGOTIATING:
            return self.asked_roles
        return frozenset({Role.BUYER, Role.SELLER})


@dataclass(frozen=True, slots=True)
class Silence:
    """Silence at a clock: which ran out on whom, and who had proposed what is then carried out."""

    deadline: str
    owed_by: Role
    due_at: datetime
    proposer: Role | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SubmittedAgreement:
    """Agreement that mediation submits, as of the version of the negotiation that submits it."""

    mediation: UUID
    version: int
    proposal: UUID
    option: Option
    basis: Outcome
    """Agreement, or timeout where silence was taken as one."""
    received_at: datetime
    """When the acceptance was received; of silence: its deadline."""
    silence: Silence | None = None


class OvertakenBy(StrEnum):
    """Reason why an agreement does not count: what came before it, or what it lacks."""

    CASE_ENDED = "case_ended"
    MONEY_ORDERED = "money_ordered"
    DEADLINE_PASSED = "deadline_passed"
    STAGE_LEFT = "stage_left"
    """The case is where the edition lets no agreement count."""
    APPROVAL_NEEDED = "approval_needed"
    """An operator alone moves no such amount for a party; nothing came before it."""


class MessageKind(StrEnum):
    """Meaning of a message."""

    COMMENT = "comment"
    EXPLANATION = "explanation"
    """A party's own account: what a claimant says at the opening, and a respondent in a message."""


@dataclass(frozen=True, slots=True)
class StatementStats:
    """Statistics of what a party has said: its longest explanation in characters, and its comments."""

    longest_explanation: int = 0
    comments: int = 0

    def with_explanation(self, text: str) -> StatementStats:
        return StatementStats(max(self.longest_explanation, len(text)), self.comments)

    def with_comment(self) -> StatementStats:
        return StatementStats(self.longest_explanation, self.comments + 1)


@dataclass(frozen=True, slots=True)
class Deadline:
    """Armed clock of this service. What it does when it fires, the edition says under its `kind`."""

    kind: str
    anchor_at: datetime
    due_at: datetime
    clock: str
    owed_by: Role


@dataclass(frozen=True, slots=True)
class MissedDeadline:
    """Clock of the operators that has fired while its stage goes on: what they owe is still owed."""

    kind: str
    level: AlertLevel
    due_at: datetime


@dataclass(frozen=True, slots=True)
class Timeout:
    """Silence that has brought an end about, and what was carried out for it, named as it was foretold."""

    deadline: str
    owed_by: Role
    due_at: datetime
    executed: str


@dataclass(frozen=True, slots=True)
class StatedDeal:
    """Deal in the claimant's words (T1)."""

    item: str
    agreed_price: Money
    terms: str | None = None


@dataclass(frozen=True, slots=True)
class OpeningStatement:
    """Statement at the opening, beside the explanation: what the edition wants to know."""

    transaction: StatedDeal | None = None
    need: str | None = None


@dataclass(frozen=True, slots=True)
class CaseOffice:
    """Office of the platform that has a case, and since when: what parties know of who works on it."""

    code: str
    name: str
    since: datetime


@dataclass(frozen=True, slots=True)
class Reopening:
    """Dispute that this one reopens, and what was left of each of its clocks (PRM-22)."""

    of: UUID | None
    """None: it is its claimant's first, and the escrow's reopening is used up."""
    seconds_left: Mapping[str, int] = field(default_factory=dict)
    barred: tuple[Role, ...] = ()
    """Parties that can open no other after it."""


class DecisionWeight(StrEnum):
    """Reason why a decision needs a second operator."""

    AMOUNT_ABOVE_LIMIT = "amount_above_limit"
    PERMANENT_CLOSURE = "permanent_closure"


@dataclass(frozen=True, slots=True)
class Operator:
    """Operator who acts on a case. A lead may act in anybody's."""

    id: str
    is_lead: bool = False


class Finding(StrEnum):
    YES = "yes"
    NO = "no"
    UNCLEAR = "unclear"


@dataclass(frozen=True, slots=True)
class Check:
    """Finding of an operator on one point of the edition's list."""

    code: str
    finding: Finding
    note: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Verification:
    """Verification of the transaction by an operator (T2)."""

    verified: bool
    checks: tuple[Check, ...]
    by: str
    at: datetime
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Parcel:
    carrier: str
    tracking_number: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Promise:
    """Promise agreed or ruled that begins with goods, not with money; and how far it has come."""

    option: Option
    basis: Outcome
    address: Mapping[str, str] | None = None
    parcel: Parcel | None = None
    condition: Condition | None = None
    note: str | None = None


class Responsible(StrEnum):
    BUYER = "buyer"
    SELLER = "seller"
    BOTH = "both"
    NONE = "none"


@dataclass(frozen=True, slots=True, kw_only=True)
class Penalty:
    """Penalty for a party, stated in the ruling (K14)."""

    party: Literal["buyer", "seller"]
    act: str
    points: int = 0
    warning: int = 0
    fine: Money | None = None
    suspended_until: datetime | None = None
    closed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Ruling:
    """Ruling of an operator. `option` is None where it is inconclusive; `absent` gave no evidence though asked (T4)."""

    kind: RulingKind
    option: Option | None
    responsible: Responsible
    reason_code: str
    policy_reference: str
    explanation: str
    by: str
    decided_at: datetime
    instance: int = 1
    absent: tuple[Role, ...] = ()
    checks: tuple[Check, ...] = ()
    penalties: tuple[Penalty, ...] = ()
    contest_until: datetime | None = None
    approved_by: str | None = None
    """Second operator, where one had to approve it."""

    @property
    def operators(self) -> frozenset[str | None]:
        return frozenset({self.by, self.approved_by} - {None})


@dataclass(frozen=True, slots=True, kw_only=True)
class Appeal:
    by: Role
    explanation: str
    filed_at: datetime


@dataclass(frozen=True, slots=True)
class Reduction:
    """Part of the disputed amount that was ordered back to the buyer at once, beside goods (O5)."""

    instruction: UUID
    amount: Money
    ordered_at: datetime


@dataclass(frozen=True, slots=True)
class SettlementOrder:
    """Settlement ordered of escrow."""

    instruction: UUID
    option: Option
    at: datetime
    fee: Money | None = None
    """Of a reversal that is booked: what escrow takes of the seller's share now. `Dispute.fee` is that of the first."""
