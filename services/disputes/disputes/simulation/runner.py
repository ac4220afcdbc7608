"""Runner of simulations: a few threads of its own, of which a platform has one at a time."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Awaitable, Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from itertools import takewhile
from typing import Final
from uuid import UUID

from common.kernel.errors import DomainError

from .comparison import ComparedCase, ReplayableCase, compare_cases

PLACES: Final = 2
"""One for a platform and one for the next: more would keep the interpreter from everything else."""

ReplayCases = Callable[[Sequence[ReplayableCase]], Awaitable[list[ComparedCase]]]


class SimulationBusy(DomainError):
    """Says that a simulation of this platform is under way, or as many of others as there are places."""

    is_momentary = True

    def __init__(self) -> None:
        super().__init__("Another simulation is under way. Nothing was done; try again when it has ended.")


class SimulationRunner:
    """Plays cases again beside the event loop, which they would hold up for seconds. Nobody waits for a place."""

    def __init__(self) -> None:
        self._threads = ThreadPoolExecutor(PLACES, "simulation")
        self._platforms: set[UUID] = set()

    @property
    def is_exhausted(self) -> bool:
        return len(self._platforms) >= PLACES

    @contextmanager
    def hold_place(self, platform: UUID) -> Iterator[ReplayCases]:
        """Hold a place inside the block, from before anything is read. Raises SimulationBusy."""
        if platform in self._platforms or self.is_exhausted:
            raise SimulationBusy
        self._platforms.add(platform)
        try:
            yield self._replay_cases
        finally:
            self._platforms.remove(platform)

    async def _replay_cases(self, cases: Sequence[ReplayableCase]) -> list[ComparedCase]:
        """Where nobody waits for it any more, its thread ends with the case it is at."""
        abandoned = threading.Event()
        wanted = takewhile(lambda _: not abandoned.is_set(), cases)
        try:
            return await asyncio.get_running_loop().run_in_executor(self._threads, compare_cases, wanted)
        finally:
            abandoned.set()

    async def stop_threads(self) -> None:
        self._threads.shutdown(wait=False, cancel_futures=True)
