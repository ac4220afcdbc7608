"""Data of another layout is refused with the way out; data of this one is let through as often as one likes."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

import asyncpg
import pytest

from deploy.local.layout import OtherLayout, _list_statements, compute_layout
from deploy.local.migrate import upgrade_schema
from deploy.proof.testing import template
from deploy.proof.testing.databases import Database, Databases

MIGRATION = '''
"""Tables of a service."""
from alembic import op

def upgrade():
    """Makes them."""
    op.execute("CREATE TABLE a (b int)")  # one
'''


@pytest.fixture
async def blank(databases: Databases) -> AsyncIterator[Database]:
    """A database with roles and schemas, and nothing in them."""
    async with databases.clone(template.BLANK) as database:
        yield database


async def migrate(database: Database) -> None:
    await asyncio.to_thread(upgrade_schema, "mediation", database.migration_url("mediation"))


async def execute(database: Database, statement: str) -> None:
    connection = await asyncpg.connect(database.admin_url.replace("+asyncpg", ""))
    await connection.execute(statement)
    await connection.close()


async def test_the_same_layout_is_let_through(blank: Database) -> None:
    await migrate(blank)
    await migrate(blank)


@pytest.mark.parametrize(
    "change",
    [
        "COMMENT ON TABLE mediation.alembic_version IS 'another'",
        "COMMENT ON TABLE mediation.alembic_version IS NULL",
        "COMMENT ON TABLE mediation.alembic_version IS NULL; UPDATE mediation.alembic_version SET version_num = '0002'",
    ],
    ids=["edited in place", "of before", "with migrations that are no more"],
)
async def test_another_layout_is_refused_with_the_way_out(blank: Database, change: str) -> None:
    await migrate(blank)
    await execute(blank, change)
    with pytest.raises(OtherLayout, match="run `make clean`"):
        await migrate(blank)


def test_only_what_a_migration_does_makes_another_layout() -> None:
    layout = list(_list_statements(MIGRATION))
    words = (
        MIGRATION.replace("Tables of a service", "What it keeps").replace("Makes them", "Up").replace("# one", "# 1")
    )
    assert list(_list_statements(words)) == layout
    assert list(_list_statements(MIGRATION.replace("b int", "b bigint"))) != layout


def test_each_service_has_a_layout_of_its_own() -> None:
    services = ("escrow", "mediation", "notifications")
    assert len({compute_layout(service) for service in services}) == len(services)
