"""Delivery groups: what a carrier has brought and nobody has carried out yet, taken in groups of what is there."""

from __future__ import annotations

import asyncio
from collections import defaultdict, deque
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import zip_longest
from typing import Final, Generic, TypeVar

from common.jobs.resting import Rests
from common.kernel import seams

GROUP_SIZE: Final = 100
IDLE_BEAT_SECONDS: Final = 5.0
"""So often a reader without work shows that it is alive."""

HandleT = TypeVar("HandleT")


@dataclass(frozen=True, slots=True)
class Delivery:
    """What a carrier hands over, as it came: id and body may be anything."""

    id: str
    topic: str
    body: bytes
    platform: str = ""
    """Whose it is, as its publisher says: decides about turns, never about rights."""


class DeliveryGroups(Generic[HandleT]):
    """Deliveries that wait for one reader, each with the carrier's handle for it.

    There is no timer: a group is whatever waits when the reader is free, so that one delivery alone waits for nobody.
    Only who is at work most of the time rests for a moment (`rest`), so that the next one is larger.
    """

    def __init__(self) -> None:
        self._waiting: deque[tuple[Delivery, HandleT]] = deque()
        self._filled = asyncio.Event()
        self._rests = Rests()

    def add(self, delivery: Delivery, handle: HandleT) -> None:
        self._waiting.append((delivery, handle))
        self._filled.set()

    async def take_group(self) -> list[tuple[Delivery, HandleT]]:
        """Take what waits, at most a group of it; wait a while where nothing does. The order of a platform is kept."""
        if not self._waiting:
            self._filled.clear()
            try:
                async with asyncio.timeout(IDLE_BEAT_SECONDS):
                    await self._filled.wait()
            except TimeoutError:
                return []
        if len(self._waiting) <= GROUP_SIZE:
            return self.take_all()
        waiting = list(self._waiting)
        chosen = choose_fairly([delivery.platform for delivery, _ in waiting], GROUP_SIZE)
        self._waiting = deque(one for place, one in enumerate(waiting) if place not in chosen)
        return [one for place, one in enumerate(waiting) if place in chosen]

    async def rest(self, begun_at: float) -> None:
        """Rest after what was begun then, if there was much to do of late, unless a whole group waits."""
        seconds = self._rests.measure_rest(begun_at, seams.monotonic())
        if seconds and len(self._waiting) < GROUP_SIZE:
            await seams.sleep(seconds)

    def take_all(self) -> list[tuple[Delivery, HandleT]]:
        taken = list(self._waiting)
        self._waiting.clear()
        return taken


def choose_fairly(platforms: Sequence[str], limit: int) -> set[int]:
    """Choose places so that every platform has the first of its own before any has its second, and so on."""
    places: dict[str, list[int]] = defaultdict(list)
    for place, platform in enumerate(platforms):
        places[platform].append(place)
    in_turns = (place for turn in zip_longest(*places.values()) for place in turn if place is not None)
    return {place for _, place in zip(range(limit), in_turns, strict=False)}
