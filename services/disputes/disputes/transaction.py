"""The one concrete transaction of this service. Rooms ask for the narrow protocol beside their model."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from copy import deepcopy
from dataclasses import replace
from typing import Final
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncConnection

from common.persistence.transaction import PostgresTransaction
from disputes import schema
from disputes.approvals.reactions import expire_overtaken_decision
from disputes.approvals.store import DecisionStore
from disputes.cases.journal_store import JournalStore
from disputes.cases.model import CaseChanged
from disputes.cases.store import DisputeStore, EscrowStore
from disputes.desk.store import DeskStore
from disputes.editions.store import CalendarStore, EditionStore
from disputes.engine.dispute import Change
from disputes.penalties.reactions import apply_penalties
from disputes.penalties.store import StandingStore

CASE_LISTENERS: Final = (expire_overtaken_decision, apply_penalties)
"""Who hears of a changed case inside its transaction, in this order."""


class DisputesTransaction(PostgresTransaction):
    infrastructure = schema.infrastructure

    def __init__(self, connection: AsyncConnection, tenant: UUID) -> None:
        super().__init__(connection, tenant)
        self.disputes = DisputeStore(self)
        self.escrows = EscrowStore(self)
        self.editions = EditionStore(self)
        self.calendars = CalendarStore(self)
        self.desk = DeskStore(self)
        self.decisions = DecisionStore(self)
        self.journal = JournalStore(self)
        self.standings = StandingStore(self)

    async def announce(self, changed: CaseChanged) -> Change:
        """Tell the other rooms of a changed case; each may have the case say more in turn."""
        for listener in CASE_LISTENERS:
            changed = replace(changed, change=await listener(self, changed))
        return changed.change

    @asynccontextmanager
    async def savepoint(self) -> AsyncIterator[None]:
        """A part that is undone as a whole if it is refused, with all it has published, scheduled or noted."""
        before = deepcopy(self.pending_writes)
        try:
            async with self.connection.begin_nested():
                yield
        except BaseException:
            self.pending_writes = before
            raise
