"""Test support: a partner's server, a clock and events. Never imported by the service itself."""

from __future__ import annotations

import asyncio
import base64
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from ipaddress import ip_network
from typing import Any
from uuid import uuid4

from cryptography.fernet import Fernet
from standardwebhooks.webhooks import Webhook

from common.contracts.disputes import DisputeEscalated
from common.contracts.envelope import ActorRef
from common.kernel.ids import new_id

from .domain.webhook_url import AllowedTargets

LOCAL = AllowedTargets((ip_network("127.0.0.0/8"),))
SECRET = "whsec_" + base64.b64encode(bytes(range(32))).decode()
KEY = Fernet.generate_key().decode()


class Clock:
    """Clock that the test can move. Starts at the real time, or signatures would be too old."""

    def __init__(self) -> None:
        self.time = datetime.now(UTC)

    def __call__(self) -> datetime:
        return self.time

    def advance_time(self, **by: float) -> None:
        self.time += timedelta(**by)


@dataclass
class Received:
    headers: dict[str, str]
    body: bytes

    @property
    def id(self) -> str:
        return self.headers["webhook-id"]

    @property
    def stamp(self) -> int:
        return int(self.headers["webhook-timestamp"])

    def verified_payload(self, secret: str = SECRET) -> Any:
        return Webhook(secret).verify(self.body, self.headers)


@dataclass
class Receiver:
    """Server of a partner on the loopback address: answers as it is told, and remembers what it got."""

    port: int = 0
    answers: list[bytes] = field(default_factory=list)
    """Taken one by one; the last one stays. Nothing: it accepts and hangs."""
    got: list[Received] = field(default_factory=list)
    connections: int = 0
    arrived: asyncio.Event = field(default_factory=asyncio.Event)
    closing: asyncio.Event = field(default_factory=asyncio.Event)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}/hooks?shop=1"

    def will_answer(self, *statuses: int, headers: str = "") -> None:
        self.answers = [f"HTTP/1.1 {s} X\r\n{headers}Content-Length: 0\r\n\r\n".encode() for s in statuses]

    async def serve_connection(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.connections += 1
        try:
            while True:
                await self._serve_request(reader, writer)
        except (asyncio.IncompleteReadError, ConnectionError):
            pass
        finally:
            writer.close()

    async def _serve_request(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        head = (await reader.readuntil(b"\r\n\r\n")).decode().split("\r\n")
        headers = {k.lower(): v for k, v in (line.split(": ", 1) for line in head[1:] if line)}
        body = await reader.readexactly(int(headers["content-length"]))
        self.got.append(Received(headers, body))
        self.arrived.set()
        if not self.answers:
            await self.closing.wait()
            raise ConnectionError
        writer.write(self.answers[0] if len(self.answers) == 1 else self.answers.pop(0))
        await writer.drain()

    async def wait_until(self, count: int) -> None:
        async with asyncio.timeout(5):
            while len(self.got) < count:
                self.arrived.clear()
                await self.arrived.wait()


@asynccontextmanager
async def running_receiver(*statuses: int) -> AsyncIterator[Receiver]:
    receiver = Receiver()
    receiver.will_answer(*statuses)
    server = await asyncio.start_server(receiver.serve_connection, "127.0.0.1", 0)
    receiver.port = server.sockets[0].getsockname()[1]
    try:
        yield receiver
    finally:
        receiver.closing.set()
        server.close()
        await asyncio.sleep(0)


def an_escalated_dispute(**differently: Any) -> DisputeEscalated:
    fields: dict[str, Any] = {
        "tenant": uuid4(),
        "subject": new_id(),
        "sequence": 1,
        "version": 5,
        "occurred_at": datetime(2027, 1, 1, 12, tzinfo=UTC),
        "actor": ActorRef(role="buyer", id="b-1"),
        "cause": "request",
        "escrow": new_id(),
        "stage": "review",
    }
    return DisputeEscalated(**fields | differently)
