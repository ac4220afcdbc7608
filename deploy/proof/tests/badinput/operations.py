"""Every operation of the five services, read from their own descriptions, and a valid body for each."""

from __future__ import annotations

import copy
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from typing import Any, Final
from uuid import UUID

from common.kernel.ids import format_id
from deploy.proof.testing.served import describe_apps

METHODS: Final = ("get", "post", "put", "patch", "delete")
# Not tried here, and why.
ELSEWHERE: Final = {
    "evidence.get_recorder_session": "opened by the secret of a video session: evidence/tests/video/test_attacks.py",
    "evidence.start_recorder": "likewise",
    "evidence.get_recorder_token": "likewise",
    "evidence.upload_video_chunk": "likewise",
    "evidence.finish_recording": "likewise",
    "evidence.get_seal_key": "a public key, for everybody",
    "evidence.get_heads_key": "a public key, for everybody",
    "evidence.get_verification_program": "a public program, for everybody",
}
# In an address, but of nobody: a name that any platform may give, a number, an edition that is everybody's.
NAMES: Final = frozenset({"participant", "number", "edition", "other", "name"})
NOBODY: Final = UUID("01933b7e-0000-7000-8000-00000000dead")
ID: Final = re.compile(r"\^([a-z]{3})_\[")
# What a description cannot say about a text: an example that its pattern admits, by the name of the field.
TEXTS: Final = {
    "tracking_number": "JD014600000RU",
    "photo_hashes": "0" * 64,
    "timezone": "Europe/Berlin",
    "locale": "en",
    "to": "2026-11-24T12:00:00Z",
}

# Of an object, that what it needs depends on what it says: an address, on its country.
OBJECTS: Final = {
    "address": {"recipient": "Sam", "street": "Hauptstr. 1", "postal_code": "10115", "city": "Berlin", "country": "DE"},
}


@dataclass(frozen=True)
class Operation:
    service: str
    method: str
    path: str
    described: Mapping[str, Any]
    schemas: Mapping[str, Any]

    @property
    def name(self) -> str:
        return f"{self.service}.{self.described['operationId']}"

    @property
    def content(self) -> Mapping[str, Any]:
        found: Mapping[str, Any] = self.described.get("requestBody", {}).get("content", {})
        return found

    @property
    def takes_json(self) -> bool:
        return "application/json" in self.content

    @property
    def reads_json(self) -> bool:
        """A body, even where none is wanted, is read by the guard; but for uploads, which read theirs themselves."""
        return self.method != "get" and (not self.content or self.takes_json) and not self.streams

    @property
    def streams(self) -> bool:
        return self.path.startswith("/v1/evidence/uploads")

    @property
    def needs_body(self) -> bool:
        return self.takes_json and not _optional(self.content["application/json"]["schema"])

    @property
    def insists_on_version(self) -> bool:
        return any(
            field["in"] == "header" and field["name"].lower() == "if-match" and field.get("required")
            for field in self.described.get("parameters", [])
        )

    @property
    def public(self) -> bool:
        return self.described.get("security") == []

    @property
    def shape(self) -> Mapping[str, Any] | None:
        return self.resolved(self.content["application/json"]["schema"]) if self.takes_json else None

    def variants(self) -> list[Operation]:
        """The operation once for each kind of body that it takes, or of what a list in its body may consist of."""
        schema = self.content["application/json"]["schema"] if self.takes_json else {}
        if len(kinds := _kinds(schema)) > 1:
            return [self._with_shape(kind) for kind in kinds]
        for name, field in (self.shape or {}).get("properties", {}).items():
            if len(kinds := _kinds(field.get("items", {}))) > 1:
                return [self._with_shape(_with_items(self.shape or {}, name, kind)) for kind in kinds]
        return [self]

    def _with_shape(self, schema: Mapping[str, Any]) -> Operation:
        body = {"content": {"application/json": {"schema": schema}}}
        return replace(self, described={**self.described, "requestBody": body})

    def parameters(self, place: str) -> dict[str, Mapping[str, Any]]:
        return {p["name"]: p["schema"] for p in self.described.get("parameters", []) if p["in"] == place}

    def resolved(self, schema: Mapping[str, Any]) -> Mapping[str, Any]:
        """Without references and without the choice to say nothing."""
        while True:
            if "$ref" in schema:
                schema = self.schemas[schema["$ref"].rpartition("/")[2]]
            elif choice := schema.get("anyOf") or schema.get("oneOf") or schema.get("allOf"):
                rest = {k: v for k, v in schema.items() if k not in ("anyOf", "oneOf", "allOf", "discriminator")}
                schema = {**rest, **next(one for one in choice if one.get("type") != "null")}
            else:
                return schema

    def body(self, ids: Mapping[str, Any]) -> Any:
        """What it accepts, about things that exist."""
        about = {name: id for name, id in ids.items() if name != "edition"}  # a body's is one to be made
        if self.shape is None:
            return None
        limits = {"escrow": ids["escrow"]} if self.path.endswith("/participant-tokens/link") else {}  # needs either
        return {**self._example("", self.shape, about), **limits}

    def with_field(self, body: Any, at: tuple[Any, ...], value: Any) -> Any:
        """The body with one field replaced; what leads to it is made where it was left out."""
        home, schema = body, self.shape or {}
        for step in at[:-1]:
            schema = self.resolved(schema["items"] if isinstance(step, int) else schema["properties"][step])
            if isinstance(step, str) and not home.get(step):
                inner = self.resolved(schema.get("items", schema))
                made = self._example("", inner, {})
                home[step] = [made] if "items" in schema else made
            home = home[step]
        home[at[-1]] = value
        return body

    def url(self, ids: Mapping[str, Any]) -> str:
        """Its address, with every required parameter."""
        path = self.path
        for name, schema in self.parameters("path").items():
            path = path.replace(f"{{{name}}}", str(self._example(name, schema, ids)))
        required = [p for p in self.described.get("parameters", []) if p["in"] == "query" and p.get("required")]
        query = "&".join(f"{p['name']}={self._example(p['name'], p['schema'], ids)}" for p in required)
        return f"{path}?{query}" if query else path

    def parameter(self, name: str, ids: Mapping[str, Any]) -> str:
        """What stands for one part of its path."""
        return str(self._example(name, self.parameters("path")[name], ids))

    def leaves(self) -> Iterator[tuple[tuple[Any, ...], Mapping[str, Any]]]:
        """Every field of the body that is no object itself, and where it stands."""
        if self.shape is not None:
            yield from self._leaves((), self.shape)

    def _leaves(self, at: tuple[Any, ...], schema: Mapping[str, Any]) -> Iterator[tuple[tuple[Any, ...], Any]]:
        for name, raw in schema.get("properties", {}).items():
            field = self.resolved(raw)
            items = self.resolved(field.get("items", {}))
            if field.get("properties"):
                yield from self._leaves((*at, name), field)
            elif items.get("properties"):
                yield from self._leaves((*at, name, 0), items)
            else:
                yield (*at, name), field

    def _example(self, name: str, schema: Mapping[str, Any], ids: Mapping[str, Any]) -> Any:
        schema = self.resolved(schema)
        if schema.get("properties"):
            if name in OBJECTS:
                return copy.deepcopy(OBJECTS[name])
            if whole := schema.get("examples"):
                return _about(copy.deepcopy(whole[0]), ids)
            wanted = schema.get("required", []) or list(schema["properties"])[:1]
            return {field: self._example(field, schema["properties"][field], ids) for field in wanted}
        return self._value(name, schema, ids)

    def _value(self, name: str, schema: Mapping[str, Any], ids: Mapping[str, Any]) -> Any:
        if name in ids:
            return ids[name]
        if found := ID.match(schema.get("pattern", "")):
            return format_id(found[1], NOBODY)
        for told in ("examples", "enum"):
            if schema.get(told):
                return schema[told][0]
        if "const" in schema or "default" in schema:
            return schema.get("const", schema.get("default"))
        match schema.get("type"):
            case "integer":
                return schema.get("minimum", 1)
            case "boolean":
                return True
            case "array":
                return [self._example(name, schema["items"], ids)] if schema.get("minItems") else []
            case "object":
                return {}
        if schema.get("format") == "date-time":
            return "2026-11-24T12:00:00Z"
        return TEXTS.get(name, "A plain text")


def _kinds(schema: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """List the objects between which a body chooses."""
    return [one for one in schema.get("anyOf") or schema.get("oneOf") or () if "$ref" in one]


def _with_items(shape: Mapping[str, Any], name: str, kind: Mapping[str, Any]) -> Mapping[str, Any]:
    """Leaves examples out: they are of one kind."""
    field = {**shape["properties"][name], "items": kind, "examples": []}
    return {**shape, "properties": {**shape["properties"], name: field}, "examples": []}


def _optional(schema: Mapping[str, Any]) -> bool:
    return any(one.get("type") == "null" for one in schema.get("anyOf", []))


def _about(example: Any, ids: Mapping[str, Any]) -> Any:
    """Written examples name things that do not exist here."""
    if isinstance(example, list):
        return [_about(one, ids) for one in example]
    if isinstance(example, dict):
        return {name: ids.get(name, _about(value, ids)) for name, value in example.items()}
    return example


@cache
def all_operations() -> tuple[Operation, ...]:
    return tuple(
        Operation(service, method, path, item[method], document["components"]["schemas"])
        for service, document in describe_apps().items()
        for path, item in document["paths"].items()
        for method in METHODS
        if method in item
    )


@cache
def operations() -> tuple[Operation, ...]:
    return tuple(one for one in all_operations() if one.name not in ELSEWHERE)


def named(name: str) -> Operation:
    return next(one for one in operations() if one.name == name)
