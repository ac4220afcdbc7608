"""Paced turns: so many at once, each platform and each of its callers in turn, and who would wait too long is told."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import AsyncIterator, Hashable
from contextlib import asynccontextmanager
from contextvars import ContextVar
from typing import Final
from uuid import UUID

from common.kernel import seams

from .turn_queue import TurnQueue

Line = tuple[UUID, Hashable]
"""A platform and which of its participants; None: the platform itself."""

NOBODY: Final[Line] = (UUID(int=0), None)
"""Who asks outside of requests."""
current_asker: Final[ContextVar[Line]] = ContextVar("current_asker", default=NOBODY)
"""Whose request is being served."""

PACE_OVER: Final = 32
"""Turns over which the pace is measured."""
HOPEFUL_SHARE: Final = 0.75
"""Of the longest wait, what it may be expected to take: the pace is a guess, and who waits in vain is told late."""


class NoTurnInTime(TimeoutError):
    """Says that others have their turn before it for longer than it may wait."""


class PacedTurns:
    """Turns at something that `places` can have at once. What is beyond waits, in a line for every caller.

    How long turns took of late tells when the turn of whoever comes will be. Who would have it too late is refused at
    once, the last of the longest line first: a platform that asks for much is refused its own.
    """

    def __init__(self, places: int, longest_wait: float) -> None:
        self._places, self._longest_wait = places, longest_wait
        self._working = 0
        self._waiting: TurnQueue[asyncio.Future[None]] = TurnQueue()
        self._took: deque[float] = deque(maxlen=PACE_OVER)
        """How long the last turns were held, in seconds."""

    @asynccontextmanager
    async def take_turn(self, asker: Line = NOBODY) -> AsyncIterator[None]:
        """Hold a turn inside the block. Raises TimeoutError where none comes in time."""
        if self._working < self._places:
            self._working += 1
        else:
            await self._wait_for_turn(*asker)
        began = seams.monotonic()
        try:
            yield
        finally:
            self._took.append(seams.monotonic() - began)
            self._give_back()

    async def _wait_for_turn(self, tenant: UUID, caller: Hashable) -> None:
        turn: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._waiting.add(tenant, turn, caller)
        self._refuse_latecomers()
        try:
            async with asyncio.timeout(self._longest_wait):
                await turn
        except (asyncio.CancelledError, TimeoutError):
            if turn.done() and not turn.cancelled() and turn.exception() is None:  # it was given a moment before
                self._give_back()
            self._waiting.discard(tenant, turn, caller)
            raise

    def _give_back(self) -> None:
        self._refuse_latecomers()
        while (turn := self._waiting.take()) is not None:
            if not turn.done():  # whoever waited for it may have gone
                turn.set_result(None)
                return
        self._working -= 1

    def _refuse_latecomers(self) -> None:
        if (pace := self._measure_pace()) is None or len(self._waiting) * pace <= self._hopeful_seconds:
            return
        for line in self._waiting.list_lines():
            while (
                self._waiting.count_of_caller(*line)
                and self._waiting.count_until_newest(*line) * pace > self._hopeful_seconds
            ):
                turn = self._waiting.take_newest(*line)
                if not turn.done():
                    turn.set_exception(NoTurnInTime())

    @property
    def _hopeful_seconds(self) -> float:
        return self._longest_wait * HOPEFUL_SHARE

    def _measure_pace(self) -> float | None:
        """Measure after how many seconds one turn more ends; None as long as too few have.

        A standstill that is over says nothing of those to come. It made as many turns long as there are places: so many
        of the longest do not count, and neither do earlier ones where the latest are shorter.
        """
        if len(self._took) < 2 * self._places:
            return None
        usual = sorted(self._took)[: -self._places]
        latest = [*self._took][-self._places :]
        return min(sum(usual) / len(usual), sum(latest) / len(latest)) / self._places
