"""Spare connections: one transaction hands its connection to the next, and nothing of its own with it."""

from __future__ import annotations

import asyncio
from typing import Any

import asyncpg
import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError, IntegrityError
from sqlalchemy.ext.asyncio import AsyncConnection

from common.persistence import engines
from common.persistence.engines import ActEngine

from .conftest import Toy

ADD_TWICE = """
CREATE TEMP TABLE once (id int CONSTRAINT only_once UNIQUE DEFERRABLE INITIALLY DEFERRED) ON COMMIT DROP;
"""


def engine_of(toy: Toy) -> ActEngine:
    engine = toy.begin.database.engine
    assert isinstance(engine, ActEngine)
    return engine


async def ask_pid(connection: AsyncConnection) -> int:
    return int((await connection.execute(text("SELECT pg_backend_pid()"))).scalar_one())


async def transact(engine: ActEngine) -> int:
    async with engine.begin() as connection:
        return await ask_pid(connection)


async def test_a_connection_is_handed_on_without_its_pool_and_counts_as_free(toy: Toy) -> None:
    engine = engine_of(toy)

    first = await transact(engine)
    taken = engine.pool.checkedout()  # type: ignore[attr-defined]
    second = await transact(engine)

    assert first == second
    assert (taken, engine.spare_connections, toy.begin.database.connections_in_use) == (1, 1, 0)


async def test_what_has_not_been_used_for_a_moment_is_the_pools_again_and_not_asked_whether_it_lives(
    toy: Toy, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engines, "IDLE_SECONDS", 0.05)
    engine, pings = engine_of(toy), list[Any]()
    monkeypatch.setattr(engine.sync_engine.dialect, "do_ping", pings.append)
    before = await transact(engine)
    await asyncio.sleep(0.3)

    assert engine.spare_connections == engine.pool.checkedout() == 0  # type: ignore[attr-defined]
    assert await transact(engine) == before
    assert pings == []


async def test_who_waits_for_a_connection_gets_the_one_that_becomes_free(toy: Toy) -> None:
    engine = engine_of(toy)
    pool: Any = engine.pool
    places = pool.size() + pool._max_overflow

    pids = await asyncio.wait_for(asyncio.gather(*(transact(engine) for _ in range(3 * places))), 20)

    assert len(set(pids)) <= places


async def test_more_than_the_pool_has_room_for_are_closed_when_they_are_given_back(
    toy: Toy, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engines, "IDLE_SECONDS", 0.05)
    engine = engine_of(toy)
    pool: Any = engine.pool
    places = pool.size() + pool._max_overflow
    together = asyncio.Barrier(places)

    async def transact_together() -> None:
        async with engine.begin() as connection:
            await ask_pid(connection)
            await together.wait()

    await asyncio.wait_for(asyncio.gather(*(transact_together() for _ in range(places))), 20)
    assert engine.spare_connections > pool.size()
    await asyncio.sleep(0.5)

    assert (engine.spare_connections, pool.checkedout(), pool.checkedin()) == (0, 0, pool.size())


async def test_what_is_refused_at_the_commit_is_an_integrity_error_and_the_connection_lives(toy: Toy) -> None:
    engine = engine_of(toy)
    before = await transact(engine)

    with pytest.raises(IntegrityError, match="only_once"):
        async with engine.begin() as connection:
            await connection.execute(text(ADD_TWICE))
            await connection.execute(text("INSERT INTO once VALUES (1), (1)"))

    assert await transact(engine) == before


async def test_a_connection_that_is_lost_before_its_commit_is_told_so_and_replaced(toy: Toy) -> None:
    engine = engine_of(toy)

    with pytest.raises(DBAPIError) as caught:
        async with engine.begin() as connection:
            pid = await ask_pid(connection)
            await toy.scalar(f"SELECT pg_terminate_backend({pid})")
            await asyncio.sleep(0.1)

    assert caught.value.connection_invalidated
    assert await transact(engine) != pid


async def test_a_connection_that_refuses_to_begin_is_handed_to_nobody(
    toy: Toy, monkeypatch: pytest.MonkeyPatch
) -> None:
    engine, before = engine_of(toy), await transact(engine_of(toy))
    start = asyncpg.transaction.Transaction.start

    async def begin_and_fail(transaction: Any) -> None:
        await start(transaction)  # from now on the driver believes that one is under way
        raise asyncpg.PostgresError("refused")

    with monkeypatch.context() as during:
        during.setattr(asyncpg.transaction.Transaction, "start", begin_and_fail)
        with pytest.raises(DBAPIError):
            await transact(engine)

    assert await transact(engine) != before
    assert engine.spare_connections == engine.pool.checkedout() == 1  # type: ignore[attr-defined]


async def test_who_is_cancelled_in_the_commit_leaves_no_connection_of_which_nobody_knows(
    toy: Toy, monkeypatch: pytest.MonkeyPatch
) -> None:
    engine, committing = engine_of(toy), asyncio.Event()

    async def hang(transaction: object) -> None:
        committing.set()
        await asyncio.Event().wait()

    before = await transact(engine)
    with monkeypatch.context() as during:
        during.setattr(asyncpg.transaction.Transaction, "commit", hang)
        task = asyncio.create_task(transact(engine))
        await committing.wait()
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task

    assert await transact(engine) != before
    assert engine.spare_connections == engine.pool.checkedout() == 1  # type: ignore[attr-defined]


async def fill_with_spares(engine: ActEngine, count: int = 4) -> set[int]:
    together = asyncio.Barrier(count)

    async def transact_together() -> int:
        async with engine.begin() as connection:
            pid = await ask_pid(connection)
            await together.wait()
            return pid

    pids = await asyncio.wait_for(asyncio.gather(*(transact_together() for _ in range(count))), 20)
    assert engine.spare_connections == count
    return set(pids)


async def end_backends(toy: Toy, pids: set[int]) -> None:
    await toy.scalar(f"SELECT count(pg_terminate_backend(pid)) FROM unnest(ARRAY{sorted(pids)}) AS of(pid)")


async def test_spares_that_have_ended_are_handed_to_nobody(toy: Toy) -> None:
    """The driver has heard of it, though nobody has asked."""
    engine = engine_of(toy)
    before = await fill_with_spares(engine)
    await end_backends(toy, before)
    await asyncio.sleep(0.2)

    after = await asyncio.gather(*(transact(engine) for _ in range(4)))

    assert before.isdisjoint(after)


@pytest.mark.parametrize("idle_seconds", [60.0, 0.05], ids=["spare", "of the pool"])
async def test_who_begins_on_one_that_has_died_is_given_another(
    toy: Toy, monkeypatch: pytest.MonkeyPatch, idle_seconds: float
) -> None:
    monkeypatch.setattr(engines, "IDLE_SECONDS", idle_seconds)
    engine = engine_of(toy)
    before = await fill_with_spares(engine)
    monkeypatch.setattr(engines._SpareConnection, "is_lost", False)  # nobody has heard of it yet
    await asyncio.sleep(0.3)
    await end_backends(toy, before)
    await asyncio.sleep(0.2)

    assert await transact(engine) not in before
    assert await transact(engine) not in before


async def test_who_finds_one_lost_gives_the_other_spares_back(toy: Toy, monkeypatch: pytest.MonkeyPatch) -> None:
    engine = engine_of(toy)
    await fill_with_spares(engine)
    monkeypatch.setattr(engines._SpareConnection, "is_lost", False)  # nobody has heard of it yet

    with pytest.raises(DBAPIError):
        async with engine.begin() as connection:
            pid = await ask_pid(connection)
            await end_backends(toy, {pid})
            await asyncio.sleep(0.1)
            await ask_pid(connection)

    assert engine.spare_connections == 0


@pytest.mark.parametrize(("limit", "patched"), [("KEEP_SECONDS", -1.0), ("IDLE_SECONDS", 0.0)])
async def test_no_spare_is_older_or_longer_idle_than_the_pool_allows(
    toy: Toy, monkeypatch: pytest.MonkeyPatch, limit: str, patched: float
) -> None:
    monkeypatch.setattr(engines, limit, patched)
    engine, asked = engine_of(toy), 0
    open_transaction = engines._open_transaction

    def count_asking(sync_engine: Any) -> Any:
        nonlocal asked
        asked += 1
        return open_transaction(sync_engine)

    monkeypatch.setattr(engines, "_open_transaction", count_asking)
    for _ in range(3):
        await transact(engine)

    assert asked == 3, "the pool, which looks how old one is"


async def test_a_disposed_engine_keeps_nothing_of_before(toy: Toy) -> None:
    engine, may_end = engine_of(toy), asyncio.Event()
    begun, pool = asyncio.Event(), engine.pool

    async def transact_slowly() -> None:
        async with engine.begin() as connection:
            await ask_pid(connection)
            begun.set()
            await may_end.wait()

    task = asyncio.create_task(transact_slowly())
    await begun.wait()
    await engine.dispose()
    may_end.set()
    await task

    assert (engine.spare_connections, toy.begin.database.connections_in_use) == (0, 0)
    assert pool.checkedin() == 0, "the pool of before has closed what it was given back"  # type: ignore[attr-defined]
