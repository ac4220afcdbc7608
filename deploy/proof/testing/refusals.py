"""Refusals that tests see, held against what the API's description says of each operation.

Every problem that an operation of ours answers with, in whatever test, has to be one that its description names.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any, Final

from starlette.types import Message, Receive, Scope, Send

from common.docs.openapi.problem_answers import CODES_EXTENSION
from common.docs.openapi.texts import SITE
from common.web.guard import RequestGuard
from common.web.problems import MEDIA_TYPE

PROBLEM_FIELD: Final = (b"content-type", MEDIA_TYPE.encode())


@contextmanager
def watch_refusals() -> Iterator[list[str]]:
    """Give the list of refusals that no description names, as they are seen."""
    unnamed: list[str] = []
    answer_request = RequestGuard.__call__

    async def answer_watched(self: RequestGuard, scope: Scope, receive: Receive, send: Send) -> None:
        status, body = 0, b""

        async def watch(message: Message) -> None:
            nonlocal status, body
            if message["type"] == "http.response.start":
                status = message["status"] if PROBLEM_FIELD in message["headers"] else 0
            elif status and message["type"] == "http.response.body":
                body += message.get("body", b"")
            await send(message)

        await answer_request(self, scope, receive, watch)
        if status and (complaint := find_unnamed(scope, status, body)):
            unnamed.append(complaint)

    RequestGuard.__call__ = answer_watched  # type: ignore[method-assign]
    try:
        yield unnamed
    finally:
        RequestGuard.__call__ = answer_request  # type: ignore[method-assign]


def find_unnamed(scope: Scope, status: int, body: bytes) -> str | None:
    """Say what is answered that the operation's description does not name."""
    route = scope.get("route")
    operation = read_paths().get(getattr(route, "path", ""), {}).get(scope["method"].lower())
    if operation is None or not body:
        return None
    code = json.loads(body).get("code")
    named = operation["responses"].get(str(status), {}).get(CODES_EXTENSION, ())
    if code in named:
        return None
    names = ", ".join(named) or "nothing"
    return (
        f"{operation['operationId']} answered {status} {code}, and its description names {names}"
        ": `make docs`; if that does not help, deploy/development/refusals does not see where it is raised"
    )


@cache
def read_paths() -> dict[str, Any]:
    paths: dict[str, Any] = json.loads((SITE / "openapi.json").read_text())["paths"]
    return paths
