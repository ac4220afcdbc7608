"""PostgreSQL stores of the story of cases, whose lines are only ever added, and of how far it was read."""

from __future__ import annotations

from typing import Final
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert as upsert

from common.persistence.transaction import PostgresTransaction

from .model import LineRef, Place, ReadMark, StoryEntry
from .rows import entry_to_row
from .tables import read_marks, story

ADD_ENTRY: Final = upsert(story).on_conflict_do_nothing()


class StoryStore:
    def __init__(self, tx: PostgresTransaction) -> None:
        self._tx = tx

    async def add(self, entry: StoryEntry) -> None:
        row = {"tenant_id": self._tx.tenant, **entry_to_row(entry)}
        self._tx.defer_row(ADD_ENTRY, row)


class ReadMarkStore:
    def __init__(self, tx: PostgresTransaction) -> None:
        self._tx = tx

    async def find_place(self, dispute: UUID, line: LineRef | None) -> Place | None:
        own = (story.c.tenant_id == self._tx.tenant) & (story.c.dispute == dispute)
        query = select(story.c.position, story.c.id).where(own)
        if line is not None and line.kind is None:
            query = query.where(story.c.id == line.id)
        elif line is not None:
            query = query.where(story.c.about == line.kind, story.c.subject == line.id)
        row = (await self._tx.execute(query.order_by(story.c.position.desc()).limit(1))).one_or_none()
        return None if row is None else Place(row.position, row.id)

    async def move(self, mark: ReadMark) -> None:
        row = {
            "tenant_id": self._tx.tenant,
            "dispute": mark.dispute,
            "reader_role": mark.reader.role,
            "reader_id": mark.reader.id,
            "position": mark.place.position,
            "at": mark.at,
        }
        moved = upsert(read_marks).values(row)
        forward = {"position": moved.excluded.position, "at": moved.excluded.at}
        keys = ["dispute", "reader_role", "reader_id"]
        await self._tx.execute(
            moved.on_conflict_do_update(
                index_elements=keys, set_=forward, where=read_marks.c.position < moved.excluded.position
            )
        )
