"""Transaction of disputes, with the stores of every room. Rooms ask for the narrow protocol beside their model."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import ClassVar, Final
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncConnection

from common.contracts.envelope import Event
from common.persistence.database import Database, InfrastructureTables
from common.persistence.transaction import Clock, PostgresTransaction, Transactions
from disputes import schema
from disputes.approvals.reactions import expire_overtaken_decision
from disputes.approvals.store import DecisionStore
from disputes.cases.model import CaseChanged
from disputes.cases.store import DisputeStore, EscrowStore, JournalStore
from disputes.desk.model import Note
from disputes.desk.reactions import place_in_office
from disputes.desk.store import DeskStore, PresenceStore
from disputes.editions.catalogue import EditionCatalogue, TransactionPolicies
from disputes.editions.store import CalendarStore, EditionStore
from disputes.engine.dispute import Change
from disputes.engine.values import CaseOffice
from disputes.erasure.store import PostgresWordStore
from disputes.penalties.reactions import apply_penalties
from disputes.penalties.store import StandingStore
from disputes.story.contract_mapping import entry_from_event, entry_from_note, entry_from_office
from disputes.story.store import ReadMarkStore, StoryStore

CASE_LISTENERS: Final = (expire_overtaken_decision, apply_penalties, place_in_office)
"""Other rooms that hear of a changed case inside its transaction, in this order."""


class DisputesTransaction(PostgresTransaction):
    infrastructure: ClassVar[InfrastructureTables] = schema.infrastructure

    def __init__(self, connection: AsyncConnection, tenant: UUID, catalogue: EditionCatalogue) -> None:
        super().__init__(connection, tenant)
        self.editions = EditionStore(self)
        self.calendars = CalendarStore(self)
        self.policies = TransactionPolicies(catalogue, self)
        self.disputes = DisputeStore(self)
        self.escrows = EscrowStore(self)
        self.journal = JournalStore(self)
        self.standings = StandingStore(self)
        self.decisions = DecisionStore(self)
        self.desk = DeskStore(self)
        self.presences = PresenceStore(self)
        self.story = StoryStore(self)
        self.read_marks = ReadMarkStore(self)
        self.words = PostgresWordStore(self)

    async def publish(self, events: Sequence[Event]) -> None:
        """Publish events; what they tell of a case stands in its story."""
        for event in events:
            await self.tell(event)
        await super().publish(events)

    async def tell(self, event: Event) -> None:
        """Add to the story of a case what an event tells of it, if it does."""
        if (entry := entry_from_event(event)) is not None:
            await self.story.add(entry)

    async def tell_note(self, note: Note) -> None:
        await self.story.add(entry_from_note(note))

    async def tell_office(self, dispute: UUID, office: CaseOffice) -> None:
        await self.story.add(entry_from_office(dispute, office))

    async def announce(self, changed: CaseChanged) -> Change:
        """Tell the other rooms of a changed case; each may have the case say more in turn."""
        for listener in CASE_LISTENERS:
            changed = replace(changed, change=await listener(self, changed))
        return changed.change


def disputes_transactions(
    database: Database, catalogue: EditionCatalogue, clock: Clock | None = None
) -> Transactions[DisputesTransaction]:
    def create_transaction(connection: AsyncConnection, tenant: UUID) -> DisputesTransaction:
        return DisputesTransaction(connection, tenant, catalogue)

    factory: Callable[[AsyncConnection, UUID], DisputesTransaction] = create_transaction
    return Transactions(database, factory, schema.infrastructure, clock)
