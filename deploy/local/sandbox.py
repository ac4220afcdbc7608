"""Sandbox platform to play with: made once over the public API, remembered, shown at every start."""

from __future__ import annotations

import base64
import json
import time
import urllib.error
import urllib.parse
import urllib.request
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Final
from uuid import uuid4

from .place import CannotRun, write_private_file

FILE: Final = "sandbox.json"
ADMIN: Final = "admin"
ANSWER_SECONDS: Final = 20
# Requests to this machine never go through a proxy.
_direct: Final = urllib.request.build_opener(urllib.request.ProxyHandler({}))


@dataclass(frozen=True)
class Platform:
    id: str
    client_id: str
    client_secret: str


def ensure_platform(url: str, admin_secret: str, state: Path) -> Platform:
    """Reads the platform of an earlier start, if this database still knows it; else makes a new one."""
    file = state / FILE
    if file.exists():
        platform = Platform(**json.loads(file.read_text()))
        if request_token(url, platform.client_id, platform.client_secret) is not None:
            return platform
    made = _create_platform(url, admin_secret)
    write_private_file(file, json.dumps(asdict(made), indent=2))
    return made


def request_token(url: str, client_id: str, client_secret: str) -> str | None:
    """Requests an access token; None where the credentials are refused."""
    credentials = base64.b64encode(f"{client_id}:{client_secret}".encode()).decode()
    form = urllib.parse.urlencode({"grant_type": "client_credentials"}).encode()
    try:
        answer = send_request(f"{url}/oauth/token", form, Authorization=f"Basic {credentials}")
    except urllib.error.HTTPError as refusal:
        if refusal.code in (400, 401):
            return None
        raise
    return str(answer["access_token"])


def is_service_ready(url: str, seconds: float = 1.0) -> bool:
    """Does a service say it is ready for work?"""
    try:
        with _direct.open(url, timeout=seconds) as answer:
            return bool(answer.status == 200)
    except OSError:
        return False


def _create_platform(url: str, admin_secret: str) -> Platform:
    bearer = request_token(url, ADMIN, admin_secret)
    if bearer is None:
        raise CannotRun(
            f"Another Parley answers at {url}: it does not know this folder's administrator. Stop it, or choose "
            "another port: make run PORT=…"
        )
    body = json.dumps({"name": "Sandbox"}).encode()
    made = send_request(
        f"{url}/v1/platforms",
        body,
        Authorization=f"Bearer {bearer}",
        **{"Content-Type": "application/json", "Idempotency-Key": str(uuid4())},
    )
    return Platform(made["id"], made["client_id"], made["client_secret"])


def send_request(url: str, body: bytes | None, **headers: str) -> Any:
    """Asks this machine, with a body by POST, and again where a service is still busy. Raises HTTPError."""
    method = "GET" if body is None else "POST"
    request = urllib.request.Request(url, data=body, headers=headers, method=method)  # noqa: S310 (our own address)
    for attempt in (1, 2, 3):
        try:
            with _direct.open(request, timeout=ANSWER_SECONDS) as answer:
                return json.load(answer)
        except urllib.error.HTTPError as refusal:
            if refusal.code != 503 or attempt == 3:
                raise
            time.sleep(attempt)
    raise AssertionError("the last attempt returns or raises")
