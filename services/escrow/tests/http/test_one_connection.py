"""SEC-5: whom a transaction works for ends with it, also where all requests share one connection."""

from __future__ import annotations

import asyncio
import os

REQUESTS = int(os.environ.get("PARLEY_TESTS_S5_REQUESTS", "300"))
AT_ONCE = 8


async def test_sec_5_two_platforms_over_one_connection_never_see_each_other(app, market, open_market) -> None:
    await app.state.service.database.engine.dispose()
    pool = app.state.service.database.engine.sync_engine.pool
    pool._max_overflow, pool._pool.maxsize = 0, 1
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
    assert pool.size() + pool.overflow() <= 1
