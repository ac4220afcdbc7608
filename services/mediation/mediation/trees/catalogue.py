"""Catalogue of the decision trees that come with Parley."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib import resources

from .format import ParsedTree, parse_tree_file


@cache
def builtin_trees() -> Mapping[str, ParsedTree]:
    """Read the editions in this folder, once. Raises ValueError, naming file and place: nothing starts on a bad one."""
    editions: dict[str, ParsedTree] = {}
    for file in sorted(resources.files(__package__).iterdir(), key=lambda file: file.name):
        if file.name.endswith(".toml"):
            parsed = parse_tree_file(file.name, file.read_text(encoding="utf-8"))
            editions[parsed.body.edition] = parsed
    return editions
