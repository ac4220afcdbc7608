"""Route table: finds the route of an address by its parts, instead of trying one route after another."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final, Protocol

from fastapi import APIRouter, FastAPI, Request, Response
from fastapi.routing import APIRoute, iter_route_contexts
from starlette.exceptions import HTTPException
from starlette.routing import BaseRoute, Match
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from .direct_route import DirectRoute, find_direct_route
from .request_body import is_body_parsed
from .request_head import spell_allow

NOT_FOUND: Final = 404
METHOD_NOT_ALLOWED: Final = 405
ANY_PART: Final = "{}"
"""Stands in the table for a parameter; no part of a real address has braces unescaped."""


def add_routes(app: FastAPI, router: APIRouter) -> None:
    """Serve a router's routes as they were declared, without a prefix or a dependency of the application.

    FastAPI's `include_router` would analyse each of them once more for each application, with its first request.
    """
    app.router.routes.extend(router.routes)


class TableOwner(Protocol):
    """Application whose routes the table is made of."""

    @property
    def routes(self) -> list[BaseRoute]: ...
    @property
    def exception_handlers(self) -> Mapping[Any, Any]: ...


@dataclass(slots=True)
class _Branch:
    """Addresses with the same first parts."""

    parts: dict[str, _Branch] = field(default_factory=dict)
    endings: dict[str, _Ending] = field(default_factory=dict)
    """Routes whose address ends here, by method."""


@dataclass(frozen=True, slots=True)
class _Ending:
    parameters: tuple[str, ...]
    direct: DirectRoute | None


class RouteTable:
    """ASGI middleware between the guard and FastAPI.

    What is served directly (see `DirectRoute`), is not there at all, or is asked for by a method that its address does
    not have, ends here. Everything else goes on: routes with more needs, pages that are no routes of ours.
    """

    def __init__(self, app: ASGIApp, *, owner: TableOwner) -> None:
        self._app, self._owner, self._handlers = app, owner, owner.exception_handlers
        self._root, self._others = _Branch(), list[BaseRoute]()
        self._is_filled = False

    def _fill(self) -> None:
        """Enter the routes with the first request: by then all of them are declared."""
        self._is_filled = True
        for context in iter_route_contexts(self._owner.routes):
            if isinstance(context.original_route, APIRoute) and _is_plain_path(context.path or ""):
                self._add(context.path or "", context.methods or set(), context.original_route)
            else:
                self._others.append(context.original_route)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope.get("root_path"):
            return await self._app(scope, receive, send)
        if not self._is_filled:
            self._fill()
        endings = list(_iterate_endings(self._root, scope["path"].split("/"), 0, ()))
        for by_method, values in endings:
            ending = by_method.get(scope["method"])
            if ending is not None:
                if ending.direct is None or (ending.direct.dependant.body_params and not is_body_parsed(scope)):
                    break
                scope["path_params"] = dict(zip(ending.parameters, values, strict=True))
                return await self._serve_directly(ending.direct, scope, receive, send)
        else:
            if not self._is_elsewhere(scope):
                return await (await self._answer_other(scope, endings))(scope, receive, send)
        await self._app(scope, receive, send)

    async def _answer_other(self, scope: Scope, endings: Sequence[tuple[dict[str, _Ending], Any]]) -> Response:
        """Answer for an address that has no such method, or is none: which methods it has, all its routes say."""
        if not endings:
            return await self._render_error(Request(scope), HTTPException(NOT_FOUND))
        allow = {"Allow": spell_allow(method for by_method, _ in endings for method in by_method)}
        if scope["method"] == "OPTIONS":
            return Response(status_code=204, headers=allow)
        return await self._render_error(Request(scope), HTTPException(METHOD_NOT_ALLOWED, headers=allow))

    async def _serve_directly(self, direct: DirectRoute, scope: Scope, receive: Receive, send: Send) -> None:
        scope["route"], scope["endpoint"] = direct.route, direct.endpoint
        request = Request(scope, receive, send)
        try:
            answer = await direct.answer_request(request)
        except Exception as error:
            answer = await self._render_error(request, error)
        if type(answer) is Response:
            return await answer(scope, receive, send)
        await self._send_stream(answer, request, send)

    async def _send_stream(self, answer: Response, request: Request, send: Send) -> None:
        """Send what may still fail as it is read: before its first byte that is a problem like any other."""
        has_started = False

        async def send_piece(message: Message) -> None:
            nonlocal has_started
            has_started = True
            await send(message)

        try:
            await answer(request.scope, request.receive, send_piece)
        except Exception as error:
            if has_started:
                raise
            await (await self._render_error(request, error))(request.scope, request.receive, send)

    async def _render_error(self, request: Request, error: Exception) -> Response:
        for kind in type(error).__mro__:
            if kind in self._handlers:
                return await self._handlers[kind](request, error)  # type: ignore[no-any-return]
        raise error

    def _add(self, path: str, methods: set[str], route: APIRoute) -> None:
        branch, parameters, direct = self._root, [], find_direct_route(route)
        for part in path.split("/"):
            if part.startswith("{"):
                parameters.append(part[1:-1])
                part = ANY_PART
            branch = branch.parts.setdefault(part, _Branch())
        for method in methods:
            branch.endings.setdefault(method, _Ending(tuple(parameters), direct))

    def _is_elsewhere(self, scope: Scope) -> bool:
        return any(route.matches(scope)[0] is not Match.NONE for route in self._others)


def _iterate_endings(
    branch: _Branch, parts: Sequence[str], index: int, values: tuple[str, ...]
) -> Iterator[tuple[dict[str, _Ending], tuple[str, ...]]]:
    """Find all ways to read the address, a written part before a parameter, with the values of the parameters."""
    if index == len(parts):
        if branch.endings:
            yield branch.endings, values
        return
    part = parts[index]
    if (child := branch.parts.get(part)) is not None and part != ANY_PART:
        yield from _iterate_endings(child, parts, index + 1, values)
    if part and (child := branch.parts.get(ANY_PART)) is not None:
        yield from _iterate_endings(child, parts, index + 1, (*values, part))


def _is_plain_path(path: str) -> bool:
    """Is each part of it either written out or one parameter that may be anything?"""
    parts = path.split("/")
    return all("{" not in part or (part[0] == "{" and part[-1] == "}" and ":" not in part) for part in parts)
