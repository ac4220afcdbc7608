"""PostgreSQL store of the story of cases. Lines are only ever added."""

from __future__ import annotations

from typing import Final

from sqlalchemy.dialects.postgresql import insert as upsert

from common.persistence.transaction import PostgresTransaction

from .model import StoryEntry
from .rows import entry_to_row
from .tables import story

ADD_ENTRY: Final = upsert(story).on_conflict_do_nothing()


class StoryStore:
    def __init__(self, tx: PostgresTransaction) -> None:
        self._tx = tx

    async def add(self, entry: StoryEntry) -> None:
        row = {"tenant_id": self._tx.tenant, **entry_to_row(entry)}
        self._tx.defer_row(ADD_ENTRY, row)
