"""Postgres for the journals of cases."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from pydantic import TypeAdapter
from sqlalchemy import Row, insert, select

from common.kernel.principal import Role
from common.persistence.transaction import PostgresTransaction

from .desk_tables import journal
from .domain.journal import Entry, Said, What

SAID = TypeAdapter(Said)


class JournalStore:
    def __init__(self, tx: PostgresTransaction) -> None:
        self._tx = tx

    async def add(self, entry: Entry, *, dispute: UUID, seq: int, actor: str) -> None:
        row = {
            "tenant_id": self._tx.tenant,
            "dispute": dispute,
            "seq": seq,
            "what": entry.what.value,
            "role": entry.role.value,
            "actor": actor,
            "at": entry.at,
            "received_at": entry.received_at,
            "waited": entry.waited,
            "said": SAID.dump_python(entry.said, mode="json", exclude_defaults=True),
        }
        await self._tx.execute(insert(journal).values(row))

    async def of(self, dispute: UUID) -> list[Entry]:
        rows = await self._tx.execute(select(journal).where(journal.c.dispute == dispute).order_by(journal.c.seq))
        return [entry_of(row) for row in rows]


def entry_of(row: Row[Any]) -> Entry:
    return Entry(
        what=What(row.what),
        role=Role(row.role),
        at=row.at,
        received_at=row.received_at,
        waited=row.waited,
        said=SAID.validate_python(row.said),
    )
