"""A service with nothing but plumbing, in the schema of escrow of an otherwise blank database."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass
from uuid import UUID, uuid4

import pytest
from alembic.migration import MigrationContext
from alembic.operations import Operations
from sqlalchemy import Connection, text
from sqlalchemy.ext.asyncio import create_async_engine

from common.persistence import migrations
from common.persistence.database import Database, InfrastructureTables, schema_metadata
from common.persistence.transaction import PostgresTransaction, Transactions
from deploy.proof.testing import template
from deploy.proof.testing.databases import Databases

PLATFORM = uuid4()
OTHER_PLATFORM = uuid4()


class ToyTx(PostgresTransaction):
    infrastructure = InfrastructureTables(schema_metadata("escrow"))


@dataclass
class Toy:
    begin: Transactions[ToyTx]
    url: str
    admin_url: str

    async def scalar(self, query: str, **parameters: object) -> object:
        """As the superuser, whom row security does not concern."""
        engine = create_async_engine(self.admin_url)
        async with engine.begin() as connection:
            found = await connection.scalar(text(query), parameters)
        await engine.dispose()
        return found


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
        yield Toy(Transactions(database, ToyTx, ToyTx.infrastructure), url, blank.admin_url)
        await database.close()


def a_subject() -> UUID:
    return uuid4()
