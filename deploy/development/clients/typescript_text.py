"""Spelling of TypeScript: types, comments and names. Where this is built there may be no Node to lay anything out."""

from __future__ import annotations

import json
import re
import textwrap
from collections.abc import Iterable
from typing import Final

from .operations import Json, schema_name

JSON_TYPES: Final = {"string": "string", "integer": "number", "number": "number", "boolean": "boolean", "null": "null"}
LINE_WIDTH: Final = 120
PLAIN_NAME: Final = re.compile(r"[A-Za-z_$][\w$]*")


def spell_typescript_type(schema: Json) -> str:
    name = schema_name(schema)
    if name is not None:
        return name
    if "const" in schema:
        return json.dumps(schema["const"])
    if "enum" in schema:
        return " | ".join(json.dumps(value) for value in schema["enum"])
    for several, joined in (("anyOf", " | "), ("oneOf", " | "), ("allOf", " & ")):
        if several in schema:
            return joined.join(dict.fromkeys(spell_typescript_type(one) for one in schema[several]))
    if isinstance(schema.get("type"), list):
        return " | ".join(JSON_TYPES.get(kind, "unknown") for kind in schema["type"])
    if schema.get("type") == "array":
        inner = spell_typescript_type(schema["items"]) if "items" in schema else "unknown"
        return f"({inner})[]" if " " in inner else f"{inner}[]"
    if schema.get("type") == "object":
        more = schema.get("additionalProperties")
        return f"Record<string, {spell_typescript_type(more) if isinstance(more, dict) else 'unknown'}>"
    return JSON_TYPES.get(schema.get("type", ""), "unknown")


def spell_member_name(name: str, *, is_required: bool) -> str:
    spelled = name if PLAIN_NAME.fullmatch(name) else json.dumps(name)
    return spelled if is_required else f"{spelled}?"


def write_comment(text: str, indent: str = "") -> str:
    """Lay a text out as documentation: paragraphs wrapped, lists as they stand."""
    paragraphs = [_wrap(part, LINE_WIDTH - len(indent) - 7) for part in re.split(r"\n\s*\n", text.strip())]
    lines = "\n\n".join(paragraphs).replace("*/", "* /").split("\n")
    if not text.strip():
        return ""
    if len(lines) == 1:
        return f"{indent}/** {lines[0]} */\n"
    return f"{indent}/**\n" + "".join(f"{indent} * {line}".rstrip() + "\n" for line in lines) + f"{indent} */\n"


def _wrap(text: str, width: int) -> str:
    if re.search(r"^\s*[-*|] ", text, re.MULTILINE):
        return textwrap.dedent(text)
    return textwrap.fill(" ".join(text.split()), width, break_long_words=False)


def write_list(opening: str, items: Iterable[str], closing: str, indent: str = "") -> str:
    """Write something and its arguments on one line if they fit, else an argument a line."""
    items = list(items)
    line = f"{opening}{', '.join(items)}{closing}"
    if len(indent) + len(line) <= LINE_WIDTH or not items:
        return line
    inner = "".join(f"{indent}  {item},\n" for item in items)
    return f"{opening.rstrip()}\n{inner}{indent}{closing.lstrip()}"


def write_union(opening: str, choices: Iterable[str]) -> str:
    """Write a choice on one line if it fits, else with as many of its members on a line as fit."""
    joined = " | ".join(choices)
    if len(opening) + len(joined) < LINE_WIDTH:
        return f"{opening} {joined};"
    filled = textwrap.fill(joined, LINE_WIDTH - 4, break_long_words=False, break_on_hyphens=False)
    lines = [line.removeprefix("| ").removesuffix(" |") for line in filled.split("\n")]
    return opening + "".join(f"\n  | {line}" for line in lines) + ";"


def camel_case(name: str) -> str:
    first, *rest = re.split(r"[_ ]", name)
    return first + "".join(word.capitalize() for word in rest)
