"""JSON with no second reading: what two parsers could understand differently is refused."""

from __future__ import annotations

import json
import re
from typing import Any, Final

import orjson

MAX_DEPTH: Final = 32
MAX_NUMBER: Final = 40
_LONG_NUMBER: Final = re.compile(rb"[-+0-9.eE]{%d}" % (MAX_NUMBER + 1))
_SURROGATE: Final = re.compile(rb"\\u[dD][89abAB]")
_STRING: Final = re.compile(rb'"(?:[^"\\]|\\.)*"')


class MalformedJson(ValueError): ...


class NulInText(ValueError): ...


def read(body: bytes) -> Any:
    """Parse UTF-8 JSON. Raises MalformedJson, or NulInText for text that no database can hold."""
    if _depth(body) > MAX_DEPTH:
        raise MalformedJson("nested too deeply")
    try:
        value = orjson.loads(body)
    except orjson.JSONDecodeError as error:
        raise MalformedJson("not JSON") from error
    bare = _STRING.sub(b'""', body)
    if _LONG_NUMBER.search(bare):
        raise MalformedJson("a number is too long")
    json.loads(body, object_pairs_hook=_no_repeats)
    if b"\\u0000" in body and _has_nul(value):
        raise NulInText
    return value


def canonical(value: Any) -> bytes:
    """The same bytes for the same meaning: sorted keys, no white space."""
    return orjson.dumps(value, option=orjson.OPT_SORT_KEYS)


def _no_repeats(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise MalformedJson("a key stands twice")
    return found


def _depth(body: bytes) -> int:
    """How deep it nests, without parsing it: a hundred thousand brackets must not reach a recursive parser."""
    deepest = depth = 0
    for byte in _STRING.sub(b"", body):
        if byte in b"[{":
            depth += 1
            deepest = max(deepest, depth)
        elif byte in b"]}":
            depth -= 1
    return deepest


def _has_nul(value: Any) -> bool:
    match value:
        case str():
            return "\0" in value
        case list():
            return any(_has_nul(item) for item in value)
        case dict():
            return any("\0" in key or _has_nul(item) for key, item in value.items())
        case _:
            return False
