"""Keeps files and functions small: the tail is what makes a codebase hard to live in."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Final

FILE_LINES: Final = 350
FUNCTION_LINES: Final = 60
EXEMPT: Final = ("/tests/", "/versions/", "deploy/proof/smoke/")


def too_long(name: str, source: str) -> Iterator[str]:
    if (lines := source.count("\n")) > FILE_LINES:
        yield f"{name}: {lines} lines, the limit is {FILE_LINES}: split it by subject"
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            length = (node.end_lineno or node.lineno) - node.lineno + 1
            if length > FUNCTION_LINES:
                yield f"{name}:{node.lineno}: {node.name} has {length} lines, the limit is {FUNCTION_LINES}"


def main() -> int:
    listed = ["git", "ls-files", "-co", "--exclude-standard", "--", "*.py"]
    names = subprocess.run(listed, capture_output=True, text=True, check=True).stdout.split()
    checked = [name for name in names if not any(part in f"/{name}" for part in EXEMPT) and Path(name).exists()]
    found = [complaint for name in checked for complaint in too_long(name, Path(name).read_text())]
    print("\n".join(found))
    return bool(found)


if __name__ == "__main__":
    sys.exit(main())
