"""JSON with no second reading: what two parsers could understand differently is refused."""

from __future__ import annotations

import codecs
import json
import re
from collections.abc import Callable
from typing import Any, Final

import orjson

MAX_DEPTH: Final = 32
MAX_NUMBER_LENGTH: Final = 40
MAX_KEYS: Final = 1_000
"""Of one object. Nothing here has so many fields, and each unknown one would be an error to write down."""
LONG_NUMBER: Final = re.compile(rb"[-+0-9.eE]{%d}" % (MAX_NUMBER_LENGTH + 1))
HUGE_INTEGER: Final = re.compile(rb"(?<![-+0-9.eE])-?[0-9]{19,}(?![0-9.eE])")
"""One that the fast parser takes for a fraction, as it has no larger whole numbers."""
JSON_STRING: Final = re.compile(rb'"(?:[^"\\]|\\.)*"')


class MalformedJson(ValueError):
    """Says what is wrong, and nothing of what was sent."""


class NulInText(ValueError): ...


def parse_strict_json(body: bytes) -> Any:
    """Parse UTF-8 JSON. Raises MalformedJson, or NulInText for text that no database can hold."""
    try:
        value = orjson.loads(body)  # refuses deep nesting by itself, and what it lets pass has no open string
    except orjson.JSONDecodeError as error:
        raise MalformedJson(_describe_failure(body, error)) from error
    bare = JSON_STRING.sub(b'""', body)
    if LONG_NUMBER.search(bare):
        raise MalformedJson("a number is too long")
    # Outside of texts, a colon stands behind each key: an object that has fewer keys has one of them twice.
    if _count_keys(value, 0) != bare.count(b":"):
        raise MalformedJson("a key stands twice")
    if b"\\u0000" in body and _contains_nul_character(value):
        raise NulInText
    return json.loads(body) if HUGE_INTEGER.search(bare) else value


def _describe_failure(body: bytes, error: orjson.JSONDecodeError) -> str:
    if body.startswith((codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "it begins with a byte order mark"
    try:
        body.decode()
    except UnicodeDecodeError as broken:
        return f"its byte {broken.start + 1} is not UTF-8"
    return f"it cannot be read any further at line {error.lineno}, column {error.colno}"


def canonical_json(value: Any, default: Callable[[Any], Any] | None = None) -> bytes:
    """Serialise to the same bytes for the same meaning: sorted keys, no white space. `default` spells what JSON has no
    way to write."""
    try:
        return orjson.dumps(value, default, orjson.OPT_SORT_KEYS | orjson.OPT_NON_STR_KEYS)
    except TypeError:  # a whole number of more than 64 bits
        return json.dumps(value, default=default, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def _count_keys(value: Any, depth: int) -> int:
    """Count the keys of all objects inside. Raises MalformedJson where they nest too deeply or have too many."""
    if not isinstance(value, dict | list):
        return 0
    if depth == MAX_DEPTH:
        raise MalformedJson("nested too deeply")
    if isinstance(value, list):
        return sum(_count_keys(member, depth + 1) for member in value)
    if len(value) > MAX_KEYS:
        raise MalformedJson("too many keys")
    return len(value) + sum(_count_keys(member, depth + 1) for member in value.values())


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
