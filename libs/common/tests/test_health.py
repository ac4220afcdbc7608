"""Readiness turns to 503 for what would make work go wrong, and for nothing else."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import AsyncExitStack, ExitStack, suppress
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from unittest.mock import AsyncMock
from uuid import UUID

import pytest

from common.confinement.fair_queue import OWN_WORK, FairQueue, QueueLimits
from common.jobs.deadlines import DeadlineSweeper
from common.jobs.heartbeat import STUCK_SECONDS, WorkerHeartbeat
from common.jobs.supervision import keep_running
from common.kernel import seams
from common.kernel.principal import Principal, Role
from common.kernel.seams import current_world, install_world
from common.messaging import outbox
from common.messaging.bus import InMemoryBus
from common.messaging.outbox import OutboxRelay
from common.persistence.database import DIRECT_POOLS, POOLS, Database
from common.telemetry.health import BROKER_GRACE_SECONDS, HealthProbes
from common.turns.shares import Shares
from common.web.event_stream import StreamBookmarks, StreamHub

from .conftest import Toy, ToyTx


@pytest.fixture
def install() -> Iterator[Callable[..., None]]:
    """Replaces members of the world, until the test ends."""
    with ExitStack() as stack:
        yield lambda **members: stack.callback(install_world(replace(current_world(), **members)))


@pytest.fixture
def later(install: Callable[..., None]) -> Callable[[float], None]:
    """Lets the machine's uptime jump."""
    start = seams.monotonic()
    return lambda seconds: install(monotonic=lambda: start + seconds)


@pytest.fixture
async def probes(toy: Toy) -> AsyncIterator[HealthProbes]:
    database = Database(toy.url, pool_size=1)
    yield HealthProbes(database, InMemoryBus(), require_durable=False)
    await database.close()


async def test_all_is_well(probes: HealthProbes) -> None:
    assert await probes.run_checks() == {"database": "ok", "broker": "ok", "workers": "ok"}


async def test_a_database_that_does_not_wait_for_its_disk_is_not_ready(probes: HealthProbes) -> None:
    probes.require_durable = True

    assert (await probes.run_checks())["database"].startswith("not durable")


async def test_a_lost_database_is_not_ready() -> None:
    nowhere = Database("postgresql+asyncpg://nobody@127.0.0.1:1/nothing")

    checks = await HealthProbes(nowhere, InMemoryBus(), require_durable=False).run_checks()

    assert checks["database"] == "unreachable"
    await nowhere.close()


async def test_an_exhausted_pool_is_no_lost_database(probes: HealthProbes) -> None:
    async with AsyncExitStack() as stack:
        for _ in range(6):
            await stack.enter_async_context(probes.database.engine.connect())

        assert (await probes.run_checks())["database"] == "ok"
        assert probes.list_exhausted() == ["requests"]
    assert probes.list_exhausted() == []


async def test_wal_f6_health_names_what_else_a_service_has_so_much_of(probes: HealthProbes) -> None:
    hub: StreamHub[UUID] = StreamHub(
        AsyncMock(), StreamBookmarks("secret"), Shares(of_caller=2, of_platform=5, of_process=16)
    )
    queue = FairQueue(QueueLimits(places=1, waiting=1, waiting_of_platform=1, waiting_of_caller=1))
    probes.limited = {"streams": lambda: hub.is_exhausted, "decoder": lambda: queue.is_exhausted}
    async with queue.hold_place(OWN_WORK):
        waiting = asyncio.create_task(_take_and_leave(queue))
        await asyncio.sleep(0)
        assert probes.list_exhausted() == ["decoder"]
    await waiting
    people = range(8)
    places = [hub.take_place(Principal(UUID(int=one % 4), Role.BUYER, str(one))) for one in people for _ in range(2)]
    assert probes.list_exhausted() == ["streams"]
    for place in places:
        place.close()
    assert probes.list_exhausted() == []


async def _take_and_leave(queue: FairQueue) -> None:
    async with queue.hold_place(OWN_WORK):
        pass


@pytest.mark.parametrize(("name", "engine"), POOLS.items())
async def test_wal_f6_health_names_whichever_pool_is_exhausted(probes: HealthProbes, name: str, engine: str) -> None:
    pool = getattr(probes.database, engine).pool
    async with AsyncExitStack() as stack:
        for _ in range(pool.size() + max(pool._max_overflow, 0)):
            await stack.enter_async_context(getattr(probes.database, engine).connect())
        assert probes.list_exhausted() == [name]


@pytest.mark.parametrize(("name", "connections"), DIRECT_POOLS.items())
async def test_wal_f6_health_names_exhausted_connections_of_the_driver(
    probes: HealthProbes, name: str, connections: str
) -> None:
    pool = getattr(probes.database, connections)
    while not pool._turns.locked():
        await pool._turns.acquire()
    assert probes.list_exhausted() == [], "all are at work, and nobody waits"
    waiting = asyncio.create_task(pool.fetch("SELECT 1"))
    await asyncio.sleep(0)
    assert probes.list_exhausted() == [name]
    pool._turns.release()
    await waiting
    assert probes.list_exhausted() == []


async def test_a_broker_may_be_away_for_half_a_minute(probes: HealthProbes, later: Callable[[float], None]) -> None:
    probes.bus.connected = False  # type: ignore[misc]
    answers = []
    for seconds in (0, BROKER_GRACE_SECONDS - 1, BROKER_GRACE_SECONDS + 1):
        later(seconds)
        answers.append((await probes.run_checks())["broker"])
    probes.bus.connected = True  # type: ignore[misc]
    answers.append((await probes.run_checks())["broker"])

    assert answers == ["ok", "ok", "unreachable", "ok"]


@pytest.mark.parametrize("hours", [-1, 1])
async def test_another_clock_than_the_database_s_is_not_ready(
    probes: HealthProbes, install: Callable[..., None], hours: int
) -> None:
    install(utc_now=lambda: datetime.now(UTC) + timedelta(hours=hours))

    assert (await probes.run_checks())["database"].startswith("clock skew 3")


async def test_a_loop_that_does_not_get_round_is_stuck(later: Callable[[float], None]) -> None:
    pulse = WorkerHeartbeat()
    later(STUCK_SECONDS + 1)

    assert pulse.describe_health() == "stuck for 61 s"
    pulse.record_beat()
    assert pulse.describe_health() == "ok"


async def test_the_relay_and_the_sweeper_beat_as_they_get_round(toy: Toy, monkeypatch: pytest.MonkeyPatch) -> None:
    relay = OutboxRelay(toy.begin.database, ToyTx.infrastructure, InMemoryBus())
    sweeper = DeadlineSweeper(toy.executor, lambda due: None)
    beats: list[str] = []
    monkeypatch.setattr(relay.heartbeat, "record_beat", lambda: beats.append("relay"))
    monkeypatch.setattr(sweeper.heartbeat, "record_beat", lambda: beats.append("sweeper"))

    for loop in (relay.run, sweeper.run):
        with suppress(TimeoutError):
            async with asyncio.timeout(outbox.IDLE_SECONDS / 2):
                await loop()

    assert {*beats} == {"relay", "sweeper"}


async def test_a_worker_that_died_is_missed_until_it_runs_again(probes: HealthProbes) -> None:
    seen: list[str] = []
    asleep, awake, runs_again = asyncio.Event(), asyncio.Event(), asyncio.Event()

    async def pause(_: float) -> None:
        asleep.set()
        await awake.wait()

    async def worker() -> None:
        seen.append("runs")
        if len(seen) == 1:
            raise asyncio.CancelledError  # as a broken connection to the broker does
        runs_again.set()
        await asyncio.Event().wait()

    task = asyncio.create_task(keep_running("relay", worker, probes.failing, sleep=pause))
    await asleep.wait()
    seen.append((await probes.run_checks())["workers"])
    awake.set()
    await runs_again.wait()
    seen.append((await probes.run_checks())["workers"])

    assert seen == ["runs", "down: relay", "runs", "ok"]
    task.cancel()
    with suppress(asyncio.CancelledError):
        await task
