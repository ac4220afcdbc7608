"""Public event: the very text that every receiver and every reader of the feed gets."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final, NamedTuple, Protocol
from uuid import UUID

EVENT_RETENTION: Final = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class PublicEvent:
    id: UUID
    type: str
    subject: str
    sequence: int
    occurred_at: datetime
    body: str


class FeedEntry(NamedTuple):
    event_id: UUID
    type: str


class FeedRepository(Protocol):
    async def take_position(self) -> int:
        """Take the platform's next place in the order of its events. Locked until the transaction ends, so places are
        given out without a gap and nobody ever sees a later one before an earlier one."""

    async def lock_feed(self) -> None:
        """Let no event in until the transaction ends: who is subscribed is about to change."""

    async def add(self, event: PublicEvent, position: int | None, now: datetime) -> None: ...

    async def list_between(self, since: datetime, until: datetime, limit: int) -> Sequence[FeedEntry]:
        """List what happened in the half-open range, in order."""
