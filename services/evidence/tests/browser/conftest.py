from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import uvicorn
from fastapi import FastAPI

from deploy.local import place, ports
from deploy.proof.testing import chromium
from deploy.proof.testing.chromium import Browser
from evidence.cases.execution import CommandRunner
from evidence.live_video.worker import VideoWorker


@pytest.fixture
def clock() -> Callable[[], datetime]:
    """Recordings take their time: here the clock on the wall is the one."""
    return lambda: datetime.now(UTC)


@pytest.fixture
def longest_film() -> timedelta:
    return timedelta(hours=1)


@pytest.fixture
async def app(
    serving: Callable[..., AbstractAsyncContextManager[FastAPI]], longest_film: timedelta
) -> AsyncIterator[FastAPI]:
    async with serving(max_video_time=longest_film) as app:
        yield app


@pytest.fixture(scope="session")
def chromium_program() -> chromium.Program:
    try:
        return chromium.find_program(place.state_folder())
    except place.CannotRun as reason:
        pytest.skip(f"THE RECORDER IS NOT TESTED: {reason}")


@pytest.fixture
async def browser(chromium_program: chromium.Program) -> AsyncIterator[Browser]:
    async with chromium.open_browser(chromium_program) as browser:
        yield browser


@dataclass
class Site:
    """The service at an address that a browser can open."""

    address: str
    world: Any
    worker: VideoWorker

    async def opened(self, by: str = "seller") -> dict[str, Any]:
        due = datetime.now(UTC) + timedelta(hours=1)
        await self.world.asked(party=by, kinds=("live_video",), due_at=due)
        response = await self.world.client.post(
            "/v1/evidence/video-sessions", json={"dispute": self.world.dsp}, headers=self.world.token(by)
        )
        assert response.status_code == 201, response.text
        return dict(response.json())

    async def session(self, id: str, by: str = "seller") -> dict[str, Any]:
        return dict((await self.world.get(f"/video-sessions/{id}", by=by)).json())

    async def verified(self, id: str) -> dict[str, Any]:
        assert await self.worker.run_pass() == 1
        return await self.session(id)

    async def file(self, session: dict[str, Any], by: str = "seller") -> bytes:
        """As its party downloads it."""
        home, headers = f"/v1/evidence/items/{session['item']}", self.world.token(by)
        link = await self.world.client.post(f"{home}/download", headers=headers)
        content = await self.world.client.get(link.json()["url"], headers=headers)
        assert content.status_code == 200, content.text
        return bytes(content.content)


@pytest.fixture
async def site(app: FastAPI, world: Any) -> AsyncIterator[Site]:
    [port] = ports.pick_free_ports(1)
    server = uvicorn.Server(uvicorn.Config(app, host="127.0.0.1", port=port, lifespan="off", log_level="warning"))
    serving = asyncio.create_task(server.serve())
    while not server.started:  # noqa: ASYNC110 (uvicorn has no event for it)
        await asyncio.sleep(0.02)
    service = app.state.service
    deps = service.deps
    runner = CommandRunner(service.executor)
    worker = VideoWorker(
        service.database, deps.begin, runner, deps.encrypted_blobs, deps.video_keys.signer, deps.recording_finisher
    )
    yield Site(f"http://127.0.0.1:{port}", world, worker)
    server.should_exit = True
    with contextlib.suppress(asyncio.CancelledError):
        await serving
