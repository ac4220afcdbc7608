"""TypeScript client, generated part: types of all bodies and answers, and a method for each operation.

Written by us, since where this project is built there may be no Node.
"""

from __future__ import annotations

import json
import re
import textwrap
from collections.abc import Iterator, Mapping
from typing import Final

from .operations import Json, Operation, Parameter, item_of_page, list_tags, read_operations, schema_name

HEADER: Final = """\
// Bodies, answers and operations of the API. Written by `make clients`: do not edit.

import { type Caller, type Content, iteratePages } from "./calls.ts";
"""
JSON_TYPES: Final = {"string": "string", "integer": "number", "number": "number", "boolean": "boolean", "null": "null"}
COMMENT_WIDTH: Final = 110
PLAIN_NAME: Final = re.compile(r"[A-Za-z_$][\w$]*")


def write_typescript(document: Json) -> str:
    schemas: Mapping[str, Json] = document["components"]["schemas"]
    operations = read_operations(document)
    types = [_write_type(name, schema) for name, schema in schemas.items()]
    groups = [
        _write_group(document, tag, [one for one in operations if one.tag == tag]) for tag in list_tags(operations)
    ]
    return "\n".join([HEADER, *types, *groups, _write_client(list_tags(operations))])


# Types


def _write_type(name: str, schema: Json) -> str:
    about = _comment(schema.get("description", ""))
    if "properties" in schema:
        members = "".join(_write_member(schema, member, kind) for member, kind in schema["properties"].items())
        return f"{about}export interface {name} {{\n{members}}}\n"
    return f"{about}export type {name} = {typescript_type(schema)};\n"


def _write_member(schema: Json, name: str, kind: Json) -> str:
    is_optional = name not in schema.get("required", ())
    spelled = name if PLAIN_NAME.fullmatch(name) else json.dumps(name)
    about = textwrap.indent(_comment(kind.get("description", "")), "  ")
    return f"{about}  {spelled}{'?' if is_optional else ''}: {typescript_type(kind)};\n"


def typescript_type(schema: Json) -> str:
    name = schema_name(schema)
    if name is not None:
        return name
    if "const" in schema:
        return json.dumps(schema["const"])
    if "enum" in schema:
        return " | ".join(json.dumps(value) for value in schema["enum"])
    for several, joined in (("anyOf", " | "), ("oneOf", " | "), ("allOf", " & ")):
        if several in schema:
            return joined.join(dict.fromkeys(typescript_type(one) for one in schema[several]))
    if isinstance(schema.get("type"), list):
        return " | ".join(JSON_TYPES.get(kind, "unknown") for kind in schema["type"])
    if schema.get("type") == "array":
        inner = typescript_type(schema["items"]) if "items" in schema else "unknown"
        return f"({inner})[]" if " " in inner else f"{inner}[]"
    if schema.get("type") == "object":
        return _object_type(schema)
    return JSON_TYPES.get(schema.get("type", ""), "unknown")


def _object_type(schema: Json) -> str:
    if "properties" in schema:
        members = "; ".join(
            f"{json.dumps(name)}{'' if name in schema.get('required', ()) else '?'}: {typescript_type(kind)}"
            for name, kind in schema["properties"].items()
        )
        return f"{{ {members} }}"
    more = schema.get("additionalProperties")
    return f"Record<string, {typescript_type(more) if isinstance(more, dict) else 'unknown'}>"


def _comment(text: str) -> str:
    lines = [line for part in text.split("\n") for line in (textwrap.wrap(part, COMMENT_WIDTH) or [""])]
    lines = [line.replace("*/", "* /") for line in lines]
    if not text.strip():
        return ""
    if len(lines) == 1:
        return f"/** {lines[0]} */\n"
    return "/**\n" + "".join(f" * {line}".rstrip() + "\n" for line in lines) + " */\n"


# Operations


def camel_case(name: str) -> str:
    first, *rest = re.split(r"[_ ]", name)
    return first + "".join(word.capitalize() for word in rest)


def group_class(tag: str) -> str:
    return "".join(word.capitalize() for word in tag.split()) + "Operations"


def _write_group(document: Json, tag: str, operations: list[Operation]) -> str:
    methods = "\n".join(method for operation in operations for method in _write_methods(document, operation))
    return (
        f"export class {group_class(tag)} {{\n  readonly #caller: Caller;\n\n"
        f"  constructor(caller: Caller) {{\n    this.#caller = caller;\n  }}\n\n{textwrap.indent(methods, '  ')}}}\n"
    )


def _write_client(tags: list[str]) -> str:
    fields = "".join(f"  readonly {camel_case(tag)}: {group_class(tag)};\n" for tag in tags)
    made = "".join(f"    this.{camel_case(tag)} = new {group_class(tag)}(caller);\n" for tag in tags)
    return (
        "/** All operations, by group. */\nexport class Operations {\n"
        f"{fields}\n  constructor(caller: Caller) {{\n{made}  }}\n}}\n"
    )


def _write_methods(document: Json, operation: Operation) -> Iterator[str]:
    yield _write_method(operation)
    item = item_of_page(document, operation)
    if item is not None:
        yield _write_iteration(operation, item)


def _write_method(operation: Operation) -> str:
    parameters = [*_positional(operation), *_options(operation)]
    answer = _answer_type(operation)
    call = f"this.#caller.{_call_of(operation)}({', '.join(_arguments(operation))})"
    about = _comment(operation.about.strip() or f"{operation.summary}.")
    wrapped = answer if operation.answers_with_stream else f"Promise<{answer}>"
    keyword = "" if operation.answers_with_stream else "async "
    body = f"return (await {call}) as {answer};" if keyword else f"return {call};"
    if answer == "void":
        body = f"await {call};"
    return f"{about}{keyword}{camel_case(operation.id)}({', '.join(parameters)}): {wrapped} {{\n  {body}\n}}\n"


def _write_iteration(operation: Operation, item: Json) -> str:
    name = camel_case(re.sub(r"^(list|get)_", "iterate_", operation.id))
    filters = [one for one in operation.query if one.name not in ("limit", "cursor")]
    parameters = [f"{one.name}: {typescript_type(one.schema)}" for one in operation.path_parameters]
    if filters:
        parameters.append(_bag("filters", [_member(one) for one in filters], is_required=_is_any_required(filters)))
    path = "".join(f"{one.name}, " for one in operation.path_parameters)
    spread = "...filters, " if filters else ""
    return (
        f"/** {operation.summary}, page after page. */\n"
        f"{name}({', '.join(parameters)}): AsyncGenerator<{typescript_type(item)}> {{\n"
        f"  return iteratePages((page) => this.{camel_case(operation.id)}({path}{{ {spread}...page }}));\n}}\n"
    )


def _positional(operation: Operation) -> Iterator[str]:
    for parameter in operation.path_parameters:
        yield f"{parameter.name}: {typescript_type(parameter.schema)}"
    if operation.content_type is not None:
        yield "content: Content"
    elif operation.body is not None:
        yield f"body{'' if operation.body_is_required else '?'}: {typescript_type(operation.body)}"


def _options(operation: Operation) -> Iterator[str]:
    members = [_member(parameter) for parameter in operation.query]
    if operation.takes_version:
        members.append(f"ifMatch{'' if operation.requires_version else '?'}: number")
    if operation.takes_key:
        members.append("idempotencyKey?: string")
    if members:
        yield _bag("options", members, is_required=any("?:" not in member for member in members))


def _is_any_required(parameters: list[Parameter]) -> bool:
    return any(parameter.is_required for parameter in parameters)


def _bag(name: str, members: list[str], *, is_required: bool) -> str:
    return f"{name}: {{ {'; '.join(members)} }}{'' if is_required else ' = {}'}"


def _member(parameter: Parameter) -> str:
    return f"{parameter.name}{'' if parameter.is_required else '?'}: {typescript_type(parameter.schema)}"


def _answer_type(operation: Operation) -> str:
    if operation.answer is not None:
        return typescript_type(operation.answer)
    if operation.answers_with_stream:
        return "AsyncGenerator<Record<string, unknown>>"
    return "Uint8Array" if operation.answers_with_bytes else "void"


def _call_of(operation: Operation) -> str:
    if operation.answers_with_stream:
        return "stream"
    return "download" if operation.answers_with_bytes else "call"


def _arguments(operation: Operation) -> Iterator[str]:
    yield json.dumps(operation.method)
    yield "`" + re.sub(r"\{(\w+)\}", r"${encodeURIComponent(\1)}", operation.path) + "`"
    given = list(_given(operation))
    if given:
        yield "{ " + ", ".join(given) + " }"


def _given(operation: Operation) -> Iterator[str]:
    if operation.query:
        pairs = ", ".join(f"{json.dumps(one.name)}: options.{one.name}" for one in operation.query)
        yield f"query: {{ {pairs} }}"
    if operation.content_type is not None:
        yield f"content, contentType: {json.dumps(operation.content_type)}"
    elif operation.body is not None:
        yield "body"
    if operation.takes_version:
        yield "ifMatch: options.ifMatch"
    if operation.takes_key:
        yield "key: options.idempotencyKey, takesKey: true"
