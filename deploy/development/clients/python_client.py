"""Python client, generated part: types of all bodies and answers, and a method for each operation."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tempfile
import textwrap
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from .operations import Json, Operation, Parameter, item_of_page, list_tags, read_operations, schema_name

GENERATOR_OPTIONS: Final = (
    "--input-file-type", "openapi", "--output-model-type", "typing.TypedDict", "--target-python-version", "3.11",
    "--use-standard-collections", "--use-union-operator", "--enum-field-as-literal", "all", "--use-schema-description",
    "--use-field-description", "--disable-timestamp", "--collapse-root-models", "--formatters", "builtin",
    "--custom-file-header", '"""Bodies and answers of the API. Written by `make clients`: do not edit."""',
)  # fmt: skip
JSON_TYPES: Final = {"string": "str", "integer": "int", "number": "float", "boolean": "bool"}
DOCSTRING_WIDTH: Final = 104


def write_models(document: Json) -> str:
    """Types that say what bodies and answers look like; they check nothing at run time, so `/v1` may grow."""
    with tempfile.TemporaryDirectory() as folder:
        source, target = Path(folder) / "openapi.json", Path(folder) / "models.py"
        source.write_text(json.dumps(document))
        generator = str(Path(sys.executable).parent / "datamodel-codegen")
        files = ("--input", str(source), "--output", str(target))
        subprocess.run([generator, *files, *GENERATOR_OPTIONS], check=True, capture_output=True)
        written = target.read_text()
    # Bodies are checked by the services; a type checker need not know what "closed" means.
    return written.replace("(TypedDict, closed=True)", "(TypedDict)")


def write_operations(document: Json) -> dict[str, str]:
    """A module for each group, by file name, and one that joins them."""
    operations = read_operations(document)
    tags = list_tags(operations)
    modules = {}
    for tag in tags:
        group = _write_group(document, tag, [one for one in operations if one.tag == tag])
        modules[f"{group_name(tag)}_operations.py"] = f"{HEADER.format(tag=tag)}\n\n\n{group}\n"
    return {**modules, "operations.py": _write_client(tags)}


HEADER: Final = '''"""Operations of the group {tag!r}, a method each. Written by `make clients`: do not edit."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, Literal, cast

from parley_client.calls import Content, Group, iterate_pages, spell_in_path

from . import models'''
JOINED_HEADER: Final = '''"""All operations of the API. Written by `make clients`: do not edit."""

from __future__ import annotations

from parley_client.calls import Caller
'''


def group_class(tag: str) -> str:
    return "".join(word.capitalize() for word in tag.split()) + "Operations"


def group_name(tag: str) -> str:
    return tag.replace(" ", "_")


def _write_group(document: Json, tag: str, operations: list[Operation]) -> str:
    methods = [method for operation in operations for method in _write_methods(document, operation)]
    return f'class {group_class(tag)}(Group):\n    """Operations of the group {tag!r}."""\n\n' + "\n\n".join(methods)


def _write_client(tags: list[str]) -> str:
    imports = "\n".join(f"from .{group_name(tag)}_operations import {group_class(tag)}" for tag in tags)
    groups = "\n".join(f"        self.{group_name(tag)} = {group_class(tag)}(caller)" for tag in tags)
    return (
        f"{JOINED_HEADER}\n{imports}\n\n\n"
        'class Operations:\n    """All operations, by group."""\n\n'
        f"    def __init__(self, caller: Caller) -> None:\n{groups}"
    )


def _write_methods(document: Json, operation: Operation) -> Iterator[str]:
    yield _write_method(operation)
    item = item_of_page(document, operation)
    if item is not None:
        yield _write_iteration(operation, item)


def _write_method(operation: Operation) -> str:
    answer = _answer_type(operation)
    signature = ", ".join(["self", *_positional(operation), *_keywords(operation)])
    call = f"self._caller.{_call_of(operation)}({', '.join(_arguments(operation))})"
    body = f"return cast({answer!r}, {call})" if operation.answer is not None else f"return {call}"
    if answer == "None":
        body = call
    return _indent(f"def {operation.id}({signature}) -> {answer}:\n{_docstring(operation)}\n    {body}")


def _write_iteration(operation: Operation, item: Json) -> str:
    name = re.sub(r"^(list|get)_", "iterate_", operation.id)
    filters = [one for one in operation.query if one.name not in ("limit", "cursor")]
    parameters = [_query_parameter(one) for one in filters]
    signature = ", ".join(["self", *_positional(operation), *(["*", *parameters] if parameters else [])])
    passed = [one.name for one in operation.path_parameters] + [f"{_argument(one)}={_argument(one)}" for one in filters]
    call = ", ".join([f"self.{operation.id}", *passed])
    about = f'    """{operation.summary}, page after page."""'
    body = f"    return iterate_pages({call})"
    return _indent(f"def {name}({signature}) -> Iterator[{_python_type(item)}]:\n{about}\n{body}")


def _positional(operation: Operation) -> Iterator[str]:
    for parameter in operation.path_parameters:
        yield f"{parameter.name}: {_python_type(parameter.schema)}"
    if operation.content_type is not None:
        yield "content: Content"
    elif operation.body is not None:
        yield f"body: {_python_type(operation.body)}" + ("" if operation.body_is_required else " | None = None")


def _keywords(operation: Operation) -> list[str]:
    keywords = [_query_parameter(parameter) for parameter in operation.query]
    if operation.takes_version:
        keywords.append("if_match: int" if operation.requires_version else "if_match: int | None = None")
    if operation.takes_key:
        keywords.append("idempotency_key: str | None = None")
    return ["*", *keywords] if keywords else []


def _query_parameter(parameter: Parameter) -> str:
    kind = _python_type(parameter.schema)
    return f"{_argument(parameter)}: {kind}" + ("" if parameter.is_required else " | None = None")


def _argument(parameter: Parameter) -> str:
    return f"{parameter.name}_" if parameter.name in ("from", "type", "open") else parameter.name


def _python_type(schema: Json) -> str:
    name = schema_name(schema)
    if name is not None:
        return f"models.{name}"
    if "enum" in schema:
        return f"Literal[{', '.join(map(repr, schema['enum']))}]"
    if "oneOf" in schema or "anyOf" in schema:
        return " | ".join(dict.fromkeys(_python_type(one) for one in (schema.get("oneOf") or schema["anyOf"])))
    if schema.get("type") == "array":
        return f"Sequence[{_python_type(schema['items'])}]"
    return JSON_TYPES.get(schema.get("type", ""), "Any")


def _answer_type(operation: Operation) -> str:
    if operation.answer is not None:
        return _python_type(operation.answer) if schema_name(operation.answer) else "dict[str, Any]"
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
        pairs = ", ".join(f"{parameter.name!r}: {_argument(parameter)}" for parameter in operation.query)
        yield f"query={{{pairs}}}"
    if operation.content_type is not None:
        yield f"content=content, content_type={operation.content_type!r}"
    elif operation.body is not None:
        yield "body=body"
    if operation.takes_version:
        yield "if_match=if_match"
    if operation.takes_key:
        yield "key=idempotency_key, takes_key=True"


def _docstring(operation: Operation) -> str:
    about = operation.about.strip() or f"{operation.summary}."
    named = [(_argument(one), one.about) for one in (*operation.path_parameters, *operation.query) if one.about]
    paragraphs = [_wrap(part) for part in re.split(r"\n\s*\n", about)]
    lines = [_wrap(f"{name}: {text}", hanging="    ") for name, text in named]
    text = "\n\n".join([*paragraphs, *(["\n".join(lines)] if lines else [])])
    text = text.replace("\\", "\\\\").replace('"""', "'''")
    closing = "\n" if "\n" in text or text.endswith('"') else ""
    return textwrap.indent(f'"""{text}{closing}"""', "    ")


def _wrap(text: str, hanging: str = "") -> str:
    if re.search(r"^\s*[-*|] ", text, re.MULTILINE):
        return textwrap.dedent(text)
    return textwrap.fill(" ".join(text.split()), DOCSTRING_WIDTH, subsequent_indent=hanging)


def _indent(text: str) -> str:
    return textwrap.indent(text, "    ")
