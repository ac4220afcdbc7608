"""Pace of transfers: how slowly bytes may come or be taken, and how many transfers one caller may have open at once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Final
from uuid import UUID

from common.kernel import seams
from common.kernel.principal import Actor, Principal
from common.turns.shares import Shares

SILENCE_SECONDS: Final = 30.0
"""Who moves nothing for so long has gone, or never meant to. A phone that changes its cell is silent for less."""
LEAST_BYTES_PER_SECOND: Final = 1_000
"""A poor mobile line moves ten times as much."""
GRACE_SECONDS: Final = 30.0
"""Before this nothing is expected: silence may come first, or what lies between may take the first megabytes."""

Place = tuple[UUID, Actor] | UUID | None
"""What is counted: a caller, a platform, everybody."""


class Pace:
    """Pace of one transfer from now on: silence ends it, and so does falling behind on the whole."""

    def __init__(self) -> None:
        self._began, self._moved = seams.monotonic(), 0

    @property
    def elapsed_seconds(self) -> float:
        return seams.monotonic() - self._began

    @property
    def seconds_left(self) -> float:
        """Seconds within which something more has to be moved."""
        behind_after = GRACE_SECONDS + self._moved / LEAST_BYTES_PER_SECOND
        return min(SILENCE_SECONDS, behind_after - self.elapsed_seconds)

    def count(self, size: int) -> None:
        self._moved += size


@dataclass(frozen=True)
class OpenTransfers:
    """Counts the requests of this process that are bringing bytes, or taking some."""

    limits: Shares
    _open: Counter[Place] = field(default_factory=Counter)

    @property
    def is_exhausted(self) -> bool:
        return self._open[None] >= self.limits.of_process

    def find_exceeded(self, caller: Principal) -> int | None:
        """Find the limit that leaves a caller no place. None: there is one."""
        places = self._places_of(caller).items()
        return next((limit for place, limit in places if self._open[place] >= limit), None)

    @contextmanager
    def count_place(self, caller: Principal) -> Iterator[None]:
        """Hold one inside the block, also beyond the limits: whoever was admitted has it already."""
        places = self._places_of(caller).keys()
        self._open.update(places)
        try:
            yield
        finally:
            self._open.subtract(places)
            for place in places:
                if not self._open[place]:
                    del self._open[place]

    def _places_of(self, caller: Principal) -> dict[Place, int]:
        return {
            (caller.tenant, caller.actor): self.limits.of_caller,
            caller.tenant: self.limits.of_platform,
            None: self.limits.of_process,
        }
