"""What followed from an event is found at the end of the outbox, and handed to those who read it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from uuid import UUID, uuid4

from sqlalchemy import text
from sqlalchemy.dialects import postgresql

from common.contracts.disputes import DisputeEscalated
from common.contracts.envelope import ActorRef
from common.contracts.escrow import EscrowClosed, EscrowSettled
from common.internal.handing_on import PeerHandOn
from common.messaging.bus import Message
from common.persistence.pending_writes import PublishedEvent

from .conftest import OTHER_PLATFORM, PLATFORM, Toy

TRACE = f"00-{uuid4().hex}-00f067aa0ba902b7-01"
OTHER_TRACE = f"00-{uuid4().hex}-00f067aa0ba902b7-01"


@dataclass
class Readers:
    """Peers that note what they are handed."""

    handed: list[tuple[str, UUID]] = field(default_factory=list)

    async def deliver_event(self, reader: str, message: Message) -> bool:
        self.handed.append((reader, message.id))
        return True

    async def query_events(self, *asked: object) -> list[Message]:
        return []

    async def query_events_concerning(
        self, publisher: str, tenant: UUID, topics: Sequence[str], concerning: Sequence[UUID]
    ) -> list[Message]:
        return []

    async def close(self) -> None:
        pass


def escalated(tenant: UUID = PLATFORM, trace: str = TRACE) -> DisputeEscalated:
    envelope = {"tenant": tenant, "subject": uuid4(), "sequence": 1, "version": 1, "traceparent": trace}
    actor = ActorRef(role="system", id="parley")
    about = {"occurred_at": datetime.now(UTC), "actor": actor, "cause": "test", "escrow": uuid4(), "stage": "review"}
    return DisputeEscalated(**envelope, **about)


async def publish(toy: Toy, *events: DisputeEscalated) -> None:
    for event in events:
        async with toy.begin(event.tenant) as tx:
            await tx.publish([event])


async def test_prm_2_what_followed_from_an_event_is_handed_to_its_readers_and_nothing_else(toy: Toy) -> None:
    readers, followed = Readers(), escalated()
    await publish(toy, escalated(trace=OTHER_TRACE), escalated(OTHER_PLATFORM), followed, escalated(OTHER_PLATFORM))

    await PeerHandOn(toy.begin, readers).hand_on_consequences(escalated())

    assert readers.handed == [("mediation", followed.id)]


async def test_prm_2_finding_it_reads_the_end_of_the_outbox_by_its_index_and_names_the_platform(toy: Toy) -> None:
    await publish(toy, escalated())
    hand_on = PeerHandOn(toy.begin, Readers())
    query = hand_on._select_consequences(escalated(), TRACE)
    sql = str(query.compile(dialect=postgresql.dialect(), compile_kwargs={"literal_binds": True}))

    async with toy.begin(PLATFORM) as tx:
        await tx.execute(text("SET LOCAL enable_seqscan = off"))
        await tx.execute(text("SET LOCAL enable_bitmapscan = off"))
        plan = "\n".join((await tx.execute(text(f"EXPLAIN {sql}"))).scalars())

    assert 'Index Cond: ("position" > ' in plan, plan
    assert f"tenant_id = '{PLATFORM}'" in plan
    assert "max(" not in sql


async def test_the_end_of_an_ordinary_deal_is_left_to_the_broker_and_that_of_a_case_is_handed_on(toy: Toy) -> None:
    readers = Readers()
    closed, settled = (PublishedEvent(uuid4(), event.topic, b"{}") for event in (EscrowClosed, EscrowSettled))

    await PeerHandOn(toy.begin, readers).hand_on([closed, settled])

    assert {event for _, event in readers.handed} == {settled.id}
