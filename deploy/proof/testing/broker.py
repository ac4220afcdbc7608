"""Private RabbitMQ for a test run: one virtual host per worker, emptied between tests."""

from __future__ import annotations

import os
import secrets
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import aio_pika

from deploy.local import place, ports, rabbitmq
from deploy.local.definitions import render_broker_definitions
from deploy.local.suite import SERVICES

from . import keeper

TEST_USER: Final = "tester"


@dataclass(frozen=True)
class Broker:
    """Broker as one test worker sees it."""

    address: str
    passwords: Mapping[str, str]
    vhost: str

    def url(self, service: str) -> str:
        """Address with the service's own user, who has no more rights than in production."""
        return f"amqp://{service}:{self.passwords[service]}@{self.address}/{self.vhost}"

    @property
    def admin_url(self) -> str:
        """Address with a user who may do everything in this virtual host."""
        return self.url(TEST_USER)

    async def delete_queues(self) -> None:
        """Without queues, as before any service started."""
        async with await aio_pika.connect(self.admin_url) as connection:
            channel = await connection.channel()
            for service in SERVICES:
                for queue in ("inbox", "grave"):
                    await channel.queue_delete(f"{service}.{queue}")


def is_broker_available() -> bool:
    return rabbitmq.find_programs(place.state_folder()) is not None


def join_broker(run: Path) -> tuple[Broker, Any]:
    description, lock = keeper.join_server(run, "broker", lambda _: None)
    return Broker(
        description["address"], description["passwords"], _vhost_of_worker(os.environ.get("PYTEST_XDIST_WORKER", "gw0"))
    ), lock


def _vhost_of_worker(worker: str) -> str:
    return f"parley_{worker}"


class _Node(keeper.Server):
    def __init__(self, folder: Path) -> None:
        programs = rabbitmq.find_programs(place.state_folder())
        assert programs is not None, "asked before"
        workers = int(os.environ.get("PYTEST_XDIST_WORKER_COUNT", "1"))
        vhosts = [_vhost_of_worker(f"gw{number}") for number in range(workers)]
        self.passwords = {user: secrets.token_hex(16) for user in (*SERVICES, TEST_USER)}
        [port] = ports.pick_free_ports()
        content = render_broker_definitions(self.passwords, vhosts, helper=TEST_USER)
        self.broker = rabbitmq.Broker(programs, folder, port, content)

    def start(self) -> dict[str, Any]:
        self.broker.start()
        self.broker.wait_until_ready()
        return {"address": f"{ports.HOST}:{self.broker.port}", "passwords": self.passwords}

    def stop(self) -> None:
        self.broker.stop()


if __name__ == "__main__":
    keeper.keep_running(Path(sys.argv[1]), _Node(Path(sys.argv[1])))
