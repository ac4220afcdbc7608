"""Network: every request goes to a process by this, and may be lost on its way or on the way back."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

import httpx

from common.internal.service_peers import HttpPeers, ServicePeers

from .processes import Process, ProcessGone, turn_of_work
from .world import SimulatedWorld

PEOPLE: Final = "people"
PARTS_OF_HOME: Final = 2
CLOCK_PATH: Final = "/internal/test-clock"
CLOCK_SHARE: Final = 0.02
"""A walk of the clock asks so often that it would hardly ever arrive."""


@dataclass
class Network:
    """Network between people and processes. `lossy` is the share of requests that get no answer, or never arrive."""

    world: SimulatedWorld
    processes: Mapping[str, Process] = field(default_factory=dict)
    lossy: float = 0.0
    severed: set[str] = field(default_factory=set)
    """Services that the others cannot reach at present."""
    lost: int = 0

    async def send(self, request: httpx.Request, service: str, by: str) -> httpx.Response:
        """Send a request. Raises httpx.TransportError where it is lost or nobody is there."""
        process = self.processes[service]
        if not process.is_up or (by != PEOPLE and self.severed & {service, by}):
            raise httpx.ConnectError(f"{service} is away")
        fate = self.world.choices.random()
        lossy = self.lossy * (CLOCK_SHARE if request.url.path == CLOCK_PATH else 1)
        if fate < lossy / 2:
            self.lost += 1
            raise httpx.ConnectTimeout("lost on its way")
        try:
            answer = await process.run(process.answer(request))
            await answer.aread()
        except ProcessGone:
            raise httpx.ReadError(f"{service} has died") from None
        if fate < lossy:
            self.lost += 1
            raise httpx.ReadTimeout("the answer was lost")
        return answer

    def connect_peers(self, service: str, addresses: Mapping[str, str], secret: str) -> ServicePeers:
        return HttpPeers(self.connect_client(service), addresses, secret)

    def connect_client(self, service: str, **headers: str) -> httpx.AsyncClient:
        """Connect a client by which a service asks the others, at addresses whose hosts are their names."""
        given = {name.replace("_", "-"): value for name, value in headers.items()}
        return httpx.AsyncClient(transport=_BetweenServices(self, service), headers=given)


@dataclass
class _BetweenServices(httpx.AsyncBaseTransport):
    network: Network
    service: str

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        async with turn_of_work.get() or asyncio.Lock():
            return await self.network.send(request, request.url.host, self.service)


@dataclass
class Gateway(httpx.AsyncBaseTransport):
    """Finds the service of an address by its beginning, as the gateway does."""

    network: Network
    _homes: dict[str, str] = field(default_factory=dict)

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        await request.aread()
        return await self.network.send(request, self.find_service(request.url.path), PEOPLE)

    def find_service(self, path: str) -> str:
        if not self._homes:
            for name, process in self.network.processes.items():
                self._homes |= dict.fromkeys(_list_homes(process), name)
        return self._homes["/".join(path.split("/")[: PARTS_OF_HOME + 1])]


def _list_homes(process: Process) -> set[str]:
    routes: list[Any] = [route for router in process.service.routers for route in router.routes]
    return {"/".join(route.path.split("/")[: PARTS_OF_HOME + 1]) for route in routes}
