"""Schemas as generators of clients want them: named, closed where they are sent, open where they are answered.

What may still grow is open: `/v1` gains members, and a client that refuses those it does not know breaks with the next
release. What is sent is closed, because a misspelt member is refused.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

Json = dict[str, Any]

REFERENCE_PREFIX: Final = "#/components/schemas/"
MAX_INT32: Final = 2**31 - 1
PAGE_NAME: Final = re.compile(r"Page_(?P<row>\w+)_")
ENDING_OF_FORM: Final = re.compile(r"(?:View|Body|Document|Detail)$")


def complete_schemas(document: Json, public_names: Mapping[str, str]) -> None:
    """Name, type, close and open the schemas of `document`, in place."""
    _rename_schemas(document, public_names)
    schemas = document["components"]["schemas"]
    for schema in _iterate_schemas(document):
        _spell_map(schema)
        _size_integer(schema)
        _leave_default_to_text(schema)
    for name in list(schemas):
        _name_inner_objects(name, schemas)
    for name in list(schemas):
        _name_enums(name, schemas)
    _title_unions(document)
    sent = _names_in(schemas, _request_bodies(document))
    for name, schema in schemas.items():
        if name not in sent:
            schema.pop("additionalProperties", None) if schema.get("additionalProperties") is False else None


def _rename_schemas(document: Json, public_names: Mapping[str, str]) -> None:
    """Give the schemas their public names; a page is called by its rows."""
    schemas = document["components"]["schemas"]
    names = {name: f"{page['row']}Page" for name in schemas if (page := PAGE_NAME.fullmatch(name))}
    names |= {name: new for name, new in public_names.items() if name in schemas}
    document["components"]["schemas"] = renamed = {names.get(name, name): schema for name, schema in schemas.items()}
    for new in names.values():
        renamed[new]["title"] = new
    _point_elsewhere(document, {f"{REFERENCE_PREFIX}{name}": f"{REFERENCE_PREFIX}{new}" for name, new in names.items()})


def _point_elsewhere(value: Any, targets: Mapping[str, str]) -> None:
    """Follow the schemas' new names wherever they are referred to: also in the mapping of a discriminator."""
    if isinstance(value, dict):
        for name, member in value.items():
            if isinstance(member, str) and member in targets:
                value[name] = targets[member]
            else:
                _point_elsewhere(member, targets)
    elif isinstance(value, list):
        for member in value:
            _point_elsewhere(member, targets)


def _iterate_schemas(document: Json) -> Iterator[Json]:
    """Every schema, however deep: of components, parameters, bodies and answers."""
    for schema in document["components"]["schemas"].values():
        yield from iterate_inner_schemas(schema)
    for item in document["paths"].values():
        for operation in item.values():
            for parameter in operation.get("parameters", ()):
                yield from iterate_inner_schemas(parameter["schema"])
            for body in (operation.get("requestBody", {}), *operation["responses"].values()):
                for content in body.get("content", {}).values():
                    yield from iterate_inner_schemas(content.get("schema", {}))


def iterate_inner_schemas(schema: Json) -> Iterator[Json]:
    """`schema`, and every schema inside of it."""
    yield schema
    for key in ("properties", "patternProperties"):
        for member in schema.get(key, {}).values():
            yield from iterate_inner_schemas(member)
    for key in ("anyOf", "oneOf", "allOf", "prefixItems"):
        for member in schema.get(key, ()):
            yield from iterate_inner_schemas(member)
    for key in ("items", "additionalProperties", "propertyNames"):
        if isinstance(schema.get(key), dict):
            yield from iterate_inner_schemas(schema[key])


def _spell_map(schema: Json) -> None:
    """Of names that follow one pattern, as most generators know it."""
    patterns = schema.get("patternProperties", {})
    if len(patterns) == 1:
        [(pattern, value)] = schema.pop("patternProperties").items()
        schema["propertyNames"], schema["additionalProperties"] = {"pattern": pattern}, value


def _leave_default_to_text(schema: Json) -> None:
    """What a whole form is if left out its members say, and of a choice between forms its text: OpenAPI Generator
    writes either as a value of the form into Go, which does not compile."""
    if isinstance(schema.get("default"), dict if "$ref" in schema else str if _is_union(schema) else ()):
        del schema["default"]


def _size_integer(schema: Json) -> None:
    """Say of every whole number whether 32 bits hold it: an amount of minor units does not fit."""
    for wrong, right in (("ge", "minimum"), ("le", "maximum")):  # what pydantic writes of a value that is read first
        if wrong in schema:
            schema[right] = schema.pop(wrong)
    if schema.get("type") != "integer":
        return
    for bound in ("minimum", "maximum"):
        if isinstance(schema.get(bound), float):
            schema[bound] = int(schema[bound])
    is_small = abs(schema.get("minimum", MAX_INT32 + 1)) <= MAX_INT32 >= schema.get("maximum", MAX_INT32 + 1)
    schema.setdefault("format", "int32" if is_small else "int64")


def _name_inner_objects(name: str, schemas: Json) -> None:
    """Give each object inside of another a name of its own: generators that have to invent one count (`Data17`), and
    count anew with the next one that comes."""
    for member, inner in schemas[name].get("properties", {}).items():
        for part in _iterate_own_parts(inner):
            if "properties" in part:
                inner_name = part.get("title") or name + _join_words(member)
                moved = {key: part.pop(key) for key in list(part) if key != "description"}
                if schemas.setdefault(inner_name, {**moved, "title": inner_name})["properties"] != moved["properties"]:
                    raise ValueError(f"{inner_name} has another shape than in {name}")
                part["$ref"] = f"{REFERENCE_PREFIX}{inner_name}"
                _name_inner_objects(inner_name, schemas)


def _join_words(member: str) -> str:
    return "".join(word.title() for word in member.split("_"))


def _name_enums(name: str, schemas: Json) -> None:
    """Give each list of choices a name of its own: generators that have to invent one call it `Status1`. One choice is
    a constant."""
    for path, inner in list(_iterate_choices(ENDING_OF_FORM.sub("", name), schemas[name])):
        choices = {key: inner.pop(key) for key in ("type", "enum")}
        if schemas.setdefault(path, {**choices, "title": path})["enum"] != choices["enum"]:
            raise ValueError(f"{path} is another list of choices than one in {name}")
        inner["$ref"] = f"{REFERENCE_PREFIX}{path}"


def _title_unions(document: Json) -> None:
    """Title each choice between forms by where it stands: generators call it by its title, and there are many members
    called `Value`."""
    places = [
        (name + _join_words(member), inner)
        for name, schema in document["components"]["schemas"].items()
        for member, inner in schema.get("properties", {}).items()
    ]
    for item in document["paths"].values():
        for operation in item.values():
            at = _join_words(operation["operationId"])
            places += [(at + _join_words(one["name"]), one["schema"]) for one in operation.get("parameters", ())]
            contents = operation.get("requestBody", {}).get("content", {})
            places += [(f"{at}Request", content["schema"]) for content in contents.values() if "schema" in content]
    for title, schema in places:
        for ending, part in (
            ("", schema),
            ("Item", schema.get("items")),
            ("Value", schema.get("additionalProperties")),
        ):
            if isinstance(part, dict) and _is_union(part):
                name = title + ending
                part["title"] = f"{name}Choice" if name in document["components"]["schemas"] else name


def _is_union(schema: Json) -> bool:
    choices: Sequence[Json] = schema.get("anyOf") or schema.get("oneOf") or ()
    return len([one for one in choices if one.get("type") != "null"]) > 1


def _iterate_choices(path: str, schema: Json) -> Iterator[tuple[str, Json]]:
    """Lists of choices inside of the members of a schema, with the name that leads to each."""
    for member, inner in schema.get("properties", {}).items():
        at = path + _join_words(member)
        for part in _iterate_own_parts(inner):
            if len(part.get("enum", ())) > 1:
                yield at, part
            yield from _iterate_choices(at, part)


def _iterate_own_parts(schema: Json) -> Iterator[Json]:
    """A schema and what it is made of, without the members of objects."""
    yield schema
    for key in ("anyOf", "oneOf", "allOf", "prefixItems"):
        for part in schema.get(key, ()):
            yield from _iterate_own_parts(part)
    for key in ("items", "additionalProperties", "propertyNames"):
        if isinstance(schema.get(key), dict):
            yield from _iterate_own_parts(schema[key])


def _request_bodies(document: Json) -> Iterator[Json]:
    for item in document["paths"].values():
        for operation in item.values():
            for content in operation.get("requestBody", {}).get("content", {}).values():
                yield content.get("schema", {})


def _names_in(schemas: Mapping[str, Json], roots: Iterator[Json]) -> set[str]:
    """Names of the components that `roots` are made of."""
    names: set[str] = set()
    ahead = list(roots)
    while ahead:
        for inner in iterate_inner_schemas(ahead.pop()):
            name = inner.get("$ref", "").removeprefix(REFERENCE_PREFIX)
            if name and name not in names:
                names.add(name)
                ahead.append(schemas[name])
    return names
