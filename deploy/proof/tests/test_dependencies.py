"""DOR-W27: what a package declares it uses, and nothing is pinned twice."""

from __future__ import annotations

import ast
import re
import tomllib
from collections import Counter
from collections.abc import Iterator
from importlib.metadata import packages_distributions
from pathlib import Path
from typing import Any, Final

import pytest

from deploy.local.place import REPO

MEMBERS: Final = sorted(file.parent for kind in ("libs", "services") for file in REPO.glob(f"{kind}/*/pyproject.toml"))
NOT_IMPORTED: Final = {
    "tzdata": "zoneinfo reads it where the machine has no time zones",
    "uvicorn": "runs the services, as a command",
    "asyncpg": "SQLAlchemy finds it by the address of the database",
    "alembic": "migrations import it",
}


def declared_by(member: Path) -> list[str]:
    project: dict[str, Any] = tomllib.loads((member / "pyproject.toml").read_text())["project"]
    optional = [one for extra in project.get("optional-dependencies", {}).values() for one in extra]
    names = [re.split(r"[\[<>=!~ ;]", one)[0] for one in [*project["dependencies"], *optional]]
    return [name for name in names if not name.startswith("parley-")]


def imported_by(member: Path) -> Iterator[str]:
    for file in member.rglob("*.py"):
        if "/tests/" in f"{file}" or "/migrations/" in f"{file}":
            continue
        for node in ast.walk(ast.parse(file.read_text())):
            match node:
                case ast.Import(names=names):
                    yield from (name.name for name in names)
                case ast.ImportFrom(module=str(module), level=0):
                    yield module


def distributions_of(modules: Iterator[str]) -> set[str]:
    known = packages_distributions()
    return {name.lower().replace("_", "-") for module in modules for name in known.get(module.partition(".")[0], ())}


@pytest.mark.parametrize("member", MEMBERS, ids=lambda member: member.name)
def test_dor_w27_every_declared_dependency_is_used(member: Path) -> None:
    used = distributions_of(imported_by(member))
    assert [name for name in declared_by(member) if name not in used | NOT_IMPORTED.keys()] == []


@pytest.mark.parametrize("lock", sorted(REPO.glob("requirements*.lock")), ids=lambda lock: lock.name)
def test_dor_w27_nothing_is_pinned_twice(lock: Path) -> None:
    names = Counter(re.findall(r"^([a-z0-9][\w.-]*)==", lock.read_text(), re.MULTILINE))
    assert [name for name, times in names.items() if times > 1] == []
