"""Members of requests in which somebody can write what they like, read from the descriptions of the five services.

`free_text.toml` says what becomes of each once what was said is erased: a new one that it does not name fails a test.
"""

from __future__ import annotations

import base64
import json
import re
import tomllib
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from fnmatch import fnmatch
from pathlib import Path
from typing import Any, Final

import httpx

from deploy.proof.tests.badinput.operations import ID, Operation, all_operations

FILE: Final = Path(__file__).with_suffix(".toml")
FATES: Final[Mapping[str, Any]] = tomllib.loads(FILE.read_text())
TUS_METADATA: Final = "Upload-Metadata"


def erased_fields() -> dict[str, str]:
    """Members whose texts are erased, and where a text is planted in each."""
    return {field: planted for planted, fields in FATES["erased"].items() for field in _spell(fields)}


def kept_fields() -> set[str]:
    """Members whose texts stay, for the reason that the file gives."""
    return {field for group in FATES["stays"].values() for field in _spell(group["fields"])}


def _spell(fields: Mapping[str, list[str]]) -> Iterator[str]:
    return (f"{operation} {member}" for operation, members in fields.items() for member in members)


def list_text_fields() -> set[str]:
    """List every member of a request that writes, as `service.operation member.inner`; `*` stands for any name."""
    return {
        f"{one.name} {member}" for one in all_operations() if one.method != "get" for member in sorted(_members(one))
    }


def _members(operation: Operation) -> Iterator[str]:
    for content in operation.content.values():
        yield from _texts(operation, (), content.get("schema", {}))
    for name, schema in operation.parameters("query").items():
        yield from _texts(operation, (name,), schema)
    if TUS_METADATA in operation.parameters("header"):
        yield "filename"


def _texts(operation: Operation, at: tuple[str, ...], schema: Mapping[str, Any]) -> Iterator[str]:
    if "$ref" in schema:
        yield from _texts(operation, at, operation.schemas[schema["$ref"].rpartition("/")[2]])
        return
    for choice in ("anyOf", "oneOf", "allOf"):
        for one in schema.get(choice, ()):
            yield from _texts(operation, at, one)
    for name, inner in schema.get("properties", {}).items():
        yield from _texts(operation, (*at, name), inner)
    if isinstance(inner := schema.get("items"), Mapping):
        yield from _texts(operation, at, inner)
    if isinstance(inner := schema.get("additionalProperties"), Mapping):
        yield from _texts(operation, (*at, "*"), inner)
    if at and schema.get("type") == "string" and _takes_words(schema):
        yield ".".join(at)


def _takes_words(schema: Mapping[str, Any]) -> bool:
    """Tell whether it may say anything: no choice, no instant, and none of the forms in which ids and codes are."""
    if {"enum", "const", "format"} & schema.keys():
        return False
    pattern = schema.get("pattern", "")
    return ID.match(pattern) is None and pattern not in FATES["forms"]["patterns"]


@contextmanager
def watch_requests(client: httpx.AsyncClient, words: Collection[str]) -> Iterator[set[str]]:
    """Collect the members in which one of these words was sent."""
    planted: set[str] = set()

    async def look(request: httpx.Request) -> None:
        planted.update(_find_planted(request, words))

    hooks = client.event_hooks["request"]
    hooks.append(look)
    try:
        yield planted
    finally:
        hooks.remove(look)


def _find_planted(request: httpx.Request, words: Collection[str]) -> Iterator[str]:
    sent = {path: value for path, value in _sent(request) if any(word in value.lower() for word in words)}
    if not sent:
        return
    operation = _operation_of(request)
    for member in _members(operation):
        if any(fnmatch(path, member) for path in sent):
            yield f"{operation.name} {member}"


def _sent(request: httpx.Request) -> Iterator[tuple[str, str]]:
    yield from request.url.params.multi_items()
    if TUS_METADATA in request.headers:
        for pair in request.headers[TUS_METADATA].split(","):
            name, _, value = pair.partition(" ")
            yield name, base64.b64decode(value).decode()
    if request.headers.get("content-type") == "application/json":
        yield from _leaves((), json.loads(request.content))


def _leaves(at: tuple[str, ...], value: Any) -> Iterator[tuple[str, str]]:
    if isinstance(value, dict):
        for name, inner in value.items():
            yield from _leaves((*at, name), inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _leaves(at, inner)
    elif isinstance(value, str):
        yield ".".join(at), value


def _operation_of(request: httpx.Request) -> Operation:
    """Find it by its address; a literal part goes before a parameter."""
    fitting = [
        one
        for one in all_operations()
        if one.method.upper() == request.method
        and re.fullmatch(re.sub(r"{[^}]+}", "[^/]+", one.path), request.url.path)
    ]
    return min(fitting, key=lambda one: one.path.count("{"))
