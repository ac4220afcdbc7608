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

CASE_OPERATIONS: Final = frozenset(
    {
        "describe_resumable_uploads", "create_resumable_upload", "get_resumable_upload", "append_to_resumable_upload",
        "cancel_resumable_upload", "override_resumable_upload", "upload_evidence", "create_download_link",
        "download_evidence", "preview_evidence", "get_evidence_signals", "list_seals", "create_bundle", "get_bundle",
        "download_bundle", "list_evidence", "submit_evidence", "get_evidence", "invalidate_evidence",
        "list_evidence_requests", "get_evidence_request", "attach_evidence", "open_video_session", "get_video_session",
        "overrule_video_verification", "recheck_video", "tell_external_video", "get_external_video",
        "attest_external_video", "recheck_external_video",
    }
)  # fmt: skip
"""Part of a case, and open to a token that is limited to it: each of them looks at which one it is about (WAL-A2)."""


def hang_up(refusal: DomainError, request: Request) -> Response:
    """Answer a refusal and end the connection: the rest of a body that was not read is not swallowed."""
    status, body = problems.render_refusal(refusal, request.app.state.statuses)
    headers = {**problems.problem_headers(status), "Connection": "close"}
    return JSONResponse(body, status, headers, media_type=problems.MEDIA_TYPE)
