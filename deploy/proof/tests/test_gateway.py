"""The gateway's routes, in a real nginx before five stand-ins that tell what reached them."""

from __future__ import annotations

import contextlib
import json
import os
import re
import socket
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, ClassVar

import httpx
import pytest

from common.web.guarded_answer import STANDARD_FIELDS
from common.web.origins import VARY
from common.web.problems import title_of
from deploy.local import place, ports
from deploy.local.gateway import TEMPLATE, Gateway, find_program
from deploy.local.processes import stop_process_group
from deploy.local.suite import SERVICES
from deploy.proof.testing import plugin


class StandIn(BaseHTTPRequestHandler):
    """Answers with its name and the request it got, before it reads the body."""

    protocol_version = "HTTP/1.1"
    timeout = 5
    name: str

    def answer(self) -> None:
        status = 404 if self.path.endswith("/missing") else 200
        seen = {"service": self.name, "path": self.path, "headers": dict(self.headers.items())}
        body = json.dumps(seen).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.send_header(*(field.decode() for field in VARY))
        self.end_headers()
        self.wfile.write(body)
        # As uvicorn does: what still comes is read and thrown away.
        with contextlib.suppress(OSError):
            self.rfile.read(int(self.headers.get("Content-Length", 0)))

    do_GET = do_POST = do_PUT = do_OPTIONS = answer  # noqa: N815 (the base class names them)

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture(scope="session")
def gateway() -> Iterator[str]:
    stand_ins, addresses = [], {}
    for service in SERVICES[:-1]:  # nothing listens for the last one
        handler = type(service, (StandIn,), {"name": service})
        server = ThreadingHTTPServer((ports.HOST, 0), handler)
        server.daemon_threads = True
        threading.Thread(target=server.serve_forever, daemon=True).start()
        stand_ins.append(server)
        addresses[service] = f"{ports.HOST}:{server.server_port}"
    addresses[SERVICES[-1]] = f"{ports.HOST}:{ports.pick_free_ports()[0]}"
    with gateway_before(addresses) as url:
        yield url
    for server in stand_ins:
        server.shutdown()
        server.server_close()


@contextlib.contextmanager
def gateway_before(addresses: dict[str, str]) -> Iterator[str]:
    [port] = ports.pick_free_ports()
    process = Gateway(find_program(place.state_folder()), folder_of(port), f"{ports.HOST}:{port}", addresses).start()
    try:
        until(lambda: ports.is_answering(port))
        yield f"http://{ports.HOST}:{port}"
    finally:
        stop_process_group(process)


def folder_of(port: int) -> Path:
    """Which the user nginx runs as may enter, unlike pytest's."""
    return Path(os.environ[plugin.RUN_VARIABLE]) / f"nginx-{port}"


def until(reached: Any, seconds: float = 10) -> None:
    deadline = time.monotonic() + seconds
    while not reached():
        assert time.monotonic() < deadline
        time.sleep(0.02)


@pytest.mark.parametrize(
    ("path", "service", "reached"),
    [
        ("/oauth/token", "escrow", "/oauth/token"),
        ("/.well-known/jwks.json", "escrow", "/.well-known/jwks.json"),
        ("/v1/escrows", "escrow", "/v1/escrows"),
        ("/v1/escrows/esc_1/fund?a=%2Fb", "escrow", "/v1/escrows/esc_1/fund?a=%2Fb"),
        ("/v1/test-clock/advance", "escrow", "/v1/test-clock/advance"),
        ("/v1/participant-tokens", "escrow", "/v1/participant-tokens"),
        ("/v1/disputes", "disputes", "/v1/disputes"),
        ("/v1/participants/p%40x/standing", "disputes", "/v1/participants/p%40x/standing"),
        ("/v1/analytics/disputes", "disputes", "/v1/analytics/disputes"),
        ("/v1/dispute-settings", "disputes", "/v1/dispute-settings"),
        ("/v1/mediations/med_1/proposals", "mediation", "/v1/mediations/med_1/proposals"),
        ("/v1/trees", "mediation", "/v1/trees"),
        ("/v1/evidence/uploads", "evidence", "/v1/evidence/uploads"),
        ("/health/disputes/ready", "disputes", "/health/ready"),
        ("/health/escrow/live", "escrow", "/health/live"),
        ("/docs/mediation", "mediation", "/docs"),
        ("/docs/mediation/", "mediation", "/docs"),
        ("/docs/mediation/openapi.json", "mediation", "/openapi.json"),
        ("/docs/mediation/_docs/swagger-ui.css", "mediation", "/_docs/swagger-ui.css"),
        ("/", "escrow", "/"),
        ("/docs", "escrow", "/"),
        ("/docs/api", "escrow", "/docs/api"),
        ("/docs/reference", "escrow", "/docs/reference"),
        ("/docs/openapi.json", "escrow", "/docs/openapi.json"),
        ("/openapi.json", "escrow", "/docs/openapi.json"),
        ("/problems", "escrow", "/problems"),
        ("/problems/not-found", "escrow", "/problems/not-found"),
        ("/docs/events", "escrow", "/docs/events"),
        ("/docs/changelog", "escrow", "/docs/changelog"),
        ("/docs/events/asyncapi.json", "escrow", "/docs/events/asyncapi.json"),
        ("/docs/guides/webhooks", "escrow", "/docs/guides/webhooks"),
        ("/docs/programmes/live_video", "escrow", "/docs/programmes/live_video"),
    ],
)
def test_a_path_reaches_its_service(gateway: str, path: str, service: str, reached: str) -> None:
    seen = httpx.get(gateway + path, trust_env=False).json()
    assert (seen["service"], seen["path"]) == (service, reached)


@pytest.mark.parametrize(
    "path",
    [
        "/internal/test-clock",
        "/v1/escrows/../../internal/test-clock",
        "/v1/escrows/..%2f..%2finternal/test-clock",
        "/health/escrow/metrics",
        "/metrics",
        "/v1/escrowsx",
        "/v2/escrows",
    ],
)
def test_what_has_no_route_is_a_problem(gateway: str, path: str) -> None:
    answer = httpx.get(gateway + path, headers={"X-Request-Id": "seen-before"}, trust_env=False)
    assert answer.status_code == 404
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.headers["x-request-id"] == "seen-before"
    assert (answer.json()["code"], answer.json()["request_id"]) == ("not_found", "seen-before")


def test_a_service_that_is_down_is_a_problem(gateway: str) -> None:
    answer = httpx.get(f"{gateway}/v1/events", trust_env=False)
    assert (answer.status_code, answer.json()["code"]) == (502, "dependency_unavailable")
    assert answer.headers["retry-after"] == "1"


def test_dor_w3_no_line_of_a_log_names_a_link(gateway: str) -> None:
    """Of a service that is down nginx would write the whole address."""
    assert httpx.get(f"{gateway}/v1/events/stream?token=seen-by-nobody", trust_env=False).status_code == 502
    logs = [file for file in folder_of(httpx.URL(gateway).port or 0).rglob("*.log") if file.is_file()]

    assert logs
    assert [file.name for file in logs if "seen-by-nobody" in file.read_text()] == []


def test_only_evidence_may_be_large(gateway: str) -> None:
    body = b"x" * (2 << 20)
    refused = httpx.post(f"{gateway}/v1/escrows", content=body, trust_env=False)
    assert (refused.status_code, refused.json()["code"]) == (413, "payload_too_large")
    assert httpx.post(f"{gateway}/v1/evidence/uploads", content=body, trust_env=False).status_code == 200


def test_a_method_that_is_never_allowed_is_told_which_are(gateway: str) -> None:
    answer = httpx.request("TRACE", f"{gateway}/v1/escrows", trust_env=False)
    assert (answer.status_code, answer.json()["code"]) == (405, "method_not_allowed")
    assert "GET" in answer.headers["allow"]
    assert "allow" not in httpx.get(f"{gateway}/nowhere", trust_env=False).headers


def test_the_services_own_refusals_pass_untouched(gateway: str) -> None:
    answer = httpx.get(f"{gateway}/v1/disputes/missing", trust_env=False)
    assert (answer.status_code, answer.json()["service"]) == (404, "disputes")


@pytest.mark.parametrize("coding", ["gzip", "identity"])
def test_dor_w4_what_an_answer_depends_on_is_one_field(gateway: str, coding: str) -> None:
    url = f"{gateway}/v1/escrows?a={'a' * 2_000}"
    answer = httpx.get(url, headers={"Accept-Encoding": coding}, trust_env=False)
    assert answer.headers.get("content-encoding", "identity") == coding
    assert answer.headers.get_list("vary") == ["Accept-Encoding, Origin"]


def test_the_request_id_is_kept_or_made(gateway: str) -> None:
    given = httpx.get(f"{gateway}/v1/trees", headers={"X-Request-Id": "mine"}, trust_env=False).json()
    made = httpx.get(f"{gateway}/v1/trees", trust_env=False).json()
    assert given["headers"]["X-Request-Id"] == "mine"
    assert len(made["headers"]["X-Request-Id"]) == 32


def test_row_60_a_caller_cannot_say_whose_address_it_is(gateway: str) -> None:
    forged = {"X-Forwarded-For": "6.6.6.6", "X-Real-IP": "6.6.6.6", "Forwarded": "for=6.6.6.6"}
    seen = httpx.get(f"{gateway}/v1/trees", headers=forged, trust_env=False).json()["headers"]
    assert seen["X-Forwarded-For"] == ports.HOST
    assert "6.6.6.6" not in str(seen)


@pytest.mark.parametrize("forged", ['a","admin":"yes', "x" * 129, "line\tbreak"])
def test_a_request_id_that_breaks_out_is_replaced(gateway: str, forged: str) -> None:
    answer = httpx.get(f"{gateway}/nowhere", headers={"X-Request-Id": forged}, trust_env=False)
    assert len(answer.json()["request_id"]) == 32


def test_a_body_goes_on_before_it_is_complete(gateway: str) -> None:
    host, port = gateway.removeprefix("http://").split(":")
    with socket.create_connection((host, int(port)), timeout=5) as connection:
        connection.sendall(b"POST /v1/evidence/uploads HTTP/1.1\r\nHost: x\r\nContent-Length: 1000000\r\n\r\nfirst")
        assert connection.recv(12) == b"HTTP/1.1 200"


OWN_PAGES = (b"GET /nowhere", b"BREW /v1/escrows", b"GET /v1/escrows/%00", b"GET /v1/events")


@pytest.mark.parametrize("line", OWN_PAGES)
def test_wal_a10_the_gateways_own_pages_have_the_headers_of_every_other(gateway: str, line: bytes) -> None:
    _, headers, _ = raw(gateway, line + b" HTTP/1.1\r\n" + HOST + b"\r\n")

    for name, value in STANDARD_FIELDS:
        assert headers[name.decode()] == value.decode()
    assert headers["strict-transport-security"] == "max-age=31536000; includeSubDomains"
    assert "server" not in headers or headers["server"] == "nginx", "and no version"


def test_wal_a10_what_a_service_answers_is_kept_to_tls(gateway: str) -> None:
    answer = httpx.get(f"{gateway}/v1/trees", trust_env=False)
    assert answer.headers.get_list("strict-transport-security") == ["max-age=31536000; includeSubDomains"]


def raw(gateway: str, request: bytes) -> tuple[int, dict[str, str], bytes]:
    """Sent byte by byte as it is: no client library would."""
    host, _, port = gateway.removeprefix("http://").partition(":")
    with socket.create_connection((host, int(port)), timeout=30) as sent:
        with contextlib.suppress(OSError):  # refused before all of it was taken
            sent.sendall(request)
        answer = b""
        with contextlib.suppress(OSError):
            while piece := sent.recv(65_536):
                answer += piece
    head, _, body = answer.partition(b"\r\n\r\n")
    first, *lines = head.decode("latin-1").split("\r\n")
    named = (line.partition(": ") for line in lines)
    return int(first.split()[1]), {name.lower(): value for name, _, value in named}, body


HOST = b"Host: x\r\nConnection: close\r\n"
UNREADABLE = {
    "small letters": (b"get /v1/escrows HTTP/1.1\r\n" + HOST, 400),
    "another protocol": (b"\x16\x03\x01\x00\x00\r\n", 400),
    "no such version": (b"GET /v1/escrows HTTP/9.9\r\n" + HOST, 505),
    "beyond the root": (b"GET /../../etc/passwd HTTP/1.1\r\n" + HOST, 400),
    "a NUL": (b"GET /v1/escrows/%00 HTTP/1.1\r\n" + HOST, 400),
    "a broken escape": (b"GET /v1/escrows/%zz HTTP/1.1\r\n" + HOST, 400),
    "an asterisk": (b"OPTIONS * HTTP/1.1\r\n" + HOST, 400),
    "20 KB of address": (b"GET /v1/escrows/" + b"a" * 20_000 + b" HTTP/1.1\r\n" + HOST, 414),
    "200 KB of header": (b"GET /v1/escrows HTTP/1.1\r\n" + HOST + b"X-A: " + b"a" * 200_000 + b"\r\n", 400),
    "2,000 headers": (b"GET /v1/escrows HTTP/1.1\r\n" + HOST + b"X-A: b\r\n" * 2_000, 400),
    "two lengths": (b"POST /v1/escrows HTTP/1.1\r\n" + HOST + b"Content-Length: 2\r\nContent-Length: 3\r\n", 400),
    "two framings": (
        b"POST /v1/escrows HTTP/1.1\r\n" + HOST + b"Content-Length: 2\r\nTransfer-Encoding: chunked\r\n", 400,
    ),
    "no host": (b"GET /v1/escrows HTTP/1.1\r\nConnection: close\r\n", 400),
    "two hosts": (b"GET /v1/escrows HTTP/1.1\r\nHost: a\r\n" + HOST, 400),
    "an invented method": (b"BREW /v1/escrows HTTP/1.1\r\n" + HOST, 405),
    "TRACE": (b"TRACE /v1/escrows HTTP/1.1\r\n" + HOST, 405),
    "CONNECT": (b"CONNECT x:80 HTTP/1.1\r\n" + HOST, 400),
}  # fmt: skip


@pytest.mark.parametrize("what", UNREADABLE)
def test_row_15_54_58_60_what_cannot_be_read_is_refused_with_a_problem_document(gateway: str, what: str) -> None:
    request, status = UNREADABLE[what]

    answered, headers, body = raw(gateway, request + b"\r\n")

    assert (answered, headers["content-type"]) == (status, "application/problem+json")
    assert json.loads(body)["status"] == status
    assert status != 405 or "GET" in headers["allow"]


ASK = {"Origin": "https://shop.example", "Access-Control-Request-Method": "POST"}


@pytest.mark.parametrize(("method", "path", "status"), [
    ("GET", "/v2/nothing", 404), ("TRACE", "/v1/escrows", 405), ("GET", "/v1/events", 502),
    ("POST", "/v1/escrows", 413),
])  # fmt: skip
def test_dor_w1_a_page_reads_what_the_gateway_itself_says(gateway: str, method: str, path: str, status: int) -> None:
    body = b"x" * 1_100_000 if status == 413 else None
    headers = {"Origin": "https://shop.example"}
    answer = httpx.request(method, gateway + path, content=body, headers=headers, trust_env=False)
    assert answer.status_code == status
    assert answer.headers["access-control-allow-origin"] == "*"
    assert "Retry-After" in answer.headers["access-control-expose-headers"]


def test_dor_w12_the_gateway_calls_a_status_as_the_services_do() -> None:
    lines = re.findall(r"""^    (\d{3}) '"type".*"title":"([^"]+)\"""", TEMPLATE.read_text(), re.MULTILINE)
    assert len(lines) >= 7
    assert {int(status): title for status, title in lines} == {
        int(status): title_of(int(status)) for status, _ in lines
    }


def test_dor_w1_a_page_reads_that_its_address_is_too_long(gateway: str) -> None:
    """Before its origin is."""
    status, headers, _ = raw(
        gateway, b"GET /v1/escrows?" + b"a" * 20_000 + b" HTTP/1.1\r\nOrigin: x\r\n" + HOST + b"\r\n"
    )
    assert (status, headers["access-control-allow-origin"]) == (414, "*")


def test_dor_w7_the_documents_are_found_with_a_slash_as_well(gateway: str) -> None:
    answer = httpx.get(f"{gateway}/docs/", trust_env=False)
    assert (answer.status_code, answer.headers["location"]) == (308, "/docs")


@pytest.mark.parametrize("path", ["/v1/escrows", "/v1/events", "/v2/nothing", "/v1/evidence/uploads?a=%2F"])
def test_dor_w1_whether_a_page_may_ask_is_told_for_every_address(gateway: str, path: str) -> None:
    answer = httpx.options(gateway + path, headers=ASK, trust_env=False)
    assert (answer.status_code, answer.json()["service"]) == (200, "escrow")


class Hasty(StandIn):
    """Ends a connection as the second request comes on it, which it does not answer."""

    name = "hasty"
    received: ClassVar[list[str]] = []

    def handle(self) -> None:
        self.close_connection = True
        self.handle_one_request()
        if self.requestline:
            self.close_connection = True
            self.connection.recv(65_536)

    def answer(self) -> None:
        self.received.append(self.command)
        super().answer()

    do_GET = do_HEAD = do_POST = do_PUT = do_DELETE = do_PATCH = answer  # noqa: N815 (the base class names them)


@pytest.mark.parametrize("method", ["GET", "HEAD", "POST", "PUT", "PATCH"])
def test_wal_f8_a_connection_that_ends_as_a_question_comes_is_the_gateways_trouble(method: str) -> None:
    """Questions are asked again. What might act is not: its answer says that it may have been done."""
    server = ThreadingHTTPServer((ports.HOST, 0), Hasty)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    Hasty.received.clear()
    with gateway_before(dict.fromkeys(SERVICES, f"{ports.HOST}:{server.server_port}")) as url:
        content = None if method in ("GET", "HEAD") else b"{}"
        statuses = [
            httpx.request(method, f"{url}/v1/escrows", content=content, trust_env=False).status_code for _ in range(6)
        ]
    server.shutdown()
    server.server_close()

    if content is None:
        assert statuses == [200] * 6
    else:
        assert set(statuses) == {200, 502}
        assert len(Hasty.received) == statuses.count(200), "never sent twice"


def test_dor_w1_a_page_may_ask_while_escrow_is_away() -> None:
    with gateway_before(dict.fromkeys(SERVICES, f"{ports.HOST}:{ports.pick_free_ports()[0]}")) as url:
        answer = httpx.options(url + "/v1/escrows", headers=ASK, trust_env=False)
        refused = httpx.post(url + "/v1/escrows", headers=ASK, trust_env=False)
    assert (answer.status_code, answer.headers["access-control-allow-origin"]) == (204, "*")
    assert "Origin" in answer.headers["vary"]
    assert (refused.status_code, refused.json()["code"]) == (502, "dependency_unavailable")
