from __future__ import annotations

import asyncio
from uuid import UUID, uuid4

import pytest
from sqlalchemy import text

from common.contracts.envelope import ActorRef, MoneyRef
from common.contracts.escrow import EscrowCreated, FeeRef
from common.kernel.ids import format_id
from notifications.commands import PublishEvent
from notifications.testing import an_escalated_dispute


async def everything(client, headers, **params):
    found, cursor = [], None
    while True:
        page = (
            await client.get(
                "/v1/events",
                params={**params, **({"cursor": cursor} if cursor else {})},
                headers=headers,
            )
        ).json()
        found += page["data"]
        cursor = page["next_cursor"]
        if not page["has_more"]:
            return found, cursor


async def test_the_feed_rebuilds_exactly_what_webhooks_carried(
    client, platform, receiver, subscribe, tell, courier
) -> None:
    await subscribe(receiver.url)
    for _ in range(5):
        await tell()
    await courier.deliver_due()

    found, _ = await everything(client, platform, limit=2)

    assert len(found) == 5
    carried = {got.verified_payload()["id"]: got.verified_payload() for got in receiver.got}
    assert {event["id"]: event for event in found} == carried


async def test_what_commits_late_is_not_skipped(client, platform, begin, executor, tenant, tell) -> None:
    """A cursor over ids or sequences would lose the slow one; here the fast one waits its turn."""
    slow, fast = an_escalated_dispute(tenant=tenant), an_escalated_dispute(tenant=tenant)
    held, go = asyncio.Event(), asyncio.Event()

    async def commit_late() -> None:
        async with begin(tenant) as tx:
            await executor.execute(tx, PublishEvent(slow))
            held.set()
            await go.wait()

    late = asyncio.create_task(commit_late())
    await held.wait()
    waiting = asyncio.create_task(tell(fast))
    await asyncio.sleep(0.05)
    before, cursor = await everything(client, platform)
    go.set()
    await asyncio.gather(late, waiting)
    after, _ = await everything(client, platform)

    assert (before, cursor) == ([], None)
    assert [event["id"] for event in after] == [format_id("evt", slow.id), format_id("evt", fast.id)]


async def test_the_last_cursor_is_good_for_asking_later(client, platform, tell) -> None:
    await tell()
    _, cursor = await everything(client, platform)

    nothing = (await client.get("/v1/events", params={"cursor": cursor}, headers=platform)).json()
    fact = await tell()
    more = (await client.get("/v1/events", params={"cursor": nothing["next_cursor"]}, headers=platform)).json()

    assert (nothing["data"], nothing["has_more"]) == ([], False)
    assert [event["id"] for event in more["data"]] == [format_id("evt", fact.id)]


async def test_parallel_events_get_places_without_gaps(begin, tenant, tell, database) -> None:
    await asyncio.gather(*(tell() for _ in range(12)))

    async with begin(tenant) as tx:
        places = (await tx.execute(text("SELECT position FROM notifications.events ORDER BY 1"))).scalars().all()

    assert places == list(range(1, 13))


def eur(amount: int) -> MoneyRef:
    return MoneyRef(amount=amount, currency="EUR")


async def test_it_can_be_narrowed_to_types_and_to_a_subject(client, platform, tenant, tell) -> None:
    dispute = await tell()
    escrow = EscrowCreated(
        tenant=tenant, subject=dispute.escrow, sequence=1, version=1, occurred_at=dispute.occurred_at,
        actor=ActorRef(role="platform", id="p"), cause="request", buyer="b", seller="s", currency="EUR",
        state="awaiting_funds", policy="p@1", price=eur(100), held=eur(0), frozen=eur(0),
        released=eur(0), refunded=eur(0), fee_held=eur(0),
        fee_terms=FeeRef(basis_points=0, fixed=eur(0), paid_by="seller"),
    )  # fmt: skip
    await tell(escrow)

    by_type, _ = await everything(client, platform, type="escrow.*")
    by_subject, _ = await everything(client, platform, subject=format_id("dsp", dispute.subject))

    assert [event["type"] for event in by_type] == ["escrow.created"]
    assert [event["type"] for event in by_subject] == ["dispute.escalated"]


@pytest.mark.parametrize(
    ("params", "status", "code"),
    [
        ({"cursor": "x"}, 400, "bad_cursor"),
        ({"limit": 0}, 422, "validation_failed"),
        ({"limit": 1001}, 422, "validation_failed"),
        ({"types": "dispute.*"}, 422, "validation_failed"),
        ({"type": "imagined.*"}, 422, "event_type_unknown"),
        ({"subject": "someone"}, 422, "validation_failed"),
    ],
)
async def test_a_list_refuses_what_it_does_not_understand(client, platform, params, status, code) -> None:
    answer = await client.get("/v1/events", params=params, headers=platform)

    assert (answer.status_code, answer.json()["code"]) == (status, code)


async def test_another_platform_sees_nothing_of_it(client, platform, keys, tell) -> None:
    fact = await tell()
    await tell()
    mine = (await client.get("/v1/events", params={"limit": 1}, headers=platform)).json()
    stranger = {"Authorization": f"Bearer {keys.token(tenant=uuid4(), role='platform')}"}

    theirs = await client.get("/v1/events", headers=stranger)
    one = await client.get(f"/v1/events/{format_id('evt', fact.id)}", headers=stranger)
    borrowed = await client.get("/v1/events", params={"cursor": mine["next_cursor"]}, headers=stranger)

    assert theirs.json()["data"] == []
    assert (one.status_code, one.json()["code"]) == (404, "not_found")
    assert borrowed.status_code == 400


async def test_operators_read_events_and_parties_do_not(client, keys, tenant, tell) -> None:
    fact = await tell()
    where = f"/v1/events/{format_id('evt', fact.id)}"

    answers = {
        role: (
            await client.get(
                where,
                headers={"Authorization": f"Bearer {keys.token(tenant=tenant, role=role, scope='read')}"},
            )
        ).status_code
        for role in ("operator", "platform", "buyer", "seller")
    }

    assert answers == {"operator": 200, "platform": 200, "buyer": 403, "seller": 403}


@pytest.mark.parametrize("path", ["/v1/events", f"/v1/events/{format_id('evt', UUID(int=1))}"])
async def test_dor_w3_a_party_reads_where_its_own_events_are(client, keys, tenant, path) -> None:
    bearer = {"Authorization": f"Bearer {keys.token(tenant=tenant, role='buyer', sub='buyer-1')}"}

    refused = (await client.get(path, headers=bearer)).json()

    assert refused["detail"].startswith(
        "This takes a token of the role platform or operator; yours has the role buyer."
    )
    assert "GET /v1/events/stream" in refused["detail"]
