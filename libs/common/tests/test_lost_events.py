"""WAL-F3: what a queue loses without being lost itself is noticed, fetched, and led to it again."""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager, suppress
from datetime import UTC, datetime, timedelta
from typing import Any

import aio_pika
import pytest

from common.contracts.escrow import PlatformOpened
from common.internal.event_exchange import PUBLISHED_QUERY, SETTLED_QUERY, spell_query
from common.internal.recounting import QueueRecount
from common.internal.service_peers import PeerAway
from common.jobs.supervision import keep_running
from common.kernel import seams
from common.messaging import delivery_groups, lost_events
from common.messaging.bus import Message, MessageRefused, Subscription
from common.messaging.delivery_groups import Delivery
from common.messaging.rabbitmq import RabbitBus
from deploy.proof.testing.broker import Broker

from .conftest import Toy
from .test_event_exchange import peers_of, publish
from .test_inbox import Effects, reader_of
from .test_outbox import a_fact

LONG_AGO = "UPDATE escrow.outbox SET published_at = now() - interval '2 minutes'"


class Reader:
    """A reader that has lost what it is told of, and is under supervision."""

    def __init__(self) -> None:
        self.got: list[str] = []
        self.lost, self.comparisons = 0, 0

    async def take(self, group: Sequence[Delivery]) -> None:
        self.got += [delivery.id for delivery in group]

    async def fetch_lost(self) -> int:
        self.comparisons += 1
        lost, self.lost = self.lost, 0
        return lost


@pytest.fixture
async def reader(rabbit: Broker, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Reader]:
    monkeypatch.setattr(delivery_groups, "IDLE_BEAT_SECONDS", 0.05)
    monkeypatch.setattr(lost_events, "RECOUNT_SECONDS", 0.1)
    reader, bus = Reader(), RabbitBus(rabbit.url("disputes"), "disputes")
    subscription = Subscription("disputes", [PlatformOpened.topic], reader.take, fetch_lost=reader.fetch_lost)
    task = asyncio.create_task(keep_running("consumer", lambda: bus.consume(subscription), set()))
    yield reader
    task.cancel()
    await asyncio.wait({task}, timeout=20)
    await bus.close()


@asynccontextmanager
async def one_fact_missed(toy: Toy) -> AsyncIterator[tuple[QueueRecount, Any]]:
    """A recount that has seen once that a fact is missing, and whom it asks."""
    reader = reader_of(toy, Effects())
    await publish(toy, a_fact())
    await toy.execute(LONG_AGO)
    async with peers_of(toy, reader) as peers:
        recount = QueueRecount(reader, peers)
        assert await recount.fetch_lost() == 0
        yield recount, peers


async def until(is_so) -> None:
    async with asyncio.timeout(20):
        while not is_so():  # noqa: ASYNC110  # nobody tells
            await asyncio.sleep(0.05)


async def test_wal_f3_a_queue_whose_bindings_are_gone_is_bound_anew(rabbit: Broker, reader: Reader) -> None:
    """An exchange takes the bindings of all its readers along; its publisher declares it again, and nothing else."""
    publisher = RabbitBus(rabbit.url("escrow"), "escrow")
    await publisher._own_exchange()
    await until(lambda: reader.comparisons)
    async with await aio_pika.connect(rabbit.admin_url) as connection:
        queue = await (await connection.channel()).get_queue("disputes.inbox")
        await queue.unbind("escrow.events", PlatformOpened.topic)
    fact = a_fact()
    message = Message(fact.id, fact.topic, fact.model_dump_json().encode(), fact.tenant)
    with pytest.raises(MessageRefused):
        await publisher.publish(message)

    reader.lost = 1
    await until(lambda: not reader.lost)
    async with asyncio.timeout(20):
        while not reader.got:
            with suppress(MessageRefused):
                await publisher.publish(message)
            await asyncio.sleep(0.1)
    await publisher.close()

    assert set(reader.got) == {str(fact.id)}


async def test_wal_f3_what_was_carried_and_has_not_come_is_fetched_at_the_second_look(toy: Toy) -> None:
    effects, facts = Effects(), [a_fact() for _ in range(4)]
    reader = reader_of(toy, effects)
    await publish(toy, *facts)
    await toy.execute(LONG_AGO)
    await toy.execute("UPDATE escrow.outbox SET published_at = now() WHERE position = 4")  # it may be on its way
    await reader.consume_message(Message(facts[0].id, facts[0].topic, facts[0].model_dump_json().encode()))
    async with peers_of(toy, reader) as peers:
        recount = QueueRecount(reader, peers)

        assert [await recount.fetch_lost() for _ in range(3)] == [0, 2, 0]
        assert effects.done == 3
        await toy.execute(LONG_AGO)
        assert [await recount.fetch_lost() for _ in range(3)] == [0, 1, 0]

    assert effects.done == 4


async def test_wal_f3_what_the_carrier_refuses_for_want_of_a_queue_is_fetched(toy: Toy) -> None:
    """Nothing is bound to the exchange any more: its publisher keeps what nobody takes, and its readers ask for it."""
    effects = Effects()
    reader = reader_of(toy, effects)
    await publish(toy, a_fact(), a_fact())
    await toy.execute("UPDATE escrow.outbox SET created_at = now() - interval '2 minutes'")
    await toy.execute("UPDATE escrow.outbox SET refusals = 3 WHERE position = 1")  # the relay is not at the second yet
    async with peers_of(toy, reader) as peers:
        recount = QueueRecount(reader, peers)

        assert [await recount.fetch_lost() for _ in range(3)] == [0, 1, 0]


async def test_wal_f3_what_waits_here_or_is_parked_is_not_lost(toy: Toy) -> None:
    effects, fact = Effects(failures=100), a_fact()
    reader = reader_of(toy, effects)
    await publish(toy, fact)
    await toy.execute(LONG_AGO)
    await reader.consume_message(Message(fact.id, fact.topic, fact.model_dump_json().encode()))
    async with peers_of(toy, reader) as peers:
        recount = QueueRecount(reader, peers)

        assert [await recount.fetch_lost() for _ in range(3)] == [0, 0, 0]


async def test_wal_f3_a_publisher_that_is_away_is_asked_for_the_same_at_the_next_look(toy: Toy, monkeypatch) -> None:
    async with one_fact_missed(toy) as (recount, peers):

        async def away(*_: object) -> None:
            raise PeerAway("escrow")

        with monkeypatch.context() as patched:
            patched.setattr(type(peers), "list_published", away)
            assert await recount.fetch_lost() == 0
        assert await recount.fetch_lost() == 1


@pytest.mark.parametrize("query", [SETTLED_QUERY, PUBLISHED_QUERY], ids=["settled", "published"])
@pytest.mark.parametrize("after", [0, 2_990])
async def test_wal_f3_however_much_was_published_before_it_is_not_read_again(toy: Toy, query: str, after: int) -> None:
    row = "gen_random_uuid(), gen_random_uuid(), 'platform.opened.v1', gen_random_uuid(), 1, '', now() - interval"
    await toy.execute(
        "INSERT INTO escrow.outbox (id, tenant_id, topic, subject, sequence, body, created_at)"
        f" SELECT {row} '1 hour' * (3000 - n) FROM generate_series(1, 3000) n"
    )
    await toy.execute("ANALYZE escrow.outbox")
    given = {"after": after, "since": "now() - interval '10 hours'", "settled": 60, "batch": 500, "topics": "'{}'"}
    statement = spell_query(query, "escrow")
    for name, value in given.items():
        statement = re.sub(rf":{name}\b", str(value), statement)

    plan = await toy.explain(statement)

    assert re.search(r'Index Cond: \(+(o\.)?"?position"? >', plan), plan
    assert max(map(int, re.findall(r"Rows Removed by \w+: (\d+)", plan)), default=0) < 50


async def test_wal_f3_that_something_was_lost_is_told_though_the_next_page_does_not_come(
    toy: Toy, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with one_fact_missed(toy) as (recount, peers):
        ask, asked = peers.list_settled, 0

        async def answer_once(_: object, *about: Any) -> Any:
            nonlocal asked
            asked += 1
            if asked > 1:
                raise PeerAway("escrow")
            return await ask(*about)

        monkeypatch.setattr(type(peers), "list_settled", answer_once)

        assert await recount.fetch_lost() == 1


@pytest.mark.parametrize("days", [400, -400], ids=["ahead", "behind"])
async def test_wal_f3_a_recount_begins_by_the_databases_time_whatever_the_machines(toy: Toy, days: int) -> None:
    """What is older than the inbox remembers would take effect a second time; of what is younger nothing is missing."""
    effects = Effects()
    reader = reader_of(toy, effects)
    await publish(toy, a_fact(), a_fact())
    await toy.execute(LONG_AGO)
    await toy.execute("UPDATE escrow.outbox SET created_at = now() - interval '90 days' WHERE position = 1")
    set_back = seams.install_world(seams.World(utc_now=lambda: datetime.now(UTC) + timedelta(days=days)))
    async with peers_of(toy, reader) as peers:
        recount = QueueRecount(reader, peers)
        assert [await recount.fetch_lost(), await recount.fetch_lost()] == [0, 1]
    set_back()

    assert effects.done == 1
