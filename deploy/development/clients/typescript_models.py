"""TypeScript client, generated part: types of all bodies and answers, and of the filters of lists."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from .grouping import CODES, Place, SchemaGroups, name_operation_types, needs_of_type
from .operations import Json, Operation
from .packing import Declaration, PackedFile, list_imports, pack_groups
from .typescript_text import spell_member_name, spell_typescript_type, write_comment, write_list, write_union

FOLDER: Final = "models"
HEADER: Final = "// {about}. Written by `make clients`: do not edit.\n"
LINE_COMMENT: Final = "// Bodies, answers and filters of the API. Written by `make clients`: do not edit.\n"


def write_models(document: Json) -> dict[str, str]:
    """Modules by the names of their files."""
    files = list(pack_groups(_declare_all(document)))
    modules = {name: _path_of(file) for file in files for name in file.names}
    exports = "".join(f'export type * from "./{_path_of(file)}";\n' for file in files)
    written = {f"{FOLDER}/{_path_of(file)}": _write_file(file, modules) for file in files}
    return {f"{FOLDER}/index.ts": f"{LINE_COMMENT}\n{exports}", **written}


def _path_of(file: PackedFile) -> str:
    return "/".join((*file.folder, f"{file.name}.ts"))


def _declare_all(document: Json) -> Iterator[tuple[Place, Declaration]]:
    groups = SchemaGroups(document)
    for name, place in groups.places.items():
        yield place, Declaration(name, _declare_schema(name, groups.schemas[name]), frozenset(groups.needs[name]))
    for name, place, operation in name_operation_types(document, groups.places):
        text = _declare_codes(operation) if place.kind == CODES else _declare_filters(operation)
        yield place, Declaration(name, text, needs_of_type(place, operation))


def _declare_codes(operation: Operation) -> str:
    about = write_comment(f"Codes of the problems of `{operation.id}`; there may be more in time.")
    return about + write_union(f"export type {operation.codes_name} =", [f'"{code}"' for code in operation.codes])


def _declare_schema(name: str, schema: Json) -> str:
    about = write_comment(schema.get("description", ""))
    if "enum" in schema:
        return about + write_union(f"export type {name} =", spell_typescript_type(schema).split(" | "))
    if "properties" not in schema:
        return f"{about}export type {name} = {spell_typescript_type(schema)};"
    members = (
        _write_member(member, spell_typescript_type(inner), inner.get("description", ""), member in required)
        for required in [schema.get("required", ())]
        for member, inner in schema["properties"].items()
    )
    return about + declare_interface(name, members)


def _declare_filters(operation: Operation) -> str:
    members = (
        _write_member(one.name, spell_typescript_type(one.schema), one.about, one.is_required)
        for one in operation.filters
    )
    return write_comment(f"Filters of `{operation.id}`.") + declare_interface(operation.filters_name, members)


def declare_interface(name: str, members: Iterable[str]) -> str:
    return f"export interface {name} {{\n{''.join(members)}}}"


def _write_member(name: str, kind: str, about: str, is_required: bool) -> str:
    return f"{write_comment(about, '  ')}  {spell_member_name(name, is_required=is_required)}: {kind};\n"


def _write_file(file: PackedFile, modules: dict[str, str]) -> str:
    up = "../" * len(file.folder) or "./"
    imports = [
        write_list("import type { ", names, f' }} from "{up}{path}";')
        for path, names in list_imports(file, modules).items()
    ]
    head = HEADER.format(about=file.about) + ("\n" + "\n".join(imports) + "\n" if imports else "")
    return "\n".join([head, *(f"{one.text}\n" for one in file.declarations)])
