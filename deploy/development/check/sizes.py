"""Finds files, functions and folders that are too large: the tail is what makes a codebase hard to live in."""

from __future__ import annotations

import ast
from collections import defaultdict
from collections.abc import Iterable, Iterator

from .limits import Limits
from .sources import Module


def find_oversized(modules: Iterable[Module], limits: Limits) -> Iterator[str]:
    """Complaints about one package."""
    folders: dict[str, int] = defaultdict(int)
    for module in modules:
        folders[module.folder] += not module.is_package
        yield from find_long_parts(module, limits)
    for folder, count in folders.items():
        if count > limits.files_per_folder:
            yield (
                f"{folder}/: {count} modules, the limit is {limits.files_per_folder}: "
                "make a package of those that tell one story"
            )


def find_long_parts(module: Module, limits: Limits) -> Iterator[str]:
    if module.line_count > limits.lines_per_file:
        yield f"{module.path}: {module.line_count} lines, the limit is {limits.lines_per_file}: split it by subject"
    for node in ast.walk(module.tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            length = (node.end_lineno or node.lineno) - node.lineno + 1
            if length > limits.lines_per_function:
                yield (
                    f"{module.path}:{node.lineno}: {node.name} has {length} lines, "
                    f"the limit is {limits.lines_per_function}: take a step out of it"
                )
