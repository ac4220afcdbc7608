from __future__ import annotations

import asyncio
import os
from collections.abc import AsyncIterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any, Final

import pytest
import uvicorn

from common.messaging.bus import Bus, InMemoryBus
from common.messaging.rabbitmq import RabbitBus
from deploy.local.suite import SERVICES
from deploy.proof.testing.broker import Broker, is_broker_available
from deploy.proof.testing.databases import Databases
from deploy.proof.testing.market import Market, open_market
from parley_client import Parley

from .suite import Rough, Suite, environment, serving

OF_BOTH_CARRIERS: Final = ("test_flows", "test_programmes", "test_plans", "test_feed", "test_traces")
"""What also runs all in one process where there is a broker; CARRIERS=both runs everything so."""


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if os.environ.get("CARRIERS") == "both" or not is_broker_available():
        return
    ours = [item for item in items if item.path.parent == Path(__file__).parent]
    left = {item for item in ours if "in-process" in item.name and item.path.stem not in OF_BOTH_CARRIERS}
    config.hook.pytest_deselected(items=[*left])
    items[:] = [item for item in items if item not in left]


@pytest.fixture(scope="session", params=["in-process", "rabbitmq"])
async def carriers(request: pytest.FixtureRequest) -> Mapping[str, Bus]:
    if request.param == "rabbitmq":
        broker: Broker = request.getfixturevalue("broker")
        return {service: Rough(RabbitBus(broker.url(service), service), seed=1) for service in SERVICES}
    shared = InMemoryBus(repeats=2, expects=len(SERVICES))
    return {service: Rough(shared, seed=1) for service in SERVICES}


@pytest.fixture(scope="session")
async def suite(
    databases: Databases, carriers: Mapping[str, Bus], tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[Suite]:
    state = tmp_path_factory.mktemp("suite")
    async with databases.clone() as database:
        with pytest.MonkeyPatch.context() as patch:
            for name, value in environment(database, state).items():
                patch.setenv(name, value)
            async with serving(database, state, carriers) as suite:
                yield suite


@pytest.fixture
async def market(suite: Suite) -> AsyncIterator[Market]:
    """Opens a market of its own; when the flow is over no invariant is broken."""
    market = await open_market(suite.client, suite.admin_secret)
    yield market
    await market.settle_events()
    assert await suite.violations() == {}


@pytest.fixture(scope="module")
async def served(suite: Suite) -> AsyncIterator[str]:
    """The five services at an address that clients in other processes reach."""
    transport: Any = suite.client._transport
    config = uvicorn.Config(transport.app, port=0, lifespan="off", log_level="warning", timeout_graceful_shutdown=5)
    server = uvicorn.Server(config)
    running = asyncio.create_task(server.serve())
    while not server.started:
        await asyncio.sleep(0.01)
    yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
    server.should_exit = True
    with suppress(asyncio.CancelledError):
        await running


@pytest.fixture(scope="module")
async def platform(suite: Suite, served: str) -> dict[str, Any]:
    """Platform whose credentials clients connect with."""

    def open_platform() -> dict[str, Any]:
        with Parley.connect(served, "admin", suite.admin_secret) as admin:
            opened = dict(admin.platforms.open_platform({"name": "Clients"}))
            assert opened["id"] in [one["id"] for one in admin.platforms.iterate_platforms()]
            return opened

    return await asyncio.to_thread(open_platform)
