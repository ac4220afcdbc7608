from __future__ import annotations

import re
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from uuid import uuid4

import httpx
import pytest
from asgi_lifespan import LifespanManager
from fastapi import FastAPI
from sqlalchemy import Engine, text
from sqlalchemy.event import listen, remove
from sqlalchemy.ext.asyncio import create_async_engine

from common.contracts.envelope import Event
from common.execution.executor import Executor
from common.kernel.ids import format_id
from common.messaging.bus import InMemoryBus
from common.persistence.database import Database as Pool
from common.persistence.transaction import Transactions
from common.settings import Environment
from deploy.proof.testing.databases import Database
from deploy.proof.testing.tokens import Keys
from mediation.app import create_app
from mediation.commands import COMMAND_HANDLERS
from mediation.domain.mediation import Mediation
from mediation.settings import Settings
from mediation.tables import infrastructure
from mediation.testing import BUYER, NOON, SELLER, TENANT
from mediation.transaction import MediationTransaction
from services.mediation.tests.owner import FakeDisputes, message_of

Begin = Transactions[MediationTransaction]


OWN_TABLES = re.compile(r"(?:FROM|JOIN|UPDATE|INTO) mediation\.(?:mediations|proposals|options|cases|deals|trees)\b")
NAMES_TENANT = re.compile(
    r"\btenant_id = (?:\$\d|mediation\.|excluded\.|%|a\.tenant\b)|WHERE false"
    r"|INSERT INTO (?!.*ON CONFLICT.*DO UPDATE)",
    re.DOTALL,
)


@pytest.fixture(autouse=True)
def every_statement_names_its_tenant() -> Iterator[None]:
    """Whatever a test makes the service do: row security is the second fence, not the first."""
    nameless: set[str] = set()

    def look(connection: object, cursor: object, statement: str, *given: object) -> None:
        if "$1" in statement and OWN_TABLES.search(statement) and not NAMES_TENANT.search(statement):
            nameless.add(statement)

    listen(Engine, "before_cursor_execute", look)
    yield
    remove(Engine, "before_cursor_execute", look)
    assert not nameless, nameless


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
async def begin(database: Database, clock: Clock) -> AsyncIterator[Begin]:
    pool = Pool(database.url("mediation"))
    yield Transactions(pool, MediationTransaction, infrastructure, clock)
    await pool.close()


@pytest.fixture
def executor(begin: Begin) -> Executor[MediationTransaction]:
    return Executor(begin, COMMAND_HANDLERS)


@pytest.fixture
def keep(begin: Begin) -> Callable[[Mediation], Awaitable[Mediation]]:
    """Put a negotiation into the database as it is."""

    async def keep(mediation: Mediation) -> Mediation:
        async with begin(mediation.case.tenant) as tx:
            await tx.mediations.add(mediation)
        return mediation

    return keep


@pytest.fixture
def stored(begin: Begin) -> Callable[[Mediation], Awaitable[Mediation]]:
    async def stored(mediation: Mediation) -> Mediation:
        async with begin.read(TENANT) as tx:
            return await tx.mediations.get(mediation.id)

    return stored


@pytest.fixture
async def rows(database: Database) -> AsyncIterator[Callable[[str], Awaitable[list[tuple[object, ...]]]]]:
    """What the superuser sees, whom row security does not concern."""
    engine = create_async_engine(database.admin_url)

    async def rows(query: str) -> list[tuple[object, ...]]:
        async with engine.connect() as connection:
            return [tuple(row) for row in await connection.execute(text(query))]

    yield rows
    await engine.dispose()


@pytest.fixture
def disputes() -> FakeDisputes:
    return FakeDisputes()


@pytest.fixture
async def app(database: Database, clock: Clock, keys: Keys, disputes: FakeDisputes) -> AsyncIterator[FastAPI]:
    settings = Settings(
        env=Environment.TEST,
        jwks=str(keys.jwks_path),
        database_url=database.url("mediation"),
        bus_url="memory://",
        secret="a secret of these tests",
        require_durable_database=False,
        workers=False,
    )
    app = create_app(settings, bus=InMemoryBus(), clock=clock, peers=disputes)
    async with LifespanManager(app, startup_timeout=30, shutdown_timeout=30):
        yield app


@pytest.fixture
async def client(app: FastAPI) -> AsyncIterator[httpx.AsyncClient]:
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://test") as client:
        yield client


@pytest.fixture
def hear(app: FastAPI) -> Callable[..., Awaitable[None]]:
    """Let the service hear events, as the broker brings them."""

    async def hear(*events: Event) -> None:
        for event in events:
            await app.state.service.consumer.consume_message(message_of(event))

    return hear


@dataclass(frozen=True)
class Caller:
    """Somebody with a token, who talks to the service."""

    client: httpx.AsyncClient
    headers: dict[str, str]

    async def get(self, path: str, **query: object) -> httpx.Response:
        return await self.client.get(path, params=query, headers=self.headers)

    async def post(self, path: str, body: object, **headers: str) -> httpx.Response:
        given = {name.replace("_", "-"): value for name, value in headers.items()}
        return await self.client.post(path, json=body, headers=self.headers | given)

    async def act(self, mediation: Mediation, what: str, body: object, **headers: str) -> httpx.Response:
        """`what` is "2/accept", "1/counter" … or "" to propose."""
        path = f"/v1/mediations/{format_id('med', mediation.id)}/proposals"
        headers = {"Idempotency_Key": uuid4().hex} | headers
        return await self.post(f"{path}/{what}" if what else path, body, **headers)


@pytest.fixture
def caller(client: httpx.AsyncClient, keys: Keys) -> Callable[..., Caller]:
    def caller(role: str, id: str, **claims: object) -> Caller:
        token = keys.token(**{"tenant": TENANT, "role": role, "sub": id, **claims})
        return Caller(client, {"Authorization": f"Bearer {token}"})

    return caller


@pytest.fixture
def buyer(caller: Callable[..., Caller]) -> Caller:
    return caller("buyer", BUYER.id)


@pytest.fixture
def seller(caller: Callable[..., Caller]) -> Caller:
    return caller("seller", SELLER.id)
