"""Seals the audit log: chains entries off the hot path, so that a changed or missing one shows."""

from __future__ import annotations

import asyncio
import hashlib
from itertools import groupby
from typing import Final

from sqlalchemy import text

from common.persistence.database import Database, InfrastructureTables

EVERY_SECONDS: Final = 2.0
BATCH: Final = 500

_UNCHAINED: Final = """
SELECT e.id, e.tenant_id, e.canonical FROM {schema}.log_entries e
WHERE NOT EXISTS (SELECT 1 FROM {schema}.log_chain c WHERE c.entry_id = e.id)
  AND e.at > coalesce(CAST(:since AS timestamptz), '-infinity')
ORDER BY e.tenant_id, e.id LIMIT {batch}
"""
_HEAD: Final = "SELECT seq, hash FROM {schema}.log_chain WHERE tenant_id = :tenant ORDER BY seq DESC LIMIT 1"
_LINK: Final = """
INSERT INTO {schema}.log_chain (tenant_id, seq, entry_id, prev_hash, hash)
VALUES (:tenant, :seq, :entry, :prev, :hash)
"""


class AuditLogChainer:
    """One at a time by an advisory lock; a second one finds nothing to do."""

    def __init__(self, database: Database, infrastructure: InfrastructureTables) -> None:
        self._database, self._schema = database, infrastructure.schema
        self._complete = False

    async def run(self) -> None:
        while True:
            if await self.chain_batch() < BATCH:
                self._complete = True
                await asyncio.sleep(EVERY_SECONDS)

    async def chain_batch(self) -> int:
        """Chain one batch; the first pass looks at everything, later ones at the last hour."""
        async with self._database.worker_transaction() as connection:
            mine = text("SELECT pg_try_advisory_xact_lock(hashtext(:name))")
            if not await connection.scalar(mine, {"name": f"seal:{self._schema}"}):
                return 0
            since = await connection.scalar(text("SELECT clock_timestamp() - interval '1 hour'"))
            found = await connection.execute(
                text(_UNCHAINED.format(schema=self._schema, batch=BATCH)),
                {"since": since if self._complete else None},
            )
            rows = found.all()
            for tenant, entries in groupby(rows, key=lambda row: row.tenant_id):
                head = (
                    await connection.execute(text(_HEAD.format(schema=self._schema)), {"tenant": tenant})
                ).one_or_none()
                last, prev = (head.seq, head.hash) if head else (0, None)
                links = []
                for seq, entry in enumerate(entries, last + 1):
                    link = hashlib.sha256((prev or b"") + entry.canonical).digest()
                    links.append({"tenant": tenant, "seq": seq, "entry": entry.id, "prev": prev, "hash": link})
                    prev = link
                await connection.execute(text(_LINK.format(schema=self._schema)), links)
        return len(rows)
