from __future__ import annotations

import re
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import UUID

import httpx
import pytest
from asgi_lifespan import LifespanManager
from fastapi import FastAPI
from sqlalchemy import Engine, text
from sqlalchemy.event import listen, remove
from sqlalchemy.ext.asyncio import create_async_engine

from common.contracts.disputes import DisputeClosed, DisputeDecided, DisputeOpened, EvidenceAsked, SettlementOrdered
from common.contracts.envelope import ActorRef, Event, MoneyRef
from common.contracts.escrow import EscrowFrozen, PlatformOpened
from common.internal.service_peers import ServicePeers
from common.kernel.ids import format_id, new_id
from common.messaging.bus import InMemoryBus, Message
from common.persistence.database import Database as Pool
from common.persistence.transaction import Transactions
from common.web.guarded_answer import LingeringClose
from deploy.proof.testing.databases import Database
from deploy.proof.testing.tokens import Keys
from evidence.app import create_app
from evidence.settings import Settings
from evidence.storage.key_wrapping import KeyWrapper
from evidence.testing import DUE, NOON
from evidence.transaction import EvidenceTransaction, begin_transactions

KNOWN_TO_ESCROW = {("buyer", "buyer-of-deals"), ("buyer", "..")}


def _record(request: httpx.Request) -> httpx.Response:
    """What the other services know of the case; escrow knows buyers whose deals nobody disputed."""
    if request.url.path == "/internal/participants":
        asked = (request.url.params["role"], request.url.params["participant"])
        if asked == ("buyer", "buyer-away") or request.url.host == "away":
            return httpx.Response(503)
        return httpx.Response(200, json={"is_known": asked in KNOWN_TO_ESCROW})
    if request.url.path.startswith("/internal/participants"):
        return httpx.Response(404)
    known = {"case": {"state": "closed"}, "timeline": [{"seq": 1}], "messages": [{"text": "Grüße"}]}
    return httpx.Response(200, json=known if request.url.host == "disputes" else {"of": request.url.host})


RECORDS = httpx.MockTransport(_record)
SECRET = "s" * 40
Rows = Callable[..., Awaitable[list[Any]]]


INFRASTRUCTURE = "outbox|inbox|deadlines|idempotency|clocks|log_|forget"
OWN_TABLES = re.compile(rf"(?:FROM|JOIN|UPDATE|INTO) evidence\.(?!{INFRASTRUCTURE})")
EVERYBODYS = re.compile(
    r"^\s*SELECT (?:(?:evidence\.)?(?:\w+\.)?tenant_id, |evidence\.(?:files\.path|uploads\.received))"
)
"""What workers look for, whoever's it is: each is then done under its own platform."""
NAMES_TENANT = re.compile(
    r"\btenant_id = (?:\$\d|evidence\.|%|asked\.|heard\.)"
    r"|\(t\.tenant_id, t\.id\) IN|WHERE false|ON CONFLICT \(tenant_id"
    r"|INSERT INTO (?!.*ON CONFLICT.*DO UPDATE)",
    re.DOTALL,
)


@pytest.fixture(autouse=True)
def every_statement_names_its_tenant() -> Iterator[None]:
    """Whatever a test makes the service do: row security is the second fence, not the first."""
    nameless: set[str] = set()

    def look(connection: Any, cursor: object, statement: str, *given: object) -> None:
        if connection.engine.url.username != "svc_evidence":
            return  # a test looks at what is stored
        is_asked = "$1" in statement and OWN_TABLES.search(statement) and not EVERYBODYS.match(statement)
        if is_asked and not NAMES_TENANT.search(statement):
            nameless.add(statement)

    listen(Engine, "before_cursor_execute", look)
    yield
    remove(Engine, "before_cursor_execute", look)
    assert not nameless, nameless


@pytest.fixture
def no_lingering(monkeypatch: pytest.MonkeyPatch) -> None:
    """After an answer the rest of a request is let go by unread (DOR-W6): left out, to see what was read for it."""

    async def close_at_once(self: LingeringClose) -> None:
        pass

    monkeypatch.setattr(LingeringClose, "_discard_rest", close_at_once)


@pytest.fixture
def records() -> httpx.MockTransport:
    return RECORDS


class Clock:
    """A present the test can move."""

    def __init__(self) -> None:
        self.time = NOON

    def __call__(self) -> datetime:
        return self.time


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
async def begin(database: Database, clock: Clock) -> AsyncIterator[Transactions[EvidenceTransaction]]:
    pool = Pool(database.url("evidence"))
    yield begin_transactions(pool, KeyWrapper(SECRET), clock)
    await pool.close()


@pytest.fixture
async def rows(database: Database) -> AsyncIterator[Rows]:
    """What the superuser sees, whom row security does not concern."""
    engine = create_async_engine(database.admin_url)

    async def rows(query: str, **values: object) -> list[Any]:
        async with engine.begin() as connection:
            found = await connection.execute(text(query), values)
            return list(found.all()) if found.returns_rows else []

    yield rows
    await engine.dispose()


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """Where the files of the service under test are."""
    return tmp_path / "evidence"


@pytest.fixture
def serving(
    database: Database, keys: Keys, home: Path, clock: Clock
) -> Callable[..., AbstractAsyncContextManager[FastAPI]]:
    @asynccontextmanager
    async def serving(asks: ServicePeers | None = None, **differently: Any) -> AsyncIterator[FastAPI]:
        settings = Settings(
            env="test",
            jwks=str(keys.jwks_path),
            require_durable_database=False,
            database_url=database.url("evidence"),
            bus_url="memory://",
            workers=False,
            peers={name: f"http://{name}" for name in ("escrow", "disputes", "mediation")},
            **{"storage": home.as_uri(), "secret": SECRET, **differently},
        )
        records = httpx.AsyncClient(transport=RECORDS)
        app = create_app(settings, bus=InMemoryBus(), clock=clock, peers=asks, records=records)
        async with LifespanManager(app, startup_timeout=30, shutdown_timeout=30):
            yield app

    return serving


@pytest.fixture
async def app(serving: Callable[..., AbstractAsyncContextManager[FastAPI]]) -> AsyncIterator[FastAPI]:
    async with serving() as app:
        yield app


@pytest.fixture
async def anyone(app: FastAPI) -> AsyncIterator[httpx.AsyncClient]:
    """A client without a token."""
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://test") as client:
        yield client


class World:
    """One dispute of one platform, what others tell about it, and the people of it."""

    def __init__(self, app: FastAPI, client: httpx.AsyncClient, keys: Keys) -> None:
        self.app, self.client, self._keys = app, client, keys
        self.tenant, self.dispute, self.escrow = new_id(), new_id(), new_id()
        self._told = 0

    @property
    def dsp(self) -> str:
        return format_id("dsp", self.dispute)

    def token(self, role: str = "seller", sub: str | None = None, **claims: Any) -> dict[str, str]:
        scope = "decide" if role == "operator" else ""
        given = {"tenant": self.tenant, "role": role, "sub": sub or f"{role}-1", "scope": scope, **claims}
        return {"Authorization": f"Bearer {self._keys.token(**given)}"}

    async def tell(self, event: type[Event], *, number: int | None = None, **parts: Any) -> None:
        """Hand a fact to the service, as the bus would. `number`: of one that comes out of its turn."""
        self._told = number or self._told + 1
        fact = event(
            tenant=self.tenant, subject=self.dispute, sequence=self._told, version=self._told,
            actor=ActorRef(role="system", id="parley"), cause="test", escrow=self.escrow,
            **{"occurred_at": NOON, **parts},
        )  # fmt: skip
        message = Message(fact.id, fact.topic, fact.model_dump_json().encode())
        await self.app.state.service.consumer.consume_message(message)

    async def opened(self) -> None:
        await self.tell(
            DisputeOpened, buyer="buyer-1", seller="seller-1", claimant="buyer", reason="item_not_received",
            amount=MoneyRef(amount=8000, currency="EUR"), edition="agreement_first-2026-11", stage="agreement",
        )  # fmt: skip

    async def asked(
        self,
        party: str = "seller",
        kinds: tuple[str, ...] = ("shipment_record",),
        due_at: datetime = DUE,
        **differently: Any,
    ) -> UUID:
        request = new_id()
        await self.tell(
            EvidenceAsked, request=request, buyer="buyer-1", seller="seller-1", party=party, kinds=kinds,
            level="required", due_at=due_at, anchor_at=NOON, **differently,
        )  # fmt: skip
        return request

    async def ordered(self, contest_until: datetime | None = None) -> None:
        nothing = MoneyRef(amount=0, currency="EUR")
        await self.tell(
            SettlementOrdered, instruction=new_id(), to_buyer=nothing, to_seller=nothing, basis="agreement",
            contest_until=contest_until,
        )  # fmt: skip

    async def decided(self, instance: int = 1) -> None:
        money = MoneyRef(amount=4000, currency="EUR")
        await self.tell(
            DisputeDecided, instance=instance, ruling="refund_partial", to_buyer=money, to_seller=money,
            responsible="seller", reason_code="item_damaged",
        )  # fmt: skip

    async def named(self, marketplace: str, title: str) -> None:
        """Escrow tells of the platform, and of the deal that it is frozen."""
        about = {"tenant": self.tenant, "occurred_at": NOON, "actor": ActorRef(role="admin", id="admin")}
        money, nothing = MoneyRef(amount=8000, currency="EUR"), MoneyRef(amount=0, currency="EUR")
        platform = PlatformOpened.model_validate(
            {**about, "subject": self.tenant, "sequence": 1, "version": 1, "cause": "request",
             "default_policy": "agreement_first", "name": marketplace}
        )  # fmt: skip
        frozen = EscrowFrozen.model_validate(
            {**about, "subject": self.escrow, "sequence": 5, "version": 5, "cause": "dispute", "buyer": "buyer-1",
             "seller": "seller-1", "currency": "EUR", "state": "delivered", "policy": "live_video-2026-12",
             "price": money, "held": money, "frozen": money, "released": nothing, "refunded": nothing,
             "fee_terms": {"basis_points": 0, "fixed": nothing, "paid_by": "seller"}, "fee_held": nothing,
             "title": title, "dispute": self.dispute, "amount": money}
        )  # fmt: skip
        for event in (platform, frozen):
            message = Message(event.id, event.topic, event.model_dump_json().encode())
            await self.app.state.service.consumer.consume_message(message)

    async def closed(self) -> None:
        await self.tell(DisputeClosed, outcome="withdrawn")

    async def upload(
        self, content: Any, by: str = "buyer", headers: dict[str, str] | None = None, **query: str
    ) -> httpx.Response:
        about = {"dispute": self.dsp, "kind": "photo", **query}
        given = {**self.token(by), **(headers or {})}
        return await self.client.post("/v1/evidence/uploads", params=about, content=content, headers=given)

    async def submit(self, by: str = "seller", **differently: Any) -> httpx.Response:
        record = {"kind": "shipment_record", "carrier": "DHL", "tracking_number": "JD014600003RU"}
        body = {"dispute": self.dsp, **record, **differently}
        return await self.client.post("/v1/evidence/items", json=body, headers=self.token(by))

    async def get(self, path: str, by: str = "seller", **more: Any) -> httpx.Response:
        return await self.client.get(f"/v1/evidence{path}", headers=self.token(by), **more)

    async def invalidate(self, item: str, by: str = "operator") -> httpx.Response:
        body = {"reason_code": "tracking_number_unknown", "reason": "The carrier does not know it."}
        return await self.client.post(f"/v1/evidence/items/{item}/invalidate", json=body, headers=self.token(by))

    async def state(self, request: UUID) -> str:
        return str((await self.get(f"/requests/{format_id('req', request)}")).json()["state"])


@pytest.fixture
def unknown(app: FastAPI, anyone: httpx.AsyncClient, keys: Keys) -> World:
    """A dispute of which nothing has been heard."""
    return World(app, anyone, keys)


@pytest.fixture
async def world(unknown: World) -> World:
    """A dispute that has been opened."""
    await unknown.opened()
    return unknown


@pytest.fixture
def topics(rows: Rows) -> Callable[[], Awaitable[list[str]]]:
    async def topics() -> list[str]:
        return [row.topic for row in await rows("SELECT topic FROM evidence.outbox ORDER BY position")]

    return topics
