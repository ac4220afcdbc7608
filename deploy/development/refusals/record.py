"""Record of refusals: by service and operation, the codes that each can be refused with, by their statuses."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

from fastapi import FastAPI
from fastapi.routing import APIRoute, iter_route_contexts

from common.kernel.errors import DomainError

from .graph import CallGraph

Codes = dict[str, dict[str, list[str]]]
"""Codes by operation and status."""
DEFAULT_STATUS: Final = 409


def record_refusals(apps: Mapping[str, FastAPI]) -> dict[str, Codes]:
    return {service: _record_service(service, app) for service, app in apps.items()}


def _record_service(service: str, app: FastAPI) -> Codes:
    graph = CallGraph(service, app.state.service.executor.handlers)
    codes: Codes = {}
    for context in iter_route_contexts(app.routes):
        route = context.original_route
        if isinstance(route, APIRoute) and route.include_in_schema:
            endpoints = [route.endpoint, *(one.call for one in route.dependant.dependencies if one.call is not None)]
            codes[str(route.operation_id)] = _record_operation(graph, endpoints, app.state.statuses)
    return dict(sorted(codes.items()))


def _record_operation(
    graph: CallGraph, endpoints: Sequence[Callable[..., Any]], statuses: Mapping[type[DomainError], int]
) -> dict[str, list[str]]:
    refused = graph.find_refusals(endpoints)
    pairs = {(status_of(kind, statuses), kind.code) for kind in refused.kinds} | refused.literal
    by_status: dict[str, list[str]] = {}
    for status, code in sorted(pairs):
        by_status.setdefault(str(status), []).append(code)
    return by_status


def status_of(kind: type[DomainError], statuses: Mapping[type[DomainError], int]) -> int:
    return next((statuses[base] for base in kind.__mro__ if base in statuses), DEFAULT_STATUS)
