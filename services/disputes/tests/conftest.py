from __future__ import annotations

from collections.abc import AsyncIterator

import httpx
import pytest
from asgi_lifespan import LifespanManager

from common.bus import InMemoryBus, Message
from common.db import Database
from common.ids import new_id, spell
from common.store import Transactions
from disputes.app import create_app, publish_editions
from disputes.settings import Settings
from disputes.store import DisputeTx
from disputes.testing import NOON, POLICIES, POLICY, TENANT


class Clock:
    """A present the test can move."""

    def __init__(self) -> None:
        self.time = NOON

    def __call__(self):
        return self.time


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
async def begin(database, clock) -> AsyncIterator[Transactions[DisputeTx]]:
    opened = Database(database.url("disputes"), pool_size=2)
    begin = Transactions(opened, DisputeTx, clock)
    await publish_editions(begin, POLICIES, POLICY.edition)
    yield begin
    await opened.close()


@pytest.fixture
async def app(database, keys, clock, begin):
    settings = Settings(
        env="test",
        database_url=database.url("disputes"),
        bus_url="memory://",
        jwks=str(keys.jwks_path),
        secret="a secret for cursors in tests",
        workers=False,
        require_durable_database=False,
    )
    app = create_app(settings, bus=InMemoryBus(), clock=clock)
    async with LifespanManager(app):
        yield app


class Api:
    """The service as callers of several roles use it, and its inbox as others fill it."""

    def __init__(self, app, http: httpx.AsyncClient, keys) -> None:
        self.app, self.http, self.keys = app, http, keys

    def headers(self, who: str, **claims) -> dict[str, str]:
        role = who.partition("-")[0]
        given = {"tenant": TENANT, "sub": who, "role": role if role != "stranger" else "buyer", **claims}
        return {"Authorization": f"Bearer {self.keys.token(**given)}", "Idempotency-Key": str(new_id())}

    async def post(
        self, who: str, path: str, body=None, *, root="/v1/disputes", scope="decide", headers=None, **claims
    ):
        given = self.headers(who, scope=scope, **claims) | (headers or {})
        return await self.http.post(f"{root}{path}", json=body, headers=given)

    async def get(self, who: str, path: str = "", root: str = "/v1/disputes", **claims):
        return await self.http.get(f"{root}{path}", headers=self.headers(who, scope="read", **claims))

    async def put(self, who: str, path: str, body, *, headers=None, scope="lead", **claims):
        given = self.headers(who, scope=scope, **claims) | (headers or {})
        return await self.http.put(f"/v1{path}", json=body, headers=given)

    async def delete(self, who: str, path: str, *, scope="lead", **claims):
        return await self.http.delete(f"/v1{path}", headers=self.headers(who, scope=scope, **claims))

    async def tell(self, *facts) -> None:
        for fact in facts:
            message = Message(fact.id, fact.topic, fact.model_dump_json().encode())
            await self.app.state.service.reader.receive(message)

    async def sweep(self) -> int:
        return await self.app.state.service.sweeper.sweep()


@pytest.fixture
async def api(app, keys) -> AsyncIterator[Api]:
    transport = httpx.ASGITransport(app)
    async with httpx.AsyncClient(transport=transport, base_url="http://test") as http:
        yield Api(app, http, keys)


def opening(escrow, **differently) -> dict:
    given = {
        "escrow": spell("esc", escrow),
        "reason": "item_not_received",
        "claimed": {"amount": 8000, "currency": "EUR"},
        "options": [{"kind": "refund_full"}, {"kind": "refund_partial", "basis_points": 5000}],
        "explanation": "It has not arrived.",
    }
    return given | differently


@pytest.fixture
def body():
    return opening
