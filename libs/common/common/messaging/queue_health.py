"""Health of a reader's queue at RabbitMQ: whether it is there, brings what is sent to it, and was filled (WAL-F3).

A queue that was deleted, or that has lost its last leader, tells nobody. So a reader without work looks: it asks for
the queue by its name, and sends itself a probe, which has to come back, to it or to another process that reads the same
queue. A queue that brings nothing is deleted, declared anew by the next attempt, and filled from the outboxes.

The sign of that is a binding of the queue, to an exchange that carries probes alone. It ends with its queue, and with
the broker's disk; and the connection, which declares a lost queue again by itself within a moment, knows nothing of it.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from contextlib import suppress
from typing import Final, NamedTuple

import aio_pika
from aio_pika.abc import AbstractChannel, AbstractExchange, AbstractRobustConnection
from aio_pika.exceptions import AMQPError, ChannelNotFoundEntity, DeliveryError

from common.kernel import seams

log = logging.getLogger(__name__)

LOOK_SECONDS: Final = 5.0
RESTORE_SECONDS: Final = 5.0
PROBE_SECONDS: Final = 30.0
STUCK_SECONDS: Final = 60.0
"""Longer than a broker that is frozen keeps its connections, and than any election of a leader takes."""
READ_SECONDS: Final = 5.0
"""A queue that lives is handed to its reader in milliseconds."""
UNREADABLE_SECONDS: Final = 30.0
"""Longer than an election of a leader takes. The broker opens its door after it has brought its queues back."""
UNREADABLE_ATTEMPTS: Final = 3
"""In a row: one that ends otherwise shows nothing about the queue."""
RECONNECT_SECONDS: Final = 15.0
"""Three attempts of a connection to come back by itself."""
PROBE_EXPIRATION_SECONDS: Final = 60

OpenExchange = Callable[[], Awaitable[AbstractExchange]]


class _QueueCounts(NamedTuple):
    """What the leader of a queue counts."""

    messages: int
    readers: int


def _counts_from_answer(messages: int | None, readers: int | None) -> _QueueCounts | None:
    """None where the broker has not said: that is no zero."""
    return None if messages is None or readers is None else _QueueCounts(messages, readers)


def probe_topic(reader: str) -> str:
    return f"{reader}.probe"


def grave_name(reader: str) -> str:
    """Queue of what its reader was brought too often."""
    return f"{reader}.grave"


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
        channel: AbstractChannel | None = None,
    ) -> None:
        self._connection, self._reader, self._queue, self._exchange = connection, reader, queue, exchange
        self._channel = channel
        self._closed_since: float | None = None
        self._must_be_filled = must_be_filled
        self._sent_at: float | None = None
        self._returned_at = self._looked_at = self._connected_at = seams.monotonic()

    def note_return(self) -> None:
        self._sent_at, self._returned_at = None, seams.monotonic()

    def require_connection(self) -> None:
        """Raises ConnectionError where the connection is closed for good, as whoever published on it had found it lost,
        and where it has not come back by itself: the next attempt makes another."""
        now = seams.monotonic()
        if self._connection.is_closed or self._connection.close_called:
            raise ConnectionError(f"the connection that {self._queue} is read by is given up")
        if self._connection.connected.is_set():
            self._connected_at = now
        elif now - self._connected_at >= RECONNECT_SECONDS:
            raise ConnectionError(f"the connection that {self._queue} is read by does not come back")

    async def look_while_busy(self) -> None:
        """Look whether it is still the queue that was filled, now and then, where events come and come.

        Whether it brings anything, what it brings shows. Raises ConnectionError.
        """
        now = seams.monotonic()
        if now - self._looked_at >= PROBE_SECONDS and self._connection.connected.is_set():
            self._sent_at, self._returned_at = None, now
            await self._require_queue()
            await self._require_filled()

    async def look(self) -> None:
        """Raises ConnectionError where the queue is of no use: then it is declared anew."""
        if not self._connection.connected.is_set():
            self._sent_at = None
            return  # it comes back by itself, and what is declared with it
        self._require_open_channel()
        counts = await self._require_queue()
        now = seams.monotonic()
        if self._sent_at is not None and now - self._sent_at >= STUCK_SECONDS:
            await self._replace_stuck_queue(counts)
        if self._sent_at is None and now - self._returned_at >= PROBE_SECONDS:
            await self._require_filled()
            await self._send_probe()

    def _require_open_channel(self) -> None:
        """Raises ConnectionError where the channel that reads was closed, and could not be restored: the connection,
        which lives, tries that once."""
        now = seams.monotonic()
        if self._channel is None or not self._channel.is_closed:
            self._closed_since = None
        elif self._closed_since is None:
            self._closed_since = now
        elif now - self._closed_since >= RESTORE_SECONDS:
            raise ConnectionError(f"nothing reads {self._queue}: its channel is closed")

    async def is_queue_empty(self) -> bool:
        """Tell whether nothing waits in it. Raises ConnectionError where it is not there."""
        counts = await self._require_queue()
        return counts is not None and counts.messages == 0

    async def _require_queue(self) -> _QueueCounts | None:
        """Raises ConnectionError where it is not there, or the queue of its dead letters is not: without that one the
        broker keeps for ever, and hands to nobody, what it would bury."""
        counts = await self._look_at(self._queue)
        await self._look_at(grave_name(self._reader))
        return counts

    async def _look_at(self, queue: str) -> _QueueCounts | None:
        """None where the broker does not say how it stands. Raises ConnectionError where it is not there."""
        try:
            async with asyncio.timeout(LOOK_SECONDS), self._connection.channel(publisher_confirms=False) as channel:
                declared = (await channel.declare_queue(queue, passive=True)).declaration_result
            return _counts_from_answer(declared.message_count, declared.consumer_count)
        except ChannelNotFoundEntity as error:
            raise ConnectionError(f"{queue} is gone") from error
        except (AMQPError, ConnectionError, TimeoutError) as error:
            log.info("%s could not be looked at: %r", queue, error)
            return None

    async def _require_filled(self) -> None:
        """Raises ConnectionError where it was declared by the connection, and never filled."""
        self._looked_at = seams.monotonic()
        if not self._must_be_filled():
            return
        try:
            is_filled = await _leads_to_queue(self._connection, self._reader)
        except (AMQPError, ConnectionError, TimeoutError) as error:
            log.info("%s could not be looked at: %r", self._queue, error)
        else:
            if not is_filled:
                raise ConnectionError(f"{self._queue} is new and was not filled")

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
        if counts is None:  # nobody knows whether somebody reads it: it is left, and looked at anew
            raise ConnectionError(f"{self._queue} does not say how it stands")
        if counts.readers > 1 and counts.messages == 0:
            return self.note_return()
        if counts.readers <= 1:
            await self._delete_queue()
        raise ConnectionError(f"{self._queue} brings nothing")

    async def _delete_queue(self) -> None:
        log.critical("%s brings nothing: it is deleted, declared anew, and filled from the outboxes", self._queue)
        await _delete_queue(self._connection, self._queue)


class UnreadableQueue:
    """Queue that the broker knows by name and cannot hand to anybody: it was killed as it had just declared it.

    Whoever wants to read it is answered with an internal error, or not at all, for ever.
    """

    def __init__(self, queue: str) -> None:
        self._queue = queue
        self._since: float | None = None
        self._failures = 0
        self._has_failed = False
        """Whether the last attempt came to the queue and could not read it."""

    def note_attempt(self) -> None:
        """Note that an attempt begins. If the last one ended otherwise, what was seen before it does not count."""
        if not self._has_failed:
            self._since, self._failures = None, 0
        self._has_failed = False

    async def note_failure(self, open_connection: Callable[[], Awaitable[AbstractRobustConnection]]) -> None:
        """Note that it could not be read. It is deleted once that has gone on for so long."""
        now = seams.monotonic()
        self._since = self._since or now
        self._has_failed, self._failures = True, self._failures + 1
        if self._failures < UNREADABLE_ATTEMPTS or now - self._since < UNREADABLE_SECONDS:
            return
        self._has_failed = False
        log.critical("%s cannot be read: it is deleted, declared anew, and filled from the outboxes", self._queue)
        with suppress(AMQPError, ConnectionError, TimeoutError):
            await _delete_unread_queue(await open_connection(), self._queue)


async def _delete_unread_queue(connection: AbstractRobustConnection, queue: str) -> None:
    """Delete a queue, unless somebody reads it after all."""
    async with asyncio.timeout(LOOK_SECONDS), connection.channel(publisher_confirms=False) as channel:
        readers = (await channel.declare_queue(queue, passive=True)).declaration_result.consumer_count
    if not readers:
        await _delete_queue(connection, queue)


async def _delete_queue(connection: AbstractRobustConnection, queue: str) -> None:
    with suppress(AMQPError, ConnectionError, TimeoutError):
        async with asyncio.timeout(STUCK_SECONDS), connection.channel(publisher_confirms=False) as channel:
            await channel.queue_delete(queue)


async def needs_filling(connection: AbstractRobustConnection, reader: str, queue: str) -> bool:
    """Tell whether a queue is not there, or was declared and never filled: a crash in between forgets nothing."""
    try:
        async with asyncio.timeout(LOOK_SECONDS), connection.channel(publisher_confirms=False) as channel:
            await channel.declare_queue(queue, passive=True)
    except ChannelNotFoundEntity:
        return True
    try:
        return not await _leads_to_queue(connection, reader)
    except TimeoutError:  # one that takes nothing will be another before long
        return True


async def mark_filled(connection: AbstractRobustConnection, reader: str, queue: str) -> None:
    """Bind the queue that was filled to the exchange of the sign. The connection must not know of it: see above."""
    async with connection.channel(publisher_confirms=False) as channel:
        sign = await channel.declare_exchange(_filled_exchange(reader), "fanout", durable=True, robust=False)
        filled = await channel.get_queue(queue, ensure=False)
        await filled.bind(sign, robust=False)  # type: ignore[call-arg]  # which its abstract class does not know


async def _leads_to_queue(connection: AbstractRobustConnection, reader: str) -> bool:
    """Tell whether the exchange of the sign leads to a queue: what is sent to it arrives there as a probe."""
    sent = aio_pika.Message(b"", expiration=PROBE_EXPIRATION_SECONDS)
    try:
        async with asyncio.timeout(LOOK_SECONDS), connection.channel(on_return_raises=True) as channel:
            sign = await channel.get_exchange(_filled_exchange(reader), ensure=False)
            await sign.publish(sent, routing_key=probe_topic(reader), mandatory=True)
    except (ChannelNotFoundEntity, DeliveryError):
        return False
    return True
