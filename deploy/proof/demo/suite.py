"""Running suite: the one of this folder, or one started for as long as the demonstration lasts."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
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
    services: Mapping[str, str] = field(default_factory=dict)
    """Address of each service itself, behind the gateway."""
    processes: Mapping[str, Sequence[int]] = field(default_factory=dict)
    """Process ids of each part."""


@contextmanager
def use_running_suite(**settings: str) -> Iterator[Suite]:
    """Use the suite of this folder; one that has to be started gets these settings in its environment."""
    state = place.state_folder()
    if (suite := _find_suite(state)) is not None:
        yield suite
        return
    print("No suite runs from this folder, so one is started for the demonstration. (`make run` keeps one up.)")
    with _start_suite(settings) as process:
        yield _wait_for_suite(state, process)


def _find_suite(state: Path) -> Suite | None:
    try:
        description = json.loads((state / "stack.json").read_text())
    except FileNotFoundError:
        return None
    # What was killed leaves its file behind.
    if not sandbox.is_service_ready(f"{description['url']}/health/escrow/ready", seconds=5):
        return None
    auditor, superuser = description["auditor_dsn"], f"{description['admin_dsn'].rpartition('/')[0]}/{DATABASE}"
    return Suite(
        description["url"],
        description["embedded"],
        auditor,
        superuser,
        credentials.ensure_credentials(state).admin,
        description["services"],
        description["processes"],
    )


@contextmanager
def _start_suite(settings: Mapping[str, str]) -> Iterator[subprocess.Popen[bytes]]:
    environment = {**os.environ, **settings, "PORT": os.environ.get("PORT") or str(_pick_free_port())}
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


def _pick_free_port() -> int:
    return USUAL_PORT if ports.is_free(USUAL_PORT) else ports.pick_free_ports()[0]


def _wait_for_suite(state: Path, process: subprocess.Popen[bytes]) -> Suite:
    deadline = time.monotonic() + START_SECONDS
    while process.poll() is None and time.monotonic() < deadline:
        if (suite := _find_suite(state)) is not None:
            return suite
        time.sleep(LOOK_SECONDS)
    raise CannotRun("The suite did not start; what it said is above. Try `make run` in another terminal first.")
