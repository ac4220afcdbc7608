"""Keeper of the heads of a service's audit log: signs them every few minutes, after comparing what it signed before.

What is signed first was read, entry by entry: a chain that does not lead from the last signed head to its present end
is not signed anew, and the worker fails until somebody has looked (`workers_failing`, health, `make verify`).
"""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Awaitable, Callable, Mapping, Sequence
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

from common.jobs.polling import PollingWorker
from common.persistence.database import Database, InfrastructureTables
from common.persistence.database_clock import read_time

from .statements import Head, HeadKey, LogRewritten, open_series
from .store import HeadStore

log = logging.getLogger(__name__)

BATCH_SIZE: Final = 2_000
"""Entries of one platform that are read at once; a log that has grown by more is signed in steps."""

NEWEST_HEADS_QUERY: Final = """
-- The last link of each platform, by two steps in the index for each instead of a look at all links.
WITH RECURSIVE platforms AS (
  (SELECT tenant_id FROM {schema}.log_chain ORDER BY tenant_id LIMIT 1)
  UNION ALL
  SELECT (SELECT c.tenant_id FROM {schema}.log_chain c WHERE c.tenant_id > p.tenant_id ORDER BY c.tenant_id LIMIT 1)
  FROM platforms p WHERE p.tenant_id IS NOT NULL
)
SELECT p.tenant_id, last.seq FROM platforms p CROSS JOIN LATERAL (
  SELECT c.seq FROM {schema}.log_chain c WHERE c.tenant_id = p.tenant_id ORDER BY c.seq DESC LIMIT 1
) last
"""
LINKS_QUERY: Final = """
SELECT c.seq, c.hash, e.canonical FROM {schema}.log_chain c LEFT JOIN {schema}.log_entries e ON e.id = c.entry_id
WHERE c.tenant_id = :tenant AND c.seq >= :seq ORDER BY c.seq LIMIT {batch}
"""
NOTHING: Final = Head("", 0, b"")

OnEntries = Callable[[UUID, Sequence[bytes], datetime], Awaitable[None]]
"""Told of a platform's new entries before the head above them is signed, and the database's time of that."""


def log_series(service: str) -> str:
    return f"log/{service}"


class LogHeadKeeper:
    """Signs for as long as it runs. One at a time by an advisory lock; a second one has nothing to do."""

    def __init__(
        self,
        database: Database,
        infrastructure: InfrastructureTables,
        store: HeadStore,
        key: HeadKey,
        idle_seconds: float = 120.0,
        on_entries: OnEntries | None = None,
    ) -> None:
        self._database, self._schema, self._store, self._key = database, infrastructure.schema, store, key
        self._series, self._on_entries = log_series(infrastructure.schema), on_entries
        self._worker = PollingWorker(self.keep_heads, idle_seconds=idle_seconds, batch_size=1)

    async def run(self) -> None:
        """Sign until cancelled."""
        await self._worker.run()

    async def keep_heads(self) -> int:
        """Sign one step of every log that has grown. Counts those that have more. Raises LogRewritten at the end."""
        async with self._database.worker_transaction() as connection:
            mine = text("SELECT pg_try_advisory_xact_lock(hashtext(:name))")
            if not await connection.scalar(mine, {"name": f"heads:{self._schema}"}):
                return 0
            signed = await self._read_signed_heads()
            newest = {
                row.tenant_id: row.seq for row in await connection.execute(self._statement(NEWEST_HEADS_QUERY))
                if row.tenant_id is not None
            }  # fmt: skip
            heads, flaws = [], []
            for tenant in sorted(newest.keys() | signed.keys()):
                try:
                    head = await self._follow_log(connection, tenant, signed.get(tenant, NOTHING))
                except LogRewritten as flaw:
                    flaws.append(str(flaw))
                    continue
                if head is not None:
                    heads.append(head)
            if heads:
                await self._sign_heads(signed, heads, await read_time(connection))
        if flaws:
            log.critical("the log of %s is not the one whose heads were signed: %s", self._schema, "; ".join(flaws))
            raise LogRewritten("; ".join(flaws))
        return sum(newest[UUID(head.subject)] > head.number for head in heads)

    async def _read_signed_heads(self) -> dict[UUID, Head]:
        """Read what was signed last of each platform: the first statement of a day names all. Raises
        StatementForged."""
        statements = open_series(self._series, await self._store.read_newest(self._series), self._key.public_key)
        return {UUID(head.subject): head for statement in statements for head in statement.heads}

    async def _sign_heads(self, signed: Mapping[UUID, Head], heads: Sequence[Head], at: datetime) -> None:
        """`at`: the database's time, as that of the entries, which it bounds."""
        if await self._store.begins_day(self._series, at):
            heads = list({**signed, **{UUID(head.subject): head for head in heads}}.values())
        await self._store.append_statement(self._key, self._series, at, heads)

    async def _follow_log(self, connection: AsyncConnection, tenant: UUID, signed: Head) -> Head | None:
        """Follow a log from its signed head. Returns where it leads to; None if it has not grown. Raises
        LogRewritten."""
        parameters = {"tenant": tenant, "seq": max(signed.number, 1)}
        links = (await connection.execute(self._statement(LINKS_QUERY), parameters)).all()
        if signed.number and (not links or links[0].seq != signed.number or links[0].hash != signed.hash):
            raise LogRewritten(f"platform {tenant}, entry {signed.number}")
        new = links[1:] if signed.number else links
        if not new:
            return None
        head = signed
        for link in new:
            head = _follow_link(tenant, head, link)
        if self._on_entries is not None:
            await self._on_entries(tenant, [link.canonical for link in new], await read_time(connection))
        return head

    def _statement(self, statement: str) -> Any:
        return text(statement.format(schema=self._schema, batch=BATCH_SIZE))


def _follow_link(tenant: UUID, head: Head, link: Any) -> Head:
    expected = None if link.canonical is None else hashlib.sha256(head.hash + link.canonical).digest()
    if link.seq != head.number + 1 or link.hash != expected:
        raise LogRewritten(f"platform {tenant}, entry {head.number + 1}")
    return Head(str(tenant), link.seq, link.hash)
