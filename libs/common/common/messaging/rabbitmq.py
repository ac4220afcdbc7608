"""RabbitMQ, the production carrier: one topic exchange a publisher, one quorum queue a reader."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Sequence
from contextlib import suppress
from typing import Any, Final, NamedTuple

import aio_pika
from aio_pika.abc import AbstractChannel, AbstractExchange, AbstractIncomingMessage, AbstractRobustConnection
from aio_pika.exceptions import AMQPError, DeliveryError
from aiormq.exceptions import ConnectionInternalError

from common.contracts.catalogue import PUBLISHER_OF_TOPIC
from common.contracts.readers import EVENTS_READ_BY, topics_of
from common.jobs.supervision import is_being_cancelled
from common.kernel import crash_points, seams
from common.kernel.ids import new_id

from .acknowledging import Tag, Unacknowledged
from .broker_connection import CLOSE_SECONDS, BrokerConnection
from .bundle_sender import BundleSender
from .bundles import BUNDLE_TYPE, MalformedBundle, read_bundle, write_bundle
from .bus import Message, MessageRefused, Subscription
from .delivery_groups import GROUP_SIZE, Delivery, DeliveryGroups
from .lost_events import LossWatch
from .queue_health import READ_SECONDS, QueueProbe, UnreadableQueue, grave_name, mark_filled, needs_filling, probe_topic

log = logging.getLogger(__name__)

PUBLISH_SECONDS: Final = 5.0
PREFETCH_COUNT: Final = 4 * GROUP_SIZE
"""The next group is here while one is carried out, and every platform has a place in it."""
REDELIVERY_SECONDS: Final = 1.0
DELIVERY_RETRY_SECONDS: Final = 1200.0
"""The broker takes the channel of who keeps a message for half an hour."""
DELIVERY_LIMIT: Final = 50
"""The broker's own wall; the inbox counts attempts and parks long before."""


EXCHANGE_SUFFIX: Final = ".events"
PLATFORM_HEADER: Final = "platform"

TOPICS_WITH_READERS: Final = frozenset(topic for reader in EVENTS_READ_BY for topic in topics_of(reader))
DEAD_QUEUE_ARGUMENTS: Final[dict[str, Any]] = {"x-queue-type": "quorum"}


def inbox_arguments(reader: str) -> dict[str, Any]:
    """Explicit, because the defaults of RabbitMQ 3 and 4 differ; a queue is never declared with others."""
    return {
        "x-queue-type": "quorum",
        "x-delivery-limit": DELIVERY_LIMIT,
        "x-dead-letter-exchange": f"{reader}.dead",
        "x-dead-letter-strategy": "at-least-once",
        "x-overflow": "reject-publish",
    }


def inbox_name(reader: str) -> str:
    return f"{reader}.inbox"


def exchange_name(service: str) -> str:
    return service + EXCHANGE_SUFFIX


class _Publishing(NamedTuple):
    """Exchange of this service, on a channel of its own that is used for it alone."""

    connection: AbstractRobustConnection
    channel: AbstractChannel
    exchange: AbstractExchange


class RabbitBus:
    carrier = "rabbitmq"

    def __init__(self, url: str, service: str) -> None:
        self._service = service
        self._connection = BrokerConnection(url)
        self._publishing: _Publishing | None = None
        self._opening = asyncio.Lock()
        self._sender = BundleSender(self._send_bundle)
        self._unreadable: dict[str, UnreadableQueue] = {}

    @property
    def connected(self) -> bool:
        return self._connection.connected

    async def publish(self, message: Message) -> None:
        """Raises on anything but the broker's confirmation of a persistent message that reached a queue.

        An event that no service reads is carried too; one that some service reads waits until there is a queue for it.
        What is published at once travels together (`bundles`).
        """
        await self._sender.send(message)

    async def _send_bundle(self, messages: Sequence[Message]) -> None:
        topic, exchange = messages[0].topic, None
        try:
            async with asyncio.timeout(PUBLISH_SECONDS):
                exchange = await self._own_exchange()
                await exchange.publish(
                    _bundle_messages(messages), routing_key=topic, mandatory=topic in TOPICS_WITH_READERS
                )
        except DeliveryError as error:
            raise MessageRefused(f"no queue takes {topic}") from error
        except Exception:
            self._leave_exchange(exchange)
            raise

    def _leave_exchange(self, failed: AbstractExchange | None) -> None:
        """Take another channel for what is published next: one that could not be restored would fail for ever."""
        if self._publishing is not None and self._publishing.exchange is failed:
            self._connection.close_soon(self._publishing.channel)
            self._publishing = None

    async def consume(self, subscription: Subscription) -> None:
        """Raises ConnectionError where the queue is gone: the supervisor comes again, and it is declared anew."""
        name = inbox_name(subscription.reader)
        unreadable = self._unreadable.setdefault(name, UnreadableQueue(name))
        unreadable.note_attempt()
        connection = await self._connection.open()
        channel = await connection.channel(publisher_confirms=False)
        filling: asyncio.Task[None] | None = None
        try:
            await channel.set_qos(prefetch_count=PREFETCH_COUNT)
            is_empty = subscription.on_new_queue is not None and await needs_filling(
                connection, subscription.reader, name
            )
            queue = await self._declare_inbox_queue(channel, subscription.reader)
            for topic in subscription.topics:
                await self._bind_queue_to_topic(queue, topic)
            await queue.bind(exchange_name(self._service), probe_topic(subscription.reader))
            filling = asyncio.create_task(_fill_queue(connection, subscription)) if is_empty else None
            probe = QueueProbe(
                connection,
                subscription.reader,
                name,
                self._own_exchange,
                channel=channel,
                must_be_filled=lambda: subscription.on_new_queue is not None and (filling is None or filling.done()),
            )
            reader = _GroupReader(subscription, probe)
            await self._begin_reading(queue, reader, unreadable)
            try:
                await reader.carry_groups()
            finally:
                await reader.losses.close()
        finally:
            if filling is not None:
                filling.cancel()
                await asyncio.wait({filling}, timeout=CLOSE_SECONDS)
            with suppress(Exception):
                async with asyncio.timeout(CLOSE_SECONDS):
                    await channel.close()

    async def _begin_reading(
        self, queue: aio_pika.abc.AbstractQueue, reader: _GroupReader, unreadable: UnreadableQueue
    ) -> None:
        """Raises ConnectionError where the broker does not hand it out."""
        try:
            async with asyncio.timeout(READ_SECONDS):
                await queue.consume(reader.receive)
        except (ConnectionInternalError, TimeoutError) as error:
            await unreadable.note_failure(self._connection.open)
            raise ConnectionError(f"{queue.name} cannot be read") from error

    async def close(self) -> None:
        await self._sender.close()
        await self._connection.close()

    async def _own_exchange(self) -> AbstractExchange:
        connection = await self._connection.open()
        async with self._opening:  # a batch is published at once: one channel is enough for it
            if self._publishing is None or self._publishing.connection is not connection:
                channel = await connection.channel(publisher_confirms=True, on_return_raises=True)
                exchange = await channel.declare_exchange(exchange_name(self._service), "topic", durable=True)
                self._publishing = _Publishing(connection, channel, exchange)
            return self._publishing.exchange

    async def _declare_inbox_queue(self, channel: AbstractChannel, reader: str) -> aio_pika.abc.AbstractQueue:
        await self._own_exchange()
        dead = await channel.declare_exchange(f"{reader}.dead", "fanout", durable=True)
        grave = await channel.declare_queue(grave_name(reader), durable=True, arguments=DEAD_QUEUE_ARGUMENTS)
        await grave.bind(dead)
        return await channel.declare_queue(inbox_name(reader), durable=True, arguments=inbox_arguments(reader))

    async def _bind_queue_to_topic(self, queue: aio_pika.abc.AbstractQueue, topic: str) -> None:
        """Bind the queue to a topic. Its publisher declares the exchange, maybe a little later than we start: the
        supervisor tries again."""
        try:
            await queue.bind(exchange_name(PUBLISHER_OF_TOPIC[topic]), topic)
        except AMQPError as error:
            raise ConnectionError(f"{exchange_name(PUBLISHER_OF_TOPIC[topic])} is not there yet") from error


def _bundle_messages(messages: Sequence[Message]) -> aio_pika.Message:
    """Make the broker's message of one event, or of several that have the same readers."""
    persistent = aio_pika.DeliveryMode.PERSISTENT
    if len(messages) > 1:
        return aio_pika.Message(
            write_bundle(messages), message_id=str(new_id()), content_type=BUNDLE_TYPE, delivery_mode=persistent
        )
    [message] = messages
    return aio_pika.Message(
        message.body,
        message_id=str(message.id),
        content_type="application/json",
        delivery_mode=persistent,
        headers={PLATFORM_HEADER: str(message.platform or "")},
    )


async def _fill_queue(connection: AbstractRobustConnection, subscription: Subscription) -> None:
    """Fetch what the queue had held, now that it takes what comes: nothing falls between the two."""
    assert subscription.on_new_queue is not None, "the caller has looked"
    await subscription.on_new_queue()
    await mark_filled(connection, subscription.reader, inbox_name(subscription.reader))


class _GroupReader:
    """Reader of one queue: gathers what the broker brings, and carries it out in groups, one after the other."""

    def __init__(self, subscription: Subscription, probe: QueueProbe) -> None:
        self._subscription, self._probe = subscription, probe
        self._probe_topic = probe_topic(subscription.reader)
        self.losses = LossWatch(subscription.reader, subscription.fetch_lost, probe.is_queue_empty)
        self._waiting: DeliveryGroups[Tag] = DeliveryGroups()
        self._channels: dict[int, Unacknowledged] = {}

    async def receive(self, incoming: AbstractIncomingMessage) -> None:
        unacknowledged = self._unacknowledged_of(incoming.channel)
        tag = incoming.delivery_tag
        if tag is None:
            raise ValueError("what is consumed with acknowledgements has a tag")
        self._probe.note_return()
        if incoming.routing_key == self._probe_topic:
            unacknowledged.note(tag)
            return await unacknowledged.acknowledge([tag])
        deliveries = _read_message(incoming)
        unacknowledged.note(tag, len(deliveries))
        for delivery in deliveries:
            self._waiting.add(delivery, Tag(unacknowledged, tag))

    async def carry_groups(self) -> None:
        """Run until cancelled. Raises ConnectionError where the queue is to be declared and bound anew."""
        while True:
            if is_being_cancelled():
                raise asyncio.CancelledError
            self._probe.require_connection()
            self._subscription.heartbeat.record_beat()
            if group := await self._waiting.take_group():
                begun_at = seams.monotonic()
                carried = await _deliver_patiently(self._subscription, [delivery for delivery, _ in group])
                await self._acknowledge([tag for _, tag in group], carried=carried)
                crash_points.pass_crash_point(self._subscription.reader, "reader", "after_ack")
                await self._waiting.rest(begun_at)
                await self._probe.look_while_busy()
            else:
                await self._probe.look()
            self.losses.look()

    async def _acknowledge(self, group: Sequence[Tag], *, carried: bool) -> None:
        for unacknowledged in {id(tag.unacknowledged): tag.unacknowledged for tag in group}.values():
            tags = [tag.tag for tag in group if tag.unacknowledged is unacknowledged]
            await (unacknowledged.acknowledge(tags) if carried else unacknowledged.give_back(tags))

    def _unacknowledged_of(self, channel: Any) -> Unacknowledged:
        """A connection that was lost and is back has another channel, and counts anew."""
        if id(channel) not in self._channels:
            self._channels = {id(channel): Unacknowledged(channel)}
        return self._channels[id(channel)]


def _read_message(incoming: AbstractIncomingMessage) -> list[Delivery]:
    """Read the events of a message. One that is no bundle, though it says so, is handed over as it is: to be parked."""
    if incoming.content_type == BUNDLE_TYPE:
        with suppress(MalformedBundle):
            return read_bundle(incoming.body, (incoming.exchange or "").removesuffix(EXCHANGE_SUFFIX))
    platform = str(incoming.headers.get(PLATFORM_HEADER) or "")
    return [Delivery(str(incoming.message_id or ""), incoming.routing_key or "", incoming.body, platform)]


async def _deliver_patiently(subscription: Subscription, group: Sequence[Delivery]) -> bool:
    """Deliver a group, for minutes if need be. The inbox stores what fails, so only its database can be the trouble.

    Handing it back counts as a delivery, and an hour without a database would send it to the grave.
    """
    give_back_at = seams.monotonic() + DELIVERY_RETRY_SECONDS
    while seams.monotonic() < give_back_at:
        try:
            await subscription.handler(group)
        except Exception:
            if is_being_cancelled():
                raise
            log.exception("%s could not take %d messages", subscription.reader, len(group))
            await seams.sleep(REDELIVERY_SECONDS)
        else:
            return True
    return False
