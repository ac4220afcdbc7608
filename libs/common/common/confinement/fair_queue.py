"""Queue for the few places in which confined programs run: bounded, and with a share for each caller and platform.

Whoever brings much, or what takes long, waits for himself: of the places a platform has fewer than there are, and a
caller fewer still, so that the next one of another platform finds room at once.
"""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import AsyncIterator, Callable, Collection
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Final, NamedTuple

NEWEST_WEIGHT: Final = 0.2
"""Of the newest run in what a platform's runs usually take."""


class ConfinedQueueFull(Exception):
    """Says that there is no place soon; nothing was run."""


class QueueLane(NamedTuple):
    """For whom something is run."""

    platform: str
    caller: str


OWN_WORK: Final = QueueLane("", "")
"""Lane of a service's own workers: no caller waits for their answers, so none is refused for what is foreseen."""


@dataclass(frozen=True, slots=True)
class QueueLimits:
    """Places, and who may wait for them. What one may have of them is less than all."""

    places: int = 1
    places_of_platform: int = 1
    places_of_caller: int = 1
    waiting: int = 64
    waiting_of_platform: int = 32
    waiting_of_caller: int = 8
    seconds: float = 30.0
    """How long one can wait. Whoever would have to wait longer is told at once to come again."""


class _Ticket:
    def __init__(self, lane: QueueLane, number: int) -> None:
        self.lane, self.number = lane, number
        self.turn: asyncio.Future[None] = asyncio.get_running_loop().create_future()


def _read_loop_time() -> float:
    return asyncio.get_running_loop().time()


class FairQueue:
    """Gives the next place to whom has the fewest, and among those to whom was served longest ago: first of the
    platforms, then of a platform's callers."""

    def __init__(self, limits: QueueLimits, read_time: Callable[[], float] = _read_loop_time) -> None:
        self._limits, self._read_time = limits, read_time
        self._waiting: list[_Ticket] = []
        self._running: Counter[QueueLane | str] = Counter()
        self._total_running = 0
        self._served_at: dict[QueueLane | str, int] = {}
        self._usual_seconds: dict[str, float] = {}
        """What the runs of each platform take: one that brings what is slow makes nobody else's wait look long."""
        self._count = 0

    @property
    def is_exhausted(self) -> bool:
        """May nobody wait any more?"""
        return len(self._waiting) >= self._limits.waiting

    @asynccontextmanager
    async def hold_place(self, lane: QueueLane) -> AsyncIterator[None]:
        """Wait for a place and hold it inside the block. Raises ConfinedQueueFull before it begins."""
        ticket = self._join(lane)
        try:
            async with asyncio.timeout(self._limits.seconds):
                await ticket.turn
        except TimeoutError:
            self._leave(ticket)
            raise ConfinedQueueFull from None
        except BaseException:
            self._leave(ticket)
            raise
        began = self._read_time()
        try:
            yield
        finally:
            self._note_duration(lane, self._read_time() - began)
            self._give_back(lane)

    def _join(self, lane: QueueLane) -> _Ticket:
        limits, lanes = self._limits, [ticket.lane for ticket in self._waiting]
        of_platform = sum(waiting.platform == lane.platform for waiting in lanes)
        if (
            len(lanes) >= limits.waiting
            or of_platform >= limits.waiting_of_platform
            or lanes.count(lane) >= limits.waiting_of_caller
        ):
            raise ConfinedQueueFull
        self._count += 1
        ticket = _Ticket(lane, self._count)
        self._waiting.append(ticket)
        self._call_next()
        if not ticket.turn.done() and lane != OWN_WORK and self._foresee_wait(lane) > limits.seconds:
            self._waiting.remove(ticket)
            raise ConfinedQueueFull
        return ticket

    def _note_duration(self, lane: QueueLane, seconds: float) -> None:
        usual = self._usual_seconds.get(lane.platform, seconds)
        self._usual_seconds[lane.platform] = usual + NEWEST_WEIGHT * (seconds - usual)

    def _foresee_wait(self, lane: QueueLane) -> float:
        """Foresee about how many seconds pass until the newest of this lane runs, if its platform's take as usual."""
        limits, lanes, platforms = self._limits, Counter[QueueLane](), Counter[str]()
        for one, runs in [*self._running_lanes(), *((ticket.lane, 1) for ticket in self._waiting)]:
            lanes[one] += runs
            platforms[one.platform] += runs
        beside = [min(runs, limits.places_of_platform) for name, runs in platforms.items() if name != lane.platform]
        of_platform = share_places(limits.places, limits.places_of_platform, beside)
        same = [one for one in lanes if one.platform == lane.platform and one != lane]
        same_platform = [min(lanes[one], limits.places_of_caller) for one in same]
        of_lane = share_places(of_platform, limits.places_of_caller, same_platform)
        return self._usual_seconds.get(lane.platform, 0.0) * max(1, lanes[lane] - 1) / of_lane

    def _running_lanes(self) -> list[tuple[QueueLane, int]]:
        return [(key, runs) for key, runs in self._running.items() if isinstance(key, QueueLane)]

    def _leave(self, ticket: _Ticket) -> None:
        if ticket in self._waiting:
            self._waiting.remove(ticket)
        elif ticket.turn.done() and not ticket.turn.cancelled():  # its turn came as it was leaving
            self._give_back(ticket.lane)

    def _call_next(self) -> None:
        while self._total_running < self._limits.places and (ticket := self._find_next()) is not None:
            self._waiting.remove(ticket)
            if ticket.turn.cancelled():
                continue
            self._count += 1
            self._served_at[ticket.lane.platform] = self._served_at[ticket.lane] = self._count
            self._total_running += 1
            self._running[ticket.lane] += 1
            self._running[ticket.lane.platform] += 1
            ticket.turn.set_result(None)

    def _find_next(self) -> _Ticket | None:
        def place_in_line(ticket: _Ticket) -> tuple[int, ...]:
            lane, served_at = ticket.lane, self._served_at
            of_platform = (self._running[lane.platform], self._running[lane], served_at.get(lane.platform, 0))
            return *of_platform, served_at.get(lane, 0), ticket.number

        return min(filter(self._may_run, self._waiting), key=place_in_line, default=None)

    def _may_run(self, ticket: _Ticket) -> bool:
        limits, lane = self._limits, ticket.lane
        return (
            self._running[lane.platform] < limits.places_of_platform and self._running[lane] < limits.places_of_caller
        )

    def _give_back(self, lane: QueueLane) -> None:
        self._total_running -= 1
        for key in (lane, lane.platform):
            self._running[key] -= 1
            if not self._running[key]:
                del self._running[key]
        if not self._running and not self._waiting:
            self._served_at.clear()  # nobody to be fair to, and nothing to grow
        self._call_next()


def share_places(places: float, own_limit: int, beside: Collection[int]) -> float:
    """Share `places` with others, who could take so many each: what they leave, or at least as much as each of them."""
    return min(own_limit, max(places - sum(beside), places / (len(beside) + 1)))
