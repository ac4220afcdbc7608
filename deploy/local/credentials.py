"""Secrets of this machine's sandbox: made at the first start, kept in one file that only its owner reads."""

from __future__ import annotations

import base64
import json
import secrets
from dataclasses import asdict, dataclass
from pathlib import Path

from . import postgres, roles
from .place import write_private_file
from .suite import SERVICES

FILE = "secrets.json"


@dataclass(frozen=True)
class Credentials:
    database: dict[str, str]  # by role
    broker: dict[str, str]  # by service
    services: dict[str, str]  # what each signs cursors and links with
    admin: str  # of escrow's administrator, who makes platforms
    internal: str  # of the sandbox's test clock
    encryption: str  # of what notifications keeps: a Fernet key


def ensure_credentials(state: Path) -> Credentials:
    file = state / FILE
    if file.exists():
        return Credentials(**json.loads(file.read_text()))
    made = _make_credentials()
    write_private_file(file, json.dumps(asdict(made), indent=2))
    return made


def _make_credentials() -> Credentials:
    return Credentials(
        database={role: secrets.token_hex(16) for role in (postgres.ADMIN, *roles.ROLES)},
        broker={service: secrets.token_hex(16) for service in SERVICES},
        services={service: secrets.token_hex(32) for service in SERVICES},
        admin=secrets.token_urlsafe(32),
        internal=secrets.token_hex(32),
        encryption=base64.urlsafe_b64encode(secrets.token_bytes(32)).decode(),
    )
