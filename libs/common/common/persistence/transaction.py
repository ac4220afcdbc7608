"""Transaction shared by all services: events, deadlines, audit entries and answers are one statement at its end."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import asdict, dataclass, field
from datetime import datetime, timedelta
from typing import Any, ClassVar, Final, Generic, Literal, NamedTuple, Protocol, TypeVar
from uuid import UUID

from sqlalchemy import Executable, Row, Select, func, select, text
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncConnection

from common.contracts.envelope import Event
from common.kernel import crash_points, tracing
from common.kernel.errors import InvariantViolated, RequestOutdated
from common.kernel.ids import new_id
from common.kernel.origin import REQUEST, Origin
from common.kernel.principal import Actor
from common.kernel.receipt import Receipt, current_receipt
from common.kernel.timing import Timing

from .database import Database, InfrastructureTables
from .flush_statement import build_flush_statement

Clock = Callable[[], datetime]

EVERY_PLATFORM: Final = UUID(int=0)
"""Tenant of events that concern every platform."""
HANDED_ON_CAUSES: Final = frozenset({REQUEST, "verification"})
"""What somebody waits for: an answer, or the checks of a recording."""
NAME_TENANT: Final = text("SELECT set_config('app.tenants', :tenant, true), clock_timestamp()")


@dataclass(frozen=True, slots=True)
class ScheduledDeadline:
    """Deadline that a subject asks for. `clock` is natural or business, as its term is; a paused one never fires."""

    kind: str
    anchor_at: datetime
    due_at: datetime
    clock: str = "natural"
    owed_by: str | None = None
    state: Literal["armed", "paused"] = "armed"


@dataclass(slots=True)
class StoredAnswer:
    """Answer to repeat for a request that comes again with the same Idempotency-Key."""

    principal: str
    route: str
    key: str
    status: int
    body: str


@dataclass(frozen=True, slots=True)
class AggregateWrite:
    """Write of one aggregate, to run in the same SQL statement as outbox, deadlines and audit log.

    `ctes` must define a CTE `aggregate_write` that returns one row if the optimistic lock held. `refusal` translates a
    violated constraint into the refusal it stands for, or returns None.
    """

    ctes: str
    parameters: dict[str, Any]
    refusal: Callable[[IntegrityError], Exception | None] = lambda error: None


class PublishedEvent(NamedTuple):
    """Event that a transaction has written to the outbox."""

    id: UUID
    topic: str
    body: bytes


@dataclass(slots=True)
class PendingWrites:
    """Everything that the next flush writes."""

    write: AggregateWrite | None = None
    outbox: list[dict[str, Any]] = field(default_factory=list)
    deadlines: dict[UUID, list[dict[str, Any]]] = field(default_factory=dict)
    audit_entries: list[str] = field(default_factory=list)
    answers: list[dict[str, Any]] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.write or self.outbox or self.deadlines or self.audit_entries or self.answers)


class PostgresTransaction:
    """Transaction for one tenant. Subclasses name their `infrastructure` and add their stores."""

    infrastructure: ClassVar[InfrastructureTables]

    def __init__(self, connection: AsyncConnection, tenant: UUID) -> None:
        self.connection = connection
        self.tenant = tenant
        self.origin = Origin.system(tenant)
        self.firing_deadline: UUID | None = None
        self.clock: Clock | None = None
        self.received_at: datetime | None = None
        """By the database's clock, without the tenant's offset."""
        self.receipt: Receipt | None = None
        """Of the request that this transaction carries out; None for what an event, a deadline or a worker does."""
        self.max_age: timedelta | None = None
        """How old the request may be when it is decided."""
        self.has_written = False
        """Something is written that its refusal would have to undo."""
        self.pending_writes = PendingWrites()
        self.published: list[PublishedEvent] = []
        self._timing: Timing | None = None

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

    async def get_for_update(self, query: Select[Any]) -> Row[Any] | None:
        """Read one row, locked until the transaction ends, and the clock after the wait, in one round trip."""
        crash_points.pass_crash_point(self.infrastructure.schema, self.operation, "before_lock")
        locked = query.with_for_update(key_share=True)  # FOR NO KEY UPDATE: foreign keys to the row may be checked
        locked_row = locked.cte("locked_row").prefix_with("MATERIALIZED", dialect="postgresql")  # the clock comes after
        row = (await self.connection.execute(select(locked_row, *self._clock_columns()))).one_or_none()
        crash_points.pass_crash_point(self.infrastructure.schema, self.operation, "after_lock")
        if row is not None:
            self._read_clock(row)
        return row

    async def timing(self) -> Timing:
        """Timing of this act. Ask after `get_for_update`, or the answer is older than the lock."""
        if self._timing is None:
            row = (await self.connection.execute(select(*self._clock_columns()))).one()
            self._read_clock(row)
        assert self._timing is not None, "just read"
        return self._timing

    async def execute(self, statement: Executable, parameters: Any = None) -> Any:
        """Run a statement now, within this transaction."""
        return await self.connection.execute(statement, parameters)

    async def publish(self, events: Sequence[Event]) -> None:
        """Write events to the outbox at the end of this transaction; the relay carries them to the bus."""
        for event in events:
            self.pending_writes.outbox.append(
                {
                    "id": str(event.id),
                    "tenant_id": str(event.tenant),
                    "topic": event.topic,
                    "subject": str(event.subject),
                    "sequence": event.sequence,
                    "body": event.model_dump_json(),
                }
            )

    async def schedule_deadlines(self, subject: UUID, deadlines: Sequence[ScheduledDeadline]) -> None:
        """Set the deadlines of `subject`: after this transaction they are exactly these, armed or paused."""
        self.pending_writes.deadlines[subject] = [
            {
                "id": str(new_id()),
                "subject": str(subject),
                "kind": deadline.kind,
                "anchor_at": deadline.anchor_at.isoformat(),
                "due_at": deadline.due_at.isoformat(),
                "clock": str(deadline.clock),
                "owed_by": deadline.owed_by,
                "state": deadline.state,
            }
            for deadline in deadlines
        ]

    async def append_audit_entry(self, action: str, subject: str, **details: object) -> None:
        """Append to the audit log. The chainer links it later, off the hot path."""
        about = {"action": action, "subject": subject, "actor": list(self.actor), "cause": self.cause}
        entry = {**about, **_current_trace_member(), **details}
        self.pending_writes.audit_entries.append(json.dumps(entry, sort_keys=True, separators=(",", ":"), default=str))

    def store_answer(self, answer: StoredAnswer) -> None:
        """Keep the answer with its Idempotency-Key, in the transaction that made it true."""
        self.pending_writes.answers.append(asdict(answer))

    async def defer_write(self, write: AggregateWrite) -> None:
        """Write at the end of the transaction, in the statement that publishes it. Reads meanwhile see the old rows."""
        if self.pending_writes.write is not None:
            await self.flush()
        self.pending_writes.write = write

    async def flush(self) -> None:
        """Write everything that is pending in one statement. Raises the write's refusal."""
        if not self.pending_writes:
            return
        pending, self.pending_writes = self.pending_writes, PendingWrites()
        self.published += [PublishedEvent(UUID(e["id"]), e["topic"], e["body"].encode()) for e in pending.outbox]
        write = pending.write or NO_AGGREGATE_WRITE
        parameters = {
            **write.parameters,
            "tenant": self.tenant,
            "firing": self.firing_deadline or NO_DEADLINE,
            "outbox": json.dumps(pending.outbox),
            "subjects": [str(subject) for subject in pending.deadlines],
            "deadlines": json.dumps([deadline for several in pending.deadlines.values() for deadline in several]),
            "audit_entries": json.dumps(pending.audit_entries),
            "answers": json.dumps(pending.answers),
        }
        try:
            written = await self.connection.scalar(
                build_flush_statement(self.infrastructure.schema, write.ctes), parameters
            )
        except IntegrityError as error:
            if (refusal := write.refusal(error)) is not None:
                raise refusal from None
            raise
        if written != 1:
            raise InvariantViolated("the row is locked, so nobody else can have changed it")

    def _clock_columns(self) -> tuple[Any, Any, Any]:
        # No tenant is named here: row security leaves the row of this tenant, if its clock was ever moved.
        clocks = self.infrastructure.clocks
        offset = select(clocks.c.shift).limit(1).scalar_subquery()
        held_at = select(clocks.c.held_at).limit(1).scalar_subquery()
        return func.clock_timestamp().label("clock_now"), offset.label("clock_offset"), held_at.label("clock_held_at")

    def _read_clock(self, row: Row[Any]) -> None:
        if self.clock is not None:
            self._timing = Timing(self.clock(), self.clock())
            return
        now, offset, held_at = row.clock_now, row.clock_offset or timedelta(), row.clock_held_at
        arrived = self.received_at or now
        if self.max_age is not None and now - arrived > self.max_age:
            raise RequestOutdated
        if held_at is not None:  # time stands still: whatever comes is received at this very instant
            self._timing = Timing(held_at, held_at)
            return
        received = self._timing.received_at if self._timing else arrived + offset
        self._timing = Timing(received, now + offset)


def _current_trace_member() -> dict[str, str]:
    return {"trace": span.trace_id} if (span := tracing.current_span()) is not None else {}


NO_DEADLINE: Final = UUID(int=0)
NO_AGGREGATE_WRITE: Final = AggregateWrite("aggregate_write AS (SELECT true)", {})


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
    on_published: Callable[[], None] = lambda: None
    """Called after a commit that published something: wakes the relay."""
    hand_on: HandOn = _leave_to_the_broker
    """Called after what a request has published: hands it to those whom an act in a case concerns."""

    @asynccontextmanager
    async def __call__(self, tenant: UUID, origin: Origin | None = None) -> AsyncIterator[TxT]:
        """Name the tenant for row security, then run the block. Without an origin it is the system's own."""
        async with self.claiming(tenant, origin) as tx:
            row = (await tx.connection.execute(NAME_TENANT, {"tenant": str(tenant)})).one()
            tx.note_beginning(row.clock_timestamp)
            yield tx

    @asynccontextmanager
    async def claiming(self, tenant: UUID, origin: Origin | None = None) -> AsyncIterator[TxT]:
        """Open a transaction whose first statement names the tenant itself (see `idempotency.claim_key`)."""
        async with self.database.engine.begin() as connection:
            tx = self._make_transaction(connection, tenant, origin)
            yield tx
            await tx.flush()
            crash_points.pass_crash_point(self.infrastructure.schema, tx.operation, "before_commit")
        crash_points.pass_crash_point(self.infrastructure.schema, tx.operation, "after_commit")
        if tx.published:
            self.on_published()
            if tx.cause in HANDED_ON_CAUSES:
                await self.hand_on(tx.published)

    @asynccontextmanager
    async def read(self, tenant: UUID) -> AsyncIterator[TxT]:
        """Open a transaction PostgreSQL itself refuses to write in."""
        async with self.database.engine.connect() as plain:
            connection = await plain.execution_options(postgresql_readonly=True)
            async with connection.begin():
                tx = self._make_transaction(connection, tenant, None)
                tx.receipt = current_receipt.get()
                row = (await connection.execute(NAME_TENANT, {"tenant": str(tenant)})).one()
                tx.note_beginning(row.clock_timestamp)
                yield tx

    def _make_transaction(self, connection: AsyncConnection, tenant: UUID, origin: Origin | None) -> TxT:
        tx = self.factory(connection, tenant)
        tx.clock = self.clock
        tx.origin = origin or tx.origin
        tx.receipt = current_receipt.get() if tx.cause == REQUEST else None
        return tx
