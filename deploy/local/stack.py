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

from deploy.local import credentials, definitions, keys, ports, postgres, rabbitmq, roles, sandbox
from deploy.local.environment import Addresses, for_services, only_for, uvicorn
from deploy.local.gateway import Gateway, find_program
from deploy.local.place import REPO, CannotRun
from deploy.local.ports import HOST
from deploy.local.processes import Child, Supervisor
from deploy.local.say import say
from deploy.local.suite import SERVICES

READY_SECONDS: Final = 90
MEMORY_BUS: Final = "memory:"
LOGIN_SECONDS: Final = 10


@dataclass
class Stack:
    """One run of the suite. `start` brings it up; its supervisor brings it down."""

    state: Path
    port: int
    embedded: bool
    supervisor: Supervisor
    access: roles.Access | None = None
    admin_dsn: str = ""
    services: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.credentials = credentials.ensure(self.state)
        self.keys = keys.ensure(self.state / "keys")
        self.logs = self.state / "logs"
        for folder in (self.logs, self.state / "evidence", self.state / "rabbitmq"):
            folder.mkdir(exist_ok=True)
            folder.chmod(0o700)

    @property
    def url(self) -> str:
        return f"http://{HOST}:{self.port}"

    def start(self) -> sandbox.Platform:
        if not ports.is_free(self.port):
            raise CannotRun(
                f"Port {self.port} is taken by another program. Choose another: make run PORT={self.port + 80}"
            )
        broker = self._start_broker()
        self._start_database()
        self._migrate()
        buses = self._buses(broker)
        if self.embedded:
            self._start_in_one_process(buses)
        else:
            self._start_services(buses)
            self._start_gateway()
        return sandbox.ensure(self.url, self.credentials.admin, self.state)

    # PostgreSQL

    def _start_database(self) -> None:
        given = os.environ.get("DATABASE_URL")
        self.admin_dsn = _plain(given) if given else self._own_cluster()
        address = urlsplit(self.admin_dsn).netloc.rpartition("@")[2]
        self.access = roles.Access(address, self.credentials.database)
        try:
            asyncio.run(roles.prepare(self.admin_dsn, self.credentials.database))
        except (OSError, asyncpg.PostgresError) as failure:
            raise CannotRun(f"The database at {address} cannot be set up (a superuser is needed): {failure}") from None

    def _own_cluster(self) -> str:
        programs = postgres.find_programs(self.state)
        [port] = ports.pick()
        cluster = postgres.Cluster(programs, self.state / "postgres", port)
        password = self.credentials.database[postgres.ADMIN]
        cluster.create(password)
        self.supervisor.start(Child("PostgreSQL", lambda: [cluster.start()], cluster.log, ask=cluster.stop_signal))
        say(f"{programs.origin} is up")
        return cluster.url(postgres.ADMIN, password)

    def _migrate(self) -> None:
        """In a process of its own, which takes its imports with it when it ends."""
        assert self.access is not None, "the database comes first"
        urls = {f"{service.upper()}_MIGRATION_URL": self.access.url(f"mig_{service}") for service in SERVICES}
        command = [sys.executable, "-m", "deploy.local.migrate"]
        done = subprocess.run(command, cwd=REPO, env={**os.environ, **urls}, capture_output=True, text=True)
        if done.returncode:
            raise CannotRun(f"The migrations failed:\n{done.stderr.strip()[-3_000:]}")
        say("Migrations are applied")

    # RabbitMQ, which takes longest and so begins first

    def _start_broker(self) -> rabbitmq.Broker | None:
        """None if there is nothing to start: another broker was named, or none is wanted, or there is none."""
        if self.embedded:
            return None
        if given := os.environ.get("RABBITMQ_URL"):
            must_let_in(given)
            return None
        programs = rabbitmq.find_programs(self.state)
        if programs is None:
            _announce_embedded()
            self.embedded = True
            return None
        [port] = ports.pick()
        content = definitions.definitions(self.credentials.broker)
        node = rabbitmq.Broker(programs, self.state / "rabbitmq", port, content)
        self.supervisor.start(Child("RabbitMQ", node.start, node.log))
        return node

    def _buses(self, node: rabbitmq.Broker | None) -> dict[str, str]:
        """The bus URL of each service."""
        if node is None:
            return dict.fromkeys(SERVICES, MEMORY_BUS if self.embedded else os.environ["RABBITMQ_URL"])
        node.wait()
        say("RabbitMQ is up")
        return {service: node.url(service, self.credentials.broker[service], definitions.VHOST) for service in SERVICES}

    # The services

    def _environment(self, buses: Mapping[str, str]) -> dict[str, str]:
        assert self.access is not None, "the database comes first"
        databases = {service: self.access.url(f"svc_{service}") for service in SERVICES}
        return for_services(
            self.state, Addresses(self.url, self.services, databases, buses), self.credentials, self.keys
        )

    def _start_services(self, buses: Mapping[str, str]) -> None:
        chosen = dict(zip(SERVICES, ports.pick(len(SERVICES)), strict=True))
        self.services = {service: f"http://{HOST}:{port}" for service, port in chosen.items()}
        everything = self._environment(buses)
        children = [
            self.supervisor.start(
                self._service(
                    name,
                    uvicorn(f"{name}.app:create_app", port, believing=HOST),
                    only_for(name, everything, SERVICES),
                )
            )
            for name, port in chosen.items()
        ]
        for child in children:
            _wait(child, f"{self.services[child.name]}/health/ready")
        say("The five services are ready")

    def _start_gateway(self) -> None:
        addresses = {service: url.removeprefix("http://") for service, url in self.services.items()}
        gateway = Gateway(find_program(self.state), self.state / "gateway", f"{HOST}:{self.port}", addresses)
        child = self.supervisor.start(Child("gateway", lambda: [gateway.start()], gateway.folder / "nginx.log"))
        _wait(child, f"{self.url}/health/escrow/ready")

    def _start_in_one_process(self, buses: Mapping[str, str]) -> None:
        self.services = {service: f"{self.url}/internal/{service}" for service in SERVICES}
        command = uvicorn("deploy.local.embedded:create_app", self.port, believing="")
        child = self.supervisor.start(self._service("services", command, self._environment(buses)))
        for service in SERVICES:
            _wait(child, f"{self.url}/health/{service}/ready")
        say("The five services are ready, in one process")

    def _service(self, name: str, command: Sequence[str], environment: Mapping[str, str]) -> Child:
        log = self.logs / f"{name}.log"
        if log.exists():
            log.replace(log.with_suffix(".previous.log"))
        return Child(name, starter(command, environment, log), log)


def starter(
    command: Sequence[str], environment: Mapping[str, str], log: Path
) -> Callable[[], list[subprocess.Popen[bytes]]]:
    def start() -> list[subprocess.Popen[bytes]]:
        with log.open("ab") as output:
            return [
                subprocess.Popen(
                    command, env=environment, cwd=REPO, stdin=subprocess.DEVNULL, stdout=output, stderr=output,
                    start_new_session=True,
                )
            ]  # fmt: skip

    return start


def _wait(child: Child, url: str) -> None:
    deadline = time.monotonic() + READY_SECONDS
    while not sandbox.ready(url):
        if child.ended is not None or time.monotonic() > deadline:
            reason = "ended" if child.ended is not None else f"was not ready after {READY_SECONDS} s ({url})"
            raise CannotRun(f"{child.name} {reason}. The end of {child.log}:\n{child.log_end()}")
        time.sleep(0.1)


def must_let_in(url: str) -> None:
    """With this user and password, and at this virtual host. Raises CannotRun."""
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


def _plain(url: str) -> str:
    """As asyncpg wants it: without the driver SQLAlchemy names."""
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
