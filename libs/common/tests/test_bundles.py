"""Bundles: what leaves at once for the same readers is one message of the broker, and arrives one by one."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Sequence
from dataclasses import replace
from uuid import uuid4

import aio_pika
import pytest

from common.contracts.disputes import DisputeClosed
from common.contracts.escrow import EscrowFunded, EscrowShipped, FundsHeld, PlatformOpened
from common.contracts.readers import topics_of
from common.kernel.ids import new_id
from common.messaging.acknowledging import Unacknowledged
from common.messaging.bundle_sender import BundleSender
from common.messaging.bundles import BUNDLE_TYPE, MOST_EVENTS, MalformedBundle, read_bundle, sort_into_bundles
from common.messaging.bundles import write_bundle as write
from common.messaging.bus import Message, MessageRefused, Subscription
from common.messaging.delivery_groups import Delivery
from common.messaging.inbox import EventConsumer, consumes
from common.messaging.rabbitmq import RabbitBus, exchange_name
from deploy.proof.testing.broker import Broker

from .conftest import Toy
from .test_rabbit_groups import a_message, count_left, reading, until

SENT_TO_ALL_BUT_EVIDENCE = (EscrowFunded.topic, FundsHeld.topic)


def told(topic: str, body: bytes = b"{}") -> Message:
    return Message(new_id(), topic, body, uuid4(), uuid4())


def sorted_messages(messages: Sequence[Message]) -> list[list[Message]]:
    return sort_into_bundles(messages, lambda message: message)


@pytest.fixture
async def publisher(rabbit: Broker) -> AsyncIterator[RabbitBus]:
    bus = RabbitBus(rabbit.url("escrow"), "escrow")
    yield bus
    await bus.close()


def test_each_event_of_a_bundle_arrives_as_if_it_had_come_alone() -> None:
    messages = [told(FundsHeld.topic, b'{"a":"\n"}'), told(EscrowFunded.topic, b""), told(FundsHeld.topic, b"\x00\xff")]

    assert read_bundle(write(messages), "escrow") == [message.to_delivery() for message in messages]


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{}\n",
        b"[]\n",
        b'[["x"]]\nab',
        b'[["x","t","p",3]]\nab',
        b'[["x","t","p",3],["x","t","p",-1]]\nab',
        b"\xff",
    ],
)
def test_what_is_no_bundle_is_not_read_as_one(body: bytes) -> None:
    with pytest.raises(MalformedBundle):
        read_bundle(body, "escrow")


def test_a_service_tells_nothing_of_anothers_within_a_bundle() -> None:
    with pytest.raises(MalformedBundle, match="another service"):
        read_bundle(write([told(DisputeClosed.topic), told(FundsHeld.topic)]), "disputes")


def test_a_bundle_holds_what_has_the_same_readers_and_never_too_much() -> None:
    assert all((topic in topics_of("evidence")) == (topic == EscrowShipped.topic)
               for topic in (*SENT_TO_ALL_BUT_EVIDENCE, EscrowShipped.topic))  # fmt: skip
    funded, shipped, held = told(EscrowFunded.topic), told(EscrowShipped.topic), told(FundsHeld.topic)
    large = [told(FundsHeld.topic, b"x" * 40_000) for _ in range(2)]
    many = [told(FundsHeld.topic) for _ in range(MOST_EVENTS + 1)]

    assert sorted_messages([funded, shipped, held]) == [[funded, held], [shipped]]
    assert sorted_messages(large) == [large[:1], large[1:]]
    assert sorted_messages(many) == [many[:-1], many[-1:]]


def test_what_is_told_of_a_subject_leaves_in_its_order() -> None:
    subject = uuid4()
    held, shipped, funded = (
        replace(told(topic), subject=subject) for topic in (FundsHeld.topic, EscrowShipped.topic, EscrowFunded.topic)
    )
    of_another = told(EscrowFunded.topic)

    assert sorted_messages([held, shipped, of_another, funded]) == [[held, of_another], [shipped], [funded]]


async def test_a_refused_bundle_is_sent_one_by_one_so_that_none_waits_for_another() -> None:
    sent: list[list[str]] = []

    async def send(messages: Sequence[Message]) -> None:
        sent.append([message.topic for message in messages])
        if FundsHeld.topic in sent[-1]:
            raise MessageRefused("full")

    sender = BundleSender(send)
    results = await asyncio.gather(
        *(sender.send(told(topic)) for topic in SENT_TO_ALL_BUT_EVIDENCE), return_exceptions=True
    )

    assert results[0] is None
    assert isinstance(results[1], MessageRefused)
    assert sorted(sent) == sorted([[*SENT_TO_ALL_BUT_EVIDENCE], [EscrowFunded.topic], [FundsHeld.topic]])


async def test_a_message_that_is_sent_twice_at_once_is_confirmed_to_both_who_wait() -> None:
    async def send(messages: Sequence[Message]) -> None:
        sent.extend(messages)

    sent: list[Message] = []
    sender, message = BundleSender(send), told(FundsHeld.topic)

    async with asyncio.timeout(5):
        await asyncio.gather(sender.send(message), sender.send(message))

    assert sent == [message, message]


async def test_nothing_is_sent_any_more_once_the_sender_is_closed() -> None:
    sending = asyncio.Event()

    async def hang(messages: Sequence[Message]) -> None:
        sending.set()
        await asyncio.Event().wait()

    sender = BundleSender(hang)
    first = asyncio.create_task(sender.send(told(FundsHeld.topic)))
    await sending.wait()
    second = asyncio.create_task(sender.send(told(FundsHeld.topic)))
    await asyncio.sleep(0)
    await sender.close()

    results = await asyncio.wait_for(asyncio.gather(first, second, return_exceptions=True), 5)
    assert [type(one) for one in results] == [ConnectionError, ConnectionError]


async def test_what_is_left_of_a_bundle_that_was_given_back_is_nobodys_any_more() -> None:
    answered: list[str] = []

    class Channel:
        async def basic_ack(self, tag: int, *, multiple: bool) -> None:
            answered.append(f"ack {tag}")

        async def basic_nack(self, tag: int, *, requeue: bool) -> None:
            answered.append(f"nack {tag}")

    unacknowledged = Unacknowledged(Channel())
    unacknowledged.note(1, 3)
    await unacknowledged.acknowledge([1])
    await unacknowledged.give_back([1, 1])
    await unacknowledged.acknowledge([1])

    assert answered == ["nack 1"]


async def test_many_events_are_one_message_and_one_that_is_no_bundle_is_parked(
    rabbit: Broker, publisher: RabbitBus, toy: Toy
) -> None:
    consumer = EventConsumer("disputes", toy.executor, [consumes(PlatformOpened, lambda fact: None)])
    arrived: list[Delivery] = []

    async def hang(group: Sequence[Delivery]) -> None:
        arrived.extend(group)
        await asyncio.Event().wait()

    async with reading(rabbit, Subscription("disputes", [PlatformOpened.topic], hang)):
        await asyncio.gather(*(publisher.publish(a_message()) for _ in range(7)))
        async with asyncio.timeout(10):
            while not arrived:  # noqa: ASYNC110  # nobody tells
                await asyncio.sleep(0.02)
    assert len(arrived) == 7
    assert await count_left(rabbit) == 1

    async with reading(rabbit, consumer.subscription):
        await until(7, toy, "done")
        async with await aio_pika.connect(rabbit.admin_url) as connection:
            exchange = await (await connection.channel()).get_exchange(exchange_name("escrow"))
            broken = aio_pika.Message(b"[]\n", message_id=str(uuid4()), content_type=BUNDLE_TYPE)
            await exchange.publish(broken, PlatformOpened.topic)
        await until(1, toy, "parked")
        await asyncio.sleep(0.2)
    assert await count_left(rabbit) == 0
