"""World of a run: its time, ids and randomness follow from the seed alone."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterator
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime
from random import Random
from typing import Final
from unittest.mock import patch
from uuid import UUID

from common.internal import handing_on
from common.jobs import deadlines
from common.kernel import crash_points, seams
from escrow import sandbox_clock

BEGINNING: Final = datetime(2027, 3, 1, 8, tzinfo=UTC)
BOOT_SECONDS: Final = 1_000.0
"""Of the machine when a run begins: nothing was ever measured before."""
COUNTER_BITS: Final = 28
MACHINE_LIMITS: Final = ((handing_on, "HAND_ON_SECONDS"), (sandbox_clock, "ADVANCE_LIMIT_SECONDS"))
"""Limits in seconds of the machine: how fast that is must not decide what happens."""
HOUR_SECONDS: Final = 3_600.0

Pump = Callable[[float], Awaitable[None]]


class SimulatedWorld:
    """Time moves when the scheduler says so, and while somebody within a step sleeps."""

    def __init__(self, seed: int) -> None:
        self.now = BEGINNING
        self.choices = Random(f"{seed}: choices")
        self.pump: Pump | None = None
        """What goes on while somebody sleeps; None outside of steps, where whoever sleeps does so for good."""
        self.asleep = 0
        """Number of those."""
        self._jitter = Random(f"{seed}: jitter")
        self._bytes = Random(f"{seed}: bytes")
        self._ids = 0

    @property
    def monotonic(self) -> float:
        return BOOT_SECONDS + (self.now - BEGINNING).total_seconds()

    async def sleep(self, seconds: float) -> None:
        """Let time pass. Who only gives way to others (`0`) lets none pass, and nothing else begin meanwhile."""
        if seconds == 0:
            await asyncio.sleep(0)
        elif self.pump is None:
            self.asleep += 1
            await asyncio.get_running_loop().create_future()
        else:
            await self.pump(seconds)

    def new_id(self) -> UUID:
        """UUID version 7 of the simulated time, each greater than the one before."""
        self._ids += 1
        high, low = divmod(self._ids, 1 << COUNTER_BITS)
        random_bits = self._bytes.getrandbits(34)
        milliseconds = int(self.now.timestamp() * 1_000)
        return UUID(int=milliseconds << 80 | 7 << 76 | high << 64 | 2 << 62 | low << 34 | random_bits)

    def token_bytes(self, count: int) -> bytes:
        return self._bytes.randbytes(count)

    @contextmanager
    def install(self) -> Iterator[None]:
        """Put it in the place of the machine's, until the block ends."""
        world = seams.World(
            utc_now=lambda: self.now,
            monotonic=lambda: self.monotonic,
            sleep=self.sleep,
            new_id=self.new_id,
            random=self._jitter,
            token_bytes=self.token_bytes,
        )
        remove = seams.install_world(world)
        try:
            with ExitStack() as patched:
                # Two lanes would make their ids in the order in which the database answers.
                patched.enter_context(patch.object(deadlines, "LANES", 1))
                for module, limit in MACHINE_LIMITS:
                    patched.enter_context(patch.object(module, limit, HOUR_SECONDS))
                yield
        finally:
            remove()


@contextmanager
def watch_crash_points(watch: crash_points.WatchPass) -> Iterator[None]:
    stop = crash_points.watch_crash_points(watch)
    try:
        yield
    finally:
        stop()
