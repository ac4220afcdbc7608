"""Answer behind the guard: with the fields that belong to every one, and with how it went."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from contextlib import ExitStack
from typing import Final

from starlette.types import Message, Receive, Scope, Send

from common.kernel import seams

Fields = list[tuple[bytes, bytes]]
"""Header fields as ASGI has them."""

STANDARD_FIELDS: Final = (
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"no-referrer"),
    (b"cache-control", b"no-store"),
    (b"content-security-policy", b"default-src 'none'; base-uri 'none'; frame-ancestors 'none'"),
)
"""Of every answer that has none of its own: a document says what it loads, and who may show it in a frame (WAL-A10)."""
VARY: Final = b"vary"
IDLE_SECONDS: Final = 1.0
"""Nothing has come for so long: whoever sent it has read the answer."""
LONGEST_SECONDS: Final = 10.0
MOST_BYTES: Final = 64 << 20
CUT_OFF: Final = "parley.cut_off"
"""Extension of our server's requests by which their connection ends at once, with whatever still waits to be sent."""


class GuardedAnswer:
    """Adds to an answer what belongs to every one, and remembers how it went."""

    __slots__ = ("_send", "began_at", "cross_origin", "own_fields", "status")

    def __init__(self, send: Send, own_fields: Fields) -> None:
        self._send, self.own_fields, self.status = send, own_fields, 0
        self.began_at = 0.0
        self.cross_origin: Callable[[], Fields] | None = None
        """Of what a page asks: asked when the answer begins, for by then the caller is known."""

    async def send(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self.status, self.began_at = message["status"], seams.monotonic()
            fields = message["headers"]
            present = {name for name, _ in fields}
            lacking = [field for field in (*self.own_fields, *STANDARD_FIELDS) if field[0] not in present]
            message["headers"] = join_vary([*fields, *lacking, *(self.cross_origin() if self.cross_origin else ())])
        await self._send(message)

    async def send_head(self, message: Message) -> None:
        await self.send({**message, "body": b""} if message["type"] == "http.response.body" else message)


def join_vary(fields: Fields) -> Fields:
    """Make one field of several `Vary`: some caches read the first alone."""
    spelled = [value for name, value in fields if name == VARY]
    if len(spelled) < 2:
        return fields
    names = dict.fromkeys(name.strip() for value in spelled for name in value.split(b","))
    return [*(field for field in fields if field[0] != VARY), (VARY, b", ".join(names))]


class LingeringClose:
    """Sends an answer whole, and ends the connection only when the rest of the request is there, or long in coming.

    A connection that is closed with unread bytes is reset, and the reset takes the answer along: a proxy then says 502
    (RFC 9112, 9.6).
    """

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


async def cut_off_connection(scope: Scope, receive: Receive) -> None:
    """End the connection of whoever does not take an answer. A server that only closes it waits until it is taken."""
    extension = scope.get("extensions", {}).get(CUT_OFF)
    if extension is None:
        return
    extension["abort"]()
    while (await receive())["type"] != "http.disconnect":
        pass


def give_back_with_answer(place: ExitStack, send: Send) -> Send:
    """Give a place back as soon as the answer begins: it is on its way for as long as its reader takes."""

    async def send_on(message: Message) -> None:
        if message["type"] == "http.response.start":
            place.close()
        await send(message)

    return send_on
