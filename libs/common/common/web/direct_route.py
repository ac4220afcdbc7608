"""Direct route: serves a route from what FastAPI knows of it, without the machinery that ours do not use.

Routes are declared, documented and understood by FastAPI. What it does besides for each request costs several times as
much: exit stacks for dependencies that close something, a general solver of dependencies, another parse of the body.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from inspect import iscoroutinefunction
from typing import Any, get_type_hints

from fastapi import Request, Response, params
from fastapi.dependencies.models import Dependant
from fastapi.dependencies.utils import request_body_to_args, request_params_to_args
from fastapi.exceptions import RequestValidationError
from fastapi.routing import APIRoute
from pydantic_core import PydanticUndefined
from starlette.datastructures import QueryParams

from .request_body import ABSENT, get_parsed_body


@dataclass(frozen=True, slots=True)
class DirectRoute:
    """Route whose endpoint answers by itself, given its path, query and body, and what its one dependency gives."""

    route: APIRoute
    dependant: Dependant
    endpoint: Callable[..., Awaitable[Response]]
    dependency: Dependant | None
    query_defaults: dict[str, Any] | None
    """Values of its query where nothing is asked for; None where something must be."""

    async def answer_request(self, request: Request) -> Response:
        """Raises RequestValidationError, or whatever dependency and endpoint raise."""
        dependant = self.dependant
        values: dict[str, Any] = {}
        if (dependency := self.dependency) is not None:
            assert dependency.call is not None, "find_direct_route has looked"
            values[str(dependency.name)] = await dependency.call(request)
        errors: list[Any] = []
        for field in dependant.path_params:
            values[field.name], failures = field.validate(
                request.path_params[field.alias], values, loc=("path", field.alias)
            )
            errors += failures
        if dependant.query_params:
            errors += self._read_query(request, values)
        body = get_parsed_body(request.scope)
        if dependant.body_params:
            errors += await self._read_body(body, values)
        if errors:
            raise RequestValidationError(errors, body=None if body is ABSENT else body)
        if dependant.request_param_name is not None:
            values[dependant.request_param_name] = request
        return await self.endpoint(**values)

    def _read_query(self, request: Request, values: dict[str, Any]) -> list[Any]:
        if self.query_defaults is not None and not request.scope["query_string"]:
            values.update(self.query_defaults)
            return []
        read, errors = request_params_to_args(self.dependant.query_params, request.query_params)
        values.update(read)
        return errors

    async def _read_body(self, body: Any, values: dict[str, Any]) -> list[Any]:
        [field] = self.dependant.body_params
        if body is not ABSENT:
            values[field.name], failures = field.validate(body, values, loc=("body",))
            return failures
        read, errors = await request_body_to_args([field], PydanticUndefined, embed_body_fields=False)
        values.update(read)
        return errors


def find_direct_route(route: APIRoute) -> DirectRoute | None:
    """Build the direct route of `route`, if everything that it is given is of a kind that is known here."""
    dependant, dependency = route.dependant, next(iter(route.dependant.dependencies), None)
    answers = get_type_hints(route.endpoint).get("return")
    if not (isinstance(answers, type) and issubclass(answers, Response) and iscoroutinefunction(route.endpoint)):
        return None
    if len(dependant.dependencies) > 1 or not (dependency is None or _takes_the_request_alone(dependency)):
        return None
    if len(dependant.body_params) > 1 or any(isinstance(f.field_info, params.Form) for f in dependant.body_params):
        return None
    if _has_other_parameters(dependant) or any(getattr(f.field_info, "embed", None) for f in dependant.body_params):
        return None
    defaults, errors = request_params_to_args(dependant.query_params, QueryParams())
    return DirectRoute(route, dependant, route.endpoint, dependency, None if errors else defaults)


def _takes_the_request_alone(dependency: Dependant) -> bool:
    takes_more = dependency.path_params or dependency.query_params or dependency.body_params or dependency.dependencies
    is_plain = dependency.request_param_name is not None and iscoroutinefunction(dependency.call)
    return is_plain and not takes_more and not _has_other_parameters(dependency)


def _has_other_parameters(dependant: Dependant) -> bool:
    names = (
        dependant.websocket_param_name, dependant.http_connection_param_name, dependant.response_param_name,
        dependant.background_tasks_param_name, dependant.security_scopes_param_name,
    )  # fmt: skip
    return bool(dependant.header_params or dependant.cookie_params) or any(name is not None for name in names)
