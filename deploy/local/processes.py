"""Starts processes, restarts what crashes, and leaves none behind."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import subprocess
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from .place import CannotRun, write_private_file
from .progress import print_progress

Started = Sequence[subprocess.Popen[bytes]]

LOOK_SECONDS: Final = 0.5
STOP_SECONDS: Final = 25.0
STEADY_SECONDS: Final = 10.0
"""A process that ran so long had come up: its end is no flapping."""
QUICK_ENDS: Final = 5
"""So many in a row, and it is held back before it is started again."""
FIRST_HOLD_SECONDS: Final = 5.0
LONGEST_HOLD_SECONDS: Final = 60.0


@dataclass
class Child:
    """Program under supervision, maybe of several processes; each is the head of a process group of its own."""

    name: str
    start: Callable[[], Started]
    log: Path
    stop_signal: int = signal.SIGTERM
    processes: Started = ()
    started_at: float = 0.0
    quick_ends: int = 0
    held_until: float | None = None
    """When it is started again; None while it runs."""

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
        self.on_restart: Callable[[], None] = lambda: None
        """Called when a child has other processes than before: whoever wrote down their numbers does so again."""

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
        """Returns never, until a signal. What keeps crashing is held back, and the rest goes on."""
        while True:
            self.restart_crashed_children()
            time.sleep(LOOK_SECONDS)

    def restart_crashed_children(self) -> None:
        for child in self._children:
            if child.held_until is not None:
                if time.monotonic() >= child.held_until:
                    self._restart_child(child)
            elif child.exit_code is not None:
                self._note_end(child)

    def stop(self) -> None:
        for child in reversed(self._children):
            child.stop()
        self._register.unlink(missing_ok=True)

    def list_child_pids(self) -> dict[str, list[int]]:
        return {child.name: [process.pid for process in child.processes] for child in self._children}

    def _note_end(self, child: Child) -> None:
        if time.monotonic() - child.started_at >= STEADY_SECONDS:
            child.quick_ends = -1
        self._hold_back(child, f"ended unexpectedly (code {child.exit_code})")

    def _hold_back(self, child: Child, what_happened: str) -> None:
        child.quick_ends += 1
        child.held_until = time.monotonic() + (seconds := hold_seconds(child.quick_ends))
        again = f"starting it again{f' in {seconds:.0f} s' if seconds else ''}"
        print_progress(f"{child.name} {what_happened}; {again}. Its log: {child.log}")
        if seconds:
            print_progress(f"{child.name} keeps crashing. The end of its log:\n{child.read_log_end()}")

    def _restart_child(self, child: Child) -> None:
        """Start it anew. One that cannot even be started holds up no other: a database that takes long to recover, a
        program that is being replaced."""
        child.stop()
        try:
            self._run_child(child)
        except (CannotRun, OSError) as failure:
            return self._hold_back(child, f"could not be started ({failure})")
        self.on_restart()

    def _run_child(self, child: Child) -> None:
        child.processes = child.start()
        child.started_at, child.held_until = time.monotonic(), None
        self._write_register()

    def _write_register(self) -> None:
        rows = [
            {"name": child.name, "pid": process.pid, "birth": _read_birth_time(process.pid), "ask": child.stop_signal}
            for child in self._children
            for process in child.processes
        ]
        write_private_file(self._register, json.dumps(rows))


def hold_seconds(quick_ends: int) -> float:
    """Pause before what keeps crashing is started again; none for what had come up, or crashes for the first time."""
    if quick_ends < QUICK_ENDS:
        return 0.0
    return min(FIRST_HOLD_SECONDS * float(2 ** (quick_ends - QUICK_ENDS)), LONGEST_HOLD_SECONDS)


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
