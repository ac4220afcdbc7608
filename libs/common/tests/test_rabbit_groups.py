"""Groups over a real broker: malformed messages, lost channels, one acknowledgement for many."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager, suppress

import aio_pika
import pytest

from common.contracts.escrow import PlatformOpened
from common.execution.commands import Context
from common.jobs.supervision import keep_running
from common.messaging import delivery_groups
from common.messaging.bus import Message, MessageRefused, Subscription
from common.messaging.delivery_groups import GROUP_SIZE, Delivery
from common.messaging.inbox import EventConsumer, consumes
from common.messaging.rabbitmq import RabbitBus, exchange_name
from deploy.proof.testing.broker import Broker

from .conftest import Toy, ToyCommand, ToyTx
from .test_outbox import a_fact
from .test_rabbit import until_bound


def a_message() -> Message:
    fact = a_fact()
    return Message(fact.id, fact.topic, fact.model_dump_json().encode(), fact.tenant)


@asynccontextmanager
async def reading(rabbit: Broker, subscription: Subscription) -> AsyncIterator[RabbitBus]:
    bus = RabbitBus(rabbit.url("disputes"), "disputes")
    task = asyncio.create_task(bus.consume(subscription))
    await until_bound(rabbit, bus)
    try:
        yield bus
    finally:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task
        await bus.close()


@pytest.fixture
async def publisher(rabbit: Broker) -> AsyncIterator[RabbitBus]:
    bus = RabbitBus(rabbit.url("escrow"), "escrow")
    yield bus
    await bus.close()


async def count_left(rabbit: Broker) -> int:
    """Messages in the queue once nobody reads: what was not acknowledged is among them."""
    async with await aio_pika.connect(rabbit.admin_url) as connection:
        queue = await (await connection.channel()).declare_queue("disputes.inbox", passive=True)
        return int(queue.declaration_result.message_count or 0)


async def until(count: int, toy: Toy, state: str) -> None:
    async with asyncio.timeout(15):
        while await toy.scalar("SELECT count(*) FROM escrow.inbox WHERE state = :state", state=state) != count:  # noqa: ASYNC110
            await asyncio.sleep(0.05)


async def test_wal_f2_messages_whose_id_is_no_uuid_stop_nobody_not_even_after_a_restart(
    rabbit: Broker, publisher: RabbitBus, toy: Toy
) -> None:
    consumer = EventConsumer("disputes", toy.executor, [consumes(PlatformOpened, lambda fact: None)])
    async with reading(rabbit, consumer.subscription):
        await publisher.publish(a_message())
        async with await aio_pika.connect(rabbit.admin_url) as connection:
            exchange = await (await connection.channel()).get_exchange(exchange_name("escrow"))
            for number in range(40):
                message = aio_pika.Message(b'{"number": %d}' % number, message_id="x")
                await exchange.publish(message, PlatformOpened.topic)
        await publisher.publish(a_message())
        await until(2, toy, "done")
        await until(40, toy, "parked")
    assert await count_left(rabbit) == 0

    async with reading(rabbit, consumer.subscription):
        await publisher.publish(a_message())
        await until(3, toy, "done")

    assert await toy.scalar("SELECT count(DISTINCT body) FROM escrow.inbox WHERE state = 'parked'") == 40
    assert await count_left(rabbit) == 0


async def test_what_waits_is_handed_over_in_groups_and_acknowledged_to_the_last(
    rabbit: Broker, publisher: RabbitBus
) -> None:
    sizes: list[int] = []
    free = asyncio.Event()

    async def take(group: Sequence[Delivery]) -> None:
        sizes.append(len(group))
        await free.wait()

    async with reading(rabbit, Subscription("disputes", [PlatformOpened.topic], take)):
        await asyncio.gather(*(publisher.publish(a_message()) for _ in range(2 * GROUP_SIZE + 1)))
        await asyncio.sleep(0.3)
        free.set()
        async with asyncio.timeout(10):
            while sum(sizes) < 2 * GROUP_SIZE + 1:  # noqa: ASYNC110  # nobody tells
                await asyncio.sleep(0.02)
        await asyncio.sleep(0.2)

    assert max(sizes) == GROUP_SIZE
    assert len(sizes) <= 4
    assert await count_left(rabbit) == 0


async def test_a_reader_that_dies_between_commit_and_acknowledgement_gets_all_of_it_again(
    rabbit: Broker, publisher: RabbitBus, toy: Toy
) -> None:
    effects = 0

    async def count_effect(tx: ToyTx, context: Context) -> None:
        nonlocal effects
        effects += 1

    consumer = EventConsumer(
        "disputes", toy.executor, [consumes(PlatformOpened, lambda fact: ToyCommand(count_effect))]
    )
    committed = asyncio.Event()

    async def commit_and_hang(group: Sequence[Delivery]) -> None:
        await consumer.consume_group(group)
        committed.set()
        await asyncio.Event().wait()

    async with reading(rabbit, Subscription("disputes", [PlatformOpened.topic], commit_and_hang)):
        await asyncio.gather(*(publisher.publish(a_message()) for _ in range(7)))
        await committed.wait()
    assert await count_left(rabbit) == 1, "they have left in one message"

    async with reading(rabbit, consumer.subscription):
        await until(7, toy, "done")
        await asyncio.sleep(0.5)
    assert await count_left(rabbit) == 0
    assert effects == await toy.scalar("SELECT count(*) FROM escrow.log_entries") == 7


async def test_a_lost_connection_brings_back_what_was_under_way_and_the_reader_goes_on(
    rabbit: Broker, publisher: RabbitBus, toy: Toy
) -> None:
    consumer = EventConsumer("disputes", toy.executor, [consumes(PlatformOpened, lambda fact: None)])
    cut, groups = asyncio.Event(), 0

    async def take(group: Sequence[Delivery]) -> None:
        nonlocal groups
        groups += 1
        if groups == 1:
            cut.set()
            await asyncio.sleep(0.3)
        await consumer.consume_group(group)

    async with reading(rabbit, Subscription("disputes", [PlatformOpened.topic], take)) as bus:
        await publisher.publish(a_message())
        await cut.wait()
        assert bus._connection._current is not None
        transport = bus._connection._current.transport
        assert transport is not None
        await transport.connection.close(ConnectionError("the network is cut"))
        await until(1, toy, "done")
        await asyncio.gather(*(publisher.publish(a_message()) for _ in range(5)))
        await until(6, toy, "done")
        await asyncio.sleep(0.5)

    assert await count_left(rabbit) == 0


async def test_wal_f3_a_queue_that_was_deleted_is_noticed_and_declared_anew(
    rabbit: Broker, publisher: RabbitBus, toy: Toy, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(delivery_groups, "IDLE_BEAT_SECONDS", 0.2)
    consumer = EventConsumer("disputes", toy.executor, [consumes(PlatformOpened, lambda fact: None)])
    bus, failing = RabbitBus(rabbit.url("disputes"), "disputes"), set[str]()
    reading = asyncio.create_task(keep_running("consumer", lambda: bus.consume(consumer.subscription), failing))
    await until_bound(rabbit, bus)
    await publisher.publish(a_message())
    await until(1, toy, "done")

    await rabbit.delete_queues()
    async with asyncio.timeout(15):
        while True:
            try:
                await publisher.publish(a_message())
                break
            except MessageRefused:
                await asyncio.sleep(0.1)
    await until(2, toy, "done")

    reading.cancel()
    with suppress(asyncio.CancelledError):
        await reading
    await bus.close()
