"""Body of a request as the guard has parsed it: once, for its fingerprint and for its model."""

from __future__ import annotations

import hashlib
from typing import Any, Final

from starlette.types import Message, Receive, Scope

from common.kernel.strict_json import canonical_json

ABSENT: Final = object()
"""Body of a request that has none."""


def keep_parsed_body(scope: Scope, value: Any) -> None:
    scope.setdefault("state", {})["json"] = value


def is_body_parsed(scope: Scope) -> bool:
    """False where the route reads the body as it arrives, and for requests whose method asks for none."""
    return "json" in scope.get("state", ())


def get_parsed_body(scope: Scope) -> Any:
    """`ABSENT` where there is none."""
    return scope.get("state", {}).get("json", ABSENT)


def compute_body_fingerprint(scope: Scope) -> bytes:
    """Digest of what the body means, whatever its spelling; empty without one. Of a file, what its route has noted."""
    state = scope.get("state", {})
    if (noted := state.get("fingerprint")) is not None:
        return bytes(noted)
    return fingerprint_value(state.get("json", ABSENT))


def fingerprint_value(body: Any) -> bytes:
    return b"" if body is ABSENT else hashlib.sha256(canonical_json(body)).digest()


def replay_body(body: bytes, receive: Receive) -> Receive:
    """Let the application read a body that has been read already."""
    sent = False

    async def receive_again() -> Message:
        nonlocal sent
        if sent:
            return await receive()
        sent = True
        return {"type": "http.request", "body": body, "more_body": False}

    return receive_again
