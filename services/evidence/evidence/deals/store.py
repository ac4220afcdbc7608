from __future__ import annotations

from typing import Final
from uuid import UUID

from sqlalchemy import select, update
from sqlalchemy.dialects.postgresql import insert as upsert

from common.kernel.errors import InvariantViolated
from common.persistence.row_locks import LockedRowQuery
from common.persistence.transaction import PostgresTransaction

from .model import Deal, PlatformName
from .rows import deal_from_row, deal_to_row
from .tables import known_deals, known_platforms

LOCKED_DEAL: Final = LockedRowQuery(known_deals)


class DealStore:
    def __init__(self, tx: PostgresTransaction) -> None:
        self._tx = tx
        self._own = known_deals.c.tenant_id == tx.tenant

    async def get_for_update(self, escrow: UUID) -> Deal:
        unheard = upsert(known_deals).values(tenant_id=self._tx.tenant, **deal_to_row(Deal(id=escrow)))
        await self._tx.execute(unheard.on_conflict_do_nothing(index_elements=[known_deals.c.id]))
        row = await self._tx.lock_row(LOCKED_DEAL, escrow)
        if row is None:
            raise InvariantViolated("an escrow has one row")
        return deal_from_row(row)

    async def find(self, escrow: UUID) -> Deal | None:
        row = (await self._tx.execute(select(known_deals).where(self._own, known_deals.c.id == escrow))).one_or_none()
        return None if row is None else deal_from_row(row)

    async def save(self, deal: Deal) -> None:
        await self._tx.execute(
            update(known_deals).where(self._own, known_deals.c.id == deal.id).values(deal_to_row(deal))
        )


class PlatformStore:
    def __init__(self, tx: PostgresTransaction) -> None:
        self._tx = tx

    async def find_name(self) -> str | None:
        query = select(known_platforms.c.name).where(known_platforms.c.tenant_id == self._tx.tenant)
        name: str | None = (await self._tx.execute(query)).scalar_one_or_none()
        return name

    async def save_newer_name(self, name: PlatformName) -> None:
        added = upsert(known_platforms).values(tenant_id=self._tx.tenant, **name._asdict())
        newer = known_platforms.c.version < name.version
        key = ["tenant_id"]
        await self._tx.execute(added.on_conflict_do_update(index_elements=key, set_=name._asdict(), where=newer))
