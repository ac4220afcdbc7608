"""Processes: one for each service, with an application of its own. Each may die wherever its work passes a seam."""

from __future__ import annotations

import asyncio
import gc
from collections.abc import Awaitable, Callable, Coroutine, Mapping
from contextlib import AsyncExitStack
from contextvars import ContextVar
from dataclasses import dataclass, field
from functools import partial
from typing import Any, Final, TypeVar

import httpx
from fastapi import FastAPI
from sqlalchemy import event

from common.internal.refilling import QueueRefill
from common.jobs.audit_chain import AuditLogChainer
from common.jobs.past_deadlines import PastDeadlinePurge
from common.kernel import seams
from common.messaging.cleaning import TrafficCleaner
from common.messaging.outbox import OutboxRelay
from common.persistence import platform_access
from common.persistence.idempotency import purge_expired_keys
from common.runtime import Service

from .world import SimulatedWorld

ResultT = TypeVar("ResultT")
RunPass = Callable[[], Awaitable[object]]

START_SECONDS: Final = 20.0
CLOCK_AND_ORIGINS: Final = 2
"""What sleeps beside the application once it has started. Its streams ask for nothing until somebody reads one."""
STATEMENT, COMMIT = "statement", "commit"
OWN_WORKERS: Final = {"courier": "deliver_due", "feed_cleaner": "clean_batch", "retainer": "erase_due"}
"""Passes of what single services do by themselves, by the name of the worker."""

turn_of_work: Final[ContextVar[asyncio.Lock | None]] = ContextVar("turn_of_work", default=None)
"""What one piece of work asks of other services it asks one after the other: the machine must not decide the order."""


class ProcessDied(BaseException):
    """Raised in the middle of a process's work: nothing of it goes on, as after `kill -9`."""


class ProcessGone(Exception):
    """Says that a process is down, or has died before its work was done."""


@dataclass
class Death:
    """Death that waits for a process to pass its n-th seam from now on."""

    service: str
    seams_left: int
    at: str = ""
    """Name of the seam, once it has happened."""


@dataclass(eq=False)
class Process:
    """Process of one service. What its application has in memory lives as long as it does."""

    name: str
    world: SimulatedWorld
    build: Callable[[], Awaitable[FastAPI]]
    death: Death | None = None
    deaths: int = 0
    tasks: set[asyncio.Task[Any]] = field(default_factory=set)
    """Those that go on between steps: they sleep."""
    passes: Mapping[str, RunPass] = field(default_factory=dict)
    """One pass of each of its workers, by the worker's name."""
    _app: FastAPI | None = None
    _died: asyncio.Future[None] = field(init=False)
    _stack: AsyncExitStack = field(default_factory=AsyncExitStack)

    @property
    def is_up(self) -> bool:
        return self._app is not None

    @property
    def app(self) -> FastAPI:
        if self._app is None:
            raise ProcessGone(self.name)
        return self._app

    @property
    def service(self) -> Service:
        service: Service = self.app.state.service
        return service

    async def start(self) -> None:
        before, asleep = asyncio.all_tasks(), self.world.asleep
        self._died, self.death = asyncio.get_running_loop().create_future(), None
        self._app, self._stack = await self.build(), AsyncExitStack()
        await self._stack.enter_async_context(self.app.router.lifespan_context(self.app))
        gc.unfreeze()  # what has died is to be collected
        database = self.service.database
        for engine in (database.engine, database.worker_engine):
            event.listen(engine.sync_engine, "before_cursor_execute", self._pass_statement)
            event.listen(engine.sync_engine, "commit", self._pass_commit)
        await self._wait_until_asleep(asleep + CLOCK_AND_ORIGINS)
        self.tasks, self.passes = asyncio.all_tasks() - before, self._list_passes()

    async def stop(self) -> None:
        """Let go of what it has; nothing of that is another's."""
        self._app, self.tasks = None, set()
        await self._stack.aclose()

    async def run(self, work: Coroutine[Any, Any, ResultT]) -> ResultT:
        """Run a piece of its work. Raises ProcessGone if it dies on the way."""
        if self._app is None or self._died.done():
            work.close()
            raise ProcessGone(self.name)
        token = turn_of_work.set(asyncio.Lock())
        task = asyncio.get_running_loop().create_task(work)
        turn_of_work.reset(token)
        task.add_done_callback(_look_at_failure)  # whoever waits for it may be gone by then
        await asyncio.wait((task, self._died), return_when=asyncio.FIRST_COMPLETED)
        if not self._died.done():
            return task.result()
        task.cancel()
        await asyncio.wait((task,))
        raise ProcessGone(self.name)

    async def answer(self, request: httpx.Request) -> httpx.Response:
        self.tell_time()
        return await httpx.ASGITransport(self.app, client=("127.0.0.1", 1)).handle_async_request(request)

    def tell_time(self) -> None:
        """Tell it the time of the database, as it would measure it."""
        if (clock := self.app.state.probes.clock) is not None:
            clock.record_answer(seams.monotonic(), seams.utc_now(), seams.monotonic())

    def pass_seam(self, name: str) -> None:
        """Die here, if it is to die at this seam. What has died already does nothing more."""
        if self._app is not None and self._died.done():
            raise ProcessDied(self.name)
        if self.death is None:
            return
        self.death.seams_left -= 1
        if self.death.seams_left <= 0:
            self.death.at = name
            self.deaths += 1
            self._died.set_result(None)
            raise ProcessDied(self.name)

    @property
    def has_died(self) -> bool:
        return self._app is not None and self._died.done()

    def _pass_statement(self, *_: Any) -> None:
        self.pass_seam(STATEMENT)

    def _pass_commit(self, _: Any) -> None:
        self.pass_seam(COMMIT)

    async def _wait_until_asleep(self, count: int) -> None:
        """Wait until each of those that go with the application has looked once, and sleeps."""
        async with asyncio.timeout(START_SECONDS):
            while self.world.asleep < count:
                await asyncio.sleep(0.002)

    def _list_passes(self) -> Mapping[str, RunPass]:
        service = self.service
        database, infrastructure = service.database, service.executor.begin.infrastructure
        passes: dict[str, RunPass] = {
            "relay": OutboxRelay(database, infrastructure, service.bus).relay_batch,
            "retry": service.consumer.retry_due,
            "cleaner": TrafficCleaner(database, infrastructure).clean_batch,
            "sealer": AuditLogChainer(database, infrastructure).chain_batch,
            "purge": partial(purge_expired_keys, database, infrastructure.schema),
            "past": PastDeadlinePurge(database, infrastructure).purge_stretch,
            "platforms": self._refresh_suspended,
        }
        if service.sweeper is not None:
            passes["deadlines"] = service.sweeper.fire_due
        for name, worker in service.workers.items():
            if name in OWN_WORKERS:
                passes[name] = getattr(getattr(worker, "__self__"), OWN_WORKERS[name])  # noqa: B009 (no type has it)
        return passes

    async def _refresh_suspended(self) -> None:
        schema = self.service.executor.begin.infrastructure.schema
        self.app.state.suspended_platforms.replace(await platform_access.list_suspended(self.service.database, schema))

    async def refill(self) -> int:
        """Fetch what its queue has lost, as it does when the queue is declared anew."""
        peers = self.service.peers or getattr(self.service.catch_up, "peers")  # noqa: B009
        return await QueueRefill(self.service.consumer, peers).refill()


def _look_at_failure(task: asyncio.Task[Any]) -> None:
    if not task.cancelled():
        task.exception()
