"""OpenAPI of one service: as FastAPI makes it, completed by header fields, problems, names and examples."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from copy import deepcopy
from typing import Any, Final

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi
from fastapi.routing import APIRoute, iter_route_contexts

from common import __version__

from . import texts
from .examples import add_examples
from .field_texts import describe_fields
from .header_fields import ANSWER_FIELDS, add_header_fields
from .problem_answers import PROBLEM_SCHEMA, Asked, add_problem_answers, list_problem_examples
from .route_traits import RouteTraits, read_route_traits
from .schemas import complete_schemas
from .webhooks import add_webhooks

Json = dict[str, Any]

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


def describe_api(app: FastAPI, service: str, title: str) -> Json:
    document = get_openapi(
        title=f"Parley · {title}",
        version=__version__,
        description=texts.introduce_service(service),
        routes=app.routes,
    )
    document["info"] |= texts.INFO
    document["servers"] = [{"url": "/", "description": "This server."}]
    components = document.setdefault("components", {})
    components.setdefault("schemas", {})["Problem"] = deepcopy(PROBLEM_SCHEMA)
    components["securitySchemes"], components["headers"] = SECURITY_SCHEMES, dict(ANSWER_FIELDS)
    document["security"] = [{"platform": []}, {"participant": []}]
    traits, statuses = _read_traits(app), getattr(app.state, "statuses", {})
    reading = app.state.service.reading_operations if hasattr(app.state, "service") else frozenset[str]()
    for method, operation in iterate_operations(document):
        route_id = operation["operationId"]
        own = traits[route_id]
        operation["operationId"] = texts.public_operation_id(service, operation["operationId"])
        asked = Asked(service, method, operation, own, route_id, only_reads=route_id in reading)
        add_problem_answers(asked, statuses)
        add_header_fields(method, operation, own, components["schemas"])
    components["examples"] = list_problem_examples(document)
    for name in ("HTTPValidationError", "ValidationError"):
        components["schemas"].pop(name, None)
    if service == texts.WEBHOOKS_SERVICE:
        add_webhooks(document)
    complete_schemas(document, texts.public_names(service))
    describe_fields(document, service)
    for _, operation in iterate_operations(document):
        add_examples(operation, document["components"])
    _leave_out_unused_headers(document)
    return texts.order_by_tags(document)


def _leave_out_unused_headers(document: Json) -> None:
    used = {
        field["$ref"].rpartition("/")[2]
        for _, operation in iterate_operations(document)
        for response in operation["responses"].values()
        for field in response.get("headers", {}).values()
        if "$ref" in field
    }
    headers = document["components"]["headers"]
    document["components"]["headers"] = {name: field for name, field in headers.items() if name in used}


def _read_traits(app: FastAPI) -> Mapping[str, RouteTraits]:
    """Traits of each route by its operation's id."""
    return {
        str(route.operation_id): read_route_traits(route.endpoint, is_creation=_posts_to_collection(route))
        for route in iter_route_contexts(app.routes)
        if isinstance(route.original_route, APIRoute) and route.include_in_schema and route.endpoint is not None
    }


def _posts_to_collection(route: Any) -> bool:
    return "POST" in route.methods and "{" not in route.path


def iterate_operations(document: Json) -> Iterator[tuple[str, Json]]:
    """Methods and operations of a description."""
    for item in document["paths"].values():
        yield from ((method, operation) for method, operation in item.items() if isinstance(operation, dict))
