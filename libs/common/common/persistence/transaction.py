"""The transaction every service shares. What is published, armed and noted is written in one statement at its end."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any, ClassVar, Final, Generic, Literal, Protocol, TypeVar
from uuid import UUID

from sqlalchemy import Executable, Row, Select, func, select, text
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncConnection

from common.contracts.envelope import Event
from common.kernel import crash_points, tracing
from common.kernel.errors import InvariantViolated
from common.kernel.ids import new_id
from common.kernel.origin import Origin
from common.kernel.principal import Actor
from common.kernel.timing import Timing

from .database import Database, InfrastructureTables

Clock = Callable[[], datetime]

EVERY_PLATFORM: Final = UUID(int=0)
"""The tenant of facts that concern every platform."""
NAME_TENANT: Final = text("SELECT set_config('app.tenants', :tenant, true), clock_timestamp()")


@dataclass(frozen=True, slots=True)
class ScheduledDeadline:
    """A deadline a subject wants kept. `clock` is natural or business, as its term is; a paused one never fires."""

    kind: str
    anchor_at: datetime
    due_at: datetime
    clock: str = "natural"
    owed_by: str | None = None
    state: Literal["armed", "paused"] = "armed"


@dataclass(slots=True)
class StoredAnswer:
    """What a repeated request with the same Idempotency-Key is to be told."""

    principal: str
    route: str
    key: str
    status: int
    body: str


@dataclass(frozen=True, slots=True)
class AggregateWrite:
    """A change of rows that goes along with what is told of it. `ctes` ends in one called `kept`: a row if it took."""

    ctes: str
    parameters: dict[str, Any]
    refusal: Callable[[IntegrityError], Exception | None] = lambda error: None


@dataclass(slots=True)
class PendingWrites:
    write: AggregateWrite | None = None
    outbox: list[dict[str, Any]] = field(default_factory=list)
    timers: dict[UUID, list[dict[str, Any]]] = field(default_factory=dict)
    log: list[str] = field(default_factory=list)
    answers: list[dict[str, Any]] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.write or self.outbox or self.timers or self.log or self.answers)


class PostgresTransaction:
    """One transaction for one tenant. Subclasses name their `plumbing` and add their stores."""

    infrastructure: ClassVar[InfrastructureTables]

    def __init__(self, connection: AsyncConnection, tenant: UUID) -> None:
        self.connection = connection
        self.tenant = tenant
        self.origin = Origin.system(tenant)
        self.firing_deadline: UUID | None = None
        self.clock: Clock | None = None
        self.received_at: datetime | None = None
        self.pending_writes = PendingWrites()
        self.published = False
        self._moment: Timing | None = None

    @property
    def actor(self) -> Actor:
        return self.origin.principal.actor

    @actor.setter
    def actor(self, value: Actor) -> None:
        self.origin = self.origin._replace(principal=replace(self.origin.principal, role=value.role, id=value.id))

    @property
    def cause(self) -> str:
        return self.origin.cause

    @cause.setter
    def cause(self, value: str) -> None:
        self.origin = self.origin._replace(cause=value)

    @property
    def operation(self) -> str:
        return self.origin.operation

    @operation.setter
    def operation(self, value: str) -> None:
        self.origin = self.origin._replace(operation=value)

    async def get_for_update(self, query: Select[Any]) -> Row[Any] | None:
        """The row, held until the transaction ends, and the clock after the wait, in one round trip."""
        crash_points.pass_crash_point(self.infrastructure.schema, self.operation, "before_lock")
        held = query.with_for_update(key_share=True).cte("held").prefix_with("MATERIALIZED", dialect="postgresql")
        row = (await self.connection.execute(select(held, *self._clock_columns()))).one_or_none()
        crash_points.pass_crash_point(self.infrastructure.schema, self.operation, "after_lock")
        if row is not None:
            self._read_clock(row.clock_now, row.clock_shift)
        return row

    async def timing(self) -> Timing:
        """When the act arrived and what time it is. Ask after `locked`, or the answer is older than the lock."""
        if self._moment is None:
            row = (await self.connection.execute(select(*self._clock_columns()))).one()
            self._read_clock(row.clock_now, row.clock_shift)
        assert self._moment is not None
        return self._moment

    async def execute(self, statement: Executable, parameters: Any = None) -> Any:
        return await self.connection.execute(statement, parameters)

    async def publish(self, events: Sequence[Event]) -> None:
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

    async def schedule_deadlines(self, subject: UUID, wanted: Sequence[ScheduledDeadline]) -> None:
        """From the end of this transaction on, the deadlines of `subject`, armed or paused, are exactly these."""
        self.pending_writes.timers[subject] = [
            {
                "id": str(new_id()),
                "subject": str(subject),
                "kind": timer.kind,
                "anchor_at": timer.anchor_at.isoformat(),
                "due_at": timer.due_at.isoformat(),
                "clock": str(timer.clock),
                "owed_by": timer.owed_by,
                "state": timer.state,
            }
            for timer in wanted
        ]

    async def append_audit_entry(self, action: str, subject: str, **details: object) -> None:
        """Append to the audit log. The sealer chains it later, off the hot path."""
        known = {"action": action, "subject": subject, "actor": list(self.actor), "cause": self.cause}
        entry = {**known, **_traced(), **details}
        self.pending_writes.log.append(json.dumps(entry, sort_keys=True, separators=(",", ":"), default=str))

    def store_answer(self, answer: StoredAnswer) -> None:
        self.pending_writes.answers.append(
            {"principal": answer.principal, "route": answer.route, "key": answer.key,
             "status": answer.status, "body": answer.body}
        )  # fmt: skip

    async def defer_write(self, write: AggregateWrite) -> None:
        """At the end of the transaction, in the statement that tells of it. What reads meanwhile sees the old rows."""
        if self.pending_writes.write is not None:
            await self.flush()
        self.pending_writes.write = write

    async def flush(self) -> None:
        """Write all that was changed, published, armed, noted and answered, in one statement."""
        if not self.pending_writes:
            return
        pending, self.pending_writes = self.pending_writes, PendingWrites()
        self.published = self.published or bool(pending.outbox)
        write = pending.write or AggregateWrite(NO_AGGREGATE_WRITE, {})
        timers = [timer for wanted in pending.timers.values() for timer in wanted]
        told = {
            "tenant": self.tenant,
            "firing": self.firing_deadline or EVERY_PLATFORM,
            "outbox": json.dumps(pending.outbox),
            "subjects": [str(subject) for subject in pending.timers],
            "timers": json.dumps(timers),
            "log": json.dumps(pending.log),
            "answers": json.dumps(pending.answers),
        }
        statement = text(FLUSH_STATEMENT.format(schema=self.infrastructure.schema, write=write.ctes))
        try:
            kept = await self.connection.scalar(statement, {**write.parameters, **told})
        except IntegrityError as error:
            if (refusal := write.refusal(error)) is not None:
                raise refusal from None
            raise
        if kept != 1:
            raise InvariantViolated("the row is locked, so nobody else can have changed it")

    def _clock_columns(self) -> tuple[Any, Any]:
        shift = (
            select(self.infrastructure.clocks.c.shift).limit(1).scalar_subquery()
        )  # row security leaves this tenant's
        return func.clock_timestamp().label("clock_now"), shift.label("clock_shift")

    def _read_clock(self, now: datetime, shift: timedelta | None) -> None:
        if self.clock is not None:
            self._moment = Timing(self.clock(), self.clock())
            return
        shift = shift or timedelta()
        arrived = self.received_at or now
        received = self._moment.received_at if self._moment else arrived + shift
        self._moment = Timing(received, now + shift)


def _traced() -> dict[str, str]:
    return {"trace": span.trace_id} if (span := tracing.current_span()) is not None else {}


NO_AGGREGATE_WRITE: Final = "kept AS (SELECT true)"
FLUSH_STATEMENT: Final = """
WITH {write}, told AS (
  INSERT INTO {schema}.outbox (id, tenant_id, topic, subject, sequence, body)
  SELECT id, tenant_id, topic, subject, sequence, convert_to(body, 'UTF8')
  FROM jsonb_to_recordset(CAST(:outbox AS jsonb))
    AS x(id uuid, tenant_id uuid, topic text, subject uuid, sequence int, body text)
), wanted AS (
  SELECT * FROM jsonb_to_recordset(CAST(:timers AS jsonb))
    AS x(id uuid, subject uuid, kind text, anchor_at timestamptz, due_at timestamptz, clock text, owed_by text,
         state text)
), stale AS (
  UPDATE {schema}.deadlines d SET state = 'cancelled'
  WHERE d.subject = ANY (CAST(:subjects AS uuid[])) AND d.state IN ('armed', 'paused') AND d.id <> CAST(:firing AS uuid)
    AND NOT EXISTS (SELECT 1 FROM wanted w WHERE w.subject = d.subject AND w.kind = d.kind AND w.due_at = d.due_at
                    AND w.state = d.state)
), armed AS (
  INSERT INTO {schema}.deadlines (id, tenant_id, subject, kind, anchor_at, due_at, clock, owed_by, state)
  SELECT id, CAST(:tenant AS uuid), subject, kind, anchor_at, due_at, clock, owed_by, state FROM wanted w
  WHERE state = 'armed' OR NOT EXISTS (SELECT 1 FROM {schema}.deadlines d WHERE d.subject = w.subject
                                       AND d.kind = w.kind AND d.due_at = w.due_at AND d.state = 'paused')
  ON CONFLICT (subject, kind, due_at) WHERE state = 'armed' DO NOTHING
), noted AS (
  INSERT INTO {schema}.log_entries (tenant_id, canonical)
  SELECT CAST(:tenant AS uuid), convert_to(entry, 'UTF8') FROM jsonb_array_elements_text(CAST(:log AS jsonb)) AS entry
), answered AS (
  UPDATE {schema}.idempotency i SET status = a.status, body = convert_to(a.body, 'UTF8')
  FROM jsonb_to_recordset(CAST(:answers AS jsonb)) AS a(principal text, route text, key text, status int, body text)
  WHERE i.tenant_id = CAST(:tenant AS uuid) AND i.principal = a.principal AND i.route = a.route AND i.key = a.key
)
SELECT count(*) FROM kept
"""

TxT = TypeVar("TxT", bound=PostgresTransaction)
TxOut = TypeVar("TxOut", bound=PostgresTransaction, covariant=True)


class BeginTransaction(Protocol[TxOut]):
    """What use cases with several transactions are given: opens one, for one platform."""

    def __call__(self, tenant: UUID, origin: Origin | None = None) -> AbstractAsyncContextManager[TxOut]:
        """Commits at the end of the block, or rolls back if it raises. Without an origin it is the system's own."""

    def read(self, tenant: UUID) -> AbstractAsyncContextManager[TxOut]:
        """A transaction PostgreSQL itself refuses to write in."""


class TransactionFactory(Protocol[TxOut]):
    def __call__(self, connection: AsyncConnection, tenant: UUID, /) -> TxOut: ...


@dataclass
class Transactions(Generic[TxT]):
    """Opens and commits transactions: `async with begin(tenant, origin) as tx`."""

    database: Database
    factory: TransactionFactory[TxT]
    infrastructure: InfrastructureTables
    clock: Clock | None = None
    on_published: Callable[[], None] = lambda: None
    """Called after a commit that published something: wakes the relay."""

    @asynccontextmanager
    async def __call__(self, tenant: UUID, origin: Origin | None = None) -> AsyncIterator[TxT]:
        """Name the tenant for row security, then run the block. Without an origin it is the system's own."""
        async with self.claiming(tenant, origin) as tx:
            row = (await tx.connection.execute(NAME_TENANT, {"tenant": str(tenant)})).one()
            tx.received_at = row.clock_timestamp
            yield tx

    @asynccontextmanager
    async def claiming(self, tenant: UUID, origin: Origin | None = None) -> AsyncIterator[TxT]:
        """A transaction whose first statement names the tenant itself (see `idempotency.claim_key`)."""
        async with self.database.engine.begin() as connection:
            tx = self._make(connection, tenant, origin)
            yield tx
            await tx.flush()
            crash_points.pass_crash_point(self.infrastructure.schema, tx.operation, "before_commit")
        crash_points.pass_crash_point(self.infrastructure.schema, tx.operation, "after_commit")
        if tx.published:
            self.on_published()

    @asynccontextmanager
    async def read(self, tenant: UUID) -> AsyncIterator[TxT]:
        """A transaction PostgreSQL itself refuses to write in."""
        async with self.database.engine.connect() as plain:
            connection = await plain.execution_options(postgresql_readonly=True)
            async with connection.begin():
                row = (await connection.execute(NAME_TENANT, {"tenant": str(tenant)})).one()
                tx = self._make(connection, tenant, None)
                tx.received_at = row.clock_timestamp
                yield tx

    def _make(self, connection: AsyncConnection, tenant: UUID, origin: Origin | None) -> TxT:
        tx = self.factory(connection, tenant)
        tx.clock = self.clock
        tx.origin = origin or tx.origin
        return tx
