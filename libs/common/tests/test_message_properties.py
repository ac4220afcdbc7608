"""WAL-F2: a message whose very properties cannot be read stops no reader: it is handed over without any."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from datetime import UTC, datetime
from uuid import uuid4

import aio_pika
import pytest
from pamqp import encode

from common.contracts.escrow import PlatformOpened
from common.jobs.supervision import keep_running
from common.messaging.bus import Message, MessageRefused, Subscription
from common.messaging.delivery_groups import Delivery
from common.messaging.rabbitmq import RabbitBus
from deploy.proof.testing.broker import Broker

NO_TEXT = b"\x04\xff\xfe\xfd\xfc"
NO_TIME = b"\x7f" + b"\xff" * 7
UNREADABLE = {"an id that is no text": ("shortstr", NO_TEXT), "a time behind the end of time": ("timestamp", NO_TIME)}


async def send_unreadable(rabbit: Broker, kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Send what no library would: each property of that kind as bytes that are none."""
    name, content = UNREADABLE[kind]
    async with await aio_pika.connect(rabbit.url("escrow")) as connection:
        exchange = await (await connection.channel()).get_exchange("escrow.events", ensure=False)
        message = aio_pika.Message(b"{}", message_id="unreadable", timestamp=datetime(2027, 1, 1, tzinfo=UTC))
        write = encode.METHODS[name]
        with monkeypatch.context() as sending:
            readable = (exchange.name, PlatformOpened.topic)
            sending.setitem(encode.METHODS, name, lambda value: write(value) if value in readable else content)
            await exchange.publish(message, PlatformOpened.topic)


async def publish_patiently(bus: RabbitBus, message: Message) -> None:
    """Publish once there is a queue for it."""
    while True:
        try:
            return await bus.publish(message)
        except MessageRefused:
            await asyncio.sleep(0.05)


@pytest.mark.parametrize("kind", UNREADABLE)
async def test_wal_f2_properties_that_cannot_be_read_stop_nobody(
    rabbit: Broker, kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    got: list[str] = []

    async def take(group: Sequence[Delivery]) -> None:
        got.extend(delivery.id for delivery in group)

    await rabbit.delete_queues()
    reading, writing = RabbitBus(rabbit.url("disputes"), "disputes"), RabbitBus(rabbit.url("escrow"), "escrow")
    subscription = Subscription("disputes", [PlatformOpened.topic], take)
    task = asyncio.create_task(keep_running("consumer", lambda: reading.consume(subscription), set()))
    try:
        first, second = (Message(uuid4(), PlatformOpened.topic, b"{}") for _ in range(2))
        async with asyncio.timeout(20):
            await publish_patiently(writing, first)
            await send_unreadable(rabbit, kind, monkeypatch)
            await writing.publish(second)
            while str(second.id) not in got:  # noqa: ASYNC110  # nobody tells
                await asyncio.sleep(0.05)
    finally:
        task.cancel()
        await asyncio.wait({task}, timeout=20)
        await asyncio.gather(reading.close(), writing.close())
    assert got == [str(first.id), "", str(second.id)]
