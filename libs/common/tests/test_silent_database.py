"""A database that stands still (WAL-F6): whoever asks is told so at once, and does not wait for it as well."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import httpx
import pytest
from asgi_lifespan import LifespanManager
from fastapi import APIRouter
from sqlalchemy import text

from common.messaging.bus import InMemoryBus
from common.messaging.inbox import EventConsumer
from common.persistence import database_clock
from common.persistence.database_clock import DatabaseClock
from common.runtime import Service, create_app
from common.settings import ServiceSettings

from .conftest import PLATFORM, Toy

LOCK = "SELECT pg_advisory_xact_lock(7)"
BEHIND_THE_LOCK = "SELECT clock_timestamp() FROM pg_advisory_xact_lock(7)"
router = APIRouter()


@router.get("/v1/acts")
async def be_reached() -> dict[str, str]:
    return {}


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("SILENCE_SECONDS", "CONFIRM_SECONDS"):
        monkeypatch.setattr(database_clock, name, 0.01)
    monkeypatch.setattr(database_clock, "READ_TIME", BEHIND_THE_LOCK)


@asynccontextmanager
async def standing_still(toy: Toy) -> AsyncIterator[None]:
    """Hold back whatever asks for the time inside the block."""
    async with toy.begin.database.worker_engine.begin() as connection:
        await connection.execute(text(LOCK))
        yield


async def until(is_silent: bool, clock: DatabaseClock) -> None:
    async with asyncio.timeout(30):
        while clock.is_silent is not is_silent:  # noqa: ASYNC110 (it tells nobody)
            await asyncio.sleep(0)


@pytest.mark.usefixtures("quick")
async def test_wal_f6_a_database_is_silent_from_when_it_stands_still_until_it_answers(toy: Toy) -> None:
    clock = DatabaseClock(toy.begin.database)
    await clock.measure()
    assert not clock.is_silent

    async with standing_still(toy):
        asking = asyncio.create_task(clock.measure())
        await until(True, clock)
    await asking

    assert not clock.is_silent


async def test_wal_f6_who_waits_for_other_connections_waits_for_no_silent_database(
    toy: Toy, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(database_clock, "GIVE_UP_SECONDS", 5.0)
    clock = DatabaseClock(toy.begin.database)
    async with toy.begin.database.health_transaction():  # as a scrape that takes long holds it
        await clock.measure()

    assert (clock.is_silent, clock.read_time() is None) == (False, False)


@pytest.mark.usefixtures("quick")
async def test_wal_f6_one_that_is_given_up_stays_silent(toy: Toy, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(database_clock, "GIVE_UP_SECONDS", 0.1)
    clock = DatabaseClock(toy.begin.database)
    async with standing_still(toy):
        await clock.measure()
        assert clock.is_silent

    monkeypatch.setattr(database_clock, "GIVE_UP_SECONDS", 30.0)
    await clock.measure()

    assert not clock.is_silent


async def test_wal_f6_while_it_stands_still_who_needs_it_is_told_at_once(
    toy: Toy, keys, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def leave_it() -> None: ...

    monkeypatch.setattr(DatabaseClock, "measure", lambda self: leave_it())
    app = create_app(
        Service(
            name="toy", title="Toy", routers=[router], statuses={}, database=toy.begin.database, executor=toy.executor,
            bus=InMemoryBus(), consumer=EventConsumer("toy", toy.executor, []), deps=None,
            settings=ServiceSettings(
                env="test", jwks=str(keys.jwks_path), database_url=toy.url, bus_url="memory:", secret="s",
                workers=False, require_durable_database=False,
            ),
        )
    )  # fmt: skip
    token = {"Authorization": f"Bearer {keys.token(tenant=PLATFORM, role='platform')}"}
    async with (
        LifespanManager(app, startup_timeout=30, shutdown_timeout=30),
        httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://parley") as client,
    ):
        assert (await client.get("/v1/acts", headers=token)).status_code == 200
        app.state.probes.clock.note_silence()
        began = time.perf_counter()
        refused = await client.get("/v1/acts", headers=token)

        assert (refused.status_code, refused.json()["code"]) == (503, "dependency_unavailable")
        assert refused.headers["retry-after"]
        assert time.perf_counter() - began < 0.2
        assert (await client.get("/health/live")).status_code == 200
        await client.get("/health/ready")  # asks for itself, and is answered
        assert (await client.get("/v1/acts", headers=token)).status_code == 200
