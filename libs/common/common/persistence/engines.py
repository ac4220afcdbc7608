"""Engines of acts and workers: pools of connections that may write."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any, Final

from sqlalchemy import Connection, Engine, event, exc
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine
from sqlalchemy.util import greenlet_spawn

from common.kernel import seams

from .direct_statements import KEEP_PREPARED
from .session_settings import ACT_SETTINGS, CONNECT_SECONDS

PING_AFTER_SECONDS: Final = 1.0


class ActEngine(AsyncEngine):
    """Engine whose transactions are begun in one step into SQLAlchemy, and ended in one, instead of two and three."""

    @asynccontextmanager
    async def begin(self) -> AsyncIterator[AsyncConnection]:
        """Open a connection and a transaction; commit it at the end of the block, or roll it back."""
        opened = await greenlet_spawn(_open_transaction, self.sync_engine)
        try:
            yield AsyncConnection(self, opened)
        except BaseException:
            # Whoever is cancelled gives the connection back all the same.
            await asyncio.shield(asyncio.ensure_future(greenlet_spawn(opened.close)))
            raise
        await greenlet_spawn(_commit, opened)


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


def create_act_engine(url: str, name: str, wait_seconds: float, **pool: int) -> AsyncEngine:
    """Create an engine for acts and workers: its connections stay, and keep what they have prepared."""
    engine = create_async_engine(
        url,
        pool_timeout=wait_seconds,
        pool_recycle=1800,
        pool_use_lifo=True,  # the one used last: what it has prepared is there, and it need not be pinged
        connect_args={
            "server_settings": {**ACT_SETTINGS, "application_name": name}, "timeout": CONNECT_SECONDS, **KEEP_PREPARED,
        },
        **pool,
    )  # fmt: skip
    _ping_idle_connections(engine)
    return ActEngine(engine.sync_engine)


def _ping_idle_connections(engine: AsyncEngine) -> None:
    """Ask a connection whether it still lives, but not one that has just been used: under load, a round trip less."""
    dialect = engine.sync_engine.dialect

    def note_use(connection: Any, record: Any) -> None:
        record.info["used_at"] = seams.monotonic()

    def ping_if_idle(connection: Any, record: Any, proxy: Any) -> None:
        used_at = record.info.get("used_at")
        if used_at is None or seams.monotonic() - used_at < PING_AFTER_SECONDS:
            return
        try:
            dialect.do_ping(connection)
        except Exception as lost:
            raise exc.DisconnectionError from lost  # the pool takes another

    event.listen(engine.sync_engine.pool, "checkin", note_use)
    event.listen(engine.sync_engine.pool, "checkout", ping_if_idle)
