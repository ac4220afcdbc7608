"""PRM-5: what was received in time is posted and told as received, and when it was carried out stands beside it."""

from __future__ import annotations

from datetime import datetime

import pytest

from deploy.proof.testing.late_turns import wait_for_turn

TOLD = (
    "SELECT convert_from(body, 'UTF8')::jsonb ->> 'occurred_at', convert_from(body, 'UTF8')::jsonb ->> 'recorded_at'"
    " FROM escrow.outbox WHERE topic = '{}'"
)
PARCEL = {"carrier": "DHL", "tracking_number": "00340434"}


def at(instant: str) -> datetime:
    return datetime.fromisoformat(instant)


async def unpaid(market):
    return await market.escrow(10_000)


async def funded(market):
    return await market.funded(10_000)


async def delivered(market):
    escrow = await market.funded(10_000)
    return (await market.platform.post(f"/v1/escrows/{escrow['id']}/deliver")).json()


async def fund(market, home):
    body = {"amount": {"amount": 10_000, "currency": "EUR"}, "provider_reference": "pay-9"}
    return await market.platform.post(f"{home}/fund", body)


async def ship(market, home):
    return await market.platform.post(f"{home}/ship", PARCEL)


async def accept(market, home):
    return await (await market.buyer()).post(f"{home}/accept")


async def refund(market, home):
    return await market.platform.post(f"{home}/refund")


@pytest.mark.parametrize(
    ("begin", "act", "topic", "posts"),
    [
        (unpaid, fund, "escrow.funded.v1", True),
        (funded, ship, "escrow.shipped.v1", False),
        (funded, refund, "escrow.closed.v1", True),
        (delivered, accept, "escrow.closed.v1", True),
    ],
)
async def test_prm_5_an_act_in_time_is_posted_and_told_as_received(market, rows, begin, act, topic, posts) -> None:
    escrow = await begin(market)
    home = f"/v1/escrows/{escrow['id']}"

    with wait_for_turn(market.clock, at(escrow["next_automatic_action"]["at"])) as (received_at, decided_at):
        answer = await act(market, home)

    assert answer.status_code == 200, answer.text
    [told] = await rows(TOLD.format(topic))
    assert tuple(map(at, told)) == (received_at, decided_at)
    statement = (await market.platform.get(f"{home}/postings")).json()["data"]
    moved = [(at(posting["created_at"]), at(posting["recorded_at"])) for posting in statement]
    assert ((received_at, decided_at) in moved) is posts
    entries = await rows("SELECT max(created_at) FROM escrow.ledger_entries")
    assert (entries == [(received_at,)]) is posts


async def test_prm_10_a_late_partial_payment_told_again_is_answered_as_at_first(market) -> None:
    escrow = await unpaid(market)
    home = f"/v1/escrows/{escrow['id']}"
    part = {"amount": {"amount": 4_000, "currency": "EUR"}, "provider_reference": "pay-4"}

    with wait_for_turn(market.clock, at(escrow["next_automatic_action"]["at"])):
        first = await market.platform.post(f"{home}/fund", part)
    again = await market.platform.post(f"{home}/fund", part)

    assert (first.status_code, again.status_code) == (200, 200), first.text
    assert again.json() == first.json()
