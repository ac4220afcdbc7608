"""Connections of the driver: for statements that are a transaction each, so that one is one round trip.

No BEGIN, no COMMIT, no ping. A dead connection is found by the statement that fails, which is then tried once more: so
what is sent here may only read, or has to be the same when it comes twice.
"""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from typing import Any, Final, cast

import asyncpg
import orjson
from sqlalchemy.engine import make_url

from common.kernel import seams, tracing

from .connecting import connecting
from .direct_statements import CONNECTION_FAILURES, KEEP_PREPARED, AnsweredRow, note_columns, row_class_of
from .session_settings import CONNECT_SECONDS
from .statement_spans import statement_work

JSONB_HEAD: Final = 1
"""Bytes of the version in front of JSONB on the wire."""


class DriverConnections:
    """Few connections of a process for statements that are prepared once. They have the session's `settings`."""

    def __init__(self, url: str, settings: Mapping[str, str], *, size: int, name: str, wait_seconds: float) -> None:
        self._settings = {**settings, "application_name": name}
        self._dsn = make_url(url).set(drivername="postgresql").render_as_string(hide_password=False)
        self._size, self._wait_seconds = size, wait_seconds
        self._turns, self._waiting = asyncio.Semaphore(size), 0
        self._idle: list[asyncpg.Connection[Any]] = []

    @property
    def is_exhausted(self) -> bool:
        """Does anybody wait for one? That all are at work is no sign yet: of some there is one."""
        return self._waiting > 0

    async def fetch(self, statement: str, *arguments: object) -> list[Any]:
        """Run a statement, which names its platforms itself if it is to see their rows.

        Raises TimeoutError where no connection becomes free.
        """
        if self._turns.locked():
            await self._await_turn()
        else:
            await self._turns.acquire()
        try:
            return await self._fetch_or_retry(statement, arguments)
        finally:
            self._turns.release()

    async def _await_turn(self) -> None:
        self._waiting += 1
        try:
            async with asyncio.timeout(self._wait_seconds):
                await self._turns.acquire()
        finally:
            self._waiting -= 1

    async def close(self) -> None:
        idle, self._idle = self._idle, []
        for connection in idle:
            await connection.close()

    async def _fetch_or_retry(self, statement: str, arguments: tuple[object, ...]) -> list[Any]:
        connection = self._idle.pop() if self._idle else await self._connect()
        try:
            return await self._fetch_with(connection, statement, arguments)
        except CONNECTION_FAILURES:
            if not connection.is_closed():
                raise
        self._drop_idle()  # what ended one has most likely ended all of them
        return await self._fetch_with(await self._connect(), statement, arguments)

    async def _fetch_with(
        self, connection: asyncpg.Connection[Any], statement: str, arguments: tuple[object, ...]
    ) -> list[Any]:
        started_at = seams.utc_now() if tracing.are_spans_kept() else None
        try:
            rows: list[Any] = await connection.fetch(statement, *arguments, record_class=row_class_of(statement))
            if started_at is not None:
                tracing.note_step(statement_work(statement), started_at)
        except BaseException as error:
            if not isinstance(error, asyncpg.PostgresError):
                connection.terminate()  # given up in the middle: nobody knows what comes next on it
            elif not connection.is_closed():
                self._idle.append(connection)
            raise
        self._idle.append(connection)
        note_columns(statement, rows)
        return rows

    async def _connect(self) -> asyncpg.Connection[Any]:
        with connecting():
            connection = await asyncpg.connect(
                self._dsn,
                timeout=CONNECT_SECONDS,
                record_class=AnsweredRow,
                server_settings=self._settings,
                **KEEP_PREPARED,
            )
        await connection.set_type_codec(
            "jsonb", schema="pg_catalog", format="binary",
            encoder=lambda value: b"\x01" + orjson.dumps(value), decoder=lambda raw: orjson.loads(raw[JSONB_HEAD:]),
        )  # fmt: skip
        return cast("asyncpg.Connection[Any]", connection)

    def _drop_idle(self) -> None:
        for connection in self._idle:
            connection.terminate()
        self._idle.clear()
