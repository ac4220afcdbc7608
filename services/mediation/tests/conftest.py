from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import datetime

import pytest
from sqlalchemy import text
from sqlalchemy.ext.asyncio import create_async_engine

from common import db
from common.store import Transactions
from deploy.testing.databases import Database
from mediation.domain.mediation import Mediation
from mediation.store import MediationTx
from mediation.testing import NOON, TENANT

Begin = Transactions[MediationTx]


class Clock:
    """A present the test can move."""

    def __init__(self) -> None:
        self.time = NOON

    def __call__(self) -> datetime:
        return self.time


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
async def begin(database: Database, clock: Clock) -> AsyncIterator[Begin]:
    pool = db.Database(database.url("mediation"))
    yield Transactions(pool, MediationTx, clock)
    await pool.close()


@pytest.fixture
def keep(begin: Begin) -> Callable[[Mediation], Awaitable[Mediation]]:
    """Put a negotiation into the database as it is."""

    async def keep(mediation: Mediation) -> Mediation:
        async with begin(mediation.tenant) as tx:
            await tx.mediations.add(mediation)
        return mediation

    return keep


@pytest.fixture
def stored(begin: Begin) -> Callable[[Mediation], Awaitable[Mediation]]:
    async def stored(mediation: Mediation) -> Mediation:
        async with begin.read(TENANT) as tx:
            return await tx.mediations.get(mediation.id)

    return stored


@pytest.fixture
async def rows(database: Database) -> AsyncIterator[Callable[[str], Awaitable[list[tuple[object, ...]]]]]:
    """What the superuser sees, whom row security does not concern."""
    engine = create_async_engine(database.admin_url)

    async def rows(query: str) -> list[tuple[object, ...]]:
        async with engine.connect() as connection:
            return [tuple(row) for row in await connection.execute(text(query))]

    yield rows
    await engine.dispose()
