"""Groups: a platform's events enter the feed together, and its webhooks leave their share to the others."""

from __future__ import annotations

import asyncio
from collections import Counter
from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from sqlalchemy import event as events_of_engine
from sqlalchemy import select, update

from common.contracts.disputes import DisputeEscalated
from common.execution.acts import Act
from common.kernel.ids import new_id
from common.kernel.origin import Origin
from common.messaging.bus import Message
from common.messaging.delivery_groups import Delivery
from common.messaging.inbox import EventConsumer
from notifications.commands import CreateEndpoint
from notifications.consumers import EVENT_HANDLERS
from notifications.domain.endpoint import MAX_ENDPOINTS
from notifications.domain.errors import TooManyEndpoints
from notifications.settings import SendingLimits
from notifications.tables import events, messages, queue
from notifications.testing import SECRET, an_escalated_dispute
from notifications.transaction import NotificationTransaction

URL = "http://127.0.0.1:9/hooks"


@pytest.fixture
def consumer(executor) -> EventConsumer[NotificationTransaction]:
    return EventConsumer("notifications", executor, EVENT_HANDLERS)


def deliveries_of(facts: list[DisputeEscalated]) -> list[Delivery]:
    return [Message(fact.id, fact.topic, fact.model_dump_json().encode(), fact.tenant).to_delivery() for fact in facts]


def cases_of(tenant: UUID, subjects: int, length: int) -> list[DisputeEscalated]:
    """Events of several cases, told in turns."""
    ids = [new_id() for _ in range(subjects)]
    return [
        an_escalated_dispute(tenant=tenant, subject=subject, sequence=number, version=number)
        for number in range(1, length + 1)
        for subject in ids
    ]


async def read_feed(begin, tenant: UUID) -> list[tuple[int, str, int]]:
    async with begin(tenant) as tx:
        query = select(events.c.position, events.c.subject, events.c.number).order_by(events.c.position)
        return [tuple(row) for row in await tx.execute(query.where(events.c.tenant_id == tenant))]


def require_in_order(feed: list[tuple[int, str, int]]) -> None:
    assert [position for position, _, _ in feed] == list(range(1, len(feed) + 1))
    counted = Counter[str]()
    for _, subject, number in feed:
        counted[subject] += 1
        assert number == counted[subject]


async def test_a_group_of_two_platforms_enters_both_feeds_by_few_statements_however_it_came(
    consumer, begin, tenant, subscribe
) -> None:
    other = uuid4()
    await subscribe(URL)
    await subscribe(URL, tenant=other)
    facts = [*cases_of(tenant, 5, 8), *cases_of(other, 5, 8)]
    statements: list[str] = []
    engine = begin.database.worker_engine.sync_engine
    events_of_engine.listen(engine, "before_cursor_execute", lambda *about: statements.append(about[2]))

    await consumer.consume_group(deliveries_of(facts)[::-1])

    for platform in (tenant, other):
        require_in_order(await read_feed(begin, platform))
        assert len(await read_feed(begin, platform)) == 40
        async with begin(platform) as tx:
            assert len((await tx.execute(select(messages))).all()) == 40
            assert len((await tx.execute(select(queue))).all()) == 40
    of_the_group = [one for one in statements if "queue" not in one or "INSERT" in one]
    assert len(of_the_group) < 30


async def test_groups_that_are_carried_out_at_the_same_time_leave_no_gap_in_the_feed(consumer, begin, tenant) -> None:
    cases = cases_of(tenant, 6, 10)
    groups = [cases[start::3] for start in range(3)]

    await asyncio.gather(*(consumer.consume_group(deliveries_of(group)) for group in groups))
    for _ in range(200):
        if len(await read_feed(begin, tenant)) == len(cases):
            break
        await consumer.retry_due()

    feed = await read_feed(begin, tenant)
    assert len(feed) == len(cases)
    require_in_order(feed)


async def test_two_events_that_claim_one_turn_are_one_in_the_feed_and_one_that_waits(consumer, begin, tenant) -> None:
    first = an_escalated_dispute(tenant=tenant)
    second = an_escalated_dispute(tenant=tenant, subject=first.subject)

    await consumer.consume_group(deliveries_of([first, second]))

    assert len(await read_feed(begin, tenant)) == 1


async def test_whoever_has_many_endpoints_leaves_the_others_their_place(courier, subscribe, consumer, tenant) -> None:
    small = uuid4()
    for _ in range(10):
        await subscribe(URL)
    await subscribe(URL, tenant=small)
    flood = [an_escalated_dispute(tenant=tenant) for _ in range(60)]
    few = [an_escalated_dispute(tenant=small) for _ in range(5)]
    await consumer.consume_group(deliveries_of([*flood, *few]))

    first = await courier.claim_due()
    again = await courier.claim_due()

    taken, limits = Counter(attempt.tenant for attempt in first), SendingLimits()
    assert taken == {tenant: limits.of_platform, small: 5}
    assert again == []
    assert max(Counter(attempt.endpoint for attempt in first).values()) <= limits.of_endpoint
    assert taken.total() < limits.of_process


async def test_endpoints_with_nothing_due_take_nobodys_place(
    courier, subscribe, consumer, tenant, clock, begin
) -> None:
    courier._limits = SendingLimits(of_process=1)
    waiting = [(await subscribe(URL)).id for _ in range(20)]
    await consumer.consume_group(deliveries_of([an_escalated_dispute(tenant=tenant)]))
    async with begin(tenant) as tx:
        later = clock() + timedelta(hours=1)
        await tx.execute(update(queue).where(queue.c.endpoint_id != waiting[7]).values(due_at=later))

    [claimed] = await courier.claim_due()

    assert claimed.endpoint == waiting[7]


async def test_endpoints_made_at_the_same_time_are_no_more_than_a_platform_may_have(
    executor, tenant, vault, subscribe
) -> None:
    for _ in range(MAX_ENDPOINTS - 1):
        await subscribe(URL)
    sealed = vault.seal_secret(SECRET)

    async def create(tx: NotificationTransaction) -> object:
        return await executor.execute(tx, CreateEndpoint(URL, ("*",), None, sealed))

    outcomes = await executor.carry_out_together([Act(tenant, Origin.system(tenant), create) for _ in range(3)])

    assert [type(one.failure) for one in outcomes] == [type(None), TooManyEndpoints, TooManyEndpoints]


async def test_wal_f2_ready_names_the_pulse_of_reader_retries_and_courier(running) -> None:
    client, _ = running

    checks = (await client.get("/health/ready")).json()["checks"]

    assert {name: checks[name] for name in ("consumer", "retry", "courier")} == {
        "consumer": "ok", "retry": "ok", "courier": "ok",
    }  # fmt: skip


async def test_wal_f2_a_reader_that_is_stuck_shows(consumer) -> None:
    consumer.heartbeat._at -= 61

    assert consumer.subscription.heartbeat.describe_health().startswith("stuck for 61")


async def test_who_has_waited_for_a_line_takes_the_next_turn(begin, tenant) -> None:
    subject = new_id()
    async with begin(tenant) as tx:
        assert await tx.lines.take_number("disputes", subject, 1) == 1

    async def take(sequence: int) -> int:
        async with begin(tenant) as tx:
            return await tx.lines.take_number("disputes", subject, sequence)

    async with begin(tenant) as tx:
        assert await tx.lines.take_number("disputes", subject, 2) == 2
        waiting = asyncio.create_task(take(3))
        await asyncio.sleep(0.3)
        assert not waiting.done()

    assert await waiting == 3
