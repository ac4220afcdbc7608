"""Starts processes, restarts what crashes, and leaves none behind."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import subprocess
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from .place import CannotRun, write_private_file
from .progress import print_progress

Started = Sequence[subprocess.Popen[bytes]]

LOOK_SECONDS: Final = 0.5
STOP_SECONDS: Final = 25.0
MAX_CRASHES: Final = 5
CRASH_WINDOW_SECONDS: Final = 60.0


@dataclass
class Child:
    """Program under supervision, maybe of several processes; each is the head of a process group of its own."""

    name: str
    start: Callable[[], Started]
    log: Path
    stop_signal: int = signal.SIGTERM
    processes: Started = ()
    crashes: list[float] = field(default_factory=list)

    @property
    def exit_code(self) -> int | None:
        """Exit code of the first of its processes that is no more."""
        return next((code for process in self.processes if (code := process.poll()) is not None), None)

    def stop(self, seconds: float = STOP_SECONDS) -> None:
        for process in reversed(self.processes):
            stop_process_group(process, self.stop_signal, seconds)

    def read_log_end(self, size: int = 1_500) -> str:
        return self.log.read_text(errors="replace")[-size:].strip() if self.log.exists() else ""


class Supervisor:
    """Children in the order they were started; they stop in the opposite order."""

    def __init__(self, register: Path) -> None:
        self._register = register
        self._children: list[Child] = []

    @property
    def children(self) -> Sequence[Child]:
        return self._children

    def find_child(self, name: str) -> Child:
        return next(child for child in self._children if child.name == name)

    def start(self, child: Child) -> Child:
        self._children.append(child)
        self._run_child(child)
        return child

    def watch(self) -> None:
        """Returns never: until a signal, or until something keeps crashing."""
        while True:
            self.restart_crashed_children()
            time.sleep(LOOK_SECONDS)

    def restart_crashed_children(self) -> None:
        for child in self._children:
            if child.exit_code is not None:
                self._restart_child(child)

    def stop(self) -> None:
        for child in reversed(self._children):
            child.stop()
        self._register.unlink(missing_ok=True)

    def list_child_pids(self) -> dict[str, list[int]]:
        return {child.name: [process.pid for process in child.processes] for child in self._children}

    def _restart_child(self, child: Child) -> None:
        now = time.monotonic()
        child.crashes = [at for at in child.crashes if at > now - CRASH_WINDOW_SECONDS] + [now]
        if len(child.crashes) >= MAX_CRASHES:
            raise CannotRun(f"{child.name} keeps crashing. The end of {child.log}:\n{child.read_log_end()}")
        print_progress(
            f"{child.name} ended unexpectedly (code {child.exit_code}); starting it again. Its log: {child.log}"
        )
        child.stop()
        self._run_child(child)

    def _run_child(self, child: Child) -> None:
        child.processes = child.start()
        self._write_register()

    def _write_register(self) -> None:
        rows = [
            {"name": child.name, "pid": process.pid, "birth": _read_birth_time(process.pid), "ask": child.stop_signal}
            for child in self._children
            for process in child.processes
        ]
        write_private_file(self._register, json.dumps(rows))


def stop_process_group(
    process: subprocess.Popen[bytes], ask: int = signal.SIGTERM, seconds: float = STOP_SECONDS
) -> None:
    """Ask a process to end; after a while end it and everything it started."""
    if process.poll() is None:
        process.send_signal(ask)
        try:
            process.wait(seconds)
        except subprocess.TimeoutExpired:
            _kill_process_group(process.pid)
            process.wait()
    _kill_process_group(process.pid)  # whatever it left in its group


def end_left_over(register: Path) -> None:
    """End what a supervisor that was killed could not end. Its children are known by number and time of birth."""
    if not register.exists():
        return
    for row in reversed(json.loads(register.read_text())):
        if row["birth"] is None or _read_birth_time(row["pid"]) != row["birth"]:
            continue
        print_progress(f"Ending {row['name']} (process {row['pid']}), left over from a run that was killed")
        os.kill(row["pid"], row["ask"])
        deadline = time.monotonic() + STOP_SECONDS
        while _read_birth_time(row["pid"]) == row["birth"] and time.monotonic() < deadline:
            time.sleep(0.05)
        _kill_process_group(row["pid"])
    register.unlink()


def _kill_process_group(pid: int) -> None:
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(pid, signal.SIGKILL)


def _read_birth_time(pid: int) -> str | None:
    """Tells when the process began, so that a number that was given out anew is not mistaken; None if there is none."""
    stat = Path(f"/proc/{pid}/stat")
    if Path("/proc/self/stat").exists():
        try:
            fields = stat.read_text().rpartition(")")[2].split()
        except (FileNotFoundError, ProcessLookupError):
            return None
        return None if fields[0] == "Z" else fields[19]
    output = subprocess.run(["ps", "-o", "lstart=", "-p", str(pid)], capture_output=True, text=True).stdout.strip()
    return output or None
