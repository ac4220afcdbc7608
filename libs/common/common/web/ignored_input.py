"""Ignored input: what a request says and its route would not look at is refused, lest somebody wait for its effect."""

from __future__ import annotations

from typing import Any, Final

from fastapi import Request

from .request_body import ABSENT, get_parsed_body

PAGE_PARAMETERS: Final = ("limit", "cursor")


def find_ignored_input(request: Request) -> list[Any]:
    """Find errors, in the form in which FastAPI has them."""
    route, body = request.scope["route"], get_parsed_body(request.scope)
    errors: list[Any] = []
    if route.body_field is None and body is not ABSENT and body != {}:
        errors.append({"type": "extra_forbidden", "loc": ("body",), "msg": "This takes no body."})
    elif body is None:  # it is there and says nothing, where none, or `{}`, may mean everything
        errors.append({"type": "missing", "loc": ("body",), "msg": "Write an object or send no body, never null."})
    return errors + _find_query_errors(request) if request.scope["query_string"] else errors


def _find_query_errors(request: Request) -> list[Any]:
    errors: list[Any] = []
    if not request.scope["route"].dependant.query_params:
        errors.append({"type": "extra_forbidden", "loc": ("query",), "msg": "This takes no parameters."})
    names = [name for name, _ in request.query_params.multi_items() if name in PAGE_PARAMETERS]
    return errors + [
        {"type": "repeated", "loc": ("query", name), "msg": "Say it once."}
        for name in PAGE_PARAMETERS
        if names.count(name) > 1
    ]
