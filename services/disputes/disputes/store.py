"""Postgres. What a row is in the domain's words, `rows.py` says."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from copy import deepcopy
from datetime import datetime
from typing import Literal
from uuid import UUID

from sqlalchemy import insert, or_, select, update
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.ext.asyncio import AsyncConnection

from common.kernel.errors import NotFound
from common.persistence.transaction import PostgresTransaction, ScheduledDeadline

from . import tables
from .decision_store import DecisionStore
from .desk_store import DeskStore
from .domain.clocks import reminders
from .domain.dispute import Dispute, State
from .domain.errors import EditionChanged
from .domain.escrows import KnownEscrow
from .domain.policy import Policy
from .domain.records import Viewer
from .domain.vocabulary import Outcome
from .journal_store import JournalStore
from .ports import Message, Transition
from .rows import dispute_of, dispute_row, escrow_of, escrow_row
from .standing_store import StandingStore
from .tables import disputes, edition_transitions, editions, known_escrows, messages, transitions

FREE = (Outcome.WITHDRAWN.value, Outcome.VOID.value)


class DisputeStore:
    def __init__(self, tx: PostgresTransaction) -> None:
        self._tx = tx

    async def locked(self, dispute: UUID) -> Dispute:
        row = await self._tx.get_for_update(select(disputes).where(disputes.c.id == dispute))
        if row is None:
            raise NotFound("dispute")
        return dispute_of(row)

    async def get(self, dispute: UUID) -> Dispute:
        row = (await self._tx.execute(select(disputes).where(disputes.c.id == dispute))).one_or_none()
        if row is None:
            raise NotFound("dispute")
        return dispute_of(row)

    async def seen(self, dispute: UUID, viewer: Viewer) -> Dispute:
        """To read, not to change. Raises NotFound, also where it is not the viewer's to know of."""
        found = await self.get(dispute)
        if not found.seen_by(viewer):
            raise NotFound("dispute")
        return found

    async def opener(self, dispute: UUID) -> str:
        first = select(transitions.c.actor_id).where(transitions.c.dispute == dispute, transitions.c.seq == 1)
        return str((await self._tx.execute(first)).scalar_one())

    async def blocking(self, escrow: UUID) -> bool:
        taken = or_(disputes.c.outcome.is_(None), disputes.c.outcome.not_in(FREE))
        query = select(disputes.c.id).where(disputes.c.escrow == escrow, taken).limit(1)
        return (await self._tx.execute(query)).first() is not None

    async def active(self, escrow: UUID) -> UUID | None:
        running = disputes.c.state == State.ACTIVE.value
        row = (await self._tx.execute(select(disputes.c.id).where(disputes.c.escrow == escrow, running))).first()
        return row.id if row is not None else None

    async def add(self, dispute: Dispute, policy: Policy) -> None:
        await self._tx.execute(insert(disputes).values(dispute_row(dispute, policy)))

    async def save(self, dispute: Dispute, policy: Policy) -> None:
        await self._tx.execute(update(disputes).where(disputes.c.id == dispute.id).values(dispute_row(dispute, policy)))
        await self._tx.schedule_deadlines(dispute.id, _timers(dispute, policy, (await self._tx.timing()).now))

    async def log(self, transition: Transition) -> None:
        row = {
            "tenant_id": self._tx.tenant,
            "dispute": transition.dispute,
            "seq": transition.seq,
            "from_state": transition.from_state,
            "to_state": transition.to_state,
            "cause": transition.cause,
            "actor_role": transition.actor.role,
            "actor_id": transition.actor.id,
            "received_at": transition.received_at,
            "at": transition.at,
            "timer": transition.timer,
        }
        await self._tx.execute(insert(transitions).values(row))

    async def post(self, message: Message) -> None:
        row = {
            "tenant_id": self._tx.tenant,
            "id": message.id,
            "dispute": message.dispute,
            "author_role": message.author.role,
            "author_id": message.author.id,
            "kind": message.kind,
            "text": message.text,
            "at": message.at,
        }
        await self._tx.execute(insert(messages).values(row))


class EscrowStore:
    def __init__(self, tx: PostgresTransaction) -> None:
        self._tx = tx

    async def locked(self, escrow: UUID) -> KnownEscrow:
        row = await self._tx.get_for_update(select(known_escrows).where(known_escrows.c.id == escrow))
        if row is None:
            raise NotFound("escrow")
        return escrow_of(row)

    async def remember(self, escrow: KnownEscrow) -> None:
        row = escrow_row(escrow)
        kept = upsert(known_escrows).values(row)
        newer = kept.on_conflict_do_update(
            index_elements=["id"], set_=row, where=known_escrows.c.version < kept.excluded.version
        )
        await self._tx.execute(newer)


class EditionStore:
    def __init__(self, tx: PostgresTransaction) -> None:
        self._tx = tx

    async def body(self, edition: str) -> str:
        own_first = (editions.c.tenant_id == self._tx.tenant).desc()
        query = select(editions.c.body).where(editions.c.edition == edition).order_by(own_first).limit(1)
        body = (await self._tx.execute(query)).scalar_one_or_none()
        if body is None:
            raise NotFound("policy")
        return str(body)

    async def publish(self, policy: Policy, body: str, transitions: Sequence[tuple[str, str, str]]) -> bool:
        mine = (editions.c.tenant_id == self._tx.tenant, editions.c.edition == policy.edition)
        row = {"tenant_id": self._tx.tenant, "edition": policy.edition, "name": policy.name, "hash": policy.hash,
               "body": body}  # fmt: skip
        added = await self._tx.execute(upsert(editions).values(row).on_conflict_do_nothing())
        if added.rowcount == 0:
            known = await self._tx.execute(select(editions.c.hash).where(*mine))
            if known.scalar_one() != policy.hash:
                raise EditionChanged(policy.edition)
            return False
        rules = [
            {
                "tenant_id": self._tx.tenant,
                "edition": policy.edition,
                "from_state": before,
                "to_state": after,
                "cause": cause,
            }
            for before, after, cause in transitions
        ]
        await self._tx.execute(insert(edition_transitions), rules)
        return True


class DisputeTx(PostgresTransaction):
    infrastructure = tables.infrastructure

    def __init__(self, connection: AsyncConnection, tenant: UUID) -> None:
        super().__init__(connection, tenant)
        self.disputes = DisputeStore(self)
        self.escrows = EscrowStore(self)
        self.editions = EditionStore(self)
        self.desk = DeskStore(self)
        self.decisions = DecisionStore(self)
        self.journal = JournalStore(self)
        self.standings = StandingStore(self)
        self.held: tuple[Dispute, Policy] | None = None

    def holds(self, dispute: Dispute, policy: Policy) -> None:
        self.held = (dispute, policy)

    @asynccontextmanager
    async def part(self) -> AsyncIterator[None]:
        """A savepoint. What a refused part has told, armed or noted is forgotten with it."""
        before = deepcopy(self.pending_writes)
        try:
            async with self.connection.begin_nested():
                yield
        except BaseException:
            self.pending_writes = before
            raise


def _timers(dispute: Dispute, policy: Policy, now: datetime) -> list[ScheduledDeadline]:
    """Its own clocks, and the reminders still ahead; a paused case keeps the former, standing still."""
    state: Literal["armed", "paused"] = "armed" if dispute.paused_at is None else "paused"
    own = [ScheduledDeadline(d.kind, d.anchor_at, d.due_at, d.clock, d.owed_by.value, state) for d in dispute.deadlines]
    ahead = {(d.kind, d.due_at): d for d in reminders(dispute, policy) if d.due_at > now}
    return own + [ScheduledDeadline(d.kind, d.anchor_at, d.due_at, d.clock, d.owed_by.value) for d in ahead.values()]
