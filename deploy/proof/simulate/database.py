"""Clock of the database: PostgreSQL is real, and its time is the simulation's.

A function of that name in a schema that every session looks into first stands for the server's own.
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime
from typing import Any, Final

import asyncpg

from deploy.local.roles import AUDITOR, ROLES, Access
from deploy.local.suite import SERVICES
from deploy.proof.testing.databases import Database
from deploy.verify.invariants import check_invariant, read_invariants
from deploy.verify.overviews import Context

SCHEMA: Final = "simulated"
MACHINE_RULES: Final = frozenset({"INV-X6", "INV-X10"})
"""About the server and its sessions, whose time is the machine's."""

_CLOCK: Final = f"""
CREATE SCHEMA {SCHEMA};
CREATE TABLE {SCHEMA}.clock (at timestamptz NOT NULL);
CREATE FUNCTION {SCHEMA}.clock_timestamp() RETURNS timestamptz LANGUAGE sql VOLATILE
AS 'SELECT at FROM {SCHEMA}.clock';
CREATE FUNCTION {SCHEMA}.now() RETURNS timestamptz LANGUAGE sql STABLE AS 'SELECT at FROM {SCHEMA}.clock';
GRANT USAGE ON SCHEMA {SCHEMA} TO PUBLIC;
GRANT SELECT ON {SCHEMA}.clock TO PUBLIC;
"""
_DEFAULTS: Final = """
SELECT format('ALTER TABLE %s ALTER COLUMN %I SET DEFAULT simulated.clock_timestamp()', d.adrelid::regclass, a.attname)
FROM pg_attrdef d JOIN pg_attribute a ON a.attrelid = d.adrelid AND a.attnum = d.adnum
WHERE pg_get_expr(d.adbin, d.adrelid) IN ('clock_timestamp()', 'now()')
"""
_NEXT_DUE: Final = " UNION ALL ".join(
    f"SELECT d.due_at - coalesce(c.shift, '0') AS at FROM {service}.deadlines d"
    f" LEFT JOIN {service}.clocks c USING (tenant_id) WHERE d.state = 'armed' AND c.held_at IS NULL"
    for service in ("escrow", "disputes", "mediation", "evidence")
)


class DatabaseTime:
    """Connection that moves the clock of one database."""

    def __init__(self, connection: asyncpg.Connection[Any]) -> None:
        self._connection = connection

    async def set(self, now: datetime) -> None:
        await self._connection.execute(f"UPDATE {SCHEMA}.clock SET at = $1", now)

    async def find_next_due(self, until: datetime) -> datetime | None:
        """Find when, by the database's time, the next deadline of any platform is due; None if none is until then."""
        query = f"SELECT min(at) FROM ({_NEXT_DUE}) AS due WHERE at BETWEEN {SCHEMA}.now() AND $1"
        at: datetime | None = await self._connection.fetchval(query, until)
        return at

    async def fetch(self, query: str, *values: object) -> list[Any]:
        """Ask as the superuser, whom row security does not concern."""
        rows: list[Any] = await self._connection.fetch(query, *values)
        return rows


@asynccontextmanager
async def simulate_time(database: Database, beginning: datetime) -> AsyncIterator[DatabaseTime]:
    """Give a database the simulated clock: its functions, the defaults of its columns, the sessions of its roles."""
    connection = await asyncpg.connect(database.admin_url.replace("+asyncpg", ""))
    try:
        await connection.execute(_CLOCK)
        await connection.execute(f"INSERT INTO {SCHEMA}.clock VALUES ($1)", beginning)
        for row in await connection.fetch(_DEFAULTS):
            await connection.execute(row[0])
        for role in ROLES:
            own = f", {role.partition('_')[2]}" if role.partition("_")[2] in SERVICES else ""
            path = f"{SCHEMA}, pg_catalog{own}"
            await connection.execute(f"ALTER ROLE {role} IN DATABASE {database.name} SET search_path = {path}")
        yield DatabaseTime(connection)
    finally:
        await connection.close()


async def find_violations(access: Access, context: Context) -> dict[str, Any]:
    """Look at every invariant, at the simulated time: by its id the rows that break it."""
    connection = await asyncpg.connect(access.dsn(AUDITOR))
    try:
        async with connection.transaction(isolation="repeatable_read", readonly=True):
            verdicts = [
                await check_invariant(connection, each, context)
                for each in read_invariants()
                if each.id not in MACHINE_RULES
            ]
    finally:
        await connection.close()
    return {v.invariant.id: v.rows[:3] or v.problem for v in verdicts if not v.holds}
