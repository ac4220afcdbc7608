"""Everything `make run` starts, in order: PostgreSQL, RabbitMQ, migrations, the services, the gateway."""

from __future__ import annotations

import asyncio
import os
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

import aio_pika
import asyncpg
from aio_pika.exceptions import AMQPError

from . import credentials, definitions, keys, ports, postgres, rabbitmq, roles, sandbox
from .environment import (
    Addresses,
    build_services_environment,
    build_uvicorn_command,
    select_service_environment,
)
from .gateway import Gateway, find_program
from .place import REPO, CannotRun
from .ports import HOST
from .processes import Child, Supervisor
from .progress import print_progress
from .suite import SERVICES

READY_SECONDS: Final = 300
"""What ends is noticed at once: this only ends what hangs, and a busy machine takes minutes to read the programs."""
MEMORY_BUS: Final = "memory:"
LOGIN_SECONDS: Final = 10


@dataclass
class Stack:
    """Run of the suite. `start` brings it up; its supervisor brings it down."""

    state: Path
    port: int
    embedded: bool
    supervisor: Supervisor
    access: roles.Access | None = None
    admin_dsn: str = ""
    services: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.credentials = credentials.ensure_credentials(self.state)
        self.keys = keys.ensure_key_pair(self.state / "keys")
        self.logs = self.state / "logs"
        for folder in (self.logs, self.state / "evidence", self.state / "rabbitmq"):
            folder.mkdir(exist_ok=True)
            folder.chmod(0o700)

    @property
    def url(self) -> str:
        return f"http://{HOST}:{self.port}"

    def start(self) -> sandbox.Platform:
        self._claim_port()
        broker = self._start_broker()
        self._start_database()
        self._apply_migrations()
        buses = self._await_bus_urls(broker)
        if self.embedded:
            self._start_in_one_process(buses)
        else:
            self._start_services(buses)
            self._start_gateway()
        return sandbox.ensure_platform(self.url, self.credentials.admin, self.state)

    def _claim_port(self) -> None:
        """Asked at the beginning, and again just before it is listened at: a minute may lie between the two."""
        if not ports.is_free(self.port):
            raise CannotRun(
                f"Port {self.port} is taken by another program. Choose another: make run PORT={self.port + 80}"
            )

    # PostgreSQL

    def _start_database(self) -> None:
        url = os.environ.get("DATABASE_URL")
        self.admin_dsn = _strip_sqlalchemy_driver(url) if url else self._start_own_cluster()
        address = urlsplit(self.admin_dsn).netloc.rpartition("@")[2]
        self.access = roles.Access(address, self.credentials.database)
        try:
            asyncio.run(roles.prepare_server(self.admin_dsn, self.credentials.database))
        except (OSError, asyncpg.PostgresError) as failure:
            raise CannotRun(f"The database at {address} cannot be set up (a superuser is needed): {failure}") from None

    def _start_own_cluster(self) -> str:
        programs = postgres.find_programs(self.state)
        [port] = ports.pick_free_ports()
        cluster = postgres.Cluster(programs, self.state / "postgres", port)
        password = self.credentials.database[postgres.ADMIN]
        cluster.create(password)
        self.supervisor.start(
            Child("PostgreSQL", lambda: [cluster.start()], cluster.log_file, stop_signal=cluster.stop_signal)
        )
        print_progress(f"{programs.origin} is up")
        return cluster.url(postgres.ADMIN, password)

    def _apply_migrations(self) -> None:
        """Migrates in a process of its own, which takes its imports with it when it ends."""
        assert self.access is not None, "the database comes first"
        urls = {f"{service.upper()}_MIGRATION_URL": self.access.url(f"mig_{service}") for service in SERVICES}
        command = [sys.executable, "-m", "deploy.local.migrate"]
        done = subprocess.run(command, cwd=REPO, env={**os.environ, **urls}, capture_output=True, text=True)
        if done.returncode:
            raise CannotRun(f"The migrations failed:\n{done.stderr.strip()[-3_000:]}")
        print_progress("Migrations are applied")

    # RabbitMQ, which takes longest and so begins first

    def _start_broker(self) -> rabbitmq.Broker | None:
        """None if there is nothing to start: another broker was named, or none is wanted, or there is none."""
        if self.embedded:
            return None
        if url := os.environ.get("RABBITMQ_URL"):
            check_broker_login(url)
            return None
        programs = rabbitmq.find_programs(self.state)
        if programs is None:
            _announce_embedded()
            self.embedded = True
            return None
        [port] = ports.pick_free_ports()
        content = definitions.render_broker_definitions(self.credentials.broker)
        node = rabbitmq.Broker(programs, self.state / "rabbitmq", port, content)
        self.supervisor.start(Child("RabbitMQ", node.start, node.log_file))
        return node

    def _await_bus_urls(self, node: rabbitmq.Broker | None) -> dict[str, str]:
        """Waits for the broker and gives the bus URL of each service."""
        if node is None:
            return dict.fromkeys(SERVICES, MEMORY_BUS if self.embedded else os.environ["RABBITMQ_URL"])
        node.wait_until_ready()
        print_progress("RabbitMQ is up")
        return {service: node.url(service, self.credentials.broker[service], definitions.VHOST) for service in SERVICES}

    # The services

    def _build_services_environment(self, buses: Mapping[str, str]) -> dict[str, str]:
        assert self.access is not None, "the database comes first"
        databases = {service: self.access.url(f"svc_{service}") for service in SERVICES}
        return build_services_environment(
            self.state, Addresses(self.url, self.services, databases, buses), self.credentials, self.keys
        )

    def _start_services(self, buses: Mapping[str, str]) -> None:
        chosen = dict(zip(SERVICES, ports.pick_free_ports(len(SERVICES)), strict=True))
        self.services = {service: f"http://{HOST}:{port}" for service, port in chosen.items()}
        everything = self._build_services_environment(buses)
        children = [
            self.supervisor.start(
                self._make_service_child(
                    name,
                    build_uvicorn_command(f"{name}.app:create_app", port, trusted_proxy=HOST),
                    select_service_environment(name, everything, SERVICES),
                )
            )
            for name, port in chosen.items()
        ]
        for child in children:
            _wait_until_ready(child, f"{self.services[child.name]}/health/ready")
        print_progress("The five services are ready")

    def _start_gateway(self) -> None:
        self._claim_port()
        addresses = {service: url.removeprefix("http://") for service, url in self.services.items()}
        gateway = Gateway(find_program(self.state), self.state / "gateway", f"{HOST}:{self.port}", addresses)
        child = self.supervisor.start(Child("gateway", lambda: [gateway.start()], gateway.folder / "nginx.log"))
        _wait_until_ready(child, f"{self.url}/health/escrow/ready")

    def _start_in_one_process(self, buses: Mapping[str, str]) -> None:
        self._claim_port()
        self.services = {service: f"{self.url}/internal/{service}" for service in SERVICES}
        command = build_uvicorn_command("deploy.local.embedded:create_app", self.port, trusted_proxy="")
        child = self.supervisor.start(
            self._make_service_child("services", command, self._build_services_environment(buses))
        )
        for service in SERVICES:
            _wait_until_ready(child, f"{self.url}/health/{service}/ready")
        print_progress("The five services are ready, in one process")

    def _make_service_child(self, name: str, command: Sequence[str], environment: Mapping[str, str]) -> Child:
        log = self.logs / f"{name}.log"
        if log.exists():
            log.replace(log.with_suffix(".previous.log"))
        return Child(name, make_process_starter(command, environment, log), log)


def make_process_starter(
    command: Sequence[str], environment: Mapping[str, str], log: Path
) -> Callable[[], list[subprocess.Popen[bytes]]]:
    def start_process() -> list[subprocess.Popen[bytes]]:
        with log.open("ab") as output:
            return [
                subprocess.Popen(
                    command, env=environment, cwd=REPO, stdin=subprocess.DEVNULL, stdout=output, stderr=output,
                    start_new_session=True,
                )
            ]  # fmt: skip

    return start_process


def _wait_until_ready(child: Child, url: str) -> None:
    deadline = time.monotonic() + READY_SECONDS
    while not sandbox.is_service_ready(url):
        if child.exit_code is not None or time.monotonic() > deadline:
            reason = "ended" if child.exit_code is not None else f"was not ready after {READY_SECONDS} s ({url})"
            raise CannotRun(f"{child.name} {reason}. The end of {child.log}:\n{child.read_log_end()}")
        time.sleep(0.1)


def check_broker_login(url: str) -> None:
    """Logs in with this user and password, at this virtual host. Raises CannotRun."""
    try:
        asyncio.run(_log_in(url))
    except (AMQPError, OSError, ValueError) as failure:
        host, what = urlsplit(url).hostname, type(failure).__name__
        raise CannotRun(
            f"RabbitMQ at {host} cannot be used ({what}). Check the address, the user and the password in RABBITMQ_URL."
        ) from None


async def _log_in(url: str) -> None:
    async with asyncio.timeout(LOGIN_SECONDS):
        connection = await aio_pika.connect(url)
        await connection.close()


def _strip_sqlalchemy_driver(url: str) -> str:
    """Strips the driver that SQLAlchemy names: asyncpg wants none."""
    scheme, _, rest = url.partition("://")
    return f"{scheme.partition('+')[0]}://{rest}"


def _announce_embedded() -> None:
    lines = (
        "NO MESSAGE BROKER: neither RabbitMQ nor packages of it were found on this machine.",
        "All services run in ONE PROCESS with an in-process bus. Nothing is lost, but this is not how they run apart.",
        "For the real thing set RABBITMQ_URL, install RabbitMQ, or use docker compose.",
    )
    width = max(map(len, lines))
    for line in ("*" * (width + 4), *(f"* {line:<{width}} *" for line in lines), "*" * (width + 4)):
        print(line, file=sys.stderr)
