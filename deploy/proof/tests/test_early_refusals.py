"""DOR-W6: whoever sends a large body that is refused at once reads why, behind the gateway and before it."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from uuid import UUID

import httpx
import pytest
import uvicorn
from starlette.types import Receive, Scope, Send

from common.kernel.principal import Principal, Role
from common.web.authentication import Unauthenticated
from common.web.guard import RequestGuard
from common.web.rate_limits import RateLimiter, RateLimits
from deploy.local import ports
from deploy.local.environment import HTTP_PROTOCOL
from deploy.local.suite import SERVICES

from .test_gateway import gateway_before, raw, until

SIZE = 4 << 20
BODY = b"x" * SIZE


def authenticate(authorization: str | None) -> Principal:
    if authorization != "Bearer good":
        raise Unauthenticated
    return Principal(PLATFORM, Role.PLATFORM, "p")


PLATFORM = UUID(int=1)


async def refuse_what_is_uploaded(scope: Scope, receive: Receive, send: Send) -> None:
    """As routes of files do: the refusal of what the address says comes before a byte is read."""
    body = json.dumps({"code": "validation_failed"}).encode()
    headers = [(b"content-type", b"application/problem+json"), (b"content-length", str(len(body)).encode())]
    await send({"type": "http.response.start", "status": 422, "headers": [*headers, (b"connection", b"close")]})
    await send({"type": "http.response.body", "body": body})


@pytest.fixture(scope="module")
def service() -> Iterator[str]:
    limiter = RateLimiter(RateLimits().times(1_000))
    guard = RequestGuard(
        refuse_what_is_uploaded, authenticate=authenticate, limiter=limiter, streams=("/v1/evidence/uploads",)
    )
    [port] = ports.pick_free_ports()
    config = uvicorn.Config(guard, host=ports.HOST, port=port, log_level="error", lifespan="off", http=HTTP_PROTOCOL)
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    until(lambda: server.started)
    yield f"{ports.HOST}:{port}"
    server.should_exit = True
    thread.join()


@pytest.fixture(scope="module")
def gateway(service: str) -> Iterator[str]:
    with gateway_before(dict.fromkeys(SERVICES, service)) as url:
        yield url


CASES = [
    ("expired", "/v1/evidence/uploads", 401),
    ("good", "/v1/evidence/uploads", 422),
    ("good", "/v1/evidence/x", 413),
]


@pytest.mark.parametrize(("token", "path", "status"), CASES)
@pytest.mark.parametrize("is_chunked", [False, True])
def test_dor_w6_a_refused_body_gets_its_problem_each_time(
    service: str, gateway: str, token: str, path: str, status: int, is_chunked: bool
) -> None:
    headers = {"Authorization": f"Bearer {token}", "Content-Type": "application/json"}
    for base in (gateway, f"http://{service}"):
        for _ in range(10):
            content = iter([BODY[: SIZE // 4]] * 4) if is_chunked else BODY
            answer = httpx.post(base + path, content=content, headers=headers, trust_env=False)
            assert answer.status_code == status
            assert answer.headers["content-type"] == "application/problem+json"


@pytest.mark.parametrize("is_chunked", [False, True])
def test_dor_w6_what_the_gateway_finds_too_large_is_a_problem_too(gateway: str, is_chunked: bool) -> None:
    framing = b"Transfer-Encoding: chunked" if is_chunked else b"Content-Length: %d" % SIZE
    body = b"%x\r\n%s\r\n0\r\n\r\n" % (SIZE, BODY) if is_chunked else BODY
    for _ in range(5):
        head = (
            b"POST /v1/escrows HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer good\r\nContent-Type: application/json\r\n"
        )
        status, headers, text = raw(gateway, head + framing + b"\r\nConnection: close\r\n\r\n" + body)
        assert (status, headers["content-type"]) == (413, "application/problem+json")
        assert b'"payload_too_large"' in text


@pytest.mark.parametrize("size", [65 << 20, 4 << 30, 10**18])
def test_dor_w6_how_large_a_file_may_be_the_service_says_and_not_the_gateway(gateway: str, size: int) -> None:
    head = f"POST /v1/evidence/uploads HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer good\r\nContent-Length: {size}\r\n"
    status, _, text = raw(gateway, head.encode() + b"Connection: close\r\n\r\n")
    assert (status, json.loads(text)["code"]) == (422, "validation_failed"), "what the service says"


UNREADABLE = {
    "letters in the query": "GET /v1/escrows?reason=é HTTP/1.1\r\nHost: x\r\n".encode(),
    "letters in the path": "GET /v1/escrows/é HTTP/1.1\r\nHost: x\r\n".encode(),
    "a control character in a field": b"GET /v1/escrows HTTP/1.1\r\nHost: x\r\nX-Test: a\x01b\r\n",
}


@pytest.mark.parametrize("what", list(UNREADABLE))
def test_dor_w6_what_a_service_cannot_read_is_a_problem_too(service: str, gateway: str, what: str) -> None:
    """Tools put letters into an address as they are; the gateway hands them on."""
    for base in (gateway, f"http://{service}"):
        status, headers, body = raw(base, UNREADABLE[what] + b"Connection: close\r\n\r\n")
        assert (status, headers["content-type"]) == (400, "application/problem+json")
        assert headers["access-control-allow-origin"] == "*"
        assert headers["x-content-type-options"] == "nosniff"
        problem = json.loads(body)
        assert (problem["code"], problem["request_id"]) == ("bad_request", headers["x-request-id"])
        assert "%C3%A9" in problem["detail"]
