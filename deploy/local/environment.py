"""Environment variables of the services: addresses, credentials and keys reach them in this way and no other."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from .credentials import Credentials
from .keys import KeyPair, ensure_heads_key
from .ports import HOST

# More than the longest request: a service that is asked to stop finishes what it has begun.
GRACEFUL_SECONDS: Final = 20
# Longer than the gateway keeps idle connections, so that it is never the service which closes one just taken.
KEEP_ALIVE_SECONDS: Final = 75
HTTP_PROTOCOL: Final = "common.http_protocol:ProblemProtocol"
LOOPBACK: Final = "127.0.0.0/8"
"""Where webhooks may go in a sandbox, beside what is public."""
# What is meant for this tool, not for the services.
_LAUNCHER_VARIABLES: Final = ("DATABASE_URL", "RABBITMQ_URL")


@dataclass(frozen=True)
class Addresses:
    public: str
    services: Mapping[str, str]  # base URL by service
    databases: Mapping[str, str]  # URL of the runtime role by service
    buses: Mapping[str, str]  # by service


def build_services_environment(state: Path, to: Addresses, credentials: Credentials, keys: KeyPair) -> dict[str, str]:
    """Builds one environment for all; names begin with the service's own, so none sees what it does not ask for."""
    return {
        **{name: value for name, value in os.environ.items() if name not in _LAUNCHER_VARIABLES},
        **{f"{service.upper()}_DATABASE_URL": url for service, url in to.databases.items()},
        **{f"{service.upper()}_BUS_URL": url for service, url in to.buses.items()},
        **{f"{service.upper()}_SECRET": secret for service, secret in credentials.services.items()},
        "PARLEY_ENV": "sandbox",
        "PARLEY_PUBLIC_URL": to.public,
        "PARLEY_JWKS": str(keys.jwks_path),
        "PARLEY_HEADS": str(state / "heads"),
        "PARLEY_HEADS_KEY": str(ensure_heads_key(state / "keys")),
        "PARLEY_INTERNAL_SECRET": credentials.internal,
        "PARLEY_RECORDS_SECRET": credentials.internal,
        "PARLEY_EXCHANGE_SECRET": credentials.internal,
        "PARLEY_PEERS": json.dumps(dict(to.services)),
        "ESCROW_SIGNING_KEY": str(keys.signing_key_path),
        "ESCROW_ADMIN_SECRET": credentials.admin,
        "ESCROW_PEERS": json.dumps(dict(to.services)),
        "EVIDENCE_STORAGE": (state / "evidence").as_uri(),
        "EVIDENCE_PEERS": json.dumps(dict(to.services)),
        "NOTIFICATIONS_ENCRYPTION_KEY": credentials.encryption,
        "NOTIFICATIONS_LOCAL_RECEIVERS": LOOPBACK,
        "PYTHONUNBUFFERED": "1",
        "TZ": "UTC",
    }


def select_service_environment(
    service: str, everything: Mapping[str, str], all_services: tuple[str, ...]
) -> dict[str, str]:
    """Leave out what belongs to the other services."""
    foreign = tuple(f"{name.upper()}_" for name in all_services if name != service)
    return {name: value for name, value in everything.items() if not name.startswith(foreign)}


def build_uvicorn_command(factory: str, port: int, *, trusted_proxy: str) -> list[str]:
    """`trusted_proxy`: the address that says for whom it speaks (X-Forwarded-For); empty for none."""
    return [
        sys.executable, "-m", "uvicorn", "--factory", factory, "--host", HOST, "--port", str(port),
        "--loop", "uvloop", "--http", HTTP_PROTOCOL, "--timeout-graceful-shutdown", str(GRACEFUL_SECONDS),
        "--timeout-keep-alive", str(KEEP_ALIVE_SECONDS), "--no-server-header", "--no-access-log",
        "--forwarded-allow-ips", trusted_proxy,
    ]  # fmt: skip
