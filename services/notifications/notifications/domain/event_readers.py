"""Readers of a public event among the people of a case: the platform and its operators read every one."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple, Protocol
from uuid import UUID


class Audience(StrEnum):
    """Which of them an event is for."""

    EVERYBODY = "everybody"
    STAFF = "staff"
    """Of neither party's business, such as how operators divide and check their work."""
    GIVER = "giver"
    """For its giver; for the other party once the request that it answers is revealed (T8)."""
    ASKED = "asked"
    """For both, and where the request is sealed as for `GIVER`."""
    ITEM = "item"
    """About a piece of evidence: for whoever may know that it is there."""
    PERSON = "person"
    """For one participant, whatever the case."""


@dataclass(frozen=True, slots=True)
class EventReaders:
    audience: Audience
    case: UUID | None = None
    """Escrow or dispute whose parties it is for."""
    giver: str | None = None
    """Role of the party whose it is, where the other is not to see it yet."""
    request: str | None = None
    """Request for evidence that it belongs to, as events spell it."""
    participant: str | None = None


STAFF_ONLY = EventReaders(Audience.STAFF)


class CaseParties(NamedTuple):
    """Parties of an escrow or a dispute, as an event tells them."""

    case: UUID
    buyer: str
    seller: str


class PartyRepository(Protocol):
    async def add(self, parties: CaseParties) -> None: ...

    async def add_of_escrow(self, dispute: UUID, escrow: UUID) -> None:
        """Add those of a dispute that has only been asked for: they are those of its escrow."""

    async def keep_sealed(self, request: UUID) -> None:
        """Keep that what answers a request is the other party's to see only once it is revealed."""
