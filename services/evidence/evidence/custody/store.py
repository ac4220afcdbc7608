"""Chains of custody as rows: they only grow."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import cached_property
from uuid import UUID

from sqlalchemy import ColumnElement, insert, select, tuple_

from common.kernel.errors import NotFound
from common.kernel.principal import Actor
from common.persistence.transaction import PostgresTransaction
from evidence.cases.model import DISPUTE_OR_EVIDENCE
from evidence.custody.rows import link_from_row, link_to_row
from evidence.items.tables import items

from .model import Action, CustodyLink, NamedLink
from .tables import custody


class CustodyStore:
    def __init__(self, tx: PostgresTransaction) -> None:
        self._tx = tx

    @cached_property
    def _own(self) -> ColumnElement[bool]:
        return custody.c.tenant_id == self._tx.tenant

    async def lock_head(self, item: UUID) -> CustodyLink | None:
        if (
            await self._tx.get_for_update(
                select(items.c.id).where(items.c.tenant_id == self._tx.tenant, items.c.id == item)
            )
            is None
        ):
            raise NotFound(DISPUTE_OR_EVIDENCE)
        query = select(custody).where(self._own, custody.c.item == item).order_by(custody.c.seq.desc()).limit(1)
        row = (await self._tx.execute(query)).one_or_none()
        return None if row is None else link_from_row(row)

    async def get_last_link(self, item: UUID) -> CustodyLink:
        query = select(custody).where(self._own, custody.c.item == item).order_by(custody.c.seq.desc()).limit(1)
        return link_from_row((await self._tx.execute(query)).one())

    async def list_links(self, item: UUID) -> Sequence[CustodyLink]:
        query = select(custody).where(self._own, custody.c.item == item).order_by(custody.c.seq)
        return [link_from_row(row) for row in (await self._tx.execute(query)).all()]

    async def find_links(self, named: Collection[tuple[UUID, int]]) -> Sequence[NamedLink]:
        ours = tuple_(custody.c.item, custody.c.seq).in_(named)
        query = select(items.c.dispute, custody.c.item, custody.c.seq, custody.c.hash)
        rows = (
            await self._tx.execute(query.join_from(custody, items, items.c.id == custody.c.item).where(self._own, ours))
        ).all()
        return [NamedLink(*row) for row in rows]

    async def was_seen_by(self, item: UUID, actor: Actor) -> bool:
        mine = (custody.c.actor_role == actor.role, custody.c.actor_id == actor.id)
        query = (
            select(custody.c.seq)
            .where(self._own, custody.c.item == item, custody.c.action == Action.VIEWED, *mine)
            .limit(1)
        )
        return (await self._tx.execute(query)).one_or_none() is not None

    async def append_links(self, item: UUID, links: Sequence[CustodyLink]) -> None:
        await self._tx.execute(insert(custody), [link_to_row(item, self._tx.tenant, link) for link in links])
