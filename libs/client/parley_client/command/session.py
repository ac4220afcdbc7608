"""Session of the command: which Parley, as whom, and how answers are printed."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlsplit

import httpx
import typer
from rich.console import Console
from rich.markup import escape

from parley_client.client import Parley
from parley_client.problems import NoAnswer, Problem

STATE: Final = ".run"
ADMIN: Final = "admin"
HERE: Final = frozenset({"localhost", "127.0.0.1", "::1"})
SCHEMES: Final = ("http", "https")
ADDRESS: Final = "name its gateway by http or https, without a path, such as https://parley.example.com"
REPOSITORY: Final = Path(__file__).resolve().parents[4]
PIPE_WIDTH: Final = 200
"""Of tables that go into a file or a pipe."""
NOT_CONFIGURED: Final = (
    "Say which Parley and as whom: PARLEY, CLIENT_ID and CLIENT_SECRET in the environment, as `make run` prints them. "
    "Beside a running `make run` they are found by themselves."
)


NOT_RUNNING: Final = (
    "Is it running there? `make run` starts one on this machine; any other is named by PARLEY, such as "
    "PARLEY=https://parley.example.com."
)
ATTEMPTS: Final = 3
"""Somebody waits at the terminal: a few seconds are enough to know that nobody is there."""
PATIENT_ATTEMPTS: Final = 4_000
"""Of a stream that had begun: most of a day. Whoever listens is told, and ends it when they like."""


class CommandFailed(Exception):
    """What the user reads, in one sentence or two; the command ends with 1."""


@dataclass(slots=True)
class Session:
    url: str | None = None
    client_id: str | None = None
    client_secret: str | None = None
    admin_secret: str | None = None
    as_json: bool = False
    console: Console = field(default_factory=lambda: Console(width=None if sys.stdout.isatty() else PIPE_WIDTH))
    progress: Console = field(default_factory=lambda: Console(stderr=True))

    def platform(self) -> Parley:
        """Connect as the platform's backend. Raises CommandFailed."""
        known = read_running_suite()
        url = self.url or known.get("url")
        client_id, secret = self.client_id or known.get("client_id"), self.client_secret or known.get("client_secret")
        if not (url and client_id and secret):
            raise CommandFailed(NOT_CONFIGURED)
        return _connect(url, client_id, secret)

    def administrator(self) -> Parley:
        """Connect as the administrator. Raises CommandFailed."""
        known = read_running_suite()
        url, secret = self.url or known.get("url"), self.admin_secret or known.get("admin_secret")
        if not (url and secret):
            raise CommandFailed("Say which Parley and the administrator's secret: PARLEY and ADMIN_SECRET.")
        return _connect(url, ADMIN, secret)

    def print_json(self, value: object) -> None:
        """One line a value where nobody looks, so that others can read it."""
        if self.console.is_terminal:
            self.console.print_json(json.dumps(value))
        else:
            self.console.file.write(json.dumps(value, ensure_ascii=False) + "\n")
            self.console.file.flush()

    def print_failure(self, code: str, detail: str) -> None:
        """Say on the side what went wrong; who reads JSON gets it in the form of a problem."""
        if self.as_json:
            self.print_json({"code": code, "detail": detail})
        else:
            self.progress.print(f"[red]{escape(detail)}[/red]")

    @contextmanager
    def show_progress(self, doing: str) -> Iterator[None]:
        """Show on the terminal that something is being waited for; say nothing into files and pipes."""
        if not self.progress.is_terminal:
            yield
            return
        with self.progress.status(doing):
            yield


def complete_address(address: str) -> str:
    """Complete an address as people type it: `localhost:3000` is this machine's, without TLS; any other has it."""
    if "://" in address:
        return address
    host = urlsplit(f"//{address}").hostname or ""
    return f"{'http' if host in HERE or host.endswith('.localhost') else 'https'}://{address}"


def is_web_address(address: str) -> bool:
    """Tell whether something can be sent there: by http or https, to a host, at a port that there is."""
    try:
        split = urlsplit(address)
        httpx.URL(address)
        return split.scheme in SCHEMES and bool(split.hostname) and split.port != 0
    except (httpx.InvalidURL, ValueError):
        return False


def _connect(url: str, client_id: str, secret: str) -> Parley:
    """Raises CommandFailed."""
    try:
        address = urlsplit(complete_address(url))
        if not is_web_address(address.geturl()) or address.path.strip("/") or address.query:
            raise ValueError
        parley = Parley.connect(address.geturl(), client_id, secret)
    except (httpx.InvalidURL, ValueError):
        raise CommandFailed(f"{url} is no address of a Parley: {ADDRESS}.") from None
    return Parley(replace(parley.caller, attempts=ATTEMPTS, lost_attempts=PATIENT_ATTEMPTS))


def session_of(context: typer.Context) -> Session:
    session = context.find_object(Session)
    assert session is not None, "the callback of the command has made it"
    return session


@contextmanager
def explain_failures(session: Session) -> Iterator[None]:
    """Turn refusals into a sentence and an exit code."""
    try:
        yield
    except Problem as problem:
        if session.as_json:
            session.print_json({"code": problem.code, "detail": problem.detail, **problem.members})
        else:
            session.progress.print(f"[red]{escape(_spell_problem(problem))}[/red]")
        raise typer.Exit(1) from None
    except NoAnswer as silence:
        session.print_failure("no_answer", f"{str(silence).rstrip('.')}. {NOT_RUNNING}")
        raise typer.Exit(1) from None
    except CommandFailed as failure:
        session.print_failure("command_failed", str(failure))
        raise typer.Exit(1) from None


def _spell_problem(problem: Problem) -> str:
    """Say what is wrong with what was typed, a line each; or else what a problem says."""
    mistakes = problem.members.get("errors") or ()
    lines = [
        f"{one['pointer'].lstrip('/').replace('/', '.')}: {one.get('message')}"
        for one in mistakes
        if one.get("pointer")
    ]
    return "\n".join(lines) or str(problem)


def run_in_repository(context: typer.Context, module: str, *arguments: str, database: str | None = None) -> None:
    """Run a program of Parley's repository, from which this command was installed, and end as it ends.

    The address of a database has its password: it goes where only its owner sees it, into the environment.
    """
    session = session_of(context)
    with explain_failures(session):
        if not (REPOSITORY / "deploy").is_dir():
            raise CommandFailed("That program is in Parley's repository: install this command from there.")
    environment = {**os.environ, "PARLEY_DATABASE": database} if database is not None else None
    command = [sys.executable, "-m", module, *arguments, *(["--json"] if session.as_json else [])]
    done = subprocess.run(command, cwd=REPOSITORY, env=environment, check=False)  # noqa: S603  # no shell
    raise typer.Exit(done.returncode)


def read_running_suite() -> Mapping[str, Any]:
    """Find what `make run` has written, in this folder or above it; empty if there is none."""
    for folder in state_folders():
        stack = _read_json(folder / "stack.json")
        if not stack:
            continue
        platform, secrets = _read_json(folder / "sandbox.json"), _read_json(folder / "secrets.json")
        return {**stack, **platform, "admin_secret": secrets.get("admin")}
    return {}


def state_folders() -> Iterator[Path]:
    if named := os.environ.get("PARLEY_STATE"):
        yield Path(named)
        return
    here = Path.cwd()
    yield from (folder / STATE for folder in (here, *here.parents))


def _read_json(file: Path) -> dict[str, Any]:
    try:
        read = json.loads(file.read_text())
    except (OSError, ValueError):
        return {}
    return read if isinstance(read, dict) else {}
