"""WAL-F6: lists that many ask for at once are read by every platform in turn; who would wait too long is told so."""

from __future__ import annotations

import asyncio
import time
from contextlib import AsyncExitStack
from itertools import count

from common.kernel.seams import World, install_world
from common.turns.paced_turns import PacedTurns
from deploy.proof.testing.market import wait_until

SECONDS_A_LIST = 30.0
LONGEST_WAIT = 120.0
"""Of a real clock, which is not to end it."""
MAY_WAIT = 3
"""Lists of half a minute each, behind one another, within three quarters of the longest wait."""
PEOPLE = 80
LONGEST_REFUSAL = 2.0
"""Seconds until the last of eighty is told, on a machine that is full; 0.2 where it is not."""


async def install_slow_turns(app) -> PacedTurns:
    """Have one connection for lists, of which it is known how long each takes. Called last: what is read to open a
    platform takes no time, and whoever came next would be hopeful."""
    turns, ticks = PacedTurns(1, LONGEST_WAIT), count()
    forget_ticks = install_world(World(monotonic=lambda: next(ticks) * SECONDS_A_LIST))
    for _ in range(2):
        async with turns.take_turn():
            pass
    forget_ticks()
    app.state.service.database.read_engine.turns = turns
    return turns


async def test_wal_f6_a_list_of_another_platform_is_read_beside_those_of_a_greedy_one(app, market, open_market) -> None:
    other = await open_market("Chairs")
    turns = await install_slow_turns(app)

    async def is_waiting(lists: int) -> None:
        async def count_waiting() -> int:
            return len(turns._waiting)

        await wait_until(f"{lists} lists wait", count_waiting, lambda waiting: waiting == lists)

    async with asyncio.timeout(20), turns.take_turn():
        greedy = [asyncio.create_task(market.platform.get("/v1/escrows")) for _ in range(MAY_WAIT)]
        await is_waiting(MAY_WAIT)
        refused = await market.platform.get("/v1/escrows")
        modest = asyncio.create_task(other.platform.get("/v1/escrows"))
        await asyncio.wait(greedy, return_when=asyncio.FIRST_COMPLETED)
        await is_waiting(MAY_WAIT)

    assert (refused.status_code, refused.json()["code"]) == (503, "overloaded")
    assert refused.headers["retry-after"]
    assert (await modest).status_code == 200
    assert [answer.status_code for answer in await asyncio.gather(*greedy)] == [200, 200, 503]


async def test_wal_f6_of_eighty_participants_at_once_who_cannot_be_served_is_told_at_once(app, market) -> None:
    people = [await market.participant("buyer", f"buyer-{number}") for number in range(PEOPLE)]
    turns = await install_slow_turns(app)
    refused_after: list[float] = []
    all_are_told = asyncio.Event()

    async def read(person) -> int:
        began = time.monotonic()
        answer = await person.get("/v1/escrows")
        if answer.status_code == 503:
            assert answer.headers["retry-after"]
            refused_after.append(time.monotonic() - began)
            if len(refused_after) == PEOPLE - MAY_WAIT:
                all_are_told.set()
        return answer.status_code

    async with asyncio.timeout(20), AsyncExitStack() as held:
        await held.enter_async_context(turns.take_turn())
        for _ in range(app.state.service.database.read_engine.pool.size()):
            await held.enter_async_context(app.state.service.database.read_engine.connect())
        reading = [asyncio.create_task(read(person)) for person in people]
        await all_are_told.wait()
        health = (await market.client.get("/health/ready")).json()

    assert "reads" in health["exhausted"]
    assert max(refused_after) < LONGEST_REFUSAL
    assert sorted(await asyncio.gather(*reading)) == [200] * MAY_WAIT + [503] * (PEOPLE - MAY_WAIT)
