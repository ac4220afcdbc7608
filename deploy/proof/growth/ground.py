"""Databases, one for each table, and the product's own code at work on it."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from statistics import median
from typing import Any, Final, NamedTuple
from uuid import UUID, uuid4

import asyncpg

from common.execution.executor import Executor
from common.persistence.database import Database
from common.persistence.transaction import Transactions
from deploy.proof.testing.databases import Database as CloneOfDatabase
from deploy.proof.testing.databases import Databases
from escrow.commands import COMMAND_HANDLERS as ESCROW_HANDLERS
from escrow.transaction import EscrowTransaction
from notifications.commands import COMMAND_HANDLERS as NOTIFICATION_HANDLERS
from notifications.transaction import NotificationTransaction, NotificationTransactions

REPEATS: Final = 25
WARM_UP: Final = 3
STATISTICS_SECONDS: Final = 1.2
"""Processes of PostgreSQL hand in what they have counted once a second."""

Act = Callable[[], Awaitable[Any]]


class Cost(NamedTuple):
    milliseconds: float
    """Median of all repeats."""
    blocks: float
    """Blocks of tables and indices that PostgreSQL looked at: whatever else the machine does."""


@dataclass(frozen=True)
class Ground:
    """Database of one service with one platform, whose table is being filled."""

    clone: CloneOfDatabase
    database: Database
    executor: Executor[Any]
    tenant: UUID

    async def run(self, statement: str) -> None:
        """Run it as the superuser, whom row security does not concern."""
        async with self._connect() as connection:
            await connection.execute(statement)

    async def fetch(self, query: str) -> Any:
        async with self._connect() as connection:
            return await connection.fetchval(query)

    @asynccontextmanager
    async def _connect(self) -> AsyncIterator[Any]:
        connection = await asyncpg.connect(self.clone.admin_url.replace("+asyncpg", ""))
        try:
            yield connection
        finally:
            await connection.close()

    async def measure(self, act: Act) -> Cost:
        for _ in range(WARM_UP):
            await act()
        before, durations = await self._count_blocks(), []
        for _ in range(REPEATS):
            began = time.perf_counter()
            await act()
            durations.append(time.perf_counter() - began)
        return Cost(median(durations) * 1_000, (await self._count_blocks() - before) / REPEATS)

    async def _count_blocks(self) -> int:
        await asyncio.sleep(STATISTICS_SECONDS)
        query = "SELECT blks_hit + blks_read FROM pg_stat_database WHERE datname = current_database()"
        return int(await self.fetch(query))


@asynccontextmanager
async def open_ground(databases: Databases, service: str) -> AsyncIterator[Ground]:
    """Dropped at the end, with all that was filled in."""
    async with databases.clone() as clone:
        database = Database(clone.url(service))
        try:
            yield Ground(clone, database, _executor_of(service, database), uuid4())
        finally:
            await database.close()


def _executor_of(service: str, database: Database) -> Executor[Any]:
    if service == "notifications":
        infrastructure = NotificationTransaction.infrastructure
        return Executor(
            NotificationTransactions(database, NotificationTransaction, infrastructure), NOTIFICATION_HANDLERS
        )
    return Executor(Transactions(database, EscrowTransaction, EscrowTransaction.infrastructure), ESCROW_HANDLERS)
