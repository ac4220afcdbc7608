"""A service with nothing but plumbing, in the schema of escrow of an otherwise blank database."""

from __future__ import annotations

import io
import logging
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from dataclasses import dataclass
from uuid import UUID, uuid4

import pytest
from alembic.migration import MigrationContext
from alembic.operations import Operations
from sqlalchemy import Connection, text
from sqlalchemy.ext.asyncio import create_async_engine

from common.execution.commands import Command, CommandHandler, CommandHandlers, Context, load_nothing
from common.execution.executor import Executor
from common.kernel.structured_logs import configure_logging
from common.persistence import migrations
from common.persistence.database import Database, InfrastructureTables, schema_metadata
from common.persistence.transaction import PostgresTransaction, Transactions
from deploy.proof.testing import template
from deploy.proof.testing.databases import Databases

PLATFORM = uuid4()
OTHER_PLATFORM = uuid4()


class ToyTx(PostgresTransaction):
    infrastructure = InfrastructureTables(schema_metadata("escrow"))


Effect = Callable[[ToyTx, Context], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class ToyCommand(Command[None]):
    """Command that a test makes up: its effect happens where a store would save."""

    effect: Effect


def _decide(subject: None, command: ToyCommand, context: Context) -> Effect:
    return command.effect


async def _save(tx: ToyTx, subject: None, effect: Effect, context: Context) -> None:
    await effect(tx, context)


COMMAND_HANDLERS: CommandHandlers = {ToyCommand: CommandHandler(load_nothing, _decide, _save)}


@dataclass
class Toy:
    executor: Executor[ToyTx]
    url: str
    admin_url: str

    @property
    def begin(self) -> Transactions[ToyTx]:
        return self.executor.begin

    async def scalar(self, query: str, **parameters: object) -> object:
        """As the superuser, whom row security does not concern."""
        engine = create_async_engine(self.admin_url)
        async with engine.begin() as connection:
            found = await connection.scalar(text(query), parameters)
        await engine.dispose()
        return found

    async def execute(self, statement: str) -> None:
        """As the owner of the database, who may do anything to it."""
        engine = create_async_engine(self.admin_url)
        async with engine.begin() as connection:
            await connection.execute(text(statement))
        await engine.dispose()

    async def explain(self, statement: str) -> str:
        """Say how a statement is carried out, and how many rows each step has read."""
        engine = create_async_engine(self.admin_url)
        async with engine.begin() as connection:
            plan = (await connection.execute(text(f"EXPLAIN (ANALYZE) {statement}"))).scalars().all()
        await engine.dispose()
        return "\n".join(plan)

    async def analyze(self) -> None:
        """Let the planner know how large the tables are."""
        engine = create_async_engine(self.admin_url, isolation_level="AUTOCOMMIT")
        async with engine.connect() as connection:
            await connection.execute(text("VACUUM ANALYZE"))
        await engine.dispose()


def _build(connection: Connection) -> None:
    op = Operations(MigrationContext.configure(connection))
    migrations.create_infrastructure(op, "escrow")
    migrations.create_audit_views(op, "escrow", deadline_subject="dispute_id")


@pytest.fixture
async def toy(databases: Databases) -> AsyncIterator[Toy]:
    async with databases.clone(template.BLANK) as blank:
        owner = create_async_engine(blank.access.url("mig_escrow"))
        async with owner.begin() as connection:
            await connection.run_sync(_build)
        await owner.dispose()
        url = blank.access.url("svc_escrow")
        database = Database(url)
        begin = Transactions(database, ToyTx, ToyTx.infrastructure)
        yield Toy(Executor(begin, COMMAND_HANDLERS), url, blank.admin_url)
        await database.close()


def a_subject() -> UUID:
    return uuid4()


@pytest.fixture
def log_lines() -> Iterator[io.StringIO]:
    """The very lines that a service writes."""
    configure_logging("toy")
    handler = next(h for h in logging.getLogger().handlers if h.get_name() == "parley")
    assert isinstance(handler, logging.StreamHandler)
    lines = io.StringIO()
    before = handler.setStream(lines)
    yield lines
    handler.setStream(before)
