"""What is heard with every event of a case costs a group of them one statement, and a refused one no neighbour."""

from __future__ import annotations

from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import event as events_of_engine

from common.contracts.dispute_parts import DisputeEvent, SilentEndRef
from common.contracts.disputes import DisputeUpdated, StageEntered
from common.contracts.envelope import ActorRef
from common.kernel.ids import format_id
from common.messaging.bus import Delivery, Message
from evidence.testing import DUE, NOON

END = SilentEndRef(at=NOON, clock="natural", action="execute_buyer_solution")


def deliver(world: Any, kind: type[DisputeEvent], dispute: UUID, **parts: Any) -> Delivery:
    envelope = {"tenant": world.tenant, "subject": dispute, "sequence": 40, "version": 40, "occurred_at": NOON}
    told = kind(**envelope, actor=ActorRef(role="system", id="parley"), cause="test", escrow=world.escrow, **parts)
    return Message(told.id, told.topic, told.model_dump_json().encode(), world.tenant).to_delivery()


async def test_events_of_cases_are_heard_in_one_transaction_even_if_one_is_refused(world, rows) -> None:
    request = await world.asked()
    assert await rows("SELECT ends_at FROM evidence.known_cases") == [(None,)]
    commits: list[int] = []
    heard: list[str] = []
    engine = world.app.state.service.database.worker_engine.sync_engine
    events_of_engine.listen(engine, "commit", lambda connection: commits.append(1))
    events_of_engine.listen(engine, "before_cursor_execute", lambda *given: heard.append(given[2]))
    stage = {"stage": "proof", "phase": "escalated", "status": "proof"}

    await world.app.state.service.consumer.consume_group([
        deliver(world, StageEntered, uuid4(), **stage),  # of a case that nobody knows yet
        deliver(world, DisputeUpdated, world.dispute, changed=("deadlines",), silent_end=END),
        *(deliver(world, DisputeUpdated, uuid4(), changed=("deadlines",), silent_end=END) for _ in range(3)),
    ])  # fmt: skip

    assert len(commits) == len([statement for statement in heard if "ends_heard=" in statement]) == 1
    assert await rows("SELECT state, count(*) FROM evidence.inbox WHERE topic LIKE 'disputes.stage%' GROUP BY 1") == [
        ("retry", 1)
    ]
    seen = (await world.get(f"/requests/{format_id('req', request)}")).json()
    assert seen["due_at"] == min(NOON, DUE).isoformat().replace("+00:00", "Z")
