"""Edge that the routes of every room share: the answers they document, and the end of a connection that was refused."""

from __future__ import annotations

from typing import Any, Final

from fastapi import Request, Response
from fastapi.responses import JSONResponse

from common.kernel.errors import DomainError
from common.web import problems
from common.web.problems import problem_responses

READ_RESPONSES: Final = problem_responses(400, 401, 403, 404, 422, 429, 503)
ACT_RESPONSES: Final = problem_responses(400, 401, 403, 404, 409, 413, 415, 422, 429, 503)
FILE_CONTENT: Final[dict[str, Any]] = {"schema": {"type": "string", "format": "binary"}}


def hang_up(refusal: DomainError, request: Request) -> Response:
    """Answer a refusal and end the connection: the rest of a body that was not read is not swallowed."""
    status, body = problems.render_refusal(refusal, request.app.state.statuses)
    headers = {**problems.problem_headers(status), "Connection": "close"}
    return JSONResponse(body, status, headers, media_type=problems.MEDIA_TYPE)
