"""Runs a server for as long as anybody holds the lock beside it, then stops it and removes its folder.

A test process that is killed releases its lock like one that ends, so no server outlives its tests.
"""

from __future__ import annotations

import fcntl
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import IO, Any, Final

from deploy.local import place

READY, FAILED, USERS, PID = "ready.json", "failed.txt", "users", "keeper.pid"
RUN_PREFIX: Final = "parley-test-"
NEEDED_BYTES: Final = 2 << 30
HOUR_SECONDS: Final = 3_600
START_SECONDS: Final = 120
_started: Final[list[subprocess.Popen[bytes]]] = []  # keepers outlive the function that starts them


class Server:
    """Server that a keeper runs. `start` answers what its users have to know."""

    def start(self) -> dict[str, Any]:
        raise NotImplementedError

    def stop(self) -> None:
        raise NotImplementedError


def make_run_folder() -> Path:
    """Makes the folder of a test run, in memory if it has room: cloning a database there is ten times faster."""
    memory = Path("/dev/shm")
    roomy = memory.is_dir() and os.access(memory, os.W_OK) and shutil.disk_usage(memory).free > NEEDED_BYTES
    run = Path(tempfile.mkdtemp(prefix=RUN_PREFIX, dir=memory if roomy else None))
    run.chmod(0o711)
    _sweep_abandoned_runs(run.parent)
    return run


def _sweep_abandoned_runs(shelf: Path) -> None:
    """Remove what runs left behind whose keepers were killed outright."""
    for run in shelf.glob(f"{RUN_PREFIX}*"):
        keepers = [int(file.read_text()) for file in run.glob(f"*/{PID}")]
        if run.stat().st_mtime < time.time() - HOUR_SECONDS and not any(map(_is_alive, keepers)):
            place.remove_tree(run)


def _is_alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        pass
    return True


def join_server(run: Path, name: str, prepare: Callable[[Path], None]) -> tuple[dict[str, Any], IO[str]]:
    """Joins the server `name` of this run, started by whoever comes first, until the second value is closed."""
    run.mkdir(exist_ok=True)
    folder = run / name
    with (run / f"{name}.lock").open("a") as turn:
        fcntl.flock(turn, fcntl.LOCK_EX)
        if not (folder / READY).exists():
            place.remove_tree(folder)
            folder.mkdir()
            return _begin_server(name, folder, prepare)
        return json.loads((folder / READY).read_text()), _hold_users_lock(folder)


def wait_until_ended(run: Path, seconds: float = 20) -> bool:
    """Wait until every keeper of a run has finished."""
    deadline = time.monotonic() + seconds
    while any(run.glob(f"*/{PID}")):
        if time.monotonic() > deadline:
            return False
        time.sleep(0.02)
    for process in _started:
        process.wait(timeout=seconds)
    place.remove_tree(run)
    return True


def keep_running(folder: Path, server: Server) -> None:
    (folder / PID).write_text(str(os.getpid()))
    try:
        place.write_private_file(folder / READY, json.dumps(server.start()))
        with (folder / USERS).open("a") as users:
            fcntl.flock(users, fcntl.LOCK_EX)
    except BaseException as failure:
        (folder / FAILED).write_text(str(failure))
        raise
    finally:
        server.stop()
        (folder / PID).unlink()
        if not (folder / FAILED).exists():
            place.remove_tree(folder)


def _begin_server(name: str, folder: Path, prepare: Callable[[Path], None]) -> tuple[dict[str, Any], IO[str]]:
    lock = _hold_users_lock(folder)  # before the keeper looks whether anybody does
    try:
        prepare(folder)
        _spawn_keeper(name, folder)
        return json.loads((folder / READY).read_text()), lock
    except BaseException:
        lock.close()
        raise


def _hold_users_lock(folder: Path) -> IO[str]:
    users = (folder / USERS).open("a")
    fcntl.flock(users, fcntl.LOCK_SH)
    return users


def _spawn_keeper(name: str, folder: Path) -> None:
    with (folder / "keeper.log").open("ab") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", f"deploy.proof.testing.{name}", folder],
            stdin=subprocess.DEVNULL, stdout=log, stderr=log, cwd=place.REPO, start_new_session=True,
        )  # fmt: skip
    _started.append(process)
    deadline = time.monotonic() + START_SECONDS
    while not (folder / READY).exists():
        if process.poll() is not None or time.monotonic() > deadline:
            raise RuntimeError(f"The {name} for tests did not start:\n{(folder / 'keeper.log').read_text()}")
        time.sleep(0.02)
