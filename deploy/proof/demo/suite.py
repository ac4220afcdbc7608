"""The running suite: the one of this folder, or one started for as long as the demonstration lasts."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from deploy.local import credentials, place, ports, sandbox
from deploy.local.place import REPO, CannotRun
from deploy.local.roles import DATABASE

USUAL_PORT: Final = 8000
START_SECONDS: Final = 300
LOOK_SECONDS: Final = 0.3


@dataclass(frozen=True)
class Suite:
    url: str
    embedded: bool
    auditor_dsn: str
    superuser_dsn: str
    admin_secret: str


@contextmanager
def running() -> Iterator[Suite]:
    state = place.state()
    if (suite := _find(state)) is not None:
        yield suite
        return
    print("No suite runs from this folder, so one is started for the demonstration. (`make run` keeps one up.)")
    with _started() as process:
        yield _wait(state, process)


def _find(state: Path) -> Suite | None:
    try:
        facts = json.loads((state / "stack.json").read_text())
    except FileNotFoundError:
        return None
    # What was killed leaves its file behind.
    if not sandbox.ready(f"{facts['url']}/health/escrow/ready", seconds=5):
        return None
    auditor, superuser = facts["auditor_dsn"], f"{facts['admin_dsn'].rpartition('/')[0]}/{DATABASE}"
    return Suite(facts["url"], facts["embedded"], auditor, superuser, credentials.ensure(state).admin)


@contextmanager
def _started() -> Iterator[subprocess.Popen[bytes]]:
    environment = {**os.environ, "PORT": os.environ.get("PORT") or str(_free_port())}
    # A session of its own: Ctrl-C ends the demonstration first, which then ends the suite.
    process = subprocess.Popen(
        [sys.executable, "-m", "deploy.local", "run"], cwd=REPO, env=environment,
        stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, start_new_session=True,
    )  # fmt: skip
    try:
        yield process
    finally:
        with contextlib.suppress(ProcessLookupError):
            process.send_signal(signal.SIGTERM)
        process.wait()


def _free_port() -> int:
    return USUAL_PORT if ports.is_free(USUAL_PORT) else ports.pick()[0]


def _wait(state: Path, process: subprocess.Popen[bytes]) -> Suite:
    deadline = time.monotonic() + START_SECONDS
    while process.poll() is None and time.monotonic() < deadline:
        if (suite := _find(state)) is not None:
            return suite
        time.sleep(LOOK_SECONDS)
    raise CannotRun("The suite did not start; what it said is above. Try `make run` in another terminal first.")
