"""Topics each service listens to, as the services themselves say it.

`python -m deploy.verify.subscriptions` builds the five apps and prints their topics; it never connects to anything.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from importlib import import_module
from pathlib import Path
from typing import Any

from deploy.local import credentials, keys
from deploy.local.environment import Addresses, build_services_environment
from deploy.local.place import REPO
from deploy.local.suite import SERVICES

Subscriptions = Mapping[str, Sequence[str]]


def read_subscriptions_of(apps: Iterable[Any]) -> Subscriptions:
    consumers = [app.state.service.consumer for app in apps]
    return {consumer.name: consumer.topics for consumer in consumers}


def ask_suite_subscriptions() -> Subscriptions:
    """Asked in a process of its own, whose environment is made for it and thrown away."""
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "deploy.verify.subscriptions"]
        done = subprocess.run(
            command, cwd=REPO, env=_make_throwaway_environment(Path(folder)), capture_output=True, text=True
        )
    if done.returncode:
        raise RuntimeError(f"the services do not say what they listen to:\n{done.stderr}")
    subscriptions: Subscriptions = json.loads(done.stdout.splitlines()[-1])
    return subscriptions


def _make_throwaway_environment(folder: Path) -> dict[str, str]:
    nowhere = dict.fromkeys(SERVICES, "postgresql+asyncpg://nobody@127.0.0.1:1/nothing")
    nobody = dict.fromkeys(SERVICES, "amqp://nobody@127.0.0.1:1/")
    to = Addresses("http://127.0.0.1:1", {}, nowhere, nobody)
    return build_services_environment(
        folder, to, credentials.ensure_credentials(folder), keys.ensure_key_pair(folder / "keys")
    )


def main() -> None:
    from common.messaging.bus import InMemoryBus

    bus = InMemoryBus()
    print(
        json.dumps(read_subscriptions_of(import_module(f"{service}.app").create_app(bus=bus) for service in SERVICES))
    )


if __name__ == "__main__":
    main()
