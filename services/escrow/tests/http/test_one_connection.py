"""SEC-5: whom a transaction works for ends with it, also where all requests share one connection."""

from __future__ import annotations

import asyncio
import os

REQUESTS = int(os.environ.get("PARLEY_TESTS_S5_REQUESTS", "300"))
AT_ONCE = 8


async def test_sec_5_two_platforms_over_one_connection_never_see_each_other(app, market, open_market) -> None:
    database = app.state.service.database
    pools = []
    for engine in (database.engine, database.read_engine):
        await engine.dispose()
        pools.append(engine.sync_engine.pool)
        pools[-1]._max_overflow, pools[-1]._pool.maxsize, pools[-1]._timeout = 0, 1, 30
    await database.read_connections.close()
    database.read_connections._turns = asyncio.Semaphore(1)
    database.read_connections._wait_seconds = 30
    other = await open_market("Chairs and more")
    owners = {(await of.escrow())["id"]: of for of in (market, other)}
    asked = 0

    async def ask(number: int) -> None:
        nonlocal asked
        mine = (market, other)[number % 2]
        while asked < REQUESTS:
            asked += 1
            listed = await mine.platform.get("/v1/escrows")
            assert listed.status_code == 200, listed.text
            assert [owners[found["id"]] for found in listed.json()["data"]] == [mine]
            for id, owner in owners.items():
                assert (await mine.platform.get(f"/v1/escrows/{id}")).status_code == (200 if owner is mine else 404)

    await asyncio.gather(*(ask(number) for number in range(AT_ONCE)))

    assert asked >= REQUESTS
    assert all(pool.size() + pool.overflow() <= 1 for pool in pools)
    assert len(database.read_connections._idle) == 1
