"""Postgres for the journals of cases."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from sqlalchemy import Row, insert, select

from common.kernel.principal import Role
from common.persistence.transaction import PostgresTransaction
from disputes.stored_json import STORED_VERSION, require_known_version

from .codecs import JOURNAL_PAYLOADS
from .journal import EntryKind, JournalEntry
from .tables import journal


class JournalStore:
    def __init__(self, tx: PostgresTransaction) -> None:
        self._tx = tx

    async def add(self, entry: JournalEntry, *, dispute: UUID, seq: int, actor: str) -> None:
        row = {
            "tenant_id": self._tx.tenant,
            "dispute": dispute,
            "seq": seq,
            "what": entry.kind.value,
            "role": entry.role.value,
            "actor": actor,
            "at": entry.at,
            "received_at": entry.received_at,
            "waited": entry.waited,
            "stored_version": STORED_VERSION,
            "said": JOURNAL_PAYLOADS[entry.kind].encode(entry.payload),
        }
        await self._tx.execute(insert(journal).values(row))

    async def of(self, dispute: UUID) -> list[JournalEntry]:
        rows = await self._tx.execute(select(journal).where(journal.c.dispute == dispute).order_by(journal.c.seq))
        return [entry_from_row(row) for row in rows]


def entry_from_row(row: Row[Any]) -> JournalEntry:
    require_known_version(row.stored_version)
    kind = EntryKind(row.what)
    return JournalEntry(
        kind=kind,
        role=Role(row.role),
        at=row.at,
        received_at=row.received_at,
        waited=row.waited,
        payload=JOURNAL_PAYLOADS[kind].decode(row.said),
    )
