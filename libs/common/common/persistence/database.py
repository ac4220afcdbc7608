"""Postgres: one schema a service, the tables every service has, and how it connects."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import Any, Final, cast

import asyncpg
from sqlalchemy import (
    TIMESTAMP,
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    Identity,
    Index,
    Integer,
    Interval,
    LargeBinary,
    MetaData,
    Table,
    Text,
    Uuid,
    exc,
    text,
)
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlalchemy.ext.asyncio import AsyncEngine as AsyncEngine
from sqlalchemy.pool import QueuePool

from common.kernel.origin import REQUEST

from .direct_statements import CONNECTION_FAILURES, DirectStatement
from .driver_connections import DriverConnections
from .engines import ActEngine, create_act_engine
from .read_connections import LOOK_SETTINGS, READ_SETTINGS, create_read_engine
from .row_reads import RowReader
from .session_settings import LOCK_NOT_AVAILABLE as LOCK_NOT_AVAILABLE
from .session_settings import SESSION_SETTINGS, WORKER_SETTINGS

CONSTRAINT_NAMES: Final = {
    "pk": "pk_%(table_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s",
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
}
POOL_TIMEOUT_SECONDS: Final = 2.0
"""How long a request that was admitted waits for a connection. Who could not be served in time was not admitted."""
WORKER_TIMEOUT_SECONDS: Final = 5.0
"""Nobody waits for the answer of a worker: rather late than not at all."""
UNAVAILABLE_STATES: Final = frozenset(
    {LOCK_NOT_AVAILABLE, "57014", "57P01", "57P02", "57P03", "53300", "40001", "40P01"}
)
NO_PARAMETERS: Final[Mapping[str, Any]] = MappingProxyType({})
NOW: Final = text("clock_timestamp()")
PLATFORM_TIME: Final = "coalesce({clock}.held_at, clock_timestamp() + coalesce({clock}.shift, interval '0'))"
"""Time of a platform; `clock` is the alias of its row of `clocks`, joined from the left: most have none."""


def is_unavailable(error: BaseException) -> bool:
    """Is it the database's trouble, or a lock's, and not that of what was asked for? Then asking again helps."""
    if isinstance(error, exc.DBAPIError):
        state = getattr(error.orig, "sqlstate", None) or ""
        return error.connection_invalidated or state in UNAVAILABLE_STATES or state.startswith("08") or not state
    if isinstance(error, asyncpg.PostgresError):
        return error.sqlstate in UNAVAILABLE_STATES or str(error.sqlstate).startswith("08")
    return isinstance(error, (exc.TimeoutError, TimeoutError, *CONNECTION_FAILURES))


def schema_metadata(name: str) -> MetaData:
    """Metadata for the tables of one service. They live in one schema and nowhere else."""
    return MetaData(schema=name, naming_convention=CONSTRAINT_NAMES)


def check_one_of(column: str, values: type[StrEnum]) -> CheckConstraint:
    """Check constraint: the database knows the same words as the code, so a wrong one cannot be stored."""
    listed = ", ".join(f"'{value}'" for value in values)
    return CheckConstraint(f"{column} IN ({listed})", name=column)


def tenant_column() -> Column[object]:
    """Column with the tenant whose row it is. Row security isolates by it (`migrations.isolate_tenants`)."""
    return Column("tenant_id", Uuid, nullable=False)


def timestamp_column(name: str, *, nullable: bool = True) -> Column[object]:
    return Column(name, TIMESTAMP(timezone=True), nullable=nullable)


class InfrastructureTables:
    """Tables that every service has: what leaves, what arrives, what is due, and what happened."""

    def __init__(self, metadata: MetaData) -> None:
        self.schema = str(metadata.schema)
        self.outbox = _outbox_table(metadata)
        self.inbox = _inbox_table(metadata)
        self.idempotency = _idempotency_table(metadata)
        self.deadlines = _deadlines_table(metadata)
        self.clocks = Table(
            "clocks",
            metadata,
            Column("tenant_id", Uuid, primary_key=True),
            Column("shift", Interval, nullable=False),
            timestamp_column("held_at"),
        )
        self.platform_access = Table(
            "platform_access",
            metadata,
            Column("tenant_id", Uuid, primary_key=True),
            Column("origins", ARRAY(Text), nullable=False),
            Column("version", Integer, nullable=False),
            Column("is_suspended", Boolean, nullable=False, server_default=text("false")),
            Column("standing_version", Integer, nullable=False, server_default=text("0")),
        )
        self.log_entries = Table(
            "log_entries",
            metadata,
            Column("id", BigInteger, Identity(always=True), primary_key=True),
            tenant_column(),
            Column("at", TIMESTAMP(timezone=True), nullable=False, server_default=NOW),
            Column("canonical", LargeBinary, nullable=False),
        )
        self.log_chain = Table(
            "log_chain",
            metadata,
            Column("tenant_id", Uuid, primary_key=True),
            Column("seq", BigInteger, primary_key=True),
            Column("entry_id", BigInteger, nullable=False, unique=True),
            Column("prev_hash", LargeBinary),
            Column("hash", LargeBinary, nullable=False),
        )


def _outbox_table(metadata: MetaData) -> Table:
    return Table(
        "outbox",
        metadata,
        Column("position", BigInteger, Identity(always=True), primary_key=True),
        Column("id", Uuid, nullable=False, unique=True),
        tenant_column(),
        Column("topic", Text, nullable=False),
        Column("subject", Uuid, nullable=False),
        Column("sequence", Integer, nullable=False),
        Column("body", LargeBinary, nullable=False),
        Column("created_at", TIMESTAMP(timezone=True), nullable=False, server_default=NOW),
        timestamp_column("published_at"),
        Column("refusals", Integer, nullable=False, server_default=text("0")),
        timestamp_column("retry_at"),
        Index("ix_outbox_waiting", "retry_at", "position", postgresql_where=text("published_at IS NULL")),
        Index("uq_outbox_subject_sequence", "subject", "sequence", unique=True),
    )


def _inbox_table(metadata: MetaData) -> Table:
    return Table(
        "inbox",
        metadata,
        Column("consumer", Text, primary_key=True),
        Column("event_id", Uuid, primary_key=True),
        tenant_column(),
        Column("topic", Text, nullable=False),
        Column("subject", Uuid),
        Column("sequence", Integer),
        Column("state", Text, nullable=False),
        Column("attempts", Integer, nullable=False),
        Column("waits", Integer, nullable=False, server_default=text("0")),
        Column("body", LargeBinary),
        Column("failure", Text),
        timestamp_column("next_attempt_at"),
        Column("processed_at", TIMESTAMP(timezone=True), nullable=False, server_default=NOW),
        CheckConstraint("state IN ('done', 'retry', 'parked')", name="state"),
        CheckConstraint("(state = 'done') = (body IS NULL)", name="body"),
        Index("ix_inbox_processed_at", "processed_at", postgresql_using="brin"),
        Index("ix_inbox_retry", "next_attempt_at", postgresql_where=text("state = 'retry'")),
        Index("ix_inbox_waiting", "subject", "sequence", postgresql_where=text("state <> 'done'")),
    )


def _idempotency_table(metadata: MetaData) -> Table:
    return Table(
        "idempotency",
        metadata,
        Column("tenant_id", Uuid, primary_key=True),
        Column("principal", Text, primary_key=True),
        Column("route", Text, primary_key=True),
        Column("key", Text, primary_key=True),
        Column("fingerprint", LargeBinary, nullable=False),
        Column("status", Integer),
        Column("body", LargeBinary),
        Column("created_at", TIMESTAMP(timezone=True), nullable=False, server_default=NOW),
        timestamp_column("expires_at", nullable=False),
        Index("ix_idempotency_expires_at", "expires_at"),
        postgresql_with={"fillfactor": 25},
    )


def _deadlines_table(metadata: MetaData) -> Table:
    return Table(
        "deadlines",
        metadata,
        Column("id", Uuid, primary_key=True),
        tenant_column(),
        Column("subject", Uuid, nullable=False),
        Column("kind", Text, nullable=False),
        timestamp_column("anchor_at", nullable=False),
        timestamp_column("due_at", nullable=False),
        Column("clock", Text, nullable=False),
        Column("owed_by", Text),
        Column("state", Text, nullable=False),
        timestamp_column("fired_at"),
        Column("attempts", Integer, nullable=False, server_default=text("0")),
        Column("holds", Integer, nullable=False, server_default=text("0")),
        timestamp_column("retry_at"),
        CheckConstraint("state IN ('armed', 'fired', 'cancelled', 'paused')", name="state"),
        CheckConstraint("clock IN ('natural', 'business')", name="clock"),
        CheckConstraint("(state = 'fired') = (fired_at IS NOT NULL)", name="fired"),
        # Of the sweeper, for platforms whose time is the database's and for each whose clock was moved.
        Index("ix_deadlines_due", "due_at", "id", postgresql_where=text("state = 'armed'")),
        Index("ix_deadlines_due_there", "tenant_id", "due_at", "id", postgresql_where=text("state = 'armed'")),
        Index("ix_deadlines_held", "subject", postgresql_where=text("state = 'armed' AND holds > 0")),
        # Of every flush: it compares what is wanted with what stands, however many have fired or been cancelled.
        Index("ix_deadlines_standing", "subject", postgresql_where=text("state IN ('armed', 'paused')")),
        Index(
            "uq_deadlines_armed",
            "subject",
            "kind",
            "due_at",
            unique=True,
            postgresql_where=text("state = 'armed'"),
        ),
    )


POOLS: Final = {"requests": "engine", "workers": "worker_engine", "reads": "read_engine"}
DIRECT_POOLS: Final = {"rows": "read_connections", "looks": "look_connections", "notes": "note_connections"}
BECOME_WORKER: Final = text(
    "SELECT " + ", ".join(f"set_config('{name}', '{value}', true)" for name, value in WORKER_SETTINGS.items())
)
"""What a worker looks for has bounds that only a plan for their values makes use of."""


@dataclass(frozen=True, slots=True)
class PoolSizes:
    """Connections of one process, by who waits for them. The sum is what the server must have room for."""

    requests: int = 10
    """Of acts that somebody waits for."""
    workers: int = 5
    """Of events, deadlines and whatever else goes on by itself: a flood of requests does not stop it."""
    reads: int = 4
    """Of reads of the kind that SQLAlchemy spells."""
    rows: int = 3
    """Of reads of single rows, which go together where they wait."""


class Database:
    def __init__(self, url: str, *, pool_size: int = 10, name: str = "parley", sizes: PoolSizes | None = None) -> None:
        sizes = sizes or PoolSizes(requests=pool_size)
        self.engine = create_act_engine(url, name, POOL_TIMEOUT_SECONDS, pool_size=sizes.requests, max_overflow=5)
        self.worker_engine = create_act_engine(
            url, name, WORKER_TIMEOUT_SECONDS, pool_size=sizes.workers, max_overflow=2
        )
        """For what nobody waits for: events, deadlines, the relay. It shares no connection with requests."""
        self.read_engine = create_read_engine(url, name=name, size=sizes.reads, wait_seconds=POOL_TIMEOUT_SECONDS)
        self.read_connections = DriverConnections(
            url, READ_SETTINGS, size=sizes.rows, name=name, wait_seconds=POOL_TIMEOUT_SECONDS
        )
        self.row_reader = RowReader(self.read_connections)
        of_workers: dict[str, Any] = {"size": 1, "name": name, "wait_seconds": WORKER_TIMEOUT_SECONDS}
        self.look_connections = DriverConnections(url, LOOK_SETTINGS, **of_workers)
        self.note_connections = DriverConnections(url, SESSION_SETTINGS, **of_workers)
        self.clock_connections = DriverConnections(url, READ_SETTINGS, **of_workers)
        """For the database's time alone: whether it answers is told by nothing else that waits."""
        self.probe = create_act_engine(
            url, name, WORKER_TIMEOUT_SECONDS, keeps_connections=False, pool_size=1, max_overflow=0
        )
        """For health alone: an exhausted pool is no dead database."""

    async def look(self, statement: DirectStatement, parameters: Mapping[str, Any] = NO_PARAMETERS) -> list[Any]:
        """Ask, as a worker, what there is to be done: one round trip, for what is asked again and again.

        It sees the infrastructure rows of every tenant, and can write nothing.
        """
        return await self.look_connections.fetch(statement.sql, *statement.arrange(parameters))

    async def note(self, statement: DirectStatement, parameters: Mapping[str, Any]) -> None:
        """Write what is a transaction by itself and the same when it comes twice: one round trip.

        The statement names whose rows it writes.
        """
        await self.note_connections.fetch(statement.sql, *statement.arrange(parameters))

    @asynccontextmanager
    async def worker_transaction(self) -> AsyncIterator[AsyncConnection]:
        """Transaction that sees the infrastructure rows of every tenant, and no business row of any."""
        async with self.worker_engine.begin() as connection:
            await connection.execute(BECOME_WORKER)
            yield connection

    @asynccontextmanager
    async def health_transaction(self) -> AsyncIterator[AsyncConnection]:
        """`worker`, beside the pool: how it stands is asked when the pool is exhausted most of all."""
        async with self.probe.begin() as connection:
            await connection.execute(BECOME_WORKER)
            yield connection

    def engine_for(self, cause: str | None) -> AsyncEngine:
        """Engine for a transaction: one for what somebody waits for, one for what goes on by itself."""
        return self.engine if cause == REQUEST else self.worker_engine

    @property
    def connections_in_use(self) -> int:
        """Connections of acts and of workers that somebody holds."""
        return sum(_count_in_use(engine) for engine in (self.engine, self.worker_engine))

    def list_exhausted_pools(self) -> list[str]:
        """List the pools of which every connection is held: whoever asks for one of them waits."""
        exhausted = [name for name, engine in POOLS.items() if _is_exhausted(getattr(self, engine))]
        return exhausted + [name for name, pool in DIRECT_POOLS.items() if getattr(self, pool).is_exhausted]

    async def close(self) -> None:
        for engine in (self.engine, self.worker_engine, self.read_engine, self.probe):
            await engine.dispose()
        for connections in (
            self.read_connections, self.look_connections, self.note_connections, self.clock_connections,
        ):  # fmt: skip
            await connections.close()


def _count_in_use(engine: AsyncEngine) -> int:
    spare = engine.spare_connections if isinstance(engine, ActEngine) else 0
    return cast("QueuePool", engine.pool).checkedout() - spare


def _is_exhausted(engine: AsyncEngine) -> bool:
    pool = cast("QueuePool", engine.pool)
    return _count_in_use(engine) >= pool.size() + max(pool._max_overflow, 0)
