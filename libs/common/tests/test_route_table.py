"""Route table: what FastAPI would find, found by the parts of the address."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from typing import Annotated, Any
from uuid import uuid4

import httpx
import pytest
from fastapi import APIRouter, Depends, FastAPI, Header, Query, Request, Response
from pydantic import BaseModel, ConfigDict

from common.web import problems
from common.web.guard import RequestGuard
from common.web.rate_limits import RateLimiter, RateLimits
from common.web.route_table import RouteTable

from .test_limits import as_, authenticate

router = APIRouter(prefix="/v1/things")


class Filters(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    limit: int = 20
    kinds: list[str] = []


class Made(BaseModel):
    model_config = ConfigDict(extra="forbid")

    amount: int
    note: str | None = None


async def who(request: Request) -> str:
    return str(request.state.caller.id)


def answer(**values: Any) -> Response:
    return Response(json.dumps(values), media_type="application/json")


@router.get("/counts")
async def count_things() -> Response:
    return answer(route="counts")


@router.get("/{thing}")
async def read_thing(thing: int, caller: Annotated[str, Depends(who)]) -> Response:
    return answer(route="thing", thing=thing, caller=caller)


@router.get("")
async def list_things(filters: Annotated[Filters, Query()]) -> Response:
    return answer(route="list", **filters.model_dump())


@router.post("")
async def make_thing(body: Made) -> Response:
    return answer(route="made", **body.model_dump())


@router.post("/{thing}/change")
async def change_thing(thing: int, body: Made | None = None) -> Response:
    return answer(route="change", thing=thing, body=None if body is None else body.model_dump())


@router.get("/{thing}/odd")
async def read_oddly(thing: int, x_odd: Annotated[str, Header()]) -> dict[str, Any]:
    """Of a kind that is served by FastAPI itself."""
    return {"route": "odd", "thing": thing, "odd": x_odd}


@router.get("/files/{path:path}")
async def read_file(path: str) -> Response:
    return answer(route="file", path=path)


def build(*, table: bool) -> FastAPI:
    app = FastAPI()
    app.include_router(router)
    problems.install_problem_handlers(app, {})
    if table:
        app.add_middleware(RouteTable, owner=app)
    app.add_middleware(RequestGuard, authenticate=authenticate, limiter=RateLimiter(RateLimits().times(100)))
    return app


@pytest.fixture(params=[True, False], ids=["table", "fastapi"])
async def client(request: pytest.FixtureRequest) -> AsyncIterator[httpx.AsyncClient]:
    """The same with the table and without: nobody outside can tell them apart."""
    transport = httpx.ASGITransport(build(table=request.param))
    headers = as_(uuid4(), "buyer", "anna")
    async with httpx.AsyncClient(transport=transport, base_url="http://t", headers=headers) as client:
        yield client


@pytest.mark.parametrize(
    ("method", "path", "body", "status", "said"),
    [
        ("GET", "/v1/things/counts", None, 200, {"route": "counts"}),
        ("GET", "/v1/things/7", None, 200, {"route": "thing", "thing": 7, "caller": "anna"}),
        ("HEAD", "/v1/things/7", None, 200, None),
        ("GET", "/v1/things/x", None, 404, {"code": "not_found"}),
        ("GET", "/v1/things", None, 200, {"route": "list", "limit": 20, "kinds": []}),
        ("GET", "/v1/things?limit=3&kinds=a&kinds=b", None, 200, {"limit": 3, "kinds": ["a", "b"]}),
        ("GET", "/v1/things?limit=x", None, 422, {"code": "validation_failed"}),
        ("GET", "/v1/things?limti=3", None, 422, {"code": "validation_failed"}),
        ("POST", "/v1/things", '{"amount": 3}', 200, {"route": "made", "amount": 3, "note": None}),
        ("POST", "/v1/things", '{"amount": 98765432109876543210}', 200, {"amount": 98765432109876543210}),
        ("POST", "/v1/things", '{"amount": "x", "more": 1}', 422, {"code": "validation_failed"}),
        ("POST", "/v1/things", "", 422, {"code": "validation_failed"}),
        ("POST", "/v1/things", "{", 400, {"code": "malformed_json"}),
        ("POST", "/v1/things/7/change", "", 200, {"route": "change", "thing": 7, "body": None}),
        ("POST", "/v1/things/7/change", '{"amount": 3}', 200, {"body": {"amount": 3, "note": None}}),
        ("POST", "/v1/things/x/change", '{"amount": "x"}', 404, {"code": "not_found"}),
        ("GET", "/v1/things/7/odd", None, 422, {"code": "validation_failed"}),
        ("GET", "/v1/things/files/a/b", None, 200, {"route": "file", "path": "a/b"}),
        ("DELETE", "/v1/things/7", None, 405, {"code": "method_not_allowed"}),
        ("GET", "/v1/nothing", None, 404, {"code": "not_found"}),
        ("GET", "/v1/things/7/nothing", None, 404, {"code": "not_found"}),
        ("GET", "/v1/things/{}", None, 404, {"code": "not_found"}),
    ],
)
async def test_a_route_found_by_its_parts_answers_as_fastapi_does(
    client: httpx.AsyncClient, method: str, path: str, body: str | None, status: int, said: dict[str, Any] | None
) -> None:
    headers = {"Content-Type": "application/json"} if body else {}
    found = await client.request(method, path, content=body, headers=headers)

    assert found.status_code == status, found.text
    if said is not None:
        answered = found.json()
        assert {name: answered.get(name) for name in said} == said


@pytest.mark.parametrize(
    ("method", "path", "status", "allow"),
    [
        ("DELETE", "/v1/things", 405, "GET, HEAD, POST, OPTIONS"),
        ("PUT", "/v1/things/7", 405, "GET, HEAD, OPTIONS"),
        ("HEAD", "/v1/things/7/change", 405, "POST, OPTIONS"),
        ("OPTIONS", "/v1/things", 204, "GET, HEAD, POST, OPTIONS"),
        ("OPTIONS", "/v1/things/counts", 204, "GET, HEAD, OPTIONS"),
        ("OPTIONS", "/v1/nothing", 404, None),
    ],
)
async def test_dor_w7_an_address_says_all_the_methods_that_it_has(
    method: str, path: str, status: int, allow: str | None
) -> None:
    """Each is declared by itself, and a framework names those of the first alone."""
    transport, headers = httpx.ASGITransport(build(table=True)), as_(uuid4(), "buyer", "anna")
    async with httpx.AsyncClient(transport=transport, base_url="http://t", headers=headers) as client:
        answer = await client.request(method, path)

    assert (answer.status_code, answer.headers.get("allow")) == (status, allow)
