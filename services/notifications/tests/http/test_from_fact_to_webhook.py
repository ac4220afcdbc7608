"""The whole way with all workers running: a fact on the carrier becomes one signed webhook and one event."""

from __future__ import annotations

import asyncio

import pytest
from sqlalchemy import select

from common.contracts.envelope import ActorRef
from common.contracts.notifications import EndpointDisabled
from common.kernel.ids import format_id, new_id
from common.messaging.bus import Message
from notifications.tables import infrastructure
from notifications.testing import an_escalated_dispute

HOOKS = "/v1/webhook-endpoints"


@pytest.fixture
async def ready(running):
    """The reader has subscribed."""
    client, bus = running
    async with asyncio.timeout(5):
        while not bus._listeners:  # noqa: ASYNC110 (the bus has no event for this)
            await asyncio.sleep(0.01)
    return client, bus


async def test_a_fact_handed_over_twice_is_told_once(ready, platform, receiver, tenant, begin) -> None:
    client, bus = ready
    made = (await client.post(HOOKS, json={"url": receiver.url, "event_types": ["*"]}, headers=platform)).json()
    fact = an_escalated_dispute(tenant=tenant)

    await bus.publish(Message(fact.id, fact.topic, fact.model_dump_json().encode()))
    await receiver.wait_until(1)

    assert receiver.got[0].verified_payload(made["secret"])["id"] == format_id("evt", fact.id)
    feed = (await client.get("/v1/events", headers=platform)).json()
    assert [event["id"] for event in feed["data"]] == [format_id("evt", fact.id)]
    async with begin(tenant) as tx:
        inbox = infrastructure.inbox
        states = (await tx.execute(select(inbox.c.state).where(inbox.c.event_id == fact.id))).scalars().all()
    assert states == ["done"]
    await asyncio.sleep(0.1)
    assert len(receiver.got) == 1


async def test_a_webhook_leaves_at_once_not_at_the_next_poll(ready, platform, receiver, tenant) -> None:
    client, bus = ready
    await client.post(HOOKS, json={"url": receiver.url, "event_types": ["*"]}, headers=platform)
    took = []

    for count in range(1, 6):
        fact = an_escalated_dispute(tenant=tenant)
        started = asyncio.get_running_loop().time()
        await bus.publish(Message(fact.id, fact.topic, fact.model_dump_json().encode()))
        await receiver.wait_until(count)
        took.append(asyncio.get_running_loop().time() - started)

    assert sorted(took)[2] < 0.4


async def test_that_an_endpoint_was_disabled_is_an_event_like_any_other(ready, platform, tenant) -> None:
    client, bus = ready
    endpoint = new_id()
    fact = EndpointDisabled(
        tenant=tenant, subject=endpoint, sequence=1, version=2, occurred_at=an_escalated_dispute().occurred_at,
        actor=ActorRef(role="system", id="parley"), cause="delivery", why="gone",
    )  # fmt: skip

    await bus.publish(Message(fact.id, fact.topic, fact.model_dump_json().encode()))

    [event] = (await client.get("/v1/events", headers=platform)).json()["data"]
    assert (event["type"], event["subject"]) == ("webhook_endpoint.disabled", format_id("whe", endpoint))
    assert event["data"] == {"why": "gone"}
