"""Keys of persons, legal holds and what was erased, as rows."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import exists, func, insert, select, update
from sqlalchemy.dialects.postgresql import insert as upsert

from common.kernel import Actor
from common.store import PostgresTx

from .domain.case import CaseState
from .domain.item import Erased, Item
from .tables import erasures, items, known_cases, legal_holds, subject_keys
from .vault import Vault


class ErasureStore:
    def __init__(self, tx: PostgresTx, vault: Vault) -> None:
        self._tx, self._vault = tx, vault

    async def key_of(self, person: Actor) -> bytes:
        """Their key, made at their first piece of evidence; a new one if the last was destroyed."""
        fresh = {"tenant_id": self._tx.tenant, "subject": subject(person), "key": self._vault.new_key()}
        made = upsert(subject_keys).values(fresh)
        kept = made.on_conflict_do_update(
            index_elements=[subject_keys.c.tenant_id, subject_keys.c.subject],
            set_={"key": func.coalesce(subject_keys.c.key, made.excluded.key)},
        ).returning(subject_keys.c.key)
        return bytes((await self._tx.execute(kept)).scalar_one())

    async def destroy_key(self, person: Actor) -> None:
        mine = subject_keys.c.subject == subject(person)
        await self._tx.execute(update(subject_keys).where(mine).values(key=None))

    async def items_of(self, person: Actor) -> Sequence[UUID]:
        """What they gave and has not been erased yet."""
        mine = (items.c.by_role == person.role, items.c.by_id == person.id)
        gone = exists().where(erasures.c.id == items.c.id)
        return list((await self._tx.execute(select(items.c.id).where(*mine, ~gone).order_by(items.c.id))).scalars())

    async def hindered(self, person: Actor) -> CaseState | None:
        """OPEN if a case with their evidence still runs, CLOSED if one is under a legal hold, None if nothing is."""
        mine = select(items.c.dispute).where(items.c.by_role == person.role, items.c.by_id == person.id)
        running = exists().where(known_cases.c.id.in_(mine), known_cases.c.state == CaseState.OPEN)
        held = exists().where(legal_holds.c.dispute.in_(mine), legal_holds.c.released_at.is_(None))
        row = (await self._tx.execute(select(running.label("running"), held.label("held")))).one()
        if row.running:
            return CaseState.OPEN
        return CaseState.CLOSED if row.held else None

    async def mark(self, item: Item, at: datetime) -> None:
        path = None if isinstance(item.content, Erased) else getattr(item.content, "path", None)
        row = {"tenant_id": self._tx.tenant, "id": item.id, "at": at, "path": path}
        await self._tx.execute(insert(erasures).values(row))

    async def place_hold(self, dispute: UUID, reason: str, by: Actor, at: datetime) -> None:
        row = {"tenant_id": self._tx.tenant, "dispute": dispute, "reason": reason, "placed_by": by.id, "placed_at": at}
        placed = upsert(legal_holds).values({**row, "released_at": None})
        again = {"reason": reason, "placed_by": by.id, "placed_at": at, "released_at": None}
        await self._tx.execute(placed.on_conflict_do_update(index_elements=[legal_holds.c.dispute], set_=again))

    async def release_hold(self, dispute: UUID, at: datetime) -> bool:
        """Whether there was one."""
        running = (legal_holds.c.dispute == dispute, legal_holds.c.released_at.is_(None))
        released = update(legal_holds).where(*running).values(released_at=at).returning(legal_holds.c.dispute)
        return (await self._tx.execute(released)).one_or_none() is not None


def subject(person: Actor) -> str:
    return f"{person.role}:{person.id}"
