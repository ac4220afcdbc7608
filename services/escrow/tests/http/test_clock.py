"""The test clock, over real time and the real database: no clock is injected here."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

import httpx
import pytest
from asgi_lifespan import LifespanManager
from fastapi import FastAPI

from common.messaging.bus import InMemoryBus
from common.settings import Environment
from escrow.app import create_app


class Wire(httpx.AsyncBaseTransport):
    """Leads back into the service itself, which is the only one here."""

    app: FastAPI

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        return await httpx.ASGITransport(self.app).handle_async_request(request)


@pytest.fixture
async def app(settings) -> AsyncIterator[FastAPI]:
    """With its workers: the relay must empty the outbox, or the clock waits for ever."""
    wire = Wire()
    secret = {"X-Internal-Secret": settings.internal_secret.get_secret_value()}
    peers = httpx.AsyncClient(transport=wire, headers=secret)
    mine = settings.model_copy(update={"workers": True, "peers": {"escrow": "http://escrow"}})
    wire.app = create_app(mine, bus=InMemoryBus(), test_clock_client=peers)
    async with LifespanManager(wire.app):
        yield wire.app


async def test_weeks_pass_in_order_and_at_once(market) -> None:
    unshipped = await market.funded()
    soon = await market.escrow(windows={"funding_expiry": "5 days"})
    before = (await market.platform.get("/v1/test-clock")).json()["now"]

    advanced = await market.platform.post("/v1/test-clock/advance", {"by": "30 days"})

    steps = advanced.json()["steps"]
    refunded, expired = await market.read(unshipped), await market.read(soon)
    assert advanced.status_code == 200, advanced.text
    assert [step["service"] for step in steps] == ["escrow", "escrow"]
    assert [step["at"] for step in steps] == [soon["fund_by"], unshipped["ship_by"]]
    assert (refunded["status"], expired["status"]) == ("refunded", "expired")
    assert soon["fund_by"][:19] <= expired["closed_at"][:19] < refunded["closed_at"] < advanced.json()["now"]
    assert before < expired["closed_at"]


async def test_the_clock_of_one_platform_is_not_the_clock_of_another(market, open_market) -> None:
    other = await open_market("Another")
    escrow = await other.escrow()

    await market.platform.post("/v1/test-clock/advance", {"by": "60 days"})

    assert (await other.read(escrow))["status"] == "awaiting_funds"
    assert (await other.platform.get("/v1/test-clock")).json()["now"] < escrow["fund_by"]


async def test_the_clock_never_goes_back(market) -> None:
    back = await market.platform.post("/v1/test-clock/advance", {"to": "2026-01-01T00:00:00Z"})
    neither = await market.platform.post("/v1/test-clock/advance", {})

    assert (back.status_code, back.json()["code"]) == (422, "clock_behind")
    assert neither.status_code == 422


async def test_two_at_once_both_arrive(market) -> None:
    body = {"by": "1 hour"}

    answers = await asyncio.gather(*(market.platform.post("/v1/test-clock/advance", body) for _ in range(2)))

    assert [answer.status_code for answer in answers] == [200, 200]


async def test_production_has_no_test_clock(settings, market) -> None:
    production = settings.model_copy(update={"env": Environment.PRODUCTION, "internal_secret": None, "workers": False})
    app = create_app(production, bus=InMemoryBus())
    headers = {"Authorization": f"Bearer {market.platform.token}"}

    async with (
        LifespanManager(app),
        httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://test") as client,
    ):
        for path in ("/v1/test-clock/advance", "/internal/test-clock"):
            assert (await client.post(path, json={"by": "1 day"}, headers=headers)).status_code == 404
