"""What a service may do at the broker, asked of a real one."""

from __future__ import annotations

import subprocess
from pathlib import Path
from uuid import uuid4

import aio_pika
import aiormq
import asyncpg
import pytest
from aio_pika.exceptions import AMQPError, ProbableAuthenticationError

from deploy.local import rabbitmq, refill
from deploy.local.place import CannotRun
from deploy.local.ports import pick_free_ports
from deploy.local.stack import check_broker_login
from deploy.proof.testing.broker import Broker
from deploy.proof.testing.databases import Database


@pytest.mark.parametrize(("command", "reason"), [(["true"], "ended"), (["sleep", "60"], "did not answer")])
def test_dor_w25_a_broker_that_does_not_start_is_named_by_what_kept_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: list[str], reason: str
) -> None:
    monkeypatch.setattr(rabbitmq, "START_SECONDS", 0.2)
    process = subprocess.Popen(command, start_new_session=True)
    node = rabbitmq.Broker(Path("/"), tmp_path, pick_free_ports()[0], "{}", [process])
    node.log_file.write_text("the end of its log")
    if command == ["true"]:
        process.wait()

    with pytest.raises(CannotRun, match=f"(?s)RabbitMQ {reason}.*the end of its log"):
        node.wait_until_ready()
    assert process.poll() is not None


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


async def test_wal_f3_what_a_reader_never_heard_is_carried_again(database: Database) -> None:
    connection = await asyncpg.connect(database.admin_url.replace("+asyncpg", ""))
    heard, lost, old, unread = (uuid4() for _ in range(4))
    for id, topic, hours in ((heard, "escrow.frozen.v1", 1), (lost, "escrow.frozen.v1", 1),
                             (old, "escrow.frozen.v1", 50), (unread, "nobody.reads.v1", 1)):  # fmt: skip
        await connection.execute(
            "INSERT INTO escrow.outbox (id, tenant_id, topic, subject, sequence, body, published_at)"
            " VALUES ($1, $2, $3, $4, 1, '{}', now() - make_interval(hours => $5))",
            id, uuid4(), topic, uuid4(), hours,
        )  # fmt: skip
    await connection.execute(
        "INSERT INTO disputes.inbox (consumer, event_id, tenant_id, topic, state, attempts)"
        " VALUES ('disputes', $1, $2, 'escrow.frozen.v1', 'done', 1)", heard, uuid4(),
    )  # fmt: skip

    counts = await refill.carry_again(database.admin_url.replace("+asyncpg", ""), ["disputes"], refill.HOURS)

    waiting = await connection.fetch("SELECT id FROM escrow.outbox WHERE published_at IS NULL")
    await connection.close()
    assert counts == {"disputes": 1}
    assert [row["id"] for row in waiting] == [lost]
