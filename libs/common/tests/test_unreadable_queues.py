"""WAL-F3: a broker that is killed as it has just declared a queue knows it by name, and can hand it to nobody."""

from __future__ import annotations

import asyncio
import os
import signal
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from uuid import uuid4

import aio_pika
import aiormq
import pytest
from aio_pika.abc import AbstractRobustConnection
from aiormq.exceptions import ConnectionInternalError

from common.contracts.escrow import PlatformOpened
from common.jobs.supervision import keep_running
from common.messaging import queue_health
from common.messaging import rabbitmq as rabbitmq_bus
from common.messaging.bus import Message, MessageRefused, Subscription
from common.messaging.delivery_groups import Delivery
from common.messaging.rabbitmq import RabbitBus, inbox_arguments
from deploy.local import place, rabbitmq
from deploy.local.definitions import VHOST, render_broker_definitions
from deploy.local.ports import pick_free_ports
from deploy.local.suite import SERVICES
from deploy.proof.testing.broker import Broker

pytestmark = pytest.mark.usefixtures("rabbit")  # skips, or fails, where there is none
PASSWORD = "nobody-elses"
READY_SECONDS = 60
JUST_DECLARED_SECONDS = 0.2


@pytest.fixture
def node(rabbit: Broker, tmp_path: Path) -> Iterator[rabbitmq.Broker]:
    """A node of this test's own: it is killed."""
    programs = rabbitmq.find_programs(place.state_folder())
    assert programs is not None, "there is one that others use"
    content = render_broker_definitions(dict.fromkeys(SERVICES, PASSWORD))
    node = rabbitmq.Broker(programs, tmp_path / "node", pick_free_ports()[0], content)
    node.folder.mkdir()
    node.start()
    node.wait_until_ready()
    yield node
    node.stop()


async def read_plainly(node: rabbitmq.Broker) -> None:
    connection = await aiormq.connect(node.url("disputes", PASSWORD, VHOST))
    try:
        await (await connection.channel()).basic_consume("disputes.inbox", _ignore)
    finally:
        await connection.close()


async def _ignore(_: object) -> None:
    pass


async def lose_inbox(node: rabbitmq.Broker) -> None:
    async with await aio_pika.connect(node.url("disputes", PASSWORD, VHOST)) as connection:
        channel = await connection.channel()
        await channel.queue_delete("disputes.inbox")
        await channel.declare_queue("disputes.inbox", durable=True, arguments=inbox_arguments("disputes"))
    await asyncio.sleep(JUST_DECLARED_SECONDS)


def restart_killed(node: rabbitmq.Broker) -> None:
    for process in node.processes:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
    node.start()
    node.wait_until_ready()


async def test_wal_f3_a_queue_that_nobody_can_read_is_declared_anew_and_filled(
    node: rabbitmq.Broker, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(queue_health, "UNREADABLE_SECONDS", 0.5)
    monkeypatch.setattr(rabbitmq_bus, "READ_SECONDS", 1.0)
    got: list[str] = []
    fillings: list[None] = []

    async def take(group: Sequence[Delivery]) -> None:
        got.extend(delivery.id for delivery in group)

    async def fill() -> None:
        fillings.append(None)

    await lose_inbox(node)
    await asyncio.to_thread(restart_killed, node)
    with pytest.raises(ConnectionInternalError):
        await read_plainly(node)
    reading, writing = (RabbitBus(node.url(name, PASSWORD, VHOST), name) for name in ("disputes", "escrow"))
    subscription = Subscription("disputes", [PlatformOpened.topic], take, on_new_queue=fill)
    task = asyncio.create_task(keep_running("consumer", lambda: reading.consume(subscription), set()))
    try:
        async with asyncio.timeout(READY_SECONDS):
            while not got:
                with suppress(ConnectionError, TimeoutError, MessageRefused):  # as a relay tries again
                    await writing.publish(Message(uuid4(), PlatformOpened.topic, b"{}"))
                await asyncio.sleep(0.2)
    finally:
        task.cancel()
        await asyncio.wait({task}, timeout=20)
        await asyncio.gather(reading.close(), writing.close())
    assert len(fillings) > 1, "what it had held is fetched once it is a new one"


async def test_wal_f3_only_failures_in_a_row_show_that_a_queue_cannot_be_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(queue_health, "UNREADABLE_SECONDS", 0.0)
    opened: list[None] = []

    async def open_connection() -> AbstractRobustConnection:
        opened.append(None)
        raise ConnectionError("nobody is there")

    async def fail(queue: queue_health.UnreadableQueue, *, times: int) -> None:
        for _ in range(times):
            queue.note_attempt()
            await queue.note_failure(open_connection)

    queue = queue_health.UnreadableQueue("disputes.inbox")
    await fail(queue, times=2)
    queue.note_attempt()  # and the broker was away
    await fail(queue, times=2)
    assert not opened

    await fail(queue, times=1)
    assert len(opened) == 1
    await fail(queue, times=2)
    assert len(opened) == 1, "the new one gets as many attempts"
