"""Lingering close (RFC 9112, 9.6): what still comes of a refused body is read and thrown away, for a moment.

A connection that is closed with unread bytes is reset, and the reset takes the answer along: a proxy then says 502.
"""

from __future__ import annotations

import asyncio
from typing import Final

from starlette.types import Message, Receive, Send

IDLE_SECONDS: Final = 1.0
"""Nothing has come for so long: whoever sent it has read the answer."""
LONGEST_SECONDS: Final = 10.0
MOST_BYTES: Final = 64 << 20


class LingeringClose:
    """Sends an answer whole, and ends the connection only when the rest of the request is there, or long in coming."""

    def __init__(self, send: Send, receive: Receive) -> None:
        self._send, self._receive, self._is_closing = send, receive, False

    async def send(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self._is_closing = (b"connection", b"close") in message["headers"]
        if not self._is_closing or message["type"] != "http.response.body" or message.get("more_body", False):
            return await self._send(message)
        await self._send({**message, "more_body": True})
        await self._discard_rest()
        await self._send({"type": "http.response.body", "body": b""})

    async def _discard_rest(self) -> None:
        discarded = 0
        try:
            async with asyncio.timeout(LONGEST_SECONDS):
                while discarded <= MOST_BYTES:
                    async with asyncio.timeout(IDLE_SECONDS):
                        message = await self._receive()
                    discarded += len(message.get("body", b""))
                    if message["type"] == "http.disconnect" or not message.get("more_body", False):
                        return
        except TimeoutError:
            return
