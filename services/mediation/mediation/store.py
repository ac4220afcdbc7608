"""Postgres: what is read, held and written."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from itertools import groupby
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Row, func, insert, or_, select, update
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.ext.asyncio import AsyncConnection

from common.kernel.errors import NotFound
from common.persistence.transaction import PostgresTransaction, ScheduledDeadline

from . import tables
from .domain.errors import EditionExists, TooManyEditions
from .domain.mediation import Mediation
from .domain.proposal import Proposal
from .domain.states import State
from .ports import Course, PublishedTree
from .rows import mediation_of, mediation_row, option_row, proposal_of, proposal_row
from .tables import cases, mediations, options, proposals, trees


class MediationStore:
    def __init__(self, tx: PostgresTransaction) -> None:
        self._tx = tx

    async def locked(self, mediation: UUID) -> Mediation:
        found = await self._held(mediations.c.id == mediation)
        if found is None:
            raise NotFound("mediation")
        return found

    async def of_dispute(self, dispute: UUID) -> Mediation | None:
        return await self._held(mediations.c.dispute == dispute)

    async def get(self, mediation: UUID, *visible: ColumnElement[bool]) -> Mediation:
        """Read without holding. Raises NotFound."""
        row = (await self._tx.execute(select(mediations).where(mediations.c.id == mediation, *visible))).one_or_none()
        if row is None:
            raise NotFound("mediation")
        return mediation_of(row, await self._proposals(row))

    async def add(self, mediation: Mediation) -> None:
        await self._tx.execute(insert(mediations).values(mediation_row(mediation)))
        await self._write(mediation, mediation.proposals, mediation.proposals)

    async def save(self, mediation: Mediation, *, was: Mediation) -> None:
        guarded = update(mediations).where(mediations.c.id == was.id, mediations.c.version == was.version)
        written = await self._tx.execute(guarded.values(mediation_row(mediation)))
        assert written.rowcount == 1, "the row is held, nobody else can have changed it"
        changed = [p for p in mediation.proposals if p not in was.proposals]
        known = {(p.id, p.version) for p in was.proposals}
        await self._write(mediation, changed, [p for p in changed if (p.id, p.version) not in known])

    async def _held(self, which: ColumnElement[bool]) -> Mediation | None:
        row = await self._tx.get_for_update(select(mediations).where(which))
        return None if row is None else mediation_of(row, await self._proposals(row))

    async def _proposals(self, row: Row[Any]) -> tuple[Proposal, ...]:
        """A statement of its own: one that waited for the lock would still see the proposals from before it."""
        current = (options.c.proposal == proposals.c.id) & (options.c.version == proposals.c.version)
        query = (
            select(proposals, options.c.kind, options.c.to_buyer_minor, options.c.to_seller_minor)
            .join(options, current)
            .where(proposals.c.mediation == row.id)
            .order_by(proposals.c.number, options.c.rank)
        )
        rows = (await self._tx.execute(query)).all()
        return tuple(proposal_of([*group], row.currency) for _, group in groupby(rows, lambda r: r.number))

    async def _write(self, mediation: Mediation, changed: Sequence[Proposal], worded: Sequence[Proposal]) -> None:
        """The older proposal first: only one may stand at any time, the database sees to that row by row."""
        if changed:
            written = upsert(proposals).values([proposal_row(mediation, p) for p in changed])
            fresh = {name: written.excluded[name] for name in MUTABLE}
            await self._tx.execute(written.on_conflict_do_update(index_elements=["id"], set_=fresh))
        if worded:
            rows = [option_row(mediation, p, rank) for p in worded for rank in range(len(p.options))]
            await self._tx.execute(insert(options).values(rows))
        await self._tx.schedule_deadlines(mediation.id, _timers(mediation))


class CaseStore:
    def __init__(self, tx: PostgresTransaction) -> None:
        self._tx = tx

    async def remember(self, dispute: UUID, *, escalated: bool = False, closed: bool = False) -> Course:
        said = upsert(cases).values(tenant_id=self._tx.tenant, dispute=dispute, escalated=escalated, closed=closed)
        both = said.on_conflict_do_update(
            index_elements=["dispute"],
            set_={
                "escalated": or_(cases.c.escalated, said.excluded.escalated),
                "closed": or_(cases.c.closed, said.excluded.closed),
            },
        )
        known = (cases.c.escalated, cases.c.closed, cases.c.paused_at, cases.c.pause_heard)
        return Course(*(await self._tx.execute(both.returning(*known))).one())

    async def paused(self, dispute: UUID, at: datetime | None, *, heard: int) -> None:
        await self.remember(dispute)
        newer = (cases.c.dispute == dispute) & (cases.c.pause_heard < heard)
        await self._tx.execute(update(cases).where(newer).values(paused_at=at, pause_heard=heard))


class TreeStore:
    def __init__(self, tx: PostgresTransaction) -> None:
        self._tx = tx

    async def published(self, edition: str) -> PublishedTree:
        found = (await self._tx.execute(_TREES.where(trees.c.edition == edition))).one_or_none()
        if found is None:
            raise NotFound("tree")
        return PublishedTree(*found)

    async def listed(self, name: str | None = None) -> list[PublishedTree]:
        query = _TREES if name is None else _TREES.where(trees.c.name == name)
        newest_first = query.order_by(trees.c.published_at.desc(), trees.c.edition)
        return [PublishedTree(*row) for row in await self._tx.execute(newest_first)]

    async def add(self, tree: PublishedTree, *, name: str) -> None:
        known = (await self._tx.execute(select(func.count()).select_from(trees))).scalar_one()
        if known >= MAX_TREES:
            raise TooManyEditions
        row = {"tenant_id": self._tx.tenant, "name": name, **tree._asdict()}
        added = await self._tx.execute(upsert(trees).values(row).on_conflict_do_nothing())
        if added.rowcount == 0:
            raise EditionExists


class MediationTx(PostgresTransaction):
    infrastructure = tables.infrastructure

    def __init__(self, connection: AsyncConnection, tenant: UUID) -> None:
        super().__init__(connection, tenant)
        self.mediations = MediationStore(self)
        self.cases = CaseStore(self)
        self.trees = TreeStore(self)


MAX_TREES = 200
_TREES = select(trees.c.edition, trees.c.source, trees.c.hash, trees.c.published_at)
MUTABLE = ("version", "state", "expires_at", "chosen", "accepted_at", "reason")


def _timers(mediation: Mediation) -> list[ScheduledDeadline]:
    if mediation.due_at is None or mediation.due_since is None:
        return []
    owing = mediation.awaiting
    kind = "negotiation_cap" if owing is None else f"{owing}_response"
    if mediation.state is State.GUIDING:
        kind = "guided_answers"
    runs = mediation.paused_at is None
    return [
        ScheduledDeadline(
            kind, mediation.due_since, mediation.due_at, mediation.clock, owing, "armed" if runs else "paused"
        )
    ]
