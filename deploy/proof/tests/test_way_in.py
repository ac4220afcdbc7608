"""The way in is lean for every route of every service: no thread between, nothing parsed or solved twice."""

from __future__ import annotations

import importlib
import inspect
import pkgutil
from collections.abc import Iterator
from typing import Final

import httpx
import pytest
from fastapi import APIRouter
from fastapi.dependencies.models import Dependant
from fastapi.routing import APIRoute

from common.embedding import embed_service
from common.web.api_call import api_call
from common.web.direct_route import find_direct_route
from deploy.development.docs.__main__ import apps
from deploy.local.suite import SERVICES

ROUTES_AT_LEAST: Final = 120
"""All that there were when this was written: a search that finds fewer has gone blind."""


def _iterate_routers() -> Iterator[APIRouter]:
    for service in SERVICES:
        package = importlib.import_module(service)
        for found in pkgutil.walk_packages(package.__path__, f"{service}."):
            if not found.name.endswith("__main__"):
                module = importlib.import_module(found.name)
                yield from (value for value in vars(module).values() if isinstance(value, APIRouter))


@pytest.fixture(scope="module")
def routes() -> list[APIRoute]:
    routers = {id(router): router for router in _iterate_routers()}
    return [route for router in routers.values() for route in router.routes if isinstance(route, APIRoute)]


def _dependants(dependant: Dependant) -> Iterator[Dependant]:
    yield dependant
    for inner in dependant.dependencies:
        yield from _dependants(inner)


def test_nothing_of_a_request_is_carried_to_another_thread(routes: list[APIRoute]) -> None:
    sync = {
        f"{route.path}: {called.call}"
        for route in routes
        for called in _dependants(route.dependant)
        if not inspect.iscoroutinefunction(called.call)
    }
    assert sync == set()
    assert len(routes) >= ROUTES_AT_LEAST


def test_what_is_given_an_api_call_is_served_directly(routes: list[APIRoute]) -> None:
    of_calls = [route for route in routes if any(d.call is api_call for d in _dependants(route.dependant))]
    slow = {f"{sorted(route.methods or ())} {route.path}" for route in of_calls if find_direct_route(route) is None}

    assert slow == set()
    assert len(of_calls) >= ROUTES_AT_LEAST - 20


@pytest.mark.parametrize("path", ["/internal/escrow/metrics", "/internal/evidence/metrics", "/metrics"])
async def test_wal_a9_in_one_process_nobody_is_shown_the_figures(path: str) -> None:
    """There the address of the services is the public one; elsewhere the gateway lets nobody through to them."""
    app = embed_service(list(apps().values()))
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://test") as client:
        assert (await client.get(path)).status_code == 404
        assert (await client.get("/health/escrow/live")).status_code == 200
