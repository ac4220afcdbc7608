"""Engines of acts and workers: pools of connections that may write."""

from __future__ import annotations

from typing import Any, Final

from sqlalchemy import event, exc
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine

from common.kernel import seams

from .direct_statements import KEEP_PREPARED
from .session_settings import ACT_SETTINGS, CONNECT_SECONDS

PING_AFTER_SECONDS: Final = 1.0


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
    return engine


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
