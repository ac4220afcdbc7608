"""Python client, generated part: types of all bodies and answers, and of the filters of lists.

They check nothing at run time, so `/v1` may grow; what they refer to is imported, so that whoever reads types while a
program runs (pydantic, `typing.get_type_hints`) can.
"""

from __future__ import annotations

import ast
import textwrap
from collections.abc import Iterable, Iterator
from typing import Final

from .grouping import CODES, Place, SchemaGroups, name_operation_types, needs_of_type
from .operations import Json, Operation
from .packing import Declaration, PackedFile, list_imports, pack_groups
from .python_text import LINE_WIDTH, argument_name, lay_out_python, spell_python_type, wrap_text, write_docstring

FOLDER: Final = "models"
PACKAGE: Final = f"parley_client.generated.{FOLDER}"
HEADER: Final = '''"""{about}. Written by `make clients`: do not edit."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Literal, NotRequired, TypeAlias, TypedDict
'''
KEPT_AS_IT_IS: Final = "# fmt: off"
JOINED_HEADER: Final = '''"""Bodies, answers and filters of the API. Written by `make clients`: do not edit."""
# ruff: noqa: F403, F405

from __future__ import annotations
'''


def write_models(document: Json) -> dict[str, str]:
    """Modules by the names of their files."""
    files = list(pack_groups(_declare_all(document)))
    modules = {name: f"{PACKAGE}.{file.module}" for file in files for name in file.names}
    written = {"/".join((FOLDER, *file.folder, f"{file.name}.py")): _write_file(file, modules) for file in files}
    for folder in {file.folder for file in files if file.folder}:
        about = f'"""Bodies and answers of {folder[0].replace("_", " ")}. Written by `make clients`: do not edit."""\n'
        written["/".join((FOLDER, *folder, "__init__.py"))] = about
    return {f"{FOLDER}/__init__.py": _write_joined(files), **written}


def _declare_all(document: Json) -> Iterator[tuple[Place, Declaration]]:
    groups = SchemaGroups(document)
    declared = {name: _declare_schema(name, groups.schemas[name]) for name in groups.places}
    of_operations = list(name_operation_types(document, declared))
    declared |= {
        name: _declare_codes(operation) if place.kind == CODES else _declare_filters(operation)
        for name, place, operation in of_operations
    }
    texts = _lay_out_apart(declared)
    for name, place in groups.places.items():
        yield place, Declaration(name, texts[name], frozenset(groups.needs[name]))
    for name, place, operation in of_operations:
        yield place, Declaration(name, texts[name], needs_of_type(place, operation))


def _declare_codes(operation: Operation) -> str:
    """Write as many of them on a line as fit: nobody looks for one by its line."""
    listed = textwrap.fill(", ".join(f'"{code}"' for code in operation.codes), LINE_WIDTH - 6, break_long_words=False)
    about = write_docstring(f"Codes of the problems of `{operation.id}`; there may be more in time.", "")
    joined = textwrap.indent(listed, "    ")
    return f"{KEPT_AS_IT_IS}\n{operation.codes_name}: TypeAlias = Literal[\n{joined},\n]\n# fmt: on\n{about}"


def _declare_schema(name: str, schema: Json) -> str:
    if "properties" not in schema:
        about = f"\n{write_docstring(schema['description'], '')}" if schema.get("description") else ""
        return f"{name}: TypeAlias = {spell_python_type(schema)}{about}"
    required = schema.get("required", ())
    members = [
        (member, spell_member(spell_python_type(inner), member in required), inner.get("description", ""))
        for member, inner in schema["properties"].items()
    ]
    return declare_dictionary(name, schema.get("description", ""), members)


def _declare_filters(operation: Operation) -> str:
    members = [
        (
            argument_name(one),
            spell_member(spell_python_type(one.as_member(), array="Sequence"), one.is_required),
            one.about,
        )
        for one in operation.filters
    ]
    return declare_dictionary(operation.filters_name, f"Filters of `{operation.id}`.", members)


def spell_member(kind: str, is_required: bool) -> str:
    return kind if is_required else f"NotRequired[{kind}]"


def declare_dictionary(name: str, about: str, members: Iterable[tuple[str, str, str]]) -> str:
    """Declare a typed dictionary: as a class, or as a call where a member has a name that no class can have."""
    members = list(members)
    if any(member == "from" for member, _, _ in members):
        return _declare_by_call(name, about, members)
    lines = [f"class {name}(TypedDict):"]
    if about:
        lines += [write_docstring(about, "    "), ""]
    for member, kind, text in members:
        lines.append(f"    {member}: {kind}")
        if text:
            lines.append(write_docstring(text, "    "))
    return "\n".join(lines)


def _declare_by_call(name: str, about: str, members: list[tuple[str, str, str]]) -> str:
    lines = [f'{name} = TypedDict("{name}", {{']
    for member, kind, text in members:
        comment = textwrap.indent(wrap_text(text, LINE_WIDTH - 10), "        # ", lambda line: bool(line.strip()))
        lines += [*([comment] if text else []), f'        "{member}": {kind},']
    return "\n".join([*lines, "})", *([write_docstring(about, "")] if about else [])])


def _lay_out_apart(declared: dict[str, str]) -> dict[str, str]:
    """Lay all of them out at once, and give each back: what follows a declaration as a text belongs to it."""
    source = lay_out_python("\n\n\n".join(declared.values()))
    lines, names = source.splitlines(), iter(declared)
    texts: dict[str, str] = {}
    name = ""
    for node in ast.parse(source).body:
        text = "\n".join(lines[node.lineno - 1 : node.end_lineno])
        if lines[node.lineno - 2] == KEPT_AS_IT_IS:
            text = f"{KEPT_AS_IT_IS}\n{text}\n# fmt: on"
        if isinstance(node, ast.Expr):
            texts[name] += f"\n{text}"
        else:
            name = next(names)
            texts[name] = text
    return texts


def _write_file(file: PackedFile, modules: dict[str, str]) -> str:
    imports = [f"from {module} import {', '.join(names)}" for module, names in list_imports(file, modules).items()]
    declared = [one.text for one in file.declarations]
    return lay_out_python("\n\n\n".join(["\n".join([HEADER.format(about=file.about), *imports]), *declared]) + "\n")


def _write_joined(files: list[PackedFile]) -> str:
    imports = [f"from .{file.module} import *" for file in files]
    names = sorted(name for file in files for name in file.names)
    listed = textwrap.fill(", ".join(f'"{name}"' for name in names), LINE_WIDTH - 4, break_long_words=False)
    public = f"__all__ = [\n{textwrap.indent(listed, '    ')},\n]  # fmt: skip\n"
    return lay_out_python("\n".join([JOINED_HEADER, *imports, "", public]))
