"""Pace of uploads: one that comes too slowly ends, and so does one that never ends by itself."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager

from common.kernel.principal import Principal
from evidence.transfers.pace import OpenTransfers, Pace

from .errors import TooManyUploads


async def keep_pace(stream: AsyncIterator[bytes], *, seconds: float) -> AsyncIterator[bytes]:
    """Hand on what comes. Raises TimeoutError once it is silent, too slow on the whole, or too long."""
    pace = Pace()
    while True:
        async with asyncio.timeout(min(pace.seconds_left, seconds - pace.elapsed_seconds)):
            try:
                chunk = await anext(stream)
            except StopAsyncIteration:
                return
        pace.count(len(chunk))
        yield chunk


class OpenUploads(OpenTransfers):
    @contextmanager
    def hold_place(self, caller: Principal) -> Iterator[None]:
        """Hold a place inside the block. Raises TooManyUploads before it begins."""
        if (limit := self.find_exceeded(caller)) is not None:
            raise TooManyUploads(limit)
        with self.count_place(caller):
            yield
