"""Health of a reader's queue at RabbitMQ: whether it is there, brings what is sent to it, and was filled (WAL-F3).

A queue that was deleted, or that has lost its last leader, tells nobody. So a reader without work looks: it asks for
the queue by its name, and sends itself a probe, which has to come back, to it or to another process that reads the same
queue. A queue that brings nothing is deleted, declared anew by the next attempt, and filled from the outboxes. An
exchange that carries nothing is the sign of that: a broker that comes back with nothing has no such sign, although the
connection declares the queue on it again by itself.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from contextlib import suppress
from typing import Any, Final, NamedTuple

import aio_pika
from aio_pika.abc import AbstractChannel, AbstractExchange, AbstractRobustConnection
from aio_pika.exceptions import AMQPError, ChannelNotFoundEntity, DeliveryError

from common.kernel import seams

log = logging.getLogger(__name__)

LOOK_SECONDS: Final = 5.0
PROBE_SECONDS: Final = 30.0
STUCK_SECONDS: Final = 60.0
"""Longer than a broker that is frozen keeps its connections, and than any election of a leader takes."""
PROBE_EXPIRATION_SECONDS: Final = 60

OpenExchange = Callable[[], Awaitable[AbstractExchange]]


class _QueueCounts(NamedTuple):
    """What the leader of a queue counts."""

    messages: int
    readers: int


def probe_topic(reader: str) -> str:
    return f"{reader}.probe"


def _filled_exchange(reader: str) -> str:
    return f"{reader}.filled"


class QueueProbe:
    """Looks after the queue of one reader while it brings nothing."""

    def __init__(
        self,
        connection: AbstractRobustConnection,
        reader: str,
        queue: str,
        exchange: OpenExchange,
        must_be_filled: Callable[[], bool],
    ) -> None:
        self._connection, self._reader, self._queue, self._exchange = connection, reader, queue, exchange
        self._must_be_filled = must_be_filled
        self._sent_at: float | None = None
        self._returned_at = seams.monotonic()

    def note_return(self) -> None:
        self._sent_at, self._returned_at = None, seams.monotonic()

    async def look(self) -> None:
        """Raises ConnectionError where the queue is of no use: then it is declared anew."""
        if not self._connection.connected.is_set():
            self._sent_at = None
            return  # it comes back by itself, and what is declared with it
        counts = await self._require_queue()
        now = seams.monotonic()
        if self._sent_at is not None and now - self._sent_at >= STUCK_SECONDS:
            await self._replace_stuck_queue(counts)
        if self._sent_at is None and now - self._returned_at >= PROBE_SECONDS:
            await self._send_probe()

    async def _require_queue(self) -> _QueueCounts | None:
        """Raises ConnectionError where it is not there, or was declared by the connection and never filled."""
        try:
            async with asyncio.timeout(LOOK_SECONDS), self._connection.channel(publisher_confirms=False) as channel:
                declared = (await channel.declare_queue(self._queue, passive=True)).declaration_result
                if self._must_be_filled():
                    await channel.declare_exchange(_filled_exchange(self._reader), passive=True)
            return _QueueCounts(declared.message_count or 0, declared.consumer_count or 0)
        except ChannelNotFoundEntity as error:
            raise ConnectionError(f"{self._queue} is gone, or is new and was not filled") from error
        except (AMQPError, ConnectionError, TimeoutError) as error:
            log.info("%s could not be looked at: %r", self._queue, error)
            return None

    async def _send_probe(self) -> None:
        """Raises ConnectionError where nothing leads to the queue."""
        self._sent_at = seams.monotonic()
        probe = aio_pika.Message(b"", expiration=PROBE_EXPIRATION_SECONDS)
        try:
            async with asyncio.timeout(LOOK_SECONDS):
                await (await self._exchange()).publish(probe, routing_key=probe_topic(self._reader), mandatory=True)
        except DeliveryError as error:
            raise ConnectionError(f"nothing leads to {self._queue}") from error
        except (AMQPError, ConnectionError, TimeoutError) as error:
            log.info("%s takes no probe: %r", self._queue, error)

    async def _replace_stuck_queue(self, counts: _QueueCounts | None) -> None:
        """Delete a queue that brings nothing to anybody. Raises ConnectionError, unless others read all that comes.

        One without a leader counts neither messages nor readers. One with other readers lives: what it holds is theirs.
        """
        if counts is not None and counts.readers > 1 and counts.messages == 0:
            return self.note_return()
        if counts is None or counts.readers <= 1:
            await self._delete_queue()
        raise ConnectionError(f"{self._queue} brings nothing")

    async def _delete_queue(self) -> None:
        log.critical("%s brings nothing: it is deleted, declared anew, and filled from the outboxes", self._queue)
        with suppress(AMQPError, ConnectionError, TimeoutError):
            async with asyncio.timeout(STUCK_SECONDS), self._connection.channel(publisher_confirms=False) as channel:
                # The sign first: the connection may be quick to declare the queue anew, which then is to be filled.
                await channel.exchange_delete(_filled_exchange(self._reader))
                await channel.queue_delete(self._queue)


async def needs_filling(connection: AbstractRobustConnection, reader: str, queue: str) -> bool:
    """Tell whether a queue is not there, or was declared and never filled: a crash in between forgets nothing."""
    is_there = await _is_declared(connection, lambda channel: channel.declare_queue(queue, passive=True))
    if not is_there:
        async with connection.channel(publisher_confirms=False) as channel:
            await channel.exchange_delete(_filled_exchange(reader))
        return True
    return not await _is_declared(
        connection, lambda channel: channel.declare_exchange(_filled_exchange(reader), passive=True)
    )


async def mark_filled(connection: AbstractRobustConnection, reader: str) -> None:
    async with connection.channel(publisher_confirms=False) as channel:
        await channel.declare_exchange(_filled_exchange(reader), "fanout", durable=True)


async def _is_declared(connection: AbstractRobustConnection, ask: Callable[[AbstractChannel], Awaitable[Any]]) -> bool:
    try:
        async with asyncio.timeout(LOOK_SECONDS), connection.channel(publisher_confirms=False) as channel:
            await ask(channel)
    except ChannelNotFoundEntity:
        return False
    return True
