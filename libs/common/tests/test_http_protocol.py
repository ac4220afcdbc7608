"""DOR-W7: whoever offers another protocol is answered in the one that it has sent its request in."""

from __future__ import annotations

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

OFFER = b"Connection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: AAEAAEAAAAIAAAAB\r\n"
POST = b"POST /v1/echo HTTP/1.1\r\nHost: x\r\nUser-Agent: Java-http-client/21\r\n"
BODIES = {
    "of a known length": b'Content-Length: 9\r\n\r\n{"a": 12}',
    "in pieces": b'Transfer-Encoding: chunked\r\n\r\n4\r\n{"a"\r\n5\r\n: 12}\r\n0\r\n\r\n',
}


async def echo(scope: Scope, receive: Receive, send: Send) -> None:
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
