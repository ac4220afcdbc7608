"""`python -m deploy.local run | clean`: what `make run` and `make clean` call."""

from __future__ import annotations

import fcntl
import json
import os
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from types import FrameType
from typing import Final, NoReturn

from . import place, sandbox, showcase
from .place import CannotRun, write_private_file
from .processes import Supervisor, end_left_over
from .progress import print_progress
from .stack import Stack

LOCK, REGISTER, STACK = "lock", "processes.json", "stack.json"
USUAL_PORT: Final = 8000
ENDING_SIGNALS: Final = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


def main(command: str) -> int:
    try:
        if command == "run":
            run_suite(place.state_folder())
        elif command == "clean":
            clean_state(place.state_folder())
        else:
            raise CannotRun("Say `run` or `clean`.")
    except CannotRun as reason:
        print(f"\n{reason}", file=sys.stderr)
        return 1
    return 0


def run_suite(state: Path) -> None:
    with _hold_exclusive_lock(state):
        end_left_over(state / REGISTER)
        supervisor = Supervisor(state / REGISTER)
        for number in ENDING_SIGNALS:
            signal.signal(number, _raise_stopped)
        try:
            stack = Stack(state, _read_chosen_port(), bool(os.environ.get("EMBEDDED")), supervisor)
            platform = stack.start()
            _write_stack_file(stack)
            supervisor.on_restart = partial(_write_stack_file, stack)
            links = showcase.ensure_links(stack.url, platform, state)
            print(_render_welcome_text(stack, platform) + _render_links(links), flush=True)
            supervisor.watch()
        except _Stopped:
            print_progress("Stopping…")
        finally:
            _ignore_further_signals()
            if supervisor.list_child_pids():
                supervisor.stop()
                print_progress("Everything is stopped")
            (state / STACK).unlink(missing_ok=True)


def clean_state(state: Path) -> None:
    with _hold_exclusive_lock(state):
        end_left_over(state / REGISTER)
        place.remove_tree(state)
    print_progress(f"Removed {state}")


class _Stopped(Exception):
    """Raised by a signal that asks for the end."""


def _raise_stopped(number: int, frame: FrameType | None) -> NoReturn:
    """Once: make hands on what its whole group was told, and the second would cut the stopping short."""
    _ignore_further_signals()
    raise _Stopped


def _ignore_further_signals() -> None:
    for number in ENDING_SIGNALS:
        signal.signal(number, signal.SIG_IGN)


def _read_chosen_port() -> int:
    written = os.environ.get("PORT", "") or str(USUAL_PORT)
    if not written.isdecimal() or not 0 < int(written) < 65_536:
        raise CannotRun(f"PORT={written} is no port. Take a number below 65536, as in: make run PORT=8080")
    return int(written)


@contextmanager
def _hold_exclusive_lock(state: Path) -> Iterator[None]:
    with (state / LOCK).open("a") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            running = json.loads((state / STACK).read_text())["url"] if (state / STACK).exists() else "still starting"
            raise CannotRun(f"Parley runs from this folder already ({running}). Stop it there with Ctrl-C.") from None
        yield


def _write_stack_file(stack: Stack) -> None:
    """Writes what tools that look at a running suite need: verification, load, faults."""
    assert stack.access is not None, "started"
    description = {
        "url": stack.url,
        "embedded": stack.embedded,
        "services": stack.services,
        "processes": stack.supervisor.list_child_pids(),
        "auditor_dsn": stack.access.dsn("auditor"),
        "admin_dsn": stack.admin_dsn,
    }
    write_private_file(stack.state / STACK, json.dumps(description, indent=2))


def _describe_run_mode(stack: Stack) -> str:
    if stack.embedded:
        return "EMBEDDED: all five services in ONE process with an in-process bus, no broker"
    return "REAL: five services as processes of their own, RabbitMQ between them, nginx in front"


def _render_welcome_text(stack: Stack, platform: sandbox.Platform) -> str:
    return f"""
Parley is running at {stack.url}

  Mode            {_describe_run_mode(stack)}
  Start page      {stack.url}/
  API docs        {stack.url}/docs/escrow     (disputes, evidence, mediation, notifications likewise)
  Logs            {stack.logs}

A sandbox platform, for a terminal beside this one:

  export PARLEY={stack.url}
  export CLIENT_ID={platform.client_id}
  export CLIENT_SECRET={platform.client_secret}

A first request there (the README goes on from here):

  TOKEN=$(curl -s -u "$CLIENT_ID:$CLIENT_SECRET" -d grant_type=client_credentials $PARLEY/oauth/token |
    sed 's/.*"access_token": *"\\([^"]*\\)".*/\\1/')
  curl -H "Authorization: Bearer $TOKEN" $PARLEY/v1/escrows

Ctrl-C stops everything; the data stays. `make clean` removes it.
"""


def _render_links(links: showcase.Links | None) -> str:
    if links is None:
        return ""
    return f"""
A dispute in the browser, with a case under way (three people: open each in a window of its own):

  The buyer       {links.buyer}
  The seller      {links.seller}
  The desk        {links.desk}
"""


if __name__ == "__main__":
    sys.exit(main(sys.argv[1] if len(sys.argv) == 2 else ""))
