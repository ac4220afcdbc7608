"""Outbox and inbox do not grow for ever, and lose nothing that must stay (growth)."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from common.contracts.escrow import PlatformOpened
from common.kernel.seams import current_world, install_world
from common.messaging import cleaning
from common.messaging.bus import Message
from common.messaging.cleaning import TrafficCleaner
from common.messaging.delivery_groups import Delivery
from common.messaging.inbox import EventConsumer, consumes

from .conftest import OTHER_PLATFORM, PLATFORM, Toy, ToyTx, a_subject
from .test_outbox import a_fact

AGE = "UPDATE escrow.outbox SET created_at = now() - interval '50 days' WHERE {where} RETURNING 1"


@pytest.fixture
def cleaner(toy: Toy) -> TrafficCleaner:
    return TrafficCleaner(toy.begin.database, ToyTx.infrastructure)


async def tell(toy: Toy, *numbers: int) -> None:
    """Tell events of a subject of each of two platforms, in turns."""
    subjects = {tenant: a_subject() for tenant in (PLATFORM, OTHER_PLATFORM)}
    for n in numbers:
        for tenant, subject in subjects.items():
            async with toy.begin(tenant) as tx:
                await tx.publish([a_fact(tenant, subject=subject, sequence=n, version=n)])


async def sequences(toy: Toy) -> object:
    return await toy.scalar("SELECT string_agg(sequence::text, ' ' ORDER BY subject, sequence) FROM escrow.outbox")


async def test_old_events_leave_the_outbox_but_for_the_last_and_for_what_is_not_carried(
    toy: Toy, cleaner: TrafficCleaner, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cleaning, "BATCH_SIZE", 4)
    await tell(toy, 1, 2, 3, 4, 5, 6)
    await toy.scalar("UPDATE escrow.outbox SET published_at = now() WHERE sequence <> 2 RETURNING 1")
    await toy.scalar(AGE.format(where="sequence <= 4"))

    for _ in range(5):
        await cleaner.clean_batch()

    assert await sequences(toy) == "2 4 5 6 2 4 5 6"


async def test_what_was_looked_over_is_not_looked_over_again(toy: Toy, cleaner: TrafficCleaner) -> None:
    await tell(toy, 1, 2)
    await toy.scalar("UPDATE escrow.outbox SET published_at = now() RETURNING 1")
    await toy.scalar(AGE.format(where="sequence = 1"))
    assert await cleaner.clean_batch() == 2
    assert await sequences(toy) == "1 2 1 2"

    await toy.scalar(AGE.format(where="true"))

    assert (await cleaner.clean_batch(), await cleaner.clean_batch()) == (2, 0)
    assert await sequences(toy) == "2 2"


async def test_old_events_leave_the_inbox_and_what_waits_or_is_parked_stays(toy: Toy, cleaner: TrafficCleaner) -> None:
    def fail(fact: PlatformOpened) -> None:
        raise RuntimeError

    good, young = a_fact(), a_fact()
    deliveries = [Message(f.id, f.topic, f.model_dump_json().encode()).to_delivery() for f in (good, young)]
    reader = EventConsumer("toy", toy.executor, [consumes(PlatformOpened, lambda fact: None)])
    await reader.consume_group([*deliveries, Delivery("x", PlatformOpened.topic, b"")])
    failing = EventConsumer("other", toy.executor, [consumes(PlatformOpened, fail)])
    await failing.consume_group(deliveries[:1])
    old = "UPDATE escrow.inbox SET processed_at = now() - interval '61 days' WHERE event_id <> :young RETURNING 1"
    await toy.scalar(old, young=young.id)

    await cleaner.clean_batch()

    left = "SELECT string_agg(consumer || ':' || state, ' ' ORDER BY consumer, state) FROM escrow.inbox"
    assert await toy.scalar(left) == "other:retry toy:done toy:parked"


def test_a_reader_remembers_longer_than_any_outbox_can_send_again() -> None:
    assert cleaning.INBOX_KEPT > cleaning.OUTBOX_KEPT


async def test_what_was_carried_late_leaves_when_the_look_begins_anew(
    toy: Toy, cleaner: TrafficCleaner, monkeypatch: pytest.MonkeyPatch
) -> None:
    await tell(toy, 1, 2)
    await toy.scalar(AGE.format(where="true"))
    await cleaner.clean_batch()
    await toy.scalar("UPDATE escrow.outbox SET published_at = now() RETURNING 1")
    await cleaner.clean_batch()
    assert await sequences(toy) == "1 2 1 2", "it is looked over already"

    monkeypatch.setattr(cleaning, "LOOK_ANEW_SECONDS", 0.0)
    for _ in range(2):
        await cleaner.clean_batch()

    assert await sequences(toy) == "2 2"


async def test_wal_f9_a_machine_whose_clock_was_set_ahead_forgets_no_event_that_could_come_again(
    toy: Toy, cleaner: TrafficCleaner
) -> None:
    reader = EventConsumer("toy", toy.executor, [consumes(PlatformOpened, lambda fact: None)])
    fact = a_fact()
    await reader.consume_message(Message(fact.id, fact.topic, fact.model_dump_json().encode()))
    set_back = install_world(replace(current_world(), utc_now=lambda: datetime.now(UTC) + timedelta(days=400)))

    await cleaner.clean_batch()
    set_back()

    assert await toy.scalar("SELECT count(*) FROM escrow.inbox") == 1
