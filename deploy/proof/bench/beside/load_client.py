"""Load client: `python -m deploy.proof.bench.beside.load_client job.json`, a process of its own, JSON at its end.

Bare HTTP/1.1 over kept connections: about 40 µs a request, so that on a small machine it is the services that are
measured and not the one who asks. While it runs it listens on its standard input: `pause` and `resume` hold new
scenarios back, which is how a driver keeps readers from falling behind.
"""

from __future__ import annotations

import asyncio
import json
import os
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, Final, cast

import uvloop

ANSWER_SECONDS: Final = 30.0
LOST: Final = 0
"""Status of a request that was not answered."""
UNIQUE: Final = "%UNIQUE%"
"""Stands for something new in each request: a payment's reference, a title."""


@dataclass(frozen=True)
class Step:
    """One request of a scenario; `{id}` in its path is the subject of the scenario."""

    method: str
    path: str
    body: str | None = None
    keyed: bool = False
    takes_id: bool = False
    """Its answer says the id that the following steps are about."""
    taken: str = "id"


@dataclass(frozen=True)
class Lane:
    """Scenarios of one kind, asked of one address by some connections.

    Closed: each connection begins the next scenario as soon as one has ended. Open (`rate`): scenarios begin so many a
    second whether earlier ones have ended or not, and time counts from when one was due to begin.
    """

    name: str
    host: str
    port: int
    tokens: Sequence[str]
    steps: Sequence[Step]
    connections: int = 1
    seconds: float | None = None
    count: int | None = None
    ids: Sequence[str] = ()
    """Subjects, one for each scenario; without them a step takes its own."""
    repeat_ids: bool = False
    rate: float | None = None


@dataclass
class LaneResult:
    name: str
    seconds: float = 0.0
    done: int = 0
    """Scenarios that went well to their end."""
    statuses: dict[int, int] = field(default_factory=dict)
    latencies: dict[str, list[float]] = field(default_factory=dict)
    """Seconds of each good answer, by step."""
    ids: list[str] = field(default_factory=list)
    first_failure: str = ""


class Connection(asyncio.Protocol):
    """Kept connection with one request under way."""

    def __init__(self) -> None:
        self.transport: asyncio.Transport | None = None
        self._received = bytearray()
        self._answer: asyncio.Future[tuple[int, bytes]] | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.transport = cast("asyncio.Transport", transport)

    def connection_lost(self, _error: Exception | None) -> None:
        self.transport = None
        self._finish(LOST, b"")

    def data_received(self, data: bytes) -> None:
        self._received += data
        head_end = self._received.find(b"\r\n\r\n")
        if head_end < 0:
            return
        head = bytes(self._received[:head_end]).lower()
        at = head.find(b"\r\ncontent-length:")
        length = int(head[at + 17 :].split(b"\r\n", 1)[0]) if at >= 0 else 0
        if len(self._received) >= (end := head_end + 4 + length):
            body = bytes(self._received[head_end + 4 : end])
            del self._received[:end]
            self._finish(int(head[9:12]), body)

    async def ask(self, request: bytes) -> tuple[int, bytes]:
        if self.transport is None:
            return LOST, b""
        self._answer = asyncio.get_running_loop().create_future()
        self.transport.write(request)
        return await self._answer

    def close(self) -> None:
        if self.transport is not None:
            self.transport.close()

    def _finish(self, status: int, body: bytes) -> None:
        if self._answer is not None and not self._answer.done():
            self._answer.set_result((status, body))


class LaneRun:
    """Run of one lane."""

    def __init__(self, lane: Lane, free: asyncio.Event) -> None:
        self.lane, self._free = lane, free
        self.result = LaneResult(lane.name, latencies={step.path: [] for step in lane.steps})
        self._subjects = self._take_subjects()
        self._prefixes = [self._build_prefixes(token) for token in lane.tokens]
        self._connections: list[Connection] = []
        self._begun = 0
        self._unique_prefix = os.urandom(10).hex()
        self._started = 0.0

    async def run(self) -> LaneResult:
        self._started = time.perf_counter()
        if self.lane.rate is None:
            await asyncio.gather(*(self._repeat_scenarios() for _ in range(self.lane.connections)))
        else:
            await self._begin_at_rate(self.lane.rate)
        self.result.seconds = time.perf_counter() - self._started
        for connection in self._connections:
            connection.close()
        return self.result

    async def _repeat_scenarios(self) -> None:
        connection = await self._connect()
        while (begun := self._begin_scenario()) is not None:
            await self._free.wait()
            if connection.transport is None:
                connection = await self._connect()
            await self._play_scenario(connection, *begun, time.perf_counter())

    async def _begin_at_rate(self, rate: float) -> None:
        idle: asyncio.Queue[Connection] = asyncio.Queue()
        for _ in range(self.lane.connections):
            idle.put_nowait(await self._connect())
        under_way: set[asyncio.Task[None]] = set()
        due = self._started = time.perf_counter()
        while (begun := self._begin_scenario()) is not None:
            due += 1 / rate
            if (wait := due - time.perf_counter()) > 0:
                await asyncio.sleep(wait)
            task = asyncio.ensure_future(self._play_when_idle(idle, *begun, due))
            under_way.add(task)
            task.add_done_callback(under_way.discard)
        await asyncio.gather(*under_way)

    async def _play_when_idle(self, idle: asyncio.Queue[Connection], number: int, id: str, due: float) -> None:
        connection = await idle.get()
        if connection.transport is None:
            connection = await self._connect()
        await self._play_scenario(connection, number, id, due)
        idle.put_nowait(connection)

    def _begin_scenario(self) -> tuple[int, str] | None:
        lane = self.lane
        if lane.seconds is not None and time.perf_counter() - self._started >= lane.seconds:
            return None
        if lane.count is not None and self._begun >= lane.count:
            return None
        if (subject := next(self._subjects, None)) is None:
            return None
        self._begun += 1
        return self._begun, subject

    def _take_subjects(self) -> Iterator[str]:
        if not self.lane.ids:
            while True:
                yield ""
        yield from self.lane.ids
        while self.lane.repeat_ids:
            yield from self.lane.ids

    async def _play_scenario(self, connection: Connection, number: int, id: str, since: float) -> None:
        prefixes = self._prefixes[number % len(self._prefixes)]
        for place, step in enumerate(self.lane.steps):
            request = self._build_request(prefixes[place], step, f"{self._unique_prefix}{number:08x}{place:x}", id)
            status, body = await connection.ask(request)
            self.result.statuses[status] = self.result.statuses.get(status, 0) + 1
            if not 200 <= status < 300:
                self.result.first_failure = self.result.first_failure or f"{step.path}: {status} {body[:300]!r}"
                return
            now = time.perf_counter()
            self.result.latencies[step.path].append(now - since)
            since = now
            if step.takes_id:
                id = str(json.loads(body)[step.taken])
                self.result.ids.append(id)
        self.result.done += 1

    def _build_prefixes(self, token: str) -> list[str]:
        authorized = f"Host: {self.lane.host}:{self.lane.port}\r\nAuthorization: Bearer {token}\r\n"
        return [
            authorized if step.body is None else f"{authorized}Content-Type: application/json\r\n"
            for step in self.lane.steps
        ]

    def _build_request(self, prefix: str, step: Step, unique: str, id: str) -> bytes:
        body = (step.body or "").replace(UNIQUE, unique)
        key = f"Idempotency-Key: {unique}\r\n" if step.keyed else ""
        length = f"Content-Length: {len(body)}\r\n" if step.method != "GET" else ""
        return f"{step.method} {step.path.replace('{id}', id)} HTTP/1.1\r\n{prefix}{key}{length}\r\n{body}".encode()

    async def _connect(self) -> Connection:
        loop = asyncio.get_running_loop()
        _, connection = await loop.create_connection(Connection, self.lane.host, self.lane.port)
        self._connections.append(connection)
        return connection


async def run_lanes(lanes: Sequence[Lane]) -> list[LaneResult]:
    free = asyncio.Event()
    free.set()
    listening = asyncio.ensure_future(_obey_commands(free))
    try:
        return list(await asyncio.gather(*(LaneRun(lane, free).run() for lane in lanes)))
    finally:
        listening.cancel()


async def _obey_commands(free: asyncio.Event) -> None:
    reader = asyncio.StreamReader()
    await asyncio.get_running_loop().connect_read_pipe(lambda: asyncio.StreamReaderProtocol(reader), sys.stdin)
    while line := await reader.readline():
        if line.strip() == b"pause":
            free.clear()
        elif line.strip() == b"resume":
            free.set()


def lane_from_json(about: dict[str, Any]) -> Lane:
    return Lane(**{**about, "steps": [Step(**step) for step in about["steps"]]})


def main() -> None:
    """Run the lanes of a file, and write next to it what came of them: a pipe is too narrow for many thousand times."""
    job, report = map(Path, sys.argv[1:])
    results = uvloop.run(run_lanes([lane_from_json(lane) for lane in json.loads(job.read_text())]))
    times = os.times()
    content = {"lanes": [asdict(result) for result in results], "cpu": times.user + times.system}
    report.write_text(json.dumps(content))


if __name__ == "__main__":
    main()
