"""WAL-A8: every secret of escrow is replaced by another while the service goes on, and the old one ends with it."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import httpx
import pytest
from asgi_lifespan import LifespanManager
from pydantic import SecretStr

from common.messaging.bus import InMemoryBus
from escrow.app import _test_clock_client, create_app

OLD = {"secret": "o" * 40, "admin_secret": "a" * 40, "records_secret": "r" * 40, "exchange_secret": "e" * 40}
NEW = {name: value.upper() for name, value in OLD.items()}
PHASES = {
    "added behind it": lambda name: f"{OLD[name]},{NEW[name]}",
    "turned round": lambda name: f"{NEW[name]},{OLD[name]}",
    "dropped": lambda name: NEW[name],
}


@pytest.fixture
def settings(settings):
    return settings.model_copy(update={name: SecretStr(value) for name, value in OLD.items()})


@pytest.fixture
async def admin(client):
    from services.escrow.tests.conftest import Caller, token_of

    return Caller(client, await token_of(client, "admin", OLD["admin_secret"]))


@asynccontextmanager
async def restarted(settings, clock, phase: str) -> AsyncIterator[httpx.AsyncClient]:
    spelled = {name: SecretStr(PHASES[phase](name)) for name in OLD}
    app = create_app(settings.model_copy(update=spelled), bus=InMemoryBus(), clock=clock)
    async with (
        LifespanManager(app, startup_timeout=30, shutdown_timeout=30),
        httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://test") as client,
    ):
        yield client


async def opened_by(client: httpx.AsyncClient, made: dict[str, Any], token: str, platform: str) -> dict[str, int]:
    """Try what was made, and each secret that is shown to a door."""
    bearer = {"Authorization": f"Bearer {token}"}
    tried = {
        "cursor": await client.get("/v1/escrows", params={"limit": 1, "cursor": made["cursor"]}, headers=bearer),
        "link": await client.post("/v1/page-sessions", json={"link": made["link"]}),
        "session": await client.post("/v1/page-sessions/renew", json={"session": made["session"]}),
    }
    form = {"grant_type": "client_credentials"}
    for age, secrets in (("old", OLD), ("new", NEW)):
        tried[f"admin {age}"] = await client.post("/oauth/token", data=form, auth=("admin", secrets["admin_secret"]))
        records = {"X-Internal-Secret": secrets["records_secret"]}
        exchange = {"X-Internal-Secret": secrets["exchange_secret"]}
        about, body = {"tenant": platform}, {"topics": [], "since": "2026-01-01T00:00:00Z"}
        home = f"/internal/records/{made['escrow']}"
        tried[f"records {age}"] = await client.get(home, params=about, headers=records)
        tried[f"exchange {age}"] = await client.post("/internal/events/published", json=body, headers=exchange)
    return {what: answer.status_code for what, answer in tried.items()}


async def make_all(client: httpx.AsyncClient, token: str) -> dict[str, Any]:
    bearer = {"Authorization": f"Bearer {token}"}
    page = (await client.get("/v1/escrows", params={"limit": 1}, headers=bearer)).json()
    link = await client.post("/v1/page-links", json={"role": "buyer", "participant": "anna"}, headers=bearer)
    secret = link.json()["url"].partition("#")[2]
    session = await client.post("/v1/page-sessions", json={"link": secret})
    from common.kernel.ids import parse_id

    escrow = parse_id("esc", page["data"][0]["id"])
    return {"cursor": page["next_cursor"], "link": secret, "session": session.json()["session"], "escrow": escrow}


async def test_wal_a8_every_secret_is_replaced_while_the_service_goes_on(market, settings, clock) -> None:
    for _ in range(2):
        await market.escrow()
    token, platform = market.platform.token, str(market.tenant)
    before = await make_all(market.client, token)

    seen, made = {}, {}
    for phase in PHASES:
        async with restarted(settings, clock, phase) as client:
            seen[phase] = await opened_by(client, before, token, platform)
            made[phase] = await make_all(client, token)
    async with restarted(settings, clock, "dropped") as client:
        after = await opened_by(client, made["turned round"], token, platform)

    for phase in ("added behind it", "turned round"):
        assert set(seen[phase].values()) == {200}, (phase, seen[phase])
    refused = {what: status for what, status in seen["dropped"].items() if status != 200}
    assert refused == {
        "cursor": 400, "link": 403, "session": 403, "admin old": 401, "records old": 403, "exchange old": 403,
    }  # fmt: skip
    assert {what: status for what, status in after.items() if "old" not in what} == {
        "cursor": 200, "link": 200, "session": 200, "admin new": 200, "records new": 200, "exchange new": 200,
    }  # fmt: skip


def test_wal_a8_the_test_clock_shows_the_newest_of_several_secrets(settings) -> None:
    client = _test_clock_client(settings.model_copy(update={"internal_secret": SecretStr("new, old")}))

    assert client.headers["X-Internal-Secret"] == "new"
