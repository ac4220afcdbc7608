from __future__ import annotations

from collections.abc import Sequence
from typing import Final
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert as upsert

from common.kernel.errors import InvariantViolated
from common.persistence.direct_statements import DirectStatement
from common.persistence.pending_writes import AggregateWrite
from common.persistence.row_locks import LockedRowQuery
from common.persistence.tenant_connection import TenantConnection
from common.persistence.transaction import PostgresTransaction

from .model import Deal, PlatformName
from .rows import deal_from_row, deal_to_row
from .tables import known_deals, known_platforms

LOCKED_DEAL: Final = LockedRowQuery(known_deals)
ADD_UNHEARD_DEALS: Final = DirectStatement("""
INSERT INTO evidence.known_deals (tenant_id, id, version)
SELECT tenant_id, id, 0 FROM unnest(CAST(:tenants AS uuid[]), CAST(:ids AS uuid[])) AS d(tenant_id, id) ORDER BY id
ON CONFLICT (id) DO NOTHING
""")
SAVE_DEALS: Final = """
heard AS MATERIALIZED (
  SELECT * FROM jsonb_populate_recordset(CAST(NULL AS evidence.known_deals), CAST(:writes AS jsonb))
),
aggregate_write AS (
  UPDATE evidence.known_deals d
  SET version = heard.version, funded_at = heard.funded_at, carrier = heard.carrier,
      tracking_number = heard.tracking_number, shipped_at = heard.shipped_at, title = heard.title
  FROM heard WHERE d.id = heard.id AND d.tenant_id = heard.tenant_id
    AND d.id = ANY (ARRAY(SELECT id FROM heard)) RETURNING true  -- by their keys, under every plan
)
"""


class DealStore:
    def __init__(self, tx: PostgresTransaction) -> None:
        self._tx = tx

    async def get_for_update(self, escrow: UUID) -> Deal:
        await self._tx.together(add_unheard_deals, escrow)
        row = await self._tx.lock_row(LOCKED_DEAL, escrow)
        if row is None:
            raise InvariantViolated("an escrow has one row")
        return deal_from_row(row)

    async def find(self, escrow: UUID) -> Deal | None:
        own = (known_deals.c.tenant_id == self._tx.tenant, known_deals.c.id == escrow)
        row = (await self._tx.execute(select(known_deals).where(*own))).one_or_none()
        return None if row is None else deal_from_row(row)

    async def save(self, deal: Deal) -> None:
        await self._tx.defer_write(AggregateWrite(SAVE_DEALS, {"tenant_id": self._tx.tenant, **deal_to_row(deal)}))


async def add_unheard_deals(
    lane: TenantConnection, requests: Sequence[tuple[PostgresTransaction, UUID]]
) -> Sequence[None]:
    """Add the rows of deals that nothing has been heard of, so that there is something to lock."""
    await lane.name_at_least(tenant for tx, _ in requests for tenant in tx.tenants)
    for tx, _ in requests:
        tx.has_written = True
    await lane.fetch(
        ADD_UNHEARD_DEALS, {"tenants": [tx.tenant for tx, _ in requests], "ids": [escrow for _, escrow in requests]}
    )
    return [None] * len(requests)


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
