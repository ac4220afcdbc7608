"""Pace of downloads: how slowly bytes may be taken, and how many transfers one caller may have open at once."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Awaitable, Callable, Iterator, MutableMapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, Final
from uuid import UUID

from common.kernel import seams
from common.kernel.principal import Actor, Principal

from .errors import TooManyDownloads

SILENCE_SECONDS: Final = 30.0
"""Who takes nothing for so long has gone, or never meant to read."""
LEAST_BYTES_PER_SECOND: Final = 1_000
"""A poor mobile line takes ten times as much."""
GRACE_SECONDS: Final = 30.0
"""Before this nothing is expected: what lies between may take the first megabytes, or the first half a minute."""
PIECE_BYTES: Final = 16_384
"""So much is sent at a time: also on a poor line it is taken before it counts as silence."""

Message = MutableMapping[str, Any]
Send = Callable[[Message], Awaitable[None]]
"""As ASGI has it."""

Place = tuple[UUID, Actor] | UUID | None
"""What is counted: a caller, a platform, everybody."""


class TakenTooSlowly(Exception):
    """Says that whoever asked for a file does not take it."""


def pace_taking(send: Send) -> Send:
    """Send on what an answer consists of. Raises TakenTooSlowly once nothing is taken of it, or too little on the
    whole."""
    began, taken = seams.monotonic(), 0

    async def send_in_pieces(message: Message) -> None:
        body = memoryview(message.get("body", b""))
        for start in range(PIECE_BYTES, len(body), PIECE_BYTES):
            piece = bytes(body[start - PIECE_BYTES : start])
            await send_in_time({**message, "body": piece, "more_body": True})
        last = max(len(body) - 1, 0) // PIECE_BYTES * PIECE_BYTES
        await send_in_time({**message, "body": bytes(body[last:])} if last else message)

    async def send_in_time(message: Message) -> None:
        nonlocal taken
        behind_after = GRACE_SECONDS + taken / LEAST_BYTES_PER_SECOND
        try:
            async with asyncio.timeout(min(SILENCE_SECONDS, behind_after - (seams.monotonic() - began))):
                await send(message)
        except TimeoutError:
            raise TakenTooSlowly from None
        taken += len(message.get("body", b""))

    return send_in_pieces


@dataclass(frozen=True, slots=True)
class TransferLimits:
    of_caller: int
    of_platform: int
    of_process: int


DOWNLOAD_LIMITS: Final = TransferLimits(of_caller=30, of_platform=100, of_process=300)


@dataclass(frozen=True)
class OpenTransfers:
    """Counts the requests of this process that are bringing bytes, or taking some."""

    limits: TransferLimits
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


class OpenDownloads(OpenTransfers):
    @contextmanager
    def hold_place(self, caller: Principal) -> Iterator[None]:
        """Hold a place inside the block. Raises TooManyDownloads before it begins."""
        if (limit := self.find_exceeded(caller)) is not None:
            raise TooManyDownloads(limit)
        with self.count_place(caller):
            yield
