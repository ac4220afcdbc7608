"""RabbitMQ without an installation: where its programs are, and a private node run from them."""

from __future__ import annotations

import socket
import subprocess
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from . import debian, place, ports
from .place import CannotRun
from .ports import HOST
from .processes import stop_process_group

SERVER_SCRIPT: Final = "usr/lib/rabbitmq/bin/rabbitmq-server"  # not /usr/sbin/…, which insists on a certain user
ERLANG_FOLDER: Final = "usr/lib/erlang"
START_SECONDS: Final = 300
"""As patient as with the services: a busy machine takes minutes for what takes ten seconds otherwise."""
HANDSHAKE: Final = b"AMQP\x00\x00\x09\x01"
START_FRAME: Final = b"\x01"


def find_programs(state: Path) -> Path | None:
    """Finds the root that holds RabbitMQ: the machine's own, else Debian's packages; None where neither is."""
    for root in (Path("/"), debian.unpack_package("rabbitmq-server", state)):
        if root is not None and (root / SERVER_SCRIPT).exists() and _find_erlang_folder(root) is not None:
            return root
        if root is None:
            break
    return None


def _find_erlang_folder(root: Path) -> Path | None:
    return next(iter(sorted((root / ERLANG_FOLDER).glob("erts-*/bin"), reverse=True)), None)


@dataclass
class Broker:
    """RabbitMQ node on the loopback address, with an empty plugin list and no default user."""

    programs: Path
    folder: Path
    port: int
    definitions: str
    processes: list[subprocess.Popen[bytes]] = field(default_factory=list)

    @property
    def log_file(self) -> Path:
        return self.folder / "rabbitmq.log"

    def start(self) -> list[subprocess.Popen[bytes]]:
        """Begin; it takes seconds until `wait` returns."""
        self._write_configuration()
        self.processes = []
        environment = self._build_node_environment()
        erts = _find_erlang_folder(self.programs)
        with self.log_file.open("ab") as log:
            # Our own port mapper, in the foreground: the one Erlang would start outlives everything.
            commands: list[list[str | Path]] = [[f"{erts}/epmd"], ["sh", self.programs / SERVER_SCRIPT]]
            for command in commands:
                self.processes.append(
                    subprocess.Popen(
                        command, env=environment, cwd=self.folder, stdin=subprocess.DEVNULL, stdout=log, stderr=log,
                        start_new_session=True,
                    )
                )  # fmt: skip
        return self.processes

    def stop(self) -> None:
        """Stops the node first, its port mapper last. The whole group, as the shell's Erlang survives the shell."""
        for process in reversed(self.processes):
            stop_process_group(process)

    def url(self, user: str, password: str, vhost: str) -> str:
        return f"amqp://{user}:{password}@{HOST}:{self.port}/{vhost}"

    def _write_configuration(self) -> None:
        for name in ("bin", "home", "mnesia", "log", "schema", "generated", "plugins"):
            (self.folder / name).mkdir(mode=0o700, parents=True, exist_ok=True)
        place.write_private_file(self.folder / "definitions.json", self.definitions)
        (self.folder / "rabbitmq.conf").write_text(
            f"listeners.tcp.default = {HOST}:{self.port}\n"
            f"load_definitions = {self.folder}/definitions.json\n"
            "log.console = false\n"
            "log.file.level = warning\n"
            "vm_memory_high_watermark.absolute = 1GB\n"
            "disk_free_limit.absolute = 50MB\n"
        )
        (self.folder / "enabled_plugins").write_text("[].\n")
        (self.folder / "environment.conf").write_text("")
        self._write_erl()

    def _write_erl(self) -> None:
        # Debian's `erl` has the path of its installation written into it.
        home, erts = self.programs / ERLANG_FOLDER, _find_erlang_folder(self.programs)
        script = self.folder / "bin" / "erl"
        script.write_text(
            f'#!/bin/sh\nexport ROOTDIR={home} BINDIR={erts} EMU=beam PROGNAME=erl\nexec {erts}/erlexec "$@"\n'
        )
        script.chmod(0o755)

    def _build_node_environment(self) -> dict[str, str]:
        mapper, distribution = ports.pick_free_ports(2)
        here = self.folder
        libraries = ":".join(map(str, self.programs.glob("usr/lib/*-linux-gnu"))) if self.programs != Path("/") else ""
        return {
            "HOME": f"{here}/home",
            "LANG": "C.UTF-8",
            "PATH": f"{here}/bin:{_find_erlang_folder(self.programs)}:/usr/local/bin:/usr/bin:/bin",
            "LD_LIBRARY_PATH": libraries,
            "ERL_EPMD_ADDRESS": HOST,
            "ERL_EPMD_PORT": str(mapper),
            "RABBITMQ_DIST_PORT": str(distribution),
            # The data folder is named after the node: the name never changes.
            "RABBITMQ_NODENAME": "parley@localhost",
            "RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS": "-kernel inet_dist_use_interface {127,0,0,1}",
            "RABBITMQ_CONF_ENV_FILE": f"{here}/environment.conf",
            "RABBITMQ_CONFIG_FILE": f"{here}/rabbitmq.conf",
            "RABBITMQ_ENABLED_PLUGINS_FILE": f"{here}/enabled_plugins",
            "RABBITMQ_GENERATED_CONFIG_DIR": f"{here}/generated",
            "RABBITMQ_LOG_BASE": f"{here}/log",
            "RABBITMQ_MNESIA_BASE": f"{here}/mnesia",
            "RABBITMQ_PID_FILE": f"{here}/pid",
            "RABBITMQ_PLUGINS_EXPAND_DIR": f"{here}/plugins",
            "RABBITMQ_SCHEMA_DIR": f"{here}/schema",
        }

    def wait_until_ready(self) -> None:
        deadline = time.monotonic() + START_SECONDS
        while not speaks_amqp(self.port):
            ended = any(process.poll() is not None for process in self.processes)
            if ended or time.monotonic() > deadline:
                self.stop()
                end = self.log_file.read_text(errors="replace")[-2_000:].strip()
                reason = "ended while it started" if ended else f"did not answer within {START_SECONDS} s"
                raise CannotRun(f"RabbitMQ {reason}; the end of {self.log_file}:\n{end}")
            time.sleep(0.05)


def speaks_amqp(port: int, host: str = HOST) -> bool:
    """Greets the server and waits for its answer: an open port is not enough."""
    try:
        with socket.create_connection((host, port), timeout=1) as connection:
            connection.settimeout(2)
            connection.sendall(HANDSHAKE)
            return connection.recv(1) == START_FRAME
    except OSError:
        return False
