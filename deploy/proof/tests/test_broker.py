"""What a service may do at the broker, asked of a real one."""

from __future__ import annotations

import aio_pika
import aiormq
import pytest
from aio_pika.exceptions import AMQPError, ProbableAuthenticationError

from deploy.local.place import CannotRun
from deploy.local.stack import check_broker_login
from deploy.proof.testing.broker import Broker


async def test_an_event_reaches_the_queue_of_another_service(rabbit: Broker) -> None:
    async with (
        await aio_pika.connect(rabbit.url("disputes")) as reading,
        await aio_pika.connect(rabbit.url("escrow")) as writing,
    ):
        queue = await (await reading.channel()).declare_queue(
            "disputes.inbox", durable=True, arguments={"x-queue-type": "quorum"}
        )
        await queue.bind("escrow.events", "escrow.#")
        exchange = await (await writing.channel()).get_exchange("escrow.events")
        await exchange.publish(aio_pika.Message(b"{}"), "escrow.funded.v1")
        received = await queue.get(timeout=5)
        assert received.body == b"{}"
        await received.ack()


@pytest.mark.parametrize("exchange", ["escrow.events", "escrow.dead", "amq.topic", ""])
async def test_a_service_does_not_speak_for_others(rabbit: Broker, exchange: str) -> None:
    async with await aio_pika.connect(rabbit.url("disputes")) as connection:
        channel = await connection.channel()
        target = await channel.get_exchange(exchange, ensure=False) if exchange else channel.default_exchange
        with pytest.raises(AMQPError):
            await target.publish(aio_pika.Message(b"{}"), "escrow.funded.v1")


async def test_a_service_does_not_read_the_queue_of_another(rabbit: Broker) -> None:
    async with (
        await aio_pika.connect(rabbit.url("disputes")) as owner,
        await aio_pika.connect(rabbit.url("mediation")) as stranger,
    ):
        await (await owner.channel()).declare_queue("disputes.inbox", durable=True)
        queue = await (await stranger.channel()).get_queue("disputes.inbox", ensure=False)
        with pytest.raises(AMQPError):
            await queue.get(timeout=5)
        with pytest.raises(AMQPError):
            await (await stranger.channel()).declare_queue("disputes.other", durable=True)


async def test_there_is_no_guest(broker: Broker) -> None:
    """Asked by aiormq: what aio-pika leaves of a refused connection closes itself in whatever test comes next."""
    with pytest.raises(ProbableAuthenticationError):
        await aiormq.connect(f"amqp://guest:guest@{broker.address}/{broker.vhost}")


def test_a_broker_of_your_own_is_tried_before_anything_starts(broker: Broker) -> None:
    check_broker_login(broker.admin_url)

    wrong = f"amqp://{broker.address}/{broker.vhost}".replace("//", "//tester:wrong@")
    for url in (wrong, broker.admin_url.replace(broker.vhost, "nowhere"), "amqp://127.0.0.1:1/", "nonsense"):
        with pytest.raises(CannotRun, match="Check the address, the user and the password") as refusal:
            check_broker_login(url)
        assert "wrong" not in str(refusal.value)
