"""Transaction of escrow with its stores. Named here, in `edge.py` and in `app.py` only: all others need less of it."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import func, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from common.persistence.transaction import PostgresTransaction, ScheduledDeadline

from . import tables
from .branding.store import BrandingStore
from .domain.transitions import Deadline
from .erasure.store import UndisputedDealStore
from .page_links.store import PageLinkStore
from .store import EscrowStore, FineStore, FreezeStore, PlatformStore, PolicyStore, StandingStore


class EscrowTransaction(PostgresTransaction):
    infrastructure = tables.infrastructure

    def __init__(self, connection: AsyncConnection, tenant: UUID) -> None:
        super().__init__(connection, tenant)
        self.escrows = EscrowStore(self)
        self.freezes = FreezeStore(self)
        self.platforms = PlatformStore(self)
        self.page_links = PageLinkStore(self)
        self.branding = BrandingStore(self)
        self.policies = PolicyStore(self)
        self.fines = FineStore(self)
        self.standings = StandingStore(self)
        self.undisputed_deals = UndisputedDealStore(self)

    async def read_database_time(self) -> datetime:
        """Read the database's time, whatever the platform's test clock says."""
        time: datetime = (await self.execute(select(func.clock_timestamp()))).scalar_one()
        return time

    async def read_held_time(self) -> datetime | None:
        """Read where the platform's time stands still; None if it runs."""
        clocks = self.infrastructure.clocks
        query = select(clocks.c.held_at).where(clocks.c.tenant_id == self.tenant)
        held_at: datetime | None = (await self.execute(query)).scalar_one_or_none()
        return held_at

    async def schedule_deadline(self, escrow: UUID, deadline: Deadline | None) -> None:
        await self.schedule_deadlines(escrow, [_to_scheduled(deadline)] if deadline else [])

    async def mark_deadline_fired(self, escrow: UUID, deadline: Deadline, at: datetime) -> None:
        rows = self.infrastructure.deadlines
        due = (rows.c.subject == escrow) & (rows.c.kind == deadline.kind) & (rows.c.due_at == deadline.due_at)
        fired_at = max(at, deadline.due_at)
        await self.execute(update(rows).where(due, rows.c.state == "armed").values(state="fired", fired_at=fired_at))
        await self.append_audit_entry(f"deadline.{deadline.kind}", str(escrow), due_at=deadline.due_at.isoformat())


def _to_scheduled(deadline: Deadline) -> ScheduledDeadline:
    return ScheduledDeadline(deadline.kind, deadline.anchor_at, deadline.due_at, deadline.clock)
