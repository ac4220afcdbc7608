"""Principals, roles and participants: who acts, and in which part."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final, NamedTuple, NewType
from uuid import UUID

Participant = NewType("Participant", str)
"""A person as the platform names them: its own user id, unique within that platform only."""


class Role(StrEnum):
    """Part in which somebody acts. The token says it, the domain decides what it means."""

    BUYER = "buyer"
    SELLER = "seller"
    REPRESENTATIVE = "representative"
    OPERATOR = "operator"
    PLATFORM = "platform"
    SYSTEM = "system"
    ADMIN = "admin"


class Actor(NamedTuple):
    role: Role
    id: str


SYSTEM: Final = Actor(Role.SYSTEM, "parley")


@dataclass(frozen=True, slots=True)
class Principal:
    """Authenticated caller of one platform, or the system itself.

    `escrow` and `dispute` limit a token to one case; None means all the principal's own.
    """

    tenant: UUID
    role: Role
    id: str
    scopes: frozenset[str] = frozenset()
    escrow: UUID | None = None
    dispute: UUID | None = None

    @property
    def actor(self) -> Actor:
        return Actor(self.role, self.id)

    @property
    def is_bound(self) -> bool:
        return self.escrow is not None or self.dispute is not None

    def is_bound_elsewhere(self, *, escrow: UUID, dispute: UUID | None) -> bool:
        """Tell whether the token is limited to another case than the one of this deal (WAL-A2)."""
        return self.escrow not in (None, escrow) or self.dispute not in (None, dispute)

    @classmethod
    def system(cls, tenant: UUID) -> Principal:
        """Principal of deadlines and background work."""
        return cls(tenant, *SYSTEM)
