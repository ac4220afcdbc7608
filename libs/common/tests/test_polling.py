"""One loop for all background work: when it pauses, when it does not, and what becomes of errors."""

from __future__ import annotations

import asyncio
import time
from contextlib import suppress

import pytest

from common.jobs.polling import PollingWorker, run_together
from common.jobs.resting import LONGEST_REST_SECONDS, Rests
from common.jobs.supervision import keep_running, restart_seconds


class Loop:
    """Passes with given results, and pauses that are only written down."""

    def __init__(self, *results: int | Exception) -> None:
        self.results, self.steps = list(results), []
        self.ended = asyncio.Event()

    async def run_pass(self) -> int:
        if not self.results:
            self.ended.set()
            await asyncio.Event().wait()
        self.steps.append("pass")
        result = self.results.pop(0)
        if isinstance(result, Exception):
            raise result
        return result

    async def sleep(self, seconds: float) -> None:
        self.steps.append(seconds)

    async def until_ended(self, running) -> None:
        task = asyncio.create_task(running)
        await asyncio.wait_for(self.ended.wait(), 5)
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task


async def test_a_full_batch_is_followed_by_the_next_without_a_pause() -> None:
    loop = Loop(2, 2, 1)

    await loop.until_ended(PollingWorker(loop.run_pass, idle_seconds=3, batch_size=2, sleep=loop.sleep).run())

    assert loop.steps == ["pass", "pass", "pass", 3]


async def test_after_work_it_rests_before_it_is_woken_again_and_after_nothing_it_does_not() -> None:
    loop = Loop(1, 0, 2, 1)
    rests = Rests(longest=1e-9)
    rests.measure_rest(time.monotonic() - 60, time.monotonic())  # it has been at work for a minute

    worker = PollingWorker(loop.run_pass, idle_seconds=3, batch_size=2, rests=rests, sleep=loop.sleep)
    await loop.until_ended(worker.run())

    assert loop.steps == ["pass", 1e-9, 3, "pass", 3, "pass", "pass", 1e-9, 3]


async def test_without_a_batch_size_every_pass_is_followed_by_a_pause() -> None:
    loop = Loop(7, 7)

    await loop.until_ended(PollingWorker(loop.run_pass, idle_seconds=3, sleep=loop.sleep).run())

    assert loop.steps == ["pass", 3, "pass", 3]


async def test_the_pause_may_depend_on_what_waits() -> None:
    loop, pauses = Loop(0, 0), [1.0, 0.05]

    async def idle_seconds() -> float:
        return pauses.pop()

    await loop.until_ended(PollingWorker(loop.run_pass, idle_seconds=idle_seconds, sleep=loop.sleep).run())

    assert loop.steps == ["pass", 0.05, "pass", 1.0]


async def test_who_wakes_it_ends_the_pause_and_a_call_during_a_pass_is_not_lost() -> None:
    passes: list[int] = []

    async def run_pass() -> int:
        passes.append(1)
        if len(passes) < 3:
            worker.wake()
        if len(passes) == 3:
            asyncio.get_running_loop().call_soon(worker.wake)
        return 0

    worker = PollingWorker(run_pass, idle_seconds=3600)
    with suppress(TimeoutError):
        async with asyncio.timeout(0.2):
            await worker.run()

    assert len(passes) == 4


async def test_each_pass_is_a_heartbeat() -> None:
    loop = Loop(0)
    worker = PollingWorker(loop.run_pass, idle_seconds=1, sleep=loop.sleep)
    worker.heartbeat._at -= 100

    await worker.run_pass()

    assert worker.heartbeat.seconds_since_beat < 1


async def test_an_error_shows_the_worker_as_down_until_it_runs_again() -> None:
    loop, failing = Loop(RuntimeError(), RuntimeError(), 0), set()
    seen = []

    async def sleep(seconds: float) -> None:
        seen.append((seconds, *failing))

    worker = PollingWorker(loop.run_pass, idle_seconds=3, sleep=loop.sleep)
    await loop.until_ended(keep_running("relay", worker.run, failing, sleep=sleep))

    assert seen == [(1.0, "relay"), (2.0, "relay")]
    assert failing == set()


@pytest.mark.parametrize(("failures", "seconds"), [(1, 1), (2, 2), (3, 4), (4, 5), (100, 5)])
def test_the_pause_before_a_restart_grows_to_five_seconds(failures: int, seconds: float) -> None:
    assert restart_seconds(failures) == seconds


async def test_wal_f4_workers_that_run_together_are_all_started_again_when_one_fails() -> None:
    begun: list[str] = []
    is_over = asyncio.Event()

    def worker(name: str) -> PollingWorker:
        async def run_pass() -> int:
            begun.append(name)
            if begun.count("failing") == 3:
                is_over.set()
            if name == "failing":
                raise ConnectionRefusedError
            return 0

        return PollingWorker(run_pass, idle_seconds=3600)

    async def start_at_once(seconds: float) -> None:
        await asyncio.sleep(0)

    supervised = asyncio.create_task(
        keep_running("both", lambda: run_together(worker("steady"), worker("failing")), set(), sleep=start_at_once)
    )
    await asyncio.wait([supervised, asyncio.create_task(is_over.wait())], return_when=asyncio.FIRST_COMPLETED)

    assert not supervised.done()
    assert begun.count("steady") == 3
    supervised.cancel()
    await asyncio.wait([supervised])
    assert supervised.cancelled()


def test_who_is_seldom_at_work_does_not_rest_and_who_is_often_rests_as_long_as_it_worked() -> None:
    seldom, often = Rests(), Rests()

    rare = [seldom.measure_rest(n, n + 0.02) for n in range(100)]
    dense = [often.measure_rest(n / 20, n / 20 + 0.02) for n in range(100)]

    assert not any(rare)
    assert dense[0] == 0
    assert dense[-1] == pytest.approx(0.02)


def test_a_rest_ends_with_the_longest_and_with_the_load() -> None:
    rests = Rests()

    assert rests.measure_rest(0.0, 60.0) == LONGEST_REST_SECONDS
    assert rests.measure_rest(65.0, 65.02) == 0
