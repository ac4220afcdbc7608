"""Pace of uploads: how slowly bytes may come, for how long, and how many uploads one caller may have open at once."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Final
from uuid import UUID

from common.kernel import seams
from common.kernel.principal import Actor, Principal

from .errors import TooManyUploads

SILENCE_SECONDS: Final = 30.0
"""A connection that brings nothing for so long has been lost. A phone that changes its cell is silent for less."""
LEAST_BYTES_PER_SECOND: Final = 1_000
"""A poor mobile line brings ten times as much."""
GRACE_SECONDS: Final = 30.0
"""Before this nothing is expected: the silence that is allowed may come first."""


async def keep_pace(stream: AsyncIterator[bytes], *, seconds: float) -> AsyncIterator[bytes]:
    """Hand on what comes. Raises TimeoutError once it is silent, too slow on the whole, or too long."""
    began, received = seams.monotonic(), 0
    while True:
        elapsed = seams.monotonic() - began
        behind_after = GRACE_SECONDS + received / LEAST_BYTES_PER_SECOND
        async with asyncio.timeout(min(SILENCE_SECONDS, behind_after - elapsed, seconds - elapsed)):
            try:
                chunk = await anext(stream)
            except StopAsyncIteration:
                return
        received += len(chunk)
        yield chunk


Place = tuple[UUID, Actor] | UUID | None
"""What is counted: a caller, a platform, everybody."""


@dataclass(frozen=True, slots=True)
class OpenUploadLimits:
    of_caller: int = 10
    of_platform: int = 100
    of_process: int = 300


@dataclass(frozen=True)
class OpenUploads:
    """Counts the requests of this process that are bringing bytes."""

    limits: OpenUploadLimits = OpenUploadLimits()
    _open: Counter[Place] = field(default_factory=Counter)

    @contextmanager
    def hold_place(self, giver: Principal) -> Iterator[None]:
        """Hold a place inside the block. Raises TooManyUploads before a byte is read."""
        places: dict[Place, int] = {
            (giver.tenant, giver.actor): self.limits.of_caller,
            giver.tenant: self.limits.of_platform,
            None: self.limits.of_process,
        }
        if any(self._open[place] >= limit for place, limit in places.items()):
            raise TooManyUploads(self.limits.of_caller)
        self._open.update(places.keys())
        try:
            yield
        finally:
            self._open.subtract(places.keys())
            for place in places:
                if not self._open[place]:
                    del self._open[place]
