"""Webhook receiver of a platform: a real HTTP server which keeps only what the published library verifies."""

from __future__ import annotations

import threading
from collections import defaultdict
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Final

import jsonschema_rs
from standardwebhooks import Webhook, WebhookVerificationError

from common.contracts.public_form import public_schema
from common.docs.openapi.webhooks import list_public_events
from deploy.local.ports import HOST

MAX_BYTES: Final = 100_000


@cache
def _validator_of(type: str) -> jsonschema_rs.Validator | None:
    """None for what is no event of the catalogue, such as a test."""
    schema = next((public_schema(event) for event in list_public_events() if event.public == type), None)
    return None if schema is None else jsonschema_rs.validator_for(schema)


def find_contract_breach(event: dict[str, Any]) -> str | None:
    """Compare an event with the public contract of its type; None if it is as described."""
    validator = _validator_of(event["type"])
    return next((str(error) for error in validator.iter_errors(event)), None) if validator is not None else None


class Receiver:
    """HTTP server for all stories: each has a path and a secret of its own."""

    def __init__(self) -> None:
        self._secrets: dict[str, Webhook] = {}
        self._events_by_path: dict[str, dict[str, dict[str, Any]]] = defaultdict(dict)
        self._lock = threading.Lock()
        self.refused: list[str] = []
        receiver = self

        class Handler(BaseHTTPRequestHandler):
            timeout = 10

            def do_POST(self) -> None:
                body = self.rfile.read(min(int(self.headers.get("Content-Length", 0)), MAX_BYTES))
                self.send_response(
                    204 if receiver.accept_delivery(self.path, body, dict(self.headers.items())) else 400
                )
                self.end_headers()

            def log_message(self, *_: object) -> None:
                pass

        self._server = ThreadingHTTPServer((HOST, 0), Handler)
        self._server.daemon_threads = True

    def __enter__(self) -> Receiver:
        threading.Thread(target=self._server.serve_forever, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()

    def url(self, path: str) -> str:
        return f"http://{HOST}:{self._server.server_port}{path}"

    def trust_secret(self, path: str, secret: str) -> None:
        with self._lock:
            self._secrets[path] = Webhook(secret)

    def accept_delivery(self, path: str, body: bytes, headers: dict[str, str]) -> bool:
        """Deliveries repeat: an event is kept once, by its own id."""
        with self._lock:
            try:
                event = self._secrets[path].verify(body, headers)
            except (KeyError, WebhookVerificationError) as wrong:
                self.refused.append(f"{path}: {wrong!r}")
                return False
            if (breach := find_contract_breach(event)) is not None:
                self.refused.append(f"{path}: {event['type']} is not as described: {breach}")
                return False
            self._events_by_path[path][event["id"]] = event
            return True

    def verified_events_of(self, path: str) -> dict[str, dict[str, Any]]:
        with self._lock:
            return dict(self._events_by_path[path])
