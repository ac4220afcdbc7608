"""SEC-18, SEC-20: a service under the limits of production, and the same for a client's secrets."""

from __future__ import annotations

import asyncio

import httpx
import pytest

from common.web.rate_limits import Quota, RateLimits
from escrow.settings import Settings


@pytest.fixture
def settings(settings: Settings) -> Settings:
    narrow = RateLimits(caller=Quota(3, 3))
    return settings.model_copy(update={"limits_times": 1, "limits": narrow, "token_limit": Quota(3, 60)})


async def ask(app, client_id: str, secret: str, *, address: str = "192.0.2.1") -> httpx.Response:
    form = {"grant_type": "client_credentials", "client_id": client_id, "client_secret": secret}
    transport = httpx.ASGITransport(app, client=(address, 1))
    async with httpx.AsyncClient(transport=transport, base_url="http://test") as client:
        return await client.post("/oauth/token", data=form)


async def test_sec_18_the_eleventh_wrong_secret_of_a_minute_is_refused_unheard(app, market) -> None:
    wrong = [await ask(app, market.opened["client_id"], "wrong") for _ in range(11)]
    unheard = await ask(app, market.opened["client_id"], market.opened["client_secret"])

    assert [answer.status_code for answer in wrong] == [401] * 10 + [429]
    assert (wrong[-1].headers["content-type"], wrong[-1].json()["code"]) == (
        "application/problem+json",
        "rate_limited",
    )
    assert wrong[-1].json()["violated_policies"] == ["secrets"]
    assert (unheard.status_code, wrong[-1].headers["ratelimit-policy"]) == (429, '"secrets";q=10;w=60')
    assert 1 <= int(unheard.headers["retry-after"]) <= 6


async def test_sec_18_guesses_of_others_do_not_lock_out_the_owner_at_home(app, market) -> None:
    """The market's own token was asked for from 127.0.0.1."""
    for n in range(15):
        await ask(app, market.opened["client_id"], "wrong", address=f"198.51.100.{n}")
    elsewhere = await ask(app, market.opened["client_id"], market.opened["client_secret"], address="203.0.113.9")
    at_home = await ask(app, market.opened["client_id"], market.opened["client_secret"], address="127.0.0.1")

    assert (elsewhere.status_code, at_home.status_code) == (429, 200)


async def test_a_platform_mints_only_so_many_tokens(market) -> None:
    anna = {"role": "buyer", "participant": "anna"}
    minted = [await market.platform.post("/v1/participant-tokens", anna) for _ in range(4)]

    assert [answer.status_code for answer in minted] == [200, 200, 200, 429]
    assert minted[-1].json()["violated_policies"] == ["tokens"]
    assert (await market.platform.get("/v1/escrows")).status_code == 200


async def test_what_was_limited_has_changed_nothing_and_its_key_is_free(market, rows) -> None:
    made = await market.funded()
    anna = await market.buyer()
    act = f"/v1/escrows/{made['id']}/accept"
    before = await rows("SELECT count(*) FROM escrow.idempotency UNION ALL SELECT count(*) FROM escrow.log_entries")
    for _ in range(3):
        await anna.get(f"/v1/escrows/{made['id']}")
    limited = await anna.post(act, Idempotency_Key="the same")

    assert limited.status_code == 429
    assert before == await rows(
        "SELECT count(*) FROM escrow.idempotency UNION ALL SELECT count(*) FROM escrow.log_entries"
    )
    await asyncio.sleep(int(limited.headers["retry-after"]))
    again = await anna.post(act, Idempotency_Key="the same")
    assert again.status_code != 429
    assert "idempotent-replayed" not in again.headers
