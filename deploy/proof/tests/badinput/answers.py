"""What every refusal looks like."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any, Final

import httpx

from deploy.proof.tests.badinput.operations import Operation
from deploy.proof.tests.badinput.roles import somebody
from deploy.proof.tests.badinput.world import LEAKS, World

JSON: Final = {"Content-Type": "application/json"}


async def refused(
    world: World,
    operation: Operation,
    status: int | Collection[int],
    code: str | Collection[str],
    *,
    url: str | None = None,
    method: str | None = None,
    content: Any = None,
    headers: Mapping[str, str] | None = None,
    secret: str | None = None,
    role: str | None = None,
) -> httpx.Response:
    """Sent twice, answered twice alike. `secret` stands in the input and must not in the answer."""
    given = world.headers(role or somebody(operation.name)) | extra(world, operation) | dict(headers or {})
    given = {name: value for name, value in given.items() if value is not None}
    ids = world.ours.of(operation.service)

    async def send() -> httpx.Response:
        sent = content() if callable(content) else content
        return await world.client.request(
            method or operation.method, url or operation.url(ids), content=sent, headers=given
        )

    first, second = await send(), await send()
    check(first, status, code, secret)
    assert _said(first) == _said(second)
    return first


def extra(world: World, operation: Operation) -> dict[str, str]:
    """Headers without which an operation is not that operation."""
    if not operation.path.startswith("/v1/evidence/uploads/resumable"):
        return {}
    given: dict[str, str] = world.ours.by_service["evidence"]["tus"]
    part = {"Content-Type": "application/offset+octet-stream"} if operation.content else {}
    return (
        {**given, **part, "X-HTTP-Method-Override": "PATCH"}
        if operation.method == "post" and part
        else {**given, **part}
    )


def check(
    answer: httpx.Response, status: int | Collection[int], code: str | Collection[str], secret: str | None = None
) -> None:
    statuses = [status] if isinstance(status, int) else status
    codes = [code] if isinstance(code, str) else code
    assert answer.status_code in statuses, (answer.status_code, answer.text[:300])
    assert answer.headers["content-type"] == "application/problem+json"
    problem = answer.json()
    assert problem["code"] in codes, problem
    assert problem["status"] == answer.status_code
    assert problem["request_id"] == answer.headers["x-request-id"]
    assert {"type", "title", "detail"} <= problem.keys()
    assert len(answer.content) < 10_000, "an answer may not grow with the input"
    assert "input" not in problem
    assert not [leak for leak in LEAKS if leak in answer.text], answer.text
    assert secret is None or secret not in answer.text


def _said(answer: httpx.Response) -> Any:
    return answer.status_code, {k: v for k, v in answer.json().items() if k != "request_id"}
