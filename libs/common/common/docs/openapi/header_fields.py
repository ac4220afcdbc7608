"""Header fields of requests and answers, described once and put where a route has them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from .route_traits import RouteTraits

Json = dict[str, Any]

IDEMPOTENCY_KEY: Final[Json] = {
    "name": "Idempotency-Key",
    "in": "header",
    "description": (
        "A text of your own, new for each act: 1 to 255 visible ASCII characters without commas, a UUID for instance. "
        "The same key with the same request gets the first answer again, for 24 hours, and nothing is done twice; with "
        "another request it is refused (422 `idempotency_mismatch`). A key belongs to its caller and its address."
    ),
    "schema": {"type": "string", "minLength": 1, "maxLength": 255},
    "example": "8a7e0c1e-6a52-4f0e-9c5e-0d1c4c1a3b77",
}
IF_MATCH: Final[Json] = {
    "name": "If-Match",
    "in": "header",
    "description": (
        "The `ETag` of the answer that you decided on, or its `version` in quotes. If it has changed since, nothing is "
        "done: 412 `version_conflict`."
    ),
    "schema": {"type": "string"},
    "example": '"7"',
}
IF_NONE_MATCH: Final[Json] = {
    "name": "If-None-Match",
    "in": "header",
    "description": "`ETag` of what you have: if it has not changed, the answer is 304 without a body.",
    "required": False,
    "schema": {"type": "string"},
    "example": '"7"',
}
NOT_CHANGED: Final[Json] = {
    "description": "It has not changed since you read it.",
    "headers": {"ETag": {"$ref": "#/components/headers/ETag"}},
}
ACCEPT_LANGUAGE: Final[Json] = {
    "name": "Accept-Language",
    "in": "header",
    "description": "Languages in which you want texts, as browsers send it. English is the last resort.",
    "required": False,
    "schema": {"type": "string"},
    "example": "de, en;q=0.8",
}

ANSWER_FIELDS: Final[Mapping[str, Json]] = {
    "X-Request-Id": {
        "description": "Id of this request: yours if you sent one (1 to 128 of `A-Za-z0-9._-`), else a new one. Name "
        "it when you ask for help; it stands in the logs and in `request_id` of a problem.",
        "schema": {"type": "string"},
        "example": "req-0193b7e0000070008000000000000001",
    },
    "traceparent": {
        "description": "Trace of this request (W3C Trace Context): it continues the one that you sent.",
        "schema": {"type": "string"},
        "example": "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
    },
    "RateLimit": {
        "description": "What is left of each limit (`r`), and after how many seconds there is more (`t`).",
        "schema": {"type": "string"},
        "example": '"caller";r=199;t=1',
    },
    "RateLimit-Policy": {
        "description": "The limits that apply: so many requests (`q`) in so many seconds (`w`).",
        "schema": {"type": "string"},
        "example": '"caller";q=200;w=10',
    },
    "ETag": {
        "description": "Version of what is answered, where it has one, and of what was read a digest behind it. Send "
        "it as `If-Match` with the act that you decide on it, or as `If-None-Match` when you ask again.",
        "schema": {"type": "string"},
        "example": '"7-d1f06c2e9a4b7d3058"',
    },
    "Location": {
        "description": "Address of what was created, relative to this server.",
        "schema": {"type": "string", "format": "uri-reference"},
        "example": "/v1/disputes/dsp_01j8000000e00820400000000r",
    },
    "Link": {
        "description": 'Address of the next page (RFC 8288, `rel="next"`); absent on the last one.',
        "schema": {"type": "string"},
        "example": '</v1/disputes?limit=20&cursor=AZM3fg>; rel="next"',
    },
    "Retry-After": {
        "description": "Whole seconds to wait before asking again.",
        "schema": {"type": "integer", "format": "int32", "minimum": 0},
        "example": 1,
    },
    "Idempotent-Replayed": {
        "description": "`true`: this is the first answer of the same Idempotency-Key once more; nothing was done anew.",
        "schema": {"type": "string", "enum": ["true"]},
        "example": "true",
    },
    "Content-Language": {
        "description": "Language of the texts in this answer.",
        "schema": {"type": "string"},
        "example": "en",
    },
    "WWW-Authenticate": {
        "description": "How to authenticate (RFC 6750): with an access token. `error` says what is wrong with the one "
        "that was sent: `invalid_token`, or `insufficient_scope` with the `scope` that it lacks.",
        "schema": {"type": "string"},
        "example": 'Bearer realm="parley"',
    },
}
EVERY_ANSWER: Final = ("X-Request-Id", "traceparent", "RateLimit", "RateLimit-Policy")
FIELDS_OF_STATUS: Final[Mapping[str, tuple[str, ...]]] = {
    "202": ("Retry-After",),
    "401": ("WWW-Authenticate",),
    "403": ("WWW-Authenticate",),
    "409": ("Retry-After",),
    "429": ("Retry-After", "RateLimit", "RateLimit-Policy"),
    "503": ("Retry-After",),
}


def add_header_fields(method: str, operation: Json, traits: RouteTraits, schemas: Json) -> None:
    """Add to an operation every field that its route looks at, and to its answers those that they carry."""
    parameters = list(_iterate_request_fields(traits))
    if method == "get" and traits.is_query:
        parameters.append(IF_NONE_MATCH)
        operation["responses"] = dict(sorted({**operation["responses"], "304": NOT_CHANGED}.items()))
    if parameters:
        operation["parameters"] = [*operation.get("parameters", ()), *parameters]
    for status, response in operation["responses"].items():
        names = [*FIELDS_OF_STATUS.get(status, ()), *_iterate_answer_fields(method, status, response, traits, schemas)]
        if names:
            own = response.get("headers", {})
            response["headers"] = {name: {"$ref": f"#/components/headers/{name}"} for name in names} | own


def _iterate_request_fields(traits: RouteTraits) -> Any:
    if traits.takes_key:
        yield IDEMPOTENCY_KEY | {"required": traits.requires_key}
    if traits.takes_version:
        yield IF_MATCH | {"required": traits.requires_version}
    if traits.takes_language:
        yield ACCEPT_LANGUAGE


def _iterate_answer_fields(method: str, status: str, response: Json, traits: RouteTraits, schemas: Json) -> Any:
    if not status.startswith("2"):
        return
    yield from EVERY_ANSWER
    members = _list_members(response, schemas)
    if "version" in members or (method == "get" and traits.is_query):
        yield "ETag"
    if traits.tells_address and status in ("201", "202"):
        yield "Location"
    if {"has_more", "next_cursor"} <= members:
        yield "Link"
    if traits.takes_key:
        yield "Idempotent-Replayed"
    if traits.takes_language:
        yield "Content-Language"


def _list_members(response: Json, schemas: Json) -> set[str]:
    schema = response.get("content", {}).get("application/json", {}).get("schema", {})
    name = schema.get("$ref", "").rpartition("/")[2]
    return set((schemas[name] if name else schema).get("properties", {}))
