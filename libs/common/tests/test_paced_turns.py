"""WAL-F6: of more lists at once than can be read in time, those that cannot are told early, and others are served."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from uuid import UUID

import pytest
from sqlalchemy import exc, text

from common.kernel import seams
from common.turns.paced_turns import Line, NoTurnInTime, PacedTurns

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


GREEDY, OTHER = UUID(int=1), UUID(int=2)
SECONDS_A_LIST = 0.125
PLACES = 4
LONGEST_WAIT = 2.0


@dataclass
class Bench:
    """Readers who each hold a turn until they are let go, by a clock that moves when it is told to."""

    now: float = 1_000.0
    turns: PacedTurns = field(default_factory=lambda: PacedTurns(PLACES, LONGEST_WAIT))
    reading: list[tuple[Line, asyncio.Event]] = field(default_factory=list)
    """In the order in which they got their turn."""
    refused: list[tuple[Line, float]] = field(default_factory=list)
    tasks: list[asyncio.Task[None]] = field(default_factory=list)

    async def begin(self, asker: Line, count: int = 1) -> None:
        self.tasks += [asyncio.create_task(self._read(asker, self.now)) for _ in range(count)]
        await self.settle()

    async def _read(self, asker: Line, began: float) -> None:
        may_end = asyncio.Event()
        try:
            async with self.turns.take_turn(asker):
                self.reading.append((asker, may_end))
                await may_end.wait()
        except NoTurnInTime:
            self.refused.append((asker, self.now - began))

    async def end_round(self, seconds: float = SECONDS_A_LIST) -> None:
        """Let those who read now end, after so many seconds."""
        self.now += seconds
        ending, self.reading = self.reading, []
        for _, may_end in ending:
            may_end.set()
        await self.settle()

    async def end_all(self) -> None:
        while self.reading:
            await self.end_round()
        await asyncio.gather(*self.tasks)

    async def settle(self) -> None:
        for _ in range(10):
            await asyncio.sleep(0)

    async def have_known_pace(self) -> None:
        for _ in range(4):
            await self.begin((GREEDY, None), PLACES)
            await self.end_round()
        assert not self.refused


@pytest.fixture
def bench() -> Iterator[Bench]:
    bench = Bench()
    remove = seams.install_world(seams.World(monotonic=lambda: bench.now))
    yield bench
    remove()


async def test_wal_f6_who_cannot_be_read_in_time_is_told_at_once_and_the_rest_is_served(bench: Bench) -> None:
    await bench.have_known_pace()

    await bench.begin((GREEDY, None), 80)
    refused_at_once = [waited for _, waited in bench.refused]
    await bench.end_all()

    assert refused_at_once == [0.0] * 28, "thirty-two a second: four read, 48 wait for a second and a half at most"
    assert len(bench.refused) == 28, "whoever was let wait was served"


async def test_wal_f6_where_the_pace_is_unknown_two_rounds_tell_it(bench: Bench) -> None:
    await bench.begin((GREEDY, None), 160)
    assert not bench.refused
    await bench.end_all()

    assert len(bench.refused) > 80
    assert max(waited for _, waited in bench.refused) == pytest.approx(2 * SECONDS_A_LIST)


async def test_wal_f6_another_platform_has_its_turn_beside_a_greedy_one(bench: Bench) -> None:
    await bench.have_known_pace()
    await bench.begin((GREEDY, None), 80)
    bench.refused.clear()

    await bench.begin((OTHER, None))
    await bench.end_round()

    assert [asker for asker, _ in bench.refused] == [(GREEDY, None)], "the one it came before, of the longest line"
    assert (OTHER, None) in [asker for asker, _ in bench.reading]
    await bench.end_all()


async def test_wal_f6_another_participant_has_its_turn_beside_a_greedy_one(bench: Bench) -> None:
    await bench.have_known_pace()
    await bench.begin((GREEDY, "anna"), 80)

    await bench.begin((GREEDY, "sam"))
    await bench.end_round()

    assert (GREEDY, "sam") in [asker for asker, _ in bench.reading]
    assert (GREEDY, "sam") not in [asker for asker, _ in bench.refused]
    await bench.end_all()


async def test_wal_f6_of_many_with_one_each_who_came_last_is_refused(bench: Bench) -> None:
    await bench.have_known_pace()
    for number in range(80):
        await bench.begin((GREEDY, f"buyer-{number}"))
    await bench.end_all()

    assert [asker for asker, _ in bench.refused] == [(GREEDY, f"buyer-{number}") for number in range(52, 80)]


async def test_wal_f6_who_has_gone_stands_in_nobodys_way(bench: Bench) -> None:
    await bench.have_known_pace()
    await bench.begin((GREEDY, None), 50)
    for task in bench.tasks[-40:]:
        task.cancel()
    await bench.settle()

    await bench.begin((GREEDY, None), 40)

    assert not bench.refused
    bench.tasks = [task for task in bench.tasks if not task.cancelled()]
    await bench.end_all()
