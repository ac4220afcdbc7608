"""What a case remembers: the negotiation's turn, the evidence asked for, its own deadlines, the ruling."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from common.kernel import Role

from .options import Option
from .policy import Level, Silence


class Negotiating(StrEnum):
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
    """Evidence that a stage asked a party for."""

    id: UUID
    stage: str
    party: Role
    kinds: tuple[str, ...]
    level: Level
    anchor_at: datetime
    due_at: datetime
    clock: str
    state: Asked = Asked.OPEN


@dataclass(frozen=True, slots=True)
class Deadline:
    """An armed clock of this service. What it does when it fires, the edition says under its `kind`."""

    kind: str
    anchor_at: datetime
    due_at: datetime
    clock: str
    owed_by: Role


class Responsible(StrEnum):
    BUYER = "buyer"
    SELLER = "seller"
    BOTH = "both"
    NONE = "none"


@dataclass(frozen=True, slots=True, kw_only=True)
class Ruling:
    option: Option
    responsible: Responsible
    reason_code: str
    policy_reference: str
    explanation: str
    by: str
    decided_at: datetime
    instance: int = 1


@dataclass(frozen=True, slots=True)
class Order:
    """The settlement ordered of escrow."""

    instruction: UUID
    option: Option
    at: datetime


@dataclass(frozen=True, slots=True)
class Viewer:
    """Who looks or acts, as their token says. `escrow` and `dispute` bind it to one of them."""

    role: Role
    id: str
    escrow: UUID | None = None
    dispute: UUID | None = None
    lead: bool = False

    def sees(self, buyer: str, seller: str) -> bool:
        match self.role:
            case Role.BUYER:
                return self.id == buyer
            case Role.SELLER:
                return self.id == seller
            case _:
                return self.role in (Role.OPERATOR, Role.PLATFORM)
