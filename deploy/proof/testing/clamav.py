"""Private clamd that knows one signature: the test string that every scanner is to find."""

from __future__ import annotations

import os
import platform
import shutil
import socket
import subprocess
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from deploy.local import debian, place, ports

EICAR: Final = rb"X5O!P%@AP[4\PZX54(P^)7CC)7}$" + b"EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"
START_SECONDS: Final = 60.0
SETTINGS: Final = """\
Foreground yes
TCPSocket {port}
TCPAddr {host}
DatabaseDirectory {folder}/signatures
TemporaryDirectory {folder}
StreamMaxLength {stream}
MaxFileSize {file}
AlertExceedsMax yes
"""


def find_program(state: Path) -> Path | None:
    """None where there is neither an installed one nor packages of it."""
    if installed := shutil.which("clamd", path="/usr/sbin:/usr/local/sbin:/usr/bin"):
        return Path(installed)
    unpacked = debian.unpack_package("clamav-daemon", state)
    program = None if unpacked is None else unpacked / "usr" / "sbin" / "clamd"
    return program if program is not None and program.exists() else None


@dataclass
class Clamd:
    program: Path
    folder: Path
    stream_bytes: int
    """StreamMaxLength: more than that is an error."""
    file_bytes: int
    """MaxFileSize: of more than that clamd says that it has not looked."""
    port: int = field(default_factory=lambda: ports.pick_free_ports()[0])
    process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        return f"tcp://{ports.HOST}:{self.port}"

    def start(self) -> None:
        signatures = self.folder / "signatures"
        signatures.mkdir(parents=True, exist_ok=True)
        (signatures / "own.ndb").write_text(f"Eicar-Test-Signature:0:*:{EICAR.hex()}\n")
        settings = self.folder / "clamd.conf"
        settings.write_text(
            SETTINGS.format(
                host=ports.HOST, port=self.port, folder=self.folder, stream=self.stream_bytes, file=self.file_bytes
            )
        )
        with (self.folder / "clamd.log").open("ab") as log:
            self.process = subprocess.Popen(
                [self.program, f"--config-file={settings}"], env=_library_environment(self.program),
                stdin=subprocess.DEVNULL, stdout=log, stderr=log, start_new_session=True,
            )  # fmt: skip
        self._wait_until_ready()

    def stop(self) -> None:
        if self.process is not None:
            self.process.kill()
            self.process.wait()

    def _wait_until_ready(self) -> None:
        assert self.process is not None, "started"
        deadline = time.monotonic() + START_SECONDS
        while True:
            try:
                with socket.create_connection((ports.HOST, self.port), timeout=5) as connection:
                    connection.sendall(b"nPING\n")
                    if connection.recv(16) == b"PONG\n":
                        return
            except OSError:
                pass
            has_failed = self.process.poll() is not None or time.monotonic() > deadline
            assert not has_failed, (self.folder / "clamd.log").read_text()
            time.sleep(0.1)


def _library_environment(program: Path) -> dict[str, str]:
    """Unpacked, its libraries are beside it."""
    libraries = program.parents[1] / "lib" / f"{platform.machine()}-linux-gnu"
    return {**os.environ, "LD_LIBRARY_PATH": str(libraries)} if libraries.is_dir() else dict(os.environ)


def find_available_program() -> Path | None:
    return find_program(place.state_folder())
