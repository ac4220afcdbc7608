"""Pace of downloads: an answer that is taken too slowly ends."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterator, MutableMapping
from contextlib import contextmanager
from typing import Any, Final

from common.kernel.principal import Principal
from evidence.transfers.pace import OpenTransfers, Pace

from .errors import TooManyDownloads

PIECE_BYTES: Final = 16_384
"""So much is sent at a time: also on a poor line it is taken before it counts as silence."""

Message = MutableMapping[str, Any]
Send = Callable[[Message], Awaitable[None]]
"""As ASGI has it."""


class TakenTooSlowly(Exception):
    """Says that whoever asked for a file does not take it."""


def pace_taking(send: Send) -> Send:
    """Send on what an answer consists of. Raises TakenTooSlowly once nothing is taken of it, or too little on the
    whole."""
    pace = Pace()

    async def send_in_pieces(message: Message) -> None:
        body = memoryview(message.get("body", b""))
        for start in range(PIECE_BYTES, len(body), PIECE_BYTES):
            piece = bytes(body[start - PIECE_BYTES : start])
            await send_in_time({**message, "body": piece, "more_body": True})
        last = max(len(body) - 1, 0) // PIECE_BYTES * PIECE_BYTES
        await send_in_time({**message, "body": bytes(body[last:])} if last else message)

    async def send_in_time(message: Message) -> None:
        try:
            async with asyncio.timeout(pace.seconds_left):
                await send(message)
        except TimeoutError:
            raise TakenTooSlowly from None
        pace.count(len(message.get("body", b"")))

    return send_in_pieces


class OpenDownloads(OpenTransfers):
    @contextmanager
    def hold_place(self, caller: Principal) -> Iterator[None]:
        """Hold a place inside the block. Raises TooManyDownloads before it begins."""
        if (limit := self.find_exceeded(caller)) is not None:
            raise TooManyDownloads(limit)
        with self.count_place(caller):
            yield
