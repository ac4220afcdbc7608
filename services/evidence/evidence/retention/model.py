"""Legal holds, erasures and retention periods: what may be refused, and what erasing needs from the outside."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple, Protocol
from uuid import UUID

from common.kernel.errors import DomainError
from common.kernel.principal import Actor
from evidence.cases.model import CaseState
from evidence.cases.retention import RetentionTerms
from evidence.items.model import Item
from evidence.storage.erasure_receipt import ErasureReceipt


class LegalHold(DomainError):
    def __init__(self) -> None:
        super().__init__("A case with this person's evidence is under a legal hold.")


class NoLegalHold(DomainError):
    def __init__(self) -> None:
        super().__init__("This case is under no legal hold.")


class Erasure(NamedTuple):
    """Remainder of an erasure, to be removed once it is committed."""

    receipt: ErasureReceipt
    paths: Sequence[str] = ()
    """Of objects. Without their keys they are noise."""
    items: Sequence[UUID] = ()
    uploads: Sequence[UUID] = ()
    """Whose files may still be arriving."""


class ErasedCase(NamedTuple):
    """Case in which what somebody said is erased."""

    dispute: UUID
    escrow: UUID


class StoredAnswer(NamedTuple):
    """Answer that a repeated request is told instead of what it was told first."""

    status: int
    body: str


class Erasures(Protocol):
    async def knows_person(self, person: Actor) -> bool: ...

    async def find_hindrance(self, person: Actor) -> CaseState | None: ...

    async def items_of(self, person: Actor) -> Sequence[UUID]: ...

    async def items_with_remarks(self, cases: Sequence[ErasedCase]) -> Sequence[UUID]:
        """List what an operator has found invalid in these cases: why is erased with them."""

    async def mark_erased(self, item: Item, at: datetime) -> None:
        """Forget what it says: its text, its name, its likeness."""

    async def end_uploads(self, whose: Actor | UUID) -> Sequence[UUID]:
        """End those under way, of a person or a case, and forget the names of all. Returns whose files may be there."""

    async def list_chunk_paths(self, whose: Actor | UUID) -> Sequence[str]:
        """List the paths of all pieces of their recordings."""

    async def end_archives(self, disputes: Sequence[UUID]) -> Sequence[str]:
        """End the bundles of these cases, and begin anew with those being made. Returns the paths of the archives."""

    async def cases_of(self, person: Actor) -> Sequence[ErasedCase]:
        """List where they are a party or have given something."""

    async def erase_remarks(self, cases: Sequence[ErasedCase], *, with_title: bool) -> None:
        """Erase what operators and the platform have written of evidence and holds, and the numbers of parcels."""

    async def forget_deals(self, escrows: Sequence[UUID]) -> None:
        """Forget what deals are about and how their goods were sent."""

    async def forget_answers(self, items: Sequence[UUID], person: Actor | None, instead: StoredAnswer) -> None:
        """Stored answers to requests of that person, or that speak of these items."""

    async def place_hold(self, dispute: UUID, reason: str, by: Actor, at: datetime) -> None: ...

    async def release_hold(self, dispute: UUID, at: datetime) -> bool:
        """Release it, and tell whether there was one."""


class RetentionSettings(RetentionTerms, Protocol):
    async def get_platform_days(self) -> int | None:
        """Read what the platform has said; None if it has said nothing."""

    async def set_platform_days(self, days: int, by: Actor, at: datetime) -> None: ...
