"""WAL-F6: of more lists at once than can be read in time, those that cannot are told early, and others are served."""

from __future__ import annotations

import asyncio
import time

import pytest
from sqlalchemy import exc, text

from common.persistence.read_connections import PacedTurns

from .conftest import PLATFORM, Toy

LISTS = 120
SLOW_LIST = text("SELECT 1 AS one FROM pg_sleep(0.1)")
"""Four connections read forty of them a second, and whoever waits does so for two at most."""


async def test_wal_f6_lists_that_cannot_be_read_in_time_are_refused_early(toy: Toy) -> None:
    began = time.monotonic()

    async def read() -> tuple[bool, float]:
        try:
            async with toy.begin.read(PLATFORM) as tx:
                await tx.execute(SLOW_LIST)
        except (TimeoutError, exc.TimeoutError):
            return False, time.monotonic() - began
        return True, time.monotonic() - began

    answers = await asyncio.gather(*(read() for _ in range(LISTS)))

    served, refused = ([took for was_served, took in answers if was_served is kind] for kind in (True, False))
    assert refused
    assert min(refused) < 1.9, "told before the two seconds are over"
    assert len(served) >= LISTS // 3
    assert max(served) > 1.2, "nobody is refused who could be served"


async def test_a_turn_that_was_given_to_whoever_has_gone_is_given_on() -> None:
    turns, order, may_go = PacedTurns(1, 5), [], asyncio.Event()

    async def hold(name: str) -> None:
        async with turns.take_turn():
            order.append(name)
            await may_go.wait()

    first, gone, last = (asyncio.create_task(hold(name)) for name in ("first", "gone", "last"))
    await asyncio.sleep(0)
    gone.cancel()
    may_go.set()
    await asyncio.gather(first, last)

    assert order == ["first", "last"]
    async with asyncio.timeout(1), turns.take_turn():
        assert gone.cancelled()


async def test_whoever_is_cancelled_in_the_moment_of_its_turn_gives_it_on() -> None:
    turns = PacedTurns(1, 5)
    async with turns.take_turn():
        waiting = asyncio.create_task(_take(turns))
        await asyncio.sleep(0)
    waiting.cancel()  # its turn was given to it, and it does not know yet
    with pytest.raises(asyncio.CancelledError):
        await waiting

    async with asyncio.timeout(1), turns.take_turn():
        pass


async def test_who_waits_for_one_that_never_ends_is_told_in_time() -> None:
    turns = PacedTurns(1, 0.05)
    async with turns.take_turn():
        with pytest.raises(TimeoutError):
            await _take(turns)
    await _take(turns)


async def _take(turns: PacedTurns) -> None:
    async with turns.take_turn():
        pass


async def test_wal_f6_a_standstill_that_is_over_refuses_nobody() -> None:
    """Five readers stood still for most of a wait; the hundred behind them take a moment each."""
    turns = PacedTurns(5, 2.0)

    async def read(seconds: float) -> bool:
        try:
            async with turns.take_turn():
                await asyncio.sleep(seconds)
        except TimeoutError:
            return False
        return True

    answers = await asyncio.gather(*(read(1.2) for _ in range(5)), *(read(0.002) for _ in range(100)))

    assert all(answers)
