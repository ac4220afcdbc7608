"""Reads figures.toml: the limits of each package, and the banned words that a wire format demands."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, replace
from fnmatch import fnmatch
from pathlib import Path
from typing import Any, Final

FILE: Final = Path(__file__).with_name("figures.toml")


@dataclass(frozen=True)
class Limits:
    """Bounds of one package. Percentages and counts are upper bounds, `words_per_function` is a lower one."""

    one_word_functions: float
    words_per_function: float
    function_word_docstrings: float
    files_per_folder: int
    lines_per_file: int
    lines_per_function: int


@dataclass(frozen=True)
class Exemption:
    """Banned word that is allowed in some files, because somebody else has chosen it."""

    word: str
    files: str
    why: str

    def covers(self, path: str, identifier: str) -> bool:
        return identifier.strip("_").lower() == self.word and fnmatch(path, self.files)


@dataclass(frozen=True)
class Rules:
    limits: Limits
    exemptions: tuple[Exemption, ...]
    overrides: dict[str, dict[str, Any]]

    def limits_for_package(self, package: str) -> Limits:
        return replace(self.limits, **self.overrides.get(package, {}))


def read_rules(file: Path = FILE) -> Rules:
    """Raises TypeError for a limit that is missing or that nobody knows."""
    document = tomllib.loads(file.read_text())
    return Rules(
        Limits(**document["limits"]),
        tuple(Exemption(**entry) for entry in document.get("exempt", ())),
        document.get("packages", {}),
    )
