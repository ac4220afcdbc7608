"""DOR-W7: whoever offers another protocol is answered in the one that it has sent its request in."""

from __future__ import annotations

import asyncio
import contextlib
import json
import socket
import threading
import time
from collections.abc import Iterator

import pytest
import uvicorn
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.types import Receive, Scope, Send

from common import http_protocol

OFFER = b"Connection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: AAEAAEAAAAIAAAAB\r\n"
POST = b"POST /v1/echo HTTP/1.1\r\nHost: x\r\nUser-Agent: Java-http-client/21\r\n"
BODIES = {
    "of a known length": b'Content-Length: 9\r\n\r\n{"a": 12}',
    "in pieces": b'Transfer-Encoding: chunked\r\n\r\n4\r\n{"a"\r\n5\r\n: 12}\r\n0\r\n\r\n',
}


LARGE = 64 << 20
CUT = threading.Event()
"""A reader that took nothing was cut off."""


async def send_large(receive: Receive, send: Send) -> None:
    await send({"type": "http.response.start", "status": 200, "headers": [(b"content-length", b"%d" % LARGE)]})
    await send({"type": "http.response.body", "body": b"a" * LARGE, "more_body": True})
    await send({"type": "http.response.body", "body": b""})
    while (await receive())["type"] != "http.disconnect":
        pass
    CUT.set()


async def echo(scope: Scope, receive: Receive, send: Send) -> None:
    if scope["path"] == "/large":
        return await send_large(receive, send)
    if scope["path"] == "/early":
        return await JSONResponse({})(scope, receive, send)
    if scope["path"] == "/slow":
        await asyncio.sleep(0.5)
    request = Request(scope, receive)
    told = {"method": request.method, "body": (await request.body()).decode(), "offers": "upgrade" in request.headers}
    await JSONResponse(told)(scope, receive, send)


@pytest.fixture(scope="module")
def address() -> Iterator[tuple[str, int]]:
    config = uvicorn.Config(
        echo, port=0, lifespan="off", log_level="error", http="common.http_protocol:ProblemProtocol"
    )
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.01)
    yield server.servers[0].sockets[0].getsockname()
    server.should_exit = True
    thread.join()


def answer_to(connection: socket.socket, *pieces: bytes) -> tuple[int, dict[str, object]]:
    for piece in pieces:
        connection.sendall(piece)
        time.sleep(0.02)
    received = b""
    while b"\r\n\r\n" not in received or not received.endswith(b"}"):
        piece = connection.recv(4_096)
        assert piece, received
        received += piece
    return int(received.split(b" ", 2)[1]), json.loads(received.partition(b"\r\n\r\n")[2])


@pytest.mark.parametrize("framing", list(BODIES))
def test_dor_w7_an_offer_of_http_2_takes_no_body_away(address: tuple[str, int], framing: str) -> None:
    """As Java's own client sends it, whole and in pieces, and the next request on the same connection."""
    sent = POST + OFFER + BODIES[framing]
    with socket.create_connection(address, timeout=5) as connection:
        for pieces in ((sent,), (sent[:40], sent[40:150], sent[150:-3], sent[-3:]), (POST + BODIES[framing],)):
            status, told = answer_to(connection, *pieces)
            assert (status, told) == (200, {"method": "POST", "body": '{"a": 12}', "offers": False})


def test_dor_w7_a_web_socket_is_answered_as_what_reads(address: tuple[str, int]) -> None:
    fields = b"Host: x\r\nConnection: keep-alive, Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n\r\n"
    with socket.create_connection(address, timeout=5) as connection:
        assert answer_to(connection, b"GET /v1/echo HTTP/1.1\r\n" + fields)[0] == 200


def test_dor_w7_a_way_through_to_somebody_else_there_is_not(address: tuple[str, int]) -> None:
    with socket.create_connection(address, timeout=5) as connection:
        assert answer_to(connection, b"CONNECT shop.example:443 HTTP/1.1\r\nHost: x\r\n\r\n")[0] == 400


def test_dor_w7_offers_one_behind_the_other_are_each_answered(address: tuple[str, int]) -> None:
    """However many: each is read again once, not within the reading of the one before it."""
    count = 400
    with socket.create_connection(address, timeout=20) as connection:
        connection.sendall(b"GET / HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: a\r\n\r\n" * count)
        received = b""
        while received.count(b"HTTP/1.1 200") < count:
            piece = connection.recv(65_536)
            assert piece, f"{received.count(b'HTTP/1.1 200')} answered"
            received += piece


def test_dor_w7_whoever_offers_and_wants_the_end_gets_it(address: tuple[str, int]) -> None:
    with socket.create_connection(address, timeout=20) as connection:
        connection.sendall(b"GET / HTTP/1.1\r\nHost: x\r\nConnection: close, Upgrade\r\nUpgrade: h2c\r\n\r\n")
        received = b""
        while piece := connection.recv(65_536):
            received += piece

    assert received.startswith(b"HTTP/1.1 200")
    assert b"connection: close" in received.lower()


def read_to_end(connection: socket.socket) -> bytes:
    received = b""
    with contextlib.suppress(ConnectionError):
        while piece := connection.recv(65_536):
            received += piece
    return received


HTTP_408 = b"HTTP/1.1 408 "
HEAD = b"GET /v1/echo HTTP/1.1\r\nHost: x\r\n"
IN_PIECES = b"POST /v1/echo HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n"
FLOODS = {
    "one field": HEAD + b"X-Long: " + b"a" * (1 << 20) + b"\r\n\r\n",
    "one field that does not end": HEAD + b"X-Long: " + b"a" * (1 << 20),
    "a name that does not end": HEAD + b"x" * (1 << 20),
    "fields": HEAD + b"".join(b"X-%d: a\r\n" % n for n in range(5_000)) + b"\r\n",
    "cookies": HEAD + b"Cookie: a=b\r\n" * 1_000 + b"\r\n",
    "an address": b"GET /v1/echo?" + b"a=b&" * 50_000 + b" HTTP/1.1\r\nHost: x\r\n\r\n",
    "what is offered another protocol": HEAD
    + b"Connection: Upgrade\r\nUpgrade: h2c\r\n"
    + b"X-A: b\r\n" * 1_000
    + b"\r\n",
}
TRAILING_FLOODS = {
    "one trailer": IN_PIECES + b"1\r\na\r\n0\r\nX-Long: " + b"a" * (1 << 20) + b"\r\n\r\n",
    "trailers": IN_PIECES + b"1\r\na\r\n0\r\n" + b"X-A: b\r\n" * 5_000 + b"\r\n",
    "an extension of a piece": IN_PIECES + b"1;" + b"a" * (1 << 20) + b"\r\na\r\n0\r\n\r\n",
}


@pytest.mark.parametrize("flood", list(FLOODS))
def test_row_60_a_flood_of_a_head_is_refused_before_it_is_over(address: tuple[str, int], flood: str) -> None:
    with socket.create_connection(address, timeout=10) as connection:
        with contextlib.suppress(ConnectionError):
            connection.sendall(FLOODS[flood])
        received = read_to_end(connection)
    assert received.startswith(b"HTTP/1.1 431 ") or not received, received[:100]  # a reset may take the answer along
    with socket.create_connection(address, timeout=5) as connection:
        assert answer_to(connection, HEAD + b"\r\n")[0] == 200


@pytest.mark.parametrize("flood", list(TRAILING_FLOODS))
def test_row_60_nor_does_a_flood_come_behind_a_body(address: tuple[str, int], flood: str) -> None:
    with socket.create_connection(address, timeout=10) as connection:
        with contextlib.suppress(ConnectionError):
            connection.sendall(TRAILING_FLOODS[flood])
        assert b"HTTP/1.1 200 " not in read_to_end(connection)


def test_row_60_the_largest_head_that_the_gateway_takes_passes(address: tuple[str, int]) -> None:
    fields = b"".join(b"X-%d: %s\r\n" % (n, b"a" * 15_000) for n in range(4))
    with socket.create_connection(address, timeout=5) as connection:
        assert answer_to(connection, HEAD + fields[:30_000], fields[30_000:] + b"\r\n")[0] == 200


@pytest.mark.parametrize(
    ("sent", "answered"),
    [(b"", b""), (b"\r\n", b""), (b"GET", HTTP_408), (HEAD, HTTP_408), (HEAD + b"X-Slow: ", HTTP_408)],
    ids=["nothing", "a blank line", "a word", "a line", "a field"],
)
def test_row_14_a_head_that_does_not_come_holds_no_connection(
    address: tuple[str, int], sent: bytes, answered: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever has asked for nothing is told nothing: browsers and balancers connect before they have a request."""
    monkeypatch.setattr(http_protocol, "HEAD_SECONDS", 0.3)
    with socket.create_connection(address, timeout=5) as connection:
        connection.sendall(sent)
        received = read_to_end(connection)
        assert received[: len(HTTP_408)] == answered


def test_row_14_nor_does_the_next_one_on_it(address: tuple[str, int], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(http_protocol, "HEAD_SECONDS", 0.3)
    with socket.create_connection(address, timeout=5) as connection:
        assert answer_to(connection, HEAD + b"\r\n")[0] == 200
        connection.sendall(HEAD)
        assert HTTP_408 in read_to_end(connection)


def test_row_14_a_head_behind_an_answer_that_takes_its_time_waits(
    address: tuple[str, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(http_protocol, "HEAD_SECONDS", 0.1)
    with socket.create_connection(address, timeout=5) as connection:
        connection.sendall(b"GET /slow HTTP/1.1\r\nHost: x\r\n\r\n" + HEAD)
        received = connection.recv(65_536)
        assert received.startswith(b"HTTP/1.1 200 "), received


def test_row_14_a_connection_that_waits_for_its_next_request_is_kept(
    address: tuple[str, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(http_protocol, "HEAD_SECONDS", 0.1)
    with socket.create_connection(address, timeout=5) as connection:
        assert answer_to(connection, HEAD + b"\r\n")[0] == 200
        time.sleep(0.3)
        assert answer_to(connection, HEAD + b"\r\n")[0] == 200


@pytest.mark.parametrize("behind", [b"\r\n", b"\r\n\r\n"], ids=["a blank line", "two of them"])
def test_row_14_nor_does_what_begins_no_head(
    address: tuple[str, int], behind: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(http_protocol, "HEAD_SECONDS", 0.3)
    with socket.create_connection(address, timeout=5) as connection:
        assert answer_to(connection, HEAD + b"\r\n")[0] == 200
        connection.sendall(behind)
        assert read_to_end(connection) == b""


def test_row_14_nor_does_what_is_left_of_a_request_that_is_answered(
    address: tuple[str, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(http_protocol, "HEAD_SECONDS", 0.3)
    with socket.create_connection(address, timeout=5) as connection:
        assert answer_to(connection, b"POST /early HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\n")[0] == 200
        connection.sendall(b"a")
        assert read_to_end(connection) == b""


def test_row_15_what_is_no_request_is_no_answer_to_the_one_before_it(address: tuple[str, int]) -> None:
    """It is at work: whoever reads a refusal there takes it for undone."""
    with socket.create_connection(address, timeout=5) as connection:
        connection.sendall(b"GET /slow HTTP/1.1\r\nHost: x\r\n\r\n")
        time.sleep(0.1)
        connection.sendall(b"no request\r\n\r\n")
        assert b"HTTP/1.1 400 " not in read_to_end(connection)


def test_row_14_whoever_takes_no_answer_is_cut_off(address: tuple[str, int], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(http_protocol, "STALLED_SECONDS", 0.3)
    with socket.create_connection(address, timeout=10) as connection:
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4_096)
        connection.sendall(b"GET /large HTTP/1.1\r\nHost: x\r\n\r\n")
        assert CUT.wait(5)


@pytest.mark.parametrize("piece", [b"0x3\r\na=b\r\n", b"fffffffffffffffff\r\n", b"3\na=b\n", b"3\r\na=bXX"])
def test_row_15_a_body_that_breaks_off_its_own_form_is_answered(address: tuple[str, int], piece: bytes) -> None:
    """And what stands behind it is no request."""
    with socket.create_connection(address, timeout=5) as connection:
        connection.sendall(IN_PIECES + piece + b"0\r\n\r\n" + HEAD + b"\r\n")
        received = read_to_end(connection)
    assert received.startswith(b"HTTP/1.1 400 "), received
    assert received.count(b"HTTP/1.1 ") == 1
