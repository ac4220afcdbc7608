"""WAL-A7: files that are taken drop by drop, or that one caller asks for over and over."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import AsyncIterator
from contextlib import nullcontext

import pytest
import uvicorn

from common.kernel import seams
from common.turns.shares import Shares
from evidence.downloads.content import FileAnswer
from evidence.downloads.pace import PIECE_BYTES, OpenDownloads, TakenTooSlowly, pace_taking
from evidence.testing import a_pdf
from evidence.transfers import pace

PIECE = {"type": "http.response.body", "body": b"x" * 1_000, "more_body": True}


@pytest.fixture
def hurried(monkeypatch) -> None:
    """Seconds of the limits are tenths of one."""
    monkeypatch.setattr(pace, "GRACE_SECONDS", 0.3)
    monkeypatch.setattr(pace, "SILENCE_SECONDS", 0.2)
    monkeypatch.setattr(pace, "LEAST_BYTES_PER_SECOND", 10_000)


async def give(pieces: int, every: float) -> None:
    async def take_after(message) -> None:
        await asyncio.sleep(every)

    send = pace_taking(take_after)
    for _ in range(pieces):
        await send(PIECE)


async def test_wal_a7_who_takes_nothing_of_a_file_is_cut_off(hurried) -> None:
    began = seams.monotonic()

    with pytest.raises(TakenTooSlowly):
        await give(1, every=60)

    assert seams.monotonic() - began < 1


async def test_wal_a7_who_takes_too_little_is_cut_off_and_a_poor_line_is_not(hurried) -> None:
    await give(5, every=0.05)
    with pytest.raises(TakenTooSlowly):
        await give(100, every=0.15)


@pytest.mark.parametrize("size", [0, 1, PIECE_BYTES, PIECE_BYTES + 1, 1 << 19])
async def test_wal_a7_a_large_part_of_a_file_is_taken_as_slowly_as_small_ones(hurried, size) -> None:
    body, taken = bytes(range(256)) * (size // 256) + b"x" * (size % 256), []

    async def take_steadily(message) -> None:
        await asyncio.sleep(len(message["body"]) / 1_000_000)
        taken.append(message)

    await pace_taking(take_steadily)({"type": "http.response.body", "body": body, "more_body": False})

    assert b"".join(message["body"] for message in taken) == body
    assert [message["more_body"] for message in taken] == [True] * (len(taken) - 1) + [False]


async def test_wal_a7_the_connection_of_who_takes_nothing_ends(hurried) -> None:
    """Of a server that closes it, it stays until what was sent is taken: never."""

    async def write_much() -> AsyncIterator[bytes]:
        for _ in range(200):
            yield b"x" * 65_536

    async def app(scope, receive, send) -> None:
        await FileAnswer(write_much(), 200, {"Content-Length": str(200 * 65_536)}, nullcontext())(scope, receive, send)

    protocol = "common.http_protocol:ProblemProtocol"
    server = uvicorn.Server(uvicorn.Config(app, port=0, lifespan="off", http=protocol, log_level="warning"))
    serving = asyncio.create_task(server.serve())
    while not server.started:  # noqa: ASYNC110  # nobody tells
        await asyncio.sleep(0.01)
    [listening] = server.servers[0].sockets
    try:
        with socket.create_connection(listening.getsockname()) as client:
            client.sendall(b"GET / HTTP/1.1\r\nHost: x\r\n\r\n")
            await asyncio.sleep(0.1)
            begun = len(server.server_state.connections)
            await asyncio.sleep(1)
            assert (begun, len(server.server_state.connections)) == (1, 0)
    finally:
        server.should_exit = True
        await serving


def test_wal_a7_half_a_minute_of_silence_is_no_end() -> None:
    assert min(pace.SILENCE_SECONDS, pace.GRACE_SECONDS) >= 30


@pytest.fixture
async def link(world) -> str:
    item = (await world.upload(a_pdf(), kind="document")).json()["id"]
    signed = await world.client.post(f"/v1/evidence/items/{item}/download", headers=world.token("buyer"))
    return str(signed.json()["url"])


async def test_wal_a7_a_caller_has_so_many_downloads_open_and_no_more(world, link) -> None:
    deps = world.app.state.service.deps
    few = OpenDownloads(Shares(of_caller=1, of_platform=2, of_process=3))
    object.__setattr__(deps, "open_downloads", few)
    taking, may_go = asyncio.Event(), asyncio.Event()

    async def take_slowly(message) -> None:
        taking.set()
        await may_go.wait()

    path, _, query = link.partition("?")
    scope = {
        "type": "http", "method": "GET", "path": path, "raw_path": path.encode(), "query_string": query.encode(),
        "headers": [], "client": ("127.0.0.1", 1), "scheme": "http", "server": ("test", 80), "http_version": "1.1",
        "root_path": "", "asgi": {"version": "3.0"},
    }  # fmt: skip
    first = asyncio.create_task(world.app(scope, asyncio.Event().wait, take_slowly))
    await taking.wait()
    refused = await world.client.get(link)
    head = await world.client.head(link)
    may_go.set()
    await first

    assert (refused.status_code, refused.json()["code"], refused.json()["limit"]) == (429, "too_many_downloads", 1)
    assert "retry-after" in refused.headers
    assert head.status_code == 200
    assert (await world.client.get(link)).status_code == 200
