"""PostgreSQL stores of cases, their journals, and the escrows they are about. `rows.py` maps the rows."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Final, Literal
from uuid import UUID

from sqlalchemy import ColumnElement, Insert, Table, bindparam, func, insert, select, update
from sqlalchemy.dialects.postgresql import insert as upsert

from common.kernel.errors import NotFound
from common.kernel.principal import Actor, Role
from common.kernel.terms import Clock
from common.persistence.direct_statements import DirectStatement
from common.persistence.pending_writes import AggregateWrite
from common.persistence.row_locks import LockedRowQuery
from common.persistence.row_reads import RowRead
from common.persistence.tenant_connection import TenantConnection
from common.persistence.transaction import PostgresTransaction, ScheduledDeadline
from disputes.engine.clocks import LONGEST_PAUSE, PAUSE_CLOCK, reminder_deadlines, stands_still
from disputes.engine.dispute import Dispute, State
from disputes.engine.known_escrow import KnownEscrow
from disputes.engine.values import Deadline
from disputes.journal.model import JournalEntry
from disputes.policy.model import Policy

from .codecs import BEHALF
from .listing import list_case
from .model import Message, Transition
from .rows import dispute_from_row, dispute_to_row, entry_to_row, escrow_from_row, escrow_to_row
from .tables import BESIDE_CASE, disputes, journal, known_escrows, messages, transitions

DISPUTE_READ: Final = RowRead(select(disputes, *BESIDE_CASE), disputes, dispute_from_row)
KNOWN_ESCROW_READ: Final = RowRead(select(known_escrows), known_escrows, escrow_from_row)
MONEY_OF_DEAL: Final = """
(SELECT e.money FROM disputes.known_escrows e WHERE e.id = locked.escrow AND e.tenant_id = locked.tenant_id)
"""
LIMIT_OF_PLATFORM: Final = """
(SELECT (p.said -> 'approval_limits' ->> locked.currency)::bigint
 FROM disputes.platform_settings p WHERE p.tenant_id = locked.tenant_id)
"""
LOCKED_DISPUTE: Final = LockedRowQuery(
    disputes,
    {"money": MONEY_OF_DEAL, "approval_limit": LIMIT_OF_PLATFORM},
)
LOCKED_ESCROW: Final = LockedRowQuery(known_escrows)
ADD_DISPUTE: Final = insert(disputes)
SAVE_DISPUTE: Final = update(disputes).where(
    disputes.c.id == bindparam("of_dispute"), disputes.c.tenant_id == bindparam("of_tenant")
)
ADD_TRANSITION: Final = insert(transitions)
ADD_MESSAGE: Final = insert(messages)
ADD_JOURNAL_ENTRY: Final = insert(journal)


FIRST_STAYS: Final = frozenset({"ended_at", "ended_by"})
"""Columns of what an escrow's later events do not change, though each tells its own time and cause."""


def _build_save_if_newer() -> Insert:
    """Built once: the columns of `excluded` are costly to put together, and every fact of every deal is saved so."""
    added = upsert(known_escrows)
    is_newer = (known_escrows.c.version < added.excluded.version) & (
        known_escrows.c.tenant_id == added.excluded.tenant_id
    )
    columns: dict[str, Any] = {column.name: added.excluded[column.name] for column in known_escrows.columns}
    columns |= {name: func.coalesce(known_escrows.c[name], added.excluded[name]) for name in FIRST_STAYS}
    return added.on_conflict_do_update(index_elements=["id"], set_=columns, where=is_newer)


SAVE_IF_NEWER: Final = _build_save_if_newer()


def _spell_remembered(column: str) -> str:
    value = f"coalesce(known.{column}, excluded.{column})" if column in FIRST_STAYS else f"excluded.{column}"
    return f"{column} = {value}"


REMEMBER_ESCROWS: Final = f"""
-- told: how escrows stand, as events say; each once, since the events of one are written one after the other.
told AS MATERIALIZED (
  SELECT * FROM jsonb_populate_recordset(CAST(NULL AS disputes.known_escrows), CAST(:writes AS jsonb))
),
remembered AS (
  INSERT INTO disputes.known_escrows AS known SELECT * FROM told ORDER BY id
  ON CONFLICT (id) DO UPDATE SET {", ".join(_spell_remembered(column.name) for column in known_escrows.columns)}
  WHERE known.version < excluded.version AND known.tenant_id = excluded.tenant_id
),
-- What is older than what is known changes nothing, and is no failure.
aggregate_write AS (SELECT true FROM told)
"""  # noqa: S608 (names of columns)


class DisputeStore:
    def __init__(self, tx: PostgresTransaction) -> None:
        self._tx = tx

    def _is_own(self, table: Table) -> ColumnElement[bool]:
        return table.c.tenant_id == self._tx.tenant

    async def get_for_update(self, dispute: UUID) -> Dispute:
        row = await self._tx.lock_row(LOCKED_DISPUTE, dispute)
        if row is None:
            raise NotFound("dispute")
        return dispute_from_row(row)

    async def get(self, dispute: UUID) -> Dispute:
        case = await self._tx.get_value(DISPUTE_READ, dispute)
        if case is None:
            raise NotFound("dispute")
        return case

    async def get_opener(self, dispute: UUID) -> Actor:
        first = select(transitions.c.actor_role, transitions.c.actor_id).where(
            self._is_own(transitions), transitions.c.dispute == dispute, transitions.c.seq == 1
        )
        role, id = (await self._tx.execute(first)).one()
        return Actor(Role(role), id)

    async def list_barred_judges(self, dispute: UUID) -> Sequence[str]:
        """List the operators who cannot judge what is decided in a case, whoever decides: who has opened it."""
        first = select(transitions.c.actor_id).where(
            self._is_own(transitions),
            transitions.c.dispute == dispute,
            transitions.c.seq == 1,
            transitions.c.actor_role == Role.OPERATOR,
        )
        return list((await self._tx.execute(first)).scalars())

    async def list_of_escrow(self, escrow: UUID) -> Sequence[Dispute]:
        query = (
            select(disputes, *BESIDE_CASE)
            .where(self._is_own(disputes), disputes.c.escrow == escrow)
            .order_by(disputes.c.id)
        )
        return [dispute_from_row(row) for row in await self._tx.execute(query)]

    async def find_active(self, escrow: UUID) -> UUID | None:
        case_id: UUID | None = await self._tx.together(find_active_together, escrow)
        return case_id

    async def list_editions(self, cases: Sequence[UUID]) -> dict[UUID, str]:
        """List the editions by which these cases are judged, in one statement."""
        query = select(disputes.c.id, disputes.c.edition).where(self._is_own(disputes), disputes.c.id.in_(cases))
        return {row.id: row.edition for row in await self._tx.execute(query)}

    async def add(self, dispute: Dispute, policy: Policy) -> None:
        self._tx.defer_row(ADD_DISPUTE, dispute_to_row(dispute, list_case(dispute, policy)))

    async def save(self, dispute: Dispute, policy: Policy) -> None:
        key = {"of_dispute": dispute.id, "of_tenant": self._tx.tenant}
        self._tx.defer_row(SAVE_DISPUTE, key | dispute_to_row(dispute, list_case(dispute, policy)))
        await self._tx.schedule_deadlines(
            dispute.id, _deadlines_to_schedule(dispute, policy, (await self._tx.timing()).now)
        )

    async def log_transition(self, transition: Transition) -> None:
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
            "recorded_at": transition.recorded_at,
            "timer": transition.timer,
            "behalf": BEHALF.encode(transition.behalf),
        }
        self._tx.defer_row(ADD_TRANSITION, row)

    async def add_message(self, message: Message) -> None:
        row = {
            "tenant_id": self._tx.tenant,
            "id": message.id,
            "dispute": message.dispute,
            "author_role": message.author.role,
            "author_id": message.author.id,
            "kind": message.kind,
            "text": message.text,
            "attachments": list(message.attachments),
            "behalf": BEHALF.encode(message.behalf),
            "at": message.at,
        }
        self._tx.defer_row(ADD_MESSAGE, row)


class JournalStore:
    def __init__(self, tx: PostgresTransaction) -> None:
        self._tx = tx

    async def add(self, entry: JournalEntry, *, dispute: UUID, seq: int, actor: str) -> None:
        row = {"tenant_id": self._tx.tenant, "dispute": dispute, "seq": seq, "actor": actor, **entry_to_row(entry)}
        self._tx.defer_row(ADD_JOURNAL_ENTRY, row)


FIND_ACTIVE: Final = DirectStatement("""
SELECT asked.number, d.id
FROM unnest(CAST(:tenants AS uuid[]), CAST(:escrows AS uuid[])) WITH ORDINALITY AS asked(tenant, escrow, number)
JOIN disputes.disputes d ON d.tenant_id = asked.tenant AND d.escrow = asked.escrow AND d.state = :state
""")


async def find_active_together(
    lane: TenantConnection, requests: Sequence[tuple[PostgresTransaction, UUID]]
) -> Sequence[UUID | None]:
    """Find the running case of each escrow, if there is one."""
    await lane.name_at_least(tx.tenant for tx, _ in requests)
    asked = {
        "tenants": [tx.tenant for tx, _ in requests],
        "escrows": [escrow for _, escrow in requests],
        "state": State.ACTIVE.value,
    }
    running = {row.number: row.id for row in await lane.fetch(FIND_ACTIVE, asked)}
    return [running.get(number) for number in range(1, len(requests) + 1)]


class EscrowStore:
    def __init__(self, tx: PostgresTransaction) -> None:
        self._tx = tx

    async def get(self, escrow: UUID) -> KnownEscrow:
        known = await self._tx.get_value(KNOWN_ESCROW_READ, escrow)
        if known is None:
            raise NotFound("escrow")
        return known

    async def get_for_update(self, escrow: UUID) -> KnownEscrow:
        row = await self._tx.lock_row(LOCKED_ESCROW, escrow)
        if row is None:
            raise NotFound("escrow")
        return escrow_from_row(row)

    async def save_if_newer(self, escrow: KnownEscrow) -> None:
        self._tx.defer_row(SAVE_IF_NEWER, escrow_to_row(escrow))

    async def remember(self, escrow: KnownEscrow) -> None:
        """`save_if_newer` of an act that does nothing else: in the statement that ends it, with those of many acts."""
        await self._tx.defer_write(AggregateWrite(REMEMBER_ESCROWS, escrow_to_row(escrow)))


def _deadlines_to_schedule(dispute: Dispute, policy: Policy, now: datetime) -> list[ScheduledDeadline]:
    """Schedule its own clocks, and the reminders still ahead; a paused case keeps the former, stopped until it ends."""
    own = [_own_deadline(deadline, dispute, policy) for deadline in dispute.deadlines]
    if dispute.state is State.ACTIVE and dispute.paused_at is not None:
        until = dispute.paused_at + LONGEST_PAUSE
        own.append(ScheduledDeadline(PAUSE_CLOCK, dispute.paused_at, until, Clock.NATURAL.value, Role.OPERATOR.value))
    ahead = {(d.kind, d.due_at): d for d in reminder_deadlines(dispute, policy) if d.due_at > now}
    return own + [ScheduledDeadline(d.kind, d.anchor_at, d.due_at, d.clock, d.owed_by.value) for d in ahead.values()]


def _own_deadline(deadline: Deadline, dispute: Dispute, policy: Policy) -> ScheduledDeadline:
    state: Literal["armed", "paused"] = "paused" if stands_still(dispute, deadline, policy) else "armed"
    return ScheduledDeadline(
        deadline.kind, deadline.anchor_at, deadline.due_at, deadline.clock, deadline.owed_by.value, state
    )
