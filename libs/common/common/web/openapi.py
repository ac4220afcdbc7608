"""OpenAPI as FastAPI makes it, completed: every problem an operation can answer with, and an example of everything."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from http import HTTPStatus
from typing import Any, Final

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi

from common import __version__
from common.kernel.errors import DomainError

from .problems import MEDIA_TYPE

Json = dict[str, Any]

PROBLEM_SCHEMA: Final[Json] = {
    "type": "object",
    "description": "RFC 9457 problem details; `code` is stable. More members say what the code needs.",
    "required": ["type", "title", "status", "code", "detail", "request_id"],
    "properties": {
        "type": {"type": "string", "format": "uri-reference", "examples": ["/problems/not-found"]},
        "title": {"type": "string", "examples": ["Not Found"]},
        "status": {"type": "integer", "examples": [404]},
        "code": {"type": "string", "examples": ["not_found"]},
        "detail": {"type": "string", "examples": ["There is no such thing here."]},
        "request_id": {"type": "string", "examples": ["0c1a7c7be26f4c5b9c2f6f4a3a1b2c3d"]},
        "errors": {
            "type": "array",
            "items": {
                "type": "object",
                "properties": {name: {"type": "string"} for name in ("pointer", "code", "message")},
            },
        },
    },
}
SECURITY_SCHEMES: Final[Json] = {
    "platform": {
        "type": "oauth2",
        "description": "Your platform's client id and secret.",
        "flows": {"clientCredentials": {"tokenUrl": "/oauth/token", "scopes": {}}},
    },
    "participant": {
        "type": "http",
        "scheme": "bearer",
        "bearerFormat": "JWT",
        "description": "A token from POST /v1/participant-tokens.",
    },
}
RETRY_AFTER_HEADER: Final[Json] = {"description": "Whole seconds to wait.", "schema": {"type": "integer"}, "example": 1}
HEADERS_BY_STATUS: Final[Mapping[int, Json]] = {
    429: {
        "Retry-After": RETRY_AFTER_HEADER,
        "RateLimit": {
            "description": "What is left of each limit, and for how many seconds (`r`, `t`).",
            "schema": {"type": "string"},
            "example": '"caller";r=0;t=1',
        },
        "RateLimit-Policy": {
            "description": "The limits that apply: so much (`q`) in so many seconds (`w`).",
            "schema": {"type": "string"},
            "example": '"caller";q=200;w=10',
        },
    },
    503: {"Retry-After": RETRY_AFTER_HEADER},
}
# What can happen to any request before or beside its route.
COMMON_STATUSES: Final = (400, 401, 403, 404, 406, 422, 429, 500, 503)
BODY_STATUSES: Final = (408, 413, 415)
WRITING_METHODS: Final = frozenset({"post", "put", "patch", "delete"})
EXAMPLES_BY_NAME: Final[Json] = {
    # texts
    "currency": "EUR", "url": "https://shop.example.com/webhooks/parley", "buyer": "anna", "seller": "sam",
    "edition": "agreement_first-2026-11", "policy": "agreement_first", "rel": "accept",
    "href": "/v1/disputes/dsp_01jcxqw000e008000000000001", "explanation": "It arrived broken.",
    "text": "It arrived broken.", "terms": "As in the photos.", "title": "A coffee mill", "filename": "parcel.jpg",
    "media_type": "image/jpeg", "access_token": "eyJhbGciOiJFZERTQSJ9…", "cause": "request", "carrier": "DHL",
    "tracking_number": "JD014600003RU", "funding_expiry": "7 days", "ship_within": "14 days", "inspection": "3 days",
    "category": "kitchen", "partner_reference": "order-10045", "action": "auto_release", "reason": "damaged",
    "hash": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08", "stage": "negotiation",
    "sha256": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
    "photo_hashes": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
    # numbers
    "amount": 12500, "version": 3, "status_code": 204, "basis_points": 250, "size": 48213, "disputed": 8000,
    "expires_in": 300, "duration_ms": 42,
}  # fmt: skip
"""Examples of members that say nothing of themselves."""
MAX_EXAMPLE_DEPTH: Final = 12


def describe_api(app: FastAPI, title: str) -> Json:
    schema = get_openapi(title=f"Parley · {title}", version=__version__, routes=app.routes)
    schema["servers"] = [{"url": "/"}]
    components = schema.setdefault("components", {})
    components.setdefault("schemas", {})["Problem"] = PROBLEM_SCHEMA
    components["securitySchemes"] = SECURITY_SCHEMES
    schema["security"] = [{"platform": []}, {"participant": []}]
    codes = _problem_codes_by_status(getattr(app.state, "statuses", {}))
    for path, method, operation in _iterate_operations(schema):
        _complete_problems(path, method, operation, codes)
        _complete_examples(operation, components["schemas"])
    for name in ("HTTPValidationError", "ValidationError"):
        components["schemas"].pop(name, None)
    return schema


def _problem_codes_by_status(statuses: Mapping[type[DomainError], int]) -> Mapping[int, list[str]]:
    codes: dict[int, list[str]] = defaultdict(list)
    for kind, status in statuses.items():
        codes[status].append(kind.code)
    return {status: sorted(several) for status, several in codes.items()}


def _iterate_operations(schema: Json) -> Iterator[tuple[str, str, Json]]:
    for path, item in schema["paths"].items():
        yield from ((path, method, operation) for method, operation in item.items() if isinstance(operation, dict))


def _complete_problems(path: str, method: str, operation: Json, codes: Mapping[int, list[str]]) -> None:
    responses = operation["responses"]
    public = operation.get("security") == []
    statuses = {status for status in COMMON_STATUSES if not (public and status in (401, 403, 404))}
    if "requestBody" in operation:
        statuses.update(BODY_STATUSES)
    if method in WRITING_METHODS and not public:
        statuses.add(409)
        if "{" in path or method != "post":  # what is posted to a collection is new: no version of it is known yet
            statuses.add(412)
    for status in sorted(statuses):
        if _is_default_validation_error(responses.get(str(status), {})):
            del responses[str(status)]
        responses.setdefault(str(status), _problem_answer())
    for status, response in responses.items():
        if status.isdecimal() and MEDIA_TYPE in response.get("content", {}):
            _describe_problem(int(status), response, codes)
    operation["responses"] = dict(sorted(responses.items()))


def _is_default_validation_error(response: Json) -> bool:
    """True for the 422 that FastAPI adds where a route names none: we never answer in that form."""
    return "HTTPValidationError" in str(response.get("content", {}).get("application/json", {}))


def _problem_answer() -> Json:
    return {"description": "", "content": {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}}}


def _describe_problem(status: int, response: Json, codes: Mapping[int, list[str]]) -> None:
    """Say which codes it can be, and show one."""
    title = "Checksum Mismatch" if status == 460 else HTTPStatus(status).phrase
    possible = codes.get(status, [])
    listed = f": {', '.join(f'`{code}`' for code in possible)}" if possible else ""
    response["description"] = f"{title}{listed}"
    if status in HEADERS_BY_STATUS:
        response.setdefault("headers", HEADERS_BY_STATUS[status])
    code = possible[0] if possible else title.lower().replace(" ", "_")
    example = {"type": f"/problems/{code.replace('_', '-')}", "title": title, "status": status, "code": code,
               "detail": "What happened, in a sentence.", "request_id": "0c1a7c7be26f4c5b9c2f6f4a3a1b2c3d"}  # fmt: skip
    response["content"][MEDIA_TYPE].setdefault("example", example)


def _complete_examples(operation: Json, schemas: Json) -> None:
    bodies = [operation.get("requestBody", {}), *operation["responses"].values()]
    for body in bodies:
        for media_type, content in body.get("content", {}).items():
            if media_type == "application/json" and not {"example", "examples"} & content.keys():
                content["example"] = build_example(content.get("schema", {}), schemas)


def build_example(schema: Json, schemas: Json, name: str = "", depth: int = 0) -> Any:
    """Its own, if it has one; else made of its parts."""
    if "$ref" in schema:
        return build_example(schemas[schema["$ref"].rpartition("/")[2]], schemas, name, depth)
    for key in ("example", "const", "default"):
        if schema.get(key) is not None:
            return schema[key]
    if schema.get("examples"):
        return _complete_example(schema["examples"][0], schema, schemas, depth)
    if depth > MAX_EXAMPLE_DEPTH:
        return None
    for key in ("anyOf", "oneOf", "allOf"):
        if key in schema:
            return build_example(schema[key][0], schemas, name, depth + 1)
    return _compose_example(schema, schemas, name, depth)


def _complete_example(example: Any, schema: Json, schemas: Json, depth: int) -> Any:
    """Complete an example that a form inherits: it may lack what the form requires beyond it."""
    if not isinstance(example, dict):
        return example
    lacking = [name for name in schema.get("required", ()) if name not in example]
    return example | {name: build_example(schema["properties"][name], schemas, name, depth + 1) for name in lacking}


def _compose_example(schema: Json, schemas: Json, name: str, depth: int) -> Any:
    if "enum" in schema:
        return schema["enum"][0]
    kind = schema.get("type", "string" if name else "object")
    match kind:
        case "object":
            return {
                member: build_example(about, schemas, member, depth + 1)
                for member, about in schema.get("properties", {}).items()
            }
        case "array":
            return [build_example(schema.get("items", {}), schemas, name, depth + 1)]
        case "boolean":
            return True
        case "integer" | "number":
            example = EXAMPLES_BY_NAME.get(name)
            return example if isinstance(example, int) else schema.get("minimum", 1)
        case "null":
            return None
        case _:
            return _compose_example_text(schema, name)


def _compose_example_text(schema: Json, name: str) -> str:
    if schema.get("format") == "date-time":
        return "2026-11-25T12:00:00Z"
    if schema.get("format") == "uuid":
        return "01933b7e-0000-7000-8000-000000000001"
    example = EXAMPLES_BY_NAME.get(name)
    return example if isinstance(example, str) else name.replace("_", " ") or "text"
