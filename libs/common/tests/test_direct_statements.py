"""Direct statements: in the transaction of their connection, heard by whoever listens, failing as SQLAlchemy's do."""

from __future__ import annotations

import asyncio
from contextlib import AsyncExitStack

import pytest
from sqlalchemy import event, text
from sqlalchemy.dialects.postgresql.asyncpg import AsyncAdapt_asyncpg_connection
from sqlalchemy.exc import DBAPIError, IntegrityError

from common.persistence.database import is_unavailable
from common.persistence.direct_statements import DirectStatement
from common.persistence.tenant_connection import TenantConnection

from .conftest import PLATFORM, Toy

ADD_CLOCK = DirectStatement("INSERT INTO escrow.clocks (tenant_id, shift) VALUES (:tenant, interval '1 hour')")
COUNT_CLOCKS = "SELECT count(*) FROM escrow.clocks"


def test_parameters_are_numbered_and_one_that_is_named_twice_is_one() -> None:
    statement = DirectStatement("SELECT CAST(:b AS int), :a, x::text -- two of them: b, and\nFROM y WHERE :b > z")

    assert statement.names == ("b", "a")
    assert statement.sql == "SELECT CAST($1 AS int), $2, x::text -- two of them: b, and\nFROM y WHERE $1 > z"


async def test_what_is_sent_directly_is_undone_with_the_rest(toy: Toy) -> None:
    with pytest.raises(ZeroDivisionError):
        async with toy.begin.database.engine.begin() as connection:
            lane = TenantConnection(connection)
            await lane.name({PLATFORM})
            await lane.fetch(ADD_CLOCK, {"tenant": PLATFORM})
            raise ZeroDivisionError

    assert await toy.scalar(COUNT_CLOCKS) == 0


async def test_what_is_sent_directly_and_by_sqlalchemy_is_one_transaction_that_listeners_hear(toy: Toy) -> None:
    heard: list[str] = []
    engine = toy.begin.database.worker_engine.sync_engine
    event.listen(engine, "before_cursor_execute", lambda *given: heard.append(given[2]))

    async with toy.begin(PLATFORM) as tx:
        await tx.lane.fetch(ADD_CLOCK, {"tenant": PLATFORM})
        counted = (await tx.execute(text(COUNT_CLOCKS))).scalar_one()
        [there] = await tx.lane.fetch(DirectStatement(COUNT_CLOCKS), {})

    assert counted == there.count == 1
    assert heard[1:] == [ADD_CLOCK.sql, COUNT_CLOCKS, COUNT_CLOCKS]


async def test_a_violated_wall_is_an_integrity_error_that_names_it_and_no_value(toy: Toy) -> None:
    with pytest.raises(IntegrityError, match="pk_clocks") as caught:
        async with toy.begin(PLATFORM) as tx:
            await tx.lane.fetch(ADD_CLOCK, {"tenant": PLATFORM})
            await tx.lane.fetch(ADD_CLOCK, {"tenant": PLATFORM})

    assert getattr(caught.value.orig, "sqlstate", None) == "23505"
    assert not is_unavailable(caught.value)
    assert await toy.scalar(COUNT_CLOCKS) == 0


async def test_a_connection_that_is_lost_leaves_the_pool_and_is_no_failure_of_ours(toy: Toy) -> None:
    killed = "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE application_name = 'parley'"

    with pytest.raises(DBAPIError) as caught:
        async with toy.begin(PLATFORM) as tx:
            await toy.scalar(f"{killed} AND datname = current_database()")
            await tx.lane.fetch(ADD_CLOCK, {"tenant": PLATFORM})
    async with toy.begin(PLATFORM) as tx:
        await tx.lane.fetch(ADD_CLOCK, {"tenant": PLATFORM})

    assert caught.value.connection_invalidated
    assert is_unavailable(caught.value)
    assert await toy.scalar(COUNT_CLOCKS) == 1


async def test_an_act_that_is_given_up_while_it_begins_leaves_nothing_open_behind_it(
    toy: Toy, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A connection of which nobody knows whether BEGIN has run would commit into a savepoint: into nothing."""
    engine, begun = toy.begin.database.engine, asyncio.Event()

    async def begin_and_hang(adapted: AsyncAdapt_asyncpg_connection) -> None:
        await adapted._connection.transaction().start()
        begun.set()
        await asyncio.Event().wait()

    async with engine.begin() as connection:
        before = (await connection.execute(text("SELECT pg_backend_pid()"))).scalar_one()
    with monkeypatch.context() as patched:
        patched.setattr(AsyncAdapt_asyncpg_connection, "_start_transaction", begin_and_hang)
        task = asyncio.create_task(_add_clock(toy))
        await begun.wait()
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
    async with engine.begin() as connection:
        after = (await connection.execute(text("SELECT pg_backend_pid()"))).scalar_one()
    await _add_clock(toy)

    assert after != before
    assert await toy.scalar(COUNT_CLOCKS) == 1


async def _add_clock(toy: Toy) -> None:
    async with toy.begin.database.engine.begin() as connection:
        lane = TenantConnection(connection)
        await lane.name({PLATFORM})
        await lane.fetch(ADD_CLOCK, {"tenant": PLATFORM})


async def test_connections_of_the_pool_that_have_died_are_replaced_and_nobody_hears_of_it(toy: Toy) -> None:
    engine = toy.begin.database.engine
    async with AsyncExitStack() as stack:
        for _ in range(4):
            await stack.enter_async_context(engine.connect())
    await toy.scalar(
        "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE application_name = 'parley'"
        " AND datname = current_database() AND pid <> pg_backend_pid()"
    )

    assert await asyncio.gather(*(_ask(toy) for _ in range(4))) == [1, 1, 1, 1]


async def _ask(toy: Toy) -> int:
    async with toy.begin.database.engine.begin() as connection:
        [row] = await TenantConnection(connection).fetch(DirectStatement("SELECT 1 AS one"), {})
        return int(row.one)
