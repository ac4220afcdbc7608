from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any
from uuid import UUID, uuid4

import httpx
import pytest
from asgi_lifespan import LifespanManager

from common.contracts.disputes import DisputeEscalated
from common.kernel.ids import new_id
from common.messaging.bus import InMemoryBus
from common.persistence.database import Database
from notifications import commands, outgoing
from notifications.app import create_app
from notifications.channels import Gate, Resolver, Webhooks
from notifications.courier import Courier
from notifications.domain.endpoint import Endpoint
from notifications.settings import Settings
from notifications.store import Begin, NotificationTx
from notifications.testing import KEY, LOCAL, SECRET, Clock, Receiver, a_fact, receiving
from notifications.vault import Vault


@pytest.fixture
async def receiver() -> AsyncIterator[Receiver]:
    async with receiving(204) as receiver:
        yield receiver


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def vault() -> Vault:
    return Vault([KEY])


@pytest.fixture
def tenant() -> UUID:
    return uuid4()


@pytest.fixture
async def begin(database, clock: Clock) -> AsyncIterator[Begin]:
    connected = Database(database.url("notifications"))
    yield Begin(connected, NotificationTx, NotificationTx.infrastructure, clock)
    await connected.close()


@pytest.fixture
async def webhooks() -> AsyncIterator[Webhooks]:
    resolver = Resolver()
    sending = Webhooks(Gate(LOCAL, resolver), connections=50, seconds=0.3)
    yield sending
    await sending.close()
    await resolver.close()


@pytest.fixture
def settings(database, keys) -> Settings:
    """Without workers, so that a test decides when something is sent."""
    return Settings(
        env="test",
        jwks=str(keys.jwks_path),
        require_durable_database=False,
        database_url=database.url("notifications"),
        bus_url="memory://",
        secret="s" * 32,
        workers=False,
        encryption_key=KEY,
        local_receivers="127.0.0.0/8",
    )


@asynccontextmanager
async def serving(settings: Settings, **parts: Any) -> AsyncIterator[httpx.AsyncClient]:
    app = create_app(settings, **{"bus": InMemoryBus(), **parts})
    async with (
        LifespanManager(app),
        httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://test") as client,
    ):
        yield client


@pytest.fixture
async def client(settings: Settings, clock: Clock) -> AsyncIterator[httpx.AsyncClient]:
    async with serving(settings, clock=clock) as client:
        yield client


@pytest.fixture
async def strict(settings: Settings) -> AsyncIterator[httpx.AsyncClient]:
    """As in production: no local receivers."""
    async with serving(settings.model_copy(update={"local_receivers": ()})) as client:
        yield client


@pytest.fixture
async def running(settings: Settings) -> AsyncIterator[tuple[httpx.AsyncClient, InMemoryBus]]:
    """All workers run, and the carrier hands every message over twice."""
    bus = InMemoryBus(repeats=2)
    async with serving(settings.model_copy(update={"workers": True}), bus=bus) as client:
        yield client, bus


@pytest.fixture
def platform(keys, tenant: UUID) -> dict[str, str]:
    return {"Authorization": f"Bearer {keys.token(tenant=tenant, role='platform')}"}


@pytest.fixture
def courier(begin: Begin, webhooks: Webhooks, vault: Vault, clock: Clock) -> Courier:
    return Courier(begin, webhooks, vault, clock, jitter=lambda: 0.0)


@pytest.fixture
def subscribe(begin: Begin, vault: Vault, tenant: UUID) -> Callable[..., Any]:
    async def subscribe(url: str, *types: str, tenant: UUID = tenant) -> Endpoint:
        async with begin(tenant) as tx:
            return await commands.create_endpoint(
                tx,
                id=new_id(),
                url=url,
                event_types=types or ("*",),
                description=None,
                sealed=vault.keep(SECRET),
            )

    return subscribe


@pytest.fixture
def tell(begin: Begin, tenant: UUID) -> Callable[..., Any]:
    async def tell(fact: DisputeEscalated | None = None, tenant: UUID = tenant) -> DisputeEscalated:
        fact = fact or a_fact(tenant=tenant)
        async with begin(fact.tenant) as tx:
            await commands.tell(tx, outgoing.told(fact), new_id=new_id)
        return fact

    return tell
