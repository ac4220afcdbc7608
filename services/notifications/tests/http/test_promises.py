"""PRM-4: the feed is in order and without gaps for each subject, whatever the order in which the facts arrive."""

from __future__ import annotations

import asyncio
import random
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from itertools import permutations
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import select

from common.contracts.disputes import EvidenceAsked
from common.contracts.envelope import Event
from common.execution.executor import Executor
from common.kernel.ids import format_id, new_id
from common.messaging import retries
from common.messaging.bus import Message
from common.messaging.inbox import EventConsumer
from common.messaging.retries import MAX_WAITS
from notifications.consumers import EVENT_HANDLERS
from notifications.tables import infrastructure
from notifications.testing import an_escalated_dispute
from notifications.transaction import NotificationTransaction

Consumer = EventConsumer[NotificationTransaction]
PUBLIC, INTERNAL = "public", "internal"


@pytest.fixture
def consumer(executor: Executor[NotificationTransaction], monkeypatch) -> Consumer:
    monkeypatch.setattr(retries, "seconds_until_retry", lambda *_: 0.0)
    return EventConsumer("notifications", executor, EVENT_HANDLERS)


def a_case(tenant: UUID, *kinds: str) -> list[Event]:
    """Events of one dispute, in the order in which they happened."""
    subject = new_id()
    return [an_event(kind, tenant=tenant, subject=subject, sequence=n, version=n) for n, kind in enumerate(kinds, 1)]


def an_event(kind: str, **about: Any) -> Event:
    escalated = an_escalated_dispute(**about)
    if kind == PUBLIC:
        return escalated
    return EvidenceAsked(
        **dict(escalated.model_copy(update={"id": new_id()})), request=new_id(), buyer="b", seller="s", party="buyer",
        kinds=("photo",), level="required", due_at=escalated.occurred_at, anchor_at=escalated.occurred_at,
    )  # fmt: skip


async def hear(consumer: Consumer, events: Sequence[Event]) -> None:
    for event in events:
        await consumer.consume_message(Message(event.id, event.topic, event.model_dump_json().encode()))


async def retry_all(consumer: Consumer, times: int = MAX_WAITS) -> None:
    for _ in range(times):
        if await consumer.retry_due() == 0:
            return


async def read_feed(client, platform, subject: UUID | None = None) -> list[tuple[str, int, int]]:
    narrowed = {} if subject is None else {"subject": format_id("dsp", subject)}
    page = (await client.get("/v1/events", params={"limit": 100, **narrowed}, headers=platform)).json()
    return [(event["id"], event["sequence"], event["number"]) for event in page["data"]]


def as_read(events: Sequence[Event]) -> list[tuple[str, int, int]]:
    public = [event for event in events if event.public is not None]
    return [(format_id("evt", event.id), event.sequence, number) for number, event in enumerate(public, 1)]


async def states_of(begin, tenant: UUID, events: Sequence[Event]) -> list[str]:
    rows = infrastructure.inbox
    ids = [event.id for event in events]
    async with begin(tenant) as tx:
        found = dict((await tx.execute(select(rows.c.event_id, rows.c.state).where(rows.c.event_id.in_(ids)))).all())
    return [found[event_id] for event_id in ids]


@pytest.mark.parametrize("order", list(permutations(range(4))))
async def test_prm_4_whatever_order_facts_arrive_in_the_feed_is_in_order_and_gapless(
    consumer, client, platform, tenant, order
) -> None:
    case = a_case(tenant, PUBLIC, INTERNAL, PUBLIC, PUBLIC)
    arriving = [case[place] for place in order]

    await hear(consumer, [event for event in arriving for _ in range(2)])
    await retry_all(consumer)

    assert await read_feed(client, platform) == as_read(case)


@pytest.mark.parametrize("seed", range(5))
async def test_prm_4_many_subjects_told_in_parallel_and_repeatedly_are_each_in_order(
    consumer, client, platform, tenant, seed
) -> None:
    chance = random.Random(seed)
    cases = [a_case(tenant, *chance.choices([PUBLIC, INTERNAL], [3, 1], k=6)) for _ in range(4)]
    arriving = [event for case in cases for event in case] * 2
    chance.shuffle(arriving)
    lanes = [arriving[n::4] for n in range(4)]

    await asyncio.gather(*(hear(consumer, lane) for lane in lanes), retry_all(consumer), retry_all(consumer))
    await retry_all(consumer)

    for case in cases:
        assert await read_feed(client, platform, case[0].subject) == as_read(case)


async def test_prm_4_a_subject_whose_predecessor_never_comes_blocks_only_itself(
    consumer, client, platform, tenant, begin
) -> None:
    stuck, other = a_case(tenant, PUBLIC, PUBLIC, PUBLIC), a_case(tenant, PUBLIC, PUBLIC)

    await hear(consumer, [stuck[0], stuck[2], *other])
    await retry_all(consumer)

    assert await read_feed(client, platform, stuck[0].subject) == as_read(stuck[:1])
    assert await read_feed(client, platform, other[0].subject) == as_read(other)
    assert await states_of(begin, tenant, [stuck[2]]) == ["parked"]


async def test_prm_4_a_predecessor_that_comes_at_last_calls_even_those_that_were_parked(
    consumer, client, platform, tenant, begin
) -> None:
    case = a_case(tenant, PUBLIC, INTERNAL, PUBLIC, PUBLIC)
    await hear(consumer, [case[0], case[3], case[2]])
    await retry_all(consumer)
    assert await states_of(begin, tenant, case[2:]) == ["parked", "parked"]

    await hear(consumer, [case[1]])
    await retry_all(consumer)

    assert await read_feed(client, platform) == as_read(case)


async def test_prm_4_whoever_waits_is_called_and_does_not_wait_for_its_next_attempt(
    executor, client, platform, tenant
) -> None:
    patient = EventConsumer("notifications", executor, EVENT_HANDLERS)
    case = a_case(tenant, PUBLIC, PUBLIC, PUBLIC)

    await hear(patient, [case[2], case[1], case[0]])  # the first attempt of those that wait is 75 ms away
    await patient.retry_due()
    await patient.retry_due()

    assert await read_feed(client, platform) == as_read(case)


async def test_prm_4_called_while_it_gives_up_it_does_not_give_up(
    consumer, client, platform, tenant, begin, monkeypatch
) -> None:
    """The last attempt fails, the predecessor takes effect, and only then the failure is written down."""
    case = a_case(tenant, PUBLIC, PUBLIC)
    await hear(consumer, [case[1]])
    for _ in range(MAX_WAITS - 2):
        await consumer.retry_due()
    database = consumer._begin.database
    at_once, failed, go = database.worker_transaction, asyncio.Event(), asyncio.Event()

    @asynccontextmanager
    async def wait_before_writing() -> AsyncIterator[Any]:
        if failed.is_set():
            await go.wait()
        async with at_once() as connection:
            yield connection

    monkeypatch.setattr(EventConsumer, "_log_failure", lambda *_: failed.set())
    monkeypatch.setattr(database, "worker_transaction", wait_before_writing)
    giving_up = asyncio.create_task(consumer.retry_due())
    await failed.wait()
    await asyncio.sleep(0)
    monkeypatch.setattr(database, "worker_transaction", at_once)
    await hear(consumer, [case[0]])
    go.set()
    await giving_up
    assert await states_of(begin, tenant, case) == ["done", "retry"]
    await retry_all(consumer)

    assert await read_feed(client, platform) == as_read(case)
