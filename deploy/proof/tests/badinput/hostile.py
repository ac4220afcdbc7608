"""Requests with one hostile value each: in a member, a parameter, a part of the path or a header of an operation."""

from __future__ import annotations

import copy
import os
from collections.abc import Iterator, Sequence
from typing import Any, Final, NamedTuple, TypeVar
from zlib import crc32

import orjson

from common.kernel.ids import format_id
from deploy.proof.tests.badinput.operations import ID, Operation

T = TypeVar("T")
A_FEW: Final = int(os.environ.get("HOSTILE", "1"))
"""Values that are tried in each place; other places, other values. `make hostile` tries all everywhere."""
PLACE: Final = "@hostile@"
LONG_NUMBER: Final = "9" * 5_000
"""More digits than Python reads as a number."""
IN_BODIES: Final = tuple(
    value.encode()
    for value in (
        'null', 'true', '0', '-1', '1.5', '1e308', '-0.0', '2147483648', '9223372036854775807', '9223372036854775808',
        '1000000000000000', '99999999999999999999999999999999', '1e39', '[]', '{}', '[null]', '[[[[[[]]]]]]', '[{}]',
        '{"":""}', '{"a":{"b":[{"c":null}]}}', '{"\\u0000":"x"}', '{"\\ud800":"x"}', '{"\u202e":"\u202e"}',
        '""', '" "', '"\\u0000"', '"a\\u0000b"', '"\\ud800"', '"\\udc00\\ud800"', '"\\uffff"', '"\u202e\u200b"',
        '"\U0001f642"', '"e\u0301"', '"%00"', '"../../etc"', '"\'; --"', '"{0}{x!r}%s%n"', '"-1"', '"1e999"', '"NaN"',
        '"\u0661\u0662"', '"\u00b2"', '"0001-01-01T00:00:00+23:59"', '"9999-12-31T23:59:59.999999-23:59"',
        '"2016-12-31T23:59:60Z"', '"2026-02-30T00:00:00Z"', '"24:00"', '"9999999999999999999 days"', '"1000000 days"',
        '"99999999 business days"', '"-5 days"', '"0 hours"', '"http://[::1"', '"https://a\\u0000b/"', '"https://xn--/"',
        '"https://[::ffff:127.0.0.1]:99999/"', '"[section"', '"a = 9223372036854775808"', '"' + "x" * 20_000 + '"',
        '"' + "[" * 3_000 + '"', "[" + ",".join(["1"] * 3_000) + "]", f'"{LONG_NUMBER}"',
    )
)  # fmt: skip
IN_ADDRESSES: Final = (
    "", "%00", "a%00b", "%ff", "%ed%a0%80", "%c0%af", "%F0%9F%99%82", "%E2%80%AE", "%0d%0aX:y", "%20", "..%2f..", "-1",
    "0", "1.5", "1e5", "NaN", "true", "%D9%A1", "%C2%B2", "2147483648", "9223372036854775808", "9" * 40,
    LONG_NUMBER[:900],
    "0001-01-01T00:00:00%2B23:59", "9999-12-31T23:59:59.999999-23:59", "2016-12-31T23:59:60Z", "latest", ",", ",,a,",
    "[]", "{}", "'--", "%25s", "x" * 700, "5%20days", "*",
)  # fmt: skip
IN_HEADERS: Final = tuple(
    value.encode("latin-1")
    for value in (
        "", " ", "\xe9", "\xb2", "\xa0", "-1", "1.5", "NaN", LONG_NUMBER, "9223372036854775808", '"', '"-1"', '"\xb2"',
        '"9223372036854775808"', f'"{"9" * 40}"', 'W/"1"', "*", ",", ";", "=", ":", "bytes=-0", "bytes=5-1",
        f"bytes={LONG_NUMBER}-", "bytes=\xb2-", "bytes=0-0,1-1", "en;q=nan", "*/*;q=1e999", "a;q=\xb2", "sha256 =",
        "sha1 AAAA",
        "sha-256=:AA:", "sha-256=:\xe9:", "dispute ZHNw", "filename AAA=", "kind \xe9", "null", "http://[::1",
        "Basic OjpAOg==",
        "Bearer a.b.c", "Bearer ..", "%00", "utf-8''%ff", "text/plain; charset=\xe9",
        "application/json; charset=utf-\xb2",
        "a=b; c", "x" * 7_000,
    )
)  # fmt: skip
HEADERS: Final = (
    "Accept", "Accept-Encoding", "Accept-Language", "Access-Control-Request-Headers", "Access-Control-Request-Method",
    "Authorization", "Content-Digest", "Content-Encoding", "Content-Type", "Cookie", "Idempotency-Key", "If-Match",
    "If-Modified-Since", "If-None-Match", "If-Range", "If-Unmodified-Since", "Last-Event-ID", "Origin", "Range",
    "Referer", "Sec-Fetch-Site", "Tus-Resumable", "Upload-Checksum", "Upload-Concat", "Upload-Defer-Length",
    "Upload-Length", "Upload-Metadata", "Upload-Offset", "X-Admin-Token", "X-Checksum-SHA256", "X-Forwarded-For",
    "X-Forwarded-Host", "X-Forwarded-Proto", "X-HTTP-Method-Override", "X-Internal-Secret", "X-Request-Id",
    "X-Session-Secret", "baggage", "traceparent", "tracestate",
)  # fmt: skip


class Hostile(NamedTuple):
    """Request with one hostile value: where it stands, and how it is sent."""

    where: str
    url: str
    content: bytes | None = None
    header: tuple[str, bytes] | None = None


def hostile_requests(operation: Operation, ids: Any) -> Iterator[Hostile]:
    """Everything else of each request is as the operation wants it."""
    url = operation.url(ids)
    valid = orjson.dumps(operation.body(ids)) if operation.takes_json else None
    yield from _in_bodies(operation, ids, url)
    yield from _in_paths(operation, ids, valid)
    yield from _in_queries(operation, url, valid)
    yield from _in_headers(operation, url)


def choose_some(values: Sequence[T], place: str) -> Sequence[T]:
    """Choose a few of them, by where they are to stand: over all places each is chosen."""
    count, first = min(A_FEW, len(values)), crc32(place.encode()) % len(values)
    return [values[(first + step * len(values) // count) % len(values)] for step in range(count)]


def _in_bodies(operation: Operation, ids: Any, url: str) -> Iterator[Hostile]:
    for variant in operation.variants() if operation.takes_json else ():
        for at in _places(variant):
            where = f"{operation.name} {'.'.join(map(str, at))}"
            body = variant.with_field(copy.deepcopy(variant.body(ids)), at, PLACE)
            sent = orjson.dumps(body)
            for value in choose_some(IN_BODIES, where):
                yield Hostile(f"{where} = {value[:60]!r}", url, sent.replace(f'"{PLACE}"'.encode(), value))


def _places(operation: Operation) -> list[tuple[Any, ...]]:
    """Every member, and every object on the way to it."""
    members = [at for at, _ in operation.leaves()]
    return list(dict.fromkeys(at[:length] for at in members for length in range(1, len(at) + 1)))


def _in_paths(operation: Operation, ids: Any, content: bytes | None) -> Iterator[Hostile]:
    for name, schema in operation.parameters("path").items():
        where = f"{operation.name} {{{name}}}"
        own = _ends_of_ids(schema.get("pattern", ""))
        for value in choose_some([*(value for value in IN_ADDRESSES if value), *own], where):
            url = operation.url({**ids, name: PLACE}).replace(PLACE, value)
            yield Hostile(f"{where} = {value[:60]}", url, content)


def _in_queries(operation: Operation, url: str, content: bytes | None) -> Iterator[Hostile]:
    path, _, query = url.partition("?")
    needed = [pair for pair in query.split("&") if pair]
    for name, schema in operation.parameters("query").items():
        where = f"{operation.name} ?{name}"
        others = [pair for pair in needed if not pair.startswith(f"{name}=")]
        own = _ends_of_ids(operation.resolved(schema).get("pattern", ""))
        for value in choose_some([*IN_ADDRESSES, *own], where):
            yield Hostile(f"{where} = {value[:60]}", f"{path}?{'&'.join([*others, f'{name}={value}'])}", content)


def _ends_of_ids(pattern: str) -> list[str]:
    """The first and the last of all ids of a kind."""
    from uuid import UUID

    found = ID.match(pattern)
    return [] if found is None else [format_id(found[1], UUID(int=number)) for number in (0, 2**128 - 1)]


def _in_headers(operation: Operation, url: str) -> Iterator[Hostile]:
    """What does something is sent a body that it refuses: so many headers are passed over."""
    content = None if operation.method == "get" else b"[]"
    names = [name for name in operation.parameters("header") if name not in HEADERS]
    for name in [*choose_some(HEADERS, operation.name), *names]:
        where = f"{operation.name} {name}:"
        for value in choose_some(IN_HEADERS, where):
            yield Hostile(f"{where} {value[:60]!r}", url, content, (name, value))
