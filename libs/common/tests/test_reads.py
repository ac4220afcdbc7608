"""Reads: one statement that names its platform, under every plan; single rows that wait go together."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Sequence
from datetime import UTC, datetime
from typing import Any, Final
from uuid import UUID, uuid4

import asyncpg
import pytest
from sqlalchemy import func, insert, select, text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import create_async_engine

from common.persistence.database import Database, is_unavailable
from common.persistence.driver_connections import DriverConnections
from common.persistence.read_connections import READ_SETTINGS
from common.persistence.row_reads import KEPT_VALUES, RowRead
from common.persistence.transaction import Transactions

from .conftest import OTHER_PLATFORM, PLATFORM, Toy, ToyTx

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
DEADLINES, OUTBOX, CLOCKS = (getattr(ToyTx.infrastructure, name) for name in ("deadlines", "outbox", "clocks"))
DEADLINE_READ: Final[RowRead[Any]] = RowRead(select(DEADLINES), DEADLINES, lambda row: row)
PLANS = [
    {},
    {"enable_nestloop": "off"},
    {"enable_hashjoin": "off", "enable_mergejoin": "off"},
    {"enable_hashjoin": "off", "enable_nestloop": "off"},
    {"enable_seqscan": "off"},
    {"enable_indexscan": "off", "enable_bitmapscan": "off"},
    {"enable_material": "off", "enable_memoize": "off"},
]
CACHES = ["force_generic_plan", "force_custom_plan"]


@pytest.fixture
async def rows(toy: Toy) -> dict[UUID, list[UUID]]:
    """Thirty deadlines of each of two platforms, their subjects the same, with as many events of theirs."""
    made: dict[UUID, list[UUID]] = {PLATFORM: [], OTHER_PLATFORM: []}
    subjects = [uuid4() for _ in range(30)]
    engine = create_async_engine(toy.admin_url)
    async with engine.begin() as connection:
        for tenant, ids in made.items():
            for number, subject in enumerate(subjects):
                ids.append(uuid4())
                due = {"anchor_at": NOON, "due_at": NOON, "clock": "natural", "state": "paused"}
                row = {"id": ids[-1], "tenant_id": tenant, "subject": subject, "kind": str(number), **due}
                await connection.execute(insert(DEADLINES), row)
                event = {"id": uuid4(), "tenant_id": tenant, "topic": "t", "subject": uuid4(), "sequence": number}
                await connection.execute(insert(OUTBOX), {**event, "body": b"{}"})
        await connection.execute(text("ANALYZE"))
    await engine.dispose()
    return made


@pytest.fixture(params=[(plan, cache) for plan in PLANS for cache in CACHES], ids=str)
async def begin(request: Any, toy: Toy, rows: object) -> AsyncIterator[Transactions[ToyTx]]:
    """Transactions of a service whose connections plan in a forced way."""
    plan, cache = request.param
    engine = create_async_engine(toy.admin_url, isolation_level="AUTOCOMMIT")
    async with engine.connect() as connection:
        name = await connection.scalar(text("SELECT current_database()"))
        for setting, value in {**plan, "plan_cache_mode": cache}.items():
            await connection.execute(text(f'ALTER ROLE svc_escrow IN DATABASE "{name}" SET {setting} = {value}'))
    await engine.dispose()
    database = Database(toy.url)
    yield Transactions(database, ToyTx, ToyTx.infrastructure)
    await database.close()


async def test_under_every_plan_a_list_has_the_rows_of_its_platform_alone(
    begin: Transactions[ToyTx], rows: dict[UUID, list[UUID]]
) -> None:
    own = select(DEADLINES.c.tenant_id)
    joined = own.join(OUTBOX, OUTBOX.c.sequence.cast(DEADLINES.c.kind.type) == DEADLINES.c.kind)
    within = own.where(DEADLINES.c.id.in_(select(OUTBOX.c.id).union_all(select(DEADLINES.c.id))))
    counted = select(DEADLINES.c.tenant_id, func.count()).group_by(DEADLINES.c.tenant_id)
    written = text(
        "WITH d AS (SELECT * FROM escrow.deadlines) -- whatever it is\nSELECT d.tenant_id FROM d ORDER BY id"
    )
    for query in (own, own.order_by(DEADLINES.c.id).limit(70), joined, within, counted, written):
        for tenant in (PLATFORM, OTHER_PLATFORM) * 4:
            async with begin.read(tenant) as tx:
                assert {row.tenant_id for row in await tx.execute(query)} == {tenant}


async def test_under_every_plan_a_row_is_its_platforms_alone(
    begin: Transactions[ToyTx], rows: dict[UUID, list[UUID]]
) -> None:
    async def read(tenant: UUID, id: UUID) -> Any:
        async with begin.read(tenant) as tx:
            return await tx.get_value(DEADLINE_READ, id)

    pairs = [(tenant, id) for ids in rows.values() for id in ids for tenant in (PLATFORM, OTHER_PLATFORM)]
    found = await asyncio.gather(*(read(tenant, id) for tenant, id in pairs))

    for (tenant, id), row in zip(pairs, found, strict=True):
        assert (row is not None) == (id in rows[tenant])
        assert row is None or (row.id, row.tenant_id) == (id, tenant)


async def test_who_names_nobody_sees_nothing(begin: Transactions[ToyTx], rows: dict[UUID, list[UUID]]) -> None:
    database = begin.database
    for tenant in (PLATFORM, OTHER_PLATFORM):  # and nothing is left of whom the connection was asked for before
        async with begin.read(tenant) as tx:
            assert len((await tx.execute(select(DEADLINES))).all()) == 30
            assert await tx.get_value(DEADLINE_READ, rows[tenant][0]) is not None
        assert await database.read_connections.fetch("SELECT * FROM escrow.deadlines") == []
        async with database.read_engine.connect() as nameless:
            assert (await nameless.execute(select(DEADLINES))).all() == []


async def test_a_read_cannot_write(toy: Toy) -> None:
    row = {"tenant_id": PLATFORM, "shift": None}
    with pytest.raises(DBAPIError):
        async with toy.begin.read(PLATFORM) as tx:
            await tx.execute(insert(CLOCKS), row)
    with pytest.raises(asyncpg.ReadOnlySQLTransactionError):
        await toy.begin.database.read_connections.fetch("DELETE FROM escrow.idempotency")


@pytest.fixture
def count_fetches(toy: Toy, monkeypatch: pytest.MonkeyPatch) -> Callable[[], Sequence[int]]:
    """How many rows each statement of the reader has asked for."""
    connections, asked = toy.begin.database.read_connections, list[int]()
    fetch = connections.fetch

    async def counted(statement: str, *arguments: Any) -> list[Any]:
        asked.append(len(arguments[1]))
        return await fetch(statement, *arguments)

    monkeypatch.setattr(connections, "fetch", counted)
    return lambda: asked


async def test_rows_that_wait_are_one_statement(
    toy: Toy, rows: dict[UUID, list[UUID]], count_fetches: Callable[[], Sequence[int]]
) -> None:
    async def read(tenant: UUID, id: UUID) -> UUID:
        async with toy.begin.read(tenant) as tx:
            row = await tx.get_value(DEADLINE_READ, id)
            return UUID(str(row.id))

    wanted = [(tenant, id) for tenant, ids in rows.items() for id in ids]
    found = await asyncio.gather(*(read(tenant, id) for tenant, id in wanted))

    assert found == [id for _, id in wanted]
    assert sum(count_fetches()) == len(wanted)
    assert len(count_fetches()) <= 3


async def test_what_a_row_stands_for_is_worked_out_anew_once_it_says_something_else(
    toy: Toy, rows: dict[UUID, list[UUID]]
) -> None:
    decoded: list[str] = []
    noted_read = RowRead(select(DEADLINES), DEADLINES, lambda row: decoded.append(row.clock) or row.clock)
    [mine, *_] = rows[PLATFORM]

    async def read(id: UUID, tenant: UUID = PLATFORM) -> str | None:
        async with toy.begin.read(tenant) as tx:
            return await tx.get_value(noted_read, id)

    assert [await read(mine), await read(mine)] == ["natural", "natural"]
    assert (await read(mine, OTHER_PLATFORM), decoded) == (None, ["natural"])
    await toy.scalar("WITH u AS (UPDATE escrow.deadlines SET clock = 'business' RETURNING 1) SELECT count(*) FROM u")
    assert [await read(mine), await read(mine), decoded.pop()] == ["business"] * 3
    assert decoded == ["natural"]


async def test_no_more_values_of_rows_are_kept_than_have_a_place(toy: Toy, rows: dict[UUID, list[UUID]]) -> None:
    reader = toy.begin.database.row_reader
    decoded: list[int] = []
    noted_read = RowRead(select(DEADLINES), DEADLINES, decoded.append)
    async with toy.begin.read(PLATFORM) as tx:
        row = await reader.read_row(noted_read, PLATFORM, rows[PLATFORM][0])
        assert await tx.get_value(DEADLINE_READ, rows[PLATFORM][0]) is not None

    ids = [uuid4() for _ in range(KEPT_VALUES + 1)]
    for id in (*ids, ids[-1], ids[0]):
        reader.decode(noted_read, PLATFORM, id, row)

    assert len(decoded) == len(ids) + 1  # the first of them had to make room


async def test_a_row_brings_the_time_of_its_platform(
    toy: Toy, rows: dict[UUID, list[UUID]], count_fetches: Callable[[], Sequence[int]]
) -> None:
    async with toy.begin(PLATFORM) as tx:
        await tx.execute(text("INSERT INTO escrow.clocks VALUES (:t, interval '3 days', NULL)"), {"t": PLATFORM})
    for tenant, days in ((PLATFORM, 3), (OTHER_PLATFORM, 0)):
        async with toy.begin.read(tenant) as tx:
            await tx.get_value(DEADLINE_READ, rows[tenant][0])
            assert round((await tx.timing()).now.timestamp() - datetime.now(UTC).timestamp()) == days * 86_400
        async with toy.begin.read(tenant) as tx:
            listed = await tx.list_rows(select(DEADLINES).limit(3))
            assert len(listed) == 3
            assert round((await tx.timing()).now.timestamp() - datetime.now(UTC).timestamp()) == days * 86_400
        async with toy.begin.read(tenant) as tx:  # asked for by itself
            assert round((await tx.timing()).now.timestamp() - datetime.now(UTC).timestamp()) == days * 86_400
    assert len(count_fetches()) == 2


async def test_a_dead_connection_is_found_by_the_statement_that_fails(toy: Toy, rows: dict[UUID, list[UUID]]) -> None:
    async def read() -> None:
        async with toy.begin.read(PLATFORM) as tx:
            assert len((await tx.execute(select(DEADLINES))).all()) == 30
            assert await tx.get_value(DEADLINE_READ, rows[PLATFORM][0]) is not None

    await asyncio.gather(*(read() for _ in range(4)))
    await toy.scalar(
        "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE application_name = 'parley'"
        " AND datname = current_database()"
        " AND pid <> pg_backend_pid()"
    )

    await asyncio.gather(*(read() for _ in range(4)))


ENDING: Final = b"SFATAL\0VFATAL\0C57P02\0Mterminating connection because of crash of another server process\0\0"


class DyingServer:
    """Way to the database on which a server that ends says so to its idle connections, as after a crash."""

    def __init__(self, url: str) -> None:
        self._url, self._clients = make_url(url), list[asyncio.StreamWriter]()
        self._writers, self._tasks = list[asyncio.StreamWriter](), set[asyncio.Task[None]]()

    async def start(self) -> str:
        self._server = await asyncio.start_server(self._relay, "127.0.0.1")
        port = self._server.sockets[0].getsockname()[1]
        return self._url.set(host="127.0.0.1", port=port).render_as_string(hide_password=False)

    async def end_idle_connections(self) -> None:
        living, self._clients = [client for client in self._clients if not client.is_closing()], []
        for client in living:
            client.write(b"E" + (len(ENDING) + 4).to_bytes(4) + ENDING)
        await asyncio.sleep(0.05)

    async def stop(self) -> None:
        self._server.close()
        for task in self._tasks:
            task.cancel()
        for writer in self._writers:
            writer.close()
        closed = (writer.wait_closed() for writer in self._writers)
        await asyncio.gather(*self._tasks, *closed, return_exceptions=True)

    async def _relay(self, reader: asyncio.StreamReader, client: asyncio.StreamWriter) -> None:
        from_server, server = await asyncio.open_connection(self._url.host, self._url.port)
        self._clients.append(client)
        self._writers += (client, server)
        for source, target in ((reader, server), (from_server, client)):
            task = asyncio.create_task(_copy(source, target))
            self._tasks.add(task)


async def _copy(source: asyncio.StreamReader, target: asyncio.StreamWriter) -> None:
    while data := await source.read(65_536):
        target.write(data)
        await target.drain()
    target.close()


async def test_a_server_that_says_it_ends_is_no_fault_of_the_read(toy: Toy, monkeypatch: pytest.MonkeyPatch) -> None:
    server = DyingServer(toy.url)
    connections = DriverConnections(await server.start(), READ_SETTINGS, size=2, name="parley-dying", wait_seconds=1.0)
    connect = connections._connect

    async def asked_again() -> asyncpg.Connection[Any]:
        """Connect to a server that ends before it is asked."""
        connection = await connect()
        await server.end_idle_connections()
        return connection

    try:
        assert await connections.fetch("SELECT 1 AS one")
        await server.end_idle_connections()

        assert (await connections.fetch("SELECT 1 AS one"))[0].one == 1

        monkeypatch.setattr(connections, "_connect", asked_again)
        await server.end_idle_connections()
        with pytest.raises(asyncpg.InternalClientError) as failed:
            await connections.fetch("SELECT 1 AS one")
        assert is_unavailable(failed.value)
    finally:
        await connections.close()
        await server.stop()
