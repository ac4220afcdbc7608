"""Python client, generated part: a method for each operation, and one that follows the pages of each list."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterator
from typing import Final

from .operations import PAGE_PARAMETERS, Json, Operation, Parameter, list_tags, read_operations, schema_name
from .packing import MAX_LINES
from .python_text import (
    LINE_WIDTH,
    QUOTES_WIDTH,
    argument_name,
    lay_out_python,
    quote_docstring,
    spell_python_type,
    wrap_text,
)

FOLDER: Final = "operations"
INDENT: Final = "        "
HEADER: Final = '''"""{about}. Written by `make clients`: do not edit."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, Literal, Unpack, cast

from parley_client.calls import Content, Group, iterate_pages, name_filters, spell_in_path
from parley_client.generated import models
'''
JOINED_HEADER: Final = '''"""All operations of the API. Written by `make clients`: do not edit."""

from __future__ import annotations

from parley_client.calls import Caller
'''
READS, ACTS = "reads", "acts"
"""Halves of a group that is too long for one file."""


def write_operations(document: Json) -> dict[str, str]:
    """Write a module for each group, by the name of its file, and one that joins them."""
    operations = read_operations(document)
    tags = list_tags(operations)
    written = {f"{FOLDER}/__init__.py": _write_client(tags)}
    for tag in tags:
        group = [one for one in operations if one.tag == tag]
        whole = _write_module(f"Operations of the group {tag!r}", group_class(tag), group)
        if whole.count("\n") <= MAX_LINES:
            written[f"{FOLDER}/{group_name(tag)}.py"] = whole
        else:
            written |= _write_halves(tag, group)
    return written


def group_class(tag: str) -> str:
    return "".join(word.capitalize() for word in tag.split()) + "Operations"


def group_name(tag: str) -> str:
    return tag.replace(" ", "_")


def _write_halves(tag: str, group: list[Operation]) -> dict[str, str]:
    """Write what reads and what acts apart, in several files if one would still be too long."""
    folder, about = f"{FOLDER}/{group_name(tag)}", f"Operations of the group {tag!r}"
    halves = {READS: [one for one in group if one.method == "GET"], ACTS: [one for one in group if one.method != "GET"]}
    parts = {
        half if number == 1 else f"{half}_{number}": part
        for half, own in halves.items()
        for number, part in enumerate(_split_in_two(own), 1)
    }
    written = {
        f"{folder}/{part}.py": _write_module(f"{part.partition('_')[0].capitalize()} of the group {tag!r}",
                                             half_class(tag, part), own)
        for part, own in parts.items()
    }  # fmt: skip
    imports = "\n".join(f"from .{part} import {half_class(tag, part)}" for part in sorted(parts))
    bases = ", ".join(half_class(tag, part) for part in parts)
    joined = (
        f'"""{about}. Written by `make clients`: do not edit."""\n\n{imports}\n\n\n'
        f'class {group_class(tag)}({bases}):\n    """{about}."""\n'
    )
    return {f"{folder}/__init__.py": lay_out_python(joined), **written}


def _split_in_two(operations: list[Operation]) -> list[list[Operation]]:
    """Split a list until the module of each part is short enough."""
    if _write_module("", "Part", operations).count("\n") <= MAX_LINES:
        return [operations]
    middle = len(operations) // 2
    return [*_split_in_two(operations[:middle]), *_split_in_two(operations[middle:])]


def half_class(tag: str, half: str) -> str:
    return group_class(tag).removesuffix("Operations") + "".join(word.capitalize() for word in half.split("_"))


def _write_module(about: str, name: str, operations: list[Operation]) -> str:
    methods = [method for operation in operations for method in _write_methods(operation)]
    body = f'class {name}(Group):\n    """{about}."""\n\n' + "\n\n".join(methods)
    return lay_out_python(f"{HEADER.format(about=about)}\n\n{body}\n")


def _write_client(tags: list[str]) -> str:
    imports = "\n".join(f"from .{group_name(tag)} import {group_class(tag)}" for tag in tags)
    groups = "\n".join(f"        self.{group_name(tag)} = {group_class(tag)}(caller)" for tag in tags)
    return lay_out_python(
        f"{JOINED_HEADER}\n{imports}\n\n\n"
        'class Operations:\n    """All operations, by group."""\n\n'
        f"    def __init__(self, caller: Caller) -> None:\n{groups}\n"
    )


def _write_methods(operation: Operation) -> Iterator[str]:
    yield _write_method(operation)
    if operation.item is not None:
        yield _write_iteration(operation, operation.item)


def _write_method(operation: Operation) -> str:
    answer = _answer_type(operation)
    signature = ", ".join(["self", *_positional(operation), *_keywords(operation)])
    call = f"self._caller.{_call_of(operation)}({', '.join(_arguments(operation))})"
    body = f"return cast({answer!r}, {call})" if operation.answer is not None else f"return {call}"
    if answer == "None":
        body = call
    return _indent(f"def {operation.id}({signature}) -> {answer}:\n{_docstring(operation)}\n    {body}")


def _write_iteration(operation: Operation, item: Json) -> str:
    path = list(_path_arguments(operation))
    signature = ", ".join(["self", *path, *_filter_keywords(operation)])
    passed = [one.name for one in operation.path_parameters] + (["**filters"] if operation.filters else [])
    call = ", ".join([f"self.{operation.id}", *passed])
    about = f'    """{operation.summary}, page after page."""'
    body = f"    return iterate_pages({call})"
    return _indent(f"def {operation.iteration_id}({signature}) -> Iterator[{_type(item)}]:\n{about}\n{body}")


def _type(schema: Json) -> str:
    return spell_python_type(schema, prefix="models.", array="Sequence")


def _path_arguments(operation: Operation) -> Iterator[str]:
    for parameter in operation.path_parameters:
        yield f"{parameter.name}: {_type(parameter.schema)}"


def _positional(operation: Operation) -> Iterator[str]:
    yield from _path_arguments(operation)
    if operation.content_type is not None:
        yield "content: Content"
    elif operation.body is not None:
        yield f"body: {_type(operation.body)}" + ("" if operation.body_is_required else " | None = None")


def _keywords(operation: Operation) -> list[str]:
    keywords = [_query_keyword(parameter) for parameter in _own_parameters(operation)]
    if operation.takes_version:
        keywords.append("if_match: int" if operation.requires_version else "if_match: int | None = None")
    if operation.takes_key:
        keywords.append("idempotency_key: str | None = None")
    return [*(["*"] if keywords else []), *keywords, *_filter_keywords(operation)]


def _own_parameters(operation: Operation) -> list[Parameter]:
    """Parameters of the query that the method names one by one: all but the filters of a list."""
    return [one for one in operation.query if not operation.filters or one.name in PAGE_PARAMETERS]


def _filter_keywords(operation: Operation) -> Iterator[str]:
    if operation.filters:
        yield f"**filters: Unpack[models.{operation.filters_name}]"


def _query_keyword(parameter: Parameter) -> str:
    return f"{argument_name(parameter)}: {_type(parameter.as_member())}" + ("" if parameter.is_required else " = None")


def _answer_type(operation: Operation) -> str:
    if operation.answer is not None:
        return _type(operation.answer) if schema_name(operation.answer) else "dict[str, Any]"
    if operation.answers_with_stream:
        return "Iterator[dict[str, Any]]"
    return "bytes" if operation.answers_with_bytes else "None"


def _call_of(operation: Operation) -> str:
    if operation.answers_with_stream:
        return "follow_stream"
    return "download_file" if operation.answers_with_bytes else "call_operation"


def _arguments(operation: Operation) -> Iterator[str]:
    yield repr(operation.method)
    path = re.sub(r"\{(\w+)\}", r"{spell_in_path(\1)}", operation.path)
    yield f"f{path!r}" if operation.path_parameters else repr(path)
    if operation.query:
        pairs = [f"{one.name!r}: {argument_name(one)}" for one in _own_parameters(operation)]
        filters = [f"**name_filters(filters, models.{operation.filters_name})"] if operation.filters else []
        yield f"query={{{', '.join([*pairs, *filters])}}}"
    if operation.content_type is not None:
        yield f"content=content, content_type={operation.content_type!r}"
    elif operation.body is not None:
        yield "body=body"
    if operation.takes_version:
        yield "if_match=if_match"
    if operation.takes_key:
        yield "key=idempotency_key, takes_key=True"


def _docstring(operation: Operation) -> str:
    width = LINE_WIDTH - len(INDENT) - QUOTES_WIDTH - 2
    about = operation.about.strip() or f"{operation.summary}."
    parameters = (*operation.path_parameters, *_own_parameters(operation))
    lines = [wrap_text(f"{argument_name(one)}: {one.about}", width, "    ") for one in parameters if one.about]
    paragraphs = [wrap_text(part, width) for part in re.split(r"\n\s*\n", about)]
    return quote_docstring("\n\n".join([*paragraphs, *(["\n".join(lines)] if lines else [])]), "    ")


def _indent(text: str) -> str:
    return textwrap.indent(text, "    ")
