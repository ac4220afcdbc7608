"""Answer behind the guard: with the fields that belong to every one, and with how it went."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from starlette.types import Message, Send

from common.kernel import seams

Fields = list[tuple[bytes, bytes]]
"""Header fields as ASGI has them."""

STANDARD_FIELDS: Final = (
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"no-referrer"),
    (b"cache-control", b"no-store"),
)


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
            message["headers"] = [*fields, *lacking, *(self.cross_origin() if self.cross_origin else ())]
        await self._send(message)

    async def send_head(self, message: Message) -> None:
        await self.send({**message, "body": b""} if message["type"] == "http.response.body" else message)
