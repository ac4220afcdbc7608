"""WAL-F9: ends of time, amounts beyond what can be told and headers of other letters are refused as bad input."""

from __future__ import annotations

from typing import Any, Final

import orjson
import pytest

from deploy.proof.tests.badinput.answers import JSON, check, extra, refused
from deploy.proof.tests.badinput.operations import ELSEWHERE, Operation, all_operations, operations
from deploy.proof.tests.badinput.roles import somebody
from deploy.proof.tests.badinput.test_json import INVALID
from deploy.proof.tests.badinput.world import World

ENDS_OF_TIME: Final = (
    "0001-01-01T00:00:00Z",
    "0001-01-01T00:00:00+23:59",
    "1969-12-31T23:59:59Z",
    "2500-01-01T00:00:01Z",
    "9999-12-31T23:59:59.999999Z",
    "9999-12-31T23:59:59-23:59",
)
ENDS_OF_MONEY: Final = (10**15 + 1, 10**18, 2**63 - 1, 2**63, 10**30)
MOST: Final = 10**15
OTHER_LETTERS: Final = ("\u00e9", "Bearer \u00e9\u00b2", "sha256 \u00e9")
HEADERS: Final = (
    "Authorization",
    "If-Match",
    "If-None-Match",
    "Idempotency-Key",
    "X-Session-Secret",
    "X-Admin-Token",
    "X-Internal-Secret",
    "X-Request-Id",
    "Accept-Language",
    "Last-Event-ID",
    "Range",
    "Origin",
    "Upload-Metadata",
    "Upload-Checksum",
    "Content-Digest",
    "X-Checksum-SHA256",
    "traceparent",
)


def _instants(operation: Operation) -> list[tuple[Any, ...]]:
    return [at for at, schema in operation.leaves() if schema.get("format") == "date-time"]


def _amounts(operation: Operation) -> list[tuple[Any, ...]]:
    return [at for at, schema in operation.leaves() if at[-1] == "amount" and schema.get("type") == "integer"]


def _instants_asked(operation: Operation) -> list[str]:
    schemas = operation.parameters("query")
    return [name for name, raw in schemas.items() if operation.resolved(raw).get("format") == "date-time"]


def _each(some: Any) -> list[Any]:
    return [pytest.param(one, id=one.name) for one in operations() if some(one)]


@pytest.mark.parametrize("operation", _each(_instants))
async def test_wal_f9_no_body_takes_an_end_of_time(operation: Operation, world: World) -> None:
    ids = world.ours.of(operation.service)
    for at in _instants(operation):
        for value in ENDS_OF_TIME:
            content = orjson.dumps(operation.with_field(operation.body(ids), at, value))
            await refused(world, operation, 422, INVALID, content=content, headers=JSON)


@pytest.mark.parametrize("operation", _each(_instants_asked))
async def test_wal_f9_no_query_takes_an_end_of_time(operation: Operation, world: World) -> None:
    url = operation.url(world.ours.of(operation.service))
    for name in _instants_asked(operation):
        for value in ENDS_OF_TIME:
            asked = f"{url}{'&' if '?' in url else '?'}{name}={value.replace('+', '%2B')}"
            await refused(world, operation, 422, INVALID, url=asked)


@pytest.mark.parametrize("operation", _each(_amounts))
async def test_wal_f9_no_amount_is_beyond_what_can_be_told(operation: Operation, world: World) -> None:
    ids = world.ours.of(operation.service)
    for at in _amounts(operation):
        for value in ENDS_OF_MONEY:
            try:
                content = orjson.dumps(operation.with_field(operation.body(ids), at, value))
            except TypeError:  # longer than the library writes
                content = orjson.dumps(operation.with_field(operation.body(ids), at, -7)).replace(b"-7", b"%d" % value)
            await refused(world, operation, 422, INVALID, content=content, headers=JSON)


@pytest.mark.parametrize("operation", _each(_amounts))
async def test_wal_f9_the_greatest_amount_of_all_fails_nothing(operation: Operation, changing: World) -> None:
    """All of a body's amounts at once: sums and fees of them too."""
    body = operation.body(changing.ours.of(operation.service))
    for at in _amounts(operation):
        body = operation.with_field(body, at, MOST)
    answer = await _send(changing, operation, {**JSON}, orjson.dumps(body))
    assert answer.status_code < 500, answer.text


@pytest.mark.parametrize(
    "operation", [pytest.param(one, id=one.name) for one in all_operations() if one.method != "delete"]
)
async def test_wal_f9_headers_of_other_letters_are_refused_or_passed_over(
    operation: Operation, changing: World
) -> None:
    world = changing  # what only reads is entered in custody, and a header that is passed over stops nothing
    for name in HEADERS:
        for value in OTHER_LETTERS:
            answer = await _send(world, operation, {**JSON, name: value.encode("latin-1")}, b"[]")
            assert answer.status_code < 500, (name, value, answer.text)
            if answer.status_code >= 400 and answer.content and not operation.path.startswith("/oauth"):
                check(answer, answer.status_code, answer.json()["code"])


async def _send(world: World, operation: Operation, headers: dict[str, Any], content: bytes) -> Any:
    """In a role that may, with whatever else it needs; but with nothing that it accepts."""
    by = {} if operation.name in ELSEWHERE else world.headers(somebody(operation.name)) | extra(world, operation)
    given = {name: value for name, value in by.items() if name.lower() != next(iter(headers)).lower()} | headers
    url = operation.url(world.ours.of(operation.service))
    sent = None if operation.method in ("get", "delete") else content
    return await world.client.request(operation.method, url, content=sent, headers=given)
