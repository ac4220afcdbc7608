"""Lost events: a reader has what was published compared with what has come, now and then (WAL-F3)."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from contextlib import suppress
from typing import Final

from common.kernel import seams

from .bus import FetchLost

log = logging.getLogger(__name__)

RECOUNT_SECONDS: Final = 60.0


class LossWatch:
    """One comparison at a time, beside the reader's work: publishers may take their time to answer."""

    def __init__(
        self, reader: str, fetch_lost: FetchLost | None, is_queue_empty: Callable[[], Awaitable[bool]]
    ) -> None:
        self._reader, self._fetch_lost, self._is_queue_empty = reader, fetch_lost, is_queue_empty
        self._comparison: asyncio.Task[int] | None = None
        self._looked_at = seams.monotonic()

    def look(self) -> None:
        """Begin a comparison where it is time. Raises ConnectionError once one has found a loss: the queue is bound
        anew by whoever tries again."""
        if self._comparison is not None and self._comparison.done():
            comparison, self._comparison = self._comparison, None
            self._require_nothing_lost(comparison)
        if self._comparison is None and seams.monotonic() - self._looked_at >= RECOUNT_SECONDS:
            self._looked_at = seams.monotonic()
            self._comparison = asyncio.create_task(self._compare())

    async def close(self) -> None:
        if self._comparison is not None:
            self._comparison.cancel()
            with suppress(asyncio.CancelledError, Exception):
                await self._comparison

    async def _compare(self) -> int:
        """What is still on its way is not lost: it is looked only where the queue holds nothing."""
        if self._fetch_lost is None or not await self._is_queue_empty():
            return 0
        return await self._fetch_lost()

    def _require_nothing_lost(self, comparison: asyncio.Task[int]) -> None:
        if comparison.cancelled():  # by the broker's library, whose connection broke off
            return
        failure = comparison.exception()
        if failure is not None:
            log.info("%s could not compare what has come: %r", self._reader, failure)
        elif comparison.result():
            raise ConnectionError(f"the queue of {self._reader} had lost events")
