"""K16: a suspended or closed participant starts no new deal; what is under way goes on."""

from __future__ import annotations

from datetime import timedelta
from itertools import permutations

import pytest

BODY = {
    "buyer": "anna",
    "seller": "shop",
    "amount": {"amount": 100, "currency": "EUR"},
    "agreement": {"title": "A lamp"},
}


async def make(market, **differently):
    return await market.platform.post("/v1/escrows", {**BODY, **differently})


@pytest.mark.parametrize(("who", "party"), [("anna", "buyer"), ("shop", "seller")])
@pytest.mark.parametrize(("status", "code"), [("suspended", "participant_suspended"), ("closed", "participant_closed")])
async def test_k16_whoever_is_suspended_or_closed_starts_no_new_deal(market, rows, who, party, status, code) -> None:
    await market.stands(who, status)

    response = await make(market)

    assert (response.status_code, response.json()["code"], response.json()["party"]) == (403, code, party)
    assert await rows("SELECT 1 FROM escrow.escrows") == []
    assert (await make(market, buyer="bert", seller="other")).status_code == 201


async def test_k16_a_suspension_ends_by_itself_at_the_very_instant_in_the_platforms_time(market) -> None:
    until = market.clock() + timedelta(days=7)
    await market.stands("shop", "suspended", until=until)

    market.clock.time = until - timedelta(microseconds=1)
    before = await make(market)
    market.clock.time = until
    after = await make(market)

    assert (before.status_code, before.json()["until"]) == (403, until.isoformat().replace("+00:00", "Z"))
    assert after.status_code == 201


async def test_k16_deals_under_way_go_on(market) -> None:
    escrow = await market.funded(10_000)
    await market.stands("shop", "closed")
    home = f"/v1/escrows/{escrow['id']}"

    shipped = await (await market.seller()).post(f"{home}/ship", {"carrier": "DHL", "tracking_number": "123456"})
    accepted = await (await market.buyer()).post(f"{home}/accept")

    assert (shipped.status_code, accepted.status_code) == (200, 200)


@pytest.mark.parametrize("order", list(permutations([1, 2, 3])))
async def test_the_newest_word_on_a_standing_counts_in_whatever_order_it_comes(market, order) -> None:
    words = {1: "suspended", 2: "closed", 3: "active"}
    for version in order:
        await market.stands("shop", words[version], version=version)

    assert (await make(market)).status_code == 201


async def test_a_standing_is_with_one_platform_only(market, open_market) -> None:
    other = await open_market("Somewhere else")
    await other.stands("shop", "closed")

    assert (await make(market)).status_code == 201
    assert (await make(other)).status_code == 403
