"""Operations of the joined description, as both clients need them: names, parameters, bodies and answers."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

Json = Mapping[str, Any]

METHODS: Final = ("get", "post", "put", "patch", "delete")
JSON_TYPE: Final = "application/json"
PAGE_PARAMETERS: Final = ("limit", "cursor")
LEFT_OUT: Final[Mapping[str, str]] = {
    "issue_token": "the client gets its tokens by itself",
    "create_resumable_upload": "tus clients speak it",
    "get_resumable_upload": "tus clients speak it",
    "append_to_resumable_upload": "tus clients speak it",
    "cancel_resumable_upload": "tus clients speak it",
    "override_resumable_upload": "tus clients speak it",
    "describe_resumable_uploads": "tus clients speak it",
    "get_recorder_session": "the recorder's page speaks it",
    "start_recorder": "the recorder's page speaks it",
    "get_recorder_token": "the recorder's page speaks it",
    "upload_video_chunk": "the recorder's page speaks it",
    "finish_recording": "the recorder's page speaks it",
}
"""Operations that have a client of their own."""


@dataclass(frozen=True, slots=True)
class Parameter:
    name: str
    schema: Json
    is_required: bool
    about: str

    def as_member(self) -> Json:
        """Schema of a member that says the same; what need not be said may be null."""
        nullable = self.schema if self.is_required else {"anyOf": [self.schema, {"type": "null"}]}
        return {**nullable, "description": self.about}


@dataclass(frozen=True, slots=True)
class Operation:
    id: str
    tag: str
    method: str
    path: str
    summary: str
    about: str
    path_parameters: tuple[Parameter, ...]
    query: tuple[Parameter, ...]
    takes_key: bool
    takes_version: bool
    requires_version: bool
    body: Json | None
    """Schema of a JSON body."""
    body_is_required: bool
    content_type: str | None
    """Of a body that is a file."""
    answer: Json | None
    """Schema of a JSON answer; None for a file, a text or nothing."""
    answers_with_bytes: bool
    answers_with_stream: bool
    item: Json | None
    """Schema of what an answer is one page of; None if it is none."""
    codes: tuple[str, ...]
    """Codes of the problems that it can be refused with."""

    @property
    def filters(self) -> tuple[Parameter, ...]:
        """Narrow a list, beside which page of it is wanted."""
        return tuple(one for one in self.query if one.name not in PAGE_PARAMETERS) if self.item is not None else ()

    @property
    def filters_name(self) -> str:
        """Name of the type of these filters."""
        return "".join(word.capitalize() for word in self.id.split("_")[1:]) + "Filters"

    @property
    def codes_name(self) -> str:
        """Name of the type of these codes."""
        return "".join(word.capitalize() for word in self.id.split("_")) + "Code"

    @property
    def iteration_id(self) -> str:
        return re.sub(r"^(list|get)_", "iterate_", self.id)


def read_operations(document: Json) -> list[Operation]:
    """List what the clients offer, in the order of the description."""
    return [operation for operation in _all_operations(document) if operation.id not in LEFT_OUT]


def _all_operations(document: Json) -> Iterator[Operation]:
    for path, methods in document["paths"].items():
        for method in METHODS:
            if method in methods:
                yield _read_operation(document, path, method, methods[method])


def _read_operation(document: Json, path: str, method: str, described: Json) -> Operation:
    parameters = [_resolve(document, one) for one in described.get("parameters", ())]
    named = {one["name"].lower(): one for one in parameters if one["in"] == "header"}
    content = described.get("requestBody", {}).get("content", {})
    body = content.get(JSON_TYPE, {}).get("schema")
    success: Json = next((answer for status, answer in described["responses"].items() if status.startswith("2")), {})
    answered = success.get("content", {})
    answer = answered.get(JSON_TYPE, {}).get("schema")
    query = tuple(_to_parameter(document, one) for one in parameters if one["in"] == "query")
    return Operation(
        id=described["operationId"],
        tag=described["tags"][0],
        method=method.upper(),
        path=path,
        summary=described.get("summary", ""),
        about=described.get("description", ""),
        path_parameters=tuple(_in_order(document, path, parameters)),
        query=query,
        takes_key="idempotency-key" in named,
        takes_version="if-match" in named,
        requires_version=bool(named.get("if-match", {}).get("required")),
        body=None if body is None else _without_null(body),
        body_is_required=bool(described.get("requestBody", {}).get("required")),
        content_type=next((kind for kind in content if kind != JSON_TYPE), None),
        answer=answer,
        answers_with_bytes=bool(answered) and not {JSON_TYPE, "text/event-stream"} & answered.keys(),
        answers_with_stream="text/event-stream" in answered,
        item=_item_of_page(document, answer, query),
        codes=tuple(_list_codes(described)),
    )


def _list_codes(described: Json) -> list[str]:
    codes = [code for answer in described["responses"].values() for code in answer.get("x-problem-codes", ())]
    return list(dict.fromkeys(codes))


def _in_order(document: Json, path: str, parameters: list[Json]) -> Iterator[Parameter]:
    described = {one["name"]: one for one in parameters if one["in"] == "path"}
    for name in re.findall(r"\{(\w+)\}", path):
        yield _to_parameter(document, described[name])


def _to_parameter(document: Json, described: Json) -> Parameter:
    schema = _without_null(described["schema"])
    about = described.get("description") or _resolve(document, schema).get("description", "")
    return Parameter(described["name"], schema, bool(described.get("required")), about)


def _resolve(document: Json, described: Json) -> Json:
    if "$ref" not in described:
        return described
    target: Any = document
    for part in described["$ref"].removeprefix("#/").split("/"):
        target = target[part]
    return dict(target)


def _without_null(schema: Json) -> Json:
    """Take the one shape that is left beside null; what is optional may be left out."""
    others = [one for one in schema.get("anyOf", ()) if one.get("type") != "null"]
    return others[0] if len(others) == 1 else schema


def schema_name(schema: Json) -> str | None:
    return schema["$ref"].rpartition("/")[2] if "$ref" in schema else None


def _item_of_page(document: Json, answer: Json | None, query: tuple[Parameter, ...]) -> Json | None:
    name = None if answer is None else schema_name(answer)
    if name is None or "cursor" not in {parameter.name for parameter in query}:
        return None
    properties = document["components"]["schemas"][name].get("properties", {})
    return properties["data"].get("items") if "next_cursor" in properties else None


def list_tags(operations: list[Operation]) -> list[str]:
    return list(dict.fromkeys(operation.tag for operation in operations))
