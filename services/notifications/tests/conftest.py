from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any
from uuid import UUID, uuid4

import httpx
import pytest
from asgi_lifespan import LifespanManager

from common.contracts.disputes import DisputeEscalated
from common.execution.executor import Executor
from common.messaging.bus import InMemoryBus
from common.persistence.database import Database
from notifications.app import create_app
from notifications.commands import COMMAND_HANDLERS, CreateEndpoint, PublishEvent
from notifications.delivery.worker import DeliveryWorker
from notifications.domain.endpoint import Endpoint
from notifications.secret_vault import SecretVault
from notifications.settings import Settings
from notifications.testing import KEY, LOCAL, SECRET, Clock, Receiver, an_escalated_dispute, running_receiver
from notifications.transaction import NotificationTransaction, NotificationTransactions
from notifications.webhook_client import AddressGuard, HostResolver, WebhookClient


@pytest.fixture
async def receiver() -> AsyncIterator[Receiver]:
    async with running_receiver(204) as receiver:
        yield receiver


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def vault() -> SecretVault:
    return SecretVault([KEY])


@pytest.fixture
def tenant() -> UUID:
    return uuid4()


@pytest.fixture
async def begin(database, clock: Clock) -> AsyncIterator[NotificationTransactions]:
    connected = Database(database.url("notifications"))
    yield NotificationTransactions(connected, NotificationTransaction, NotificationTransaction.infrastructure, clock)
    await connected.close()


@pytest.fixture
def executor(begin: NotificationTransactions) -> Executor[NotificationTransaction]:
    return Executor(begin, COMMAND_HANDLERS)


@pytest.fixture
async def webhooks() -> AsyncIterator[WebhookClient]:
    resolver = HostResolver()
    sending = WebhookClient(AddressGuard(LOCAL, resolver), connections=50, seconds=1.0)
    yield sending
    await sending.close_connections()
    await resolver.stop_threads()


@pytest.fixture
def settings(database, keys) -> Settings:
    """Without workers, so that a test decides when something is sent."""
    return Settings(
        env="test",
        jwks=str(keys.jwks_path),
        require_durable_database=False,
        database_url=database.url("notifications"),
        bus_url="memory://",
        secret="0123456789abcdef" * 2,
        workers=False,
        encryption_key=KEY,
        local_receivers="127.0.0.0/8",
    )


@asynccontextmanager
async def serving(settings: Settings, **parts: Any) -> AsyncIterator[httpx.AsyncClient]:
    app = create_app(settings, **{"bus": InMemoryBus(), **parts})
    async with (
        LifespanManager(app, startup_timeout=30, shutdown_timeout=30),
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
def courier(
    executor: Executor[NotificationTransaction], webhooks: WebhookClient, vault: SecretVault, clock: Clock
) -> DeliveryWorker:
    return DeliveryWorker(executor, webhooks, vault, clock, jitter=lambda: 0.0)


@pytest.fixture
def subscribe(executor: Executor[NotificationTransaction], vault: SecretVault, tenant: UUID) -> Callable[..., Any]:
    async def subscribe(url: str, *types: str, tenant: UUID = tenant) -> Endpoint:
        command = CreateEndpoint(url, types or ("*",), None, vault.seal_secret(SECRET))
        async with executor.begin(tenant) as tx:
            return (await executor.execute(tx, command)).result

    return subscribe


@pytest.fixture
def tell(executor: Executor[NotificationTransaction], tenant: UUID) -> Callable[..., Any]:
    async def tell(fact: DisputeEscalated | None = None, tenant: UUID = tenant) -> DisputeEscalated:
        fact = fact or an_escalated_dispute(tenant=tenant)
        async with executor.begin(fact.tenant) as tx:
            await executor.execute(tx, PublishEvent(fact))
        return fact

    return tell
