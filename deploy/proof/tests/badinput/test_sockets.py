"""ROW-11 to ROW-15, ROW-58, ROW-60 and ROW-63 through a real socket, as the server sees them."""

from __future__ import annotations

import asyncio
import contextlib
import socket
from collections.abc import AsyncIterator, Iterator
from typing import Final

import pytest
import uvicorn

from common.web.guard import MAX_BODY_BYTES, RequestGuard
from deploy.local.environment import HTTP_PROTOCOL
from deploy.proof.tests.badinput.world import World

SILENCE_SECONDS: Final = 20
PATH: Final = "/v1/escrows"


class _Server(uvicorn.Server):
    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Signals are pytest's business."""
        yield


@pytest.fixture
async def port(world: World) -> AsyncIterator[int]:
    """As production starts it (`deploy.local.environment.build_uvicorn_command`), in this process."""
    app = world.client._transport.app  # type: ignore[attr-defined]
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        config = uvicorn.Config(
            app, http=HTTP_PROTOCOL, lifespan="off", server_header=False, access_log=False, log_level="error"
        )
        server = _Server(config)
        serving = asyncio.create_task(server.serve(sockets=[listening]))
        while not server.started:
            await asyncio.sleep(0.01)
        yield listening.getsockname()[1]
        server.should_exit = server.force_exit = True
        await serving


class Wire:
    """A connection that says exactly what it is told to."""

    def __init__(self, port: int) -> None:
        self._port, self.sent = port, 0

    async def __aenter__(self) -> Wire:
        self._reader, self._writer = await asyncio.open_connection("127.0.0.1", self._port)
        return self

    async def __aexit__(self, *_: object) -> None:
        self._writer.close()

    async def say(self, *parts: bytes) -> None:
        for part in parts:
            with contextlib.suppress(ConnectionError):
                self._writer.write(part)
                await self._writer.drain()
                self.sent += len(part)

    async def status(self) -> int:
        """0: closed without an answer."""
        try:
            async with asyncio.timeout(SILENCE_SECONDS):
                line = await self._reader.readline()
        except ConnectionError:
            return 0
        return int(line.split()[1]) if line else 0

    async def rest(self) -> bytes:
        async with asyncio.timeout(SILENCE_SECONDS):
            with contextlib.suppress(ConnectionError):
                return await self._reader.read()
        return b""


def _head(world: World, *lines: str, method: str = "POST", path: str = PATH, token: str | None = None) -> bytes:
    given = world.token("platform") if token is None else token
    head = [f"{method} {path} HTTP/1.1", "Host: parley.test", f"Authorization: Bearer {given}", *lines, "", ""]
    return "\r\n".join(head).encode()


JSON: Final = "Content-Type: application/json"


@pytest.mark.parametrize(
    ("line", "status"),
    [
        ("X: y", 415),
        ("Content-Type: text/plain", 415),
        (f"{JSON}\r\nContent-Type: text/plain", 415),
        (f"{JSON}\r\nContent-Encoding: gzip", 415),
    ],
)
async def test_row_11_12_media_types(line: str, status: int, world: World, port: int) -> None:
    async with Wire(port) as wire:
        await wire.say(_head(world, line, "Content-Length: 2"), b"{}")
        assert await wire.status() == status


async def test_row_13_an_announced_size_is_refused_before_it_is_read(world: World, port: int) -> None:
    async with Wire(port) as wire:
        await wire.say(_head(world, JSON, f"Content-Length: {MAX_BODY_BYTES + 1}"))
        assert await wire.status() == 413
        assert b"payload_too_large" in await wire.rest()


async def test_row_13_a_body_in_chunks_is_cut_off_at_the_limit(world: World, port: int) -> None:
    async with Wire(port) as wire:
        await wire.say(_head(world, JSON, "Transfer-Encoding: chunked"))
        chunk = b"4000\r\n" + b" " * 0x4000 + b"\r\n"
        await wire.say(*[chunk] * (MAX_BODY_BYTES // 0x4000 + 1))
        assert await wire.status() == 413


async def test_row_14_a_body_that_does_not_come(world: World, port: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """The limit is ten seconds; one will do to see that there is one."""
    for guard in _guards(world):
        monkeypatch.setattr(guard, "_body_seconds", 1.0)
    async with Wire(port) as wire:
        await wire.say(_head(world, JSON, "Content-Length: 100"), b"{")
        assert await wire.status() == 408


async def test_row_14_a_body_that_comes_a_byte_at_a_time(
    world: World, port: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    for guard in _guards(world):
        monkeypatch.setattr(guard, "_body_seconds", 1.0)
    async with Wire(port) as wire:
        await wire.say(_head(world, JSON, "Content-Length: 100"))
        dripping = asyncio.create_task(_drip(wire))
        assert await wire.status() == 408
        dripping.cancel()


@pytest.mark.parametrize(
    "lines",
    [
        ("Content-Length: 2", "Transfer-Encoding: chunked"),
        ("Content-Length: 2", "Content-Length: 3"),
        ("Transfer-Encoding: chunked, identity", "Content-Length: 2"),
    ],
)
async def test_row_15_two_lengths(lines: tuple[str, ...], world: World, port: int) -> None:
    async with Wire(port) as wire:
        await wire.say(_head(world, JSON, *lines), b"2\r\n{}\r\n0\r\n\r\n")
        assert await wire.status() in (0, 400)
        assert b"HTTP/1.1 2" not in await wire.rest()


@pytest.mark.parametrize("method", ["TRACE", "CONNECT", "PROPFIND", "get", "BREW"])
async def test_row_58_methods(method: str, world: World, port: int) -> None:
    async with Wire(port) as wire:
        await wire.say(_head(world, "Connection: close", method=method))
        assert await wire.status() in ((400, 405) if method in ("CONNECT", "get", "BREW") else (405,))


async def test_row_58_head_has_no_body(world: World, port: int) -> None:
    async with Wire(port) as wire:
        await wire.say(_head(world, "Connection: close", method="HEAD"))
        assert await wire.status() == 200
        assert (await wire.rest()).endswith(b"\r\n\r\n")


@pytest.mark.parametrize(
    ("lines", "status"),
    [
        ((f"X-Long: {'a' * 200_000}",), 431),
        (tuple(f"X-{n}: {'a' * 80}" for n in range(1_000)), 431),
        (("X-Bad: a\nInjected: b\r\n c",), 400),
        (("X Bad: a",), 400),
    ],
    ids=["200_kb", "1000_headers", "folded", "space_in_name"],
)
async def test_row_60_headers(lines: tuple[str, ...], status: int, world: World, port: int) -> None:
    async with Wire(port) as wire:
        await wire.say(_head(world, "Connection: close", *lines, method="GET"))
        assert await wire.status() in (0, status)


async def test_row_60_no_link_is_made_of_a_host(world: World, port: int) -> None:
    headers = ("Host: evil.example", "X-Forwarded-Host: evil.example", "X-Forwarded-For: 6.6.6.6", "Connection: close")
    for path in (f"{PATH}?limit=1", f"{PATH}/{world.ours.ids['escrow']}", f"/v1/disputes/{world.ours.ids['dispute']}"):
        async with Wire(port) as wire:
            await wire.say(_head(world, *headers, method="GET", path=path).replace(b"Host: parley.test\r\n", b"", 1))
            assert await wire.status() == 200
            assert b"evil.example" not in await wire.rest()


async def test_row_60_without_a_host(world: World, port: int) -> None:
    async with Wire(port) as wire:
        head = _head(world, "Connection: close", method="GET").replace(b"Host: parley.test\r\n", b"")
        await wire.say(head)
        assert await wire.status() in (200, 400)


async def test_row_63_71_without_credentials_a_body_is_not_read(world: World, port: int) -> None:
    """Eighty megabytes are announced; the answer comes before they do, and the connection ends."""
    upload = f"/v1/evidence/uploads?dispute={world.ours.by_service['evidence']['dispute']}&kind=photo"
    for path in (PATH, upload):
        async with Wire(port) as wire:
            await wire.say(_head(world, JSON, f"Content-Length: {80 << 20}", path=path, token="none"))
            assert await wire.status() == 401
            assert b"connection: close" in (await wire.rest()).lower()


async def test_row_63_two_authorizations_and_a_long_one(world: World, port: int) -> None:
    for line, token in (
        (f"Authorization: Bearer {world.token('platform')}", None),
        ("X: y", "a" * 8_192),
        ("X: y", ""),
    ):
        async with Wire(port) as wire:
            await wire.say(_head(world, line, "Connection: close", method="GET", token=token))
            assert await wire.status() == 401


async def _drip(wire: Wire) -> None:
    while True:
        await wire.say(b" ")
        await asyncio.sleep(0.2)


def _guards(world: World) -> Iterator[RequestGuard]:
    """The layer of each app where the limits are kept."""
    for app in world.suite.apps:
        layer = app.middleware_stack
        while not isinstance(layer, RequestGuard):
            layer = layer.app
        yield layer
