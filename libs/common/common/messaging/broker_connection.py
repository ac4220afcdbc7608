"""Connection of a process to RabbitMQ, which comes back by itself, and is replaced where it does not."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Coroutine
from contextlib import suppress
from typing import Any, Final

import aio_pika
from aio_pika.abc import AbstractChannel, AbstractRobustConnection

from .message_properties import tolerate_unreadable_properties

CONNECT_SECONDS: Final = 5.0
HEARTBEAT_SECONDS: Final = 10
CLOSE_SECONDS: Final = 5.0
"""Who ends waits no longer for the broker: what was not acknowledged comes again anyway."""


class BrokerConnection:
    """The one connection of a process, made when it is first asked for."""

    def __init__(self, url: str) -> None:
        tolerate_unreadable_properties()
        self._url = url
        self._current: AbstractRobustConnection | None = None
        self._connecting = asyncio.Lock()
        self._closing: set[asyncio.Task[None]] = set()

    @property
    def connected(self) -> bool:
        return self._current is not None and self._current.connected.is_set() and not _is_lost(self._current)

    async def open(self) -> AbstractRobustConnection:
        """Another one than before where that was lost. Raises what connecting raises."""
        async with self._connecting:
            if self._current is None or _is_lost(self._current):
                lost, self._current = self._current, None
                if lost is not None:  # who still reads from it hears of it
                    self.close_soon(lost)
                self._current = await self._connect()
            return self._current

    async def close(self) -> None:
        if self._current is not None:
            await self._current.close()

    async def _connect(self) -> AbstractRobustConnection:
        """Connect. Given up in the middle, a robust connection would go on by itself, unseen and for good."""
        connecting = asyncio.ensure_future(
            aio_pika.connect_robust(self._url, timeout=CONNECT_SECONDS, heartbeat=HEARTBEAT_SECONDS)
        )
        try:
            return await asyncio.shield(connecting)
        except asyncio.CancelledError:
            self._go_on(_close_once_made(connecting))
            raise

    def close_soon(self, lost: AbstractRobustConnection | AbstractChannel) -> None:
        """Close what is of no use any more, without anybody's waiting for it."""
        self._go_on(_close_quietly(lost))

    def _go_on(self, closing: Coroutine[Any, Any, None]) -> None:
        self._closing.add(task := asyncio.create_task(closing))
        task.add_done_callback(self._closing.discard)


def _is_lost(connection: AbstractRobustConnection) -> bool:
    """Tell whether a connection is closed, or stands over a transport that is.

    It would come back by itself within five seconds, but for one: it was seen to stay as it is for good when the broker
    broke off in the middle of its restoring a channel.
    """
    transport = connection.transport
    return connection.is_closed or (transport is not None and transport.connection.is_closed)


async def _close_quietly(lost: AbstractRobustConnection | AbstractChannel) -> None:
    with suppress(Exception):
        async with asyncio.timeout(CLOSE_SECONDS):
            await lost.close()


async def _close_once_made(connecting: Awaitable[AbstractRobustConnection]) -> None:
    with suppress(Exception):
        await (await connecting).close()
