"""Transaction of one act, in all services: its events, deadlines, audit entries and answer are one statement."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from typing import Any, ClassVar, Final, Generic, Protocol, TypeVar, cast
from uuid import UUID

from sqlalchemy import Executable, Insert, Row, Select, Table, Update
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from common.contracts.envelope import Event
from common.kernel import crash_points, tracing
from common.kernel.errors import RequestOutdated
from common.kernel.origin import REQUEST, Origin
from common.kernel.principal import Actor
from common.kernel.receipt import Receipt, current_receipt
from common.kernel.strict_json import canonical_json
from common.kernel.timing import Timing

from . import platform_access, row_locks
from .acting import AskedTogether, Operation
from .database import Database, InfrastructureTables
from .pending_writes import (
    AggregateWrite,
    OutboxRow,
    PendingWrites,
    PublishedEvent,
    flush_together,
    write_rows_together,
)
from .pending_writes import ScheduledDeadline as ScheduledDeadline
from .pending_writes import StoredAnswer as StoredAnswer
from .read_connections import ReadLane
from .row_locks import AskedRow, LockedRowQuery
from .row_reads import RowRead, RowReader
from .statements import begin_together, is_read, may_read_from, run_one_by_one
from .tenant_connection import TenantConnection

ValueT = TypeVar("ValueT")

Clock = Callable[[], datetime]

EVERY_PLATFORM: Final = UUID(int=0)
"""Tenant of events that concern every platform."""
HANDED_ON_CAUSES: Final = frozenset({REQUEST, "verification"})
"""What somebody waits for: an answer, or the checks of a recording."""


class PostgresTransaction:
    """Transaction of one act, for one tenant. Subclasses name their `infrastructure` and add their stores.

    Several acts may share one PostgreSQL transaction (`common.persistence.shared_transaction`); none of them notices.
    """

    infrastructure: ClassVar[InfrastructureTables]

    def __init__(self, connection: AsyncConnection, tenant: UUID) -> None:
        self.connection = connection  # an act shares it with others and goes by `execute`
        self.lane = TenantConnection(connection)
        self.row_reader: RowReader | None = None
        """Of a read, where it is not one act among others."""
        self.shared: AskedTogether | None = None
        """None where this act has its PostgreSQL transaction to itself."""
        self.tenant = tenant
        self.tenants = frozenset({tenant})  # whose rows it sees: an administrator's act names another's, too
        self.origin = Origin.system(tenant)
        self.firing_deadline: UUID | None = None
        self.clock: Clock | None = None
        self.received_at: datetime | None = None
        """By the database's clock, without the tenant's offset."""
        self.receipt: Receipt | None = None
        """Of the request that this transaction carries out; None for what an event, a deadline or a worker does."""
        self.max_age: timedelta | None = None
        """How old the request may be when it is decided."""
        self.claimed: Any = None
        """Key that this act has claimed."""
        self.has_written = False
        """Something is written that its refusal would have to undo."""
        self.pending_writes = PendingWrites()
        self.published: list[PublishedEvent] = []
        self._timing: Timing | None = None
        self._clock_of_beginning: Row[Any] | None = None

    @property
    def actor(self) -> Actor:
        return self.origin.principal.actor

    @property
    def cause(self) -> str:
        return self.origin.cause

    @property
    def operation(self) -> str:
        return self.origin.operation

    def note_beginning(self, database_time: datetime) -> None:
        """Note when this transaction began: what it does was received then, unless its request was here before."""
        received_at = database_time if self.receipt is None else self.receipt.received_at
        self.received_at = min(received_at, database_time)

    def note_clock(self, row: Row[Any]) -> None:
        """Note the time of the platform as the first statement has read it, and with it when this began."""
        self.note_beginning(row.clock_now)
        self._clock_of_beginning = row

    async def together(self, operation: Operation, item: Any) -> Any:
        """Ask together with the acts that share the transaction and wait for the same operation now."""
        if self.shared is not None:
            return await self.shared.request(self, operation, item)
        [outcome] = await operation(self.lane, [(self, item)])
        if isinstance(outcome, Exception):
            raise outcome
        return outcome

    async def get_for_update(self, query: Select[Any]) -> Row[Any] | None:
        """Read one row, locked until the transaction ends, and the clock after the wait, in one round trip."""
        await self._write_rows_read_by(partial(may_read_from, query))
        return await self._lock_row(row_locks.lock_one_by_one, query)

    async def lock_row(self, query: LockedRowQuery, id: UUID, note: str | None = None) -> Row[Any] | None:
        """`get_for_update` of a row that other acts ask for in the same statement."""
        await self._write_rows_read_by(query.may_read_from)
        return await self._lock_row(query, AskedRow(id, note))

    async def _lock_row(self, operation: Operation, item: Any) -> Row[Any] | None:
        row_locks.pass_lock_point(self, "before_lock")
        row: Row[Any] | None = await self.together(operation, item)
        row_locks.pass_lock_point(self, "after_lock")
        if row is not None:
            self.read_clock(row)
        return row

    async def get_value(self, read: RowRead[ValueT], id: UUID) -> ValueT | None:
        """Read what one row of this platform stands for, without a lock; None where there is none. A read learns the
        time with it."""
        if self.row_reader is None:
            row = (await self.execute(read.select_row(self.tenant, id))).one_or_none()
            return None if row is None else read.decode(row)
        answered = await self.row_reader.read_row(read, self.tenant, id)
        self.read_clock(answered)
        return self.row_reader.decode(read, self.tenant, id, answered) if answered.is_there else None

    async def list_rows(self, query: Select[Any]) -> Sequence[Row[Any]]:
        """Read rows and, beside each of them, the time of the platform: a list with its time is one statement."""
        rows: Sequence[Row[Any]] = (await self.execute(query.add_columns(*row_locks.clock_columns(self)))).all()
        if rows:
            self.read_clock(rows[0])
        return rows

    async def timing(self) -> Timing:
        """Timing of this act. Ask after `get_for_update`, or the answer is older than the lock."""
        if self._timing is None:
            self.read_clock(await self.together(row_locks.read_clocks, None))
        assert self._timing is not None, "just read"
        return self._timing

    async def timing_of_beginning(self) -> Timing:
        """Timing of an act that waits for no lock: that of its first statement, if that has read the clock."""
        if self._timing is None and self._clock_of_beginning is not None:
            self.read_clock(self._clock_of_beginning)
        return await self.timing()

    async def execute(self, statement: Executable, parameters: Any = None) -> Any:
        """Run a statement now, within this transaction, under this act's platforms alone."""
        await self._write_rows_read_by(partial(may_read_from, statement) if is_read(statement) else None)
        return await self.together(run_one_by_one, (statement, parameters))

    async def lock_name(self, name: str) -> None:
        """Lock a name of this platform until the transaction ends: what has no row yet."""
        await self.together(row_locks.lock_names, name)

    async def name_tenant(self, tenant: UUID) -> None:
        """See another platform's rows, too, until the end of the act: an administrator's."""
        self.tenants |= {tenant}

    async def keep_origins(self, platform: UUID, origins: Sequence[str], version: int) -> None:
        await platform_access.keep_origins(self, self.infrastructure.schema, platform, origins, version)

    async def keep_suspension(self, platform: UUID, version: int, *, is_suspended: bool) -> None:
        schema = self.infrastructure.schema
        await platform_access.keep_suspension(self, schema, platform, version, is_suspended=is_suspended)

    async def publish(self, events: Sequence[Event]) -> None:
        """Write events to the outbox at the end of this transaction; the relay carries them to the bus."""
        self.pending_writes.outbox += map(OutboxRow.from_event, events)

    async def schedule_deadlines(self, subject: UUID, deadlines: Sequence[ScheduledDeadline]) -> None:
        """Set the deadlines of `subject`: after this transaction they are exactly these, armed or paused."""
        self.pending_writes.deadlines[subject] = [deadline.to_row(self.tenant, subject) for deadline in deadlines]

    async def append_audit_entry(self, action: str, subject: str, **details: object) -> None:
        """Append to the audit log. The chainer links it later, off the hot path."""
        about = {"action": action, "subject": subject, "actor": list(self.actor), "cause": self.cause}
        span = tracing.current_span()
        entry = {**about, **({} if span is None else {"trace": span.trace_id}), **details}
        self.pending_writes.audit_entries.append(canonical_json(entry, str))

    def store_answer(self, answer: StoredAnswer) -> None:
        """Keep the answer with its Idempotency-Key, in the transaction that made it true."""
        self.pending_writes.answers.append(answer)

    def defer_row(self, statement: Insert | Update, row: dict[str, Any]) -> None:
        """Write a row by a statement that acts share: before this act's next statement that may see it, or at its end.

        The row names the act's platform, and so does the condition of an update.
        """
        self.pending_writes.rows.append((statement, row))

    async def _write_rows_read_by(self, may_read: Callable[[Table], bool] | None) -> None:
        """Write what is deferred if a statement may see it; None: whatever it is. Else the act has written nothing yet,
        and its refusal leaves its neighbours where they are."""
        rows = self.pending_writes.rows
        if rows and (may_read is None or any(may_read(cast("Table", statement.table)) for statement, _ in rows)):
            self.pending_writes.rows, self.has_written = [], True
            await self.together(write_rows_together, rows)

    async def defer_write(self, write: AggregateWrite) -> None:
        """Write at the end of the transaction, in the statement that publishes it. Reads meanwhile see the old rows."""
        if self.pending_writes.write is not None:
            await self.flush()
        self.pending_writes.write = write

    async def flush(self) -> None:
        """Write everything that is pending in one statement. Raises the write's refusal."""
        if not self.pending_writes:
            return
        await self.together(flush_together, self.take_pending())

    def take_pending(self) -> PendingWrites:
        """Take what is pending, to be written now."""
        pending, self.pending_writes = self.pending_writes, PendingWrites()
        self.published += [PublishedEvent(row.id, row.topic, row.body) for row in pending.outbox]
        self.has_written = True
        return pending

    def read_clock(self, row: Row[Any]) -> None:
        """Read the time of the platform from a row that it stands beside."""
        if self.clock is not None:
            self._timing = Timing(self.clock(), self.clock())
            return
        now, offset, held_at = row.clock_now, row.clock_offset or timedelta(), row.clock_held_at
        if self.received_at is None:
            self.note_beginning(now)
        arrived = self.received_at or now
        if self.max_age is not None and now - arrived > self.max_age:
            raise RequestOutdated
        if held_at is not None:  # time stands still: whatever comes is received at this very instant
            self._timing = Timing(held_at, held_at)
            return
        received = self._timing.received_at if self._timing else arrived + offset
        self._timing = Timing(received, now + offset)


TxT = TypeVar("TxT", bound=PostgresTransaction)
TxOut = TypeVar("TxOut", bound=PostgresTransaction, covariant=True)


class BeginTransaction(Protocol[TxOut]):
    """Opener of transactions, for use cases that need several: opens one, for one platform."""

    def __call__(self, tenant: UUID, origin: Origin | None = None) -> AbstractAsyncContextManager[TxOut]:
        """Commits at the end of the block, or rolls back if it raises. Without an origin it is the system's own."""

    def read(self, tenant: UUID) -> AbstractAsyncContextManager[TxOut]:
        """Open a transaction PostgreSQL itself refuses to write in."""


class TransactionFactory(Protocol[TxOut]):
    def __call__(self, connection: AsyncConnection, tenant: UUID, /) -> TxOut: ...


HandOn = Callable[[Sequence[PublishedEvent]], Awaitable[None]]


async def _leave_to_the_broker(events: Sequence[PublishedEvent]) -> None:
    """Where there are no other services to hand anything to."""


@dataclass
class Transactions(Generic[TxT]):
    """Opens and commits transactions: `async with begin(tenant, origin) as tx`."""

    database: Database
    factory: TransactionFactory[TxT]
    infrastructure: InfrastructureTables
    clock: Clock | None = None
    on_published: Callable[[], None] = lambda: None  # after a commit that published something: wakes the relay
    hand_on: HandOn = _leave_to_the_broker
    """Called after what a request has published: hands it to those whom an act in a case concerns."""

    @asynccontextmanager
    async def __call__(self, tenant: UUID, origin: Origin | None = None) -> AsyncIterator[TxT]:
        """Name the tenant for row security, then run the block. Without an origin it is the system's own."""
        engine = self.database.engine_for(None if origin is None else origin.cause)
        async with self.open(tenant, origin, engine=engine) as tx:
            await tx.together(begin_together, None)
            yield tx
        await self.hand_on_published(tx)

    @asynccontextmanager
    async def open(
        self, tenant: UUID, origin: Origin | None, *, engine: AsyncEngine, is_patient: bool = True
    ) -> AsyncIterator[TxT]:
        """Open a transaction that names nobody yet: its first statement does (see `idempotency.claim_key`).

        Whoever is not patient gets RowBusy for what others have locked. Nothing is handed on.
        """
        async with engine.begin() as connection:
            tx = self.make_transaction(connection, tenant, origin)
            tx.lane = TenantConnection(connection, is_patient=is_patient)
            yield tx
            await tx.flush()
            self.pass_crash_points([tx], "before_commit")
        self.pass_crash_points([tx], "after_commit")
        self.note_committed([tx])

    @asynccontextmanager
    async def read(self, tenant: UUID) -> AsyncIterator[TxT]:
        """Open a read. Each of its statements names the tenant itself, and PostgreSQL refuses to write in it."""
        lane = ReadLane(self.database.read_engine)
        tx = self.make_transaction(lane.connection, tenant, None)
        tx.lane, tx.row_reader, tx.receipt = lane, self.database.row_reader, current_receipt.get()
        yield tx

    def note_committed(self, acts: Sequence[TxT]) -> None:
        """Wake whoever carries on what these acts have committed."""
        if any(tx.published for tx in acts):
            self.on_published()

    async def hand_on_published(self, tx: TxT) -> None:
        """Hand on what an act has published, where somebody waits for what comes of it."""
        if tx.published and tx.cause in HANDED_ON_CAUSES:
            await self.hand_on(tx.published)

    def pass_crash_points(self, acts: Sequence[TxT], point: str) -> None:
        """Pass the point of the transaction, and that of each of its acts."""
        for name in ("executor", *(tx.operation for tx in acts)):
            crash_points.pass_crash_point(self.infrastructure.schema, name, point)

    def make_transaction(self, connection: AsyncConnection, tenant: UUID, origin: Origin | None) -> TxT:
        tx = self.factory(connection, tenant)
        tx.clock = self.clock
        tx.origin = origin or tx.origin
        tx.receipt = current_receipt.get() if tx.cause == REQUEST else None
        return tx
