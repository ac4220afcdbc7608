"""Connections to receivers: each serves one request at a time, and while it is fresh the next one to the same place.

A pool of httpcore looks over all its requests and connections at every step, and lets no more connections stay than it
may keep, busy ones too: an endpoint that got sixteen webhooks at once was connected to anew for nearly each.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import NamedTuple

import httpcore


class _Idle(NamedTuple):
    origin: httpcore.Origin
    connection: httpcore.AsyncHTTPConnection


class ReceiverConnections:
    def __init__(
        self, open_connection: Callable[[httpcore.Origin], httpcore.AsyncHTTPConnection], *, most_idle: int
    ) -> None:
        self._open_connection, self._most_idle = open_connection, most_idle
        self._idle: list[_Idle] = []
        """The one that has been so for longest comes first."""

    @asynccontextmanager
    async def send_request(self, request: httpcore.Request) -> AsyncIterator[httpcore.Response]:
        """Send a request; inside the block its answer can be read. Read to its end, it leaves a connection behind."""
        origin = request.url.origin
        connection = await self._take_fresh(origin) or self._open_connection(origin)
        answer = await connection.handle_async_request(request)
        try:
            yield answer
        finally:
            await answer.aclose()
            if connection.is_available():
                self._idle.append(_Idle(origin, connection))
                await self._close_stale()

    async def _take_fresh(self, origin: httpcore.Origin) -> httpcore.AsyncHTTPConnection | None:
        """Take the connection to this place that was used last."""
        while (idle := next((one for one in reversed(self._idle) if one.origin == origin), None)) is not None:
            self._idle.remove(idle)
            if not idle.connection.has_expired():
                return idle.connection
            await idle.connection.aclose()
        return None

    async def _close_stale(self) -> None:
        while self._idle and (len(self._idle) > self._most_idle or self._idle[0].connection.has_expired()):
            await self._idle.pop(0).connection.aclose()

    async def close_all(self) -> None:
        while self._idle:
            await self._idle.pop().connection.aclose()
