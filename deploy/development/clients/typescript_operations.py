"""TypeScript client, generated part: a method for each operation, and one that follows the pages of each list."""

from __future__ import annotations

import json
import re
import textwrap
from collections.abc import Iterator
from typing import Final

from .grouping import iterate_references
from .operations import Json, Operation, Parameter, list_tags, read_operations
from .packing import MAX_LINES
from .typescript_text import camel_case, spell_typescript_type, write_comment, write_list

FOLDER: Final = "operations"
HEADER: Final = "// {about}. Written by `make clients`: do not edit.\n\n"
CALLS: Final = ("Caller", "Content", "Page")
INDENT: Final = "  "
READS, ACTS = "Reads", "Acts"
"""Halves of a group that is too long for one file."""


def write_operations(document: Json) -> dict[str, str]:
    """Write a module for each group, by the name of its file, and one that joins them."""
    operations = read_operations(document)
    tags = list_tags(operations)
    written = {f"{FOLDER}/index.ts": _write_client(tags)}
    for tag in tags:
        group = [one for one in operations if one.tag == tag]
        whole = _write_module(f"Operations of the group {tag!r}", group_class(tag), group)
        if whole.count("\n") <= MAX_LINES:
            written[f"{FOLDER}/{file_name(tag)}.ts"] = whole
        else:
            written |= _write_halves(tag, group)
    return written


def group_class(tag: str) -> str:
    return "".join(word.capitalize() for word in tag.split()) + "Operations"


def file_name(tag: str) -> str:
    return tag.replace(" ", "_")


def _write_halves(tag: str, group: list[Operation]) -> dict[str, str]:
    """Write what reads and what acts, each in a file of its own; what acts can read as well."""
    name, base = group_class(tag), group_class(tag).removesuffix("Operations") + READS
    reads, acts = ([one for one in group if (one.method == "GET") is is_read] for is_read in (True, False))
    file = f"{FOLDER}/{file_name(tag)}"
    about = f"of the group {tag!r}"
    return {
        f"{file}_reads.ts": _write_module(f"Reads {about}", base, reads),
        f"{file}.ts": _write_module(f"Operations {about}: its reads, and what acts", name, acts, base),
    }


def _write_module(about: str, name: str, operations: list[Operation], base: str | None = None) -> str:
    methods = "\n".join(textwrap.indent(one, INDENT) for operation in operations for one in _write_methods(operation))
    heading = f"export class {name} extends {base} {{\n" if base else f"export class {name} {{\n"
    fields = (
        "  protected readonly caller: Caller;\n\n  constructor(caller: Caller) {\n    this.caller = caller;\n  }\n\n"
    )
    body = f"{heading}{'' if base else fields}{methods}}}\n"
    return HEADER.format(about=about) + "".join(_write_imports(operations, body, base)) + "\n" + body


def _write_imports(operations: list[Operation], body: str, base: str | None) -> Iterator[str]:
    types = [f"type {name}" for name in CALLS if re.search(rf"\b{name}\b", body)]
    values = ["iteratePages"] if "iteratePages(" in body else []
    if types or values:
        yield write_list("import { ", [*types, *values], ' } from "../../calls.ts";') + "\n"
    if models := sorted({name for operation in operations for name in _names_of(operation)}):
        yield write_list("import type { ", models, ' } from "../models/index.ts";') + "\n"
    if base is not None:
        yield f'import {{ {base} }} from "./{_file_of_base(base)}_reads.ts";\n'


def _file_of_base(base: str) -> str:
    return re.sub(r"(?<=[a-z])(?=[A-Z])", "_", base.removesuffix(READS)).lower()


def _names_of(operation: Operation) -> Iterator[str]:
    yield from iterate_references([one.schema for one in operation.path_parameters])
    yield from iterate_references([one for one in (operation.body, operation.answer, operation.item) if one])
    if operation.filters:
        yield operation.filters_name
    else:
        yield from iterate_references([one.schema for one in operation.query])


def _write_client(tags: list[str]) -> str:
    imports = "".join(f'import {{ {group_class(tag)} }} from "./{file_name(tag)}.ts";\n' for tag in tags)
    fields = "".join(f"  readonly {camel_case(tag)}: {group_class(tag)};\n" for tag in tags)
    made = "".join(f"    this.{camel_case(tag)} = new {group_class(tag)}(caller);\n" for tag in tags)
    exports = "".join(f'export {{ {group_class(tag)} }} from "./{file_name(tag)}.ts";\n' for tag in tags)
    return (
        f'{HEADER.format(about="All operations of the API")}import type {{ Caller }} from "../../calls.ts";\n'
        f"{imports}\n{exports}\n/** All operations, by group. */\nexport class Operations {{\n"
        f"{fields}\n  constructor(caller: Caller) {{\n{made}  }}\n}}\n"
    )


def _write_methods(operation: Operation) -> Iterator[str]:
    yield _write_method(operation)
    if operation.item is not None:
        yield _write_iteration(operation, operation.item)


def _write_method(operation: Operation) -> str:
    answer = _answer_type(operation)
    about = write_comment(operation.about.strip() or f"{operation.summary}.")
    keyword, wrapped = ("", answer) if operation.answers_with_stream else ("async ", f"Promise<{answer}>")
    opening = write_list(
        f"{keyword}{camel_case(operation.id)}(",
        [*_positional(operation), *_options(operation)],
        f"): {wrapped} {{",
        INDENT,
    )
    call = f"this.caller.{_call_of(operation)}("
    if answer == "void":
        body = write_list(f"await {call}", _arguments(operation), ");", INDENT * 2)
    elif operation.answers_with_stream:
        body = write_list(f"return {call}", _arguments(operation), ");", INDENT * 2)
    else:
        body = write_list(f"return (await {call}", _arguments(operation), f")) as {answer};", INDENT * 2)
    return f"{about}{_outdent(opening, INDENT)}\n  {_outdent(body, INDENT)}\n}}\n"


def _outdent(text: str, indent: str) -> str:
    """Text that was laid out for where it will stand, before it stands there."""
    return text.replace(f"\n{indent}", "\n")


def _write_iteration(operation: Operation, item: Json) -> str:
    parameters = [f"{one.name}: {spell_typescript_type(one.schema)}" for one in operation.path_parameters]
    path = "".join(f"{one.name}, " for one in operation.path_parameters)
    if operation.filters:
        parameters.append(f"filters: {operation.filters_name}{_default_of(operation.filters)}")
    passed = "{ ...filters, ...page }" if operation.filters else "page"
    name = camel_case(operation.iteration_id)
    opening = write_list(f"{name}(", parameters, f"): AsyncGenerator<{spell_typescript_type(item)}> {{", INDENT)
    return (
        f"/** {operation.summary}, page after page. */\n{_outdent(opening, INDENT)}\n"
        f"  return iteratePages((page) => this.{camel_case(operation.id)}({path}{passed}));\n}}\n"
    )


def _positional(operation: Operation) -> Iterator[str]:
    for parameter in operation.path_parameters:
        yield f"{parameter.name}: {spell_typescript_type(parameter.schema)}"
    if operation.content_type is not None:
        yield "content: Content"
    elif operation.body is not None:
        yield f"body{'' if operation.body_is_required else '?'}: {spell_typescript_type(operation.body)}"


def _options(operation: Operation) -> Iterator[str]:
    if operation.item is not None:
        kind = f"{operation.filters_name} & Page" if operation.filters else "Page"
        yield f"options: {kind}{_default_of(operation.filters)}"
        return
    members = [_member(parameter) for parameter in operation.query]
    if operation.takes_version:
        members.append(f"ifMatch{'' if operation.requires_version else '?'}: number")
    if operation.takes_key:
        members.append("idempotencyKey?: string")
    if members:
        default = "" if any("?:" not in member for member in members) else " = {}"
        yield f"options: {{ {'; '.join(members)} }}{default}"


def _default_of(parameters: tuple[Parameter, ...]) -> str:
    return "" if any(parameter.is_required for parameter in parameters) else " = {}"


def _member(parameter: Parameter) -> str:
    return f"{parameter.name}{'' if parameter.is_required else '?'}: {spell_typescript_type(parameter.schema)}"


def _answer_type(operation: Operation) -> str:
    if operation.answer is not None:
        return spell_typescript_type(operation.answer)
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
    if operation.item is not None:
        yield "query: { ...options }"
    elif operation.query:
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
