"""HTTP protocol of the server: what is no request is refused by a problem document, like everything else, and what
offers another protocol is answered in this one. A head is bounded in size and time, and so is taking an answer."""

from __future__ import annotations

import asyncio
import sys
from typing import Final, NamedTuple

import httptools
import orjson
from uvicorn.protocols.http.httptools_impl import STATUS_LINE, HttpToolsProtocol, RequestResponseCycle

from common.kernel.ids import new_id
from common.kernel.structured_logs import request_id
from common.web.guarded_answer import CUT_OFF, STANDARD_FIELDS
from common.web.problems import MEDIA_TYPE, problem_body

MAX_HEAD_BYTES: Final = 65_536
"""As much as the gateway takes: four buffers of 16 KiB."""
MAX_HEAD_FIELDS: Final = 200
"""Four times what browsers, gateways and tracing send together."""
HEAD_SECONDS: Final = 10.0
"""Until the head of a request is here, from its first byte; and until that byte, on a new connection."""
STALLED_SECONDS: Final = 60.0
"""So long a piece of an answer may wait to be taken: less of it than a poor line takes in that time."""


class Refusal(NamedTuple):
    """Answer to what never reaches an application."""

    status: int
    code: str
    detail: str


UNREADABLE: Final = Refusal(
    400,
    "bad_request",
    "This is no HTTP request. In an address letters beyond ASCII are written with %, as in %C3%A9; header fields hold "
    "no control characters.",
)
HEAD_TOO_LARGE: Final = Refusal(
    431,
    "request_header_fields_too_large",
    f"Address and header fields may have {MAX_HEAD_BYTES} bytes and {MAX_HEAD_FIELDS} fields.",
)
HEAD_TOO_LATE: Final = Refusal(408, "request_timeout", "The head of the request did not arrive in time.")


class HeadTooLarge(Exception):
    """Ends the parser, which tells of any failure in one way."""


OFFER_FIELDS: Final = frozenset({b"upgrade", b"http2-settings"})
"""Of an offer to go on in another protocol. `Connection` may say more, and offers nothing by itself."""


class ProblemProtocol(HttpToolsProtocol):
    """Uvicorn's own, but for the answer to a request that never reaches an application, and for offers of another
    protocol: Java's own client offers HTTP/2 with everything that it sends, and the parser then leaves out the body."""

    _piece = b""
    _again = b""
    """What is to be read once more: a request without its offer, and all behind it, which may hold others."""
    _head_bytes = 0
    """Of the fields that are parsed."""
    _unparsed_bytes = 0
    """Since the last head or piece of a body: the parser holds a field until all of it is there."""
    _is_head_begun = False
    _head_timer: asyncio.TimerHandle | None = None
    _stall_timer: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        super().connection_made(transport)  # type: ignore[arg-type]
        self._start_head_timer()

    def connection_lost(self, exc: Exception | None) -> None:
        self._stop_head_timer()
        self._stop_stall_timer()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        self._piece = data
        self._unparsed_bytes += len(data)
        super().data_received(data)
        while self._again and not self.transport.is_closing():
            self._piece, self._again = self._again, b""
            super().data_received(self._piece)
        if self._unparsed_bytes > MAX_HEAD_BYTES and not self.transport.is_closing():
            self._refuse(HEAD_TOO_LARGE)
        if self._head_timer is None and not self._is_at_work():
            self._start_head_timer()  # a blank line, or what is left of a body: it has ended the wait for a request

    def on_message_begin(self) -> None:
        super().on_message_begin()
        self._head_bytes, self._is_head_begun = 0, True
        self._start_head_timer()
        self.scope["extensions"] = {CUT_OFF: {"abort": self.transport.abort}}

    def on_url(self, url: bytes) -> None:
        self._count_head_bytes(len(url))
        super().on_url(url)

    def on_header(self, name: bytes, value: bytes) -> None:
        """Also of what follows a body in pieces (RFC 9112, 7.1.2)."""
        self._count_head_bytes(len(name) + len(value))
        if len(self.headers) >= MAX_HEAD_FIELDS:
            raise HeadTooLarge
        super().on_header(name, value)

    def on_headers_complete(self) -> None:
        self._unparsed_bytes, self._is_head_begun = 0, False
        self._stop_head_timer()
        super().on_headers_complete()

    def on_body(self, body: bytes) -> None:
        self._unparsed_bytes = 0
        super().on_body(body)

    def on_message_complete(self) -> None:
        self._unparsed_bytes = 0
        super().on_message_complete()

    def pause_writing(self) -> None:
        """The other end takes nothing more for now. Whoever never does holds neither memory nor a connection."""
        super().pause_writing()
        self._stop_stall_timer()
        self._stall_timer = self.loop.call_later(STALLED_SECONDS, self.transport.abort)

    def resume_writing(self) -> None:
        self._stop_stall_timer()
        super().resume_writing()

    def _should_upgrade(self) -> bool:
        """Nothing is done with a request that offers one: it is read once more (`handle_websocket_upgrade`)."""
        return True

    def handle_websocket_upgrade(self) -> None:
        """Read the request again without its offer, which a server may ignore (RFC 9110, 7.8)."""
        method, version, offered = self.parser.get_method(), self.parser.get_http_version(), sys.exception()
        if method == b"CONNECT" or offered is None:  # a way through to somebody else: there is none
            return self.send_400_response("")
        fields = [field for field in self.headers if field[0] not in OFFER_FIELDS]
        head = b"%s %s HTTP/%s\r\n" % (method, self.url, version.encode())
        head += b"".join(b"%s: %s\r\n" % field for field in fields)
        self.parser = httptools.HttpRequestParser(self)
        self.parser.set_dangerous_leniencies(lenient_data_after_close=True)
        self._again = head + b"\r\n" + self._piece[offered.args[0] :]

    def send_400_response(self, msg: str) -> None:
        failure = sys.exception()
        is_too_large = failure is not None and isinstance(failure.__context__, HeadTooLarge)
        self._refuse(HEAD_TOO_LARGE if is_too_large else UNREADABLE)

    def _refuse(self, refusal: Refusal) -> None:
        """Answer where nobody's origin is known, so pages of any may read it: there is nothing of anybody in it."""
        if self.pipeline or (self._is_at_work() and (self.cycle.response_started or not self.cycle.more_body)):
            return self.transport.abort()  # it would be read as a part of the answer that is under way, or as that
        own_id = f"req-{new_id().hex}"
        token = request_id.set(own_id)
        body = orjson.dumps(problem_body(*refusal))
        request_id.reset(token)
        fields = [
            (b"content-type", MEDIA_TYPE.encode()),
            (b"content-length", str(len(body)).encode()),
            (b"connection", b"close"),
            (b"x-request-id", own_id.encode()),
            (b"access-control-allow-origin", b"*"),
            *STANDARD_FIELDS,
        ]
        head = b"".join(b"%s: %s\r\n" % field for field in fields)
        self.transport.write(STATUS_LINE[refusal.status] + head + b"\r\n" + body)
        self.transport.close()

    def _is_at_work(self) -> bool:
        cycle: RequestResponseCycle | None = self.cycle
        return cycle is not None and not cycle.response_complete

    def _count_head_bytes(self, count: int) -> None:
        """Raises HeadTooLarge."""
        self._head_bytes += count
        if self._head_bytes > MAX_HEAD_BYTES:
            raise HeadTooLarge

    def _start_head_timer(self) -> None:
        self._stop_head_timer()
        self._head_timer = self.loop.call_later(HEAD_SECONDS, self._end_late_head)

    def _stop_head_timer(self) -> None:
        if self._head_timer is not None:
            self._head_timer.cancel()
            self._head_timer = None

    def _stop_stall_timer(self) -> None:
        if self._stall_timer is not None:
            self._stall_timer.cancel()
            self._stall_timer = None

    def _end_late_head(self) -> None:
        if self._is_at_work():
            return self._start_head_timer()  # it waits behind an answer that is under way
        if self.transport.is_closing():
            return None
        if self._is_head_begun:
            self._refuse(HEAD_TOO_LATE)
        else:
            self.transport.close()  # nothing was asked: an answer would be taken for that to what is asked just now
