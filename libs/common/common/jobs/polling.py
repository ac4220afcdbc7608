"""Polling worker: the one loop of all background work, with idle time, wake-up and heartbeat.

    worker = PollingWorker(self.relay_batch, idle_seconds=0.5, batch_size=100)
    await worker.run()      # until cancelled

An error of a pass leaves the loop on purpose: the supervisor (`common.jobs.supervision`) shows the worker as down in
`/health/ready`, backs off, and calls `run` again.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import Final

from common.kernel import seams

from .heartbeat import WorkerHeartbeat
from .resting import Rests

Sleep = Callable[[float], Awaitable[None]]
RunPass = Callable[[], Awaitable[int | None]]
"""One pass over the work there is: how many things were done, or None where nobody counts."""

ALWAYS_IDLE: Final = None


class PollingWorker:
    """Runs a pass again and again: at once after a full batch, else after `idle_seconds` or a call of `wake`.

    `batch_size`: from this many things done on, more is expected to wait, and the next pass follows without a pause.
    None (`ALWAYS_IDLE`): every pass is followed by a pause. `idle_seconds` may be a function where the pause depends
    on what is waiting. `rests`: after a pass that has done something, whoever wakes it may have to wait for a moment:
    what comes meanwhile is done with it.

    A pass can be run alone, by a test or a simulation: `run_pass`.
    """

    def __init__(
        self,
        run_pass: RunPass,
        *,
        idle_seconds: float | Callable[[], Awaitable[float]],
        batch_size: int | None = ALWAYS_IDLE,
        rests: Rests | None = None,
        heartbeat: WorkerHeartbeat | None = None,
        sleep: Sleep = seams.sleep,
    ) -> None:
        self._run_pass, self._batch_size, self._sleep = run_pass, batch_size, sleep
        self._idle_seconds, self._rests = idle_seconds, rests
        self._rest_seconds = 0.0
        self._woken = asyncio.Event()
        self.heartbeat = heartbeat or WorkerHeartbeat()

    def wake(self) -> None:
        """End the pause now. A call during a pass is remembered, so nothing that was committed waits for a pause."""
        self._woken.set()

    async def run(self) -> None:
        """Run until cancelled, or until a pass fails."""
        while True:
            self._woken.clear()  # before the pass: what wakes us during it has perhaps not been seen by it
            if not await self.run_pass():
                if self._rest_seconds:
                    await self._sleep(self._rest_seconds)
                await self._pause_until_woken()

    async def run_pass(self) -> bool:
        """Run one pass; True if it was a full batch, so that more may be waiting."""
        begun_at = seams.monotonic()
        done = await self._run_pass()
        self.heartbeat.record_beat()
        self._rest_seconds = self._rests.measure_rest(begun_at, seams.monotonic()) if done and self._rests else 0.0
        return self._batch_size is not None and (done or 0) >= self._batch_size

    async def _pause_until_woken(self) -> None:
        if self._woken.is_set():
            return
        seconds = self._idle_seconds if isinstance(self._idle_seconds, int | float) else await self._idle_seconds()
        sleeping = asyncio.ensure_future(self._sleep(seconds))
        waking = asyncio.ensure_future(self._woken.wait())
        try:
            await asyncio.wait((sleeping, waking), return_when=asyncio.FIRST_COMPLETED)
        finally:
            sleeping.cancel()
            waking.cancel()


async def run_together(*workers: PollingWorker) -> None:
    """Run several until cancelled, or until a pass of one fails: then the others end too. Raises what that failed with.

    No TaskGroup: of one that fails Python 3.11 leaves behind that its task is to be cancelled, which the supervisor
    would obey.
    """
    tasks = [asyncio.create_task(worker.run()) for worker in workers]
    try:
        await asyncio.gather(*tasks)
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.wait(tasks)
