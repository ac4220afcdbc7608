from __future__ import annotations

import asyncio
import contextlib
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

import httpx
import pytest
import uvicorn
from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from common.embedding import embed_service
from common.messaging.bus import InMemoryBus
from deploy.local import place, ports
from deploy.local.suite import SERVICES
from deploy.proof.smoke.suite import ORIGIN, Suite, environment, serving
from deploy.proof.testing import chromium
from deploy.proof.testing.chromium import Browser
from deploy.proof.testing.databases import Databases
from deploy.proof.testing.market import Market, open_market

IN_A_CASE: Final = re.compile("/v1/(disputes|mediations|evidence)(/|$)")


@pytest.fixture(scope="session")
async def suite(databases: Databases, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Suite]:
    state = tmp_path_factory.mktemp("suite")
    carrier = InMemoryBus(expects=len(SERVICES))
    async with databases.clone() as database:
        with pytest.MonkeyPatch.context() as patch:
            for name, value in environment(database, state).items():
                patch.setenv(name, value)
            async with serving(database, state, dict.fromkeys(SERVICES, carrier)) as suite:
                yield suite


@pytest.fixture
async def market(suite: Suite) -> AsyncIterator[Market]:
    market = await open_market(suite.client, suite.admin_secret)
    yield market
    await market.renew_tokens()  # a story may take longer than they live
    await market.settle_events()
    assert await suite.violations() == {}


@pytest.fixture(scope="session")
async def browser() -> AsyncIterator[Browser]:
    try:
        program = chromium.find_program(place.state_folder())
    except place.CannotRun as reason:
        pytest.skip(f"THE PAGES ARE NOT TESTED: {reason}")
    async with chromium.open_browser(program) as browser:
        yield browser


@dataclass
class Refusal:
    """What is answered instead of the suite: so often, to requests whose method and path begin like this."""

    request: str
    status: int
    code: str
    times: int
    retry_after: int | None = None


class FrontDoor:
    """The suite as browsers reach it, on a bad day as well."""

    def __init__(self, application: ASGIApp) -> None:
        self._application = application
        self.refusals: list[Refusal] = []
        self.seen: list[str] = []
        """Method and target, with the query, of every request."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        request = f"{scope['method']} {scope['path']}"
        query = scope["query_string"].decode()
        self.seen.append(f"{request}?{query}" if query else request)
        for refusal in self.refusals:
            if refusal.times > 0 and re.match(refusal.request, request):
                refusal.times -= 1
                return await self._refuse(refusal)(scope, receive, send)
        return await self._application(scope, receive, send)

    def _refuse(self, refusal: Refusal) -> JSONResponse:
        headers = {} if refusal.retry_after is None else {"Retry-After": str(refusal.retry_after)}
        body = {"type": "about:blank", "status": refusal.status, "code": refusal.code, "detail": refusal.code}
        return JSONResponse(body, refusal.status, headers, media_type="application/problem+json")


@dataclass
class Site:
    """The suite at an address that a browser can open, as behind the gateway."""

    address: str
    market: Market
    door: FrontDoor
    suite: Suite
    links: list[str] = field(default_factory=list)
    """Ids of the links that were made, the newest last."""

    def refuse(self, request: str, status: int, code: str, *, times: int = 1, retry_after: int | None = None) -> None:
        self.door.refusals.append(Refusal(request, status, code, times, retry_after))

    async def link(self, role: str, participant: str, *, framed: bool = False, **more: Any) -> str:
        body = {"role": role, "participant": participant, **more}
        made = await self.market.platform.perform_act("/v1/page-links", body)
        self.links.append(made["id"])
        return str(made["embed_url" if framed else "url"]).replace(ORIGIN, self.address)


@asynccontextmanager
async def serve(application: ASGIApp) -> AsyncIterator[str]:
    [port] = ports.pick_free_ports(1)
    server = uvicorn.Server(
        uvicorn.Config(
            application, host="127.0.0.1", port=port, lifespan="off", log_level="warning", timeout_graceful_shutdown=1
        )
    )
    serving_task = asyncio.create_task(server.serve())
    while not server.started:
        await asyncio.sleep(0.02)
    try:
        yield f"http://127.0.0.1:{port}"
    finally:
        server.should_exit = True
        with contextlib.suppress(asyncio.CancelledError):
            await serving_task


@pytest.fixture
async def site(suite: Suite, market: Market) -> AsyncIterator[Site]:
    door = FrontDoor(embed_service(suite.apps))
    async with serve(door) as address:
        yield Site(address, market, door, suite)


@pytest.fixture
async def pages_alone(suite: Suite) -> AsyncIterator[None]:
    """Nothing is done in a case but by the pages: a story that asked the API itself would prove less than it says."""
    acts = []

    async def note(request: httpx.Request) -> None:
        if request.method != "GET" and IN_A_CASE.match(request.url.path):
            acts.append(f"{request.method} {request.url.path}")

    hooks = suite.client.event_hooks
    suite.client.event_hooks = {**hooks, "request": [*hooks["request"], note]}
    yield
    suite.client.event_hooks = hooks
    assert acts == []


@pytest.fixture
def photo(tmp_path: Path) -> Path:
    from PIL import Image, ImageDraw

    picture = Image.new("RGB", (1_200, 900), "#a89f86")
    ImageDraw.Draw(picture).line((100, 100, 1_000, 700), fill="black", width=9)
    file = tmp_path / "crack.jpg"
    picture.save(file)
    return file
