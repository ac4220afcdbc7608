"""Renders refusals as RFC 9457 problem details. The only place an error becomes JSON."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable, Mapping, Sequence
from datetime import datetime
from http import HTTPStatus
from typing import Any, Final

import asyncpg
from fastapi import FastAPI, Request, Response
from fastapi.encoders import jsonable_encoder
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from sqlalchemy import exc
from starlette.exceptions import HTTPException

from common.kernel.errors import DomainError, Forbidden, NotKnownYet, RefusedInContext
from common.kernel.instants import spell_time
from common.kernel.structured_logs import request_id
from common.persistence.database import is_unavailable
from common.turns.paced_turns import NoTurnInTime

from .rate_limits import RateLimitExceeded

log = logging.getLogger(__name__)

Statuses = Mapping[type[DomainError], int]

MEDIA_TYPE: Final = "application/problem+json"
CODES_BY_STATUS: Final = {
    400: "malformed_json", 401: "unauthenticated", 403: "forbidden", 404: "not_found", 405: "method_not_allowed",
    406: "not_acceptable", 408: "request_timeout", 411: "length_required", 413: "payload_too_large",
    414: "uri_too_long", 415: "unsupported_media_type", 429: "rate_limited", 503: "dependency_unavailable",
}  # fmt: skip
TITLES: Final = {
    413: "Content Too Large", 414: "URI Too Long", 416: "Range Not Satisfiable", 422: "Unprocessable Content",
    460: "Checksum Mismatch",
}  # fmt: skip
"""As RFC 9110 has them, which the names that Python knows depend on its version, and one of tus."""
UNKNOWN_CALLER: Final = 'Bearer realm="parley"'
INVALID_TOKEN: Final = f'{UNKNOWN_CALLER}, error="invalid_token"'
INSUFFICIENT_SCOPE: Final = f'{UNKNOWN_CALLER}, error="insufficient_scope"'
MAX_ERRORS: Final = 20
"""An answer does not grow with what it answers."""
MAX_NAME_LENGTH: Final = 64
LOCATIONS: Final = frozenset({"body", "query", "header"})
SPECIFIC_CODES: Final = frozenset({"currency_unknown", "amount_out_of_range", "card_number_not_allowed"})


def encode_members(members: Mapping[str, object]) -> dict[str, Any]:
    """Encode what a refusal says beside its code, with instants as every answer spells them."""
    return dict(jsonable_encoder(members, custom_encoder={datetime: spell_time}))


def problem_body(status: int, code: str, detail: str, **members: object) -> dict[str, Any]:
    return {
        "type": f"/problems/{code.replace('_', '-')}",
        "title": title_of(status),
        "status": status,
        "code": code,
        "detail": detail,
        "request_id": request_id.get(),
        **encode_members(members),
    }


def title_of(status: int) -> str:
    return TITLES.get(status) or HTTPStatus(status).phrase


def problem_headers(status: int, code: str = "", scope: str = "") -> dict[str, str]:
    """Retry-After of what the same request may get past in a second, and what another token would need (RFC 6750)."""
    if code == Forbidden.code:
        return {"WWW-Authenticate": f'{INSUFFICIENT_SCOPE}, scope="{scope}"' if scope else INSUFFICIENT_SCOPE}
    return {"Retry-After": "1"} if status in (429, 503) or code == NotKnownYet.code else {}


def problem_response(
    status: int, code: str, detail: str, *, headers: Mapping[str, str] | None = None, **members: object
) -> JSONResponse:
    return JSONResponse(
        problem_body(status, code, detail, **members),
        status_code=status,
        headers={**problem_headers(status), **(headers or {})},
        media_type=MEDIA_TYPE,
    )


def too_many_requests(exceeded: RateLimitExceeded, headers: Mapping[str, str] | None = None) -> JSONResponse:
    """429 changes nothing and is kept under no Idempotency-Key: the same request may be sent again."""
    detail = "Too many requests in a short time. Nothing was done; wait as long as Retry-After says."
    headers = {**exceeded.headers, **(headers or {})}
    return problem_response(429, "rate_limited", detail, headers=headers, violated_policies=[exceeded.policy])


def render_refusal(error: DomainError, statuses: Statuses) -> tuple[int, dict[str, Any]]:
    """Public attributes of the refusal become members of the problem, before those of what surrounds it."""
    context: dict[str, object] = {}
    if isinstance(error, RefusedInContext):
        context = error.members
        error = error.refusal
    status = next((statuses[kind] for kind in type(error).__mro__ if kind in statuses), 409)
    members = context | {name: value for name, value in vars(error).items() if not name.startswith("_")}
    return status, problem_body(status, error.code, str(error), **members)


async def render_failure(request: Request, error: Exception) -> Response:
    """Render a failure that is one act's, where other acts of its request are answered beside it."""
    handler = next((FAILURE_HANDLERS[kind] for kind in type(error).__mro__ if kind in FAILURE_HANDLERS), None)
    return await (handler or _answer_unexpected_error)(request, error)


def install_problem_handlers(app: FastAPI, statuses: Statuses) -> None:
    async def answer_refusal(_: Request, error: Exception) -> JSONResponse:
        assert isinstance(error, DomainError)
        status, body = render_refusal(error, statuses)
        scope = error.lacking_scope if isinstance(error, Forbidden) else ""
        return JSONResponse(body, status, problem_headers(status, error.code, scope), media_type=MEDIA_TYPE)

    for kind, handler in {
        DomainError: answer_refusal,
        RateLimitExceeded: _answer_rate_limit_exceeded,
        RequestValidationError: _answer_invalid_request,
        HTTPException: _answer_http_error,
        **FAILURE_HANDLERS,
        Exception: _answer_unexpected_error,
    }.items():
        app.add_exception_handler(kind, handler)


async def _answer_rate_limit_exceeded(_: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, RateLimitExceeded)
    return too_many_requests(error)


async def _answer_invalid_request(request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, RequestValidationError)
    failures = error.errors()
    if any(e["loc"][0] == "path" for e in failures):
        return problem_response(404, "not_found", "There is no such thing here.")
    if any(e["type"] == "json_invalid" for e in failures):
        return problem_response(400, "malformed_json", "The body is not JSON.")
    errors = _describe_mistakes(failures[:MAX_ERRORS], error.body)
    kinds = {e["type"] for e in failures}
    code = next(iter(kinds)) if len(kinds) == 1 and kinds <= SPECIFIC_CODES else "validation_failed"
    return problem_response(422, code, "The request does not have the right form.", errors=errors)


def _describe_mistakes(failures: Sequence[Mapping[str, Any]], body: Any) -> list[dict[str, str]]:
    """Describe each mistake once: of a value that may have several forms pydantic says for each why it is none."""
    described: dict[tuple[str, tuple[Any, ...]], dict[str, str]] = {}
    for failure in failures:
        loc, pointer = failure["loc"], _json_pointer(failure["loc"], body)
        is_form = pointer.count("/") < len(loc) - (loc[0] in LOCATIONS)
        known = described.setdefault(
            (pointer, () if is_form else loc), {"pointer": pointer, "code": failure["type"], "message": failure["msg"]}
        )
        if is_form and failure["msg"] not in known["message"]:
            known["message"] = f"{known['message'].rstrip('.')}. Or: {failure['msg']}"
    return list(described.values())


def _json_pointer(loc: tuple[Any, ...], body: Any) -> str:
    """Pointer into the body, or to a parameter. Of several forms pydantic also names the one it tried, which stands
    nowhere in it."""
    place, at = [], body
    where = loc[1:] if loc and loc[0] in LOCATIONS else loc
    for number, part in enumerate(where):
        stands = isinstance(at, (dict, list)) and (part in at if isinstance(at, dict) else isinstance(part, int))
        is_missing = isinstance(at, dict) and part is where[-1]
        is_parameter = loc[0] != "body" and (number == 0 or isinstance(part, int))
        if stands or is_missing or is_parameter or (body is None and number == 0):
            place.append(str(part)[:MAX_NAME_LENGTH].replace("~", "~0").replace("/", "~1"))
        at = at[part] if stands else at
    return "".join(f"/{part}" for part in place)


async def _answer_http_error(_: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, HTTPException)
    code = CODES_BY_STATUS.get(error.status_code, "request_refused")
    detail = HTTPStatus(error.status_code).description or HTTPStatus(error.status_code).phrase
    if error.status_code == HTTPStatus.NOT_FOUND:
        detail = "Nothing is found at this address."  # as the gateway says of its own
    if error.headers is not None and "Allow" in error.headers:
        detail = f"This address takes {error.headers['Allow']}."
    return problem_response(error.status_code, code, detail, headers=error.headers)


async def _answer_database_error(request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, exc.DBAPIError)
    state = getattr(error.orig, "sqlstate", None) or ""
    if is_unavailable(error):
        log.warning("the database did not answer: %s", state or type(error.orig).__name__)
        return await _answer_dependency_unavailable(request, error)
    if state in ("22021", "22P05"):
        return problem_response(422, "validation_failed", "The text contains a character that cannot be stored.")
    return await _answer_unexpected_error(request, error)


async def _answer_driver_error(request: Request, error: Exception) -> JSONResponse:
    """Answer what the driver raises where nothing stands between: reads of single rows."""
    if is_unavailable(error):
        return await _answer_dependency_unavailable(request, error)
    return await _answer_unexpected_error(request, error)


async def _answer_dependency_unavailable(_: Request, error: Exception) -> JSONResponse:
    return unavailable_response()


async def _answer_overloaded(_: Request, error: Exception) -> JSONResponse:
    return overloaded_response()


async def _answer_unexpected_error(_: Request, error: Exception) -> JSONResponse:
    return unexpected_failure_response(error)


FAILURE_HANDLERS: Final[Mapping[type[Exception], Callable[[Request, Exception], Awaitable[JSONResponse]]]] = {
    exc.DBAPIError: _answer_database_error,
    exc.TimeoutError: _answer_dependency_unavailable,
    NoTurnInTime: _answer_overloaded,
    TimeoutError: _answer_dependency_unavailable,
    ConnectionError: _answer_dependency_unavailable,
    asyncpg.PostgresError: _answer_driver_error,
    asyncpg.InterfaceError: _answer_dependency_unavailable,
    asyncpg.InternalClientError: _answer_dependency_unavailable,  # a connection that ended between two steps of its own
}
"""Failures of what stands behind us, by their kind."""


def unavailable_response() -> JSONResponse:
    return problem_response(
        503, "dependency_unavailable", "A part of the service is not available. Nothing was changed; try again."
    )


def overloaded_response() -> JSONResponse:
    return problem_response(503, "overloaded", "Too much is asked at once. Nothing was done; try again in a moment.")


def unexpected_failure_response(error: Exception) -> JSONResponse:
    """500 for a failure of ours. It goes no further: a server that sees it ends the connection, which others share."""
    log.error("unexpected failure", exc_info=error)
    return problem_response(500, "internal_error", "Something went wrong on our side. It has been noted.")


def problem_responses(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """Describe the problem answers of a route, for its documentation."""
    schema = {"$ref": "#/components/schemas/Problem"}
    return {
        status: {"description": title_of(status), "content": {MEDIA_TYPE: {"schema": schema}}} for status in statuses
    }
