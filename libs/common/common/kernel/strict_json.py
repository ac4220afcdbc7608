"""JSON with no second reading: what two parsers could understand differently is refused."""

from __future__ import annotations

import json
import re
from typing import Any, Final

import orjson

MAX_DEPTH: Final = 32
MAX_NUMBER_LENGTH: Final = 40
MAX_KEYS: Final = 1_000
"""Of one object. Nothing here has so many fields, and each unknown one would be an error to write down."""
LONG_NUMBER: Final = re.compile(rb"[-+0-9.eE]{%d}" % (MAX_NUMBER_LENGTH + 1))
JSON_STRING: Final = re.compile(rb'"(?:[^"\\]|\\.)*"')


class MalformedJson(ValueError): ...


class NulInText(ValueError): ...


def parse_strict_json(body: bytes) -> Any:
    """Parse UTF-8 JSON. Raises MalformedJson, or NulInText for text that no database can hold."""
    try:
        value = orjson.loads(body)  # refuses deep nesting by itself, and what it lets pass has no open string
    except orjson.JSONDecodeError as error:
        raise MalformedJson("not JSON") from error
    bare = JSON_STRING.sub(b'""', body)
    if _nesting_depth(bare) > MAX_DEPTH:
        raise MalformedJson("nested too deeply")
    if LONG_NUMBER.search(bare):
        raise MalformedJson("a number is too long")
    json.loads(body, object_pairs_hook=_refuse_repeated_keys)
    if b"\\u0000" in body and _contains_nul_character(value):
        raise NulInText
    return value


def canonical_json(value: Any) -> bytes:
    """Serialise to the same bytes for the same meaning: sorted keys, no white space."""
    return orjson.dumps(value, option=orjson.OPT_SORT_KEYS)


def _refuse_repeated_keys(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    members = dict(pairs)
    if len(pairs) > MAX_KEYS:
        raise MalformedJson("too many keys")
    if len(members) != len(pairs):
        raise MalformedJson("a key stands twice")
    return members


def _nesting_depth(bare: bytes) -> int:
    """Measure how deep JSON without its texts nests: what comes next is recursive and would not say so nicely."""
    deepest = depth = 0
    for byte in bare:
        if byte in b"[{":
            depth += 1
            deepest = max(deepest, depth)
        elif byte in b"]}":
            depth -= 1
    return deepest


def _contains_nul_character(value: Any) -> bool:
    match value:
        case str():
            return "\0" in value
        case list():
            return any(_contains_nul_character(item) for item in value)
        case dict():
            return any("\0" in key or _contains_nul_character(item) for key, item in value.items())
        case _:
            return False
