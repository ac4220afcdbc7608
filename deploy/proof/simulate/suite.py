"""Five services of a run: their settings, and the processes that carry them."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from importlib import import_module
from pathlib import Path
from typing import Any, Final

from fastapi import FastAPI
from pydantic import SecretStr

from deploy.local.environment import LOOPBACK
from deploy.local.suite import SERVICES
from deploy.proof.testing.databases import Database
from deploy.proof.testing.tokens import Keys
from disputes.app import publish_editions
from disputes.policy.files import loader
from notifications.domain.delivery import Outcome
from notifications.webhook_client import SendResult, WebhookClient

from .carrier import SimulatedCarrier
from .network import Network
from .processes import Process
from .world import SimulatedWorld

SECRET: Final = "a-secret-of-the-simulation-for-nobody-else"  # noqa: S105
FERNET_KEY: Final = "c2ltdWxhdGlvbi1zaW11bGF0aW9uLXNpbXVsYXRpb24="
WEBHOOKS: Final = "http://127.0.0.1:8443/webhooks"
PEERS: Final = {service: f"http://{service}" for service in SERVICES}


class Receivers(WebhookClient):
    """Receivers of webhooks in the place of the network: they note what they get, and sometimes are away."""

    def __init__(self, world: SimulatedWorld) -> None:
        self._world = world
        self.away = 0.0
        self.received: dict[str, int] = {}

    async def send_webhook(self, url: str, headers: dict[str, str], body: str, *, at: datetime) -> SendResult:
        if self._world.choices.random() < self.away:
            return SendResult(Outcome.from_status(503, None), "127.0.0.1", 1)
        self.received[headers["webhook-id"]] = self.received.get(headers["webhook-id"], 0) + 1
        return SendResult(Outcome.from_status(204, None), "127.0.0.1", 1)

    async def close_connections(self) -> None:
        """Close nothing: nothing is kept open."""


@dataclass(frozen=True)
class Suite:
    """Settings that the processes of a run are built from."""

    world: SimulatedWorld
    database: Database
    keys: Keys
    folder: Path
    network: Network
    carrier: SimulatedCarrier
    receivers: Receivers

    def make_processes(self) -> Mapping[str, Process]:
        return {service: Process(service, self.world, self._builder_of(service)) for service in SERVICES}

    def _builder_of(self, service: str) -> Callable[[], Awaitable[FastAPI]]:
        async def build() -> FastAPI:
            app = self._create_app(service)
            if service == "disputes":
                await _publish_editions(app)
            return app

        return build

    def _create_app(self, service: str) -> FastAPI:
        settings = import_module(f"{service}.settings").Settings(**self._settings_of(service))
        given: dict[str, Any] = {"peers": self.network.connect_peers(service, PEERS, SECRET), "bus": self.carrier}
        if service == "escrow":
            given["test_clock_client"] = self.network.connect_client(service, X_Internal_Secret=SECRET)
        if service == "evidence":
            given["records"] = self.network.connect_client(service, X_Internal_Secret=SECRET)
        if service == "notifications":
            given["client"] = self.receivers
        app: FastAPI = import_module(f"{service}.app").create_app(settings, **given)
        return app

    def _settings_of(self, service: str) -> dict[str, Any]:
        secret = SecretStr(SECRET)
        shared = {
            "env": "test", "jwks": str(self.keys.jwks_path), "require_durable_database": False, "workers": False,
            "database_url": self.database.url(service), "bus_url": "simulated://", "secret": secret, "peers": PEERS,
            "internal_secret": secret, "exchange_secret": secret, "records_secret": secret,
        }  # fmt: skip
        own: dict[str, dict[str, Any]] = {
            "escrow": {"signing_key": str(self.keys.signing_key_path), "admin_secret": secret},
            "evidence": {"storage": (self.folder / "evidence").as_uri()},
            "notifications": {"encryption_key": SecretStr(FERNET_KEY), "local_receivers": LOOPBACK},
        }
        return shared | own.get(service, {})


async def _publish_editions(app: FastAPI) -> None:
    """Publish what comes with the service, as its own worker does when it starts."""
    editions = loader.load_editions()
    begin = app.state.service.executor.begin
    await publish_editions(begin, editions, loader.select_current_editions(editions, ""))
