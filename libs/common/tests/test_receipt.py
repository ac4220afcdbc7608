"""When a request was received: stamped at the door by the database's clock, whatever it has to wait for afterwards."""

from __future__ import annotations

import asyncio
import itertools
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import AsyncExitStack, ExitStack, asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import Annotated, Any

import httpx
import pytest
from asgi_lifespan import LifespanManager
from fastapi import APIRouter, Depends, FastAPI, Request, Response
from pydantic import ValidationError
from sqlalchemy import text

from common.execution.commands import Command, CommandHandler, CommandHandlers, Context, load_nothing
from common.execution.executor import Executor
from common.jobs.deadlines import FIRING_GRACE
from common.kernel import seams
from common.kernel.origin import REQUEST, Origin
from common.kernel.receipt import Receipt, current_receipt
from common.kernel.seams import current_world, install_world
from common.kernel.timing import Timing
from common.messaging.bus import InMemoryBus
from common.messaging.inbox import EventConsumer
from common.persistence import database as databases
from common.persistence.database import Database
from common.persistence.database_clock import MAX_SILENCE_SECONDS, DatabaseClock
from common.runtime import Service, create_app
from common.settings import ServiceSettings
from common.web.api_call import ApiCall, api_call
from common.web.schemas import View

from .conftest import PLATFORM, Toy

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)


# The clock of the database, as it is known here


@dataclass
class Machine:
    """Uptime that the test moves, beside a database whose clock runs as the test says."""

    uptime: float = 1_000.0
    database_ahead: timedelta = field(default=timedelta())

    @property
    def database_time(self) -> datetime:
        return NOON + timedelta(seconds=self.uptime - 1_000.0) + self.database_ahead

    def answer(self, clock: DatabaseClock, there: float, back: float) -> None:
        """Let a question take so long to the database, and its answer so long back."""
        asked_at = self.uptime
        self.uptime += there
        time = self.database_time
        self.uptime += back
        clock.record_answer(asked_at, time, self.uptime)


@pytest.fixture
def machine() -> Iterator[Machine]:
    machine = Machine()
    with ExitStack() as stack:
        stack.callback(install_world(replace(current_world(), monotonic=lambda: machine.uptime)))
        yield machine


def a_clock() -> DatabaseClock:
    return DatabaseClock(Database("postgresql+asyncpg://nobody@127.0.0.1:1/nothing"))


def ahead(clock: DatabaseClock, machine: Machine) -> float:
    time = clock.read_time()
    assert time is not None
    return (time - machine.database_time).total_seconds()


def test_wal_f5_the_fastest_answer_of_the_last_minute_decides(machine: Machine) -> None:
    clock = a_clock()
    for there, back in [(0.8, 0.9), (0.001, 0.001), (1.5, 0.1), (0.1, 1.5)]:
        machine.answer(clock, there, back)

    assert 0 <= ahead(clock, machine) < 0.005


def test_wal_f5_it_is_never_behind_what_an_answer_has_shown(machine: Machine) -> None:
    clock = a_clock()
    for there, back in [(0.0, 0.4), (0.3, 0.0), (0.002, 0.02)]:
        machine.answer(clock, there, back)
        assert ahead(clock, machine) >= -1e-6  # to the microsecond in which instants are kept


def test_wal_f5_one_outlier_changes_nothing_and_a_clock_set_anew_is_believed_the_second_time(machine: Machine) -> None:
    clock = a_clock()
    for _ in range(5):
        machine.answer(clock, 0.001, 0.001)
        machine.uptime += 2
    machine.database_ahead = timedelta(hours=1)
    machine.answer(clock, 0.001, 0.001)
    machine.database_ahead = timedelta()
    once = ahead(clock, machine)
    machine.answer(clock, 0.001, 0.001)
    machine.database_ahead = timedelta(hours=-1)
    machine.answer(clock, 0.001, 0.001)
    machine.answer(clock, 0.001, 0.001)

    assert 0 <= once < 0.02
    assert 0 <= ahead(clock, machine) < 0.02


def test_wal_f5_what_was_not_heard_for_long_is_not_known(machine: Machine) -> None:
    clock = a_clock()
    unheard = clock.read_time()
    machine.answer(clock, 0.001, 0.001)
    machine.uptime += MAX_SILENCE_SECONDS - 1
    known = clock.read_time()
    machine.uptime += 2

    assert (unheard, clock.read_time()) == (None, None)
    assert known is not None


async def test_wal_f5_it_tells_the_database_s_time_to_a_few_milliseconds(toy: Toy) -> None:
    clock = DatabaseClock(toy.begin.database)
    await clock.measure()
    async with toy.begin.database.engine.connect() as connection:
        before = await connection.scalar(text("SELECT clock_timestamp()"))
        told = clock.read_time()
        after = await connection.scalar(text("SELECT clock_timestamp()"))

    assert told is not None
    assert before <= told < after + timedelta(milliseconds=50)


# Requests


@dataclass
class Seen:
    timings: list[Timing] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class NoteTiming(Command[Timing]):
    seen: Seen


def note_timing(subject: None, command: NoteTiming, context: Context) -> Timing:
    command.seen.timings.append(context.timing)
    return context.timing


async def _keep(tx: Any, subject: None, timing: Timing, context: Context) -> Timing:
    return timing


COMMAND_HANDLERS: CommandHandlers = {NoteTiming: CommandHandler(load_nothing, note_timing, _keep)}


class TimingView(View):
    received_at: datetime


router = APIRouter(prefix="/v1/acts")
Calling = Annotated[ApiCall[Seen], Depends(api_call)]


@router.post("", response_model=TimingView)
async def act(calling: Calling) -> Response:
    return await calling.execute(NoteTiming(calling.deps), _view)


@router.post("/files", response_model=TimingView)
async def send_file(calling: Calling, request: Request) -> Response:
    async for _ in request.stream():
        pass
    return await calling.execute(NoteTiming(calling.deps), _view)


def _view(timing: Timing, context: Context) -> TimingView:
    return TimingView(received_at=timing.received_at)


@dataclass
class Desk:
    """Service of one act, with a pool that a test can use up."""

    app: FastAPI
    client: httpx.AsyncClient
    database: Database
    seen: Seen

    async def send(self, **headers: str) -> httpx.Response:
        return await self.client.post("/v1/acts", headers=headers)

    async def database_time(self) -> datetime:
        async with self.database.probe.connect() as connection:
            time: datetime = await connection.scalar(text("SELECT clock_timestamp()"))
        return time


@pytest.fixture
async def open_desk(toy: Toy, keys: Any, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Callable[..., Any]]:
    monkeypatch.setattr(databases, "POOL_TIMEOUT_SECONDS", 20.0)
    async with AsyncExitStack() as stack:

        async def open_one(**settings: Any) -> Desk:
            database = Database(toy.url, pool_size=1)
            begin = replace(toy.begin, database=database)
            executor, seen = Executor(begin, COMMAND_HANDLERS), Seen()
            service = Service(
                name="toy",
                title="Toy",
                routers=[router],
                statuses={},
                database=database,
                executor=executor,
                bus=InMemoryBus(),
                consumer=EventConsumer("toy", executor, []),
                deps=seen,
                stream_paths=("/v1/acts/files",),
                settings=ServiceSettings(
                    env="test",
                    jwks=str(keys.jwks_path),
                    database_url=toy.url,
                    bus_url="memory:",
                    secret="s",
                    workers=False,
                    require_durable_database=False,
                    **settings,
                ),
            )
            app = create_app(service)
            await stack.enter_async_context(LifespanManager(app, startup_timeout=30, shutdown_timeout=30))
            headers = {"Authorization": f"Bearer {keys.token(tenant=PLATFORM, role='platform')}"}
            transport = httpx.ASGITransport(app)
            client = httpx.AsyncClient(transport=transport, base_url="http://t", headers=headers)
            return Desk(app, await stack.enter_async_context(client), database, seen)

        yield open_one


@asynccontextmanager
async def exhausted_pool(desk: Desk, seconds: float) -> AsyncIterator[None]:
    """The pool is used up while the block begins, and for so long from then on."""
    async with AsyncExitStack() as stack:
        for _ in range(6):  # one, and five of overflow
            await stack.enter_async_context(desk.database.engine.connect())
        freeing = asyncio.create_task(_free_later(stack.pop_all(), seconds))
    yield
    await freeing


async def _free_later(connections: AsyncExitStack, seconds: float) -> None:
    await asyncio.sleep(seconds)
    await connections.aclose()


@pytest.mark.parametrize("keyed", [False, True])
async def test_wal_f5_the_wait_for_a_connection_makes_nobody_late(open_desk: Callable[..., Any], keyed: bool) -> None:
    desk: Desk = await open_desk()
    async with exhausted_pool(desk, 2):
        sent_at = await desk.database_time()
        answer = await desk.send(**({"Idempotency-Key": "k"} if keyed else {}))

    timing = desk.seen.timings[-1]
    assert answer.status_code == 200
    assert timing.received_at - sent_at < timedelta(seconds=1)
    assert timing.now - sent_at > timedelta(seconds=1.5)


async def test_wal_f5_a_request_that_waited_too_long_is_refused_and_kept_under_no_key(
    open_desk: Callable[..., Any],
) -> None:
    desk: Desk = await open_desk(request_seconds=0.5)
    async with exhausted_pool(desk, 1.5):
        refused = await desk.send(**{"Idempotency-Key": "k"})
    again = await desk.send(**{"Idempotency-Key": "k"})

    assert (refused.status_code, refused.json()["code"]) == (503, "request_outdated")
    assert refused.headers["Retry-After"] == "1"
    assert len(desk.seen.timings) == 1
    assert (again.status_code, again.headers.get("Idempotent-Replayed")) == (200, None)


async def test_wal_f5_a_file_is_received_with_its_last_byte_and_may_take_its_time(
    open_desk: Callable[..., Any],
) -> None:
    desk: Desk = await open_desk(request_seconds=0.1)
    ended: list[datetime] = []

    async def drip() -> AsyncIterator[bytes]:
        for _ in range(3):
            yield b"x"
            await asyncio.sleep(0.1)
        ended.append(await desk.database_time())
        yield b"x"

    answer = await desk.client.post("/v1/acts/files", content=drip(), headers={"Content-Type": "text/plain"})

    assert answer.status_code == 200
    assert desk.seen.timings[-1].received_at >= ended[0]


async def test_wal_f5_received_is_never_after_now_nor_before_what_was_answered(open_desk: Callable[..., Any]) -> None:
    desk: Desk = await open_desk()
    for _ in range(20):
        await desk.send()

    timings = desk.seen.timings
    assert all(timing.received_at <= timing.now for timing in timings)
    assert all(before.now <= after.received_at for before, after in itertools.pairwise(timings))


async def test_wal_f5_the_test_clock_counts(open_desk: Callable[..., Any], toy: Toy) -> None:
    desk: Desk = await open_desk()
    async with toy.begin.database.worker_transaction() as connection:
        await connection.execute(
            text("INSERT INTO escrow.clocks (tenant_id, shift) VALUES (:tenant, interval '40 days')"),
            {"tenant": PLATFORM},
        )
    sent_at = await desk.database_time()

    await desk.send()

    assert sent_at + timedelta(days=40) <= desk.seen.timings[-1].received_at


async def test_wal_f5_while_the_time_is_not_known_the_transaction_s_beginning_has_to_do(
    open_desk: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(DatabaseClock, "read_time", lambda self: None)
    desk: Desk = await open_desk()

    assert (await desk.send()).status_code == 200
    timing = desk.seen.timings[-1]
    assert timedelta() <= timing.now - timing.received_at < timedelta(seconds=1)


async def test_wal_f5_what_an_event_does_on_the_way_is_not_judged_by_the_request(toy: Toy) -> None:
    long_ago = seams.utc_now() - timedelta(days=1)
    token = current_receipt.set(Receipt(long_ago, timedelta(seconds=10)))
    system = Origin.system(PLATFORM)
    try:
        async with toy.begin(PLATFORM, system) as tx:
            by_event = await tx.timing()
        async with toy.begin(PLATFORM, Origin(system.principal, REQUEST, "act")) as tx:
            by_request = await tx.timing()
    finally:
        current_receipt.reset(token)

    assert by_event.received_at > long_ago + timedelta(hours=23)
    assert by_request.received_at == long_ago


def test_wal_f5_no_request_may_be_older_than_deadlines_wait(keys: Any) -> None:
    with pytest.raises(ValidationError, match="request_seconds"):
        ServiceSettings(
            env="test",
            jwks="x",
            database_url="postgresql://a@b/c",
            bus_url="memory:",
            secret="s",
            request_seconds=FIRING_GRACE.total_seconds(),
        )
