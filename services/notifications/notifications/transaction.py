"""Transaction of notifications with its stores, and the transactions that wake the delivery worker."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncConnection

from common.kernel.timing import Timing
from common.persistence.row_locks import read_clocks
from common.persistence.transaction import PostgresTransaction, Transactions

from .feed_store import FeedStore, SubjectLineStore
from .participants.store import PartyStore
from .store import EndpointStore, MessageStore
from .tables import infrastructure


class NotificationTransaction(PostgresTransaction):
    infrastructure = infrastructure

    def __init__(self, connection: AsyncConnection, tenant: UUID) -> None:
        super().__init__(connection, tenant)
        self.endpoints = EndpointStore(self)
        self.lines = SubjectLineStore(self)
        self.feed = FeedStore(self)
        self.messages = MessageStore(self)
        self.parties = PartyStore(self)

    @property
    def has_queued(self) -> bool:
        """Something is due: whoever commits this wakes the delivery worker."""
        return self.messages.has_queued

    async def timing(self) -> Timing:
        """Read real time, never the sandbox's: webhooks travel, and secrets expire, in the world outside."""
        if self.clock is not None:
            return Timing(self.clock(), self.clock())
        if (locked_at := self.feed.locked_at) is not None:
            return Timing(locked_at, locked_at)
        now: datetime = (await self.together(read_clocks, None)).clock_now
        return Timing(now, now)


@dataclass
class NotificationTransactions(Transactions[NotificationTransaction]):
    """Transactions that tell the delivery worker, after their commit, that there is something to send."""

    on_queued: Callable[[], None] = lambda: None

    def note_committed(self, acts: Sequence[NotificationTransaction]) -> None:
        super().note_committed(acts)
        if any(tx.has_queued for tx in acts):
            self.on_queued()
