"""Runs all five services in this process, over a real database and either carrier."""

from __future__ import annotations

import asyncio
import random
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any, Final

import httpx
from asgi_lifespan import LifespanManager
from starlette.types import Receive, Scope, Send

from common.embedding import embed_service
from common.internal.service_peers import HttpPeers, ServicePeers
from common.messaging.bus import Bus, Message, Subscription
from deploy.local import credentials, keys, roles
from deploy.local.environment import LOOPBACK, Addresses, build_services_environment
from deploy.local.suite import SERVICES
from deploy.proof.testing.databases import Database
from deploy.verify import subscriptions
from deploy.verify.invariants import check_invariants
from deploy.verify.overviews import Context

ORIGIN: Final = "http://parley.test"
LATE_SECONDS: Final = 0.03


class Rough:
    """Carrier as rough as it is allowed to be: facts overtake each other, and some arrive twice."""

    def __init__(self, carrier: Bus, seed: int) -> None:
        self._carrier, self._dice = carrier, random.Random(seed)
        self.carrier = carrier.carrier

    @property
    def connected(self) -> bool:
        return self._carrier.connected

    async def publish(self, message: Message) -> None:
        await asyncio.sleep(self._dice.uniform(0, LATE_SECONDS))
        await self._carrier.publish(message)
        if self._dice.random() < 0.3:
            await self._carrier.publish(message)

    async def consume(self, subscription: Subscription) -> None:
        await self._carrier.consume(subscription)

    async def close(self) -> None:
        await self._carrier.close()


@dataclass
class Suite:
    client: httpx.AsyncClient
    admin_secret: str
    auditor_dsn: str
    subscriptions: Mapping[str, Sequence[str]]
    apps: Sequence[Any]
    access: roles.Access
    """To its database, by role."""

    async def violations(self) -> dict[str, Any]:
        """Lists what the verifier finds. This cluster is thrown away, so it does not wait for its disk (INV-X10)."""
        context = Context(self.subscriptions, [LOOPBACK])  # as `environment` tells notifications
        verdicts = await check_invariants(self.auditor_dsn, context, leave_out=["INV-X10"])
        return {v.invariant.id: v.rows or v.problem for v in verdicts if not v.holds}


def environment(database: Database, state: Path) -> dict[str, str]:
    """Builds what `make run` tells the services, with a test's database."""
    addresses = Addresses(
        public=ORIGIN,
        services={service: f"{ORIGIN}/internal/{service}" for service in SERVICES},
        databases={service: database.url(service) for service in SERVICES},
        buses=dict.fromkeys(SERVICES, "memory:"),
    )
    settings = build_services_environment(
        state, addresses, credentials.ensure_credentials(state), keys.ensure_key_pair(state / "keys")
    )
    (state / "evidence").mkdir(exist_ok=True)
    return settings | {"PARLEY_ENV": "test", "PARLEY_REQUIRE_DURABLE_DATABASE": "false"}


@asynccontextmanager
async def serving(database: Database, state: Path, carriers: Mapping[str, Bus]) -> AsyncIterator[Suite]:
    """Reads its settings from the environment, as every service does; see `environment`."""
    served: list[Any] = []

    async def origin(scope: Scope, receive: Receive, send: Send) -> None:
        await served[0](scope, receive, send)

    def client() -> httpx.AsyncClient:
        internal = {"X-Internal-Secret": credentials.ensure_credentials(state).internal}
        return httpx.AsyncClient(transport=httpx.ASGITransport(origin), base_url=ORIGIN, timeout=60, headers=internal)

    def peers() -> ServicePeers:
        addresses = {service: f"{ORIGIN}/internal/{service}" for service in SERVICES}
        return HttpPeers(client(), addresses, credentials.ensure_credentials(state).internal)

    apps = [_app(service, bus, client, peers()) for service, bus in carriers.items()]
    served.append(embed_service(apps))
    async with (
        LifespanManager(served[0], startup_timeout=30, shutdown_timeout=30),
        httpx.AsyncClient(transport=httpx.ASGITransport(origin), base_url=ORIGIN) as outside,
    ):
        admin, auditor = credentials.ensure_credentials(state).admin, database.access.dsn(roles.AUDITOR)
        yield Suite(outside, admin, auditor, subscriptions.read_subscriptions_of(apps), apps, database.access)


def _app(service: str, bus: Bus, client: Callable[[], httpx.AsyncClient], peers: ServicePeers) -> Any:
    asks = {"escrow": "test_clock_client", "evidence": "records"}
    more = {asks[service]: client()} if service in asks else {}
    return import_module(f"{service}.app").create_app(bus=bus, peers=peers, **more)
