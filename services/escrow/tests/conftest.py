from __future__ import annotations

import base64
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import httpx
import pytest
from asgi_lifespan import LifespanManager
from fastapi import FastAPI
from sqlalchemy import text
from sqlalchemy.ext.asyncio import create_async_engine

from common.contracts.catalogue import events_of
from common.contracts.disputes import (
    DisputeClosed,
    EditionMadeCurrent,
    FineOrdered,
    FineReversed,
    FreezeRequested,
    PolicyPublished,
    ReductionOrdered,
    ReversalOrdered,
    SettlementOrdered,
    StandingChanged,
)
from common.contracts.envelope import ActorRef, Event, MoneyRef
from common.kernel.ids import new_id, parse_id
from common.messaging.bus import InMemoryBus, Message
from common.persistence.transaction import EVERY_PLATFORM
from common.settings import Environment
from deploy.proof.testing.databases import Database
from deploy.proof.testing.tenant_conditions import watch_statements
from deploy.proof.testing.tokens import Keys
from escrow.app import create_app
from escrow.settings import Settings
from escrow.tables import infrastructure, metadata

ADMIN_SECRET = "the administrator's secret of these tests"
EDITION = "agreement_first-2026-01"


@pytest.fixture(autouse=True)
def every_statement_asks_by_tenant():
    with watch_statements(infrastructure, metadata):
        yield


class Clock:
    """A present the test can move."""

    def __init__(self) -> None:
        self.time = datetime(2026, 3, 2, 12, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.time

    def passes(self, **by: float) -> None:
        self.time += timedelta(**by)


@dataclass
class Caller:
    """Somebody with a token, who talks to the service."""

    client: httpx.AsyncClient
    token: str

    async def put(self, path: str, body: object, **headers: str) -> httpx.Response:
        given = {name.replace("_", "-"): value for name, value in headers.items()}
        return await self.client.put(path, json=body, headers=self._headers() | given)

    async def get(self, path: str, **query: Any) -> httpx.Response:
        return await self.client.get(path, params=query, headers=self._headers())

    async def post(self, path: str, body: object = None, **headers: str) -> httpx.Response:
        """With a new Idempotency-Key, unless one is given."""
        given = {name.replace("_", "-"): value for name, value in headers.items()}
        headers = self._headers() | {"Idempotency-Key": uuid4().hex} | given
        return await self.client.post(path, json=body, headers=headers)

    def _headers(self) -> dict[str, str]:
        return {"Authorization": f"Bearer {self.token}"}


@dataclass
class Market:
    """A platform with its people, as its own backend sees it."""

    app: FastAPI
    client: httpx.AsyncClient
    clock: Clock
    opened: dict[str, Any]
    platform: Caller
    sequence: dict[UUID, int] = field(default_factory=dict)

    @property
    def tenant(self) -> UUID:
        return parse_id("plt", self.opened["id"])

    async def participant(self, role: str, participant: str, **more: Any) -> Caller:
        body = {"role": role, "participant": participant, **more}
        answer = await self.platform.post("/v1/participant-tokens", body)
        return Caller(self.client, answer.json()["access_token"])

    async def buyer(self) -> Caller:
        return await self.participant("buyer", "anna")

    async def seller(self) -> Caller:
        return await self.participant("seller", "shop")

    async def escrow(self, amount: int = 10_000, currency: str = "EUR", **differently: Any) -> dict[str, Any]:
        body = {
            "buyer": "anna",
            "seller": "shop",
            "amount": {"amount": amount, "currency": currency},
            "agreement": {"title": "A lamp"},
            **differently,
        }
        answer = await self.platform.post("/v1/escrows", body)
        assert answer.status_code == 201, answer.text
        made: dict[str, Any] = answer.json()
        return made

    async def funded(self, amount: int = 10_000, **differently: Any) -> dict[str, Any]:
        made = await self.escrow(amount, **differently)
        answer = await self.fund(made, made["funds"]["missing"]["amount"])
        assert answer.status_code == 200, answer.text
        funded: dict[str, Any] = answer.json()
        return funded

    async def fund(self, escrow: dict[str, Any], amount: int, reference: str | None = None, **headers: str) -> Any:
        currency = escrow["amount"]["currency"]
        body = {"amount": {"amount": amount, "currency": currency}, "provider_reference": reference or uuid4().hex}
        return await self.platform.post(f"/v1/escrows/{escrow['id']}/fund", body, **headers)

    async def read(self, escrow: dict[str, Any]) -> dict[str, Any]:
        answer = await self.platform.get(f"/v1/escrows/{escrow['id']}")
        found: dict[str, Any] = answer.json()
        return found

    async def sweep(self) -> int:
        fired: int = await self.app.state.service.sweeper.fire_due(grace=timedelta())
        return fired

    async def hears(self, event: Event) -> None:
        message = Message(event.id, event.topic, event.model_dump_json().encode())
        await self.app.state.service.consumer.consume_message(message)

    async def freeze(
        self, escrow: dict[str, Any], dispute: UUID, amount: int, *, received_at: datetime | None = None
    ) -> FreezeRequested:
        fact = self.freeze_request(escrow, dispute, amount, received_at=received_at)
        await self.hears(fact)
        return fact

    def freeze_request(
        self, escrow: dict[str, Any], dispute: UUID, amount: int, *, received_at: datetime | None = None
    ) -> FreezeRequested:
        return FreezeRequested(
            **self._about(dispute, escrow),
            amount=MoneyRef(amount=amount, currency="EUR"),
            reason="item_not_received",
            opened_by="buyer",
            received_at=received_at,
        )

    async def settle(
        self, escrow: dict[str, Any], dispute: UUID, buyer: int, seller: int, **differently: Any
    ) -> SettlementOrdered:
        fact = SettlementOrdered(
            **self._about(dispute, escrow) | differently,
            instruction=new_id(),
            to_buyer=MoneyRef(amount=buyer, currency="EUR"),
            to_seller=MoneyRef(amount=seller, currency="EUR"),
            basis="decision",
        )
        await self.hears(fact)
        return fact

    async def reduce(self, escrow: dict[str, Any], dispute: UUID, amount: int, left: int) -> ReductionOrdered:
        fact = ReductionOrdered(
            **self._about(dispute, escrow),
            instruction=new_id(),
            amount=MoneyRef(amount=amount, currency="EUR"),
            left=MoneyRef(amount=left, currency="EUR"),
        )
        await self.hears(fact)
        return fact

    async def reverse(
        self, escrow: dict[str, Any], dispute: UUID, reverses: UUID, buyer: int, seller: int
    ) -> ReversalOrdered:
        fact = ReversalOrdered(
            **self._about(dispute, escrow),
            instruction=new_id(),
            reverses=reverses,
            to_buyer=MoneyRef(amount=buyer, currency="EUR"),
            to_seller=MoneyRef(amount=seller, currency="EUR"),
        )
        await self.hears(fact)
        return fact

    async def fine(self, escrow: dict[str, Any], dispute: UUID, amount: int, currency: str = "EUR") -> FineOrdered:
        fact = FineOrdered(
            **self._about(dispute, escrow),
            instruction=new_id(),
            participant="shop",
            role="seller",
            act="external_payment",
            amount=MoneyRef(amount=amount, currency=currency),
        )
        await self.hears(fact)
        return fact

    async def lift(self, escrow: dict[str, Any], dispute: UUID, reverses: UUID) -> FineReversed:
        fact = FineReversed(**self._about(dispute, escrow), instruction=new_id(), reverses=reverses)
        await self.hears(fact)
        return fact

    async def stands(self, participant: str, status: str, *, version: int = 1, until: datetime | None = None) -> None:
        await self.hears(
            StandingChanged(
                tenant=self.tenant, subject=new_id(), sequence=version, version=version, occurred_at=self.clock(),
                actor=ActorRef(role="operator", id="olga"), cause="test", participant=participant, status=status,
                until=until, points=0,
            )
        )  # fmt: skip

    async def publishes(self, edition: str, *, owner: UUID | None = None, current: bool = True) -> None:
        await self.hears(
            PolicyPublished(
                tenant=owner or EVERY_PLATFORM, subject=new_id(), sequence=1, version=1, occurred_at=self.clock(),
                actor=ActorRef(role="system", id="parley"), cause="start", edition=edition,
                name=edition.rpartition("-2026")[0], hash=edition.rjust(64, "0")[-64:], current=current,
            )
        )  # fmt: skip

    async def makes_current(
        self, edition: str, *, owner: UUID | None = None, version: int = 1, follows_newest: bool = False
    ) -> None:
        await self.hears(
            EditionMadeCurrent(
                tenant=self.tenant, subject=new_id(), sequence=version, version=version, occurred_at=self.clock(),
                actor=ActorRef(role="platform", id="shop"), cause="request", edition=edition,
                name=edition.rpartition("-2026")[0], hash=edition.rjust(64, "0")[-64:], own=owner is not None,
                follows_newest=follows_newest,
            )
        )  # fmt: skip

    async def withdraw(self, escrow: dict[str, Any], dispute: UUID) -> None:
        await self.hears(DisputeClosed(**self._about(dispute, escrow), outcome="withdrawn"))

    def _about(self, dispute: UUID, escrow: dict[str, Any]) -> dict[str, Any]:
        number = self.sequence[dispute] = self.sequence.get(dispute, 0) + 1
        return {
            "tenant": self.tenant,
            "subject": dispute,
            "sequence": number,
            "version": number,
            "occurred_at": self.clock(),
            "actor": ActorRef(role="system", id="parley"),
            "cause": "test",
            "escrow": parse_id("esc", escrow["id"]),
        }


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def settings(database: Database, keys: Keys) -> Settings:
    return Settings(
        env=Environment.TEST,
        jwks=str(keys.jwks_path),
        database_url=database.url("escrow"),
        bus_url="memory://",
        secret="a secret of these tests",
        internal_secret="between the services of these tests",
        records_secret="for the records of these tests",
        signing_key=str(keys.signing_key_path),
        admin_secret=ADMIN_SECRET,
        require_durable_database=False,
        workers=False,
    )


@pytest.fixture
async def app(settings: Settings, clock: Clock, database: Database) -> AsyncIterator[FastAPI]:
    app = create_app(settings, bus=InMemoryBus(), clock=clock)
    async with LifespanManager(app, startup_timeout=30, shutdown_timeout=30):
        yield app
    assert await untold_escrows(database) == []


async def untold_escrows(database: Database) -> list[tuple[Any, ...]]:
    """PRM-4: lists the escrows whose version no event for partners has told, and which it has told last."""
    query = """
        SELECT id, version, told FROM escrow.escrows, LATERAL (
            SELECT convert_from(body, 'UTF8')::jsonb ->> 'version' AS told FROM escrow.outbox
            WHERE subject = escrows.id AND topic = ANY(:public) ORDER BY position DESC LIMIT 1
        ) AS last WHERE told <> version::text"""
    public = [event.topic for event in events_of("escrow") if event.public is not None]
    engine = create_async_engine(database.admin_url)
    async with engine.connect() as connection:
        untold = [tuple(row) for row in await connection.execute(text(query), {"public": public})]
    await engine.dispose()
    return untold


@pytest.fixture
async def client(app: FastAPI) -> AsyncIterator[httpx.AsyncClient]:
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://test") as client:
        yield client


@pytest.fixture
async def admin(client: httpx.AsyncClient) -> Caller:
    return Caller(client, await token_of(client, "admin", ADMIN_SECRET))


@pytest.fixture
async def open_market(
    app: FastAPI, client: httpx.AsyncClient, admin: Caller, clock: Clock
) -> Callable[[str], Awaitable[Market]]:
    async def open_market(name: str) -> Market:
        answer = await admin.post("/v1/platforms", {"name": name})
        assert answer.status_code == 201, answer.text
        opened = answer.json()
        token = await token_of(client, opened["client_id"], opened["client_secret"])
        return Market(app, client, clock, opened, Caller(client, token))

    return open_market


@pytest.fixture
async def market(open_market: Callable[[str], Awaitable[Market]]) -> Market:
    """A platform for which the editions of the policies are known already."""
    opened = await open_market("Lamps and more")
    await opened.hears(
        PolicyPublished(
            tenant=EVERY_PLATFORM, subject=new_id(), sequence=1, version=1, occurred_at=opened.clock(),
            actor=ActorRef(role="system", id="parley"), cause="start",
            edition=EDITION, name="agreement_first", hash="0" * 64, current=True,
        )
    )  # fmt: skip
    return opened


@pytest.fixture
async def rows(database: Database) -> AsyncIterator[Callable[[str], Awaitable[list[tuple[Any, ...]]]]]:
    """What the superuser sees, whom row security does not concern."""
    engine = create_async_engine(database.admin_url)

    async def rows(query: str) -> list[tuple[Any, ...]]:
        async with engine.connect() as connection:
            return [tuple(row) for row in await connection.execute(text(query))]

    yield rows
    await engine.dispose()


@pytest.fixture
def told(rows: Callable[[str], Awaitable[list[tuple[Any, ...]]]]) -> Callable[[], Awaitable[list[str]]]:
    """The topics that were published, in order."""

    async def told() -> list[str]:
        return [topic for (topic,) in await rows("SELECT topic FROM escrow.outbox ORDER BY position")]

    return told


async def token_of(client: httpx.AsyncClient, client_id: str, secret: str) -> str:
    basic = base64.b64encode(f"{client_id}:{secret}".encode()).decode()
    answer = await client.post(
        "/oauth/token", data={"grant_type": "client_credentials"}, headers={"Authorization": f"Basic {basic}"}
    )
    assert answer.status_code == 200, answer.text
    token: str = answer.json()["access_token"]
    return token
