"""Connections that can only read. A statement names its platforms itself and is a transaction of its own."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import AsyncIterator, Iterable, Mapping, Sequence
from contextlib import asynccontextmanager
from typing import Any, Final, cast
from uuid import UUID

from sqlalchemy import Engine, Executable, event
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine

from common.kernel import seams

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
PACE_OVER: Final = 32
"""Turns over which the pace is measured."""
KNOWN_AFTER: Final = 8
"""Turns of which the latest must say the same, and as many before: the first may have opened their connections."""


class PacedTurns:
    """Turns at connections, so many at once. What is beyond waits in line, and is refused, the newest first, as soon as
    the pace of those before it says that its turn would come too late: at once where the pace is known, else when a few
    have ended.
    """

    def __init__(self, places: int, longest_wait: float) -> None:
        self._places, self._longest_wait = places, longest_wait
        self._working = 0
        self._line: deque[asyncio.Future[None]] = deque()
        self._ended: deque[float] = deque(maxlen=PACE_OVER + 1)
        """When the last turns ended, from the instant on since which somebody waits."""

    @asynccontextmanager
    async def take_turn(self) -> AsyncIterator[None]:
        """Hold a turn inside the block. Raises TimeoutError where none comes in time."""
        if self._working < self._places:
            self._working += 1
        else:
            await self._wait_for_turn()
        try:
            yield
        finally:
            self._give_back()

    async def _wait_for_turn(self) -> None:
        turn: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        if not self._line:
            self._ended.clear()
            self._ended.append(seams.monotonic())
        self._line.append(turn)
        self._refuse_latecomers()
        try:
            async with asyncio.timeout(self._longest_wait):
                await turn
        except (asyncio.CancelledError, TimeoutError):
            if turn in self._line:
                self._line.remove(turn)
            elif turn.done() and not turn.cancelled() and turn.exception() is None:  # it was given a moment before
                self._give_back()
            raise

    def _give_back(self) -> None:
        self._ended.append(seams.monotonic())
        self._refuse_latecomers()
        while self._line:
            turn = self._line.popleft()
            if not turn.done():
                turn.set_result(None)
                return
        self._working -= 1

    def _refuse_latecomers(self) -> None:
        ended = len(self._ended) - 1
        if ended < 2 * KNOWN_AFTER:
            return
        whole, latest = self._ended[-1] - self._ended[0], self._ended[-1] - self._ended[-1 - KNOWN_AFTER]
        pace = min(whole / ended, latest / KNOWN_AFTER)  # a standstill that is over says nothing of those to come
        while self._line and len(self._line) * pace > self._longest_wait:
            turn = self._line.pop()
            if not turn.done():
                turn.set_exception(TimeoutError("others wait before it for longer than it may"))


class ReadEngine(AsyncEngine):
    """Engine whose pool never waits: whoever waits for a connection does so in `turns`, and hears early of no hope."""

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
        async with self._engine.turns.take_turn(), self._engine.connect() as connection:
            return await connection.execute(statement, parameters, execution_options={TENANTS_OPTION: self.tenants})
