"""Public event: the very text that every receiver and every reader of the feed gets."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final, NamedTuple, Protocol
from uuid import UUID

from .event_readers import STAFF_ONLY, EventReaders

EVENT_RETENTION: Final = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class PublicEvent:
    id: UUID
    type: str
    subject: str
    sequence: int
    number: int | None
    """Its place among the public events of its subject, from 1 without a gap; None for a test event."""
    occurred_at: datetime
    body: str
    readers: EventReaders = STAFF_ONLY
    """Of the people of its case, who may read it."""


class FeedEntry(NamedTuple):
    event_id: UUID
    type: str


class SubjectLineRepository(Protocol):
    """Line of each subject: the last event that had its turn, and how many of them were public."""

    async def take_number(self, publisher: str, subject: UUID, sequence: int) -> int:
        """Give a public event its turn and its number. Locked until the transaction ends. Raises EventTooEarly."""

    async def pass_over(self, publisher: str, subject: UUID, sequence: int) -> None:
        """Give an internal event its turn, so that the next one may come. Raises EventTooEarly."""


class FeedRepository(Protocol):
    async def take_position(self) -> int:
        """Take the platform's next place in the order of its events. Locked until the transaction ends, so places are
        given out without a gap and nobody ever sees a later one before an earlier one."""

    async def lock_feed(self) -> None:
        """Let no event in until the transaction ends: who is subscribed is about to change."""

    async def add(self, event: PublicEvent, position: int | None, now: datetime) -> None: ...

    async def add_last(self, event: PublicEvent, position: int | None, now: datetime) -> None:
        """`add` of an event that nothing refers to: at the end of the transaction."""

    async def list_between(self, since: datetime, until: datetime, limit: int) -> Sequence[FeedEntry]:
        """List what happened in the half-open range, in order."""
