"""Connections that can only read. A statement names its platforms itself and is a transaction of its own."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final, cast
from uuid import UUID

from sqlalchemy import Engine, Executable, event
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine

from common.turns.paced_turns import PacedTurns, current_asker

from .connecting import name_missing_ways
from .direct_statements import DirectStatement
from .session_settings import CONNECT_SECONDS, SESSION_SETTINGS
from .tenant_connection import TenantConnection, spell_tenants

READ_SETTINGS: Final = {**SESSION_SETTINGS, "default_transaction_read_only": "on"}
LOOK_SETTINGS: Final = {**READ_SETTINGS, "app.worker": "on"}
"""Of what workers look for: it sees the infrastructure rows of every tenant."""
TENANTS_OPTION: Final = "named_tenants"
NAMED_TENANTS: Final = (
    "WITH named_tenants AS MATERIALIZED (SELECT set_config('app.tenants', ${number}, true) AS tenants)"
)
"""Names the platforms for row security within the statement. Everything that reads a row refers to it from a LATERAL:
then only a nested loop can join them, which asks its outer side, the naming, before it begins its inner one."""
NAMING_STATEMENT: Final = """{named_tenants}
SELECT answered.* FROM named_tenants CROSS JOIN LATERAL (
SELECT * FROM (
{statement}
) AS asked WHERE named_tenants.tenants IS NOT NULL
-- Keeps the planner from dissolving it: its rows are looked for behind the naming or not at all.
OFFSET 0) AS answered"""


class ReadEngine(AsyncEngine):
    """Engine whose pool never waits: whoever waits for a connection does so in `turns`, behind what is its own, and is
    told early where there is no hope."""

    def __init__(self, sync_engine: Engine, turns: PacedTurns) -> None:
        super().__init__(sync_engine)
        self.turns = turns


def create_read_engine(url: str, *, name: str, size: int, wait_seconds: float) -> ReadEngine:
    """Engine for reads that SQLAlchemy spells: it adds the naming to each statement, which goes out as it is."""
    made = create_async_engine(
        url,
        hide_parameters=True,
        isolation_level="AUTOCOMMIT",
        pool_size=size,
        max_overflow=0,
        pool_timeout=wait_seconds,
        pool_recycle=1800,
        pool_reset_on_return=None,  # nothing is left behind by a statement that is a transaction of its own
        connect_args={"server_settings": {**READ_SETTINGS, "application_name": name}, "timeout": CONNECT_SECONDS},
    )
    engine = ReadEngine(made.sync_engine, PacedTurns(size, wait_seconds))
    name_missing_ways(engine)
    event.listen(engine.sync_engine, "before_cursor_execute", _name_tenants, retval=True)
    return engine


def _name_tenants(
    connection: Any, cursor: Any, statement: str, parameters: Any, context: Any, executemany: bool
) -> tuple[str, Any]:
    tenants = context.execution_options.get(TENANTS_OPTION) if context is not None else None
    if tenants is None:
        return statement, parameters  # it sees no row of any platform
    named_tenants = NAMED_TENANTS.format(number=len(parameters) + 1)
    return NAMING_STATEMENT.format(named_tenants=named_tenants, statement=statement), (*parameters, tenants)


class ReadLane(TenantConnection):
    """Connection of one read: held for a statement at a time, of which each names whose rows it may see."""

    def __init__(self, engine: ReadEngine) -> None:
        self._session = ReadSession(engine)
        super().__init__(cast("AsyncConnection", self._session))

    async def name(self, tenants: Iterable[UUID]) -> None:
        self._session.tenants = spell_tenants(tenants)

    async def name_at_least(self, tenants: Iterable[UUID]) -> None:
        await self.name(tenants)

    async def fetch(self, statement: DirectStatement, parameters: Mapping[str, Any]) -> Sequence[Any]:
        """Fetch rows by a statement that names whose they are, as all that this connection reads."""
        rows: Sequence[Any] = (await self.execute(statement.clause, parameters)).all()
        return rows


class ReadSession:
    """What a read needs of SQLAlchemy's `AsyncConnection`."""

    def __init__(self, engine: ReadEngine) -> None:
        self._engine = engine
        self.tenants: str | None = None
        """Whose rows its statements see; None where they name nobody."""

    async def execute(self, statement: Executable, parameters: Any = None) -> Any:
        """Run a statement, and once more if the connection turns out to be dead."""
        try:
            return await self._execute_once(statement, parameters)
        except DBAPIError as error:
            if not error.connection_invalidated:
                raise
        return await self._execute_once(statement, parameters)

    async def scalar(self, statement: Executable, parameters: Any = None) -> Any:
        return (await self.execute(statement, parameters)).scalar()

    async def _execute_once(self, statement: Executable, parameters: Any) -> Any:
        """Give the connection back with the answer: what is made of the rows takes time that others could use it."""
        async with self._engine.turns.take_turn(current_asker.get()), self._engine.connect() as connection:
            return await connection.execute(statement, parameters, execution_options={TENANTS_OPTION: self.tenants})
