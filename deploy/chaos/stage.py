"""The real suite, in a folder of its own, with a supervisor at work and services that die where they are told to."""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from common.kernel import crash_points
from deploy.local import place, ports
from deploy.local.place import CannotRun
from deploy.local.processes import Child, Supervisor, end_left_over
from deploy.local.stack import Stack, starter
from deploy.local.suite import SERVICES

FOLDER: Final = "chaos"
LOOK_SECONDS: Final = 0.1
TOGETHER: Final = "services"
"""The name of the one process that has all five in the embedded mode."""


@dataclass
class ArmedStack(Stack):
    """As `make run`, but for the environment `test`. A service starts with all points armed it has not died at."""

    ahead: dict[str, list[str]] = field(default_factory=dict)

    def _service(self, name: str, command: Sequence[str], environment: Mapping[str, str]) -> Child:
        child = super()._service(name, command, environment)

        def start() -> Sequence[object]:
            ahead = self.ahead.get(name)
            armed = {"CRASH_AT": ",".join(ahead)} if ahead else {}
            return starter(command, {**environment, "PARLEY_ENV": "test", **armed}, child.log)()

        child.start = start  # type: ignore[assignment]
        return child


class Stage:
    """What the campaign does to the running suite."""

    def __init__(self, stack: ArmedStack) -> None:
        self.stack = stack
        self.died: list[str] = []
        self.failure: Exception | None = None
        self.names = (TOGETHER,) if stack.embedded else SERVICES
        self._over = threading.Event()
        self._supervising = threading.Thread(target=self._supervise, name="supervisor")

    @property
    def ahead(self) -> list[str]:
        """The points at which nothing has died yet."""
        return [point for points in self.stack.ahead.values() for point in points]

    def kill(self, name: str) -> None:
        """As `kill -9` does: PostgreSQL's postmaster alone, of everything else all it has started."""
        process = self._process(name)
        if name == "PostgreSQL":
            os.kill(process, signal.SIGKILL)
        else:
            os.killpg(process, signal.SIGKILL)

    def freeze(self, name: str) -> None:
        os.killpg(self._process(name), signal.SIGSTOP)

    def thaw(self, name: str) -> None:
        os.killpg(self._process(name), signal.SIGCONT)

    def begin(self, points: Mapping[str, Sequence[str]]) -> None:
        """Arm the services: each is killed once, and comes back armed. One that died while it first started,
        before anything looked after it, would end the campaign."""
        self.stack.ahead = {service: list(names) for service, names in points.items()}
        self._supervising.start()
        for service in self.names:
            self.kill(service)

    def end(self) -> None:
        self._over.set()
        if self._supervising.ident is not None:
            self._supervising.join()

    def _process(self, name: str) -> int:
        return self.stack.supervisor.child(name).processes[-1].pid

    def _supervise(self) -> None:
        while not self._over.wait(LOOK_SECONDS):
            try:
                self._note_deaths()
                self.stack.supervisor.look()
            except Exception as failure:
                self.failure = failure
                return

    def _note_deaths(self) -> None:
        for service in self.names:
            child = self.stack.supervisor.child(service)
            child.crashes.clear()  # dying often is the plan here
            if child.ended == crash_points.EXIT_CODE:
                point = child.log_end().rpartition(crash_points.LAST_WORDS)[2].split()[0]
                self.stack.ahead[service].remove(point)
                self.died.append(point)
        for child in self.stack.supervisor.children:
            child.crashes.clear()


@contextmanager
def stage(points: Mapping[str, Sequence[str]], *, embedded: bool = False) -> Iterator[Stage]:
    """Started from nothing, gone without a trace. Embedded, the one process dies at whatever point it comes to."""
    state = _folder()
    end_left_over(state / "processes.json")
    supervisor = Supervisor(state / "processes.json")
    [port] = ports.pick()
    stack = ArmedStack(state, port, embedded=embedded, supervisor=supervisor)
    running = Stage(stack)
    try:
        stack.start()
        if stack.embedded and not embedded:
            raise CannotRun("There is no RabbitMQ to kill. The one process of the embedded mode: --embedded")
        if embedded:
            points = {TOGETHER: [point for names in points.values() for point in names]}
        running.begin(points)
        yield running
    finally:
        running.end()
        supervisor.stop()


def _folder() -> Path:
    """Empty but for Debian's packages, which `make run` may have fetched already."""
    usual = place.state()
    state = usual / FOLDER
    place.remove(state)
    state.mkdir(mode=0o711)
    (usual / "debian").mkdir(exist_ok=True)
    (state / "debian").symlink_to(usual / "debian")
    return state
