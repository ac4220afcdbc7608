"""Answers: a model, or a stored answer given again, as an HTTP response."""

from __future__ import annotations

import re
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any, Final
from urllib.parse import urlencode

import orjson
from fastapi import Request, Response
from pydantic import BaseModel

from common.kernel.ids import parse_id
from common.persistence.idempotency import ReplayedAnswer
from common.persistence.model_json import write_json

from .conditional_requests import is_read_already, tag_of

PROBLEM_JSON: Final = "application/problem+json"
REPLAYED_HEADER: Final = "Idempotent-Replayed"
ACCEPTED: Final = 202
FIRST_PROBLEM_STATUS: Final = 400
SPELLED_ID: Final = re.compile(r"(?P<prefix>[a-z]{3})_[0-9a-z]{26}")
NOT_MODIFIED: Final = 304
READS: Final = frozenset({"GET", "HEAD"})
RETRY_HEADERS: Final = {"Retry-After": "1"}
"""Of an answer that says `pending`: its address may tell the outcome in a second."""

Locate = Callable[[Any], str]
"""Address of what was created, from its model."""


def status_of(model: BaseModel, status: int) -> int:
    """Find the status that a model is answered with: its own (`ANSWERED_WITH`), else that of the act."""
    own: int | None = getattr(model, "ANSWERED_WITH", None)
    return status if own is None else own


def answer_model(
    model: BaseModel, status: int = 200, body: bytes | None = None, locate: Locate | None = None
) -> Response:
    """Response with the model's version as ETag. `body` is the model serialised already."""
    status = status_of(model, status)
    headers = dict(RETRY_HEADERS) if status == ACCEPTED else {}
    if (version := getattr(model, "version", None)) is not None:
        headers["ETag"] = f'"{version}"'
    if locate is not None:
        headers["Location"] = locate(model)
    return Response(body or write_json(model), status, headers, media_type="application/json")


def answer_page(model: BaseModel, request: Request) -> Response:
    """`answer_model`, with a link to the next page where there is one; 304 to whoever has this very answer already.

    What is shown changes with the hour, the language and whatever else the query asks for, and a list has no version:
    so the tag of what is read has a digest of it behind the version.
    """
    answer = answer_model(model)
    if request.method not in READS:
        return answer
    spoken = str(getattr(request.state, "language", "")).encode()
    tag = tag_of(getattr(model, "version", None), bytes(answer.body) + spoken)
    if is_read_already(request.headers.getlist("if-none-match"), tag):
        return Response(status_code=NOT_MODIFIED, headers={"ETag": tag})
    answer.headers["ETag"] = tag
    if getattr(model, "has_more", False):
        answer.headers["Link"] = _next_link(request, str(getattr(model, "next_cursor", "")))
    return answer


def replay_answer(stored: ReplayedAnswer, locate: Locate | None = None) -> Response:
    """First answer of an Idempotency-Key, given again with the fields that it had."""
    headers = {REPLAYED_HEADER: "true"} | (RETRY_HEADERS if stored.status == ACCEPTED else {})
    if stored.status >= FIRST_PROBLEM_STATUS:
        return Response(stored.body, stored.status, headers, media_type=PROBLEM_JSON)
    members = orjson.loads(stored.body)
    if isinstance(version := members.get("version"), int):
        headers["ETag"] = f'"{version}"'
    if locate is not None:
        headers["Location"] = locate(_read_stored_model(members))
    return Response(stored.body, stored.status, headers, media_type="application/json")


def _read_stored_model(members: dict[str, Any]) -> SimpleNamespace:
    """Members of a stored answer, its ids as they are inside: what an address is made of."""
    return SimpleNamespace(
        **{
            name: parse_id(spelled["prefix"], value)
            if isinstance(value, str) and (spelled := SPELLED_ID.fullmatch(value)) is not None
            else value
            for name, value in members.items()
        }
    )


def _next_link(request: Request, cursor: str) -> str:
    """Link field of RFC 8288, relative like every address in our answers."""
    parameters = [(name, value) for name, value in request.query_params.multi_items() if name != "cursor"]
    return f'<{request.url.path}?{urlencode([*parameters, ("cursor", cursor)])}>; rel="next"'
