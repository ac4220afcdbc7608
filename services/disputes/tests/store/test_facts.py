"""Facts of deals: what most events ask of disputes is to be remembered, by one statement for all of a group."""

from __future__ import annotations

from uuid import uuid4

from sqlalchemy import event

from common.contracts.escrow import EscrowFunded, EscrowShipped
from common.execution.executor import Executor
from common.messaging.bus import Message
from common.messaging.inbox import EventConsumer
from disputes.commands import COMMAND_HANDLERS
from disputes.consumers import EVENT_HANDLERS
from disputes.testing import TENANT, escrow_told


async def test_facts_of_many_deals_are_two_statements_and_older_ones_change_nothing(begin) -> None:
    consumer = EventConsumer("disputes", Executor(begin, COMMAND_HANDLERS), EVENT_HANDLERS)
    deals = [uuid4() for _ in range(5)]
    shipped = [escrow_told(EscrowShipped, id, version=2, state="shipped", title="Two") for id in deals]
    overtaken = [escrow_told(EscrowFunded, id, version=1, title="One") for id in deals]
    sent: list[str] = []
    engine = begin.database.worker_engine.sync_engine
    event.listen(engine, "before_cursor_execute", lambda *given: sent.append(given[2]))

    for facts in (shipped, overtaken):
        await consumer.consume_group(
            [Message(f.id, f.topic, f.model_dump_json().encode(), f.tenant).to_delivery() for f in facts]
        )

    assert len(sent) == 4, "the claims, and one statement for what is remembered and audited, of each group"
    async with begin.read(TENANT) as tx:
        known = [await tx.escrows.get(id) for id in deals]
    assert [(escrow.version, escrow.title) for escrow in known] == [(2, "Two")] * 5
