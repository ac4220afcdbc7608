"""Audit log chainer: links entries by hash off the hot path, so that a changed or missing one shows."""

from __future__ import annotations

import hashlib
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any, Final
from uuid import UUID

from sqlalchemy import Row
from sqlalchemy.ext.asyncio import AsyncConnection

from common.kernel import seams
from common.persistence.database import Database, InfrastructureTables
from common.persistence.direct_statements import build_direct, fetch_directly

from .polling import PollingWorker

IDLE_SECONDS: Final = 2.0
BATCH_SIZE: Final = 500
LONGEST_TRANSACTION: Final = timedelta(hours=1)
"""Between an entry's stamp and its commit, by a wide margin."""
LONGEST_STATEMENT_SECONDS: Final = 15.0
"""Between an entry's id and its transaction's: one statement gives both, and none may run for longer than five."""

UNSEEN_QUERY: Final = f"""
-- Entries that this chainer has not seen, in the order of their ids: those behind the last one that it has, and those
-- that were missing before it. What it has seen is not looked at again, however long a floor takes to rise. LATERAL:
-- gap by gap, for a join of ids between two values is planned as if it found most of the log; and entry by entry, for
-- EXISTS among what is selected may read the whole chain into a hash. Another process may have linked some of them
-- meanwhile; of these no text is wanted.
SELECT e.id, e.tenant_id, link.id IS NOT NULL AS is_linked, CASE WHEN link.id IS NULL THEN e.canonical END AS canonical
FROM (
  (SELECT g.* FROM unnest(CAST(:firsts AS bigint[]), CAST(:lasts AS bigint[])) AS gap(first, last)
   CROSS JOIN LATERAL (
     SELECT l.id, l.tenant_id, l.canonical FROM {{schema}}.log_entries l
     WHERE l.id BETWEEN gap.first AND gap.last ORDER BY l.id LIMIT {BATCH_SIZE}
   ) AS g
   ORDER BY g.id LIMIT {BATCH_SIZE})
  UNION ALL
  (SELECT n.id, n.tenant_id, n.canonical FROM {{schema}}.log_entries n
   WHERE n.id > :seen ORDER BY n.id LIMIT {BATCH_SIZE})
) AS e
LEFT JOIN LATERAL (SELECT c.entry_id AS id FROM {{schema}}.log_chain c WHERE c.entry_id = e.id LIMIT 1) AS link ON true
ORDER BY e.id
"""  # noqa: S608 (a number of ours)
LAST_CHAINED_QUERY: Final = """
SELECT e.id, e.at FROM {schema}.log_entries e WHERE e.id = (SELECT max(c.entry_id) FROM {schema}.log_chain c)
"""
ENTRY_BEFORE_QUERY: Final = "SELECT id, at FROM {schema}.log_entries WHERE id < :id ORDER BY id DESC LIMIT 1"
SNAPSHOT_QUERY: Final = """
SELECT (SELECT coalesce(max(id), 0) FROM {schema}.log_entries) AS last_id,
       CAST(CAST(pg_snapshot_xmin(pg_current_snapshot()) AS text) AS bigint) AS oldest_running,
       CAST(CAST(pg_snapshot_xmax(pg_current_snapshot()) AS text) AS bigint) AS next_transaction
"""
TRY_TURN: Final = "SELECT pg_try_advisory_xact_lock(hashtext('seal:{schema}')) AS is_ours"
LAST_ENTRY_QUERY: Final = "SELECT coalesce(max(id), 0) AS last_id FROM {schema}.log_entries"
LAST_LINKS_QUERY: Final = """
SELECT t.tenant_id, last.seq, last.hash FROM unnest(CAST(:tenants AS uuid[])) AS t(tenant_id)
CROSS JOIN LATERAL (
  SELECT c.seq, c.hash FROM {schema}.log_chain c WHERE c.tenant_id = t.tenant_id ORDER BY c.seq DESC LIMIT 1
) AS last
"""
INSERT_LINKS: Final = """
-- A link is hash(previous hash || canonical entry). Entry ids are unique here, so no entry is ever linked twice.
INSERT INTO {schema}.log_chain (tenant_id, seq, entry_id, prev_hash, hash)
SELECT * FROM unnest(CAST(:tenants AS uuid[]), CAST(:seqs AS bigint[]), CAST(:entries AS bigint[]),
                     CAST(:prevs AS bytea[]), CAST(:hashes AS bytea[]))
"""


@dataclass(slots=True)
class ChainFloor:
    """Id up to which every entry that will ever be there is linked.

    Ids are given before they are committed: a smaller one may appear after a larger one was linked. So the newest id
    seen becomes the floor once every transaction that can have taken a smaller one has ended: after
    `LONGEST_STATEMENT_SECONDS` all of these have their transaction ids, and when the oldest that runs is younger than
    the youngest of them, none is left.
    """

    id: int
    candidate: int | None = None
    noted_at: float = 0.0
    transactions_before: int | None = None

    def note_snapshot(self, last_id: int, oldest_running: int, next_transaction: int, now: float) -> None:
        """Raise the floor by a snapshot taken before a pass that has linked all it saw up to `last_id`."""
        if self.transactions_before is not None and oldest_running >= self.transactions_before:
            self.id, self.candidate, self.transactions_before = self.candidate or self.id, None, None
        if self.candidate is None:
            self.candidate, self.noted_at = last_id, now
        elif self.transactions_before is None and now - self.noted_at >= LONGEST_STATEMENT_SECONDS:
            self.transactions_before = next_transaction


@dataclass(frozen=True, slots=True)
class SeenEntries:
    """Entries that a chainer has seen: all up to `last`, but for the ids of `gaps`, which had not appeared."""

    last: int
    gaps: tuple[tuple[int, int], ...] = ()
    """First and last id of each, in their order."""

    def with_ids(self, ids: Sequence[int]) -> SeenEntries:
        """Take in entries, in the order of their ids."""
        last = max(self.last, ids[-1]) if ids else self.last
        unseen = (*self.gaps, (self.last + 1, last))
        return SeenEntries(last, tuple(gap for first, end in unseen for gap in _list_gaps(first, end, ids)))

    def beyond(self, floor: int) -> SeenEntries:
        """Forget the gaps up to `floor`: nothing will ever appear in them."""
        return replace(self, gaps=tuple((max(first, floor + 1), end) for first, end in self.gaps if end > floor))


def _list_gaps(first: int, last: int, ids: Sequence[int]) -> Iterator[tuple[int, int]]:
    """List what is left of a stretch of ids without those that have appeared."""
    for id in ids[bisect_left(ids, first) : bisect_right(ids, last)]:
        if first < id:
            yield first, id - 1
        first = id + 1
    if first <= last:
        yield first, last


class AuditLogChainer:
    """Chains new entries for as long as it runs. One at a time by an advisory lock; a second one has nothing to do."""

    def __init__(self, database: Database, infrastructure: InfrastructureTables) -> None:
        self._database, self._schema = database, infrastructure.schema
        self._floor: ChainFloor | None = None
        self._seen = SeenEntries(0)
        self._worker = PollingWorker(self.chain_batch, idle_seconds=IDLE_SECONDS, batch_size=BATCH_SIZE)

    async def run(self) -> None:
        """Chain until cancelled."""
        await self._worker.run()

    async def chain_batch(self) -> int:
        """Chain one batch. The first pass looks back as far as a transaction can last; later ones at what is new."""
        if self._floor is not None and await self._is_all_chained(self._floor):
            return 0
        async with self._database.worker_transaction() as connection:
            if not (await self._fetch(connection, TRY_TURN))[0].is_ours:
                return 0
            floor, seen = self._floor, self._seen
            if floor is None:
                floor = ChainFloor(await self._find_first_floor(connection))
                seen = SeenEntries(floor.id)
            [snapshot] = await self._fetch(connection, SNAPSHOT_QUERY)
            unlinked, seen, is_complete = await self._find_unlinked(connection, seen)
            if unlinked:
                await self._append_links(connection, unlinked)
        self._floor = floor
        if is_complete:
            now = seams.monotonic()
            floor.note_snapshot(snapshot.last_id, snapshot.oldest_running, snapshot.next_transaction, now)
        self._seen = seen.beyond(floor.id)
        return len(unlinked)

    async def _find_unlinked(
        self, connection: AsyncConnection, seen: SeenEntries
    ) -> tuple[list[Row[Any]], SeenEntries, bool]:
        """Find the next entries without a link, what is seen with them, and whether there are no more."""
        while True:
            firsts, lasts = [first for first, _ in seen.gaps], [last for _, last in seen.gaps]
            rows = await self._fetch(connection, UNSEEN_QUERY, firsts=firsts, lasts=lasts, seen=seen.last)
            is_complete = len(rows) < BATCH_SIZE
            seen = seen.with_ids([row.id for row in rows])
            unlinked = [row for row in rows if not row.is_linked]
            if unlinked or is_complete:
                return unlinked, seen, is_complete

    async def _is_all_chained(self, floor: ChainFloor) -> bool:
        """Tell whether the log ends where all is linked for certain: then there is nothing to look through."""
        [row] = await self._database.look(build_direct(LAST_ENTRY_QUERY, self._schema))
        return bool(row.last_id == floor.id)

    async def _find_first_floor(self, connection: AsyncConnection) -> int:
        """Step back from the last linked entry, twice as far each time, to one that is older than any transaction."""
        last = next(iter(await self._fetch(connection, LAST_CHAINED_QUERY)), None)
        step, entry = BATCH_SIZE, last
        while last is not None and entry is not None and entry.at > last.at - LONGEST_TRANSACTION:
            entry = next(iter(await self._fetch(connection, ENTRY_BEFORE_QUERY, id=last.id - step)), None)
            step *= 2
        return int(entry.id) if entry is not None else 0

    async def _append_links(self, connection: AsyncConnection, entries: Sequence[Row[Any]]) -> None:
        """Append entries to the chains of their platforms, in the order in which they stand."""
        heads = await self._read_heads(connection, {entry.tenant_id for entry in entries})
        links = []
        for entry in entries:
            seq, prev = heads.get(entry.tenant_id, (0, None))
            link = hashlib.sha256((prev or b"") + entry.canonical).digest()
            links.append((entry.tenant_id, seq + 1, entry.id, prev, link))
            heads[entry.tenant_id] = (seq + 1, link)
        names = ("tenants", "seqs", "entries", "prevs", "hashes")
        columns = {name: list(column) for name, column in zip(names, zip(*links, strict=True), strict=True)}
        await self._fetch(connection, INSERT_LINKS, **columns)

    async def _read_heads(
        self, connection: AsyncConnection, tenants: Collection[UUID]
    ) -> dict[UUID, tuple[int, bytes | None]]:
        rows = await self._fetch(connection, LAST_LINKS_QUERY, tenants=sorted(tenants))
        return {row.tenant_id: (row.seq, row.hash) for row in rows}

    async def _fetch(self, connection: AsyncConnection, statement: str, **parameters: Any) -> list[Any]:
        return await fetch_directly(connection, build_direct(statement, self._schema), parameters)
