"""Stage that rows of the benchmark share: the suite, baselines beside it, load clients, and what all of it costs."""

from __future__ import annotations

import asyncio
import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Iterable, Iterator, Mapping, Sequence
from contextlib import asynccontextmanager, contextmanager, suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlsplit

import asyncpg
import httpx

from common.contracts.readers import topics_of
from deploy.local import ports
from deploy.local.environment import build_uvicorn_command
from deploy.local.place import REPO, CannotRun
from deploy.local.ports import HOST
from deploy.local.processes import stop_process_group
from deploy.local.suite import SERVICES
from deploy.proof.demo.suite import Suite
from deploy.proof.testing.market import Market, open_market

from .beside.load_client import Lane, LaneResult
from .processor_time import read_processor_seconds

READY_SECONDS: Final = 60
DRAIN_SECONDS: Final = 300
LOOK_SECONDS: Final = 0.5
"""Asking costs the database something too."""
UNHEARD_QUERY: Final = """
SELECT o.created_at FROM {publisher}.outbox o WHERE o.position > $1 AND (o.published_at IS NULL OR {unheard})
ORDER BY o.position LIMIT 1
"""
UNHEARD_BY: Final = """o.topic = ANY (ARRAY[{topics}]) AND NOT EXISTS (
  SELECT 1 FROM {reader}.inbox i WHERE i.consumer = '{reader}' AND i.event_id = o.id AND i.state = 'done')"""


@dataclass
class Load:
    """Answer of a load client."""

    lanes: dict[str, LaneResult]
    client_seconds: float
    """Processor time of the client itself."""

    @property
    def only(self) -> LaneResult:
        [result] = self.lanes.values()
        return result


@dataclass
class Stage:
    suite: Suite
    folder: Path
    superuser: asyncpg.Connection
    client: httpx.AsyncClient
    helpers: list[subprocess.Popen[bytes]]

    def address_of(self, service: str) -> tuple[str, int]:
        """Host and port of a service itself, or of one that was started beside the suite."""
        at = urlsplit(self.suite.services[service])
        return str(at.hostname), int(at.port or 80)

    async def open_market(self) -> Market:
        """A platform of its own."""
        return await open_market(self.client, self.suite.admin_secret)

    async def run_load(self, *lanes: Lane, controlled_by: Any = None) -> Load:
        """Run lanes in a process of their own. `controlled_by(process)` may pause and resume it meanwhile."""
        job = self.folder / f"job-{time.monotonic_ns()}.json"
        job.write_text(json.dumps([asdict(lane) for lane in lanes]))
        written = job.with_suffix(".report")
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "deploy.proof.bench.beside.load_client", str(job), str(written),
            cwd=REPO, stdin=subprocess.PIPE,
        )  # fmt: skip
        control = asyncio.ensure_future(controlled_by(process)) if controlled_by else None
        try:
            await process.wait()
        finally:
            if control is not None:
                control.cancel()
                with suppress(asyncio.CancelledError):
                    await control
            if process.returncode is None:
                process.kill()
        if process.returncode:
            raise CannotRun(f"The load client ended with {process.returncode}; what it said is above.")
        report = json.loads(written.read_text())
        lanes_by_name = {}
        for about in report["lanes"]:
            statuses = {int(status): count for status, count in about.pop("statuses").items()}
            lanes_by_name[about["name"]] = LaneResult(**about, statuses=statuses)
        job.unlink()
        written.unlink()
        return Load(lanes_by_name, report["cpu"])

    # Parts of the suite

    def read_processor_seconds(self) -> dict[str, float]:
        return read_processor_seconds(self.suite.processes)

    @contextmanager
    def freeze(self, services: Iterable[str]) -> Iterator[None]:
        """Hold services still: what they would do meanwhile is done afterwards."""
        frozen = list(services)
        try:
            for service in frozen:
                self._signal_service(service, signal.SIGSTOP)
            yield
        finally:
            for service in frozen:
                self._signal_service(service, signal.SIGCONT)

    def _signal_service(self, service: str, number: int) -> None:
        for pid in self.suite.processes[service]:
            os.killpg(pid, number)

    # What is still under way

    async def read_positions(self) -> dict[str, int]:
        """Last event of each service."""
        return {
            service: await self.superuser.fetchval(f"SELECT coalesce(max(position), 0) FROM {service}.outbox")
            for service in SERVICES
        }

    async def read_lag(self, since: Mapping[str, int]) -> float:
        """Age in seconds of the oldest event since then that was not published, or not taken in by all its readers."""
        oldest = [
            await self.superuser.fetchval(_build_unheard_query(publisher), position)
            for publisher, position in since.items()
        ]
        waiting = [at for at in oldest if at is not None]
        if not waiting:
            return 0.0
        now = await self.superuser.fetchval("SELECT clock_timestamp()")
        return float(max((now - at).total_seconds() for at in waiting))

    async def wait_until_heard(self, since: Mapping[str, int]) -> None:
        """Wait until everybody has taken in what was published since then. Raises CannotRun."""
        deadline = time.monotonic() + DRAIN_SECONDS
        while await self.read_lag(since):
            if time.monotonic() > deadline:
                raise CannotRun(f"Events of before have not arrived after {DRAIN_SECONDS} s.")
            await asyncio.sleep(LOOK_SECONDS)

    # Baselines beside it

    async def start_app(self, factory: str, environment: Mapping[str, str] | None = None) -> tuple[str, int]:
        """Start an app in a process of its own, with the server settings of the services."""
        [port] = ports.pick_free_ports()
        command = build_uvicorn_command(factory, port, trusted_proxy="")
        return await self._start_helper(command, {**os.environ, **(environment or {})}, port, "/")

    async def start_variant(self, service: str, **settings: str) -> tuple[str, int]:
        """Start a second process of a service as the first was started, but for these settings and without workers."""
        [pid] = self.suite.processes[service]
        environment = _read_environment(pid)
        [port] = ports.pick_free_ports()
        command = build_uvicorn_command(f"{service}.app:create_app", port, trusted_proxy="")
        without_workers = {f"{service.upper()}_WORKERS": "false"}
        return await self._start_helper(command, {**environment, **without_workers, **settings}, port, "/health/ready")

    async def start_program(self, command: Sequence[str], port: int) -> None:
        """Start anything that listens at a port."""
        await self._start_helper(command, os.environ, port, "/")

    async def _start_helper(
        self, command: Sequence[str], environment: Mapping[str, str], port: int, path: str
    ) -> tuple[str, int]:
        log = self.folder / f"helper-{port}.log"
        self.helpers.append(process := _start_process(command, environment, log))
        deadline = time.monotonic() + READY_SECONDS
        while True:
            with suppress(httpx.TransportError):
                answer = await self.client.get(f"http://{HOST}:{port}{path}")
                if answer.status_code < 500:
                    return HOST, port
            if process.poll() is not None or time.monotonic() > deadline:
                raise CannotRun(f"{command[3:5]} did not start: {log.read_text()}")
            await asyncio.sleep(LOOK_SECONDS)


def _read_environment(pid: int) -> dict[str, str]:
    parts = Path(f"/proc/{pid}/environ").read_text().split("\0")
    return dict(part.split("=", 1) for part in parts if "=" in part)


def _start_process(command: Sequence[str], environment: Mapping[str, str], log: Path) -> subprocess.Popen[bytes]:
    with log.open("wb") as output:
        return subprocess.Popen(
            command, env=environment, cwd=REPO, stdin=subprocess.DEVNULL, stdout=output, stderr=output,
            start_new_session=True,
        )  # fmt: skip


def _build_unheard_query(publisher: str) -> str:
    conditions = [
        UNHEARD_BY.format(topics=", ".join(f"'{topic}'" for topic in topics), reader=reader)
        for reader in SERVICES
        if (topics := [topic for topic in topics_of(reader) if topic.startswith(f"{publisher}.")])
    ]
    return UNHEARD_QUERY.format(publisher=publisher, unheard=" OR ".join(conditions) or "false")


@asynccontextmanager
async def open_stage(suite: Suite) -> AsyncIterator[Stage]:
    if suite.embedded:
        raise CannotRun("Five services in one process are not what is measured: a broker is needed.")
    folder = Path(tempfile.mkdtemp(prefix="parley-bench-"))
    superuser = await asyncpg.connect(suite.superuser_dsn)
    helpers: list[subprocess.Popen[bytes]] = []
    try:
        async with httpx.AsyncClient(base_url=suite.url, timeout=60, trust_env=False) as client:
            yield Stage(suite, folder, superuser, client, helpers)
    finally:
        for process in helpers:
            stop_process_group(process)
        await superuser.close()
        shutil.rmtree(folder, ignore_errors=True)
