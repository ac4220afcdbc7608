"""Problem answers of an operation: every status that it can have, the codes that can stand in it, and one of them."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from common.kernel import errors
from common.kernel.errors import DomainError
from common.persistence.paging import InvalidCursor
from common.web.conditional_requests import MalformedIfMatch
from common.web.problems import CODES_BY_STATUS, MEDIA_TYPE, SPECIFIC_CODES, title_of

from . import texts
from .examples import EXAMPLE_PREFIX
from .route_traits import RouteTraits

Json = dict[str, Any]
CodesByStatus = Mapping[str, Sequence[str]]

REFUSALS_FILE: Final = texts.SITE / "refusals.json"
RECORDED_REFUSALS: Final[dict[str, Mapping[str, CodesByStatus]]] = json.loads(REFUSALS_FILE.read_text())
"""Codes by service, operation and status, as `deploy.development.refusals` reads them from the code; what tests are
refused with is held against it."""
CODES_EXTENSION: Final = "x-problem-codes"
"""Member of an answer's description: the codes that it can have, for programs."""

PROBLEM_SCHEMA: Final[Json] = {
    "type": "object",
    "title": "Problem",
    "description": "RFC 9457 problem details; `code` is stable. More members say what the code needs.",
    "required": ["type", "title", "status", "code", "detail", "request_id"],
    "properties": {
        "type": {
            "type": "string",
            "format": "uri-reference",
            "description": "Page about this code, relative to this server.",
            "examples": ["/problems/not-found"],
        },
        "title": {"type": "string", "description": "Name of the HTTP status.", "examples": ["Not Found"]},
        "status": {
            "type": "integer",
            "format": "int32",
            "description": "HTTP status of the answer.",
            "examples": [404],
        },
        "code": {
            "type": "string",
            "description": "What is wrong, for programs: stable, one of the catalogue at `/problems`.",
            "examples": ["not_found"],
        },
        "detail": {
            "type": "string",
            "description": "What is wrong, in an English sentence for people.",
            "examples": ["There is no such thing here."],
        },
        "request_id": {
            "type": "string",
            "description": "Id of the request, as in `X-Request-Id`.",
            "examples": ["0c1a7c7be26f4c5b9c2f6f4a3a1b2c3d"],
        },
        "errors": {
            "type": "array",
            "description": "Of 422: each member of the body or query that is wrong, twenty at most.",
            "items": {
                "type": "object",
                "title": "ProblemError",
                "description": "What is wrong with one member.",
                "properties": {
                    "pointer": {"type": "string", "description": "Where it stands (RFC 6901)."},
                    "code": {"type": "string", "description": "What is wrong with it, for programs."},
                    "message": {"type": "string", "description": "What is wrong with it, in English."},
                },
            },
        },
    },
}
# What can happen to any request before or beside its route.
COMMON_STATUSES: Final = (400, 401, 403, 404, 406, 422, 429, 500, 503)
BODY_STATUSES: Final = (408, 413, 415)
CODES_WITHOUT_A_ROUTE: Final = frozenset({403, 404, 405, 411, 414})
"""Statuses of what happens before an operation is known, or that each operation names for itself."""
WRITING_METHODS: Final = frozenset({"post", "put", "patch", "delete"})


@dataclass(frozen=True, slots=True)
class Asked:
    """What an operation asks of a request, as far as its refusals depend on it."""

    service: str
    method: str
    operation: Json
    traits: RouteTraits
    route_id: str
    """Id of the operation in the code, which may differ from the public one."""
    only_reads: bool
    """Whatever its method: a suspended platform may do it."""

    @property
    def recorded_codes(self) -> CodesByStatus:
        return RECORDED_REFUSALS.get(self.service, {}).get(self.route_id, {})

    @property
    def is_public(self) -> bool:
        return self.operation.get("security") == []

    @property
    def is_writing(self) -> bool:
        return self.method in WRITING_METHODS and not self.is_public

    @property
    def is_act(self) -> bool:
        return self.is_writing and not self.only_reads

    @property
    def has_body(self) -> bool:
        return "requestBody" in self.operation

    @property
    def has_json_body(self) -> bool:
        return "application/json" in self.operation.get("requestBody", {}).get("content", {})

    @property
    def has_cursor(self) -> bool:
        return any(parameter["name"] == "cursor" for parameter in self.operation.get("parameters", ()))


def add_problem_answers(asked: Asked, statuses: Mapping[type[DomainError], int]) -> None:
    """Complete the answers of an operation by its problems. `statuses` is the table of the service."""
    responses = asked.operation["responses"]
    for status in sorted(_list_statuses(asked)):
        if _is_default_validation_error(responses.get(str(status), {})):
            del responses[str(status)]
        responses.setdefault(str(status), _problem_answer())
    codes = _list_codes(asked, statuses)
    for status, response in list(responses.items()):
        if status.isdecimal() and MEDIA_TYPE in response.get("content", {}):
            if codes.get(int(status)):
                _describe_problem(int(status), response, codes[int(status)])
            else:
                del responses[status]  # what the edge names for all its routes, and this one never refuses with
    asked.operation["responses"] = dict(sorted(responses.items()))


def _list_statuses(asked: Asked) -> set[int]:
    statuses = {status for status in COMMON_STATUSES if not (asked.is_public and status in (401, 403, 404))}
    statuses.update(map(int, asked.recorded_codes))
    if asked.has_body:
        statuses.update(BODY_STATUSES)
    if asked.is_writing:
        statuses.add(409)
    if asked.traits.takes_version:
        statuses.add(412)
    if asked.traits.requires_version:
        statuses.add(428)
    return statuses


def _is_default_validation_error(response: Json) -> bool:
    """True for the 422 that FastAPI adds where a route names none: we never answer in that form."""
    return "HTTPValidationError" in str(response.get("content", {}).get("application/json", {}))


def _problem_answer() -> Json:
    return {"description": "", "content": {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}}}


def _list_codes(asked: Asked, statuses: Mapping[type[DomainError], int]) -> Mapping[int, list[str]]:
    """Codes by status, the likeliest first."""
    codes: dict[int, list[str]] = defaultdict(list)
    for status, code in _iterate_general_codes(asked, statuses):
        codes[status].append(code)
    for status_text, own in asked.recorded_codes.items():
        codes[int(status_text)].extend(own)
    return {status: list(dict.fromkeys(several)) for status, several in codes.items()}


def _iterate_general_codes(asked: Asked, statuses: Mapping[type[DomainError], int]) -> Iterator[tuple[int, str]]:
    for status, code in CODES_BY_STATUS.items():
        if status not in CODES_WITHOUT_A_ROUTE and (status != 400 or asked.has_json_body):
            yield status, code
    yield 400, "bad_request"
    yield 422, "validation_failed"
    yield 500, "internal_error"
    yield 503, "overloaded"
    if asked.has_json_body:
        yield from ((422, code) for code in sorted(SPECIFIC_CODES))
    for kind in _iterate_header_refusals(asked):
        yield statuses[kind], kind.code
    for kind in (errors.NotFound, errors.Forbidden, *([errors.PlatformNotActive] if asked.is_act else [])):
        if not asked.is_public:
            yield statuses[kind], kind.code


def _iterate_header_refusals(asked: Asked) -> Iterator[type[DomainError]]:
    traits = asked.traits
    if traits.takes_key:
        yield from (errors.IdempotencyKeyInvalid, errors.IdempotencyMismatch, errors.IdempotencyInFlight)
    if traits.requires_key:
        yield errors.IdempotencyKeyMissing
    if traits.takes_version:
        yield from (MalformedIfMatch, errors.VersionConflict)
    if traits.requires_version:
        yield errors.PreconditionRequired
    if asked.has_cursor:
        yield InvalidCursor


def _describe_problem(status: int, response: Json, codes: Sequence[str]) -> None:
    """Say which codes it can be, for people and for programs, and show the first of them."""
    response["description"] = f"{title_of(status)}: {', '.join(f'`{code}`' for code in codes)}"
    response[CODES_EXTENSION] = codes
    content = response["content"][MEDIA_TYPE]
    if "example" not in content:
        content["examples"] = {codes[0]: {"$ref": f"{EXAMPLE_PREFIX}{codes[0]}"}}


def list_problem_examples(document: Json) -> Json:
    """Examples of the problems that the answers of a document refer to, by their codes."""
    examples: Json = {}
    for item in document["paths"].values():
        for operation in item.values():
            for status, response in operation["responses"].items():
                for code in response.get("content", {}).get(MEDIA_TYPE, {}).get("examples", ()):
                    examples.setdefault(code, {"value": _problem_example(int(status), code)})
    return dict(sorted(examples.items()))


def _problem_example(status: int, code: str) -> Json:
    return {
        "type": f"/problems/{code.replace('_', '-')}",
        "title": title_of(status),
        "status": status,
        "code": code,
        "detail": texts.problem_sentence(code),
        "request_id": "req-0193b7e0000070008000000000000001",
    }
