from __future__ import annotations

import asyncio
from uuid import uuid4

import pytest
from sqlalchemy.exc import DBAPIError

from common.contracts.escrow import PlatformOpened
from common.execution.commands import Context
from common.kernel.errors import DomainError
from common.messaging import retries
from common.messaging.bus import InMemoryBus, Message
from common.messaging.inbox import EventConsumer, PredecessorMissing, consumes
from common.messaging.outbox import OutboxRelay

from .conftest import PLATFORM, Toy, ToyCommand, ToyTx
from .test_outbox import a_fact


def a_message(fact: PlatformOpened) -> Message:
    return Message(fact.id, fact.topic, fact.model_dump_json().encode())


class Effects:
    """Counts committed effects; `failures` says how often to fail first."""

    def __init__(self, *, failures: int = 0, with_: type[Exception] = RuntimeError) -> None:
        self.calls, self.done, self.failures, self.kind = 0, 0, failures, with_

    def to_command(self, fact: PlatformOpened) -> ToyCommand:
        return ToyCommand(self._take_effect)

    async def _take_effect(self, tx: ToyTx, context: Context) -> None:
        self.calls += 1
        if self.calls <= self.failures:
            raise self.kind("not this time")
        self.done += 1


def reader_of(toy: Toy, effects: Effects) -> EventConsumer[ToyTx]:
    return EventConsumer("toy", toy.executor, [consumes(PlatformOpened, effects.to_command)])


async def test_a_repeated_message_takes_effect_once(toy: Toy) -> None:
    effects = Effects()
    reader, message = reader_of(toy, effects), a_message(a_fact())

    await asyncio.gather(*(reader.consume_message(message) for _ in range(8)))

    assert effects.done == 1
    assert await toy.scalar("SELECT state FROM escrow.inbox") == "done"


async def test_a_failed_message_is_kept_and_tried_again_from_the_inbox(toy: Toy, monkeypatch) -> None:
    monkeypatch.setattr(retries, "seconds_until_retry", lambda *_: 0.0)
    effects = Effects(failures=2)
    reader = reader_of(toy, effects)

    await reader.consume_message(a_message(a_fact()))
    assert await toy.scalar("SELECT state FROM escrow.inbox") == "retry"
    for _ in range(2):
        await reader.retry_due()

    assert effects.done == 1
    assert await toy.scalar("SELECT state || attempts FROM escrow.inbox") == "done3"


async def test_a_poison_message_is_parked_after_five_attempts_and_hurts_no_neighbour(toy: Toy, monkeypatch) -> None:
    monkeypatch.setattr(retries, "seconds_until_retry", lambda *_: 0.0)
    effects = Effects(failures=10**6)
    reader = reader_of(toy, effects)

    await reader.consume_message(a_message(a_fact()))
    for _ in range(8):
        await reader.retry_due()
    effects.failures = 0
    await reader.consume_message(a_message(a_fact()))

    assert effects.calls == retries.MAX_ATTEMPTS + 1
    assert await toy.scalar("SELECT string_agg(state, ',' ORDER BY state) FROM escrow.inbox") == "done,parked"


@pytest.mark.parametrize("state", ["55P03", "40P01", "57P01"])
async def test_a_database_in_trouble_parks_nothing(toy: Toy, monkeypatch, state: str) -> None:
    class Trouble(DBAPIError):
        def __init__(self, _: str) -> None:
            super().__init__("SELECT 1", {}, type("Raised", (Exception,), {"sqlstate": state})())

    monkeypatch.setattr(retries, "seconds_until_retry", lambda *_: 0.0)
    effects = Effects(failures=12, with_=Trouble)
    reader = reader_of(toy, effects)

    await reader.consume_message(a_message(a_fact()))
    for _ in range(12):
        await reader.retry_due()

    assert effects.done == 1


async def test_waiting_for_another_fact_is_not_a_failure(toy: Toy, monkeypatch) -> None:
    monkeypatch.setattr(retries, "seconds_until_retry", lambda *_: 0.0)
    effects = Effects(failures=12, with_=PredecessorMissing)
    reader = reader_of(toy, effects)

    await reader.consume_message(a_message(a_fact()))
    for _ in range(12):
        await reader.retry_due()

    assert effects.done == 1


class NotThereYet(DomainError):
    pass


async def test_a_refusal_that_says_so_is_waiting_and_no_other_is(toy: Toy, monkeypatch) -> None:
    monkeypatch.setattr(retries, "seconds_until_retry", lambda *_: 0.0)
    patient, strict = (Effects(failures=12, with_=NotThereYet) for _ in range(2))
    for name, effects, waits_for in (("patient", patient, (NotThereYet,)), ("strict", strict, ())):
        registration = consumes(PlatformOpened, effects.to_command, waits_for=waits_for)
        reader = EventConsumer(name, toy.executor, [registration])
        await reader.consume_message(a_message(a_fact()))
        for _ in range(12):
            await reader.retry_due()

    assert (patient.done, strict.done) == (1, 0)
    assert await toy.scalar("SELECT string_agg(consumer || ':' || state, ' ' ORDER BY consumer) FROM escrow.inbox") == (
        "patient:done strict:parked"
    )


async def test_a_fact_that_asks_for_nothing_is_done(toy: Toy) -> None:
    await EventConsumer("toy", toy.executor, [consumes(PlatformOpened, lambda fact: None)]).consume_message(
        a_message(a_fact())
    )

    assert await toy.scalar("SELECT state FROM escrow.inbox") == "done"


async def test_a_fact_s_command_acts_as_whoever_brought_the_fact_about(toy: Toy) -> None:
    seen: list[Context] = []

    async def effect(tx: ToyTx, context: Context) -> None:
        seen.append(context)

    registration = consumes(PlatformOpened, lambda fact: ToyCommand(effect))
    await EventConsumer("toy", toy.executor, [registration]).consume_message(a_message(a_fact()))

    assert [(context.principal.actor, context.cause) for context in seen] == [(("admin", "a"), PlatformOpened.topic)]


async def test_an_unreadable_message_is_parked(toy: Toy) -> None:
    await reader_of(toy, Effects()).consume_message(Message(uuid4(), PlatformOpened.topic, b'{"id": 1}'))

    assert await toy.scalar("SELECT state FROM escrow.inbox") == "parked"


async def test_in_one_process_a_fact_counts_as_carried_only_when_every_reader_has_it(toy: Toy) -> None:
    bus, effects = InMemoryBus(repeats=2, expects=1), Effects()
    reader = reader_of(toy, effects)
    async with toy.begin(PLATFORM) as tx:
        await tx.publish([a_fact()])
    carrying = asyncio.create_task(OutboxRelay(toy.begin.database, ToyTx.infrastructure, bus).relay_batch())
    await asyncio.sleep(0.05)
    assert not carrying.done(), "nobody reads yet, so nothing may count as carried"

    consuming = asyncio.create_task(bus.consume(reader.subscription))
    await carrying
    consuming.cancel()

    assert effects.done == 1
    assert await toy.scalar("SELECT count(*) FROM escrow.outbox WHERE published_at IS NULL") == 0
