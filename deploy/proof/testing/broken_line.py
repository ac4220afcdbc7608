"""A line to a server that breaks where a test says."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Final
from urllib.parse import urlsplit

from deploy.local import ports

PIECE_BYTES: Final = 65_536


@dataclass
class Line:
    """Relays connections to one server, and keeps what was asked on them."""

    target: str
    url: str = ""
    asked: list[str] = field(default_factory=list)
    breaks_at: bytes | None = None
    """What the server says next with this in it ends in its middle, and the connection with it: once."""
    breaks: int = 0

    async def relay(self, caller: asyncio.StreamReader, back: asyncio.StreamWriter) -> None:
        address = urlsplit(self.target)
        answers, forth = await asyncio.open_connection(address.hostname, address.port)
        ways = [asyncio.create_task(self._ask(caller, forth)), asyncio.create_task(self._answer(answers, back))]
        try:
            await asyncio.wait(ways, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for way in ways:
                way.cancel()
            for end in (forth, back):
                end.transport.abort()

    async def _ask(self, caller: asyncio.StreamReader, forth: asyncio.StreamWriter) -> None:
        while piece := await caller.read(PIECE_BYTES):
            self.asked.append(piece.decode(errors="replace"))
            forth.write(piece)

    async def _answer(self, answers: asyncio.StreamReader, back: asyncio.StreamWriter) -> None:
        while piece := await answers.read(PIECE_BYTES):
            if self.breaks_at is not None and (at := piece.find(self.breaks_at)) >= 0:
                self.breaks_at, self.breaks = None, self.breaks + 1
                back.write(piece[: at + 1])
                await back.drain()
                await asyncio.sleep(0.1)  # it has arrived before the connection is gone
                return
            back.write(piece)


@asynccontextmanager
async def open_line(target: str) -> AsyncIterator[Line]:
    line = Line(target)
    server = await asyncio.start_server(line.relay, ports.HOST, 0)
    line.url = f"http://{ports.HOST}:{server.sockets[0].getsockname()[1]}"
    async with server:
        yield line
