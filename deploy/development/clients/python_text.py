"""Spelling of Python: types, texts of documentation, and the layout that `make check` wants."""

from __future__ import annotations

import re
import subprocess
import sys
import textwrap
from pathlib import Path
from typing import Final

from deploy.local.place import REPO

from .operations import Json, Parameter, schema_name

GENERATED: Final = REPO / "libs" / "client" / "parley_client" / "generated"
JSON_TYPES: Final = {"string": "str", "integer": "int", "number": "float", "boolean": "bool", "null": "None"}
LINE_WIDTH: Final = 120
QUOTES_WIDTH: Final = 6
RESERVED: Final = frozenset({"from", "type", "open"})
"""Names of parameters that Python wants for itself."""


def spell_python_type(schema: Json, *, prefix: str = "", array: str = "list") -> str:
    """Spell the type of a schema. `prefix` stands before names of schemas, `array` is what a list may be."""
    name = schema_name(schema)
    if name is not None:
        return f"{prefix}{name}"
    if "const" in schema:
        return f"Literal[{schema['const']!r}]"
    if "enum" in schema:
        return f"Literal[{', '.join(map(repr, schema['enum']))}]"
    several = schema.get("anyOf") or schema.get("oneOf")
    if several:
        return " | ".join(dict.fromkeys(spell_python_type(one, prefix=prefix, array=array) for one in several))
    match schema.get("type"):
        case "array":
            return f"{array}[{spell_python_type(schema.get('items', {}), prefix=prefix, array=array)}]"
        case "object":
            values = schema.get("additionalProperties")
            inner = spell_python_type(values, prefix=prefix) if isinstance(values, dict) else "Any"
            return f"dict[str, {inner}]"
        case kind:
            return JSON_TYPES.get(str(kind), "Any")


def argument_name(parameter: Parameter) -> str:
    return f"{parameter.name}_" if parameter.name in RESERVED else parameter.name


def write_docstring(text: str, indent: str) -> str:
    """Lay a text out as documentation: paragraphs wrapped, lists as they stand."""
    width = LINE_WIDTH - len(indent) - QUOTES_WIDTH
    paragraphs = [wrap_text(part, width) for part in re.split(r"\n\s*\n", text.strip())]
    return quote_docstring("\n\n".join(paragraphs), indent)


def quote_docstring(text: str, indent: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"""', "'''")
    closing = "\n" if "\n" in escaped or escaped.endswith('"') else ""
    return textwrap.indent(f'"""{escaped}{closing}"""', indent)


def wrap_text(text: str, width: int, hanging: str = "") -> str:
    if re.search(r"^\s*[-*|] ", text, re.MULTILINE):
        return textwrap.dedent(text)
    return textwrap.fill(" ".join(text.split()), width, subsequent_indent=hanging, break_long_words=False)


def lay_out_python(source: str) -> str:
    """Leave out the imports that nothing needs, put the others in order, and lay out what is left."""
    for command in (("check", "--fix", "--quiet", "--select", "F401,I001"), ("format",)):
        file = str(GENERATED / "module.py")
        ruff = [str(Path(sys.executable).parent / "ruff"), *command, "--stdin-filename", file, "-"]
        source = subprocess.run(ruff, input=source, capture_output=True, text=True, check=True, cwd=REPO).stdout
    return source
