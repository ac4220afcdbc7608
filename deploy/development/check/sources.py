"""Lists the product's Python files by package: each library, each service, and deploy."""

from __future__ import annotations

import ast
import subprocess
from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Final

EXEMPT_PARTS: Final = ("/tests/", "/versions/", "/conftest.py", "/deploy/proof/smoke/")
"""Tests are named after what they show, migrations after their day."""


@dataclass(frozen=True)
class Module:
    path: str
    source: str

    @cached_property
    def tree(self) -> ast.Module:
        return ast.parse(self.source)

    @property
    def folder(self) -> str:
        return self.path.rpartition("/")[0]

    @property
    def is_package(self) -> bool:
        return self.path.endswith("/__init__.py")

    @property
    def line_count(self) -> int:
        return self.source.count("\n")


def read_packages(root: Path) -> dict[str, list[Module]]:
    """Every product module git knows of or would add, by package (`libs/common`, `services/escrow`, `deploy`)."""
    command = ["git", "-C", str(root), "ls-files", "-co", "--exclude-standard", "--", "*.py"]
    listing = subprocess.run(command, capture_output=True, text=True, check=True).stdout.splitlines()
    packages: dict[str, list[Module]] = defaultdict(list)
    for path in sorted(listing):
        if (package := package_of(path)) and not is_exempt(path) and (root / path).exists():
            packages[package].append(Module(path, (root / path).read_text()))
    return dict(packages)


def package_of(path: str) -> str | None:
    match path.split("/"):
        case ["libs" | "services" as kind, name, _, *_]:
            return f"{kind}/{name}"
        case ["deploy", *_]:
            return "deploy"
        case _:
            return None


def is_exempt(path: str) -> bool:
    return any(part in f"/{path}" for part in EXEMPT_PARTS)
