"""HTTP protocol of the server: what is no request is refused by a problem document, like everything else, and what
offers another protocol is answered in this one."""

from __future__ import annotations

import sys
from typing import Final

import httptools
import orjson
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from common.kernel.ids import new_id
from common.kernel.structured_logs import request_id
from common.web.guarded_answer import CUT_OFF, STANDARD_FIELDS
from common.web.problems import MEDIA_TYPE, problem_body

UNREADABLE: Final = (
    "This is no HTTP request. In an address letters beyond ASCII are written with %, as in %C3%A9; header fields hold "
    "no control characters."
)


OFFER_FIELDS: Final = frozenset({b"upgrade", b"http2-settings"})
"""Of an offer to go on in another protocol. `Connection` may say more, and offers nothing by itself."""


class ProblemProtocol(HttpToolsProtocol):
    """Uvicorn's own, but for the answer to a request that never reaches an application, and for offers of another
    protocol: Java's own client offers HTTP/2 with everything that it sends, and the parser then leaves out the body."""

    _piece = b""
    _again = b""
    """What is to be read once more: a request without its offer, and all behind it, which may hold others."""

    def data_received(self, data: bytes) -> None:
        self._piece = data
        super().data_received(data)
        while self._again and not self.transport.is_closing():
            self._piece, self._again = self._again, b""
            super().data_received(self._piece)

    def on_message_begin(self) -> None:
        super().on_message_begin()
        self.scope["extensions"] = {CUT_OFF: {"abort": self.transport.abort}}

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
        """Answer where nobody's origin is known, so pages of any may read it: there is nothing of anybody in it."""
        own_id = f"req-{new_id().hex}"
        token = request_id.set(own_id)
        body = orjson.dumps(problem_body(400, "bad_request", UNREADABLE))
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
        self.transport.write(b"HTTP/1.1 400 Bad Request\r\n" + head + b"\r\n" + body)
        self.transport.close()
