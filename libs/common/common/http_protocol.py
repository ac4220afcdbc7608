"""HTTP protocol of the server: what is no request is refused by a problem document, like everything else."""

from __future__ import annotations

from typing import Final

import orjson
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from common.kernel.ids import new_id
from common.kernel.structured_logs import request_id
from common.web.guarded_answer import STANDARD_FIELDS
from common.web.problems import MEDIA_TYPE, problem_body

UNREADABLE: Final = (
    "This is no HTTP request. In an address letters beyond ASCII are written with %, as in %C3%A9; header fields hold "
    "no control characters."
)


class ProblemProtocol(HttpToolsProtocol):
    """Uvicorn's own, but for the answer to a request that never reaches an application."""

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
