"""Chains of custody as rows: they only grow."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import Row, insert, select

from common.kernel.errors import NotFound
from common.kernel.principal import Actor, Role
from common.persistence.transaction import PostgresTransaction

from .domain.case import ANYTHING
from .domain.custody import Action, Link
from .tables import custody, items


class CustodyStore:
    def __init__(self, tx: PostgresTransaction) -> None:
        self._tx = tx

    async def head(self, item: UUID) -> Link | None:
        if await self._tx.get_for_update(select(items.c.id).where(items.c.id == item)) is None:
            raise NotFound(ANYTHING)
        query = select(custody).where(custody.c.item == item).order_by(custody.c.seq.desc()).limit(1)
        row = (await self._tx.execute(query)).one_or_none()
        return None if row is None else _link(row)

    async def last(self, item: UUID) -> Link:
        query = select(custody).where(custody.c.item == item).order_by(custody.c.seq.desc()).limit(1)
        return _link((await self._tx.execute(query)).one())

    async def of(self, item: UUID) -> Sequence[Link]:
        query = select(custody).where(custody.c.item == item).order_by(custody.c.seq)
        return [_link(row) for row in (await self._tx.execute(query)).all()]

    async def seen_by(self, item: UUID, actor: Actor) -> bool:
        mine = (custody.c.actor_role == actor.role, custody.c.actor_id == actor.id)
        query = select(custody.c.seq).where(custody.c.item == item, custody.c.action == Action.VIEWED, *mine).limit(1)
        return (await self._tx.execute(query)).one_or_none() is not None

    async def append(self, item: UUID, links: Sequence[Link]) -> None:
        await self._tx.execute(insert(custody), [_link_row(item, self._tx.tenant, link) for link in links])


def _link_row(item: UUID, tenant: UUID, link: Link) -> dict[str, Any]:
    return {
        "tenant_id": tenant,
        "item": item,
        "seq": link.seq,
        "action": link.action,
        "actor_role": link.actor.role,
        "actor_id": link.actor.id,
        "at": link.at,
        "prev_hash": link.prev_hash,
        "hash": link.hash,
        "canonical": link.canonical,
    }


def _link(row: Row[Any]) -> Link:
    actor = Actor(Role(row.actor_role), row.actor_id)
    return Link(row.seq, Action(row.action), actor, row.at, row.prev_hash, row.hash, row.canonical)
