"""Events that travel in groups: many messages, one transaction; what fails touches no neighbour (WLL-F2, WLL-F7)."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable
from typing import Any
from uuid import UUID, uuid4

import pytest
from sqlalchemy import event as events_of_engine

from common.contracts.disputes import DisputeEvent
from common.contracts.envelope import Event
from common.contracts.escrow import PlatformOpened
from common.execution.commands import Context
from common.jobs.resting import LONGEST_REST_SECONDS
from common.kernel.errors import DomainError
from common.messaging import delivery_groups, retries
from common.messaging.bus import Message, MessageRefused
from common.messaging.delivery_groups import GROUP_SIZE, Delivery, DeliveryGroups, choose_fairly
from common.messaging.inbox import EventConsumer, consumes
from common.messaging.outbox import BATCH_SIZE, OutboxRelay
from common.messaging.retries import MAX_ATTEMPTS, Counters, plan_next_try
from common.persistence.row_locks import RowBusy

from .conftest import OTHER_PLATFORM, PLATFORM, Toy, ToyCommand, ToyTx
from .test_outbox import Recording, a_fact

Take = Callable[[ToyTx, Context, PlatformOpened], Awaitable[None]]


class NotThereYet(DomainError):
    pass


def reader_that(toy: Toy, take: Take) -> EventConsumer[ToyTx]:
    def to_command(fact: PlatformOpened) -> ToyCommand:
        async def effect(tx: ToyTx, context: Context) -> None:
            await take(tx, context, fact)

        return ToyCommand(effect)

    return EventConsumer("toy", toy.executor, [consumes(PlatformOpened, to_command, waits_for=(NotThereYet,))])


def deliveries_of(*facts: PlatformOpened) -> list[Delivery]:
    return [Message(fact.id, fact.topic, fact.model_dump_json().encode(), fact.tenant).to_delivery() for fact in facts]


def count_commits(toy: Toy) -> list[int]:
    commits: list[int] = []
    events_of_engine.listen(
        toy.begin.database.worker_engine.sync_engine, "commit", lambda connection: commits.append(1)
    )
    return commits


async def states(toy: Toy) -> object:
    return await toy.scalar(
        "SELECT string_agg(s, ' ' ORDER BY s) FROM (SELECT state || count(*) AS s FROM escrow.inbox GROUP BY state) g"
    )


async def test_a_group_of_two_platforms_is_one_commit_and_each_act_sees_its_own_platform(toy: Toy) -> None:
    seen: list[tuple[UUID, set[UUID]]] = []

    async def take(tx: ToyTx, context: Context, fact: PlatformOpened) -> None:
        await tx.publish([a_fact(fact.tenant)])
        await tx.flush()
        rows = await tx.execute(ToyTx.infrastructure.outbox.select())
        seen.append((fact.tenant, {row.tenant_id for row in rows}))

    facts = [a_fact(tenant) for tenant in (PLATFORM, OTHER_PLATFORM) * 5]
    commits = count_commits(toy)

    await reader_that(toy, take).consume_group(deliveries_of(*facts))

    assert len(commits) == 1
    assert seen == [(fact.tenant, {fact.tenant}) for fact in facts]
    assert await states(toy) == "done10"


async def test_one_that_fails_leaves_its_neighbours_untouched_and_its_successors_come_after_it(toy: Toy) -> None:
    subject = uuid4()
    line = [a_fact(subject=subject, sequence=n, version=n) for n in (1, 2, 3)]
    others = [a_fact() for _ in range(4)]
    tried: list[UUID] = []

    async def take(tx: ToyTx, context: Context, fact: PlatformOpened) -> None:
        tried.append(fact.id)
        await tx.publish([a_fact()])
        if fact is not None and fact.id == line[1].id:
            raise RuntimeError("a mistake of ours")

    await reader_that(toy, take).consume_group(deliveries_of(*others[:2], *line, *others[2:]))

    assert await states(toy) == "done6 retry1"
    assert await toy.scalar("SELECT count(*) FROM escrow.outbox") == 6
    last_tries = [tried[::-1].index(fact.id) for fact in line]
    assert last_tries == sorted(last_tries, reverse=True)


async def test_repeats_within_a_group_and_between_two_take_effect_once(toy: Toy) -> None:
    done: list[UUID] = []

    async def take(tx: ToyTx, context: Context, fact: PlatformOpened) -> None:
        await tx.publish([a_fact()])
        done.append(fact.id)

    group = deliveries_of(*(a_fact() for _ in range(5))) * 2
    reader = reader_that(toy, take)

    await asyncio.gather(reader.consume_group(group), reader.consume_group(group[::-1]))

    assert await toy.scalar("SELECT count(*) FROM escrow.outbox") == 5
    assert await states(toy) == "done5"


async def test_a_busy_row_is_waited_for_alone_and_its_claim_is_not_lost(toy: Toy, monkeypatch) -> None:
    monkeypatch.setattr(retries, "seconds_until_retry", lambda *_: 0.0)
    facts, busy = [a_fact() for _ in range(4)], set[UUID]()
    looked: list[UUID] = []

    async def take(tx: ToyTx, context: Context, fact: PlatformOpened) -> None:
        if fact.id in busy:
            busy.remove(fact.id)
            raise RowBusy("a neighbour has it")
        if waiting:
            raise NotThereYet
        looked.append(fact.id)
        await tx.publish([a_fact()])

    waiting = False
    busy.add(facts[1].id)
    reader = reader_that(toy, take)
    await reader.consume_group(deliveries_of(*facts))
    assert await states(toy) == "done4"
    assert sorted(looked) == sorted(fact.id for fact in facts)

    waiting, later = True, [a_fact() for _ in range(3)]
    await reader.consume_group(deliveries_of(*later))
    waiting = False
    busy.add(later[2].id)
    await reader.retry_due()

    assert await states(toy) == "done7"
    assert await toy.scalar("SELECT count(*) FROM escrow.outbox") == 7


async def test_what_is_handed_over_while_its_group_is_under_way_takes_effect_once(toy: Toy) -> None:
    async def take(tx: ToyTx, context: Context, fact: PlatformOpened) -> None:
        await tx.publish([a_fact()])

    facts = [a_fact() for _ in range(12)]
    one_by_one = [Message(fact.id, fact.topic, fact.model_dump_json().encode()) for fact in facts]
    reader = reader_that(toy, take)

    heard = await asyncio.gather(
        reader.consume_group(deliveries_of(*facts)), *(reader.consume_at_once(message) for message in one_by_one[::-1])
    )

    assert heard[1:] == [True] * len(facts)
    assert await states(toy) == "done12"
    assert await toy.scalar("SELECT count(*) FROM escrow.outbox") == 12


async def test_wal_f2_whatever_is_no_event_is_parked_with_its_bytes_and_hurts_no_neighbour(toy: Toy) -> None:
    async def take(tx: ToyTx, context: Context, fact: PlatformOpened) -> None:
        pass

    good, foreign, huge = a_fact(), a_fact(), a_fact(sequence=2**40)
    body = foreign.model_dump_json().encode()
    malformed = [
        Delivery("x", PlatformOpened.topic, body),
        Delivery("", PlatformOpened.topic, b"\xff\x00"),
        Delivery(str(uuid4()), PlatformOpened.topic, b"{"),
        Delivery(str(uuid4()), PlatformOpened.topic, b"[1]"),
        Delivery(str(uuid4()), PlatformOpened.topic, body),
        Delivery(str(uuid4()), "escrow.unheard-of.v1", body),
        Delivery(str(uuid4()), "nul\0.topic", body),
        Delivery(
            str(huge := uuid4()), PlatformOpened.topic, a_fact(id=huge, sequence=2**40).model_dump_json().encode()
        ),
    ]
    reader = reader_that(toy, take)

    for _ in range(2):
        await reader.consume_group([*malformed, *deliveries_of(good)])

    assert await states(toy) == f"done1 parked{len(malformed)}"
    assert await toy.scalar("SELECT body FROM escrow.inbox WHERE failure LIKE '%no UUID: ''x''%'") == body
    assert await toy.scalar("SELECT count(*) FROM escrow.inbox WHERE failure LIKE 'malformed: %'") == len(malformed)


async def test_wal_f2_what_an_operator_sends_for_another_try_and_is_still_malformed_is_parked_again(toy: Toy) -> None:
    async def take(tx: ToyTx, context: Context, fact: PlatformOpened) -> None:
        pass

    reader = reader_that(toy, take)
    await reader.consume_group([Delivery("x", PlatformOpened.topic, b"{}")])
    await toy.scalar("UPDATE escrow.inbox SET state = 'retry', attempts = 0, next_attempt_at = now() RETURNING 1")

    assert await reader.retry_due() == 1
    assert await states(toy) == "parked1"


async def test_wal_f7_who_has_waited_long_is_not_parked_for_one_failure(toy: Toy, monkeypatch) -> None:
    monkeypatch.setattr(retries, "seconds_until_retry", lambda *_: 0.0)
    tries: list[int] = []

    async def take(tx: ToyTx, context: Context, fact: PlatformOpened) -> None:
        tries.append(1)
        if len(tries) <= 12:
            raise NotThereYet
        if len(tries) < 12 + MAX_ATTEMPTS:
            raise RuntimeError("not this time")

    reader = reader_that(toy, take)
    await reader.consume_group(deliveries_of(a_fact()))
    for _ in range(20):
        await reader.retry_due()

    assert await states(toy) == "done1"
    assert await toy.scalar("SELECT waits || ' ' || attempts FROM escrow.inbox") == f"12 {MAX_ATTEMPTS}"


def test_wal_f7_patience_outlasts_every_attempt_of_what_is_waited_for() -> None:
    def total(failure: Exception) -> float:
        counters, seconds = Counters(), 0.0
        while (plan := plan_next_try(counters, failure)).state == "retry":
            counters, seconds = plan.counters, seconds + plan.pause
        return seconds

    assert total(retries.PredecessorMissing()) > 4 * total(RuntimeError())


async def test_a_platform_with_thousands_that_are_due_keeps_no_other_waiting(toy: Toy, monkeypatch) -> None:
    monkeypatch.setattr(retries, "seconds_until_retry", lambda *_: 0.0)
    taken: list[UUID] = []

    async def take(tx: ToyTx, context: Context, fact: PlatformOpened) -> None:
        if not retrying:
            raise NotThereYet
        taken.append(fact.tenant)

    retrying = False
    reader = reader_that(toy, take)
    await reader.consume_group(deliveries_of(*(a_fact() for _ in range(110))))
    await reader.consume_group(deliveries_of(a_fact(OTHER_PLATFORM)))
    retrying = True

    await reader.retry_due()

    assert OTHER_PLATFORM in taken


class Choosy(Recording):
    """Broker that has no queue for the first `refusing` messages of its life."""

    def __init__(self, refused: set[UUID]) -> None:
        super().__init__()
        self.refused = refused

    async def publish(self, message: Message) -> None:
        if message.id in self.refused:
            raise MessageRefused("no queue")
        self.sent.append(message)


async def test_wal_f7_more_unroutable_events_than_a_batch_hold_up_nobody_and_come_at_last(toy: Toy) -> None:
    unroutable = [a_fact() for _ in range(BATCH_SIZE + 20)]
    later = [a_fact() for _ in range(3)]
    async with toy.begin(PLATFORM) as tx:
        await tx.publish([*unroutable, *later])
    bus = Choosy({fact.id for fact in unroutable})
    relay = OutboxRelay(toy.begin.database, ToyTx.infrastructure, bus)

    for _ in range(2):
        await relay.relay_batch()
    assert [message.id for message in bus.sent] == [fact.id for fact in later]

    bus.refused.clear()
    await toy.scalar("UPDATE escrow.outbox SET retry_at = now() WHERE published_at IS NULL RETURNING 1")
    while await relay.relay_batch():
        pass
    assert await toy.scalar("SELECT count(*) FROM escrow.outbox WHERE published_at IS NULL") == 0


async def test_two_relays_keep_the_order_of_every_subject(toy: Toy) -> None:
    subjects = [uuid4() for _ in range(5)]
    async with toy.begin(PLATFORM) as tx:
        await tx.publish([a_fact(subject=s, sequence=n, version=n) for n in range(1, 101) for s in subjects])
    bus = Recording()
    relays = [OutboxRelay(toy.begin.database, ToyTx.infrastructure, bus) for _ in range(2)]

    while await toy.scalar("SELECT count(*) FROM escrow.outbox WHERE published_at IS NULL"):
        await asyncio.gather(*(relay.relay_batch() for relay in relays))

    told = [PlatformOpened.model_validate_json(message.body) for message in bus.sent]
    for subject in subjects:
        assert [fact.sequence for fact in told if fact.subject == subject] == list(range(1, 101))


def test_every_platform_has_its_first_place_before_anybody_has_a_second() -> None:
    platforms = ["a"] * 150 + ["b", "a", "c", "b"]

    chosen = choose_fairly(platforms, 5)

    assert sorted(chosen) == [0, 1, 150, 152, 153]
    assert choose_fairly([], 5) == set()


@pytest.mark.parametrize("count", [1, GROUP_SIZE, GROUP_SIZE + 1])
async def test_a_group_is_what_waits_and_nobody_waits_for_more(count: int) -> None:
    groups: DeliveryGroups[int] = DeliveryGroups()
    for n in range(count):
        groups.add(Delivery(str(n), "t", b"", "b" if n == GROUP_SIZE else "a"), n)

    first = await groups.take_group()

    assert len(first) == min(count, GROUP_SIZE)
    assert [n for _, n in first] == sorted(n for _, n in first)
    if count > GROUP_SIZE:
        assert first[-1][1] == GROUP_SIZE
        assert [n for _, n in await groups.take_group()] == [GROUP_SIZE - 1]


async def test_a_reader_rests_as_long_as_it_worked_unless_a_whole_group_waits(monkeypatch: pytest.MonkeyPatch) -> None:
    groups: DeliveryGroups[int] = DeliveryGroups()
    rests: list[float] = []

    async def sleep(seconds: float) -> None:
        rests.append(seconds)

    monkeypatch.setattr(delivery_groups.seams, "sleep", sleep)
    await groups.rest(time.monotonic() - 60.0)
    for n in range(GROUP_SIZE):
        groups.add(Delivery(str(n), "t", b""), n)
    await groups.rest(time.monotonic() - 60.0)

    assert rests == [LONGEST_REST_SECONDS]


async def refuse_to_hear(tx: ToyTx, event: Event) -> None:
    raise AssertionError(event)


@pytest.mark.parametrize(
    "listening", [{}, {"on_heard": refuse_to_hear, "listens_to": DisputeEvent}], ids=["none", "other"]
)
async def test_what_asks_for_nothing_is_one_statement_and_no_act(
    toy: Toy, monkeypatch: pytest.MonkeyPatch, listening: dict[str, Any]
) -> None:
    """Most events of ordinary deals mean nothing to a service that knows of cases alone."""
    reader = EventConsumer("toy", toy.executor, [consumes(PlatformOpened, lambda fact: None)], **listening)
    group = deliveries_of(*(a_fact(tenant) for tenant in (PLATFORM, OTHER_PLATFORM) * 5))
    sent: list[str] = []
    database = toy.begin.database
    events_of_engine.listen(
        database.worker_engine.sync_engine, "before_cursor_execute", lambda *given: sent.append(given[2])
    )
    fetch = database.note_connections.fetch

    async def note(statement: str, *arguments: object) -> list[object]:
        sent.append(statement)
        return await fetch(statement, *arguments)

    monkeypatch.setattr(database.note_connections, "fetch", note)
    await reader.consume_group(group)
    await reader.consume_group(group)

    assert len(sent) == 2
    assert await states(toy) == "done10"
    assert await toy.scalar("SELECT count(*) FROM escrow.log_entries") == 0


async def test_a_group_asks_for_its_platforms_its_claims_and_their_time_at_once(toy: Toy) -> None:
    received: list[object] = []

    async def take(tx: ToyTx, context: Context, fact: PlatformOpened) -> None:
        received.append((context.timing.received_at, tx.received_at))

    sent: list[str] = []
    engine = toy.begin.database.worker_engine.sync_engine
    events_of_engine.listen(engine, "before_cursor_execute", lambda *given: sent.append(given[2]))

    await reader_that(toy, take).consume_group(deliveries_of(a_fact(), a_fact(OTHER_PLATFORM)))

    assert ["inbox" in one or "log_entries" in one for one in sent] == [True, True], "claims, and what ends the acts"
    assert None not in {at for pair in received for at in pair}  # type: ignore[attr-defined]
