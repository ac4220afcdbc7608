"""WAL-A6: an event that is parked says nothing of a deal any more, once what was said of the deal is erased."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

import pytest
from asgi_lifespan import LifespanManager

from common.contracts.envelope import ActorRef, Event
from common.contracts.escrow import DealsErased
from common.contracts.evidence import CaseErased
from common.messaging.bus import InMemoryBus, Message
from deploy.proof.testing.parked_deals import park_deal, read_parked
from notifications.app import create_app

NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)
TITLE = "The lamp of Mrs. Canary"


@pytest.fixture
async def hear(settings, clock):
    app = create_app(settings, bus=InMemoryBus(), clock=clock)

    async def hear(event: Event) -> None:
        await app.state.service.consumer.consume_message(
            Message(event.id, event.topic, event.model_dump_json().encode())
        )

    async with LifespanManager(app, startup_timeout=30, shutdown_timeout=30):
        yield hear


def an_erasure(kind: type[Event], tenant, **about: Any) -> Event:
    told = {"tenant": tenant, "subject": uuid4(), "sequence": 1, "version": 1, "occurred_at": NOON, "cause": "test"}
    return kind(**told, actor=ActorRef(role="system", id="parley"), **about)


@pytest.mark.parametrize(("participant", "title"), [(None, ""), ("anna", TITLE)])
async def test_wal_a6_what_is_parked_of_a_deal_loses_what_its_case_loses(
    database, tenant, hear, participant, title
) -> None:
    escrow = uuid4()
    await park_deal(database, "notifications", tenant, escrow)

    about = {"dispute": uuid4(), "escrow": escrow, "of": ("buyer", "seller"), "why": "request"}
    await hear(an_erasure(CaseErased, tenant, **about, participant=participant))

    [left] = await read_parked(database, "notifications")
    assert (left["title"], left["shipment"]) == (title, {"carrier": "other", "tracking_number": ""})


async def test_wal_a6_what_is_parked_of_an_undisputed_deal_is_erased_with_it(database, tenant, hear) -> None:
    escrow, other = uuid4(), uuid4()
    for deal in (escrow, other):
        await park_deal(database, "notifications", tenant, deal)

    await hear(an_erasure(DealsErased, tenant, role="buyer", participant="anna", escrows=(escrow,), has_more=False))

    left = {event["subject"]: event["title"] for event in await read_parked(database, "notifications")}
    assert left == {str(escrow): "", str(other): TITLE}
