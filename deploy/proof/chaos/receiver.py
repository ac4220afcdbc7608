"""Webhook receivers for the platforms of a campaign: one address that takes them, one that is gone for good."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Final

from deploy.local.ports import HOST

ACCEPTED_ANSWER: Final = b"HTTP/1.1 204 No Content\r\nConnection: close\r\n\r\n"
GONE_ANSWER: Final = b"HTTP/1.1 410 Gone\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"


@dataclass(frozen=True)
class Receiver:
    accepting_url: str
    refusing_url: str
    """Whoever is told so stops sending at once, and tells that it has."""


@asynccontextmanager
async def run_receiver() -> AsyncIterator[Receiver]:
    server = await asyncio.start_server(_answer_delivery, HOST, 0)
    home = f"http://{HOST}:{server.sockets[0].getsockname()[1]}"
    async with server:
        yield Receiver(f"{home}/taking", f"{home}/gone")


async def _answer_delivery(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    try:
        head = await reader.readuntil(b"\r\n\r\n")
        writer.write(GONE_ANSWER if head.startswith(b"POST /gone") else ACCEPTED_ANSWER)
        await writer.drain()
    except (asyncio.IncompleteReadError, OSError):
        pass  # the sender was killed
    finally:
        writer.close()
