"""Direct statements: in the transaction of their connection, heard by whoever listens, failing as SQLAlchemy's do."""

from __future__ import annotations

import pytest
from sqlalchemy import event, text
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
