"""Pace of uploads: how slowly bytes may come, for how long, and how many uploads one caller may have open at once."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from typing import Final

from common.kernel import seams
from common.kernel.principal import Principal
from evidence.downloads.pace import OpenTransfers, TransferLimits

from .errors import TooManyUploads

SILENCE_SECONDS: Final = 30.0
"""A connection that brings nothing for so long has been lost. A phone that changes its cell is silent for less."""
LEAST_BYTES_PER_SECOND: Final = 1_000
"""A poor mobile line brings ten times as much."""
GRACE_SECONDS: Final = 30.0
"""Before this nothing is expected: the silence that is allowed may come first."""
UPLOAD_LIMITS: Final = TransferLimits(of_caller=10, of_platform=100, of_process=300)


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


class OpenUploads(OpenTransfers):
    @contextmanager
    def hold_place(self, caller: Principal) -> Iterator[None]:
        """Hold a place inside the block. Raises TooManyUploads before it begins."""
        if (limit := self.find_exceeded(caller)) is not None:
            raise TooManyUploads(limit)
        with self.count_place(caller):
            yield
