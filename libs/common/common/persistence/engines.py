"""Engines of acts and workers: pools of connections that may write."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any, Final

import orjson
from sqlalchemy import Connection, Engine, exc
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine
from sqlalchemy.pool import Pool
from sqlalchemy.util import greenlet_spawn

from common.kernel import seams

from .connecting import name_missing_ways
from .direct_statements import KEEP_PREPARED, begin_directly, commit_directly
from .session_settings import ACT_SETTINGS, CONNECT_SECONDS

IDLE_SECONDS: Final = 1.0
"""Then the pool has it back, and may close it."""
KEEP_SECONDS: Final = 60.0
"""Then the pool has it back once, and looks how old it is."""


@dataclass(slots=True)
class _SpareConnection:
    """Connection of the pool, taken and not given back yet: the next transaction is likely to be there in a moment."""

    opened: Connection
    taken_at: float
    used_at: float
    pool: Pool
    """Of the engine when it was taken: of one that was disposed of since, none is kept."""

    @property
    def is_lost(self) -> bool:
        """Tell whether the driver has heard already that it has ended."""
        adapted: Any = self.opened.connection.dbapi_connection
        return bool(adapted.driver_connection.is_closed())

    def give_back(self) -> None:
        """Give it back to the pool. It has no transaction; one that the pool has no room for is closed."""
        if self.is_lost:
            self.opened.invalidate()
        self.opened.close()


class ActEngine(AsyncEngine):
    """Engine whose transactions go past SQLAlchemy where it would only be asked for what is known.

    A connection is kept from one transaction to the next, and given back to the pool when it has not been used for a
    moment, when somebody waits for one, or when it is old; whoever is commits by the driver. None is asked first
    whether it lives: one that does not begin is replaced, and nobody hears of it.
    """

    def __init__(self, sync_engine: Engine, *, keeps_connections: bool) -> None:
        super().__init__(sync_engine)
        self._keeps_connections = keeps_connections
        self._spare: list[_SpareConnection] = []
        self._looking_again: asyncio.TimerHandle | None = None
        self._giving_back: asyncio.Task[None] | None = None
        self._waiting = 0
        """Transactions that wait for the pool."""

    @property
    def spare_connections(self) -> int:
        """Connections that the pool believes to be in use and nobody uses."""
        return len(self._spare)

    @asynccontextmanager
    async def begin(self) -> AsyncIterator[AsyncConnection]:
        """Open a connection and a transaction; commit it at the end of the block, or roll it back."""
        taken, connection = await self._begin_on_living()
        opened = taken.opened
        try:
            yield connection
            await commit_directly(connection)
            if is_spare := self._may_keep(taken):
                opened.commit()  # for what SQLAlchemy keeps of it: the driver has committed
        except BaseException as failure:
            # Whoever is cancelled gives the connection back all the same.
            await asyncio.shield(asyncio.ensure_future(greenlet_spawn(opened.close)))
            if isinstance(failure, exc.DBAPIError) and failure.connection_invalidated:
                await greenlet_spawn(self._give_back_all)
            raise
        if is_spare:
            self._keep(taken)
        else:
            await greenlet_spawn(_commit, opened)
            if taken.pool is not self.pool:  # disposed of meanwhile: nobody else would close what it is given back
                await greenlet_spawn(taken.pool.dispose)

    async def dispose(self, close: bool = True) -> None:
        if self._looking_again is not None:
            self._looking_again.cancel()
            self._looking_again = None
        if self._giving_back is not None:
            await self._giving_back
        await greenlet_spawn(self._give_back_all)
        await super().dispose(close)
        await greenlet_spawn(self._give_back_all)  # what has ended meanwhile

    async def _begin_on_living(self) -> tuple[_SpareConnection, AsyncConnection]:
        """Begin a transaction, on another connection where the first had died meanwhile: nothing was sent by it."""
        try:
            return await self._begin_on_next()
        except exc.DBAPIError as failure:
            if not failure.connection_invalidated:
                raise
        return await self._begin_on_next()

    async def _begin_on_next(self) -> tuple[_SpareConnection, AsyncConnection]:
        taken = await self._take_connection()
        connection = AsyncConnection(self, taken.opened)
        try:
            await begin_directly(connection)
        except BaseException as failure:
            await asyncio.shield(asyncio.ensure_future(greenlet_spawn(taken.opened.close)))
            if isinstance(failure, exc.DBAPIError) and failure.connection_invalidated:
                await greenlet_spawn(self._give_back_all)  # what has ended one has most likely ended all of them
            raise
        return taken, connection

    async def _take_connection(self) -> _SpareConnection:
        now = seams.monotonic()
        while self._spare:
            spare = self._spare.pop()
            if now - spare.used_at < IDLE_SECONDS and not spare.is_lost:
                spare.opened.begin()
                return spare
            await greenlet_spawn(spare.give_back)
        pool = self.pool
        self._waiting += 1
        try:
            opened = await greenlet_spawn(_open_transaction, self.sync_engine)
        finally:
            self._waiting -= 1
        return _SpareConnection(opened, now, now, pool)

    def _may_keep(self, taken: _SpareConnection) -> bool:
        is_young = seams.monotonic() - taken.taken_at < KEEP_SECONDS and taken.pool is self.pool
        return self._keeps_connections and is_young and not self._waiting and not taken.opened.invalidated

    def _keep(self, taken: _SpareConnection) -> None:
        taken.used_at = seams.monotonic()
        self._spare.append(taken)
        self._look_again()

    def _look_again(self) -> None:
        """Come back in a moment of the machine's own time."""
        if self._spare and self._looking_again is None:
            loop = asyncio.get_running_loop()
            self._looking_again = loop.call_later(IDLE_SECONDS, self._begin_giving_back)

    def _begin_giving_back(self) -> None:
        self._looking_again = None
        self._giving_back = asyncio.get_running_loop().create_task(self._give_back_idle())

    async def _give_back_idle(self) -> None:
        """Give back what has not been used for a moment. The one used last stands at the end."""
        oldest_use = seams.monotonic() - IDLE_SECONDS
        while self._spare and self._spare[0].used_at <= oldest_use:
            await greenlet_spawn(self._spare.pop(0).give_back)
        self._look_again()

    def _give_back_all(self) -> None:
        while self._spare:
            self._spare.pop().give_back()


def _open_transaction(engine: Engine) -> Connection:
    opened = engine.connect()
    try:
        opened.begin()
    except BaseException:
        opened.close()
        raise
    return opened


def _commit(opened: Connection) -> None:
    """Commit and give the connection back; where it cannot be committed, it is rolled back with that."""
    try:
        opened.commit()
    finally:
        opened.close()


def create_act_engine(
    url: str, name: str, wait_seconds: float, *, keeps_connections: bool = True, **pool: int
) -> ActEngine:
    """Create an engine for acts and workers: its connections stay, and keep what they have prepared."""
    engine = create_async_engine(
        url,
        hide_parameters=True,  # a failure is logged with its text, and they may be anybody's words
        pool_timeout=wait_seconds,
        pool_recycle=1800,
        json_deserializer=orjson.loads,
        pool_use_lifo=True,  # the one used last: what it has prepared is there
        connect_args={
            "server_settings": {**ACT_SETTINGS, "application_name": name}, "timeout": CONNECT_SECONDS, **KEEP_PREPARED,
        },
        **pool,
    )  # fmt: skip
    name_missing_ways(engine)
    return ActEngine(engine.sync_engine, keeps_connections=keeps_connections)
