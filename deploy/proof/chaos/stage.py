"""Real suite in a folder of its own, with a supervisor at work and services that die where they are told to."""

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
from deploy.local.rabbitmq import Broker
from deploy.local.stack import Stack, make_process_starter
from deploy.local.suite import SERVICES

from .thrown import Thrown

FOLDER: Final = "chaos"
LOOK_SECONDS: Final = 0.1
HEADS_SECONDS: Final = "5"
"""Soon enough for a cut behind the last one to be tried at the end."""
ENDING_SIGNALS: Final = (signal.SIGTERM, signal.SIGHUP)
"""They end a campaign as Ctrl-C does, and with it all that it has started."""
ALL_SERVICES: Final = "services"
"""The name of the one process that has all five in the embedded mode."""


@dataclass
class ArmedStack(Stack):
    """Stack as `make run` starts it, but for the environment `test`. A service starts with all points armed it has not
    died at.
    """

    remaining_points: dict[str, list[str]] = field(default_factory=dict)
    bus_urls: dict[str, str] = field(default_factory=dict)

    def _await_bus_urls(self, node: Broker | None) -> dict[str, str]:
        self.bus_urls = super()._await_bus_urls(node)
        return self.bus_urls

    def _make_service_child(self, name: str, command: Sequence[str], environment: Mapping[str, str]) -> Child:
        child = super()._make_service_child(name, command, environment)

        def start_armed() -> Sequence[object]:
            ahead = self.remaining_points.get(name)
            armed = {"PARLEY_ENV": "test", "PARLEY_HEADS_SECONDS": HEADS_SECONDS}
            armed |= {"CRASH_AT": ",".join(ahead)} if ahead else {}
            return make_process_starter(command, {**environment, **armed}, child.log)()

        child.start = start_armed  # type: ignore[assignment]
        return child


class Stage:
    """Controls of the running suite: what the campaign does to it."""

    def __init__(self, stack: ArmedStack) -> None:
        self.stack = stack
        self.died: list[str] = []
        self.failure: Exception | None = None
        self.thrown = Thrown()
        self.flapping: str | None = None
        """Part whose ends count, as they do for whoever runs the suite."""
        self.names = (ALL_SERVICES,) if stack.embedded else SERVICES
        self._over = threading.Event()
        self._supervising = threading.Thread(target=self._supervise_services, name="supervisor")

    @property
    def remaining_points(self) -> list[str]:
        """Points at which nothing has died yet."""
        return [point for points in self.stack.remaining_points.values() for point in points]

    def kill_service(self, name: str) -> None:
        """Kills as `kill -9` does: PostgreSQL's postmaster alone, of everything else all it has started."""
        process = self.pid_of_service(name)
        if name == "PostgreSQL":
            os.kill(process, signal.SIGKILL)
        else:
            os.killpg(process, signal.SIGKILL)

    def freeze_service(self, name: str) -> None:
        os.killpg(self.pid_of_service(name), signal.SIGSTOP)

    def thaw_service(self, name: str) -> None:
        os.killpg(self.pid_of_service(name), signal.SIGCONT)

    def arm_services(self, points: Mapping[str, Sequence[str]]) -> None:
        """Arm the services: each is killed once, and comes back armed. One that died while it first started,
        before anything looked after it, would end the campaign."""
        self.stack.remaining_points = {service: list(names) for service, names in points.items()}
        self._supervising.start()
        for service, names in self.stack.remaining_points.items():
            if names:
                self.kill_service(service)

    def arm_service(self, service: str, points: Sequence[str]) -> None:
        """Arm one service while all are supervised: it is killed once, and comes back armed."""
        self.stack.remaining_points[service] = list(points)
        self.kill_service(service)

    def disarm_service(self, service: str) -> None:
        """Take away the points at which it has not died: they would hit whatever comes next."""
        self.arm_service(service, [])

    def stop_supervising(self) -> None:
        self._over.set()
        if self._supervising.ident is not None:
            self._supervising.join()

    def pid_of_service(self, name: str) -> int:
        return self.stack.supervisor.find_child(name).processes[-1].pid

    def _supervise_services(self) -> None:
        while not self._over.wait(LOOK_SECONDS):
            try:
                self._record_deaths()
                self.stack.supervisor.restart_crashed_children()
            except Exception as failure:
                self.failure = failure
                return

    def _record_deaths(self) -> None:
        for service in self.names:
            child = self.stack.supervisor.find_child(service)
            if child.held_until is None and child.exit_code == crash_points.CRASH_EXIT_CODE:
                point = child.read_log_end().rpartition(crash_points.CRASH_MARK)[2].split()[0]
                self.stack.remaining_points[service].remove(point)
                self.died.append(point)
        for child in self.stack.supervisor.children:
            if child.name != self.flapping:
                child.quick_ends = 0  # dying often is the plan here


@contextmanager
def run_armed_stage(points: Mapping[str, Sequence[str]], *, embedded: bool = False) -> Iterator[Stage]:
    """Started from nothing, gone without a trace. Embedded, the one process dies at whatever point it comes to."""
    state = _prepare_folder()
    end_left_over(state / "processes.json")
    supervisor = Supervisor(state / "processes.json")
    [port] = ports.pick_free_ports()
    stack = ArmedStack(state, port, embedded=embedded, supervisor=supervisor)
    running = Stage(stack)
    heard = {number: signal.signal(number, signal.default_int_handler) for number in ENDING_SIGNALS}
    try:
        stack.start()
        if stack.embedded and not embedded:
            raise CannotRun("There is no RabbitMQ to kill. The one process of the embedded mode: --embedded")
        if embedded:
            points = {ALL_SERVICES: [point for names in points.values() for point in names]}
        running.arm_services(points)
        yield running
    finally:
        running.stop_supervising()
        supervisor.stop()
        for number, handler in heard.items():
            signal.signal(number, handler)


def _prepare_folder() -> Path:
    """Empty but for Debian's packages, which `make run` may have fetched already."""
    usual = place.state_folder()
    state = usual / FOLDER
    place.remove_tree(state)
    state.mkdir(mode=0o711)
    (usual / "debian").mkdir(exist_ok=True)
    (state / "debian").symlink_to(usual / "debian")
    return state
