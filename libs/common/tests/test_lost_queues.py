"""WAL-F3: a queue that was deleted, or brings nothing any more, is noticed, declared anew and filled from outboxes."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager, nullcontext
from datetime import UTC, datetime, timedelta
from typing import Any

import aio_pika
import pytest
from aio_pika.abc import AbstractIncomingMessage
from aio_pika.exceptions import ChannelInvalidStateError, ChannelNotFoundEntity

from common.contracts.disputes import SettlementOrdered
from common.contracts.escrow import PlatformOpened
from common.internal.refilling import QueueRefill
from common.internal.service_peers import HttpPeers, PeerAway
from common.jobs.supervision import keep_running
from common.kernel import seams
from common.messaging import delivery_groups, queue_health
from common.messaging.acknowledging import Tag, Unacknowledged
from common.messaging.bus import Message, Subscription
from common.messaging.delivery_groups import Delivery
from common.messaging.inbox import EventConsumer, consumes
from common.messaging.queue_health import QueueProbe
from common.messaging.rabbitmq import RabbitBus, _GroupReader
from deploy.proof.testing.broker import Broker

from .conftest import Toy
from .test_event_exchange import peers_of, publish
from .test_inbox import Effects, reader_of
from .test_outbox import a_fact


class Reader:
    """A reader under supervision, which counts how often its queue is filled."""

    def __init__(self) -> None:
        self.got: list[str] = []
        self.fillings = 0
        self.failing: set[str] = set()
        self.may_go_on = asyncio.Event()
        self.may_go_on.set()

    async def take(self, group: Sequence[Delivery]) -> None:
        self.got += [delivery.id for delivery in group]
        await self.may_go_on.wait()

    async def fill(self) -> None:
        self.fillings += 1

    @asynccontextmanager
    async def running(self, rabbit: Broker) -> AsyncIterator[RabbitBus]:
        bus = RabbitBus(rabbit.url("disputes"), "disputes")
        subscription = Subscription("disputes", [PlatformOpened.topic], self.take, on_new_queue=self.fill)
        task = asyncio.create_task(keep_running("consumer", lambda: bus.consume(subscription), self.failing))
        try:
            yield bus
        finally:
            task.cancel()
            ended, _ = await asyncio.wait({task}, timeout=20)
            await asyncio.wait_for(bus.close(), 20)
            assert ended, "a reader that is cancelled ends"

    async def until_filled(self, times: int) -> None:
        async with asyncio.timeout(20):
            while self.fillings < times:  # noqa: ASYNC110  # nobody tells
                await asyncio.sleep(0.05)
        await asyncio.sleep(0.3)  # marked, and read

    async def until_taken(self, id: str) -> None:
        async with asyncio.timeout(20):
            while id not in self.got:  # noqa: ASYNC110  # nobody tells
                await asyncio.sleep(0.05)


@pytest.fixture(autouse=True)
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(delivery_groups, "IDLE_BEAT_SECONDS", 0.1)
    monkeypatch.setattr(queue_health, "PROBE_SECONDS", 0.1)
    monkeypatch.setattr(queue_health, "STUCK_SECONDS", 1.0)
    monkeypatch.setattr(queue_health, "RECONNECT_SECONDS", 6.0)


@pytest.fixture
async def publisher(rabbit: Broker) -> AsyncIterator[RabbitBus]:
    bus = RabbitBus(rabbit.url("escrow"), "escrow")
    await bus._own_exchange()
    yield bus
    await bus.close()


async def tell(publisher: RabbitBus) -> str:
    fact = a_fact()
    await publisher.publish(Message(fact.id, fact.topic, fact.model_dump_json().encode(), fact.tenant))
    return str(fact.id)


async def test_wal_f3_a_deleted_queue_is_declared_anew_and_filled(rabbit: Broker, publisher: RabbitBus) -> None:
    reader = Reader()
    async with reader.running(rabbit):
        await reader.until_filled(1)
        first = await tell(publisher)
        await reader.until_taken(first)
        async with await aio_pika.connect(rabbit.admin_url) as connection:
            await (await connection.channel()).queue_delete("disputes.inbox")
        await reader.until_filled(2)
        second = await tell(publisher)
        await asyncio.sleep(0.3)

    assert reader.got == [first, second]


async def test_wal_f3_a_deleted_queue_of_dead_letters_is_declared_anew(rabbit: Broker, publisher: RabbitBus) -> None:
    reader = Reader()
    async with reader.running(rabbit), await aio_pika.connect(rabbit.admin_url) as connection:
        await reader.until_filled(1)
        await (await connection.channel()).queue_delete("disputes.grave")
        async with asyncio.timeout(20):
            while not await _is_there(connection, "disputes.grave"):  # noqa: ASYNC110  # nobody tells
                await asyncio.sleep(0.1)
        told = await tell(publisher)
        await reader.until_taken(told)

    assert (reader.got, reader.fillings) == ([told], 1), "its own queue was there all the time"


async def _is_there(connection: aio_pika.abc.AbstractConnection, queue: str) -> bool:
    try:
        await (await connection.channel()).declare_queue(queue, passive=True)
    except ChannelNotFoundEntity:
        return False
    return True


async def test_wal_f3_a_queue_that_was_filled_is_not_filled_again(rabbit: Broker, publisher: RabbitBus) -> None:
    first, second = Reader(), Reader()
    async with first.running(rabbit):
        await first.until_filled(1)
        await asyncio.sleep(0.5)  # probes go and come
    async with second.running(rabbit):
        await asyncio.sleep(1.5)

    assert (first.fillings, second.fillings) == (1, 0)


async def test_wal_f3_a_crash_before_it_was_filled_forgets_nothing(rabbit: Broker, publisher: RabbitBus) -> None:
    dying, other = Reader(), Reader()
    dying.fill = asyncio.Event().wait  # type: ignore[method-assign, assignment]  # never done
    async with dying.running(rabbit):
        await asyncio.sleep(1.5)
    async with other.running(rabbit):
        await other.until_filled(1)


async def test_wal_f3_a_queue_that_brings_nothing_is_replaced(
    rabbit: Broker, publisher: RabbitBus, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As one without a leader: it is there, takes what is sent, and nothing comes of it."""
    reader = Reader()
    async with reader.running(rabbit):
        await reader.until_filled(1)
        with monkeypatch.context() as patch:
            patch.setattr(QueueProbe, "note_return", lambda self: None)
            async with asyncio.timeout(20):
                while not reader.failing:  # noqa: ASYNC110  # nobody tells
                    await asyncio.sleep(0.02)
        await reader.until_filled(2)
        told = await tell(publisher)
        await asyncio.sleep(0.5)

    assert reader.got == [told]


@pytest.mark.parametrize(("others", "is_kept"), [(1, True), (0, False)])
async def test_wal_f3_a_queue_that_another_process_reads_is_not_deleted(
    rabbit: Broker, publisher: RabbitBus, monkeypatch: pytest.MonkeyPatch, others: int, is_kept: bool
) -> None:
    """Of two processes of a service one may be brought all probes of both."""
    reader = Reader()
    async with reader.running(rabbit):
        await reader.until_filled(1)
    monkeypatch.setattr(queue_health, "STUCK_SECONDS", 0.2)
    async with await aio_pika.connect_robust(rabbit.url("disputes")) as connection:
        queue = await (await connection.channel()).get_queue("disputes.inbox")
        for _ in range(1 + others):
            await queue.consume(AbstractIncomingMessage.ack)
        probe = QueueProbe(connection, "disputes", queue.name, publisher._own_exchange, lambda: True)
        monkeypatch.setattr(probe, "_send_probe", lambda: asyncio.sleep(0))
        probe._sent_at = 0.0

        if is_kept:
            await probe.look()
            assert probe._sent_at is None
        else:
            with pytest.raises(ConnectionError, match="brings nothing"):
                await probe.look()
    async with await aio_pika.connect(rabbit.admin_url) as connection:
        channel = await connection.channel()
        with nullcontext() if is_kept else pytest.raises(ChannelNotFoundEntity):
            await channel.declare_queue("disputes.inbox", passive=True)


async def test_wal_f3_whatever_a_queue_brings_shows_that_it_lives(
    rabbit: Broker, publisher: RabbitBus, monkeypatch: pytest.MonkeyPatch
) -> None:
    returns: list[None] = []
    monkeypatch.setattr(QueueProbe, "note_return", lambda self: returns.append(None))
    monkeypatch.setattr(queue_health, "PROBE_SECONDS", 60)
    reader = Reader()
    async with reader.running(rabbit):
        await reader.until_filled(1)
        await tell(publisher)
        async with asyncio.timeout(5):
            while not reader.got:  # noqa: ASYNC110  # nobody tells
                await asyncio.sleep(0.02)

    assert len(returns) == 1


async def test_wal_f3_a_broker_that_comes_back_with_nothing_is_filled(rabbit: Broker, publisher: RabbitBus) -> None:
    """The connection comes back by itself, and declares what it had declared: all but the sign of the filling."""
    reader = Reader()
    async with reader.running(rabbit):
        await reader.until_filled(1)
        async with await aio_pika.connect(rabbit.admin_url) as connection:
            await (await connection.channel()).exchange_delete("disputes.filled")
        await reader.until_filled(2)
        await asyncio.sleep(1)
    assert reader.fillings == 2


async def test_wal_f3_a_queue_to_which_nothing_leads_is_bound_anew(rabbit: Broker, publisher: RabbitBus) -> None:
    reader = Reader()
    async with reader.running(rabbit):
        await reader.until_filled(1)
        async with await aio_pika.connect(rabbit.admin_url) as connection:
            channel = await connection.channel()
            queue = await channel.get_queue("disputes.inbox")
            for exchange, key in (("disputes.events", "disputes.probe"), ("escrow.events", PlatformOpened.topic)):
                await queue.unbind(exchange, key)
        async with asyncio.timeout(20):
            while not reader.failing:  # noqa: ASYNC110  # nobody tells
                await asyncio.sleep(0.02)
        await asyncio.sleep(2)
        told = await tell(publisher)
        await asyncio.sleep(0.5)

    assert reader.got == [told]


async def test_wal_f3_what_a_queue_had_lost_comes_from_the_outbox_once(toy: Toy) -> None:
    effects, facts = Effects(), [a_fact() for _ in range(5)]
    reader = reader_of(toy, effects)
    await publish(toy, *facts)
    await toy.execute("UPDATE escrow.outbox SET published_at = now() WHERE position <= 4")  # the fifth is on its way
    await reader.consume_message(Message(facts[0].id, facts[0].topic, facts[0].model_dump_json().encode()))
    async with peers_of(toy, reader) as peers:
        refill = QueueRefill(reader, peers)

        assert [await refill.refill(), await refill.refill()] == [4, 0]

    assert effects.done == 5, "a queue may take an event and be lost before its publisher has noted that it did"


async def test_wal_f3_all_that_outboxes_keep_is_fetched_however_long_the_queue_had_been_losing(toy: Toy) -> None:
    effects, facts = Effects(), [a_fact() for _ in range(3)]
    reader = reader_of(toy, effects)
    await publish(toy, *facts)
    await toy.execute("UPDATE escrow.outbox SET published_at = now()")
    await toy.execute("UPDATE escrow.outbox SET created_at = now() - interval '30 days' WHERE position = 1")
    await reader.consume_message(Message(facts[2].id, facts[2].topic, facts[2].model_dump_json().encode()))
    async with peers_of(toy, reader) as peers:
        assert await QueueRefill(reader, peers).refill() == 2
        since = seams.utc_now() - timedelta(days=31)
        whole = await peers.list_published("escrow", [PlatformOpened.topic], since, 0)
        rest = await peers.list_published("escrow", [PlatformOpened.topic], since, whole.last_position)
    assert (len(whole.events), len(rest.events)) == (3, 0)


@pytest.mark.parametrize("days", [400, -400], ids=["ahead", "behind"])
async def test_wal_f3_what_is_fetched_is_bounded_by_the_databases_time_whatever_the_machines(
    toy: Toy, days: int
) -> None:
    """What is older than the inbox remembers would take effect a second time; of what is younger nothing is missing."""
    effects, facts = Effects(), [a_fact() for _ in range(2)]
    reader = reader_of(toy, effects)
    await publish(toy, *facts)
    await toy.execute("UPDATE escrow.outbox SET published_at = now()")
    await toy.execute("UPDATE escrow.outbox SET created_at = now() - interval '90 days' WHERE position = 1")
    set_back = seams.install_world(seams.World(utc_now=lambda: datetime.now(UTC) + timedelta(days=days)))
    async with peers_of(toy, reader) as peers:
        assert await QueueRefill(reader, peers).refill() == 1
    set_back()


class PeersWithOneStranger(HttpPeers):
    """Disputes answers with what is no list of events."""

    async def list_published(self, publisher, topics, since, after):
        if publisher == "disputes":
            raise ValueError("not as a peer does")
        return await super().list_published(publisher, topics, since, after)


@pytest.mark.parametrize(("peers_type", "failure"), [(HttpPeers, PeerAway), (PeersWithOneStranger, ValueError)])
async def test_wal_f3_a_publisher_that_fails_keeps_nothing_of_the_others_back(toy: Toy, peers_type, failure) -> None:
    effects, fact = Effects(), a_fact()
    topics = [consumes(SettlementOrdered, effects.to_command), consumes(PlatformOpened, effects.to_command)]
    reader = EventConsumer("toy", toy.executor, topics)
    await publish(toy, fact)
    async with peers_of(toy, reader) as peers:
        peers = peers_type(peers.client, peers.addresses, peers.secret)
        with pytest.raises(failure):
            await QueueRefill(reader, peers).refill()

        assert effects.done == 1, "disputes fails; what escrow has told is fetched all the same"


async def test_wal_f3_a_publisher_that_is_away_is_asked_again(toy: Toy, monkeypatch: pytest.MonkeyPatch) -> None:
    effects, fact = Effects(), a_fact()
    reader = reader_of(toy, effects)
    await publish(toy, fact)
    await toy.execute("UPDATE escrow.outbox SET published_at = now()")
    async with peers_of(toy, reader) as peers:
        refill = QueueRefill(reader, peers)
        once, attempts = refill.refill, 0

        async def fail_first() -> int:
            nonlocal attempts
            attempts += 1
            if attempts == 1:
                raise PeerAway("escrow")
            return await once()

        monkeypatch.setattr(refill, "refill", fail_first)
        monkeypatch.setattr("common.internal.refilling.PAUSE_SECONDS", 0.01)
        await refill.refill_until_done()

    assert (attempts, effects.done) == (2, 1)


async def test_wal_f3_a_queue_that_the_connection_has_declared_again_is_noticed_and_filled(
    rabbit: Broker, publisher: RabbitBus, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Once it is five seconds old, a connection declares a deleted queue and its bindings within a moment: nobody who
    asks for the queue by its name learns that it had been gone."""
    connect = aio_pika.connect_robust
    quick = {"reconnect_interval": 0.0}
    monkeypatch.setattr(aio_pika, "connect_robust", lambda url, **how: connect(url, **how, **quick))
    reader = Reader()
    async with reader.running(rabbit):
        await reader.until_filled(1)
        async with await aio_pika.connect(rabbit.admin_url) as connection:
            await (await connection.channel()).queue_delete("disputes.inbox")
        await reader.until_filled(2)
        told = await tell(publisher)
        await asyncio.sleep(0.3)

    assert (reader.got, reader.fillings) == ([told], 2)


async def test_wal_f3_a_connection_that_has_given_up_is_replaced(
    rabbit: Broker, publisher: RabbitBus, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A broker that breaks off while a channel is restored was seen to leave a connection that calls itself connected
    for ever: its reader began anew on it each five seconds, in vain."""
    made: list[aio_pika.abc.AbstractRobustConnection] = []
    connect = aio_pika.connect_robust

    async def connect_and_note(url: str, **how: Any) -> aio_pika.abc.AbstractRobustConnection:
        made.append(await connect(url, **how))
        return made[-1]

    monkeypatch.setattr(aio_pika, "connect_robust", connect_and_note)
    reader = Reader()
    async with reader.running(rabbit) as bus:
        await reader.until_filled(1)
        await give_up(made[-1])
        assert not bus.connected, "health tells it"
        told = await tell(publisher)
        await reader.until_taken(told)

    assert len(made) == 2


async def test_wal_f3_a_reader_goes_along_when_somebody_else_has_replaced_the_connection(
    rabbit: Broker, publisher: RabbitBus
) -> None:
    """The relay publishes several times a second, so it finds a connection lost first. The reader was seen to wait on
    the old one, which had been closed for good, while health said that all was well."""
    reader = Reader()
    async with reader.running(rabbit) as bus:
        await reader.until_filled(1)
        old = await bus._connection.open()
        assert old.transport is not None
        await old.transport.connection.close()
        assert await bus._connection.open() is not old
        told = await tell(publisher)
        await reader.until_taken(told)


async def give_up(connection: aio_pika.abc.AbstractRobustConnection) -> None:
    """Leave a connection as it was seen: without its transport, and without what would look after it."""
    connection._RobustConnection__reconnection_task.cancel()  # type: ignore[attr-defined]
    assert connection.transport is not None
    await connection.transport.connection.close()


async def test_wal_f3_a_reader_that_is_always_busy_looks_too(
    rabbit: Broker, publisher: RabbitBus, monkeypatch: pytest.MonkeyPatch
) -> None:
    connect = aio_pika.connect_robust
    quick = {"reconnect_interval": 0.0}
    monkeypatch.setattr(aio_pika, "connect_robust", lambda url, **how: connect(url, **how, **quick))

    async def never_look(probe: QueueProbe) -> None:
        """As where there is always work."""

    reader = Reader()
    async with reader.running(rabbit):
        await reader.until_filled(1)
        reader.may_go_on.clear()
        told = await tell(publisher)
        while told not in reader.got:  # noqa: ASYNC110  # nobody tells
            await asyncio.sleep(0.05)
        monkeypatch.setattr(QueueProbe, "look", never_look)
        async with await aio_pika.connect(rabbit.admin_url) as connection:
            await (await connection.channel()).queue_delete("disputes.inbox")
        await asyncio.sleep(0.2)  # more than a look is apart from the next
        reader.may_go_on.set()
        await reader.until_filled(2)


async def test_wal_f3_a_connection_that_is_given_up_is_closed(rabbit: Broker, monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[aio_pika.abc.AbstractRobustConnection] = []
    connect = aio_pika.connect_robust

    async def slowly(url: str, **how: object) -> aio_pika.abc.AbstractRobustConnection:
        made.append(await connect(url, **how))  # type: ignore[arg-type]
        await asyncio.sleep(0.2)
        return made[0]

    monkeypatch.setattr(aio_pika, "connect_robust", slowly)
    bus = RabbitBus(rabbit.url("disputes"), "disputes")
    with pytest.raises(TimeoutError):
        async with asyncio.timeout(0.1):
            await bus._own_exchange()
    async with asyncio.timeout(10):
        while not made or not made[0].is_closed:  # noqa: ASYNC110  # nobody tells
            await asyncio.sleep(0.05)


class _ClosingChannel:
    """Answers a cancellation as a channel does that is being closed at that moment: by an exception of its own."""

    def __init__(self) -> None:
        self.asked = asyncio.Event()

    async def basic_ack(self, tag: int, *, multiple: bool) -> None:
        self.asked.set()
        try:
            await asyncio.Event().wait()
        except asyncio.CancelledError:
            raise ChannelInvalidStateError("closing") from None


class _ProbeOfNothing(QueueProbe):
    """Probe of a queue that is never looked at: its connection is well."""

    def __init__(self) -> None: ...

    def require_connection(self) -> None: ...


async def test_wal_f3_a_reader_whose_channel_keeps_its_cancellation_to_itself_ends_all_the_same() -> None:
    channel = _ClosingChannel()
    waiting = Unacknowledged(channel)
    waiting.note(1)

    async def handle(group: Sequence[Delivery]) -> None: ...

    subscription = Subscription("disputes", [PlatformOpened.topic], handle)
    reader = _GroupReader(subscription, _ProbeOfNothing())
    reader._waiting.add(Delivery("id", PlatformOpened.topic, b"{}"), Tag(waiting, 1))
    failing: set[str] = set()
    task = asyncio.create_task(keep_running("consumer", reader.carry_groups, failing))
    await asyncio.wait_for(channel.asked.wait(), 5)

    task.cancel()

    ended, _ = await asyncio.wait({task}, timeout=5)
    assert (ended, failing) == ({task}, set()), "a reader that is cancelled ends, and is not started again"
