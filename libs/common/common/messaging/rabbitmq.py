"""RabbitMQ, the production carrier: one topic exchange a publisher, one quorum queue a reader."""

from __future__ import annotations

import asyncio
import logging
from typing import Any, Final
from uuid import UUID

import aio_pika
from aio_pika.abc import AbstractChannel, AbstractExchange, AbstractIncomingMessage, AbstractRobustConnection
from aio_pika.exceptions import AMQPError

from common.contracts.catalogue import PUBLISHER_OF_TOPIC
from common.contracts.readers import EVENTS_READ_BY, topics_of
from common.kernel import seams

from .bus import REDELIVERY_SECONDS, Message, Subscription

log = logging.getLogger(__name__)

PUBLISH_SECONDS: Final = 5.0
PREFETCH_COUNT: Final = 16
HEARTBEAT_SECONDS: Final = 10
DELIVERY_RETRY_SECONDS: Final = 1200.0
"""The broker takes the channel of who keeps a message for half an hour."""
DELIVERY_LIMIT: Final = 50
"""The broker's own wall; the inbox counts attempts and parks long before."""


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


def exchange_name(service: str) -> str:
    return f"{service}.events"


class RabbitBus:
    carrier = "rabbitmq"

    def __init__(self, url: str, service: str) -> None:
        self._url, self._service = url, service
        self._connection: AbstractRobustConnection | None = None
        self._exchange: AbstractExchange | None = None
        self._connecting, self._opening = asyncio.Lock(), asyncio.Lock()

    @property
    def connected(self) -> bool:
        return self._connection is not None and self._connection.connected.is_set()

    async def publish(self, message: Message) -> None:
        """Raises on anything but the broker's confirmation of a persistent message that reached a queue.

        An event that no service reads is carried too; one that some service reads waits until there is a queue for it.
        """
        async with asyncio.timeout(PUBLISH_SECONDS):
            exchange = await self._own_exchange()
            await exchange.publish(
                aio_pika.Message(
                    body=message.body,
                    message_id=str(message.id),
                    content_type="application/json",
                    delivery_mode=aio_pika.DeliveryMode.PERSISTENT,
                ),
                routing_key=message.topic,
                mandatory=message.topic in TOPICS_WITH_READERS,
            )

    async def consume(self, subscription: Subscription) -> None:
        connection = await self._open_connection()
        channel = await connection.channel(publisher_confirms=False)
        await channel.set_qos(prefetch_count=PREFETCH_COUNT)
        queue = await self._declare_inbox_queue(channel, subscription.reader)
        for topic in subscription.topics:
            await self._bind_queue_to_topic(queue, topic)
        await queue.consume(_acknowledging_callback(subscription))
        await asyncio.Event().wait()

    async def close(self) -> None:
        if self._connection is not None:
            await self._connection.close()

    async def _open_connection(self) -> AbstractRobustConnection:
        async with self._connecting:
            if self._connection is None or self._connection.is_closed:
                self._connection = await aio_pika.connect_robust(
                    self._url, timeout=PUBLISH_SECONDS, heartbeat=HEARTBEAT_SECONDS
                )
                self._exchange = None
            return self._connection

    async def _own_exchange(self) -> AbstractExchange:
        connection = await self._open_connection()
        async with self._opening:  # a batch is published at once: one channel is enough for it
            if self._exchange is None:
                channel = await connection.channel(publisher_confirms=True, on_return_raises=True)
                self._exchange = await channel.declare_exchange(exchange_name(self._service), "topic", durable=True)
            return self._exchange

    async def _declare_inbox_queue(self, channel: AbstractChannel, reader: str) -> aio_pika.abc.AbstractQueue:
        await self._own_exchange()
        dead = await channel.declare_exchange(f"{reader}.dead", "fanout", durable=True)
        grave = await channel.declare_queue(f"{reader}.grave", durable=True, arguments=DEAD_QUEUE_ARGUMENTS)
        await grave.bind(dead)
        return await channel.declare_queue(f"{reader}.inbox", durable=True, arguments=inbox_arguments(reader))

    async def _bind_queue_to_topic(self, queue: aio_pika.abc.AbstractQueue, topic: str) -> None:
        """Bind the queue to a topic. Its publisher declares the exchange, maybe a little later than we start: the
        supervisor tries again."""
        try:
            await queue.bind(exchange_name(PUBLISHER_OF_TOPIC[topic]), topic)
        except AMQPError as error:
            raise ConnectionError(f"{exchange_name(PUBLISHER_OF_TOPIC[topic])} is not there yet") from error


def _acknowledging_callback(subscription: Subscription):  # type: ignore[no-untyped-def]  # aio-pika's own callback type
    async def acknowledge_delivery(incoming: AbstractIncomingMessage) -> None:
        message = Message(UUID(incoming.message_id), incoming.routing_key or "", incoming.body)
        if await _deliver_patiently(subscription, message):
            await incoming.ack()
        else:
            await incoming.nack(requeue=True)

    return acknowledge_delivery


async def _deliver_patiently(subscription: Subscription, message: Message) -> bool:
    """Deliver a message, for minutes if need be. The inbox parks what fails, so only its database can be the trouble.

    Handing it back counts as a delivery, and an hour without a database would send it to the grave.
    """
    give_back_at = seams.monotonic() + DELIVERY_RETRY_SECONDS
    while seams.monotonic() < give_back_at:
        try:
            await subscription.handler(message)
        except Exception:
            log.exception("%s could not take %s", subscription.reader, message.topic)
            await seams.sleep(REDELIVERY_SECONDS)
        else:
            return True
    return False
