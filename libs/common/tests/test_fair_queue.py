"""Whoever brings much waits for himself (WAL-A3)."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from itertools import count

import pytest

from common.confinement.fair_queue import (
    OWN_WORK,
    ConfinedQueueFull,
    FairQueue,
    QueueLane,
    QueueLimits,
    share_places,
)

LIMITS = QueueLimits(
    places=3, places_of_platform=2, places_of_caller=1, waiting=8, waiting_of_platform=6, waiting_of_caller=2, seconds=5
)
MANY, OTHER, ELSEWHERE = QueueLane("a", "many"), QueueLane("a", "other"), QueueLane("b", "buyer")


class Runs:
    """Runs that last until they are ended, in the order in which they began."""

    def __init__(self, queue: FairQueue) -> None:
        self._queue, self.began = queue, []
        self._ends: list[asyncio.Event] = []
        self.tasks: list[asyncio.Task[None]] = []

    def start(self, lane: QueueLane) -> None:
        self.tasks.append(asyncio.create_task(self._run(lane)))

    async def _run(self, lane: QueueLane) -> None:
        async with self._queue.hold_place(lane):
            end = asyncio.Event()
            self.began.append(lane)
            self._ends.append(end)
            await end.wait()

    async def end_first(self) -> None:
        self._ends.pop(0).set()
        await settle()

    async def end_all(self) -> None:
        while self._ends:
            await self.end_first()
        await asyncio.gather(*self.tasks)


async def settle() -> None:
    for _ in range(6):
        await asyncio.sleep(0)


async def test_wal_a3_one_who_brings_much_leaves_room_for_others() -> None:
    runs = Runs(FairQueue(LIMITS))
    for _ in range(3):
        runs.start(MANY)
    runs.start(OTHER)
    runs.start(ELSEWHERE)
    await settle()

    assert runs.began == [MANY, OTHER, ELSEWHERE]
    await runs.end_all()
    assert runs.began[3:] == [MANY, MANY]


async def test_wal_a3_a_platform_never_holds_every_place() -> None:
    runs = Runs(FairQueue(LIMITS))
    for number in range(5):
        runs.start(QueueLane("a", f"caller {number}"))
    await settle()
    assert len(runs.began) == 2

    runs.start(ELSEWHERE)
    await settle()

    assert runs.began[2] == ELSEWHERE
    await runs.end_all()


async def full(run: Callable[[], Awaitable[None]]) -> bool:
    try:
        await run()
    except ConfinedQueueFull:
        return True
    return False


async def test_wal_a3_the_queue_is_bounded_for_each_and_for_all() -> None:
    queue = FairQueue(LIMITS)
    runs = Runs(queue)
    for _ in range(3):
        runs.start(MANY)  # one runs, two wait
    await settle()

    async def enter() -> None:
        async with queue.hold_place(MANY):
            pass

    assert await full(enter)
    async with queue.hold_place(OTHER):
        pass  # nobody else is held up
    await runs.end_all()
    assert not await full(enter)


async def test_wal_a3_whoever_waits_too_long_is_told_so_and_leaves_nothing_behind() -> None:
    queue = FairQueue(QueueLimits(places=1, seconds=0.05))

    async with queue.hold_place(MANY):
        with pytest.raises(ConfinedQueueFull):
            async with queue.hold_place(OTHER):
                pass
    async with queue.hold_place(OTHER):
        pass


async def test_who_goes_away_while_waiting_gives_his_place_on() -> None:
    queue = FairQueue(QueueLimits(places=1, seconds=5))
    runs = Runs(queue)
    runs.start(MANY)
    runs.start(OTHER)
    runs.start(ELSEWHERE)
    await settle()

    runs.tasks.pop(1).cancel()
    await settle()
    await runs.end_all()

    assert runs.began == [MANY, ELSEWHERE]


async def test_wal_a3_among_callers_of_a_platform_the_next_is_who_was_served_longest_ago() -> None:
    runs = Runs(FairQueue(QueueLimits(places=1)))
    for lane in (MANY, MANY, MANY, OTHER):
        runs.start(lane)
    await settle()

    await runs.end_all()

    assert runs.began == [MANY, OTHER, MANY, MANY]


@pytest.fixture
def slow_runs() -> Runs:
    """Runs that take ten seconds each, in a queue in which nobody can wait for more than 25."""
    times = count(step=10)
    return Runs(FairQueue(QueueLimits(places=1, seconds=25), lambda: float(next(times))))


async def ask_for_six(runs: Runs, lane: QueueLane) -> int:
    """One runs and shows how long it takes, and then five are asked for: how many of these are refused at once?"""
    runs.start(lane)
    await settle()
    await runs.end_first()
    for _ in range(5):
        runs.start(lane)
    await settle()
    return sum(task.done() and isinstance(task.exception(), ConfinedQueueFull) for task in runs.tasks)


async def test_wal_f6_whose_turn_would_come_too_late_is_told_at_once(slow_runs) -> None:
    assert await ask_for_six(slow_runs, MANY) == 2, "one runs, and two wait up to twenty seconds"

    slow_runs.start(ELSEWHERE)
    await settle()
    assert not slow_runs.tasks[-1].done(), "its turn is the next"


async def test_wal_f6_workers_wait_however_long_it_takes(slow_runs) -> None:
    assert await ask_for_six(slow_runs, OWN_WORK) == 0
    await slow_runs.end_all()


def test_wal_a3_whoever_comes_beside_others_has_what_they_leave_or_as_much_as_they() -> None:
    assert share_places(3, 2, []) == 2
    assert share_places(3, 2, [1]) == 2
    assert share_places(3, 2, [2]) == 1.5
    assert share_places(3, 2, [2, 2]) == 1
