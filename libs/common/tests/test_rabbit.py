from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import suppress
from typing import Any

import pytest
from aio_pika.exceptions import AMQPConnectionError
from aio_pika.robust_channel import RobustChannel

from common.contracts.escrow import EscrowCreated, PlatformOpened
from common.jobs.supervision import keep_running
from common.kernel.ids import new_id
from common.messaging import delivery_groups, queue_health
from common.messaging import rabbitmq as carrier
from common.messaging.bus import Message, MessageRefused, Subscription
from common.messaging.delivery_groups import Delivery
from common.messaging.rabbitmq import RabbitBus
from deploy.proof.testing.broker import Broker

from .test_outbox import a_fact


class Inbox:
    """Collects what arrives; fails the first `failures` times, as a lost database would."""

    def __init__(self, *, failures: int = 0) -> None:
        self.got: list[Delivery] = []
        self.failures = failures
        self.arrived = asyncio.Event()

    async def __call__(self, group: Sequence[Delivery]) -> None:
        if self.failures:
            self.failures -= 1
            raise ConnectionError("the database is away")
        self.got += group
        self.arrived.set()

    async def wait(self) -> None:
        async with asyncio.timeout(15):
            await self.arrived.wait()


@pytest.fixture
async def publisher(rabbit: Broker) -> AsyncIterator[RabbitBus]:
    bus = RabbitBus(rabbit.url("escrow"), "escrow")
    yield bus
    await bus.close()


async def until_bound(rabbit: Broker, bus: RabbitBus) -> None:
    async with asyncio.timeout(15):
        while not bus.connected:  # noqa: ASYNC110  # the broker tells nobody when a queue is bound
            await asyncio.sleep(0.05)
    await asyncio.sleep(0.5)


@pytest.fixture
async def reading(rabbit: Broker) -> AsyncIterator[tuple[RabbitBus, Inbox]]:
    bus, inbox = RabbitBus(rabbit.url("disputes"), "disputes"), Inbox()
    task = asyncio.create_task(bus.consume(Subscription("disputes", [PlatformOpened.topic], inbox)))
    await until_bound(rabbit, bus)
    yield bus, inbox
    task.cancel()
    with suppress(asyncio.CancelledError):
        await task
    await bus.close()


def a_message() -> Message:
    fact = a_fact()
    return Message(fact.id, fact.topic, fact.model_dump_json().encode())


async def test_a_published_fact_reaches_its_reader(publisher: RabbitBus, reading: tuple[RabbitBus, Inbox]) -> None:
    message = a_message()

    await publisher.publish(message)
    await reading[1].wait()

    assert reading[1].got == [message.to_delivery()]


async def test_a_message_whose_inbox_is_away_comes_again(
    publisher: RabbitBus, reading: tuple[RabbitBus, Inbox]
) -> None:
    reading[1].failures = 2
    message = a_message()

    await publisher.publish(message)
    await reading[1].wait()

    assert reading[1].got == [message.to_delivery()]


async def test_a_fact_whose_reader_has_no_queue_yet_is_not_carried(publisher: RabbitBus) -> None:
    with pytest.raises(MessageRefused):
        await publisher.publish(Message(new_id(), EscrowCreated.topic, b"{}"))


async def test_a_long_outage_of_its_database_sends_no_message_to_the_grave(
    publisher: RabbitBus, reading: tuple[RabbitBus, Inbox], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(carrier, "REDELIVERY_SECONDS", 0.01)
    reading[1].failures = carrier.DELIVERY_LIMIT + 10
    message = a_message()

    await publisher.publish(message)
    await reading[1].wait()

    assert reading[1].got == [message.to_delivery()]


async def test_what_is_published_at_once_shares_a_channel(
    publisher: RabbitBus, reading: tuple[RabbitBus, Inbox]
) -> None:
    await asyncio.gather(*(publisher.publish(a_message()) for _ in range(20)))

    assert publisher._connection._current is not None
    transport = publisher._connection._current.transport
    assert transport is not None
    assert len(transport.connection.channels) <= 2  # channel 0 belongs to the connection itself


async def test_wal_f3_a_channel_that_was_not_restored_is_replaced(
    publisher: RabbitBus, reading: tuple[RabbitBus, Inbox], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A broker that is short of something closes a channel, and refuses the next one too: the connection lives on."""
    await publisher.publish(a_message())
    await reading[1].wait()
    assert publisher._publishing is not None
    channel = await publisher._publishing.channel.get_underlay_channel()

    async def fail(*_: object) -> None:
        raise AMQPConnectionError("the broker opens no channel now")

    with monkeypatch.context() as broken:
        broken.setattr(RobustChannel, "restore", fail)
        await channel.close(AMQPConnectionError("closed by the broker"))
        with suppress(Exception):
            await publisher.publish(a_message())
    await publisher.publish(message := a_message())

    assert message.to_delivery() in await until_brought(reading[1], message)


async def test_wal_f3_a_reader_whose_channel_was_not_restored_reads_on_another(
    rabbit: Broker, publisher: RabbitBus, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(delivery_groups, "IDLE_BEAT_SECONDS", 0.1)
    monkeypatch.setattr(queue_health, "RESTORE_SECONDS", 0.5)
    bus, inbox, channels = RabbitBus(rabbit.url("disputes"), "disputes"), Inbox(), []
    opened = RobustChannel.set_qos

    async def open_and_note(channel: RobustChannel, *args: Any, **how: Any) -> Any:
        channels.append(channel)
        return await opened(channel, *args, **how)

    monkeypatch.setattr(RobustChannel, "set_qos", open_and_note)
    subscription = Subscription("disputes", [PlatformOpened.topic], inbox)
    task = asyncio.create_task(keep_running("consumer", lambda: bus.consume(subscription), set()))
    await until_bound(rabbit, bus)

    async def fail(*_: object) -> None:
        raise AMQPConnectionError("the broker opens no channel now")

    with monkeypatch.context() as broken:
        broken.setattr(RobustChannel, "restore", fail)
        await (await channels[0].get_underlay_channel()).close(AMQPConnectionError("closed by the broker"))
    await publisher.publish(message := a_message())

    assert message.to_delivery() in await until_brought(inbox, message)
    task.cancel()
    await asyncio.wait({task})
    await bus.close()


async def until_brought(inbox: Inbox, message: Message) -> list[Delivery]:
    async with asyncio.timeout(20):
        while message.to_delivery() not in inbox.got:  # noqa: ASYNC110  # nobody tells
            await asyncio.sleep(0.05)
    return inbox.got


async def test_a_service_cannot_publish_as_another(rabbit: Broker) -> None:
    impostor = RabbitBus(rabbit.url("disputes"), "escrow")

    with pytest.raises(Exception, match="ACCESS_REFUSED"):
        await impostor.publish(a_message())
    await impostor.close()
