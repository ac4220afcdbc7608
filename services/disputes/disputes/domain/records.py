"""What a case remembers: the negotiation's turn, what was asked for and given, its own deadlines, promises, rulings."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Literal
from uuid import UUID

from common.kernel.money import Money
from common.kernel.principal import Role

from .options import Option
from .vocabulary import Level, Outcome, RulingKind, Silence


class Negotiating(StrEnum):
    GUIDING = "guiding"
    NEGOTIATING = "negotiating"
    OPEN = "open"
    AGREED = "agreed"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """How the negotiation stood when mediation last told. Before it first does, what the policy says it will be."""

    mediation: UUID | None = None
    version: int = 0
    state: Negotiating = Negotiating.NEGOTIATING
    number: int = 1
    proposal_version: int = 1
    by: Role | None = None
    options: tuple[Option, ...] = ()
    awaiting: Role | None = None
    due_at: datetime | None = None
    on_silence: Silence | None = None
    may: Mapping[Role, tuple[str, ...]] = field(default_factory=dict)
    last_of_buyer: tuple[Option, ...] = ()
    last_of_seller: tuple[Option, ...] = ()


class Asked(StrEnum):
    OPEN = "open"
    SATISFIED = "satisfied"
    LAPSED = "lapsed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """Evidence that a stage asked a party for. What else the stage says of it, `ask` of the stage's asks says."""

    id: UUID
    stage: str
    party: Role
    kinds: tuple[str, ...]
    level: Level
    anchor_at: datetime
    due_at: datetime
    clock: str
    state: Asked = Asked.OPEN
    group: UUID | None = None
    ask: int = 0

    @property
    def owed(self) -> bool:
        """Whether the case waits for it. What is only welcome holds nothing up and moves nothing."""
        return self.level is not Level.OPTIONAL


@dataclass(frozen=True, slots=True)
class Item:
    """Evidence the case has heard of; one that was found invalid counts as none (D12)."""

    id: UUID
    party: Role
    covers: tuple[str, ...]
    valid: bool = True


class Kind(StrEnum):
    """What a message is meant as."""

    COMMENT = "comment"
    EXPLANATION = "explanation"
    """A party's own account: what a claimant says at the opening, and a respondent in a message."""


@dataclass(frozen=True, slots=True)
class Voice:
    """How much a party has said: the longest of its explanations in characters, and how many comments."""

    longest: int = 0
    comments: int = 0

    def explained(self, text: str) -> Voice:
        return Voice(max(self.longest, len(text)), self.comments)

    def commented(self) -> Voice:
        return Voice(self.longest, self.comments + 1)


@dataclass(frozen=True, slots=True)
class Deadline:
    """An armed clock of this service. What it does when it fires, the edition says under its `kind`."""

    kind: str
    anchor_at: datetime
    due_at: datetime
    clock: str
    owed_by: Role


@dataclass(frozen=True, slots=True)
class Transaction:
    """The deal in the claimant's words (T1)."""

    item: str
    agreed_price: Money
    terms: str | None = None


@dataclass(frozen=True, slots=True)
class Statement:
    """What the edition wants to know at the opening, beside the explanation."""

    transaction: Transaction | None = None
    need: str | None = None


class Finding(StrEnum):
    YES = "yes"
    NO = "no"
    UNCLEAR = "unclear"


@dataclass(frozen=True, slots=True)
class Check:
    """What an operator found on one point of the edition's list."""

    code: str
    finding: Finding
    note: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Verification:
    """What an operator made of the transaction (T2)."""

    verified: bool
    checks: tuple[Check, ...]
    by: str
    at: datetime
    reason: str | None = None


class Condition(StrEnum):
    """How goods arrived, in the receiver's words (D13)."""

    RECEIVED = "received"
    NOT_RECEIVED = "not_received"
    DAMAGED = "damaged"
    WRONG_OR_EMPTY = "wrong_or_empty"
    ITEMS_MISSING = "items_missing"


@dataclass(frozen=True, slots=True)
class Parcel:
    carrier: str
    tracking_number: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Promise:
    """What was agreed or ruled and begins with goods, not with money; and how far it has come."""

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
    """A consequence for a party, stated in the ruling (K14)."""

    party: Literal["buyer", "seller"]
    act: str
    points: int = 0
    warning: int = 0
    fine: Money | None = None
    suspended_until: datetime | None = None
    closed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Ruling:
    """`option` is None where it is inconclusive; `absent` are those who were asked and gave no evidence (T4)."""

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


@dataclass(frozen=True, slots=True, kw_only=True)
class Appeal:
    by: Role
    explanation: str
    filed_at: datetime


@dataclass(frozen=True, slots=True)
class Order:
    """The settlement ordered of escrow."""

    instruction: UUID
    option: Option
    at: datetime
    fee: Money | None = None
    """Of a reversal that is booked: what escrow takes of the seller's share now. `Dispute.fee` is that of the first."""


@dataclass(frozen=True, slots=True)
class Viewer:
    """Who looks or acts, as their token says. `escrow` and `dispute` bind it to one of them."""

    role: Role
    id: str
    escrow: UUID | None = None
    dispute: UUID | None = None
    scopes: frozenset[str] = frozenset()
    """What an operator's token is for: `read`, `decide`, `lead`."""

    @property
    def lead(self) -> bool:
        return "lead" in self.scopes

    def sees(self, buyer: str, seller: str) -> bool:
        """A representative sees only the case their token is bound to (K7)."""
        match self.role:
            case Role.BUYER:
                return self.id == buyer
            case Role.SELLER:
                return self.id == seller
            case Role.REPRESENTATIVE:
                return self.escrow is not None or self.dispute is not None
            case _:
                return self.role in (Role.OPERATOR, Role.PLATFORM)
