"""Event streams in tests: an ASGI app's answer read as it comes, which no test client does, until the reader leaves."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any, Final
from urllib.parse import urlsplit

import orjson
from starlette.types import ASGIApp, Message, Receive, Scope, Send

WAIT_SECONDS: Final = 5.0


@dataclass
class OpenStream:
    """Stream as a browser reads it."""

    status: int = 0
    headers: dict[str, str] = field(default_factory=dict)
    is_over: bool = False
    body: bytes = b""
    """All that has come, also of an answer that is no stream."""
    _pieces: asyncio.Queue[bytes | None] = field(default_factory=asyncio.Queue)
    _rest: str = ""

    async def read_event(self) -> dict[str, Any]:
        """Read the next event: its fields, `data` as JSON. Raises TimeoutError, or StopAsyncIteration at the end."""
        async with asyncio.timeout(WAIT_SECONDS):
            while True:
                while "\n\n" in self._rest:
                    text, _, self._rest = self._rest.partition("\n\n")
                    if (event := self._parse(text)) is not None:
                        return event
                piece = await self._pieces.get()
                if piece is None:
                    raise StopAsyncIteration
                self._rest += piece.decode()

    async def read_events(self, count: int) -> list[dict[str, Any]]:
        return [await self.read_event() for _ in range(count)]

    async def has_news(self, seconds: float = 0.3) -> bool:
        try:
            async with asyncio.timeout(seconds):
                await self.read_event()
        except TimeoutError:
            return False
        return True

    @property
    def comments(self) -> int:
        return sum(line.startswith(b":") for line in self.body.split(b"\n"))

    @property
    def bookmark(self) -> str:
        """The id that comes before any event."""
        lines = self.body.decode().split("\n\n")[0].split("\n")
        return next(line.removeprefix("id: ") for line in lines if line.startswith("id: at_"))

    @property
    def blocks(self) -> list[str]:
        """What stands before each blank line."""
        return self.body.decode().split("\n\n")[:-1]

    @staticmethod
    def _parse(text: str) -> dict[str, Any] | None:
        fields = dict(line.split(": ", 1) for line in text.split("\n") if not line.startswith(":"))
        return {**fields, "data": orjson.loads(fields["data"])} if "data" in fields else None


@asynccontextmanager
async def open_stream(app: ASGIApp, address: str, headers: Mapping[str, str]) -> AsyncIterator[OpenStream]:
    """Open it, and leave at the end of the block."""
    stream, has_left, has_begun = OpenStream(), asyncio.Event(), asyncio.Event()

    async def receive() -> Message:
        await has_left.wait()
        return {"type": "http.disconnect"}

    async def send(message: Message) -> None:
        if message["type"] == "http.response.start":
            stream.status = message["status"]
            stream.headers = {name.decode(): value.decode() for name, value in message["headers"]}
            has_begun.set()
        else:
            stream.body += message.get("body", b"")
            stream._pieces.put_nowait(message.get("body", b""))

    task = asyncio.create_task(_serve(app, _scope(address, headers), receive, send, stream))
    try:
        async with asyncio.timeout(WAIT_SECONDS):
            await has_begun.wait()
        yield stream
    finally:
        has_left.set()
        async with asyncio.timeout(WAIT_SECONDS):
            await task


async def _serve(app: ASGIApp, scope: Any, receive: Any, send: Any, stream: OpenStream) -> None:
    await app(scope, receive, send)
    stream.is_over = True
    stream._pieces.put_nowait(None)


def _scope(address: str, headers: Mapping[str, str]) -> dict[str, Any]:
    parts = urlsplit(address)
    return {
        "type": "http", "http_version": "1.1", "method": "GET", "scheme": "http", "path": parts.path, "root_path": "",
        "raw_path": parts.path.encode(), "query_string": parts.query.encode(), "client": ("127.0.0.1", 1),
        "server": ("test", 80), "state": {}, "asgi": {"version": "3.0", "spec_version": "2.3"},
        "headers": [(name.lower().encode(), value.encode()) for name, value in headers.items()],
    }  # fmt: skip


def cut_streams(app: ASGIApp) -> ASGIApp:
    """Serves an app to clients that read answers to their end: a stream ends with its first piece, and its reader is
    gone then."""

    async def serve(scope: Scope, receive: Receive, send: Send) -> None:
        has_left, is_stream = asyncio.Event(), False

        async def receive_or_leave() -> Message:
            if not is_stream:
                return await receive()
            await has_left.wait()
            return {"type": "http.disconnect"}

        async def send_first(message: Message) -> None:
            nonlocal is_stream
            if message["type"] == "http.response.start":
                is_stream = any(value.startswith(b"text/event-stream") for _, value in message["headers"])
            elif is_stream and has_left.is_set():
                return
            elif is_stream:
                has_left.set()
                message = {**message, "more_body": False}
            await send(message)

        await app(scope, receive_or_leave, send_first)

    return serve
