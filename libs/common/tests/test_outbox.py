from __future__ import annotations

import asyncio
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from uuid import UUID, uuid4

import asyncpg
import pytest
from sqlalchemy import select, text

from common.contracts.escrow import PlatformOpened
from common.kernel.seams import current_world, install_world
from common.messaging.bus import InMemoryBus, Message
from common.messaging.outbox import OutboxRelay

from .conftest import OTHER_PLATFORM, PLATFORM, Toy, ToyTx


def a_fact(tenant: UUID = PLATFORM, **differently: object) -> PlatformOpened:
    given = {
        "tenant": tenant,
        "subject": uuid4(),
        "sequence": 1,
        "version": 1,
        "occurred_at": datetime.now(UTC),
        "actor": {"role": "admin", "id": "a"},
        "cause": "test",
        "default_policy": "agreement_first",
    }
    return PlatformOpened.model_validate(given | differently)


class Recording(InMemoryBus):
    def __init__(self, *, fails: bool = False) -> None:
        super().__init__()
        self.sent: list[Message] = []
        self.fails = fails

    async def publish(self, message: Message) -> None:
        if self.fails:
            raise ConnectionError("broker is away")
        await asyncio.sleep(0.001)
        self.sent.append(message)


async def test_a_rolled_back_change_says_nothing(toy: Toy) -> None:
    with pytest.raises(ZeroDivisionError):
        async with toy.begin(PLATFORM) as tx:
            await tx.publish([a_fact()])
            await tx.flush()
            raise ZeroDivisionError

    assert await toy.scalar("SELECT count(*) FROM escrow.outbox") == 0


async def test_a_fact_waits_while_the_broker_is_away(toy: Toy) -> None:
    async with toy.begin(PLATFORM) as tx:
        await tx.publish([a_fact()])

    with pytest.raises(ConnectionError):
        await OutboxRelay(toy.begin.database, ToyTx.infrastructure, Recording(fails=True)).relay_batch()

    assert await toy.scalar("SELECT count(*) FROM escrow.outbox WHERE published_at IS NULL") == 1


async def test_three_relays_share_the_work_and_carry_each_fact_once(toy: Toy) -> None:
    async with toy.begin(PLATFORM) as tx:
        await tx.publish([a_fact() for _ in range(250)])
    bus = Recording()
    relay = OutboxRelay(toy.begin.database, ToyTx.infrastructure, bus)

    while await toy.scalar("SELECT count(*) FROM escrow.outbox WHERE published_at IS NULL"):
        await asyncio.gather(*(relay.relay_batch() for _ in range(3)))

    assert len(bus.sent) == len({message.id for message in bus.sent}) == 250


NOTE_DURABILITY = """
CREATE TABLE noted (what text, durable text);
CREATE FUNCTION note_durability() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
BEGIN
  INSERT INTO noted VALUES (TG_OP, current_setting('synchronous_commit'));
  RETURN NULL;
END $$;
CREATE TRIGGER noting AFTER INSERT OR UPDATE ON escrow.outbox FOR EACH ROW EXECUTE FUNCTION note_durability();
"""


async def test_only_the_mark_of_the_relay_does_not_wait_for_the_disk(toy: Toy) -> None:
    admin = await asyncpg.connect(toy.admin_url.replace("+asyncpg", ""))
    try:
        await admin.execute(NOTE_DURABILITY)
        name = await admin.fetchval("SELECT current_database()")
        await admin.execute(f'ALTER DATABASE "{name}" SET synchronous_commit = on')  # of tests nothing need stay
        for _ in range(2):  # the second on a connection that the relay has had
            async with toy.begin(PLATFORM) as tx:
                await tx.publish([a_fact()])
            await OutboxRelay(toy.begin.database, ToyTx.infrastructure, Recording()).relay_batch()
            async with toy.begin.database.worker_transaction() as connection:
                assert await connection.scalar(text("SHOW synchronous_commit")) == "on"

        assert [tuple(row) for row in await admin.fetch("SELECT * FROM noted")] == [
            ("INSERT", "on"),
            ("UPDATE", "off"),
        ] * 2
    finally:
        await admin.close()


async def test_a_fact_without_a_gap_is_enforced_by_the_database(toy: Toy) -> None:
    fact = a_fact()
    async with toy.begin(PLATFORM) as tx:
        await tx.publish([fact])

    with pytest.raises(Exception, match="uq_outbox_subject_sequence"):
        async with toy.begin(PLATFORM) as tx:
            await tx.publish([a_fact(subject=fact.subject)])


async def test_a_transaction_sees_the_tenant_it_names_and_no_other(toy: Toy) -> None:
    for tenant in (PLATFORM, OTHER_PLATFORM):
        async with toy.begin(tenant) as tx:
            await tx.publish([a_fact(tenant)])

    async with toy.begin(PLATFORM) as tx:
        seen = (await tx.execute(select(ToyTx.infrastructure.outbox.c.tenant_id))).scalars().all()
    async with toy.begin.database.engine.connect() as nameless:
        unnamed = (await nameless.execute(select(ToyTx.infrastructure.outbox.c.tenant_id))).all()

    assert (seen, unnamed) == ([PLATFORM], [])


async def test_a_row_for_another_tenant_cannot_be_written(toy: Toy) -> None:
    with pytest.raises(Exception, match="row-level security"):
        async with toy.begin(PLATFORM) as tx:
            await tx.publish([a_fact(OTHER_PLATFORM)])


@dataclass
class ToldTime:
    """Time of a test: who sleeps wakes when it has been told to pass."""

    now: float = 0.0
    sleepers: list[tuple[float, asyncio.Event]] = field(default_factory=list)
    somebody_sleeps: asyncio.Event = field(default_factory=asyncio.Event)

    async def sleep(self, seconds: float) -> None:
        wakes = asyncio.Event()
        self.sleepers.append((self.now + seconds, wakes))
        self.somebody_sleeps.set()
        await wakes.wait()

    def pass_seconds(self, seconds: float) -> None:
        self.now += seconds
        self.somebody_sleeps.clear()
        for sleeper in [sleeper for sleeper in self.sleepers if sleeper[0] <= self.now]:
            self.sleepers.remove(sleeper)
            sleeper[1].set()


async def test_a_relay_that_nobody_wakes_carries_what_another_process_has_committed_within_half_a_second(
    toy: Toy,
) -> None:
    """Where API and workers run apart, no commit wakes it."""
    time, bus = ToldTime(), Recording()
    remove = install_world(replace(current_world(), sleep=time.sleep))
    relay = OutboxRelay(toy.begin.database, ToyTx.infrastructure, bus)
    relaying = asyncio.create_task(relay.run())
    try:
        async with asyncio.timeout(10):
            await time.somebody_sleeps.wait()
            async with toy.begin(PLATFORM) as tx:
                await tx.publish([a_fact()])
            assert not bus.sent

            time.pass_seconds(0.5)
            await time.somebody_sleeps.wait()
    finally:
        remove()
        relaying.cancel()
        await asyncio.gather(relaying, return_exceptions=True)

    assert len(bus.sent) == 1
