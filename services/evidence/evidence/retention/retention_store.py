"""Retention periods of platforms, as rows."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import exists, select
from sqlalchemy.dialects.postgresql import insert as upsert

from common.anchoring.logged_rows import log_row
from common.kernel.principal import Actor
from common.persistence.transaction import PostgresTransaction
from evidence.cases.retention import USUAL_DAYS

from .tables import legal_holds, retentions


class RetentionStore:
    def __init__(self, tx: PostgresTransaction) -> None:
        self._tx = tx

    async def retention_days(self) -> int:
        """Return the platform's own retention period, else the usual one."""
        return (await self.get_platform_days()) or USUAL_DAYS

    async def get_platform_days(self) -> int | None:
        query = select(retentions.c.days).where(retentions.c.tenant_id == self._tx.tenant)
        days: int | None = (await self._tx.execute(query)).scalar_one_or_none()
        return days

    async def set_platform_days(self, days: int, by: Actor, at: datetime) -> None:
        row = {"days": days, "set_by": by.id, "set_at": at}
        made = upsert(retentions).values(tenant_id=self._tx.tenant, **row)
        await self._tx.execute(made.on_conflict_do_update(index_elements=[retentions.c.tenant_id], set_=row))
        await log_row(self._tx, "retention", self._tx.tenant, row)

    async def has_legal_hold(self, dispute: UUID) -> bool:
        running = exists().where(
            legal_holds.c.tenant_id == self._tx.tenant,
            legal_holds.c.dispute == dispute,
            legal_holds.c.released_at.is_(None),
        )
        return bool((await self._tx.execute(select(running))).scalar_one())
