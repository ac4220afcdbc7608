"""Database of the suite, seen by its superuser, whom row security does not concern."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any, Final

import asyncpg

from deploy.local.roles import DATABASE

from .stage import Stage

CONNECT_SECONDS: Final = 120.0


@asynccontextmanager
async def open_database(stage: Stage) -> AsyncIterator[asyncpg.Connection[Any]]:
    """Connect. A server that was just killed is waited for."""
    connection = await _connect(stage)
    try:
        yield connection
    finally:
        await connection.close()


async def execute(stage: Stage, statement: str, *values: object) -> None:
    async with open_database(stage) as connection:
        await connection.execute(statement, *values)


async def fetch(stage: Stage, query: str, *values: object) -> list[Any]:
    async with open_database(stage) as connection:
        rows: list[Any] = await connection.fetch(query, *values)
        return rows


async def _connect(stage: Stage) -> asyncpg.Connection[Any]:
    async with asyncio.timeout(CONNECT_SECONDS):
        while True:
            try:
                return await asyncpg.connect(stage.stack.admin_dsn, database=DATABASE)
            except (OSError, asyncpg.PostgresError):
                await asyncio.sleep(0.2)
