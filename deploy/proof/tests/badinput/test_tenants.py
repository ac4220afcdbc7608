"""SEC-4, SEC-5: the wall behind the wall. What the database itself shows to a service's role."""

from __future__ import annotations

import asyncio
from typing import Any

import asyncpg
import pytest

from deploy.local.suite import SERVICES
from deploy.proof.tests.badinput.world import World

TENANTS = """
    SELECT c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
    JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'tenant_id'
    WHERE c.relkind IN ('r', 'p') AND n.nspname = $1 AND has_table_privilege($2, c.oid, 'SELECT') ORDER BY 1
"""
# What comes with Parley itself belongs to no platform, and all may read it.
COUNT = "SELECT count(*) FROM {service}.{table} WHERE tenant_id <> '00000000-0000-0000-0000-000000000000'"
NAMED = "SELECT set_config('app.tenants', $1, true)"


async def _open(world: World, service: str) -> Any:
    return await asyncpg.connect(world.database.url(service).replace("+asyncpg", ""))


async def _tables(world: World, service: str) -> list[str]:
    return [row[0] for row in await world.sql.fetch(TENANTS, service, f"svc_{service}")]


@pytest.mark.parametrize("service", SERVICES)
async def test_sec_4_without_a_tenant_there_is_nothing_and_no_error(service: str, world: World) -> None:
    connection, tables = await _open(world, service), await _tables(world, service)
    assert len(tables) > 5
    try:
        for table in tables:
            assert await connection.fetchval(COUNT.format(service=service, table=table)) == 0, table
            async with connection.transaction():
                await connection.execute(NAMED, "")
                assert await connection.fetchval(COUNT.format(service=service, table=table)) == 0, table
    finally:
        await connection.close()


@pytest.mark.parametrize("service", SERVICES)
async def test_sec_4_with_a_tenant_there_is_nothing_of_another(service: str, world: World) -> None:
    connection, seen = await _open(world, service), 0
    try:
        for table in await _tables(world, service):
            both = await world.sql.fetchval(
                f"SELECT count(DISTINCT tenant_id) FROM {service}.{table} WHERE tenant_id = ANY($1)",
                [world.ours.tenant, world.theirs.tenant],
            )
            seen += both == 2
            async with connection.transaction():
                await connection.execute(NAMED, str(world.ours.tenant))
                others = f"{COUNT.format(service=service, table=table)} AND tenant_id <> $1"
                assert await connection.fetchval(others, world.ours.tenant) == 0, table
    finally:
        await connection.close()
    assert seen >= 3, "there must be something of both to tell apart"


@pytest.mark.parametrize("service", SERVICES)
async def test_sec_4_row_security_is_forced_and_views_do_not_get_around_it(service: str, world: World) -> None:
    lax = await world.sql.fetch(
        """SELECT c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
           WHERE n.nspname = $1 AND (
             (c.relkind IN ('r', 'p') AND EXISTS
                (SELECT 1 FROM pg_attribute WHERE attrelid = c.oid AND attname = 'tenant_id')
              AND NOT (c.relrowsecurity AND c.relforcerowsecurity))
             OR (c.relkind = 'v' AND NOT coalesce('security_invoker=true' = ANY(c.reloptions), false)))""",
        service,
    )
    assert lax == []


@pytest.mark.parametrize("service", SERVICES)
async def test_row_security_reads_its_setting_once_for_a_statement(service: str, world: World) -> None:
    """As a bare call it is read for each row."""
    bare = await world.sql.fetch(
        """SELECT tablename, policyname FROM pg_policies, concat(qual, with_check) AS condition WHERE schemaname = $1
           AND regexp_count(condition, 'current_setting[(]') > regexp_count(condition, 'SELECT')""",
        service,
    )
    assert bare == []


async def test_sec_5_nothing_of_one_request_is_left_for_the_next(world: World) -> None:
    """Both platforms at once, over the connections that they share."""

    async def look(side: Any, other: Any, path: str, role: str) -> None:
        headers = world.headers(role, side=side)
        for _ in range(8):
            answer = await world.client.get(path.format(**side.ids), headers=headers)
            assert answer.status_code == 200, answer.text
            assert other.ids["escrow"] not in answer.text
            assert other.ids["dispute"] not in answer.text
            foreign = await world.client.get(path.format(**other.ids), headers=headers)
            assert other.ids["escrow"] not in foreign.text

    paths = (
        "/v1/escrows/{escrow}",
        "/v1/disputes/{dispute}",
        "/v1/mediations/{mediation}",
        "/v1/disputes?escrow={escrow}",
    )
    sides = ((world.ours, world.theirs), (world.theirs, world.ours))
    await asyncio.gather(*(look(a, b, path, "platform") for a, b in sides for path in paths for _ in range(3)))


async def test_sec_5_a_tenant_named_for_a_transaction_is_gone_with_it(world: World) -> None:
    connection = await _open(world, "escrow")
    try:
        async with connection.transaction():
            await connection.execute(NAMED, str(world.ours.tenant))
            assert await connection.fetchval("SELECT count(*) FROM escrow.escrows") > 0
        assert await connection.fetchval("SELECT count(*) FROM escrow.escrows") == 0
    finally:
        await connection.close()
