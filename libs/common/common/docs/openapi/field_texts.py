"""Texts of members and parameters that say nothing of themselves in the code (`site/fields/`).

Most forms have thirty members; their texts would make the code unreadable, and are written by people who know the field
rather than the code. What a docstring says beside its member comes before.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from typing import Any, Final

from .texts import SITE

Json = dict[str, Any]
Texts = Mapping[str, Mapping[str, str]]

FOLDER: Final = SITE / "fields"
SHARED: Final[Texts] = tomllib.loads((FOLDER / "shared.toml").read_text())
COMMON_FORMS: Final[dict[str, Mapping[str, str]]] = tomllib.loads((FOLDER / "common.toml").read_text())
"""Texts of forms that all services share (`common.web.schemas`)."""
EVENT_DATA: Final = "EventData"
"""Ending of the forms of what events carry, and the table of what their members mean in most of them."""
LIKE: Final = "like"
"""In a form's table: the form whose texts it shares."""


def read_texts(service: str) -> Texts:
    """Texts of a service by the public name of a form and its member."""
    file = FOLDER / f"{service}.toml"
    return COMMON_FORMS | (tomllib.loads(file.read_text()) if file.is_file() else {})


def describe_fields(document: Json, service: str) -> None:
    """Describe every member and parameter that has no text of its own, in place."""
    own = read_texts(service)
    for name, member, schema in iterate_members(document):
        if "description" in schema:
            schema["description"] = schema["description"].strip()
        elif (text := find_member_text(own, name, member)) is not None:
            schema["description"] = text
    for operation_id, parameter in iterate_parameters(document):
        if "description" not in parameter and (text := find_parameter_text(operation_id, parameter["name"])):
            parameter["description"] = text


def find_member_text(own: Texts, name: str, member: str) -> str | None:
    texts = own.get(name, {})
    if member in texts:
        return texts[member]
    if name.endswith(EVENT_DATA) and name != EVENT_DATA:
        return find_member_text(own, EVENT_DATA, member)
    return find_member_text(own, texts[LIKE], member) if LIKE in texts else SHARED["members"].get(member)


def find_parameter_text(operation_id: str, name: str) -> str | None:
    texts = SHARED["parameters"]
    return texts.get(f"{operation_id} {name}") or texts.get(name)


def iterate_members(document: Json) -> Iterator[tuple[str, str, Json]]:
    """Forms, their members, and the members' schemas."""
    for name, schema in document["components"]["schemas"].items():
        yield from ((name, member, inner) for member, inner in schema.get("properties", {}).items())


def iterate_parameters(document: Json) -> Iterator[tuple[str, Json]]:
    """Public ids of operations and their parameters."""
    for item in document["paths"].values():
        for operation in item.values():
            yield from ((operation["operationId"], parameter) for parameter in operation.get("parameters", ()))
