"""Event that escrow publishes of deals whose words are erased."""

from __future__ import annotations

from typing import ClassVar
from uuid import UUID

from .envelope import Event, Party


class DealsErased(Event):
    """What was said of these deals is erased: they are over, nobody ever disputed them, and one of their parties was
    erased. Whoever keeps words of them erases those. Each such batch is a subject of its own."""

    topic: ClassVar[str] = "escrow.deals-erased.v1"
    prefix: ClassVar[str] = "ers"

    role: Party
    participant: str
    escrows: tuple[UUID, ...]
    has_more: bool
    """More of theirs are left: evidence asks again."""
