"""ROW-1 to ROW-21 of the catalogue (`docs/rules.toml`), for every operation that takes a body."""

from __future__ import annotations

import copy
from collections.abc import AsyncIterator, Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final
from uuid import uuid4

import orjson
import pytest

from common.web.guard import MAX_BODY_BYTES
from deploy.proof.tests.badinput.answers import JSON, refused
from deploy.proof.tests.badinput.operations import Operation, operations
from deploy.proof.tests.badinput.world import World

CANARY: Final = "xyzzy-canary"
# Fields whose own rules speak before or instead of the general one.
SPECIAL: Final = {"url_forbidden", "secret_invalid", "currency_unknown", "amount_out_of_range", "event_type_unknown",
    "policy_invalid", "tree_unsound", "calendar_invalid",
}  # fmt: skip
INVALID: Final = {"validation_failed", *SPECIAL}


@dataclass(frozen=True)
class Raw:
    """Bytes that are wrong whatever the operation."""

    row: int
    what: str
    bodies: tuple[bytes, ...]
    status: int = 400
    code: str = "malformed_json"


RAW: Final = (
    Raw(1, "not_a_number", (b'{"amount": NaN}', b'{"amount": Infinity}', b'{"amount": -Infinity}')),
    Raw(2, "lone_surrogate", (b'{"text": "\\ud800"}', b'{"\\udc00": 1}', b'{"text": "\\ud800", "kind": 5}')),
    Raw(
        3,
        "nul_in_text",
        (b'{"text": "a\\u0000b"}', b'{"a\\u0000": 1}', b'{"x": ["\\u0000"]}'),
        422,
        "validation_failed",
    ),
    Raw(4, "duplicate_keys", (b'{"amount": 1, "amount": 999}', b'{"x": {"a": 1, "\\u0061": 2}}')),
    Raw(5, "nested_too_deeply", tuple(b'{"x": ' + b"[" * n + b"]" * n + b"}" for n in (32, 1_000, 100_000))),
    Raw(6, "long_number", (*(b'{"x": ' + b"1" * n + b"}" for n in (41, 5_000, 100_000)), b'{"x": 1e400}')),
    Raw(7, "not_utf8", tuple('{"x": "é"}'.encode(e) for e in ("utf-16", "utf-16-le", "utf-32-be", "utf-8-sig"))),
    Raw(8, "invalid_utf8", (b'{"x": "\xff"}', b"\xff", b'{"x": "\xc0\xaf"}', b'{"x": "\xed\xa0\x80"}')),
    Raw(10, "trailing_garbage", (b"{} {}", b"{} x", b"{},", b'{"a": 1}}', b"{", b"'x'", b'{"open: ' + b'\\"' * 50_000)),
)
READING = [pytest.param(one, id=one.name) for one in operations() if one.reads_json]
TAKING = [pytest.param(one, id=one.name) for one in operations() if one.takes_json]
BODILESS = [pytest.param(one, id=one.name) for one in operations() if one.reads_json and not one.content]


def _each(row: Raw) -> Callable[..., Any]:
    @pytest.mark.parametrize("operation", READING)
    async def test(operation: Operation, world: World) -> None:
        for body in row.bodies:
            await refused(world, operation, row.status, row.code, content=body, headers=JSON)

    return test


for _row in RAW:
    globals()[f"test_row_{_row.row}_{_row.what}"] = _each(_row)


@pytest.mark.parametrize("operation", TAKING)
async def test_row_9_no_object(operation: Operation, world: World) -> None:
    bodies = [b"[]", b'"x"', b"1"] + [b"null", b""] * operation.needs_body
    for body in bodies:
        await refused(world, operation, 422, "validation_failed", content=body, headers=JSON)


@pytest.mark.parametrize("operation", BODILESS)
async def test_row_16_a_body_where_none_is_wanted(operation: Operation, world: World) -> None:
    for body in (b'{"is_admin": true}', b"[]", b"null", b'"x"'):
        await refused(world, operation, 422, "validation_failed", content=body, headers=JSON)


@pytest.mark.parametrize("operation", READING)
async def test_row_11_media_type(operation: Operation, world: World) -> None:
    for kind in (None, "text/plain", "application/x-www-form-urlencoded", "application/json; charset=latin1", "a", ""):
        headers = {} if kind is None else {"Content-Type": kind}
        await refused(world, operation, 415, "unsupported_media_type", content=b"{}", headers=headers)


@pytest.mark.parametrize("operation", READING)
async def test_row_12_content_encoding(operation: Operation, world: World) -> None:
    headers = {**JSON, "Content-Encoding": "gzip"}
    await refused(world, operation, 415, "unsupported_media_type", content=b"\x1f\x8b" + b"0" * 100, headers=headers)


@pytest.mark.parametrize("operation", READING)
async def test_row_13_too_large(operation: Operation, world: World) -> None:
    async def chunked() -> AsyncIterator[bytes]:
        for _ in range(MAX_BODY_BYTES // 1_024 + 1):
            yield b" " * 1_024

    for content in (b" " * (MAX_BODY_BYTES + 1), chunked):
        await refused(world, operation, 413, "payload_too_large", content=content, headers=JSON)


@pytest.mark.parametrize("operation", TAKING)
async def test_row_16_unknown_fields(operation: Operation, world: World) -> None:
    names = (
        "is_admin",
        "status",
        "tenant_id",
        "buyer_id",
        "version_",
        "held",
        "sealed_at",
        "role_",
        "__proto__",
        "$ref",
    )
    for name in names:
        await _field(world, operation, 422, "validation_failed", (name,), CANARY)


@pytest.mark.parametrize("operation", TAKING)
async def test_row_17_ten_thousand_unknown_fields(operation: Operation, world: World) -> None:
    body = _valid(world, operation) | {f"f{n}": n for n in range(10_000)}
    await refused(world, operation, 400, "malformed_json", content=orjson.dumps(body), headers=JSON)
    fewer = _valid(world, operation) | {f"f{n}": n for n in range(900)}
    await refused(world, operation, 422, "validation_failed", content=orjson.dumps(fewer), headers=JSON)


@pytest.mark.parametrize("operation", TAKING)
async def test_row_18_too_long(operation: Operation, world: World) -> None:
    for at, schema in _texts(operation):
        limit = schema.get("maxLength", 10_000)
        for value in ("x" * (limit + 1), "e" + "\u0301" * 60_000):
            await _field(world, operation, 422, INVALID, at, value)


@pytest.mark.parametrize("operation", TAKING)
async def test_row_19_invisible_characters(operation: Operation, world: World) -> None:
    for at, _ in _texts(operation):
        for sign in "\u202e\u200b\u2066\ufeff\u061c":
            await _field(world, operation, 422, INVALID, at, f"{CANARY}{sign}exe")


@pytest.mark.parametrize("operation", TAKING)
async def test_row_20_control_characters(operation: Operation, world: World) -> None:
    for at, schema in _texts(operation):
        for sign in ("\x0b", "\x1b", "\x7f", "\u0085") if _is_prose(schema) else ("\x0b", "\r\n", "\u0085", "\u2028"):
            for value in (f"{sign}{CANARY}", f"{CANARY}{sign}", f"a{sign}{CANARY}"):
                await _field(world, operation, 422, INVALID, at, value)


@pytest.mark.parametrize("operation", TAKING)
async def test_every_field_of_another_type_is_refused(operation: Operation, world: World) -> None:
    for at, schema in operation.leaves():
        if (operation.name, at) == ("mediation.answer_question", ("value",)):
            continue  # the question says of which type its answer is
        wrong: Any = 5 if schema.get("type") in ("string", "array", "object") else "5"
        await _field(world, operation, 422, INVALID, at, wrong)


async def test_row_21_text_is_stored_as_it_is(changing: World) -> None:
    said = "__proto__ constructor $ref {{7*7}} ${jndi:ldap://x} '; drop table disputes;-- <img onerror=x>"
    ours = changing.ours
    path = f"/v1/disputes/{ours.ids['dispute']}/messages"

    await ours.market.buyer.perform_act(path, {"text": said})

    seen = await ours.market.seller.get(path)
    assert said in [message["text"] for message in seen["data"]]


def _texts(operation: Operation) -> Iterator[tuple[tuple[Any, ...], Mapping[str, Any]]]:
    for at, schema in operation.leaves():
        if schema.get("type") == "string" and not {"enum", "const", "format"} & schema.keys():
            yield at, schema


def _is_prose(schema: Mapping[str, Any]) -> bool:
    """Texts of many lines may say anything, in any direction."""
    return int(schema.get("maxLength", 0)) >= 1_000 and "pattern" not in schema and schema["maxLength"] != 4_096


def _valid(world: World, operation: Operation) -> Any:
    body = copy.deepcopy(operation.body(world.ours.of(operation.service)))
    if isinstance(body, dict) and "provider_reference" in body:
        body["provider_reference"] = uuid4().hex  # the example's may have been paid by another test
    return body


async def _field(world: World, operation: Operation, status: int, code: Any, at: tuple[Any, ...], value: Any) -> None:
    body = operation.with_field(_valid(world, operation), at, value)
    secret = CANARY if CANARY in str(value) else None
    answer = await refused(
        world,
        operation,
        status,
        code,
        content=orjson.dumps(body, option=orjson.OPT_NON_STR_KEYS),
        headers=JSON,
        secret=secret,
    )
    if answer.json()["code"] == "validation_failed":
        pointers = [error["pointer"] for error in answer.json()["errors"]]
        assert any(pointer.startswith("/" + "/".join(map(str, at[:1]))) for pointer in pointers) or "" in pointers, (
            pointers
        )
