"""Audit log chainer: links entries by hash off the hot path, so that a changed or missing one shows."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from itertools import groupby
from typing import Any, Final
from uuid import UUID

from sqlalchemy import Row, text
from sqlalchemy.ext.asyncio import AsyncConnection

from common.persistence.database import Database, InfrastructureTables

from .polling import PollingWorker

IDLE_SECONDS: Final = 2.0
BATCH_SIZE: Final = 500

UNCHAINED_QUERY: Final = """
-- Entries without a link, tenant by tenant in the order of their ids. `since` None looks at all of them; later passes
-- look at the last hour, which is longer than any transaction may last, so that none that commits late is passed over.
SELECT e.id, e.tenant_id, e.canonical FROM {schema}.log_entries e
WHERE NOT EXISTS (SELECT 1 FROM {schema}.log_chain c WHERE c.entry_id = e.id)
  AND e.at > coalesce(CAST(:since AS timestamptz), '-infinity')
ORDER BY e.tenant_id, e.id LIMIT {batch}
"""
LAST_LINK_QUERY: Final = "SELECT seq, hash FROM {schema}.log_chain WHERE tenant_id = :tenant ORDER BY seq DESC LIMIT 1"
INSERT_LINKS: Final = """
-- A link is hash(previous hash || canonical entry). Entry ids are unique here, so no entry is ever linked twice.
INSERT INTO {schema}.log_chain (tenant_id, seq, entry_id, prev_hash, hash)
VALUES (:tenant, :seq, :entry, :prev, :hash)
"""


class AuditLogChainer:
    """Chains new entries for as long as it runs. One at a time by an advisory lock; a second one has nothing to do."""

    def __init__(self, database: Database, infrastructure: InfrastructureTables) -> None:
        self._database, self._schema = database, infrastructure.schema
        self._caught_up = False
        self._worker = PollingWorker(self._catch_up, idle_seconds=IDLE_SECONDS, batch_size=BATCH_SIZE)

    async def run(self) -> None:
        """Chain until cancelled."""
        await self._worker.run()

    async def _catch_up(self) -> int:
        chained = await self.chain_batch()
        self._caught_up = self._caught_up or chained < BATCH_SIZE
        return chained

    async def chain_batch(self) -> int:
        """Chain one batch; the first pass looks at everything, later ones at the last hour."""
        async with self._database.worker_transaction() as connection:
            mine = text("SELECT pg_try_advisory_xact_lock(hashtext(:name))")
            if not await connection.scalar(mine, {"name": f"seal:{self._schema}"}):
                return 0
            since = await connection.scalar(text("SELECT clock_timestamp() - interval '1 hour'"))
            unchained = text(UNCHAINED_QUERY.format(schema=self._schema, batch=BATCH_SIZE))
            rows = (await connection.execute(unchained, {"since": since if self._caught_up else None})).all()
            for tenant, entries in groupby(rows, key=lambda row: row.tenant_id):
                await self._append_links(connection, tenant, entries)
        return len(rows)

    async def _append_links(self, connection: AsyncConnection, tenant: UUID, entries: Iterable[Row[Any]]) -> None:
        head = (await connection.execute(text(LAST_LINK_QUERY.format(schema=self._schema)), {"tenant": tenant})).first()
        last, prev = (head.seq, head.hash) if head else (0, None)
        links = []
        for seq, entry in enumerate(entries, last + 1):
            link = hashlib.sha256((prev or b"") + entry.canonical).digest()
            links.append({"tenant": tenant, "seq": seq, "entry": entry.id, "prev": prev, "hash": link})
            prev = link
        await connection.execute(text(INSERT_LINKS.format(schema=self._schema)), links)
